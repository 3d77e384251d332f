package districts_test

import (
	"context"
	"fmt"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/scenario"
)

// A scenario becomes a case: its inputs are read and checked, its rule decided and its seats given to the regions.
func ExampleOpen() {
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	if err != nil {
		panic(err)
	}
	c, err := districts.Open(context.Background(), s, nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(len(c.Layer.Units), "units,", c.AllSeats(), "seats, rule", c.Rule.ID)
	for i, r := range c.Layer.Regions[:3] {
		fmt.Println(r.Names.In("en"), c.Seats[i])
	}
	// Output:
	// 220 units, 29 seats, rule kz-2022-region
	// Astana 2
	// Almaty 3
	// Shymkent 2
}

// A plan, however it was made, is checked without solving anything: each check says what it tested and what broke it.
func ExamplePlan_Checks() {
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	if err != nil {
		panic(err)
	}
	c, err := districts.Open(context.Background(), s, nil)
	if err != nil {
		panic(err)
	}
	enacted, err := c.KnownPlan("enacted") // the act does not say the district of every unit
	if err != nil {
		panic(err)
	}
	for _, check := range enacted.Checks() {
		fmt.Printf("%s: %s, %d named\n", check.ID, check.State, len(check.Subjects))
	}
	// Output:
	// units-assigned-once: incomplete, 28 named
	// seats-per-region: incomplete, 2 named
	// minimum-seats: incomplete, 2 named
	// contiguity: fail, 1 named
	// no-crossing: pass, 0 named
	// voters-sum: incomplete, 0 named
	// equality: incomplete, 1 named
}

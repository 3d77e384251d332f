package compare_test

import (
	"context"
	"fmt"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
)

// A plan is compared with the one in force: districts are paired so that as many voters as possible stay.
func ExamplePlans() {
	ctx := context.Background()
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	if err != nil {
		panic(err)
	}
	c, err := districts.Open(ctx, s, nil)
	if err != nil {
		panic(err)
	}
	made, err := planning.Make(ctx, c, planning.Settings{})
	if err != nil {
		panic(err)
	}
	enacted, err := c.KnownPlan("enacted")
	if err != nil {
		panic(err)
	}
	r, err := compare.Plans(enacted, made.Plan)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%d of %d units move, with %.1f %% of the voters\n", r.Moved.Units, r.Compared.Units, 100*r.MovedShare)
	// Output:
	// 2 of 192 units move, with 0.7 % of the voters
}

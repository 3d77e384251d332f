package planning_test

import (
	"context"
	"fmt"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
)

// One region of a case is planned, with its three best plans. That a plan is best is a claim about all plans.
func ExampleMake() {
	ctx := context.Background()
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	if err != nil {
		panic(err)
	}
	c, err := districts.Open(ctx, s, nil)
	if err != nil {
		panic(err)
	}
	var set planning.Settings
	set.Region, set.Variants = "KZ-75", 3
	made, err := planning.Make(ctx, c, set)
	if err != nil {
		panic(err)
	}
	r := made.Regions[0]
	fmt.Println(r.Status, "of", r.Plans, "plans within the rule;", len(r.Variants), "variants")
	for _, d := range made.Plan.Districts {
		fmt.Printf("district %d: %d units, %d voters\n", d.Number, len(d.Units), d.Voters)
	}
	// Output:
	// optimal of 8 plans within the rule; 3 variants
	// district 3: 2 units, 393727 voters
	// district 4: 3 units, 394188 voters
	// district 5: 3 units, 411632 voters
}

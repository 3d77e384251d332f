package report_test

import (
	"context"
	"fmt"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
)

// The report of any plan: its verdict, and its test by every reading of the rule.
func ExampleBuild() {
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	if err != nil {
		panic(err)
	}
	c, err := districts.Open(context.Background(), s, nil)
	if err != nil {
		panic(err)
	}
	enacted, err := c.KnownPlan("enacted")
	if err != nil {
		panic(err)
	}
	r := report.Build(enacted)
	fmt.Println(r.Verdict, "with", len(r.Unassigned), "units whose district is not known")
	for _, x := range r.Rules[:2] {
		fmt.Println(x.ID, x.Verdict)
	}
	// Output:
	// breaks with 28 units whose district is not known
	// kz-2022-region incomplete
	// kz-2022-region-range breaks
}

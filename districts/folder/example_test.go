package folder_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/folder"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/scenario"
)

// A planner's whole job: a scenario becomes a case, the case a plan, the plan a folder; and the folder is the case and
// the plan again.
func Example() {
	ctx := context.Background()
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	check(err)
	c, err := districts.Open(ctx, s, nil)
	check(err)
	made, err := planning.Make(ctx, c, planning.Settings{})
	check(err)
	r, err := report.Solved(c, made)
	check(err)
	files, err := folder.Files(ctx, made.Plan, r, folder.Options{Lang: "en"})
	check(err)

	tmp, err := os.MkdirTemp("", "okrug")
	check(err)
	defer func() { _ = os.RemoveAll(tmp) }()
	dir := filepath.Join(tmp, "plan")
	check(folder.Write(files, dir))
	again, err := folder.Open(ctx, dir, scenario.Changes{})
	check(err)
	fmt.Println(len(made.Plan.Districts), "districts,", r.Verdict)
	fmt.Println("the same plan again:", string(again.Plan.Assignment()) == string(made.Plan.Assignment()))
	// Output:
	// 29 districts, meets
	// the same plan again: true
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

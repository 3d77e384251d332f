package kz2022

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"
)

// compared are two tables of the plan enacted in 2022: how the plan that the program makes without being told anything
// agrees with it, and which weights of equality explain it.
type compared struct{ agreement, weights string }

// compareEnacted makes both of the files of the data set.
func compareEnacted(ctx context.Context, files []File) (tables compared, err error) {
	dir, err := os.MkdirTemp("", "okrug-kz2022")
	if err != nil {
		return tables, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
			return tables, err
		}
	}
	open := func() (*scenario.Scenario, error) { return scenario.Open(filepath.Join(dir, "scenario.yaml")) }
	if tables.agreement, err = agreement(ctx, open); err != nil {
		return tables, err
	}
	all, err := explanations(ctx, open)
	tables.weights = weightRows(all)
	return tables, err
}

// agreement has a row for every district of the plan that the program makes of a scenario.
func agreement(ctx context.Context, open func() (*scenario.Scenario, error)) (rows string, err error) {
	s, err := open()
	if err != nil {
		return "", err
	}
	c, err := districts.Open(ctx, s, nil)
	if err != nil {
		return "", err
	}
	made, err := planning.Make(ctx, c, planning.Settings{})
	if err != nil {
		return "", err
	}
	enacted, err := c.KnownPlan("enacted")
	if err != nil {
		return "", err
	}
	return agreementRows(enacted, made.Plan), nil
}

// agreementRows has a row for every district of the plan made: the units and voters that it shares with the enacted
// district of its number, and what stands on one side alone. Where the composition of an enacted district is known in
// part or not at all, the row says so and compares what is known.
func agreementRows(enacted, made *districts.Plan) string {
	of := map[int]districts.District{}
	for _, d := range enacted.Districts {
		of[d.Number] = d
	}
	openIn := map[int]int{} // region -> units whose enacted district is not known
	for u, r := range districts.RegionOf(made.Layer) {
		if enacted.Of[u] == districts.Unassigned {
			openIn[r]++
		}
	}
	names := func(units []int) string {
		var words []string
		for _, u := range units {
			words = append(words, made.Layer.Units[u].Names["en"])
		}
		return strings.Join(words, ", ")
	}
	var lines []string
	for _, d := range made.Districts {
		old, known := of[d.Number]
		var more, less []int
		for _, u := range d.Units {
			if i := enacted.Of[u]; known && i != districts.Unassigned && enacted.Districts[i].Number != d.Number {
				more = append(more, u)
			}
		}
		same := len(old.Units)
		for _, u := range old.Units {
			if i := made.Of[u]; i == districts.Unassigned || made.Districts[i].Number != d.Number {
				less = append(less, u)
				same--
			}
		}
		verdict := "the same"
		switch {
		case !known:
			verdict = "the enacted district is not known"
		case len(more)+len(less) > 0:
			var parts []string
			if len(more) > 0 {
				parts = append(parts, "with "+names(more))
			}
			if len(less) > 0 {
				parts = append(parts, "without "+names(less))
			}
			verdict = strings.Join(parts, "; ")
		case openIn[d.Region] > 0:
			verdict = "the same in the units that are known"
		}
		lines = append(lines, fmt.Sprintf("| %d | %d | %d | %s | %s |", d.Number, len(d.Units), same,
			locale.Of("en").Count(d.Voters), verdict))
	}
	return strings.Join(lines, "\n")
}

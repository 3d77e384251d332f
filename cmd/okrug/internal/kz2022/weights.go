package kz2022

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"
)

// objectives are those of which the table of weights says what they explain, from the border alone to equality alone.
var objectives = []balance.Objective{
	{Kind: balance.Border}, {Kind: balance.Balanced, Equality: 1}, {Kind: balance.Balanced, Equality: 2},
	{Kind: balance.Balanced, Equality: 4}, {Kind: balance.Deviation},
}

// explanation says of a region with several seats by which objectives its enacted division is the best of all
// contiguous ones within the rule, where the population of 1 January 2023 stands for the voters.
type explanation struct {
	region string
	// known is how many of its units have a known district, of units.
	known, units int
	// border in metres and largest deviation of the enacted division; only where all units are known.
	border, deviation float64
	contiguous        bool
	// best says, of each of objectives, that the best division is the enacted one in all units that are known.
	best []bool
}

// explanations are those of a scenario's regions with several seats.
func explanations(ctx context.Context, open func() (*scenario.Scenario, error)) (all []explanation, err error) {
	s, err := open()
	if err != nil {
		return nil, err
	}
	c, err := byPopulation(ctx, s)
	if err != nil {
		return nil, err
	}
	enacted, err := c.KnownPlan("enacted")
	if err != nil {
		return nil, err
	}
	for k, o := range objectives {
		made, err := planning.Make(ctx, c, planning.Settings{Objective: o.Kind.String(), Equality: o.Equality})
		if err != nil {
			return nil, err
		}
		if made.None != nil {
			return nil, made.None
		}
		i := 0
		for _, r := range made.Regions {
			if c.Seats[r.Region] < 2 {
				continue
			}
			if r.Status != balance.Optimal {
				return nil, fmt.Errorf("%s is not proven best by %s", c.Layer.Regions[r.Region].ID, o.Kind)
			}
			if k == 0 {
				all = append(all, enactedIn(enacted, r))
			}
			all[i].best = append(all[i].best, all[i].known > 0 && alike(enacted, made.Plan, r.Nodes))
			i++
		}
	}
	return all, nil
}

// byPopulation opens the case of a scenario, which it changes, with the population of the units for their voters.
func byPopulation(ctx context.Context, s *scenario.Scenario) (c *districts.Case, err error) {
	if c, err = districts.Open(ctx, s, nil); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "okrug-kz2022")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b := bytes.NewBufferString("unit_id,voters\n")
	for _, u := range c.Layer.Units {
		fmt.Fprintf(b, "%s,%d\n", u.ID, u.Columns["population"])
	}
	file := filepath.Join(dir, "population.csv")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		return nil, err
	}
	s.Apply(scenario.Changes{Voters: file})
	return districts.Open(ctx, s, nil)
}

// enactedIn is what is known of the division enacted in a region.
func enactedIn(enacted *districts.Plan, r planning.Region) explanation {
	x := explanation{region: enacted.Layer.Regions[r.Region].Names["en"], units: len(r.Nodes)}
	of, number := make([]int, len(r.Nodes)), map[int]int{}
	for i, u := range r.Nodes {
		d := enacted.Of[u]
		if d == districts.Unassigned {
			continue
		}
		if _, ok := number[d]; !ok {
			number[d] = len(number)
		}
		of[i] = number[d]
		x.known++
	}
	if x.known == x.units {
		m := r.Problem.Measure(of)
		x.border, x.deviation = float64(m.Border)/r.Problem.Graph.Scale, m.MaxDeviation
		x.contiguous = true
		for _, v := range r.Problem.Check(of) {
			x.contiguous = x.contiguous && v.Kind != balance.NotContiguous
		}
	}
	return x
}

// alike says whether two plans divide the units in the same way, numbers apart, as far as both know their districts.
func alike(a, b *districts.Plan, units []int) bool {
	for _, u := range units {
		for _, v := range units {
			known := a.Of[u] != districts.Unassigned && a.Of[v] != districts.Unassigned
			if known && (a.Of[u] == a.Of[v]) != (b.Of[u] == b.Of[v]) {
				return false
			}
		}
	}
	return true
}

// explained counts, of each of objectives, the regions whose enacted division it explains.
func explained(all []explanation) []int {
	n := make([]int, len(objectives))
	for _, x := range all {
		for k, best := range x.best {
			if best {
				n[k]++
			}
		}
	}
	return n
}

// weightRows has a row for every region with several seats, and one with the numbers of regions explained.
func weightRows(all []explanation) string {
	en := locale.Of("en")
	var lines []string
	for _, x := range all {
		border, deviation, note := "–", "–", ""
		switch {
		case x.known == 0:
			note = "not known"
		case x.known < x.units:
			note = fmt.Sprintf("known of %d of %d units", x.known, x.units)
		case !x.contiguous:
			note = "in several parts"
		}
		if x.known == x.units {
			border, deviation = en.Fixed(x.border/1000, 1), en.Share(x.deviation, 1)
		}
		cells := []string{x.region, note, border, deviation}
		for _, best := range x.best {
			switch {
			case x.known == 0:
				cells = append(cells, "–")
			case best:
				cells = append(cells, "yes")
			default:
				cells = append(cells, "no")
			}
		}
		lines = append(lines, "| "+strings.Join(cells, " | ")+" |")
	}
	cells := []string{"regions explained", "", "", ""}
	for _, n := range explained(all) {
		cells = append(cells, strconv.Itoa(n))
	}
	return strings.Join(append(lines, "| "+strings.Join(cells, " | ")+" |"), "\n")
}

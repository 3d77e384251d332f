package districts

import (
	"fmt"

	"okrug/balance"
	"okrug/balance/rule"
)

// Task is one region's question to a solver.
type Task struct {
	Region  int // of the layer
	Nodes   []int
	Problem balance.Problem
	// PerDistrict says that the rule has exceptions which look at single districts: the bounds hold for all others, and
	// the finished plan must be judged by Evaluate.
	PerDistrict bool
}

// Tasks asks for each region's districts within the bounds of the binding rule. Rules that compare the districts of
// one region with each other come with their own test; for a rule that compares the districts of the whole layer with
// each other the bounds alone are set, and balance/rule.Search narrows them.
func Tasks(d Draft, objective balance.Objective) ([]Task, error) {
	switch d.Rule.ScopeName() {
	case rule.Nation, rule.Region:
	default:
		return nil, fmt.Errorf("rule %s takes its quota over %q: a plan can be checked by it, but not drawn; choose a rule whose scope is nation or region", d.Rule.ID, d.Rule.Scope)
	}
	g, err := Graph(d.Layer, d.Rule.BaseName())
	if err != nil {
		return nil, err
	}
	p := &Plan{Layer: d.Layer, Rule: d.Rule, Seats: d.Seats}
	shares := p.shares()
	tasks := make([]Task, len(d.Layer.Regions))
	for u, r := range RegionOf(d.Layer) {
		tasks[r].Nodes = append(tasks[r].Nodes, u)
	}
	parents := parentLevels(d)
	for r := range tasks {
		t := &tasks[r]
		t.Region = r
		total, seats := shares.of(d.Rule, r)
		test, free, perDistrict := d.Rule.In(d.Layer.Regions[r].ID, total, max(1, seats))
		t.PerDistrict = perDistrict
		t.Problem = balance.Problem{
			Graph: g.Sub(t.Nodes), Seats: d.Seats[r], Objective: objective, Quota: shares.quota(d.Rule, r),
		}
		if t.Problem.Quota.Sign() == 0 {
			t.Problem.Quota = nil
		}
		if free {
			t.Problem.Upper = total
		} else {
			t.Problem.Lower, t.Problem.Upper = test.Window()
			if test.Statistic.Coupled() && d.Rule.ScopeName() == rule.Region {
				t.Problem.Rule = coupled{test}
			}
		}
		if objective.Kind == balance.Balanced && objective.Limit == 0 && d.Rule.Statistic == rule.Deviation {
			t.Problem.Objective.Limit = d.Rule.Limit.Float64()
		}
		for _, level := range parents {
			own := make([]int, len(t.Nodes))
			for i, u := range t.Nodes {
				own[i] = level[u]
			}
			t.Problem.Parents = append(t.Problem.Parents, own)
		}
	}
	return tasks, nil
}

// parentLevels number the areas of every level that the scenario names.
func parentLevels(d Draft) [][]int {
	if d.Scenario == nil {
		return nil
	}
	levels := make([][]int, len(d.Scenario.Levels()))
	for l := range levels {
		number := map[string]int{}
		levels[l] = make([]int, len(d.Layer.Units))
		for u, x := range d.Layer.Units {
			levels[l][u] = balance.Unassigned
			if l >= len(x.Parents) || x.Parents[l] == "" {
				continue
			}
			key := x.RegionID + "\x00" + x.Parents[l]
			n, ok := number[key]
			if !ok {
				n = len(number)
				number[key] = n
			}
			levels[l][u] = n
		}
	}
	return levels
}

// coupled is a rule's test of one region as solvers ask it.
type coupled struct{ rule.Test }

// Window is that of the test, whose total and seats are the region's.
func (c coupled) Window(int64, int) (lower, upper int64) { return c.Test.Window() }

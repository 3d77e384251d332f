package districts

import (
	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo"
)

// Task is one region's question to a solver.
type Task struct {
	Region  int // of the layer
	Nodes   []int
	Problem balance.Problem
	// Rule is what the binding rule asks there.
	Rule *rule.Question
}

// Tasks asks for each region's districts by the questions of the binding rule. A rule that compares the districts of
// one region with each other comes with its own test; one that compares the districts of the whole layer with each
// other sets bounds alone, and balance/rule.Search narrows them.
func (c *Case) Tasks(objective balance.Objective) ([]Task, error) {
	questions, err := c.Questions()
	if err != nil {
		return nil, err
	}
	g, err := Graph(c.Layer, c.Rule.BaseName())
	if err != nil {
		return nil, err
	}
	tasks := make([]Task, len(c.Layer.Regions))
	for u, r := range RegionOf(c.Layer) {
		tasks[r].Nodes = append(tasks[r].Nodes, u)
	}
	parents := c.parentsOfUnits()
	names := make(map[string]geo.Names, len(c.Layer.Units))
	for _, u := range c.Layer.Units {
		names[u.ID] = u.Names
	}
	for r := range tasks {
		t := &tasks[r]
		t.Region, t.Rule = r, &questions.Regions[r]
		t.Problem = balance.Ask(t.Rule, g.Sub(t.Nodes), t.Nodes)
		t.Problem.Objective, t.Problem.Names = objective, names
		if objective.Kind == balance.Balanced && objective.Limit == 0 && c.Rule.Statistic == rule.Deviation {
			t.Problem.Objective.Limit = c.Rule.Limit.Float64()
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

// parentsOfUnits number the areas of every level that the scenario names.
func (c *Case) parentsOfUnits() [][]int {
	levels := make([][]int, len(c.parentLevels()))
	for l := range levels {
		number := map[string]int{}
		levels[l] = make([]int, len(c.Layer.Units))
		for u, x := range c.Layer.Units {
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

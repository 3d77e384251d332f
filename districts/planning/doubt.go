package planning

import (
	"context"
	"slices"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// doubt tries every claim of impossibility or optimality again with the pairs of units joined that are no neighbours at
// the tolerance but near it, and tells of the regions where the answer is another then, or cannot be decided.
func (p *planner) doubt(ctx context.Context, regions []Region) error {
	near := near(p.c)
	var asked []int // regions, by their place
	for i, r := range regions {
		if claims(r) && len(near[r.Region]) > 0 {
			asked = append(asked, i)
		}
	}
	if len(asked) == 0 {
		return nil
	}
	joined := p.c.Joined(p.c.Near())
	tasks, err := joined.Tasks(p.objective)
	if err != nil {
		return err
	}
	q := &planner{c: joined, s: p.s, objective: p.objective, clock: &clock{end: p.clock.end}}
	q.s.Variants, q.s.Note = 1, nil
	if !p.coupled() {
		tasks = slices.DeleteFunc(tasks, func(t districts.Task) bool {
			return !slices.ContainsFunc(asked, func(i int) bool { return regions[i].Region == t.Region })
		})
	} else if tasks, err = only(joined, tasks, p.s.Region); err != nil {
		return err
	}
	for _, t := range tasks {
		q.clock.left += weight(t)
	}
	again, err := q.answers(ctx, tasks)
	if err != nil {
		return err
	}
	for _, i := range asked {
		k := slices.IndexFunc(again, func(r Region) bool { return r.Region == regions[i].Region })
		if k < 0 {
			continue
		}
		if how := differ(regions[i], again[k]); !how.Empty() {
			claim := locale.T("that its plan is the best")
			if regions[i].Status == balance.Infeasible {
				claim = locale.T("that it has no plan")
			}
			f := doubtful(p.c, regions[i].Region, claim, how, near[regions[i].Region])
			regions[i].Doubt = &f
		}
	}
	return nil
}

// claims says whether a region's answer is a claim about all plans.
func claims(r Region) bool {
	return !r.Skipped && (r.Status == balance.Infeasible || r.Status == balance.Optimal)
}

// near are, by region, the pairs of its units that would be neighbours at a wider tolerance.
func near(c *districts.Case) map[int][]geo.Near {
	regionOf := districts.RegionOf(c.Layer)
	out := map[int][]geo.Near{}
	for _, n := range c.Near() {
		if r := regionOf[n.A]; r == regionOf[n.B] {
			out[r] = append(out[r], n)
		}
	}
	return out
}

// What can come of joining pairs.
var (
	undecided = locale.T("whether that holds with them joined was not decided")
	hasPlan   = locale.T("with them joined there is a plan")
)

// differ says how the answer with the pairs joined differs from a claim, or nothing.
func differ(claim, joined Region) locale.Text {
	switch {
	case joined.Status == balance.Unknown || joined.Skipped || claim.Status == balance.Optimal &&
		joined.Status == balance.Feasible:
		return undecided
	case claim.Status == balance.Infeasible && joined.Status != balance.Infeasible:
		return hasPlan
	case claim.Status == balance.Optimal && joined.Status == balance.Optimal:
		// The claimed plan is one with the pairs joined too; the question is whether it is still as good as any.
		question := joined.Problem
		question.Objective.Shortest = max(0, joined.Shortest)
		found, claimed := question.Measure(joined.Assignment), question.Measure(claim.Assignment)
		if question.Compare(&found, &claimed) < 0 {
			return locale.T("with them joined there is a better plan")
		}
	}
	return locale.Text{}
}

// doubt tries what is claimed of regions again with the pairs near the tolerance joined, as the planner's doubt does.
func (a *Amendment) doubt(ctx context.Context, c *districts.Case, old *districts.Plan, s AmendSettings,
	clock *clock) error {
	near := near(c)
	if len(near) == 0 {
		return nil
	}
	joined := c.Joined(c.Near())
	tasks, err := joined.Tasks(balance.Objective{Kind: balance.Border})
	if err != nil {
		return err
	}
	for i, t := range tasks { // one a region, in their order
		x := &a.Regions[i]
		if len(near[t.Region]) == 0 || x.Status != balance.Infeasible && x.Status != balance.Optimal {
			continue
		}
		_, _, r, err := amendRegion(ctx, joined, t, old, s.within(clock, t))
		if err != nil {
			return err
		}
		claim, how := locale.T("that no plan moves fewer voters"), locale.Text{}
		if x.Status == balance.Infeasible {
			claim = locale.T("that it has no plan")
		}
		switch {
		case r.Plan != nil && x.Status == balance.Infeasible:
			how = hasPlan
		case r.Plan != nil && r.MovedVoters < x.MovedVoters:
			how = locale.T("with them joined moving %d {1|voter|voters} is enough", r.MovedVoters)
		case r.Status != x.Status:
			how = undecided
		}
		if !how.Empty() {
			f := doubtful(c, t.Region, claim, how, near[t.Region])
			x.Doubt = &f
		}
	}
	return nil
}

// doubtful tells of a region whose answer hangs on the tolerance.
func doubtful(c *districts.Case, region int, claim, how locale.Text, pairs []geo.Near) geo.Fault {
	x := c.Layer.Regions[region]
	f := geo.Fault{Kind: geo.NearTolerance, ID: x.ID, Name: x.Names,
		Remedy: locale.T("state under links which of them are neighbours")}
	const most = 5
	var names []locale.Text
	for i, n := range pairs {
		if i == most {
			names = append(names, locale.T("%d more", len(pairs)-most))
			break
		}
		label := func(u int) locale.Text {
			unit := c.Layer.Units[u]
			return fault.Label(unit.ID, unit.Names)
		}
		names = append(names, locale.T("%s and %s (%s)", label(n.A), label(n.B), n.Text()))
	}
	f.Detail = locale.T("%s is proven for units that are neighbours within the tolerance; near it are %s: %s", claim,
		names, how)
	return f
}

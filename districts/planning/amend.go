package planning

import (
	"context"
	"slices"
	"time"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/amend"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// AmendedRegion is the answer for one region.
type AmendedRegion struct {
	ID     string         `json:"region_id"`
	Status balance.Status `json:"status"`
	// SeatsBefore counts the districts of the plan in force that are known, or the seats now where units have no district.
	SeatsBefore int `json:"seats_before"`
	Seats       int `json:"seats"`
	// MovedVoters, at least Bound in any plan that meets the rule, and MovedUnits change from one district to another.
	MovedVoters int64 `json:"moved_voters"`
	Bound       int64 `json:"moved_voters_at_least"`
	MovedUnits  int   `json:"moved_units"`
	Placed      int   `json:"placed_units"` // that had no district
	// Dissolved is the number of the district that has no successor, 0 where there is none.
	Dissolved int             `json:"dissolved,omitempty"`
	Reason    locale.Text     `json:"reason,omitzero"`
	Log       []locale.Text   `json:"tried"`
	Stopped   balance.Stopped `json:"ended"`
	// Doubt says that the answer would be another, or could not be decided, were units neighbours that are near the
	// tolerance but are none.
	Doubt *geo.Fault `json:"doubt,omitempty"`
}

// Amendment is a revised plan. Plan is nil where a region has none. What changes is said by one comparison with the
// plan in force, as okrug compare says it.
type Amendment struct {
	Plan       *districts.Plan       `json:"-"`
	Status     balance.Status        `json:"status"`
	Voters     int64                 `json:"moved_voters"`
	Bound      int64                 `json:"moved_voters_at_least"`
	Units      int                   `json:"moved_units"`
	Moves      []compare.Move        `json:"moved"`
	Placed     []compare.Move        `json:"placed"`
	Renumbered []compare.Renumbering `json:"renumbered"`
	New        []int                 `json:"new_districts"` // numbers
	Figures    Figures               `json:"figures"`
	// Carried is that of the plan in force: what was decided by carrying it over moves nobody here.
	Carried []geo.Fault     `json:"carried_over,omitempty"`
	Regions []AmendedRegion `json:"regions"`
}

// Amend finds the plan closest to old, region by region, that meets the case's rule again with the fewest voters moved
// (see balance/amend), and keeps the numbers, names and centres of its districts. The case says the rule, the seats
// and, in its layer, the voters of today, and must have the units of old in their order; a region's seats may differ by
// one from those in force.
//
// A plan in force that is known in part is amended as far as it is known: units without a district are placed. Rules
// that compare the districts of the whole layer with each other enter with their bounds alone; the plan must then be
// judged by its checks.
func Amend(ctx context.Context, c *districts.Case, old *districts.Plan, s AmendSettings) (*Amendment, error) {
	tasks, err := c.Tasks(balance.Objective{Kind: balance.Border})
	if err != nil {
		return nil, err
	}
	if err := sameUnits(c, old); err != nil {
		return nil, err
	}
	for _, x := range old.Districts {
		if x.Region < 0 {
			return nil, locale.Errorf("district %d of the plan in force lies in several regions; such a plan cannot be "+
				"amended region by region", x.Number)
		}
	}
	a := &Amendment{Status: balance.Optimal, Carried: old.Carried}
	if a.Figures, err = figures(c, old); err != nil {
		return nil, err
	}
	label := make([]int, len(c.Layer.Units))
	next := 1
	clock := newClock(s.Total, tasks)
	for _, t := range tasks {
		q, known, r, err := amendRegion(ctx, c, t, old, s.within(clock, t))
		clock.done(t)
		if err != nil {
			return nil, err
		}
		a.add(c, c.Layer.Regions[t.Region].ID, &q, &r, known, old)
		if r.Plan == nil {
			continue
		}
		for i, u := range t.Nodes {
			label[u] = next + r.Plan[i]
		}
		next += slices.Max(r.Plan) + 1
	}
	if err := a.doubt(ctx, c, old, s, clock); err != nil {
		return nil, err
	}
	if a.Status == balance.Infeasible || a.Status == balance.Unknown {
		return a, nil
	}
	if a.Plan, err = districts.New(c, label); err != nil {
		return nil, err
	}
	return a, a.keep(old)
}

// AmendSettings say how long to search. The zero value is the default budget of work.
type AmendSettings struct {
	amend.Settings
	// Total is the limit on the clock for all regions together, which share it by their size; 0 is none.
	Total time.Duration
}

// within are the settings for a region.
func (s AmendSettings) within(c *clock, t districts.Task) amend.Settings {
	one := s.Settings
	one.Time = c.limit(t, one.Time)
	return one
}

// amendRegion finds the plan of one region, with its question and the districts in force that it is about.
func amendRegion(ctx context.Context, c *districts.Case, t districts.Task, old *districts.Plan, s amend.Settings) (
	amend.Problem, []int, amend.Result, error) {
	q, known := question(c, t, old)
	r, err := amend.Run(ctx, q, s)
	switch {
	case err != nil:
	case r.Status == balance.Infeasible && c.Rule.Soft:
		// No law forbids a plan beyond a soft limit: what moves least without it stands in.
		within := r.Reason
		q.Problem = beyondRule(q.Problem)
		if r, err = amend.Run(ctx, q, s); r.Plan != nil {
			r.Reason = locale.T("the rule's limit is not kept here (%s); the rule is soft", within)
		}
	case r.Status == balance.Infeasible && !balance.Proves(t.Rule):
		r.Status, r.Reason = balance.Unknown, openReason
	}
	if err != nil {
		err = locale.Errorf("region %s: %w", c.Layer.Regions[t.Region].ID, err)
	}
	return q, known, r, err
}

// openReason is why the lack of a plan that needs no exception is no proof.
var openReason = locale.T("there is no plan without exceptions; whether exceptions for single districts allow one " +
	"was not decided")

func sameUnits(c *districts.Case, old *districts.Plan) error {
	ids := func(units []geo.Unit) (out []string) {
		for _, u := range units {
			out = append(out, u.ID)
		}
		return out
	}
	now, before := ids(c.Layer.Units), ids(old.Layer.Units)
	if slices.Equal(now, before) {
		return nil
	}
	without := func(all, some []string) (out []string) {
		in := map[string]bool{}
		for _, id := range some {
			in[id] = true
		}
		return slices.DeleteFunc(slices.Clone(all), func(id string) bool { return in[id] })
	}
	gone, added := without(before, now), without(now, before)
	if len(gone)+len(added) == 0 {
		return locale.Errorf("the case has the units of the plan in force in another order; give them in the same order")
	}
	return locale.Errorf("the plan in force is of other units than the case: it has %s, which the case lacks, and the "+
		"case %s, which it lacks; amend a plan of the same units", named(gone), named(added))
}

// named lists ids, or says that there are none.
func named(ids []string) locale.Text {
	if len(ids) == 0 {
		return locale.T("none")
	}
	return locale.Listed(ids, fault.PerKind)
}

// question is one region's, with the districts of the plan in force that it is about, in the order of amend's numbers.
func question(c *districts.Case, t districts.Task, old *districts.Plan) (amend.Problem, []int) {
	p := t.Problem
	q := amend.Problem{Problem: p, Voters: make([]int64, len(t.Nodes))}
	q.Start = make([]int, len(t.Nodes))
	var known []int
	for i, x := range old.Districts {
		if x.Region == t.Region {
			known = append(known, i)
		}
	}
	all, same := true, true
	for i, u := range t.Nodes {
		q.Start[i] = slices.Index(known, old.Of[u])
		q.Voters[i] = c.Layer.Units[u].Voters
		all = all && q.Start[i] >= 0
		same = same && q.Voters[i] == p.Graph.Voters[i]
	}
	if same {
		q.Voters = nil
	}
	q.StartSeats = len(known)
	if !all && len(known) < p.Seats { // the districts of units that are not known are not new ones
		q.StartSeats = p.Seats
	}
	return q, known
}

func (a *Amendment) add(c *districts.Case, id string, q *amend.Problem, r *amend.Result, known []int,
	old *districts.Plan) {
	x := AmendedRegion{
		ID: id, Status: r.Status, SeatsBefore: q.StartSeats * old.PerDistrict(), Seats: q.Seats * c.PerDistrict(),
		MovedVoters: r.MovedVoters,
		Bound:       r.Bound, MovedUnits: r.MovedUnits, Placed: r.Placed, Reason: r.Reason, Log: r.Log, Stopped: r.Stopped,
	}
	if r.Dissolved >= 0 {
		x.Dissolved = old.Districts[known[r.Dissolved]].Number
	}
	a.Regions = append(a.Regions, x)
	a.Bound += r.Bound
	rank := func(s balance.Status) int {
		return slices.Index([]balance.Status{balance.Infeasible, balance.Unknown, balance.Feasible, balance.Optimal}, s)
	}
	if rank(r.Status) < rank(a.Status) {
		a.Status = r.Status
	}
}

// keep numbers and names the districts as those that they continue, and says what changes.
func (a *Amendment) keep(old *districts.Plan) error {
	c, err := compare.Plans(old, a.Plan)
	if err != nil {
		return err
	}
	a.Plan.Renumber(a.number(c, old))
	if c, err = compare.Plans(old, a.Plan); err != nil {
		return err
	}
	for d := range a.Plan.Districts {
		if o := c.PairOfNew(d).Old; o >= 0 {
			a.Plan.KeepName(d, old, o)
		}
	}
	a.Moves, a.Placed, a.Renumbered, a.New = c.Moves, c.Placed, c.Renumbered, []int{}
	a.Voters, a.Units = c.Moved.Voters, c.Moved.Units
	for d, x := range a.Plan.Districts {
		if c.PairOfNew(d).Old < 0 {
			a.New = append(a.New, x.Number)
		}
	}
	return nil
}

// number keeps the numbers in force. New districts take the smallest numbers that are free, in the order of their first
// units; districts whose number is then larger than the number of districts take what is still free.
func (a *Amendment) number(c *compare.Comparison, old *districts.Plan) []int {
	n := len(a.Plan.Districts)
	number, taken := make([]int, n), make([]bool, n+1)
	order := make([]int, n)
	for d := range order {
		order[d] = d
		if o := c.PairOfNew(d).Old; o >= 0 && old.Districts[o].Number <= n {
			number[d] = old.Districts[o].Number
			taken[number[d]] = true
		}
	}
	slices.SortFunc(order, func(x, y int) int { return a.Plan.Districts[x].Units[0] - a.Plan.Districts[y].Units[0] })
	free := 1
	for _, d := range order {
		if number[d] != 0 {
			continue
		}
		for taken[free] {
			free++
		}
		number[d], taken[free] = free, true
	}
	return number
}

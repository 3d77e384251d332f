// Package amendment revises a plan in force, region by region, so that it meets the binding rule again with the fewest
// voters moved (see balance/amend), and keeps the numbers of its districts.
//
// A plan in force that is known in part is amended as far as it is known: units without a district are placed. The number of
// seats of a region may change by one. Rules that compare the districts of the whole layer with each other enter with their
// bounds alone; the plan must then be judged by its checks.
package amendment

import (
	"context"
	"fmt"
	"slices"

	"okrug/balance"
	"okrug/balance/amend"
	"okrug/districts"
)

// Region is the answer for one region.
type Region struct {
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
	Dissolved int           `json:"dissolved,omitempty"`
	Reason    string        `json:"reason,omitempty"`
	Tried     []string      `json:"tried"`
	Ended     balance.Ended `json:"ended"`
}

// Move is a unit that changes its district.
type Move struct {
	Unit   string `json:"unit_id"`
	From   int    `json:"from"` // 0 for a unit that had no district
	To     int    `json:"to"`
	Voters int64  `json:"voters"`
}

// Renumbering is a district whose number had to change because numbers run from 1 without a gap.
type Renumbering struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Amendment is a revised plan. Plan is nil where a region has none.
type Amendment struct {
	Plan       *districts.Plan `json:"-"`
	Status     balance.Status  `json:"status"`
	Voters     int64           `json:"moved_voters"`
	Bound      int64           `json:"moved_voters_at_least"`
	Units      int             `json:"moved_units"`
	Moves      []Move          `json:"moves"` // by unit, in the layer's order
	Renumbered []Renumbering   `json:"renumbered"`
	New        []int           `json:"new_districts"` // numbers
	Regions    []Region        `json:"regions"`
}

// Revise finds the plan closest to old. The draft says the rule, the seats and, in its layer, the voters of today; it
// must be the draft that old was read with.
func Revise(ctx context.Context, d districts.Draft, old *districts.Plan, s amend.Settings) (*Amendment, error) {
	tasks, err := districts.Tasks(d, balance.Objective{Kind: balance.Border})
	if err != nil {
		return nil, err
	}
	for _, x := range old.Districts {
		if x.Region < 0 {
			return nil, fmt.Errorf("district %d of the plan in force lies in several regions; such a plan cannot be amended region by region", x.Number)
		}
	}
	a := &Amendment{Status: balance.Optimal, Moves: []Move{}, Renumbered: []Renumbering{}, New: []int{}}
	label := make([]int, len(d.Layer.Units)) // of each unit: old district + 1, or a new label beyond those
	next := len(old.Districts) + 1
	for _, t := range tasks {
		q, known := question(t, old)
		answer, err := amend.Run(ctx, q, s)
		if err != nil {
			return nil, fmt.Errorf("region %s: %w", d.Layer.Regions[t.Region].ID, err)
		}
		names := name(&answer, known, &next)
		a.add(d.Layer.Regions[t.Region].ID, &q, &answer, known, old)
		for i, u := range t.Nodes {
			if answer.Plan != nil {
				label[u] = names[answer.Plan[i]]
			}
		}
	}
	if a.Status == balance.Infeasible || a.Status == balance.Unknown {
		return a, nil
	}
	return a, a.finish(d, old, label)
}

// question is one region's, with the districts of the plan in force that it is about, in the order of amend's numbers.
func question(t districts.Task, old *districts.Plan) (amend.Problem, []int) {
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
		q.Voters[i] = old.Layer.Units[u].Voters
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

// name gives the districts of an answer labels: that of the district in force, or a new one.
func name(r *amend.Result, known []int, next *int) []int {
	if r.Plan == nil {
		return nil
	}
	names := make([]int, slices.Max(r.Plan)+1)
	for i := range names {
		was := i
		if r.Renumbered >= 0 && i == r.Dissolved {
			was = r.Renumbered
		}
		if was < len(known) {
			names[i] = known[was] + 1
		} else {
			names[i] = *next
			*next++
		}
	}
	return names
}

func (a *Amendment) add(id string, q *amend.Problem, r *amend.Result, known []int, old *districts.Plan) {
	x := Region{ID: id, Status: r.Status, SeatsBefore: q.StartSeats, Seats: q.Seats, MovedVoters: r.MovedVoters,
		Bound: r.Bound, MovedUnits: r.MovedUnits, Placed: r.Placed, Reason: r.Reason, Tried: r.Tried, Ended: r.Ended}
	if r.Dissolved >= 0 {
		x.Dissolved = old.Districts[known[r.Dissolved]].Number
	}
	a.Regions = append(a.Regions, x)
	a.Voters, a.Bound, a.Units = a.Voters+r.MovedVoters, a.Bound+r.Bound, a.Units+r.MovedUnits
	rank := func(s balance.Status) int {
		return slices.Index([]balance.Status{balance.Infeasible, balance.Unknown, balance.Feasible, balance.Optimal}, s)
	}
	if rank(r.Status) < rank(a.Status) {
		a.Status = r.Status
	}
}

// finish numbers the districts and makes the plan.
func (a *Amendment) finish(d districts.Draft, old *districts.Plan, label []int) error {
	number := a.number(old, label)
	d.Numbered, d.District = true, make([]int, len(label))
	for u, l := range label {
		d.District[u] = number[l]
		from := 0
		if old.Of[u] != districts.Unassigned {
			from = old.Districts[old.Of[u]].Number
		}
		if old.Of[u]+1 != l {
			a.Moves = append(a.Moves, Move{d.Layer.Units[u].ID, from, number[l], d.Layer.Units[u].Voters})
		}
	}
	var err error
	a.Plan, err = districts.New(d)
	return err
}

// number keeps the numbers in force. New districts take the smallest numbers that are free, in the order of their first
// units; districts whose number is then larger than the number of districts take what is still free.
func (a *Amendment) number(old *districts.Plan, label []int) map[int]int {
	var order []int // labels in the order of first units
	for _, l := range label {
		if !slices.Contains(order, l) {
			order = append(order, l)
		}
	}
	number, taken := map[int]int{}, map[int]bool{}
	for _, l := range order {
		if l <= len(old.Districts) {
			if n := old.Districts[l-1].Number; n <= len(order) {
				number[l], taken[n] = n, true
			}
		}
	}
	free := 1
	for _, l := range order {
		if number[l] != 0 {
			continue
		}
		for taken[free] {
			free++
		}
		number[l], taken[free] = free, true
		if l <= len(old.Districts) {
			a.Renumbered = append(a.Renumbered, Renumbering{old.Districts[l-1].Number, free})
		} else {
			a.New = append(a.New, free)
		}
	}
	return number
}

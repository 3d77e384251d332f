package planning

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/measure"
)

// Figures says what today's figures do to a plan in force, before it is amended.
type Figures struct {
	// Changed are the units whose voters changed, the largest change first, and as in the layer where changes are equal.
	Changed []ChangedUnit `json:"changed_units"`
	// Beyond are the districts that the binding rule blames by the figures of today. Districts of regions that have units
	// without a district are not judged.
	Beyond []BeyondLimit `json:"districts_beyond_limit"`
	// Shifted are the settlements whose places are more than a kilometre from where they were, the furthest first.
	Shifted []ShiftedPlace `json:"places_shifted,omitempty"`
}

// ShiftedPlace is a settlement that lies elsewhere than the plan in force was made with.
type ShiftedPlace struct {
	U      int     `json:"-"` // of the layer
	Unit   string  `json:"unit_id"`
	Metres float64 `json:"metres"` // on the ellipsoid
}

// shifted is from how many metres on a place is told to be another.
const shifted = 1000

// ChangedUnit is a unit with other voters than the plan in force was made with.
type ChangedUnit struct {
	U        int    `json:"-"` // of the layer
	Unit     string `json:"unit_id"`
	District int    `json:"district"` // in force, 0 for none
	Before   int64  `json:"voters_before"`
	Now      int64  `json:"voters"`
}

// BeyondLimit is a district in force that leaves the limit, or was beyond it already.
type BeyondLimit struct {
	District int   `json:"district"`
	Before   int64 `json:"voters_before"`
	Now      int64 `json:"voters"`
	// DeviationBefore and Deviation are from the quotas of then and of today.
	DeviationBefore float64 `json:"deviation_before"`
	Deviation       float64 `json:"deviation"`
	// Was says that it was beyond the limit by the figures before.
	Was bool `json:"was_beyond"`
}

// figures compares the figures of a plan in force with those of a case of the same units.
func figures(c *districts.Case, old *districts.Plan) (Figures, error) {
	f := Figures{Changed: []ChangedUnit{}, Beyond: []BeyondLimit{}}
	number := make([]int, len(old.Of))
	open := map[string]bool{} // regions with units that have no district
	for u, d := range old.Of {
		x := c.Layer.Units[u]
		if d == districts.Unassigned {
			open[x.RegionID] = true
		} else {
			number[u] = old.Districts[d].Number
		}
		if was := old.Layer.Units[u].Voters; was != x.Voters {
			f.Changed = append(f.Changed, ChangedUnit{u, x.ID, number[u], was, x.Voters})
		}
		if was := old.Layer.Units[u].Place; was != nil && x.Place != nil {
			if m := measure.Distance(*was, *x.Place); m > shifted {
				f.Shifted = append(f.Shifted, ShiftedPlace{u, x.ID, m})
			}
		}
	}
	change := func(x ChangedUnit) int64 { return max(x.Now-x.Before, x.Before-x.Now) }
	slices.SortStableFunc(f.Changed, func(a, b ChangedUnit) int { return cmp.Compare(change(b), change(a)) })
	slices.SortStableFunc(f.Shifted, func(a, b ShiftedPlace) int { return cmp.Compare(b.Metres, a.Metres) })
	now, err := districts.NewNumbered(c, number)
	if err != nil {
		return f, err
	}
	before := blamed(old)
	after := blamed(now)
	for i, x := range now.Districts {
		if !after[x.Number] || open[c.Layer.Units[x.Units[0]].RegionID] {
			continue
		}
		o := old.Districts[slices.IndexFunc(old.Districts, func(d districts.District) bool { return d.Number == x.Number })]
		then, _ := o.Deviation().Float64()
		today, _ := now.Districts[i].Deviation().Float64()
		f.Beyond = append(f.Beyond, BeyondLimit{x.Number, o.Voters, x.Voters, then, today, before[x.Number]})
	}
	return f, nil
}

// blamed are the numbers of the districts that the binding rule blames.
func blamed(p *districts.Plan) map[int]bool {
	out := map[int]bool{}
	for _, f := range p.Evaluate(p.Rule).Faults {
		if n, err := strconv.Atoi(f.District); err == nil {
			out[n] = true
		}
	}
	return out
}

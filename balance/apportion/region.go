package apportion

import (
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Region is one claimant of seats. Base is the number that is counted, voters or population; it must be positive.
type Region struct {
	ID   string `json:"id"`
	Base int64  `json:"base"`
	// Min is the least number of seats the region must get, 0 or more.
	Min int `json:"min"`
	// Max is the most it may get, 0 for no maximum.
	Max int `json:"max,omitempty"`
}

func (r Region) full(seats int) bool { return r.Max > 0 && seats >= r.Max }

// check finds every fault of the question at once.
func check(regions []Region, seats int) error {
	var question, base, bounds, twice fault.Faults
	add := func(to *fault.Faults, id string, kind fault.Kind, remedy, format string, a ...any) {
		to.Add(fault.Fault{ID: id, Kind: kind, Detail: locale.Text{Key: format, Args: a}, Remedy: locale.Text{Key: remedy}})
	}
	if len(regions) == 0 {
		add(&question, "", NoRegions, "", "there are no regions to give seats to")
		return question.Err()
	}
	seen := make(map[string]bool, len(regions))
	least, most, bounded := 0, 0, true
	for _, r := range regions {
		if seen[r.ID] {
			add(&twice, r.ID, Twice, "name every region once", "the region is given twice")
		}
		seen[r.ID] = true
		if r.Base <= 0 {
			add(&base, r.ID, NoBase, "the base must be positive", "nobody to represent")
		}
		if r.Min < 0 || r.Max < 0 || r.Max > 0 && r.Min > r.Max {
			add(&bounds, r.ID, BadBounds, "minimum and maximum must not be negative, nor the minimum over the maximum",
				"minimum %d and maximum %d", r.Min, r.Max)
		}
		least += max(r.Min, 0)
		most += max(r.Max, 0)
		bounded = bounded && r.Max > 0
	}
	if seats <= 0 {
		add(&question, "", NoSeats, "there must be at least 1", "%d seats cannot be given out", seats)
	}
	if seats < least {
		add(&question, "", TooFew, "give more seats or lower the minima",
			"%d seats are fewer than the %d that the regions' minima ask for", seats, least)
	}
	if bounded && seats > most {
		add(&question, "", TooMany, "give fewer seats or raise the maxima",
			"%d seats are more than the %d that the regions' maxima allow", seats, most)
	}
	for _, more := range []*fault.Faults{&base, &bounds, &twice} {
		question.Merge(more)
	}
	return question.Err()
}

func ids(regions []Region, index []int) []string {
	out := make([]string, len(index))
	for i, r := range index {
		out[i] = regions[r].ID
	}
	return slices.Clip(out)
}

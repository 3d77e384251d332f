package apportion

import "slices"

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
	if len(regions) == 0 {
		return &InputError{NoRegions: true, Seats: seats}
	}
	e := &InputError{Seats: seats}
	seen := make(map[string]bool, len(regions))
	e.MaxTotal = 0
	bounded := true
	for _, r := range regions {
		if seen[r.ID] {
			e.Twice = append(e.Twice, r.ID)
		}
		seen[r.ID] = true
		if r.Base <= 0 {
			e.NoBase = append(e.NoBase, r.ID)
		}
		if r.Min < 0 || r.Max < 0 || r.Max > 0 && r.Min > r.Max {
			e.Bounds = append(e.Bounds, r.ID)
		}
		e.MinTotal += max(r.Min, 0)
		e.MaxTotal += max(r.Max, 0)
		bounded = bounded && r.Max > 0
	}
	if !bounded {
		e.MaxTotal = -1
	}
	e.NoSeats = seats <= 0
	e.TooFew = seats < e.MinTotal
	e.TooMany = bounded && seats > e.MaxTotal
	if e.any() {
		return e
	}
	return nil
}

func ids(regions []Region, index []int) []string {
	out := make([]string, len(index))
	for i, r := range index {
		out[i] = regions[r].ID
	}
	return slices.Clip(out)
}

package pages

import (
	"math"
	"slices"

	"github.com/okrug/okrug/districts/report"
)

// line is what is shown of one district, in tables and charts alike.
type line struct {
	number       int
	name, centre string
	units        int
	voters       int64
	quota        float64
	deviation    float64
	// least and most are the deviations at the rule's bounds.
	least, most float64
	margin      int64
	area        float64
	compactness float64
	bad         bool
	open        bool // it may still grow
}

// linesOf lists the districts in the order of their numbers.
func (c *composer) linesOf() []line {
	lines := make([]line, len(c.r.Districts))
	for i, d := range c.r.Districts {
		lines[i] = line{
			number: d.Number, name: c.name(d.Names), centre: c.name(d.Centre), units: len(d.Units), voters: d.Voters,
			quota: d.Quota, deviation: d.Deviation, margin: min(d.Voters-d.Lower, d.Upper-d.Voters),
			area: d.AreaKm2, compactness: d.PolsbyPopper, open: d.Open,
			bad: !d.Open && (d.Voters < d.Lower || d.Parts > 1) || d.Voters > d.Upper || d.RegionID == "",
		}
		lines[i].least, lines[i].most = share(d, d.Lower), share(d, d.Upper)
	}
	return lines
}

func share(d report.District, voters int64) float64 {
	mean := d.Quota * float64(max(1, d.Seats))
	if mean == 0 {
		return 0
	}
	return (float64(voters) - mean) / mean
}

// sorted lists the lines from the most voters above the mean to the most below; equal ones by number.
func sorted(lines []line) []line {
	out := slices.Clone(lines)
	slices.SortStableFunc(out, func(a, b line) int {
		switch {
		case a.deviation > b.deviation:
			return -1
		case a.deviation < b.deviation:
			return 1
		}
		return a.number - b.number
	})
	return out
}

// limits are the deviations that bound every district, where they are the same for all to a hundredth of a percent.
func limits(lines []line) (least, most float64, same bool) {
	for i, l := range lines {
		if i == 0 {
			least, most = l.least, l.most
		} else if math.Abs(l.least-least) > 1e-4 || math.Abs(l.most-most) > 1e-4 {
			return 0, 0, false
		}
	}
	return least, most, len(lines) > 0
}

package compare

import (
	"strconv"

	"github.com/okrug/okrug/geo/locale"
)

// Headline says how much moves.
func (c *Comparison) Headline() locale.Text {
	if len(c.Moves) == 0 {
		return locale.T("No unit moves to another district.")
	}
	return locale.T("Moved: %d {1|unit|units} with %d {2|voter|voters}, %.2f %% of those compared.", c.Moved.Units,
		c.Moved.Voters, 100*c.MovedShare)
}

// Extent says what was compared, and what was left out and why.
func (c *Comparison) Extent() []locale.Text {
	out := []locale.Text{locale.T("Compared: %d {1|unit|units} with %d {2|voter|voters}.", c.Compared.Units,
		c.Compared.Voters)}
	left := func(n Count, why locale.Text) {
		if n.Units > 0 {
			out = append(out, locale.T("Left out: %d {1|unit|units} with %d {2|voter|voters}, %s.", n.Units, n.Voters, why))
		}
	}
	left(c.OnlyA, locale.T("whose district is not known in B"))
	left(c.OnlyB, locale.T("whose district is not known in A"))
	left(c.Neither, locale.T("whose district is not known in either plan"))
	if c.A.PerDistrict != c.B.PerDistrict {
		out = append(out, locale.T("A district has %d {1|seat|seats} in A, and %d in B.", max(1, c.A.PerDistrict),
			max(1, c.B.PerDistrict)))
	}
	const ids = 12
	if len(c.NewUnits) > 0 {
		out = append(out, locale.T("Only in B's list of units: %s.", locale.Listed(c.NewUnits, ids)))
	}
	if len(c.GoneUnits) > 0 {
		out = append(out, locale.T("Only in A's list of units: %s.", locale.Listed(c.GoneUnits, ids)))
	}
	return out
}

// Numbering says which districts change their number and go on otherwise.
func (c *Comparison) Numbering() []locale.Text {
	var out []locale.Text
	for _, n := range c.Renumbered {
		out = append(out, locale.T("Renumbered: %s -> %s.", strconv.Itoa(n.From), strconv.Itoa(n.To)))
	}
	return out
}

// Information words the variation of information.
func (c *Comparison) Information() locale.Text {
	return locale.T("Variation of information: %.4f bits (%.4f split, %.4f merged).", c.Variation, c.Split, c.Merged)
}

// Measure is one figure of both plans. A figure is a share of 1, or a number with so many decimals.
type Measure struct {
	ID       string // as in compare.json
	What     locale.Text
	A, B     float64
	Decimals int
	Share    bool
}

// Write writes the figure of A or B.
func (m Measure) Write(l *locale.Locale, x float64) string {
	if m.Share {
		return l.Share(x, m.Decimals)
	}
	return l.Fixed(x, m.Decimals)
}

// Measures are the figures by which plans are compared as wholes.
func (c *Comparison) Measures() []Measure {
	out := []Measure{
		{ID: "districts", What: locale.T("Districts"), A: float64(c.A.Districts), B: float64(c.B.Districts)},
		{ID: "max_deviation", What: locale.T("Largest deviation"), A: c.A.MaxDeviation, B: c.B.MaxDeviation, Decimals: 2,
			Share: true},
		{ID: "border_km", What: locale.T("Border, km"), A: c.A.BorderKM, B: c.B.BorderKM, Decimals: 1},
		{ID: "cut_edges", What: locale.T("Neighbouring units in different districts"), A: float64(c.A.CutEdges),
			B: float64(c.B.CutEdges)},
		{ID: "mean_polsby_popper", What: locale.T("Mean Polsby-Popper"), A: c.A.PolsbyPopper, B: c.B.PolsbyPopper,
			Decimals: 3},
	}
	if c.b.Scenario != nil {
		for level, name := range c.b.Scenario.Levels() {
			if level < len(c.A.Splits) && level < len(c.B.Splits) {
				out = append(out, Measure{ID: "parents_divided_" + name, What: locale.T("Divided %s", name),
					A: float64(c.A.Splits[level]), B: float64(c.B.Splits[level])})
			}
		}
	}
	return out
}

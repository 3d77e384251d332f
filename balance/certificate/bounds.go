package certificate

// KindSeats, KindUnit, KindComponents and KindSplit are proofs by whole numbers from the figures of a rule. They need
// no search, so that a reader can follow them by hand.
const (
	KindSeats      = "whole-seats"
	KindUnit       = "unit-over"
	KindComponents = "components"
	KindSplit      = "split"
)

func init() {
	kinds[KindSeats] = func() Evidence { return new(WholeSeats) }
	kinds[KindUnit] = func() Evidence { return new(UnitOver) }
	kinds[KindComponents] = func() Evidence { return new(Components) }
	kinds[KindSplit] = func() Evidence { return new(Split) }
}

// RuleBounds are what the bounds of a question follow from: a reading of equality and the scope that it is measured on.
// With largest m and M the voters of the smallest and the largest of Seats districts that have Total together, the
// reading is
//   - deviation: no district further than Limit*mean from the mean Total/Seats;
//   - range/mean: M - m <= Limit*mean;
//   - range/largest: M - m <= Limit*M;
//   - range/smallest: M - m <= Limit*m;
//   - largest/smallest: M <= Limit*m.
//
// Below and Above, where an exception of the rule gives the question's districts limits of their own, stand in place of
// Limit on their side of the mean; only for the deviation.
//
// LeftOut are the regions of the scope that exceptions of the rule treat apart, all of them. Total and Seats are with
// them; the mean is taken without those outside the quota, unless that leaves none, and the statistic compares no
// district of any that is free. Question.Seats of a reading that compares districts are those that it compares.
//
// The bounds of the question must be no narrower than what every plan that meets the reading keeps.
type RuleBounds struct {
	Rule      string `json:"rule"` // id, for the reader
	Statistic string `json:"statistic"`
	Limit     string `json:"limit"` // a whole number or a fraction, as 1/5
	Scope     string `json:"scope"` // for the reader: the nation, or a region's id
	Total     int64  `json:"total"`
	Seats     int    `json:"seats"`

	Below   string    `json:"below,omitempty"`
	Above   string    `json:"above,omitempty"`
	LeftOut []LeftOut `json:"left_out,omitempty"`
}

// LeftOut is a region that an exception treats apart: at least one of OutsideQuota and Free.
type LeftOut struct {
	Region       string `json:"region"`
	Voters       int64  `json:"voters"`
	Seats        int    `json:"seats"`
	OutsideQuota bool   `json:"outside_quota,omitempty"`
	Free         bool   `json:"free,omitempty"`
}

// WholeSeats says that a part of the country, such as a region, has a number of voters that no whole number of
// districts within the bounds can share: for Question.Seats districts, or for any number of them.
type WholeSeats struct {
	Figures *RuleBounds `json:"figures,omitempty"` // nil where the bounds are given and no rule is claimed
	Part    string      `json:"part"`              // id of the part
	Voters  int64       `json:"voters"`
	// Any claims it for every number of seats and not only for Question.Seats.
	Any bool `json:"any,omitempty"`
	// Rows show for which numbers of voters each number of seats would do; with Any, from 1 to the first that needs more
	// voters than there are.
	Rows []SeatsRow `json:"rows"`
}

// SeatsRow is the interval of voters that a number of seats can share: Seats*Lower to Seats*Upper.
type SeatsRow struct {
	Seats int   `json:"seats"`
	Least int64 `json:"least"`
	Most  int64 `json:"most"`
}

// Kind implements Evidence.
func (*WholeSeats) Kind() string { return KindSeats }

// UnitOver says that one unit, which must lie in some district whole, has more voters than a district may have.
type UnitOver struct {
	Figures *RuleBounds `json:"figures,omitempty"`
	Part    string      `json:"part,omitempty"` // id of the part that the unit lies in
	Unit    string      `json:"unit"`
	Voters  int64       `json:"voters"`
}

// Kind implements Evidence.
func (*UnitOver) Kind() string { return KindUnit }

// Components says that the graph, without the units of finished districts, falls into parts that no district can join,
// and that no whole numbers of districts for the parts add up to the seats that are left. The checker finds the parts
// itself.
type Components struct {
	Figures *RuleBounds `json:"figures,omitempty"`
	Part    string      `json:"part,omitempty"` // id of the part of the country that the graph is of
	// Voters of the connected parts of what finished districts leave, in the order of their first units.
	Voters []int64 `json:"voters"`
}

// Kind implements Evidence.
func (*Components) Kind() string { return KindComponents }

// Split says that no plan meets a reading that compares districts with each other, because whatever the smallest
// district has, bounds that follow from it allow none. Each part takes the plans whose smallest district has From to To
// voters; the largest then has at most what To allows, and the part's certificate shows that there is no plan within
// From and that. The parts follow each other without a gap over every number that a smallest district can have.
//
// A split is of one region, whose graph is the question's and every part's; or of several regions with their seats,
// and then the question has no graph and each part shows for one of the regions that its units allow no plan.
type Split struct {
	Figures *RuleBounds `json:"figures"`
	// Regions are all whose districts are compared, where the question has no graph.
	Regions []RegionSeats `json:"regions,omitempty"`
	Parts   []SplitPart   `json:"parts"`
}

// RegionSeats is one region with its voters and seats.
type RegionSeats struct {
	ID     string `json:"id"`
	Voters int64  `json:"voters"`
	Seats  int    `json:"seats"`
}

// SplitPart is one interval of smallest districts.
type SplitPart struct {
	From int64 `json:"from"`
	To   int64 `json:"to"`
	// Region is the one that Certificate is about, where the split is of several.
	Region      string       `json:"region,omitempty"`
	Certificate *Certificate `json:"certificate"`
}

// Kind implements Evidence.
func (*Split) Kind() string { return KindSplit }

// PartNamed is the part of the country that evidence names, "" where it names none.
func PartNamed(e Evidence) string {
	switch e := e.(type) {
	case *WholeSeats:
		return e.Part
	case *UnitOver:
		return e.Part
	case *Components:
		return e.Part
	}
	return ""
}

// Named are the figures of a rule that the bounds of a question are said to follow from, nil where evidence names none.
func Named(e Evidence) *RuleBounds {
	switch e := e.(type) {
	case *WholeSeats:
		return e.Figures
	case *UnitOver:
		return e.Figures
	case *Components:
		return e.Figures
	case *Split:
		return e.Figures
	case *Allotment:
		return e.Figures
	case *Clusters:
		return e.Figures
	}
	return nil
}

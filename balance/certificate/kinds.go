package certificate

// kinds makes an empty piece of evidence for each kind that files may hold. A new kind adds a line here and one in
// package verify.
var kinds = map[string]func() Evidence{
	KindPlan:        func() Evidence { return new(PlanAlone) },
	KindEnumeration: func() Evidence { return new(Enumeration) },
	KindDuals:       func() Evidence { return new(Duals) },
}

// KindPlan, KindEnumeration and KindDuals are the kinds of evidence that this file describes.
const (
	KindPlan        = "plan"
	KindEnumeration = "enumeration"
	KindDuals       = "duals"
)

// PlanAlone proves nothing beyond what no plan can undercut: a value of 0.
type PlanAlone struct{}

// Kind implements Evidence.
func (*PlanAlone) Kind() string { return KindPlan }

// Enumeration says that walking through every plan of the question shows the claim. The checker walks again, so it
// suits graphs of up to a few dozen units.
type Enumeration struct{}

// Kind implements Evidence.
func (*Enumeration) Kind() string { return KindEnumeration }

// Duals proves a bound by linear-programming duality in whole numbers. Write b(D) for the total weight of the edges
// that leave a district D, and rc(D) = Scale*b(D) - (sum of Pi over D). The districts of a plan cover each unit once,
// so 2*Scale*value = sum(Pi) + (sum of rc over the districts) >= sum(Pi) + Seats*min rc, whatever the whole numbers Pi
// are.
//
// Each step in turn leaves fewer regions that a plan with at most the limit may use: those with
// rc(D) <= 2*Scale*limit - sum(Pi) - (Seats-1)*min rc, where min rc is over the regions that the steps before left. The
// first begins with the connected sets with at most the limit on their boundary and voters within the bounds. After the
// last step the regions are listed, and two rules drop more of them: the parts of what a region leaves must have voters
// for some number of districts each, and every unit outside must be in some other region of the list that is disjoint
// and, by reduced costs, cheap enough. The duals of ListPi then go on over the list as before. The proof is complete
// when none is left, or when no Seats of those left cover each unit once with at most the limit.
//
// With locks, Pi is for units, and a region that separates units that must be together, or joins units fixed to
// different districts, is none. Units of finished districts take no part.
type Duals struct {
	// Weights is what boundaries are weighed by: CutEdges or Border. It is the question's objective where that is one of
	// the two; otherwise the proof is that there is no plan at all, and either will do.
	Weights Objective `json:"weights"`
	// Scale is the whole number of parts into which a unit of weight is divided, so that duals may be whole.
	Scale int64 `json:"scale"`
	// Order is an order of the units in which a region needs few states; any order is sound.
	Order []int `json:"order"`
	// Steps may be empty where there is no region at all.
	Steps []Step `json:"steps"`
	// ListPi are the duals of further steps over the list of regions that the steps leave.
	ListPi [][]int64 `json:"list_pi,omitempty"`
	// Candidates is the number of regions that the solver's cover was left with, for the reader.
	Candidates int64 `json:"candidates"`
}

// Step is one set of duals.
type Step struct {
	// Delta is the number of voters to which sums are rounded in bounds; any is sound.
	Delta int64 `json:"delta"`
	// Pi are the duals of the units, in parts.
	Pi []int64 `json:"pi"`
	// Least is a lower bound on the reduced cost of any district that the steps before left. It is a claim, which the
	// checker tests: that no district costs less.
	Least int64 `json:"least"`
}

// Kind implements Evidence.
func (*Duals) Kind() string { return KindDuals }

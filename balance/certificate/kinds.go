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

// Duals proves a bound by linear-programming duality in whole numbers. Write b(D) for the total weight of the edges that
// leave a district D, and rc(D) = Scale*b(D) - (sum of Pi over D). The districts of a plan cover each unit once,
// so 2*Scale*value = sum(Pi) + (sum of rc over the districts) >= sum(Pi) + Seats*min rc, whatever the whole numbers Pi are.
//
// Where that bound does not close the question, the districts that a plan with at most the limit may use have
// rc(D) <= 2*Scale*limit - sum(Pi) - (Seats-1)*min rc; the checker lists them all and shows that no Seats of them
// cover each unit once at such a value.
type Duals struct {
	// Scale is the whole number of parts into which a unit of weight is divided, so that duals may be whole.
	Scale int64 `json:"scale"`
	// Pi is the dual of each unit, in parts.
	Pi []int64 `json:"pi"`
	// Order is an order of the units in which a region needs few states; any order is sound.
	Order []int `json:"order"`
	// Delta is the number of voters to which sums are rounded in bounds; any is sound.
	Delta int64 `json:"delta"`
	// MinReduced is the least rc of a district with at most the limit on its boundary, Candidates the number of
	// districts that remained for the cover. Both are claims that the checker computes again.
	MinReduced int64 `json:"min_reduced_cost"`
	Candidates int64 `json:"candidates"`
}

// Kind implements Evidence.
func (*Duals) Kind() string { return KindDuals }

package certificate

// KindGroup and KindLocks are proofs that the locks of a question leave no plan.
const (
	KindGroup = "group-over"
	KindLocks = "locks"
)

func init() {
	kinds[KindGroup] = func() Evidence { return new(GroupOver) }
	kinds[KindLocks] = func() Evidence { return new(Locks) }
}

// GroupOver says that units which the locks put into one district have more voters than a district may have.
type GroupOver struct {
	// Units are their numbers, ascending. The checker works out from Question.Fixed and Question.Together that they share
	// a district.
	Units  []int `json:"units"`
	Voters int64 `json:"voters"`
}

// Kind implements Evidence.
func (*GroupOver) Kind() string { return KindGroup }

// Locks says that the locks contradict each other or the bounds: units that must be together are fixed to two
// districts, a finished district is none, or all districts are finished and units are left over. The checker works it
// out from the question alone.
type Locks struct{}

// Kind implements Evidence.
func (*Locks) Kind() string { return KindLocks }

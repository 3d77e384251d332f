package problem

import (
	"fmt"
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Kind names what is minimised.
type Kind int

const (
	// Border is the length of all borders between districts, in the units of the graph's source (metres for a layer).
	Border Kind = iota
	// CutEdges is the number of edges between districts.
	CutEdges
	// Deviation is the largest absolute deviation of a district from the quota, as a fraction of it.
	Deviation
	// Inertia is the sum over nodes of voters times the squared distance to the voters' centre of their district, in
	// voter square metres. It is floating point by nature: plans are compared by the float.
	Inertia
	// Balanced is border/Shortest + Equality*deviation/Limit.
	Balanced
	// Weighted is the sum of the other measures, each times its weight.
	Weighted
)

var kinds = [...]string{"border", "cut-edges", "deviation", "inertia", "balanced", "weighted"}

func (k Kind) String() string {
	if k < 0 || int(k) >= len(kinds) {
		return fmt.Sprintf("objective %d", int(k))
	}
	return kinds[k]
}

// Kinds are the names of what can be minimised without weights.
func Kinds() []string {
	return slices.DeleteFunc(slices.Clone(kinds[:]), func(name string) bool { return name == Weighted.String() })
}

// ParseKind reads the name of an objective.
func ParseKind(s string) (Kind, error) {
	for i, name := range kinds {
		if s == name {
			return Kind(i), nil
		}
	}
	return 0, locale.Errorf("unknown objective %q; choose %s", s, locale.Or(Kinds()...))
}

// Objective says what to minimise. The zero value minimises Border. Border breaks ties by deviation and every other
// kind by border, where the method compares whole plans (all but exact).
type Objective struct {
	Kind Kind
	// Shortest is the border, in the units of the graph's Length, that counts 1 in Balanced: the least border of any
	// plan within the rule. 0 makes Solve find it first, which takes up to half of the budget.
	Shortest int64
	// Limit is the deviation that counts 1 in Balanced; 0 stands for the limit that the bounds imply, the larger of
	// (Upper-quota)/quota and (quota-Lower)/quota. It stands for the number that Decimal says.
	Limit float64
	// Equality is how much a deviation of Limit weighs in Balanced against a border of Shortest, from LeastEquality to
	// MostEquality; 0 stands for 1. It stands for the number that Decimal says.
	Equality float64
	// Weights are for Weighted alone.
	Weights Weights
}

// Least and most weight of equality in Balanced. Beyond them one of the two measures would hardly count.
const (
	LeastEquality = 0.001
	MostEquality  = 1000.0
)

// CheckEquality is a fault.Fault that says from where to where the weight of equality may lie, or nil where x does.
func CheckEquality(x float64) error {
	if x >= LeastEquality && x <= MostEquality { // never so for what is no number
		return nil
	}
	return fault.Fault{Kind: BadObjective, Detail: locale.T("the weight of equality is %g", x),
		Remedy: locale.T("give a number from %g to %g; 1 counts equality as much as the border", LeastEquality,
			MostEquality)}
}

// EqualityWeight is Equality where it is used and is not 1, for what names it there alone; else 0.
func (o Objective) EqualityWeight() float64 {
	if o.Kind != Balanced || o.Equality == 1 {
		return 0
	}
	return o.Equality
}

// Weights of the measures of a weighted sum; none may be negative. They stand for the numbers that Decimal says.
type Weights struct {
	Border, CutEdges, Deviation, Inertia float64
}

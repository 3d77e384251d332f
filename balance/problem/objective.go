package problem

import (
	"fmt"
	"math/big"
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

// Costs are what the measures of a plan cost under an objective: a whole length unit of the graph, an edge between
// districts, a largest deviation of 1, and a unit of inertia. None is negative; nil is nothing.
type Costs struct{ Border, CutEdges, Deviation, Inertia *big.Rat }

// objectives is all that distinguishes one objective from another; scores, the search, the whole numbers of
// certificates, flags and completion take it from here.
var objectives = [...]struct {
	name string
	// costs of the measures, whose weighted sum is the objective.
	costs func(p *Problem) Costs
	// plans says that a plan of a country can be best at it: it means something where units are areas with voters.
	plans bool
}{
	Border:    {"border", func(p *Problem) Costs { return Costs{Border: p.unitLength()} }, true},
	CutEdges:  {"cut-edges", func(*Problem) Costs { return Costs{CutEdges: big.NewRat(1, 1)} }, false},
	Deviation: {"deviation", func(*Problem) Costs { return Costs{Deviation: big.NewRat(1, 1)} }, true},
	Inertia:   {"inertia", func(*Problem) Costs { return Costs{Inertia: big.NewRat(1, 1)} }, false},
	Balanced: {"balanced", func(p *Problem) Costs {
		limit := p.Limit()
		return Costs{Border: big.NewRat(1, max(1, p.Objective.Shortest)), Deviation: limit.Inv(limit)}
	}, true},
	Weighted: {"weighted", func(p *Problem) Costs {
		w, length := p.Objective.Weights, p.unitLength()
		return Costs{Border: length.Mul(length, Decimal(w.Border)), CutEdges: Decimal(w.CutEdges),
			Deviation: Decimal(w.Deviation), Inertia: Decimal(w.Inertia)}
	}, false},
}

// unitLength is a whole length unit of the graph in the units of its source.
func (p *Problem) unitLength() *big.Rat {
	scale := Decimal(p.Graph.Scale)
	return scale.Inv(scale)
}

// Costs of the measures under the problem's objective, which is one of the known; each is set.
func (p *Problem) Costs() Costs {
	c := objectives[p.Objective.Kind].costs(p)
	for _, x := range []**big.Rat{&c.Border, &c.CutEdges, &c.Deviation, &c.Inertia} {
		if *x == nil {
			*x = new(big.Rat)
		}
	}
	return c
}

// Alone says that nothing costs but one measure, of which part is the cost in these.
func (c Costs) Alone(part *big.Rat) bool {
	for _, x := range []*big.Rat{c.Border, c.CutEdges, c.Deviation, c.Inertia} {
		if (x.Sign() > 0) != (x == part) {
			return false
		}
	}
	return true
}

// needsPoints says that inertia has a part in the objective.
func (o Objective) needsPoints() bool {
	return o.Kind == Inertia || o.Kind == Weighted && o.Weights.Inertia > 0
}

func (k Kind) known() bool { return k >= 0 && int(k) < len(objectives) }

func (k Kind) String() string {
	if !k.known() {
		return fmt.Sprintf("objective %d", int(k))
	}
	return objectives[k].name
}

// Kinds are the names of what can be minimised without weights.
func Kinds() []string {
	var names []string
	for k := range objectives {
		if Kind(k) != Weighted {
			names = append(names, objectives[k].name)
		}
	}
	return names
}

// PlanKinds are the names of what a plan of a country can be best at, in alphabetical order.
func PlanKinds() []string {
	var names []string
	for _, o := range objectives {
		if o.plans {
			names = append(names, o.name)
		}
	}
	slices.Sort(names)
	return names
}

// ParseKind reads the name of an objective.
func ParseKind(s string) (Kind, error) {
	for k, o := range objectives {
		if s == o.name {
			return Kind(k), nil
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

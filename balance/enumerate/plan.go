package enumerate

import (
	"cmp"
	"math/big"
	"slices"
)

// Plan is one division. Districts are numbered by the locks; the numbers left are given so that the least weight is
// moved or, without Keep, in the order of each district's first node.
type Plan struct {
	District []int   // of each node
	Voters   []int64 // of each district
	// Smallest and Largest are the fewest and the most voters of a district.
	Smallest, Largest int64
	// Border is the length of all edges between districts, in the graph's whole length units (metres for a layer), and
	// CutEdges their number.
	Border   int64
	CutEdges int
	// Deviation is the largest |voters - quota| of a district, times the quota's denominator: a whole number.
	// MaxDeviation gives it as a fraction.
	Deviation int64
	// Splits is, per level of parents, how many have nodes in two districts or more.
	Splits []int
	// Moved is the sum of Keep over nodes that are not in their district of Start.
	Moved int64

	quota int64 // times its denominator
}

// MaxDeviation is the largest |voters - quota|/quota of a district, exactly; nil if the quota is 0 and a district is
// not.
func (p *Plan) MaxDeviation() *big.Rat { return fraction(p.Deviation, p.quota) }

func fraction(deviation, quota int64) *big.Rat {
	switch {
	case deviation == 0:
		return new(big.Rat)
	case quota == 0:
		return nil
	}
	return big.NewRat(deviation, quota)
}

// View is a plan that the search has reached. It is valid during the call that receives it.
type View struct {
	Smallest, Largest, Border int64
	CutEdges                  int
	Deviation                 int64
	Divided                   []int
	Moved                     int64
	of                        interface{ assign([]int) }
	scratch                   []int // of District
	known                     bool
}

// District is the district of each node. It must not be changed or kept.
func (v *View) District() []int {
	if !v.known {
		v.of.assign(v.scratch)
		v.known = true
	}
	return v.scratch
}

// Assign writes the district of each node to dst, which must have the graph's length.
func (v *View) Assign(dst []int) { v.of.assign(dst) }

func (s *search[W]) assign(dst []int) {
	number, _ := s.numbers()
	for v := range dst {
		m := s.node[v]
		if m < 0 {
			dst[v] = s.p.Locks.Fixed[v]
			continue
		}
		d := 0
		for !has(s.districts[d], m) {
			d++
		}
		dst[v] = number[d]
	}
}

// plan copies the view.
func (in *instance) plan(v *View) *Plan {
	p := &Plan{District: make([]int, in.p.Graph.Len()), Voters: make([]int64, in.p.Seats), Smallest: v.Smallest,
		Largest: v.Largest, Border: v.Border, CutEdges: v.CutEdges, Deviation: v.Deviation, Splits: slices.Clone(v.Divided),
		Moved: v.Moved, quota: in.num}
	v.Assign(p.District)
	for u, d := range p.District {
		p.Voters[d] += in.p.Graph.Voters[u]
	}
	return p
}

// Objective orders plans. Every one compares first the numbers of divided parents, level by level, then the
// weight moved.
type Objective int

const (
	// Balanced compares border/shortest + deviation/limit, then border, then assignment. Where shortest or limit is 0
	// it is the same as Border: with shortest 0 every plan with a border is infinitely worse than those without, and
	// with limit 0 all plans deviate alike.
	Balanced Objective = iota
	// Border compares border, then deviation, then assignment in lexicographic order.
	Border
	// Deviation compares deviation, then border, then assignment.
	Deviation
)

// order compares plans under an objective.
func (o Objective) order(measure func(*Plan) int64, border, deviation *big.Int) func(a, b *Plan) int {
	score := func(p *Plan) *big.Int {
		x := new(big.Int).Mul(border, big.NewInt(measure(p)))
		return x.Add(x, new(big.Int).Mul(deviation, big.NewInt(p.Deviation)))
	}
	return func(a, b *Plan) int {
		if c := cmp.Or(slices.Compare(a.Splits, b.Splits), cmp.Compare(a.Moved, b.Moved)); c != 0 {
			return c
		}
		byBorder, byDeviation := cmp.Compare(measure(a), measure(b)), cmp.Compare(a.Deviation, b.Deviation)
		byAssignment := slices.Compare(a.District, b.District)
		switch o {
		case Deviation:
			return cmp.Or(byDeviation, byBorder, byAssignment)
		case Border:
			return cmp.Or(byBorder, byDeviation, byAssignment)
		default:
			return cmp.Or(score(a).Cmp(score(b)), byBorder, byDeviation, byAssignment)
		}
	}
}

package geo

import (
	"cmp"
	"container/heap"
	"maps"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"github.com/okrug/okrug/geo/disjoint"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// bridged is for how many parts of a region ways across are told.
const bridged = 300

// Parted is a region whose units are not all connected by borders and links within the region.
type Parted struct {
	Region int     // index into Layer.Regions
	Parts  [][]int // units of each part, ascending; the part with the most units first, then by first unit
	// Bridges are a smallest set of ways across that joins all parts, the shortest first: one fewer than parts, and of
	// all such sets one with the least length. For the first three hundred parts only.
	Bridges []Bridge
}

// Bridge is a way across between two parts, as a link may state it.
type Bridge struct {
	Part   int // index into Parts, the later of the two
	A, B   int // units, A in the part, B in another
	Metres float64
}

// Parted lists the regions that are in several parts. A region in one part is not listed.
func (l *Layer) Parted() []Parted {
	region := map[string]int{}
	for i, g := range l.Regions {
		region[g.ID] = i
	}
	sets := disjoint.New[int](len(l.Units))
	find := sets.Find
	for _, b := range l.Borders {
		if l.Units[b.A].RegionID == l.Units[b.B].RegionID {
			sets.Join(b.A, b.B)
		}
	}
	parts := make([]map[int][]int, len(l.Regions))
	for u := range l.Units {
		g, ok := region[l.Units[u].RegionID]
		if !ok {
			continue
		}
		if parts[g] == nil {
			parts[g] = map[int][]int{}
		}
		parts[g][find(u)] = append(parts[g][find(u)], u)
	}
	var out []Parted
	place := map[int][2]int{} // first unit of a part -> its place in out and its number there
	for g, m := range parts {
		if len(m) < 2 {
			continue
		}
		p := Parted{Region: g, Parts: slices.Collect(maps.Values(m))}
		slices.SortFunc(p.Parts, func(a, b []int) int {
			return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0]))
		})
		for k, units := range p.Parts {
			place[units[0]] = [2]int{len(out), k}
		}
		out = append(out, p)
	}
	if len(out) == 0 || l.Topology == nil {
		return out
	}
	shores := make([][]strait, len(out))
	for a := range l.Topology.Arcs() {
		line, left, right := l.Topology.Arc(a)
		for _, side := range [2][2]int{{left, right}, {right, left}} {
			if side[0] == topology.Outside || side[1] != topology.Outside && find(side[0]) == find(side[1]) {
				continue
			}
			if at, ok := place[find(side[0])]; ok {
				for i := 1; i < len(line); i++ {
					shores[at[0]] = append(shores[at[0]], strait{side[0], at[1], line[i-1], line[i]})
				}
			}
		}
	}
	for i := range out {
		out[i].Bridges = bridges(unrolled(shores[i]), min(len(out[i].Parts), bridged))
	}
	return out
}

// strait is a segment of the outline of a part of a region.
type strait struct {
	unit, part int
	a, b       orb.Point
}

// unrolled moves what lies west of Greenwich round the Earth, to the east of 180 degrees, where all together is
// narrower so: then ways across 180 degrees are short ones.
func unrolled(all []strait) []strait {
	out := slices.Clone(all)
	var lo, hi [2]float64 // as they are, and moved
	lo, hi = [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for i, s := range out {
		if s.a[0] <= 0 && s.b[0] <= 0 {
			out[i].a[0] += 360
			out[i].b[0] += 360
		}
		for k, x := range [2]strait{s, out[i]} {
			lo[k], hi[k] = min(lo[k], x.a[0], x.b[0]), max(hi[k], x.a[0], x.b[0])
		}
	}
	if hi[1]-lo[1] < hi[0]-lo[0] {
		return out
	}
	return all
}

// bridges finds the least set of ways that joins all parts (J. B. Kruskal, On the Shortest Spanning Subtree of a Graph
// and the Traveling Salesman Problem, Proceedings of the AMS 7(1), 1956, pp. 48-50,
// doi:10.1090/S0002-9939-1956-0078686-7). How far two parts are from each other is worked out only once it could be the
// next way: until then the distance of their boxes stands for it.
func bridges(all []strait, parts int) []Bridge {
	shores := make([]shore, parts)
	for i := range shores {
		shores[i].lo, shores[i].hi = [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	}
	for _, s := range all {
		if s.part < len(shores) {
			shores[s.part].add(s)
		}
	}
	var q ways
	for k := range shores {
		for j := range k {
			q = append(q, way{k: k, j: j, metres: shores[k].least(&shores[j])})
		}
	}
	heap.Init(&q)
	joined := disjoint.New[int](len(shores))
	var out []Bridge
	for len(q) > 0 && len(out) < len(shores)-1 {
		w := heap.Pop(&q).(way)
		switch {
		case joined.Find(w.k) == joined.Find(w.j):
		case !w.exact:
			w.a, w.b, w.metres = shores[w.k].nearest(&shores[w.j])
			w.exact = true
			heap.Push(&q, w)
		default:
			joined.Join(w.k, w.j)
			out = append(out, Bridge{Part: w.k, A: w.a, B: w.b, Metres: w.metres})
		}
	}
	return out
}

// way is a way between parts k and j, from unit a to unit b; until it is exact its length is a lower bound.
type way struct {
	k, j, a, b int
	metres     float64
	exact      bool
}

// ways is a heap of ways, the shortest first.
type ways []way

func (q ways) Len() int { return len(q) }
func (q ways) Less(i, j int) bool {
	a, b := q[i], q[j]
	if a.metres != b.metres {
		return a.metres < b.metres
	}
	if a.k != b.k {
		return a.k < b.k
	}
	return a.j < b.j
}
func (q ways) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *ways) Push(x any)   { *q = append(*q, x.(way)) }
func (q *ways) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}

// shore is the outline of a part.
type shore struct {
	all    []strait
	lo, hi [2]float64
	tree   rtree.RTreeG[int]
	grown  bool
}

func (s *shore) add(x strait) {
	s.all = append(s.all, x)
	lo, hi := x.box()
	for k := range 2 {
		s.lo[k], s.hi[k] = min(s.lo[k], lo[k]), max(s.hi[k], hi[k])
	}
}

// least is a lower bound of the distance of two shores in metres.
func (s *shore) least(o *shore) float64 {
	lat := max(math.Abs(s.lo[1]), math.Abs(s.hi[1]), math.Abs(o.lo[1]), math.Abs(o.hi[1]))
	return boxDistance(s.lo, s.hi, o.lo, o.hi, math.Cos(lat*math.Pi/180)) * degreeMetres * 0.99
}

// nearest is the shortest way from one shore to another: the shorter of the two is walked along, with a tree of the
// other.
func (s *shore) nearest(o *shore) (a, b int, metres float64) {
	if len(s.all) > len(o.all) {
		b, a, metres = o.nearest(s)
		return a, b, metres
	}
	if !o.grown {
		o.grown = true
		for i, x := range o.all {
			lo, hi := x.box()
			o.tree.Insert(lo, hi, i)
		}
	}
	metres = math.Inf(1)
	for _, x := range s.all {
		lo, hi := x.box()
		cos := math.Cos(min(90, max(math.Abs(lo[1]), math.Abs(hi[1]))+1) * math.Pi / 180)
		far := func(min, max [2]float64) bool { return boxDistance(lo, hi, min, max, cos)*degreeMetres*0.99 > metres }
		if far(o.lo, o.hi) {
			continue
		}
		o.tree.Nearby(func(min, max [2]float64, _ int, _ bool) float64 { return boxDistance(lo, hi, min, max, cos) },
			func(min, max [2]float64, j int, _ float64) bool {
				if far(min, max) {
					return false
				}
				if d := apart(x, o.all[j]); d < metres || d == metres && (x.unit < a || x.unit == a && o.all[j].unit < b) {
					a, b, metres = x.unit, o.all[j].unit, d
				}
				return true
			})
	}
	return a, b, metres
}

// degreeMetres is less than a degree of latitude anywhere.
const degreeMetres = 110500.0

func (s strait) box() (lo, hi [2]float64) {
	return [2]float64{min(s.a[0], s.b[0]), min(s.a[1], s.b[1])}, [2]float64{max(s.a[0], s.b[0]), max(s.a[1], s.b[1])}
}

// boxDistance is the distance of two boxes in degrees of latitude.
func boxDistance(lo, hi, min, max [2]float64, cos float64) float64 {
	gap := func(a, b, c, d float64) float64 { return math.Max(0, math.Max(c-b, a-d)) }
	return math.Hypot(gap(lo[0], hi[0], min[0], max[0])*cos, gap(lo[1], hi[1], min[1], max[1]))
}

// apart is the distance of two segments that do not cross, in metres: from an end of one to the other.
func apart(s, t strait) float64 {
	d := math.Inf(1)
	for _, x := range [4][3]orb.Point{{s.a, t.a, t.b}, {s.b, t.a, t.b}, {t.a, s.a, s.b}, {t.b, s.a, s.b}} {
		d = min(d, measure.Distance(x[0], foot(x[0], x[1], x[2])))
	}
	return d
}

// foot is the position of segment ab nearest to p.
func foot(p, a, b orb.Point) orb.Point {
	cos := math.Cos(p[1] * math.Pi / 180)
	dx, dy := (b[0]-a[0])*cos, b[1]-a[1]
	l2 := dx*dx + dy*dy
	if l2 == 0 {
		return a
	}
	t := min(max(((p[0]-a[0])*cos*dx+(p[1]-a[1])*dy)/l2, 0), 1)
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}
}

package geo

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"okrug/geo/measure"
	"okrug/geo/topology"
)

// candidates is how many ways across are named for each part of a region, and bridged for how many parts.
const (
	candidates = 3
	bridged    = 100
)

// Parted is a region whose units are not all connected by borders and links within the region.
type Parted struct {
	Region int     // index into Layer.Regions
	Parts  [][]int // units of each part, ascending; the part with the most units first, then by first unit
	// Bridges are the shortest ways from each part but the first to units of other parts, up to three for each, the shortest first;
	// for the first hundred parts only.
	Bridges []Bridge
}

// Bridge is a way across between two parts, as a link may state it.
type Bridge struct {
	Part    int // index into Parts
	A, B    int // units, A in the part, B in another
	Metres  float64
	Nearest bool // the shortest way from this part
}

// Parted lists the regions that are in several parts. A region in one part is not listed.
func (l *Layer) Parted() []Parted {
	region := map[string]int{}
	for i, g := range l.Regions {
		region[g.ID] = i
	}
	parent := make([]int, len(l.Units))
	for i := range parent {
		parent[i] = i
	}
	find := func(u int) int {
		for parent[u] != u {
			parent[u] = parent[parent[u]]
			u = parent[u]
		}
		return u
	}
	for _, b := range l.Borders {
		if l.Units[b.A].RegionID == l.Units[b.B].RegionID {
			x, y := find(b.A), find(b.B)
			parent[max(x, y)] = min(x, y)
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
		out[i].Bridges = bridges(shores[i], len(out[i].Parts))
	}
	return out
}

// strait is a segment of the outline of a part of a region.
type strait struct {
	unit, part int
	a, b       orb.Point
}

// bridges finds the shortest ways from each part but the first to the others.
func bridges(all []strait, parts int) []Bridge {
	var tree rtree.RTreeG[int]
	own := make([][]int, parts)
	for i, s := range all {
		own[s.part] = append(own[s.part], i)
		lo, hi := s.box()
		tree.Insert(lo, hi, i)
	}
	var out []Bridge
	for k := 1; k < min(parts, bridged+1); k++ {
		best := map[[2]int]float64{}
		limit := math.Inf(1)
		for _, i := range own[k] {
			s := all[i]
			lo, hi := s.box()
			cos := math.Cos(s.a[1] * math.Pi / 180)
			tree.Nearby(func(min, max [2]float64, _ int, _ bool) float64 { return boxDistance(lo, hi, min, max, cos) },
				func(min, max [2]float64, j int, _ float64) bool {
					if boxDistance(lo, hi, min, max, cos)*degreeMetres*0.99 > limit {
						return false
					}
					if all[j].part == k {
						return true
					}
					key := [2]int{s.unit, all[j].unit}
					d := apart(s, all[j])
					if old, ok := best[key]; !ok || d < old {
						best[key] = d
						limit = nth(best, candidates)
					}
					return true
				})
		}
		keys := slices.SortedFunc(maps.Keys(best), func(a, b [2]int) int {
			return cmp.Or(cmp.Compare(best[a], best[b]), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
		})
		for i, key := range keys[:min(candidates, len(keys))] {
			out = append(out, Bridge{Part: k, A: key[0], B: key[1], Metres: best[key], Nearest: i == 0})
		}
	}
	return out
}

// degreeMetres is less than a degree of latitude anywhere.
const degreeMetres = 110500.0

func (s strait) box() (lo, hi [2]float64) {
	return [2]float64{min(s.a[0], s.b[0]), min(s.a[1], s.b[1])}, [2]float64{max(s.a[0], s.b[0]), max(s.a[1], s.b[1])}
}

// nth is the n-th smallest value, or infinity where there are fewer.
func nth(m map[[2]int]float64, n int) float64 {
	if len(m) < n {
		return math.Inf(1)
	}
	return slices.Sorted(maps.Values(m))[n-1]
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

package geo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
	"github.com/okrug/okrug/testdata"
)

// TestTerritories draws worlds and looks whether the territories of their settlements are what they are to be: all of
// the regions and nothing twice, each holding its settlement, each place with the nearest or in a piece that is told.
func TestTerritories(t *testing.T) {
	met := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		order := make([]int, len(w.towns))
		for i := range order {
			order[i] = i
		}
		r, err := read(t.Context(), w.sources(order))
		require.NoError(t, err, "%+v", w)
		l := &r.layer
		require.Len(t, l.Units, len(w.towns))
		parts := make([]orb.MultiPolygon, len(l.Units))
		sums := make([]float64, len(w.regions))
		for i := range parts {
			require.Equal(t, fmt.Sprintf("s%03d", i), l.Units[i].ID)
			require.Equal(t, fmt.Sprintf("R%d", w.towns[i].region), l.Units[i].RegionID)
			parts[i] = l.Topology.Face(i)
			sums[w.towns[i].region] += measure.Area(parts[i])
		}
		for k, region := range w.regions {
			area := measure.Area(region) // rounding moves places on its lines by a tenth of a millimetre
			slack := 1e-9*area + 1e-4*measure.Perimeter(region)
			if math.Abs(area-sums[k]) > slack {
				slack += w.snapped(t, l, k)
			}
			require.InDelta(t, area, sums[k], slack, "parts of region %d of %v m2", k, area)
		}
		again, found := topology.Build(parts, topology.Options{})
		require.Empty(t, found.Overlaps)
		require.Empty(t, found.Crossings)
		require.Empty(t, found.Nestings)
		for i := range parts {
			require.InDelta(t, measure.Area(parts[i]), measure.Area(again.Face(i)), 1e-9*measure.Area(parts[i])+0.1)
		}
		w.checkOwn(t, l)
		w.checkNearest(t, r, met)
		met["moved"] += len(r.moved)
		met["borders"] += len(l.Borders)
	})
	testdata.Enough(t, "pieces moved", met["moved"], 20)
	testdata.Enough(t, "places with the nearest", met["nearest"], 10_000)
}

// snapped is by how many square metres the snapping of vertices may change a region: where several lie within the
// snapping distance of one another and one of them of the region's line, that line goes through the one that stands for
// all. None may be further from where the line was drawn than twice that distance.
func (w *world) snapped(t *rapid.T, l *Layer, region int) (area float64) {
	var own []int
	for i, x := range w.towns {
		if x.region == region {
			own = append(own, i)
		}
	}
	for _, polygon := range l.Topology.Dissolve(own) {
		for _, ring := range polygon {
			for i, p := range ring[1:] {
				off := fromLine(w.regions[region], p)
				require.Less(t, off, 2*topology.DefaultTolerance*111_000, "%v of region %d of %+v", p, region, w)
				after := ring[1:][(i+1)%(len(ring)-1)]
				area += off * (measure.Distance(ring[i], p) + measure.Distance(p, after)) / 2
			}
		}
	}
	return area
}

// fromLine is how many metres a place lies from the outline of an area, near which it is.
func fromLine(area orb.MultiPolygon, p orb.Point) float64 {
	lon, lat := measure.Degree(p[1])
	best := math.Inf(1)
	for _, polygon := range area {
		for _, ring := range polygon {
			for i := range ring[1:] {
				ax, ay := (ring[i][0]-p[0])*lon, (ring[i][1]-p[1])*lat
				dx, dy := (ring[i+1][0]-p[0])*lon-ax, (ring[i+1][1]-p[1])*lat-ay
				s := 0.0
				if d2 := dx*dx + dy*dy; d2 > 0 {
					s = min(max(-(ax*dx+ay*dy)/d2, 0), 1)
				}
				best = min(best, math.Hypot(ax+s*dx, ay+s*dy))
			}
		}
	}
	return best
}

// checkOwn looks whether settlements lie in their territories: points to the snapping of lines, areas whole.
func (w *world) checkOwn(t *rapid.T, l *Layer) {
	find := l.Topology.Locator()
	for i, x := range w.towns {
		for _, p := range x.points {
			require.Contains(t, find.Faces(p, 0.01), i, "point %v of %+v", p, w)
		}
		if x.area == nil {
			continue
		}
		for range 20 {
			a, b := rapid.Float64Range(0.01, 0.99).Draw(t, "a"), rapid.Float64Range(0.01, 0.99).Draw(t, "b")
			var p orb.Point
			for k := range p {
				q := x.area[0]
				p[k] = (1-b)*((1-a)*q[0][k]+a*q[1][k]) + b*((1-a)*q[3%(len(q)-1)][k]+a*q[2][k])
			}
			if len(x.area[0]) == 5 && evenOdd(x.area, p) {
				require.Equal(t, i, find.Face(p), "place %v of area %v", p, x.area)
			}
		}
	}
}

// checkNearest looks whether random places lie with the nearest settlement, or in pieces that are told to be moved: of
// the settlements that these are told of, and of no more area than they are told to have.
func (w *world) checkNearest(t *rapid.T, r *reading, met map[string]int) {
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	find := r.layer.Topology.Locator()
	told := map[[2]int]float64{}
	for _, m := range r.moved {
		told[[2]int{m.From, m.To}] += m.Area
	}
	elsewhere := map[[2]int]int{}
	const places = 300
	var all float64
	for k, region := range w.regions {
		all += measure.Area(region)
		for range places / len(w.regions) {
			p := somewhere(region, random)
			own := find.Face(p)
			require.NotEqual(t, topology.Outside, own)
			require.Equal(t, k, w.towns[own].region)
			best, at := math.Inf(1), -1
			for i, x := range w.towns {
				if x.region != k {
					continue
				}
				if d := x.away(p); d < best {
					best, at = d, i
				}
			}
			slack := w.slack() + w.towns[own].rough() + w.towns[at].rough()
			if w.towns[own].away(p)-best > slack {
				_, ok := told[[2]int{at, own}]
				require.True(t, ok, "%v is %.1f m from %d, which it is with, and %.1f m from %d", p, w.towns[own].away(p), own,
					best, at)
				elsewhere[[2]int{at, own}]++
				met["moved places"]++
			} else {
				met["nearest"]++
			}
		}
	}
	for pair, n := range elsewhere {
		k := w.towns[pair[1]].region
		share := told[pair] / measure.Area(w.regions[k])
		expected := share * places / float64(len(w.regions))
		require.LessOrEqual(t, float64(n), expected+6*math.Sqrt(expected)+6, "%v", pair)
	}
}

// somewhere is a random place in a region.
func somewhere(region orb.MultiPolygon, random *rand.Rand) orb.Point {
	var total float64
	for _, p := range region {
		total += measure.Area(orb.MultiPolygon{p})
	}
	pick := total * random.Float64()
	part := region[0]
	for _, p := range region {
		part = p
		if pick -= measure.Area(orb.MultiPolygon{p}); pick < 0 {
			break
		}
	}
	b := part[0].Bound()
	widest, _ := measure.Degree(math.Max(0, math.Min(math.Abs(b.Min[1]), math.Abs(b.Max[1]))))
	for {
		p := orb.Point{b.Min[0] + random.Float64()*(b.Max[0]-b.Min[0]), b.Min[1] + random.Float64()*(b.Max[1]-b.Min[1])}
		// A degree of longitude is less towards the pole, and as many fewer places are taken there.
		if lon, _ := measure.Degree(p[1]); evenOdd(part, p) && random.Float64()*widest <= lon {
			return p
		}
	}
}

// evenOdd says whether a place lies in a polygon.
func evenOdd(polygon orb.Polygon, p orb.Point) bool {
	in := false
	for _, ring := range polygon {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1]) {
				in = !in
			}
		}
	}
	return in
}

// outlineSteps is into how many pieces an edge of an area is divided to measure distances from it.
const outlineSteps = 64

// away is how far a place is from a settlement, in metres.
func (x testTown) away(p orb.Point) float64 {
	best := math.Inf(1)
	for _, q := range x.points {
		best = min(best, measure.Distance(p, q))
	}
	if x.area == nil {
		return best
	}
	if evenOdd(x.area, p) {
		return 0
	}
	for _, ring := range x.area {
		for i := 1; i < len(ring); i++ {
			for k := range outlineSteps {
				f := float64(k) / outlineSteps
				q := orb.Point{ring[i-1][0] + f*(ring[i][0]-ring[i-1][0]), ring[i-1][1] + f*(ring[i][1]-ring[i-1][1])}
				best = min(best, measure.Distance(p, q))
			}
		}
	}
	return best
}

// rough is how wrong distances from it are, as both test and program measure to places of its outline.
func (x testTown) rough() float64 {
	if x.area == nil {
		return 0
	}
	return measure.Perimeter(orb.MultiPolygon{x.area}) / 64
}

// TestTerritoriesRepeat: the number of processors and the order of features change nothing.
func TestTerritoriesRepeat(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		order := make([]int, len(w.towns))
		for i := range order {
			order[i] = i
		}
		runtime.GOMAXPROCS(1)
		one, err := read(t.Context(), w.sources(order))
		require.NoError(t, err)
		runtime.GOMAXPROCS(8)
		many, err := read(t.Context(), w.sources(order))
		require.NoError(t, err)
		require.Equal(t, one.layer, many.layer)
		require.Equal(t, one.faults.Notes, many.faults.Notes)
		shuffled, err := read(t.Context(), w.sources(rapid.Permutation(order).Draw(t, "order")))
		require.NoError(t, err)
		number := map[string]int{}
		for i, u := range shuffled.layer.Units {
			number[u.ID] = i
		}
		for i, u := range one.layer.Units {
			a, b := one.layer.Topology.Face(i), shuffled.layer.Topology.Face(number[u.ID])
			slack := 1e-9*measure.Area(a) + 0.01*measure.Perimeter(a) // lines within 9 mm are one line
			require.InDelta(t, measure.Area(a), measure.Area(b), slack, u.ID)
		}
		require.Equal(t, pairsByID(&one.layer), pairsByID(&shuffled.layer))
	})
}

// TestTerritoriesAreStable: where settlements are points over 100 m apart and move by a millimetre, neighbours along
// 60 m or more stay neighbours, and no others become so. One on a line of its region may have land on this or that
// side.
func TestTerritoriesAreStable(t *testing.T) {
	borders, ties := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		var towns []testTown
		for _, x := range w.towns {
			if x.area != nil || x.onLine {
				continue
			}
			x.points = x.points[:1]
			far := true
			for _, y := range towns {
				far = far && measure.Distance(x.points[0], y.points[0]) > 100
			}
			if far {
				towns = append(towns, x)
			}
		}
		regions := map[int]bool{}
		for _, x := range towns {
			regions[x.region] = true
		}
		if len(regions) < len(w.regions) {
			t.Skip("a region has others alone")
		}
		w.towns = towns
		order := make([]int, len(towns))
		for i := range order {
			order[i] = i
		}
		before, err := read(t.Context(), w.sources(order))
		require.NoError(t, err)
		for i := range w.towns {
			x := &w.towns[i]
			sin, cos := math.Sincos(rapid.Float64Range(0, 2*math.Pi).Draw(t, "way"))
			lon, lat := measure.Degree(x.points[0][1])
			moved := orb.Point{x.points[0][0] + 0.001*cos/lon, x.points[0][1] + 0.001*sin/lat}
			if math.Abs(moved[0]) <= 180 && moved[1] <= 90 {
				x.points = []orb.Point{moved}
			}
		}
		after, err := read(t.Context(), w.sources(order))
		require.NoError(t, err)
		if a, b := movedPairs(before), movedPairs(after); !slices.Equal(a, b) {
			ties++ // a piece with two neighbours along lines as long, or an island with two owners as large
			return
		}
		some := func(l *Layer, metres float64) map[[2]int]bool {
			out := map[[2]int]bool{}
			for _, b := range l.Borders {
				if b.Metres >= metres {
					out[[2]int{b.A, b.B}] = true
				}
			}
			return out
		}
		for _, x := range [2][2]*Layer{{&before.layer, &after.layer}, {&after.layer, &before.layer}} {
			all := some(x[1], 0)
			for pair := range some(x[0], 60) {
				if !all[pair] && parted(x[0], x[1], pair) {
					ties++ // a line half-way runs along the line of the region, and is now on its other side
					continue
				}
				require.Contains(t, all, pair, "%+v moved %+v, %+v", w, before.moved, after.moved)
				borders++
			}
		}
	})
	testdata.Enough(t, "borders", borders, 500)
	require.Less(t, 20*ties, borders)
}

// parted says whether the border of two neighbours is one for the width of a sliver alone, all along it: in another
// layer both still lie within a metre of it, and a sliver of a third has come between; or one of them is a sliver here,
// before a third that is within a metre too and is the other's neighbour there.
func parted(l, other *Layer, pair [2]int) bool {
	here, there := l.Topology.Locator(), other.Topology.Locator()
	both, behind := true, map[int]int{}
	places := 0
	for _, line := range l.Topology.Lines(func(a, b int) bool { return [2]int{a, b} == pair }) {
		for _, p := range withMiddles(line) {
			places++
			near := there.Faces(p, 1)
			first, second := slices.Contains(near, pair[0]), slices.Contains(near, pair[1])
			both = both && first && second
			for _, third := range here.Faces(p, 1) {
				if third != pair[0] && third != pair[1] && slices.Contains(near, third) && (first || second) {
					behind[third]++
				}
			}
		}
	}
	for _, n := range behind {
		both = both || n == places
	}
	return both
}

// withMiddles adds the middle of every segment, since at both ends of a border there is a third area in any case.
func withMiddles(line orb.LineString) orb.LineString {
	out := line[:1:1]
	for i, q := range line[1:] {
		out = append(out, orb.Point{(line[i][0] + q[0]) / 2, (line[i][1] + q[1]) / 2}, q)
	}
	return out
}

// movedPairs are the settlements between which pieces moved.
func movedPairs(r *reading) [][2]int {
	var out [][2]int
	for _, m := range r.moved {
		if m.Area > 1 {
			out = append(out, [2]int{m.From, m.To})
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return out
}

// pairsByID are the neighbours by their ids, those with a border of 60 metres or more.
func pairsByID(l *Layer) []string {
	var out []string
	for _, b := range l.Borders {
		if b.Metres >= 60 {
			x, y := l.Units[b.A].ID, l.Units[b.B].ID
			out = append(out, min(x, y)+" "+max(x, y))
		}
	}
	slices.Sort(out)
	return out
}

package geo

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/albers"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
	"github.com/okrug/okrug/testdata"
)

// cells is what Qhull has for a diagram: the neighbours of each point, and the area of its cell in square metres, NaN
// for one without end or that reaches out of a box.
type cells struct {
	neighbours map[[2]int]float64 // metres along which two meet
	area       []float64
}

// qhull divides the plane among points of a few kilometres around, in a projection that keeps areas and, there, angles
// to some millionths.
func qhull(t *testing.T, points []orb.Point, box orb.Bound) cells {
	tool, err := exec.LookPath("qvoronoi")
	if err != nil {
		t.Skip("qvoronoi of qhull-bin is not installed")
	}
	plane := albers.New(box.Center()[0], box.Center()[1], box.Center()[1])
	var in bytes.Buffer
	fmt.Fprintf(&in, "2\n%d\n", len(points))
	at := make([]orb.Point, len(points))
	for i, p := range points {
		at[i] = plane.Point(p)
		fmt.Fprintf(&in, "%.9f %.9f\n", at[i][0], at[i][1])
	}
	run := func(form string) []string {
		c := exec.CommandContext(t.Context(), tool, form)
		c.Stdin = bytes.NewReader(in.Bytes())
		out, err := c.Output()
		require.NoError(t, err)
		return strings.Fields(string(out))
	}
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(s, 64)
		require.NoError(t, err)
		return x
	}
	// o: dimension, counts of corners, cells and 1, the corners, of which the first is at infinity, and the corners of
	// each cell.
	words := run("o")
	corners, n := make([]orb.Point, int(number(words[1]))), int(number(words[2]))
	require.Equal(t, len(points), n)
	words = words[4:]
	for i := range corners {
		corners[i], words = orb.Point{number(words[0]), number(words[1])}, words[2:]
	}
	inner := orb.MultiPoint{plane.Point(box.Min), plane.Point(box.Max)}.Bound().Pad(-200)
	c := cells{neighbours: map[[2]int]float64{}, area: make([]float64, n)}
	for i := range c.area {
		k := int(number(words[0]))
		ring := make([]orb.Point, k)
		whole := true
		for j := range k {
			v := int(number(words[1+j]))
			ring[j] = corners[v]
			whole = whole && v > 0 && inner.Contains(ring[j])
		}
		words = words[1+k:]
		if c.area[i] = math.NaN(); whole {
			c.area[i] = planeArea(ring)
		}
	}
	// Fv: for each line how many numbers follow, the two points, and the two corners, of which 0 is at infinity.
	for words = run("Fv")[1:]; len(words) > 0; words = words[1+int(number(words[0])):] {
		a, b := int(number(words[1])), int(number(words[2]))
		u, v := int(number(words[3])), int(number(words[4]))
		if u > 0 && v > 0 && inner.Contains(corners[u]) && inner.Contains(corners[v]) {
			p, q := corners[u], corners[v]
			c.neighbours[[2]int{min(a, b), max(a, b)}] = math.Hypot(p[0]-q[0], p[1]-q[1])
		}
	}
	return c
}

func planeArea(ring []orb.Point) float64 {
	var sum float64
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		sum += (p[0]-ring[0][0])*(q[1]-ring[0][1]) - (q[0]-ring[0][0])*(p[1]-ring[0][1])
	}
	return math.Abs(sum) / 2
}

// TestTerritoriesAsQhull: territories of 10 000 settlements of one region, with the areas and neighbours that Qhull's
// diagram has.
func TestTerritoriesAsQhull(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 500
	}
	random := rand.New(rand.NewPCG(7, 1))
	box := orb.Bound{Min: orb.Point{71.3, 51}, Max: orb.Point{71.6, 51.2}}
	w := &world{regions: []orb.MultiPolygon{{{box.ToRing()}}}}
	var points []orb.Point
	order := make([]int, n)
	for i := range order {
		p := orb.Point{box.Min[0] + 0.3*random.Float64(), box.Min[1] + 0.2*random.Float64()}
		if i%4 == 3 { // close to another
			p = orb.Point{points[i-1][0] + 2e-4*random.Float64(), points[i-1][1] + 2e-4*random.Float64()}
			p = orb.Point{min(p[0], box.Max[0]), min(p[1], box.Max[1])}
		}
		p = orb.Point{math.Round(p[0]*1e7) / 1e7, math.Round(p[1]*1e7) / 1e7}
		order[i], points = i, append(points, p)
		w.towns = append(w.towns, testTown{points: []orb.Point{p}})
	}
	want := qhull(t, points, box)
	r, err := read(t.Context(), w.sources(order))
	require.NoError(t, err)
	whole, merged := 0, 0
	for i, area := range want.area {
		if math.IsNaN(area) {
			continue
		}
		whole++
		got := r.layer.Topology.Face(i)
		// Corners less than a metre apart are one.
		assert.InDelta(t, area, measure.Area(got), measure.Perimeter(got)/4, "%v", points[i])
		if math.Abs(area-measure.Area(got)) > 1e-4*area+0.002*measure.Perimeter(got) {
			merged++
		}
	}
	require.Greater(t, whole, 8*n/10)
	require.Less(t, merged, whole/30)
	got := map[[2]int]float64{}
	for _, b := range r.layer.Topology.Borders() {
		got[[2]int{b.A, b.B}] = b.Metres
	}
	for pair, metres := range want.neighbours {
		if metres > 10 {
			apart := measure.Distance(points[pair[0]], points[pair[1]])
			assert.InDelta(t, metres, got[pair], 2+1e-3*metres, "%v, %.2f m apart", pair, apart)
		}
	}
	met := 0
	for pair, metres := range got {
		a, b := want.area[pair[0]], want.area[pair[1]]
		if metres > 60 && !math.IsNaN(a) && !math.IsNaN(b) {
			met++
			assert.NotZero(t, want.neighbours[pair], "%v along %.1f m", pair, metres)
		}
	}
	require.Greater(t, met, n/2)
}

// TestTerritoriesOfKazakhstan: 100 000 random places of the units of Kazakhstan lie with the nearest of the settlements
// that OpenStreetMap has there, or in a piece that is told.
func TestTerritoriesOfKazakhstan(t *testing.T) {
	file, err := os.Open(testdata.Shared(t, "kz", "settlements-osm.csv"))
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	units, err := os.ReadFile("../data/kz2022/units.geojson")
	require.NoError(t, err)
	w := &world{}
	beyond := map[orb.Point]bool{ // one lies in Uzbekistan, and two the generalised lines leave outside
		{69.31621, 41.451277}: true, {61.283215, 53.5061}: true, {58.600336, 51.01775}: true,
	}
	for _, row := range rows[1:] {
		lon, err := strconv.ParseFloat(row[6], 64)
		require.NoError(t, err)
		lat, err := strconv.ParseFloat(row[7], 64)
		require.NoError(t, err)
		if p := (orb.Point{lon, lat}); beyond[p] {
			delete(beyond, p)
		} else {
			w.towns = append(w.towns, testTown{points: []orb.Point{p}})
		}
	}
	require.Empty(t, beyond)
	order := make([]int, len(w.towns))
	for i := range order {
		order[i] = i
	}
	towns := w.sources(order).Settlements
	towns.Columns.Region = ""
	r, err := read(t.Context(), Sources{Units: File{"units.geojson", bytes.NewReader(units)},
		UnitColumns: UnitColumns{ID: "unit_id", Region: "region_id", Voters: "voters"},
		Finer:       []Finer{{File: towns.File, Columns: towns.Columns, Rescale: true}}})
	require.NoError(t, err)
	told := map[[2]int]bool{}
	for _, m := range r.moved {
		told[[2]int{m.From, m.To}] = true
	}
	in := map[string][]int{}
	site := make([]orb.Point, len(r.layer.Units)) // of settlements
	parent := func(i int) string { return r.layer.Units[i].Parents[0] }
	for i, u := range r.layer.Units {
		if k, err := strconv.Atoi(strings.TrimPrefix(u.ID, "s")); err == nil && k < len(w.towns) {
			site[i] = w.towns[k].points[0]
			in[parent(i)] = append(in[parent(i)], i)
		}
	}
	random := rand.New(rand.NewPCG(15, 1))
	find := r.layer.Topology.Locator()
	b := orb.Bound{Min: orb.Point{46, 40}, Max: orb.Point{88, 56}}
	moved := 0
	for n := 0; n < 100_000; {
		p := orb.Point{b.Min[0] + random.Float64()*(b.Max[0]-b.Min[0]), b.Min[1] + random.Float64()*(b.Max[1]-b.Min[1])}
		own := find.Face(p)
		if own == topology.Outside || parent(own) == "" {
			continue // a city without
		}
		n++
		at, best := own, measure.Distance(p, site[own])
		limit := best - 2
		for _, i := range in[parent(own)] {
			if d := measure.Distance(p, site[i]); d < best {
				at, best = i, d
			}
		}
		if best < limit {
			require.True(t, told[[2]int{at, own}], "%v is %.1f m further from %d than from %d", p, limit+2-best, own, at)
			moved++
		}
	}
	require.Less(t, moved, 1000)
}

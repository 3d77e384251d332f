package geo

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/format/geojson"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// world is a made-up country of regions of any shape, with settlements in them.
type world struct {
	regions []orb.MultiPolygon
	towns   []testTown
	middle  orb.Point
	reach   float64 // metres from the middle to the furthest place, about
	pole    bool
}

// testTown is a settlement: points, or an area.
type testTown struct {
	region int
	named  bool // whether it names its region
	points []orb.Point
	area   orb.Polygon
	onLine bool // of its region
}

// mesh is squares with moved corners, in longitudes that run on beyond 180 degrees.
type mesh struct {
	cols, rows int
	corner     [][]orb.Point // by column and row
	owner      [][]int       // region of each square, -1 for none
}

func (m *mesh) ring(c, r int) [4]orb.Point {
	return [4]orb.Point{m.corner[c][r], m.corner[c+1][r], m.corner[c+1][r+1], m.corner[c][r+1]}
}

// in is a place in a square, x and y from 0 to 1.
func (m *mesh) in(c, r int, x, y float64) orb.Point {
	q := m.ring(c, r)
	var out orb.Point
	for i := range out {
		out[i] = (1-y)*((1-x)*q[0][i]+x*q[1][i]) + y*((1-x)*q[3][i]+x*q[2][i])
	}
	return out
}

func wrapped(p orb.Point) orb.Point {
	if p[0] > 180 {
		p[0] -= 360
	}
	return p
}

// drawMesh draws where the world lies, and its squares.
func drawMesh(t *rapid.T, w *world) *mesh {
	places := []string{"steppe", "town", "equator", "south", "seam", "seam line", "pole"}
	place := rapid.SampledFrom(places).Draw(t, "place")
	m := &mesh{cols: rapid.IntRange(2, 6).Draw(t, "columns"), rows: rapid.IntRange(2, 5).Draw(t, "rows")}
	size := 0.3
	switch place {
	case "steppe":
		w.middle = orb.Point{67, 48}
	case "town":
		w.middle, size = orb.Point{71.4, 51.1}, 0.01
	case "equator":
		w.middle, size = orb.Point{-70, 0.2}, 0.5
	case "south":
		w.middle = orb.Point{-68, -53}
	case "seam":
		w.middle, size = orb.Point{179.9, 66}, 0.4
	case "seam line":
		w.middle, size, m.cols = orb.Point{180, -17}, 0.2, 2+2*rapid.IntRange(0, 2).Draw(t, "pairs")
	case "pole":
		w.middle, w.pole, m.cols = orb.Point{0, 90}, true, 24
	}
	across, up := size, size
	if w.pole {
		across, up = 360/float64(m.cols), 0.5
	} else {
		across /= math.Cos(w.middle[1] * math.Pi / 180)
	}
	shift := rapid.Float64Range(0, 0.24).Draw(t, "shift") // below a quarter, so that no square becomes concave
	for c := range m.cols + 1 {
		m.corner = append(m.corner, nil)
		for r := range m.rows + 1 {
			x, y := float64(c)-float64(m.cols)/2, float64(r)-float64(m.rows)/2
			if w.pole {
				y = float64(r - m.rows)
			}
			fixedX := place == "seam line" && 2*c == m.cols || w.pole && (c == 0 || c == m.cols || r == m.rows)
			if !fixedX {
				x += shift * rapid.Float64Range(-1, 1).Draw(t, "x")
			}
			if !(w.pole && (r == m.rows || c == 0 || c == m.cols)) {
				y += shift * rapid.Float64Range(-1, 1).Draw(t, "y")
			}
			m.corner[c] = append(m.corner[c], orb.Point{w.middle[0] + x*across, w.middle[1] + y*up})
		}
	}
	w.reach = math.Hypot(float64(m.cols), float64(m.rows)) * size * 111e3 / 2
	if w.pole {
		w.reach = float64(m.rows+1) * up * 111e3
	}
	regions := rapid.IntRange(1, min(6, m.cols*m.rows)).Draw(t, "regions")
	for c := range m.cols {
		m.owner = append(m.owner, nil)
		for r := range m.rows {
			k := rapid.IntRange(-1, regions-1).Draw(t, "region")
			if c > 0 && rapid.Bool().Draw(t, "as to the west") {
				k = m.owner[c-1][r]
			}
			m.owner[c] = append(m.owner[c], k)
		}
	}
	for k := range regions { // each has one
		m.owner[k%m.cols][k/m.cols] = k
	}
	return m
}

// drawWorld draws regions that are joined of squares: concave, with holes and islands, exclaves and enclaves.
func drawWorld(t *rapid.T) *world {
	w := &world{}
	m := drawMesh(t, w)
	var squares []orb.MultiPolygon
	var regions [][]int
	for c := range m.cols {
		for r := range m.rows {
			k := m.owner[c][r]
			if k < 0 {
				continue
			}
			for len(regions) <= k {
				regions = append(regions, nil)
			}
			q := m.ring(c, r)
			ring := orb.Ring(slices.Concat(q[:], q[:1]))
			if w.pole && r == m.rows-1 {
				ring = orb.Ring{q[0], q[1], q[2], q[3], q[0]}
			}
			for _, half := range cutAt180(ring) {
				regions[k] = append(regions[k], len(squares))
				squares = append(squares, orb.MultiPolygon{{half}})
			}
		}
	}
	top, found := topology.Build(squares, topology.Options{})
	require.Empty(t, found.Overlaps)
	for _, r := range regions {
		w.regions = append(w.regions, top.Dissolve(r))
	}
	w.drawTowns(t, m)
	return w
}

// cutAt180 cuts a ring of four corners at 180 degrees, where it lies on both sides of it.
func cutAt180(ring orb.Ring) []orb.Ring {
	var out []orb.Ring
	for _, side := range [2]float64{1, -1} {
		var half orb.Ring
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			da, db := side*(180-a[0]), side*(180-b[0])
			if da >= 0 {
				half = append(half, a)
			}
			if da*db < 0 {
				half = append(half, orb.Point{180, a[1] + (b[1]-a[1])*da/(da-db)})
			}
		}
		half = slices.Compact(half)
		if len(half) < 3 {
			continue
		}
		flat := true
		for i := range half {
			flat = flat && half[i][0] == 180
			if side < 0 {
				half[i][0] -= 360
			}
		}
		if !flat {
			out = append(out, append(half, half[0]))
		}
	}
	return out
}

// drawTowns draws settlements in every region: in its squares, on their lines, close together, in rows and lattices,
// and areas.
func (w *world) drawTowns(t *rapid.T, m *mesh) {
	taken := map[orb.Point]bool{}
	settled := make([]bool, len(w.regions))
	put := func(x testTown) {
		x.points = slices.DeleteFunc(x.points, func(p orb.Point) bool {
			for q := range taken {
				if measure.Distance(p, q) < 0.005 {
					return true
				}
			}
			taken[p] = true
			return false
		})
		if len(x.points) > 0 || x.area != nil {
			settled[x.region] = true
			w.towns = append(w.towns, x)
		}
	}
	unit := func(what string) float64 { return rapid.Float64Range(0.03, 0.97).Draw(t, what) }
	for c := range m.cols {
		for r := range m.rows {
			k := m.owner[c][r]
			if k < 0 {
				continue
			}
			kinds := []string{"none", "none", "one", "one", "few", "close", "lattice", "row", "corner", "line", "several",
				"area"}
			if w.pole && r == m.rows-1 {
				kinds = []string{"one", "few", "lattice"} // where squares are triangles
			}
			kind := rapid.SampledFrom(kinds).Draw(t, "settlements")
			if kind == "none" && !settled[k] {
				kind = "one"
			}
			named := rapid.Bool().Draw(t, "named")
			one := func(x, y float64) { put(testTown{k, named, []orb.Point{wrapped(m.in(c, r, x, y))}, nil, y == 0}) }
			switch kind {
			case "one":
				one(unit("x"), unit("y"))
			case "few":
				for range 5 {
					one(unit("x"), unit("y"))
				}
			case "close":
				// A centimetre apart are two; of three, the one in the middle needs more than a line is wide.
				p, n := wrapped(m.in(c, r, unit("x"), unit("y"))), rapid.IntRange(2, 3).Draw(t, "close")
				for i := range n {
					put(testTown{k, named, []orb.Point{{p[0], p[1] + float64(i)*1.2e-7*float64(n-1)}}, nil, false})
				}
			case "lattice":
				for i := range 4 {
					for j := range 4 {
						one(0.2+0.2*float64(i), 0.2+0.2*float64(j))
					}
				}
			case "row":
				for i := range 5 {
					one(0.1+0.2*float64(i), 0.5)
				}
			case "corner":
				named = true
				one(0, 0)
			case "line":
				named = true
				one(0.5, 0)
			case "several":
				put(testTown{k, named, []orb.Point{wrapped(m.in(c, r, 0.2, 0.3)), wrapped(m.in(c, r, 0.7, 0.8))}, nil, false})
			case "area":
				low, high := rapid.Float64Range(0.1, 0.4).Draw(t, "low"), rapid.Float64Range(0.6, 0.9).Draw(t, "high")
				ring := orb.Ring{m.in(c, r, low, low), m.in(c, r, high, low), m.in(c, r, high, high), m.in(c, r, low, high)}
				cut := cutAt180(append(ring, ring[0]))
				if len(cut) > 1 {
					one(0.5, 0.5)
					continue
				}
				area := orb.Polygon{cut[0]}
				if rapid.Bool().Draw(t, "around another") {
					hole := orb.Ring{m.in(c, r, 0.45, 0.45), m.in(c, r, 0.45, 0.55), m.in(c, r, 0.55, 0.55), m.in(c, r, 0.55, 0.45)}
					if cut := cutAt180(append(hole, hole[0])); len(cut) == 1 {
						area = append(area, cut[0])
						one(0.5, 0.5)
					}
				}
				put(testTown{k, named, nil, area, false})
			}
		}
	}
	for k, has := range settled { // what is left of others' squares
		require.True(t, has, "region %d", k)
	}
}

// sources are the two files, the settlements in the order given.
func (w *world) sources(order []int) Sources {
	var regions, towns []geojson.Feature
	for k, m := range w.regions {
		regions = append(regions, geojson.Feature{Properties: []geojson.Property{{Key: "id", Value: fmt.Sprintf("R%d", k)}},
			Geometry: m})
	}
	for _, i := range order {
		x := w.towns[i]
		f := geojson.Feature{Properties: []geojson.Property{{Key: "id", Value: fmt.Sprintf("s%03d", i)}, {Key: "voters",
			Value: 10 + i}}}
		region := "" // it is the one that it lies in
		if x.named {
			region = fmt.Sprintf("R%d", x.region)
		}
		f.Properties = append(f.Properties, geojson.Property{Key: "region", Value: region})
		switch {
		case x.area != nil:
			f.Geometry = x.area
		case len(x.points) == 1:
			f.Geometry = x.points[0]
		default:
			f.Properties = append(f.Properties, geojson.Property{Key: "several", Value: len(x.points)})
			f.Geometry = orb.MultiLineString{x.points} // written as MultiPoint below
		}
		towns = append(towns, f)
	}
	text := func(features []geojson.Feature) string {
		var b bytes.Buffer
		if err := geojson.WriteFeatures(&b, "", 12, slices.Values(features)); err != nil {
			panic(err)
		}
		return b.String()
	}
	several := strings.NewReplacer(`"MultiLineString","coordinates":[[[`, `"MultiPoint","coordinates":[[`)
	points := strings.Split(text(towns), "\n")
	for i, line := range points {
		if s := several.Replace(line); s != line {
			points[i] = strings.Replace(s, "]]]}", "]]}", 1)
		}
	}
	return Sources{
		Regions:       &File{"regions.geojson", strings.NewReader(text(regions))},
		RegionColumns: RegionColumns{ID: "id"},
		Settlements: &Settlements{File: File{"towns.geojson", strings.NewReader(strings.Join(points, "\n"))},
			Columns: UnitColumns{ID: "id", Region: "region", Voters: "voters"}},
	}
}

// slack is by how many metres a place may be nearer to another settlement than to its own: the lines half-way are drawn
// to a metre, on a sphere, see package nearest.
func (w *world) slack() float64 {
	s := 3 + 4e-6*w.reach*math.Pow(w.reach/500e3, 2)
	if w.pole {
		s *= 3
	}
	return s
}

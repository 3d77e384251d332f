package repair

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os/exec"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// quilt is a country of quadrangles, some of which belong together, whose neighbours draw the line between them alike.
// Cells are some kilometres wide, so that the damage of a few metres is less than a hundredth of them.
type quilt struct {
	columns, rows int
	corners       map[[2]int]orb.Point
	bends         map[[3]int][]orb.Point // along the line from a corner eastwards (0) or northwards (1)
}

const cellDegrees = 0.1

func drawQuilt(t *rapid.T) *quilt {
	q := &quilt{columns: rapid.IntRange(1, 3).Draw(t, "columns"), rows: rapid.IntRange(1, 3).Draw(t, "rows"),
		corners: map[[2]int]orb.Point{}, bends: map[[3]int][]orb.Point{}}
	jitter := rapid.Float64Range(-0.2, 0.2)
	lat := rapid.Float64Range(-60, 60).Draw(t, "latitude")
	for x := range q.columns + 1 {
		for y := range q.rows + 1 {
			q.corners[[2]int{x, y}] = orb.Point{round(70 + cellDegrees*(float64(x)+jitter.Draw(t, "x"))),
				round(lat + cellDegrees*(float64(y)+jitter.Draw(t, "y")))}
		}
	}
	for x := range q.columns + 1 {
		for y := range q.rows + 1 {
			for way, to := range [][2]int{{x + 1, y}, {x, y + 1}} {
				if b, ok := q.corners[to]; ok {
					a := q.corners[[2]int{x, y}]
					n := rapid.IntRange(0, 2).Draw(t, "bends")
					var line []orb.Point
					for k := range n {
						s, d := float64(k+1)/float64(n+1), 0.05*jitter.Draw(t, "bend")*cellDegrees
						line = append(line, orb.Point{round(a[0] + s*(b[0]-a[0]) + d), round(a[1] + s*(b[1]-a[1]) - d)})
					}
					q.bends[[3]int{x, y, way}] = line
				}
			}
		}
	}
	return q
}

func round(x float64) float64 { return math.Round(x*1e7) / 1e7 }

// cell is the ring of one cell, not closed.
func (q *quilt) cell(x, y int) orb.Ring {
	var ring orb.Ring
	side := func(from [2]int, line [3]int, back bool) {
		ring = append(ring, q.corners[from])
		bends := slices.Clone(q.bends[line])
		if back {
			slices.Reverse(bends)
		}
		ring = append(ring, bends...)
	}
	side([2]int{x, y}, [3]int{x, y, 0}, false)
	side([2]int{x + 1, y}, [3]int{x + 1, y, 1}, false)
	side([2]int{x + 1, y + 1}, [3]int{x, y + 1, 0}, true)
	side([2]int{x, y + 1}, [3]int{x, y, 1}, true)
	return ring
}

func closed(ring orb.Ring) orb.Ring { return append(slices.Clone(ring), ring[0]) }

// damage is what is done to a quilt: each cell is a feature by itself, shifted by less than 9 m, so that no two lie
// 20 m apart; with repeated positions, spikes and rings left open. touched are those with damage that shows without
// neighbours.
func (q *quilt) damage(t *rapid.T) (layer format.Layer, whole map[string]orb.MultiPolygon, touched map[string]bool) {
	layer = format.Layer{Name: "quilt", Fields: []format.Field{{Name: "id"}, {Name: "n", Type: format.Integer}}}
	whole, touched = map[string]orb.MultiPolygon{}, map[string]bool{}
	var features []format.Feature
	shift := rapid.Float64Range(-8e-5*0.7, 8e-5*0.7)
	for y := range q.rows {
		for x := range q.columns {
			id := fmt.Sprintf("%d-%d", x, y)
			if x > 0 && rapid.IntRange(0, 3).Draw(t, "with the one before") == 0 {
				id = features[len(features)-1].Values[0].Text
				touched[id] = true
			}
			ring := q.cell(x, y)
			whole[id] = append(whole[id], orb.Polygon{closed(ring)})
			if rapid.IntRange(0, 2).Draw(t, "shifted") == 0 {
				dx, dy := shift.Draw(t, "east"), shift.Draw(t, "north")
				for i := range ring {
					ring[i] = orb.Point{round(ring[i][0] + dx), round(ring[i][1] + dy)}
				}
			}
			i := rapid.IntRange(0, len(ring)-1).Draw(t, "place")
			if rapid.IntRange(0, 3).Draw(t, "repeated") == 0 {
				ring = slices.Insert(ring, i, ring[i])
				touched[id] = true
			}
			if rapid.IntRange(0, 3).Draw(t, "spike") == 0 {
				tip := orb.Point{round(ring[i][0] + 40*shift.Draw(t, "tip")), round(ring[i][1] + 40*shift.Draw(t, "tip"))}
				ring = slices.Insert(ring, i, ring[i], tip)
				touched[id] = true
			}
			if rapid.IntRange(0, 3).Draw(t, "open") == 0 {
				touched[id] = true
			} else {
				ring = closed(ring)
			}
			f := format.Feature{Values: []input.Value{{Kind: input.Text, Text: id}, {Kind: input.Number, Text: "1"}},
				Geometry: orb.Polygon{ring}}
			features = append(features, f)
		}
	}
	return with(layer, features), whole, touched
}

func with(l format.Layer, features []format.Feature) format.Layer {
	l.Count = len(features)
	l.Features = func(yield func(format.Feature, error) bool) {
		for _, f := range features {
			if !yield(f, nil) {
				return
			}
		}
	}
	return l
}

// What was damaged within the tolerance and is mended is the quilt that it was, to the tolerance: each unit lies where
// it lay, nothing overlaps, no gap has come, and mending again changes nothing.
func TestQuiltIsMended(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		q := drawQuilt(rt)
		layer, whole, _ := q.damage(rt)
		o := Options{File: "quilt", ID: "id"}
		r, err := Repair(t.Context(), layer, o)
		require.NoError(rt, err)
		got := rows(t, r.Layer)
		require.Len(rt, got, len(whole))
		var ids []string
		for id := range whole {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		var before, after []orb.MultiPolygon
		perimeter := 0.0
		for _, id := range ids {
			before, after = append(before, whole[id]), append(after, got[id])
			perimeter += measure.Perimeter(whole[id])
		}
		lost := 0.0
		for _, c := range topology.Overlay(before, after, 0) {
			if c.A != c.B {
				lost += c.Area
			}
		}
		require.LessOrEqual(rt, lost, perimeter*20, "in square metres of lines that moved by less than 20 m")
		for _, c := range topology.Overlay(after, after, 0) {
			require.False(rt, c.A != c.B && c.B != topology.Outside && c.Area > 1, "%v", c)
		}
		_, found := topology.Build(after, topology.Options{})
		require.Empty(rt, found.Crossings)
		require.Empty(rt, found.Nestings)
		require.Empty(rt, found.Gaps)
		again, err := Repair(t.Context(), r.Layer, o)
		require.NoError(rt, err)
		require.Empty(rt, again.Changes)
		require.Equal(rt, got, rows(t, again.Layer))
	})
}

// Areas of which no change is told have the very positions that they had.
func TestUntouchedUnitsKeepTheirPositions(t *testing.T) {
	kept := 0
	rapid.Check(t, func(rt *rapid.T) {
		layer, _, touched := drawQuilt(rt).damage(rt)
		r, err := Repair(t.Context(), layer, Options{File: "quilt", ID: "id"})
		require.NoError(rt, err)
		changed := map[string]bool{}
		for _, c := range r.Changes {
			changed[c.ID] = true
		}
		given := map[string]orb.Geometry{}
		for f := range layer.Features {
			given[f.Values[0].Text] = f.Geometry
		}
		for f := range r.Layer.Features {
			if id := f.Values[0].Text; !changed[id] {
				require.False(rt, touched[id], "what was damaged is told")
				require.Equal(rt, given[id], f.Geometry)
				kept++
			}
		}
	})
	require.Positive(t, kept)
}

// Rings of a few places of a grid cross and touch in every way. What is mended of them, by whatever rule, is what units
// are read from, and mending it again changes nothing.
func TestTangledRingsAreMendedOrRefused(t *testing.T) {
	mended := 0
	rapid.Check(t, func(rt *rapid.T) {
		place := rapid.Custom(func(t *rapid.T) orb.Point {
			near := rapid.SampledFrom([]float64{0, 0, 0, 1e-8, 3e-5, 1e-4})
			return orb.Point{70 + 0.01*float64(rapid.IntRange(0, 5).Draw(t, "x")) + near.Draw(t, "dx"),
				50 + 0.01*float64(rapid.IntRange(0, 5).Draw(t, "y")) + near.Draw(t, "dy")}
		})
		var features []format.Feature
		for i := range rapid.IntRange(1, 3).Draw(rt, "features") {
			var p orb.Polygon
			for range rapid.SampledFrom([]int{1, 1, 1, 2}).Draw(rt, "rings") {
				p = append(p, orb.Ring(rapid.SliceOfN(place, 3, 7).Draw(rt, "ring")))
			}
			id := input.Value{Kind: input.Text, Text: fmt.Sprint(i * rapid.IntRange(0, 1).Draw(rt, "own"))}
			features = append(features, format.Feature{Values: []input.Value{id}, Geometry: p})
		}
		o := Options{File: "tangle", ID: "id", Overlaps: Rule(rapid.SampledFrom(Rules()[:4]).Draw(rt, "rule"))}
		r, err := Repair(t.Context(), with(format.Layer{Fields: []format.Field{{Name: "id"}}}, features), o)
		if err != nil {
			require.NotContains(rt, err.Error(), "after mending", "what remains is told before it is mended")
			require.NotContains(rt, err.Error(), "mending would change")
			return
		}
		mended++
		again, err := Repair(t.Context(), r.Layer, o)
		require.NoError(rt, err)
		require.Empty(rt, again.Changes)
	})
	require.Greater(t, mended, 10)
}

// geos is what GEOS says of layers before and after: the areas of their unions, of what only one of the two covers,
// and of what lies between units of the second; whether all of the second is valid.
type geos struct {
	Before, After, Different, Overlap float64
	Valid                             bool
}

const judgeByGEOS = `
import json, sys
from shapely.geometry import Polygon, shape
from shapely.ops import unary_union
from shapely.validation import make_valid
before, after = json.load(sys.stdin)
def sound(ring):
	g = make_valid(Polygon(ring))
	return unary_union([p for p in getattr(g, "geoms", [g]) if p.area > 0])
# a hole that shares an edge with its outer ring is lost in make_valid of the polygon: rings are made valid one by one
a = unary_union([sound(p[0]).difference(unary_union([sound(h) for h in p[1:]]))
	for g in before for p in g["coordinates"]])
shapes = [shape(g) for g in after]
b = unary_union(shapes)
overlap = sum(s.intersection(t).area for i, s in enumerate(shapes) for t in shapes[:i])
print(json.dumps({"Before": a.area, "After": b.area, "Different": a.symmetric_difference(b).area,
	"Overlap": overlap, "Valid": all(s.is_valid for s in shapes)}))
`

func askGEOS(t *testing.T, before, after []orb.MultiPolygon) geos {
	t.Helper()
	collect := func(all []orb.MultiPolygon) []any {
		var out []any
		for _, m := range all {
			for _, p := range m {
				for i, ring := range p {
					if ring[0] != ring[len(ring)-1] {
						p[i] = closed(ring)
					}
				}
			}
			out = append(out, map[string]any{"type": "MultiPolygon", "coordinates": m})
		}
		return out
	}
	in, err := json.Marshal([]any{collect(before), collect(after)})
	require.NoError(t, err)
	c := exec.CommandContext(t.Context(), "/usr/bin/python3", "-c", judgeByGEOS)
	c.Stdin = bytes.NewReader(in)
	text, err := c.Output()
	require.NoError(t, err)
	var g geos
	require.NoError(t, json.Unmarshal(text, &g))
	return g
}

// GEOS judges what was mended: valid, without overlap, and the union that it was but for slivers and spikes.
func TestGEOSAgrees(t *testing.T) {
	if exec.Command("/usr/bin/python3", "-c", "import shapely.validation").Run() != nil {
		t.Skip("python3-shapely is not installed")
	}
	const metre2 = 1 / (111e3 * 111e3)
	for name, features := range map[string][]string{
		"figure of eight": {area("a", "0 0, 10 10, 10 0, 0 10, 0 0"), area("b", "10 10, 20 10, 20 20, 10 10")},
		"uneven eight":    {area("a", "0 0, 10 10, 14 0, 0 2, 0 0")},
		"three lobes":     {area("a", "0 0, 10 5, 20 0, 30 5, 30 0, 20 5, 10 0, 0 5, 0 0")},
		"crossed hole":    {area("a", west, "2 2, 8 8, 8 2, 2 8, 2 2"), area("b", east)},
		"hole at an edge": {area("a", west, "0 2, 0 8, 5 8, 5 2, 0 2"), area("b", east)},
		"parts overlap":   {area("a", west), area("a", "5 5, 15 5, 15 15, 5 15, 5 5")},
		"parts touch":     {area("a", west), area("a", east)},
		"ring at itself":  {area("a", "0 0, 10 0, 5 5, 10 10, 0 10, 5 5, 0 0")},
		"spikes":          {area("a", "0 0, 10 0, 10 10, 5 10, 5 15, 5 10, 0 10, 0 0"), area("b", east)},
	} {
		r, err := mend(t, Options{}, features...)
		require.NoError(t, err, name)
		var before, after []orb.MultiPolygon
		for f := range layerOf(t, features...).Features {
			before = append(before, orb.MultiPolygon{f.Geometry.(orb.Polygon)})
		}
		for _, m := range rows(t, r.Layer) {
			after = append(after, m)
		}
		g := askGEOS(t, before, after)
		require.True(t, g.Valid, name)
		require.Less(t, g.Overlap, metre2, name)
		require.Less(t, g.Different, 10*metre2, name)
		require.InEpsilon(t, g.Before, g.After, 1e-8, name)
	}
	seed := 0
	rapid.Check(t, func(rt *rapid.T) {
		if seed++; seed > 6 {
			return // a process each
		}
		layer, _, _ := drawQuilt(rt).damage(rt)
		r, err := Repair(t.Context(), layer, Options{File: "quilt", ID: "id"})
		require.NoError(rt, err)
		var before, after []orb.MultiPolygon
		for f := range layer.Features {
			before = append(before, orb.MultiPolygon{f.Geometry.(orb.Polygon)})
		}
		for _, m := range rows(t, r.Layer) {
			after = append(after, m)
		}
		g := askGEOS(t, before, after)
		gaps := 0.0
		for _, c := range r.Changes {
			if c.Kind == GapClosed {
				gaps += c.Area
			}
		}
		require.True(rt, g.Valid)
		// Crossings are rounded.
		require.Less(rt, g.Overlap, metre2)
		// A position that counts as on a line may lie 8e-8 degrees from it, and the line is then led through it.
		slack := 0.0
		for _, m := range after {
			slack += topology.DefaultTolerance * planar.Length(m)
		}
		// A degree of longitude is shorter than one of latitude, but nowhere here shorter than half of it.
		require.Less(rt, g.Different, 2.2*gaps*metre2+slack)
		require.GreaterOrEqual(rt, g.After, g.Before-slack)
	})
}

package topojson

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/disjoint"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/geojson"
	"github.com/okrug/okrug/geo/format/internal/formattest"
)

// segments are the pieces of all lines between one position and the next, each once in whatever direction, and ends
// the positions where lines end.
type segments struct {
	all  map[[2]orb.Point]bool
	ends map[orb.Point]bool
}

func (s *segments) add(l []orb.Point, ring bool) {
	for i := 1; i < len(l); i++ {
		a, b := l[i-1], l[i]
		if a == b {
			continue
		}
		if b[0] < a[0] || b[0] == a[0] && b[1] < a[1] {
			a, b = b, a
		}
		s.all[[2]orb.Point{a, b}] = true
	}
	if !ring {
		s.ends[l[0]], s.ends[l[len(l)-1]] = true, true
	}
}

// chains counts the arcs that the segments make: two are of one arc where they meet at a position in which no other
// segment and no line ends. It knows nothing of how lines run, and is right where none turns back on itself.
func (s *segments) chains() int {
	at, n := map[orb.Point][]int{}, 0
	for x := range s.all {
		for _, p := range x {
			at[p] = append(at[p], n)
		}
		n++
	}
	sets := disjoint.New[int](n)
	for p, meeting := range at {
		if len(meeting) == 2 && !s.ends[p] {
			sets.Join(meeting[0], meeting[1])
		}
	}
	roots := map[int]bool{}
	for i := range n {
		roots[sets.Find(i)] = true
	}
	return len(roots)
}

func segmentsOf(features []format.Feature) *segments {
	s := &segments{map[[2]orb.Point]bool{}, map[orb.Point]bool{}}
	for _, f := range features {
		switch g := f.Geometry.(type) {
		case orb.LineString:
			s.add(g, false)
		case orb.Polygon:
			for _, r := range g {
				s.add(r, true)
			}
		case orb.MultiPolygon:
			for _, p := range g {
				for _, r := range p {
					s.add(r, true)
				}
			}
		}
	}
	return s
}

// arcsOf are the arcs of a topology, as another reader of JSON has them.
func arcsOf(t require.TestingT, data []byte) [][][2]int {
	var in struct{ Arcs [][][2]int }
	require.NoError(t, json.Unmarshal(data, &in))
	return in.Arcs
}

// Shared lines are arcs once, whatever runs along them: there are as many arcs as chains of segments, and as many
// segments in them as there are.
func TestArcs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var layers []format.Layer
		var all []format.Feature
		for i := range rapid.IntRange(1, 2).Draw(t, "layers") {
			var features []format.Feature
			for range rapid.IntRange(1, 8).Draw(t, "features") {
				features = append(features, format.Feature{Geometry: onGrid(t)})
			}
			layers = append(layers, format.Layer{Name: strconv.Itoa(i), Features: formattest.Sequence(features)})
			all = append(all, features...)
		}
		data := write(t, layers...)
		s := segmentsOf(all)
		arcs := arcsOf(t, data)
		require.Len(t, arcs, s.chains(), string(data))
		n := 0
		for _, a := range arcs {
			n += len(a) - 1
		}
		require.Len(t, s.all, n)
		k := 0
		for _, l := range read(t, string(data)) {
			for _, f := range formattest.Collect(t, l) {
				require.Equal(t, rounded(all[k].Geometry, orb.Point{1e7, 1e7}), rounded(f.Geometry, orb.Point{1e7, 1e7}))
				k++
			}
		}
	})
}

// onGrid draws a rectangle of whole numbers with a position at each of them, begun anywhere and perhaps with a hole, or
// a line that never turns back at once.
func onGrid(t *rapid.T) orb.Geometry {
	x, y := rapid.IntRange(0, 5).Draw(t, "x"), rapid.IntRange(0, 5).Draw(t, "y")
	if rapid.IntRange(0, 2).Draw(t, "line") == 0 {
		l, last := orb.LineString{{float64(x), float64(y)}}, -1
		for range rapid.IntRange(1, 12).Draw(t, "length") {
			way := rapid.IntRange(0, 3).Filter(func(way int) bool { return last < 0 || (way+2)%4 != last }).Draw(t, "way")
			last = way
			p := l[len(l)-1]
			l = append(l, orb.Point{p[0] + []float64{1, 0, -1, 0}[way], p[1] + []float64{0, 1, 0, -1}[way]})
		}
		return l
	}
	w, h := rapid.IntRange(1, 5).Draw(t, "width"), rapid.IntRange(1, 5).Draw(t, "height")
	p := orb.Polygon{rectangle(x, y, w, h, rapid.IntRange(0, 99).Draw(t, "from"))}
	if w > 2 && h > 2 {
		hole := rectangle(x+1, y+1, w-2, h-2, rapid.IntRange(0, 99).Draw(t, "from"))
		slices.Reverse(hole)
		p = append(p, hole)
	}
	return p
}

// rectangle is a ring counter-clockwise.
func rectangle(x, y, w, h, from int) orb.Ring {
	var r orb.Ring
	for i := range w {
		r = append(r, orb.Point{float64(x + i), float64(y)})
	}
	for i := range h {
		r = append(r, orb.Point{float64(x + w), float64(y + i)})
	}
	for i := range w {
		r = append(r, orb.Point{float64(x + w - i), float64(y + h)})
	}
	for i := range h {
		r = append(r, orb.Point{float64(x), float64(y + h - i)})
	}
	from %= len(r)
	r = append(slices.Clone(r[from:]), r[:from]...)
	return append(r, r[0])
}

// kazakhstan is the layer of the embedded data's units.
func kazakhstan(t *testing.T) (format.Layer, []format.Feature, string) {
	const path = "../../../data/kz2022/units.geojson"
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	layers, err := geojson.Read(format.Source{Name: "units.geojson", Data: data}, format.Options{})
	require.NoError(t, err)
	layers[0].Name = "units"
	return layers[0], formattest.Collect(t, layers[0]), path
}

// The lines of Kazakhstan's units are kept once.
func TestKazakhstan(t *testing.T) {
	l, all, _ := kazakhstan(t)
	data := write(t, l)
	require.Len(t, arcsOf(t, data), segmentsOf(all).chains())
	got := read(t, string(data))[0]
	require.Equal(t, l.Fields, got.Fields)
	for i, f := range formattest.Collect(t, got) {
		require.Equal(t, all[i].Values, f.Values)
		steps := orb.Point{1e7, 1e7}
		require.Equal(t, rounded(all[i].Geometry, steps), rounded(f.Geometry, steps), fmt.Sprint(i))
	}
}

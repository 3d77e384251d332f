package shapefile_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/testdata"
)

// areaOf reads an area of rings, with the notes of the file.
func areaOf(t require.TestingT, rings ...orb.Ring) (orb.MultiPolygon, []string) {
	s := together(map[string][]byte{"u.shp": raw(5, rawParts(5, rings...)), "u.dbf": rawTable(3, 0,
		[]rawField{{"id", 'N', 1, 0, 0}}, " 1")})
	l, features := read(t, s, format.Options{})
	requireWound(t, features[0].Geometry)
	switch g := features[0].Geometry.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}, notes(l)
	case orb.MultiPolygon:
		return g, notes(l)
	}
	return nil, notes(l)
}

const (
	rewound = "rings wound the wrong way"
	orphan  = "in no outer ring"
)

// What lies in what decides which ring is a hole of which, and a ring that runs the other way is told.
func TestRings(t *testing.T) {
	outer, hole := func(x, y, half float64) orb.Ring { return box(x, y, half, true) },
		func(x, y, half float64) orb.Ring { return box(x, y, half, false) }
	triangle := func(points ...orb.Point) orb.Ring { return append(slices.Clone(points), points[0]) }
	for name, c := range map[string]struct {
		rings []orb.Ring
		parts []int // rings of each area
		note  string
	}{
		"one":        {[]orb.Ring{outer(0, 0, 8)}, []int{1}, ""},
		"hole first": {[]orb.Ring{hole(0, 0, 4), outer(0, 0, 8)}, []int{2}, ""},
		"two with a hole each": {[]orb.Ring{outer(0, 0, 8), outer(20, 0, 8), hole(20, 0, 4), hole(0, 0, 4)},
			[]int{2, 2}, ""},
		"island in a hole": {[]orb.Ring{outer(0, 0, 8), hole(0, 0, 6), outer(0, 0, 4)}, []int{2, 1}, ""},
		"hole of the island": {[]orb.Ring{hole(0, 0, 2), outer(0, 0, 4), hole(0, 0, 6), outer(0, 0, 8)},
			[]int{2, 2}, ""},
		"the other way":           {[]orb.Ring{hole(0, 0, 8)}, []int{1}, rewound},
		"all the other way":       {[]orb.Ring{hole(0, 0, 8), outer(0, 0, 4)}, []int{2}, rewound},
		"all one way":             {[]orb.Ring{outer(0, 0, 8), outer(0, 0, 6), outer(0, 0, 4)}, []int{2, 1}, rewound},
		"all as holes":            {[]orb.Ring{hole(0, 0, 8), hole(0, 0, 6), hole(20, 0, 4)}, []int{2, 1}, rewound},
		"hole in no outer ring":   {[]orb.Ring{outer(0, 0, 8), hole(20, 0, 4)}, []int{1, 1}, orphan},
		"island as a hole":        {[]orb.Ring{outer(0, 0, 8), hole(0, 0, 6), hole(0, 0, 4)}, []int{2, 1}, rewound},
		"hole over the line":      {[]orb.Ring{outer(0, 0, 8), hole(6, 0, 3)}, []int{2}, ""},
		"island over its hole":    {[]orb.Ring{outer(0, 0, 8), hole(0, 0, 4), outer(1, 0, 3.5)}, []int{2, 1}, ""},
		"outer ones over another": {[]orb.Ring{outer(0, 0, 8), outer(7, 0, 4)}, []int{1, 1}, ""},
		"holes over another":      {[]orb.Ring{outer(0, 0, 8), hole(0, 0, 4), hole(2, 0, 3)}, []int{3}, ""},
		"holes side by side":      {[]orb.Ring{outer(0, 0, 8), hole(-2, 0, 2), hole(2, 0, 2)}, []int{3}, ""},
		"outer ones side by side": {[]orb.Ring{outer(0, 0, 8), outer(12, 0, 4)}, []int{1, 1}, ""},
		"hole touches in a place": {[]orb.Ring{outer(0, 0, 8), triangle(orb.Point{8, 8}, orb.Point{0, 4},
			orb.Point{4, 0})}, []int{2}, ""},
		"hole fills its outer ring": {[]orb.Ring{outer(0, 0, 8), hole(0, 0, 8)}, []int{2}, ""},
		"outer ring twice":          {[]orb.Ring{outer(0, 0, 8), outer(0, 0, 8)}, []int{1, 1}, ""},
		"no area":                   {[]orb.Ring{{{0, 0}, {1, 1}, {2, 2}, {0, 0}}}, []int{1}, ""},
		"one position":              {[]orb.Ring{{{0, 0}}}, []int{1}, ""},
		"inscribed hole": {[]orb.Ring{outer(0, 0, 8), triangle(orb.Point{-8, -8}, orb.Point{8, -8}, orb.Point{8, 8})},
			[]int{2}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, notes := areaOf(t, c.rings...)
			var parts []int
			for _, p := range got {
				parts = append(parts, len(p))
			}
			require.Equal(t, c.parts, parts)
			if c.note == "" {
				require.Empty(t, notes)
			} else {
				require.Len(t, notes, 1)
				require.Contains(t, notes[0], c.note)
			}
		})
	}
}

// forest draws squares in squares, apart from one another.
func forest(t *rapid.T, x, y, half float64, depth int) (rings []orb.Ring) {
	rings = append(rings, square(t, x, y, half))
	if depth == 0 {
		return rings
	}
	for k := range 4 {
		if rapid.IntRange(0, 2).Draw(t, "inner") > 0 {
			dx, dy := float64(k%2)-0.5, float64(k/2)-0.5
			rings = append(rings, forest(t, x+dx*half, y+dy*half, half/2.5, depth-1)...)
		}
	}
	return rings
}

// Whatever way the rings of nested squares run and in whatever order they stand, the area has a place if an odd number
// of them is around it.
func TestNestingIsParity(t *testing.T) {
	islands := 0
	rapid.Check(t, func(t *rapid.T) {
		rings := forest(t, 0, 0, 64, rapid.IntRange(0, 4).Draw(t, "depth"))
		if rapid.Bool().Draw(t, "second") {
			rings = append(rings, forest(t, 200, 0, 64, 2)...)
		}
		rings = rapid.Permutation(rings).Draw(t, "order")
		got, _ := areaOf(t, rings...)
		total := 0
		for _, p := range got {
			total += len(p)
			if len(p) > 1 && len(got) > 1 {
				islands++
			}
		}
		require.Equal(t, len(rings), total)
		for range 30 {
			p := orb.Point{rapid.Float64Range(-70, 270).Draw(t, "x"), rapid.Float64Range(-70, 70).Draw(t, "y")}
			around := 0
			for _, r := range rings {
				if r.Bound().Contains(p) {
					around++
				}
			}
			require.Equal(t, around%2 == 1, planar.MultiPolygonContains(got, p), p)
		}
	})
	testdata.Enough(t, "areas with holes beside others", islands, 50)
}

// Rings of many corners are sorted out by the same rules: stars around one another, and lakes in every one.
func TestNestingOfLongRings(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	star := func(middle orb.Point, radius float64, corners int, clockwise bool) orb.Ring {
		var r orb.Ring
		for k := range corners {
			r = append(r, around(middle, radius*(0.9+0.1*random.Float64()), float64(k)/float64(corners)))
		}
		r = append(r, r[0])
		if clockwise {
			r.Reverse()
		}
		return r
	}
	var rings []orb.Ring
	for depth := range 6 {
		rings = append(rings, star(orb.Point{}, 100/float64(int(1)<<depth), 3000, depth%2 == 0))
	}
	const lakes = 200
	for k := range lakes { // in a circle between the first ring and the second
		rings = append(rings, star(around(orb.Point{}, 75, float64(k)/lakes), 1, 40, false))
	}
	random.Shuffle(len(rings), func(i, k int) { rings[i], rings[k] = rings[k], rings[i] })
	got, notes := areaOf(t, rings...)
	require.Empty(t, notes)
	require.Len(t, got, 3)
	sizes := []int{len(got[0]), len(got[1]), len(got[2])}
	slices.Sort(sizes)
	require.Equal(t, []int{2, 2, 2 + lakes}, sizes)
}

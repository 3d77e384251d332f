package repair

import (
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/measure"
)

// layerOf is a layer of features in GeoJSON, each of id, further properties and geometry.
func layerOf(t testing.TB, features ...string) format.Layer {
	t.Helper()
	text := `{"type":"FeatureCollection","features":[` + strings.Join(features, ",\n") + `]}`
	s := format.Source{Name: "areas.geojson", Data: []byte(text)}
	o, err := exchange.Open(s, exchange.Options{})
	require.NoError(t, err)
	l, err := o.One(s, "")
	require.NoError(t, err)
	return l
}

// area is a feature whose rings are given in hundredths of a degree east of 70 and north of 50: "0 0, 10 0, 10 10".
func area(id string, rings ...string) string { return featureOf(id, "", rings...) }

func featureOf(id, more string, rings ...string) string {
	var all []string
	for _, r := range rings {
		var positions []string
		for c := range strings.SplitSeq(r, ",") {
			var x, y float64
			_, _ = fmt.Sscan(c, &x, &y)
			positions = append(positions, fmt.Sprintf("[%.9g,%.9g]", 70+x/100, 50+y/100))
		}
		all = append(all, "["+strings.Join(positions, ",")+"]")
	}
	return fmt.Sprintf(`{"type":"Feature","properties":{"id":%q%s},"geometry":{"type":"Polygon","coordinates":[%s]}}`, id,
		more, strings.Join(all, ","))
}

func mend(t testing.TB, o Options, features ...string) (Result, error) {
	t.Helper()
	o.File, o.ID = "areas.geojson", "id"
	return Repair(t.Context(), layerOf(t, features...), o)
}

func rows(t testing.TB, l format.Layer) map[string]orb.MultiPolygon {
	t.Helper()
	out := map[string]orb.MultiPolygon{}
	for f, err := range l.Features {
		require.NoError(t, err)
		id := ""
		for i, x := range l.Fields {
			if x.Name == "id" {
				id = f.Values[i].ID()
			}
		}
		require.NotContains(t, out, id)
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			out[id] = orb.MultiPolygon{g}
		case orb.MultiPolygon:
			out[id] = g
		}
	}
	return out
}

func kinds(r Result) map[fault.Kind]int {
	out := map[fault.Kind]int{}
	for _, c := range r.Changes {
		out[c.Kind]++
	}
	return out
}

const (
	west = "0 0, 10 0, 10 10, 0 10, 0 0"
	east = "10 0, 20 0, 20 10, 10 10, 10 0"
)

// What nothing is wrong with stays as it is to the last digit, wherever its rings begin.
func TestSoundAreasStay(t *testing.T) {
	in := []string{area("a", west), area("b", east), area("c", "12 12, 18 12, 18 18, 12 18, 12 12",
		"14 14, 14 16, 16 16, 16 14, 14 14")}
	r, err := mend(t, Options{}, in...)
	require.NoError(t, err)
	require.Empty(t, r.Changes)
	require.Empty(t, r.Notes)
	require.Equal(t, rows(t, layerOf(t, in...)), rows(t, r.Layer))
}

func TestRings(t *testing.T) {
	for name, x := range map[string]struct {
		ring string
		kind fault.Kind
	}{
		"not closed":         {"0 0, 10 0, 10 10, 0 10", Closed},
		"repeated positions": {"0 0, 10 0, 10 0, 10 10, 10 10, 10 10, 0 10, 0 0", Repeated},
		"a spike outwards":   {"0 0, 10 0, 10 10, 5 10, 5 15, 5 10, 0 10, 0 0", Spike},
		"a spike inwards":    {"0 0, 10 0, 10 10, 5 10, 5 5, 5 10, 0 10, 0 0", Spike},
		"a spike of spikes":  {"0 0, 10 0, 10 10, 5 10, 5 15, 3 15, 5 15, 5 10, 0 10, 0 0", Spike},
		"a spike at the end": {"0 0, 10 0, 10 10, 0 10, 0 0, -3 0, 0 0", Spike},
	} {
		r, err := mend(t, Options{}, area("a", x.ring), area("b", east))
		require.NoError(t, err, name)
		require.Contains(t, kinds(r), x.kind, name)
		got := rows(t, r.Layer)
		assert.InEpsilon(t, measure.Area(rows(t, layerOf(t, area("a", west)))["a"]), measure.Area(got["a"]), 1e-9, name)
		assert.Equal(t, rows(t, layerOf(t, area("b", east)))["b"][0][0], got["b"][0][0][:5:5], name)
	}
	r, err := mend(t, Options{}, area("a", west, "1 1, 2 2, 1 1", "3 3, 4 4, 5 5, 3 3"))
	require.NoError(t, err)
	require.Equal(t, 2, kinds(r)[Degenerate])
	require.Len(t, rows(t, r.Layer)["a"][0], 1)
	_, err = mend(t, Options{}, area("a", "1 1, 2 2, 1 1"))
	require.ErrorContains(t, err, "features[0] a: its geometry has no area")
}

// A figure of eight has one meaning: both lobes. A ring that runs around a place twice has two.
func TestRingsThatCrossThemselves(t *testing.T) {
	eight := "0 0, 10 10, 10 0, 0 10, 0 0"
	r, err := mend(t, Options{}, area("a", eight), area("b", "20 0, 30 0, 30 10, 20 10, 20 0"))
	require.NoError(t, err)
	require.Equal(t, 1, kinds(r)[Split])
	require.Len(t, rows(t, r.Layer)["a"], 2)
	triangle := measure.Area(rows(t, layerOf(t, area("a", "0 0, 5 5, 0 10, 0 0")))["a"])
	require.InEpsilon(t, 2*triangle, measure.Area(rows(t, r.Layer)["a"]), 1e-6)
	uneven := "0 0, 10 10, 14 0, 0 2, 0 0"
	r, err = mend(t, Options{}, area("a", uneven))
	require.NoError(t, err)
	require.Len(t, rows(t, r.Layer)["a"], 2)
	// five points of a star
	star := "5 10, 8 0, 0 6, 10 6, 2 0, 5 10"
	_, err = mend(t, Options{}, area("a", star), area("b", "0 0, 1 0"))
	require.ErrorContains(t, err, "features[0] a: a ring crosses itself so that it runs around")
	require.ErrorContains(t, err, "features[1] b", "all at once")
	// a hole that crosses itself leaves two holes
	r, err = mend(t, Options{}, area("a", west, "2 2, 8 8, 8 2, 2 8, 2 2"))
	require.NoError(t, err)
	require.Len(t, rows(t, r.Layer)["a"][0], 3)
	_, err = mend(t, Options{}, area("a", west, "20 2, 28 2, 28 8, 20 2"))
	require.ErrorContains(t, err, "a hole of")
}

func TestFeaturesOfOneID(t *testing.T) {
	r, err := mend(t, Options{}, featureOf("a", `,"n":1.0`, west), area("b", east),
		featureOf("a", `,"n":1`, "30 0, 40 0, 40 10, 30 0"))
	require.NoError(t, err)
	require.Equal(t, map[fault.Kind]int{Joined: 1}, kinds(r))
	require.Len(t, rows(t, r.Layer)["a"], 2)
	require.Equal(t, 2, r.Layer.Count)
	r, err = mend(t, Options{}, area("a", west), area("a", east))
	require.NoError(t, err)
	require.Len(t, rows(t, r.Layer)["a"], 1, "the line between them goes")
	r, err = mend(t, Options{}, area("a", west), area("a", west))
	require.NoError(t, err)
	require.Equal(t, map[fault.Kind]int{Joined: 1, PartLeftOut: 1}, kinds(r))
	_, err = mend(t, Options{}, area("a", west), area("a", "2 2, 4 2, 4 4, 2 2"))
	require.ErrorContains(t, err, "a part of")
	require.ErrorContains(t, err, "whether it is meant for a hole is not known")
	r, err = mend(t, Options{}, area("a", west, "2 2, 2 8, 8 8, 8 2, 2 2"), area("a", "4 4, 6 4, 6 6, 4 6, 4 4"))
	require.NoError(t, err, "an island in a hole")
	require.Len(t, rows(t, r.Layer)["a"], 2)
	_, err = mend(t, Options{}, featureOf("a", `,"n":1,"m":2`, west), featureOf("a", `,"n":2,"m":2`, east))
	require.ErrorContains(t, err, "features[1] a: the id is that of features[0] already, but not all else is the same: n")
}

// Whose a large overlap is, a rule says or a person.
func TestOverlaps(t *testing.T) {
	small := area("small", "8 2, 14 2, 14 8, 8 8, 8 2")
	large := featureOf("large", "", west)
	gets := func(o Options, features ...string) string {
		r, err := mend(t, o, features...)
		require.NoError(t, err)
		require.Equal(t, 1, kinds(r)[OverlapShared])
		before, after := rows(t, layerOf(t, features...)), rows(t, r.Layer)
		for id := range before {
			if d := measure.Area(before[id]) - measure.Area(after[id]); d > 1 {
				assert.InEpsilon(t, d, r.Changes[0].Area, 1e-3)
				assert.Equal(t, id, r.Changes[0].ID)
				return r.Changes[0].Other
			}
		}
		return ""
	}
	_, err := mend(t, Options{}, large, small)
	require.ErrorContains(t, err, "features[1] small: it overlaps features[0] large in")
	require.ErrorContains(t, err, "say whose the area is with --overlaps")
	assert.Equal(t, "small", gets(Options{Overlaps: Smaller}, large, small))
	assert.Equal(t, "large", gets(Options{Overlaps: Larger}, small, large))
	assert.Equal(t, "small", gets(Options{Overlaps: First}, small, large))
	assert.Equal(t, "large", gets(Options{Overlaps: First}, large, small))
	many, few := featureOf("many", `,"v":7`, "8 2, 14 2, 14 8, 8 8, 8 2"), featureOf("few", `,"v":3`, west)
	assert.Equal(t, "many", gets(Options{Overlaps: Voters, Voters: "v"}, few, many))
	_, err = mend(t, Options{Overlaps: Voters, Voters: "v"}, few, featureOf("b", `,"v":3`, "8 2, 14 2, 14 8, 8 8, 8 2"))
	require.ErrorContains(t, err, `the rule "voters" does not tell the two apart`)
	// voters that are no number, or not there, are not taken for none
	for v, plain := range map[string]bool{`"5"`: true, `5.0`: true, `"1 234"`: true, `"many"`: false, `null`: false,
		`-4`: false, `2.5`: false, `"2.5"`: false} {
		other := featureOf("other", `,"v":`+v, "8 2, 14 2, 14 8, 8 8, 8 2")
		if plain {
			assert.Equal(t, "other", gets(Options{Overlaps: Voters, Voters: "v"}, few, other), v)
			continue
		}
		_, err = mend(t, Options{Overlaps: Voters, Voters: "v"}, few, other)
		require.ErrorContains(t, err, `the rule "voters" asks for voters as whole numbers, and there are none of `+
			"features[1] other")
	}
	// one inside another
	inner := area("inner", "2 2, 4 2, 4 4, 2 4, 2 2")
	_, err = mend(t, Options{}, large, inner)
	require.ErrorContains(t, err, "all of the smaller of the two")
	assert.Equal(t, "inner", gets(Options{Overlaps: Smaller}, large, inner))
	_, err = mend(t, Options{Overlaps: Larger}, large, inner)
	require.ErrorContains(t, err, "features[1] inner: nothing of it would remain beside its neighbours")
	_, err = mend(t, Options{Overlaps: First}, large, area("b", west))
	require.ErrorContains(t, err, "features[1] b: it covers the same area as features[0] large")
	_, err = mend(t, Options{Overlaps: "best"}, large)
	require.ErrorContains(t, err, `"best" is no rule for overlaps`)
}

func TestWhatIsNoArea(t *testing.T) {
	null := func(id, more string) string {
		return fmt.Sprintf(`{"type":"Feature","properties":{"id":%q%s},"geometry":null}`, id, more)
	}
	_, err := mend(t, Options{}, area("a", west), null("b", ""), null("c", ""),
		`{"type":"Feature","properties":{"id":"d"},"geometry":{"type":"Point","coordinates":[70,50]}}`, area("", east))
	for _, want := range []string{"features[1] b: it has no geometry", "features[2] c: it has no geometry",
		"features[3] d: its geometry is a Point", "features[4]: its id is missing or empty"} {
		require.ErrorContains(t, err, want)
	}
	r, err := mend(t, Options{DropEmpty: true, Voters: "v"}, area("a", west), null("b", `,"v":0`), null("c", ""),
		null("d", `,"v":"0"`))
	require.NoError(t, err)
	require.Equal(t, map[fault.Kind]int{Dropped: 3}, kinds(r))
	_, err = mend(t, Options{DropEmpty: true, Voters: "v"}, area("a", west), null("b", `,"v":5`))
	require.ErrorContains(t, err, "features[1] b: it has no geometry, but voters")
	_, err = mend(t, Options{}, area("a", "0 0, 20000 0, 10 10, 0 0"))
	require.ErrorContains(t, err, "not longitude and latitude")
	_, err = mend(t, Options{DropEmpty: true}, null("a", ""))
	require.ErrorContains(t, err, "there is no area in it")
	_, err = mend(t, Options{Voters: "votres"}, featureOf("a", `,"voters":1`, west))
	require.ErrorContains(t, err, `did you mean "voters"?`)
}

// A gap as narrow as a sliver goes to a unit beside it; a lake in one unit, and a wide gap, stay.
func TestGaps(t *testing.T) {
	r, err := mend(t, Options{}, area("a", west), area("b", "10.01 0, 20 0, 20 10, 10.01 10, 10.01 0"))
	require.NoError(t, err)
	require.Equal(t, 1, kinds(r)[GapClosed])
	require.InEpsilon(t, 11_130*7.16, r.Changes[0].Area, 1e-2)
	r, err = mend(t, Options{Width: 5}, area("a", west), area("b", "10.01 0, 20 0, 20 10, 10.01 10, 10.01 0"))
	require.NoError(t, err)
	require.Empty(t, r.Changes)
	pond := area("a", west, "5 5, 5 5.01, 5.01 5.01, 5.01 5, 5 5")
	r, err = mend(t, Options{}, pond)
	require.NoError(t, err)
	require.Empty(t, r.Changes)
	r, err = mend(t, Options{}, area("a", "0 0, 30 0, 30 10, 20 10, 20 5, 10 5, 10 10, 0 10, 0 0"), area("b",
		"0 10, 10 10, 20 10, 30 10, 30 20, 0 20, 0 10"))
	require.NoError(t, err)
	require.Len(t, r.Notes, 1)
	require.ErrorContains(t, r.Notes[0], "nothing covers")
	require.ErrorContains(t, r.Notes[0], "set tolerance.gaps in the scenario, without which such a gap inside a region is")
}

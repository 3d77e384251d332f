package geo

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/measure"
)

// twoRegions are two squares of a degree beside each other; the second has an island.
const twoRegions = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"A","name":"Alpha"},"geometry":{"type":"Polygon","coordinates":
 [[[60,50],[61,50],[61,51],[60,51],[60,50]]]}},
{"type":"Feature","properties":{"id":"B","name":"Beta"},"geometry":{"type":"MultiPolygon","coordinates":
 [[[[61,50],[62,50],[62,51],[61,51],[61,50]]],[[[62.5,50.2],[62.7,50.2],[62.7,50.4],[62.5,50.4],[62.5,50.2]]]]}}]}`

func point(id string, lon, lat float64, more string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{"id":%q,"voters":10%s},"geometry":{"type":"Point",`+
		`"coordinates":[%v,%v]}}`, id, more, lon, lat)
}

func settlements(features ...string) Sources {
	regions := File{Name: "regions.geojson", Data: strings.NewReader(twoRegions)}
	return Sources{Regions: &regions,
		RegionColumns: RegionColumns{ID: "id", Names: map[string]string{"en": "name"}},
		Settlements: &Settlements{File: File{Name: "towns.geojson", Data: strings.NewReader(
			`{"type":"FeatureCollection","features":[` + strings.Join(features, ",\n") + `]}`)},
			Columns: UnitColumns{ID: "id", Region: "region", Voters: "voters"}},
	}
}

func region(id string) string { return fmt.Sprintf(`,"region":%q`, id) }

func TestSettlements(t *testing.T) {
	l, notes, err := Read(t.Context(), settlements(point("a1", 60.25, 50.5, ""), point("a2", 60.75, 50.5, region("A")),
		point("b1", 61.25, 50.5, region("beta")), point("b2", 61.75, 50.5, "")))
	require.NoError(t, err)
	require.Len(t, l.Units, 4)
	assert.Equal(t, []string{"A", "B"}, l.RegionIDs())
	for i, want := range []string{"A", "A", "B", "B"} {
		assert.Equal(t, want, l.Units[i].RegionID)
		assert.EqualValues(t, 10, l.Units[i].Voters)
	}
	require.Len(t, l.Borders, 3)
	for i, b := range l.Borders {
		assert.Equal(t, [2]int{i, i + 1}, [2]int{b.A, b.B})
		assert.InDelta(t, measure.Distance(orb.Point{61, 50}, orb.Point{61, 51}), b.Metres, 2)
	}
	island := measure.Area(orb.MultiPolygon{{{{62.5, 50.2}, {62.7, 50.2}, {62.7, 50.4}, {62.5, 50.4}, {62.5, 50.2}}}})
	rest := measure.Area(orb.MultiPolygon{{{{61, 50}, {62, 50}, {62, 51}, {61, 51}, {61, 50}}}})
	assert.Len(t, l.Topology.Face(3), 2, "the island is with the nearest")
	assert.InEpsilon(t, rest/2+island, measure.Area(l.Topology.Face(3)), 1e-5)
	for _, n := range notes {
		assert.Contains(t, []Kind{Disconnected, Computed}, n.Kind, n.Error())
	}
}

// A settlement that is an area keeps it, however near another one is.
func TestSettlementsWithAreas(t *testing.T) {
	town := `{"type":"Feature","properties":{"id":"a2","voters":5},"geometry":{"type":"Polygon","coordinates":` +
		`[[[60.6,50.4],[60.8,50.4],[60.8,50.6],[60.6,50.6],[60.6,50.4]]]}}`
	l, _, err := Read(t.Context(), settlements(point("a1", 60.59, 50.5, ""), town,
		point("b1", 61.5, 50.5, region("B"))))
	require.NoError(t, err)
	own := l.Topology.Locator()
	for _, at := range []orb.Point{{60.601, 50.5}, {60.601, 50.41}, {60.79, 50.59}, {60.95, 50.5}, {60.9, 50.9}} {
		assert.Equal(t, 1, own.Face(at), "%v", at)
	}
	for _, at := range []orb.Point{{60.1, 50.5}, {60.594, 50.5}} {
		assert.Equal(t, 0, own.Face(at), "%v", at)
	}
}

func TestSettlementFaults(t *testing.T) {
	b := point("b1", 61.5, 50.5, "")
	for name, x := range map[string]struct {
		features []string
		kind     Kind
		says     string
	}{
		"named and elsewhere": {[]string{point("a1", 60.5, 50.5, region("B")), b}, OutsideRegion,
			`features[0] a1: it names B “Beta” and lies in A “Alpha”, at 50.500000, 60.500000`},
		"named and nowhere": {[]string{point("a1", 59, 50.5, region("A")), b}, OutsideRegion, "lies outside of it"},
		"nowhere":           {[]string{point("a1", 59, 50.5, ""), b}, OutsideRegion, "it lies in nothing of regions.geojson"},
		"on the line": {[]string{point("a1", 61, 50.5, ""), b}, UnknownRegion,
			"it lies on the line between A “Alpha” and B “Beta”"},
		"no such region": {[]string{point("a1", 60.5, 50.5, region("C")), b}, UnknownRegion, `"C", which it is part of`},
		"name of two": {[]string{point("a1", 60.5, 50.5, region("Alpha")), b}, UnknownRegion,
			`features[0] a1: several in regions.geojson are called "Alpha", which it is part of, at 50.500000`},
		"no voters": {[]string{strings.Replace(point("a1", 60.5, 50.5, ""), `"voters":10`, `"electors":1`, 1), b},
			MissingNumber, "voters"},
		"same id": {[]string{point("b1", 60.5, 50.5, ""), b}, DuplicateID, "features[0] already"},
		"too close for a part of its own": {[]string{point("a1", 60.5, 50.5, ""), point("a2", 60.5, 50.50000004, ""),
			point("a3", 60.5, 50.50000008, ""), b}, EmptyGeometry, "features[1] a2: what is nearest to it is too narrow"},
		"same place": {[]string{point("a1", 60.5, 50.5, ""), point("a2", 60.5, 50.5, ""), b}, DuplicatePlace,
			"features[1] a2: it is where features[0] a1 is"},
		"point elsewhere": {[]string{`{"type":"Feature","properties":{"id":"x","voters":5},"geometry":{"type":"MultiPoint",` +
			`"coordinates":[[60.9,50.5],[60.9,50.5],[61.2,50.5]]}}`, point("a1", 60.5, 50.5, ""), b}, OutsideRegion,
			"x: one of its points lies outside of A “Alpha”, of which it is part, at 50.500000, 61.200000"},
		"area over the line": {[]string{
			`{"type":"Feature","properties":{"id":"x","voters":5},"geometry":{"type":"Polygon","coordinates":` +
				`[[[60.6,50.4],[61.1,50.4],[61.1,50.6],[60.6,50.6],[60.6,50.4]]]}}`, b}, OutsideRegion,
			"x: its area reaches out of A “Alpha”, of which it is part, at 50.400000, 61.100000"},
		"no positions": {[]string{`{"type":"Feature","properties":{"id":"x","voters":5},"geometry":{"type":"Point",` +
			`"coordinates":[]}}`, point("a1", 60.5, 50.5, ""), b}, EmptyGeometry,
			"its Point has no positions; give it a Point,"},
		"region without": {[]string{b}, RegionWithoutUnit,
			"regions.geojson: features[0] A “Alpha”: no unit lies in this region; " +
				"give it units in towns.geojson"},
		"a line": {[]string{strings.Replace(point("a1", 60.5, 50.5, ""), "Point", "LineString", 1), b}, WrongGeometry,
			"LineString"},
		"projected": {[]string{point("a1", 605000, 505000, ""), point("b1", 615000, 505000, "")}, Projected, "not degrees"},
		"two areas": {[]string{
			`{"type":"Feature","properties":{"id":"x","voters":5},"geometry":{"type":"Polygon","coordinates":` +
				`[[[60.6,50.4],[60.8,50.4],[60.8,50.6],[60.6,50.6],[60.6,50.4]]]}}`,
			`{"type":"Feature","properties":{"id":"y","voters":5},"geometry":{"type":"Polygon","coordinates":` +
				`[[[60.7,50.4],[60.9,50.4],[60.9,50.6],[60.7,50.6],[60.7,50.4]]]}}`, b}, Overlapping, "it overlaps features[0] x"},
	} {
		t.Run(name, func(t *testing.T) {
			s := settlements(append(x.features, point("r", 61.2, 50.2, region("B")))...)
			if name == "name of two" {
				s.Regions.Data = strings.NewReader(strings.Replace(twoRegions, "Beta", "ALPHA", 1))
			}
			_, _, err := Read(t.Context(), s)
			var faults *Faults
			require.ErrorAs(t, err, &faults)
			require.Len(t, faults.List, 1, err.Error())
			assert.Equal(t, x.kind, faults.List[0].Kind)
			assert.Contains(t, err.Error(), x.says)
		})
	}
}

// All settlements in one place are told, also a great many.
func TestManyInOnePlace(t *testing.T) {
	var all []string
	for i := range 20_000 {
		all = append(all, point(fmt.Sprintf("a%d", i), 60.5, 50.5, ""))
	}
	_, _, err := Read(t.Context(), settlements(append(all, point("b1", 61.5, 50.5, region("B")))...))
	var faults *Faults
	require.ErrorAs(t, err, &faults)
	assert.GreaterOrEqual(t, len(faults.List), 1000) // the first of a kind
	assert.Equal(t, DuplicatePlace, faults.List[0].Kind)
}

// A point given twice is one.
func TestPointGivenTwice(t *testing.T) {
	twice := strings.Replace(point("a1", 60.5, 50.5, ""), `"Point","coordinates":[60.5,50.5]`,
		`"MultiPoint","coordinates":[[60.5,50.5],[60.5,50.5]]`, 1)
	l, _, err := Read(t.Context(), settlements(twice, point("a2", 60.2, 50.2, ""), point("b1", 61.5, 50.5, region("B"))))
	require.NoError(t, err)
	assert.Len(t, l.Units, 3)
}

// What lies beside its region by less than the tolerance counts to it, and is told; on a line the name decides.
func TestSettlementsBeside(t *testing.T) {
	l, notes, err := Read(t.Context(), settlements(point("a1", 60.5, 50-1e-4, ""), point("a2", 60.2, 51+1e-4, region("A")),
		point("b1", 61, 50.5, region("B"))))
	require.NoError(t, err)
	assert.Equal(t, "A", l.Units[0].RegionID)
	assert.Equal(t, "B", l.Units[2].RegionID)
	told := 0
	for _, n := range notes {
		if n.Kind == OutsideRegion {
			told++
		}
	}
	assert.Equal(t, 2, told)
}

// Finer units may be points: a unit is divided among its settlements, the others stay.
func TestFinerSettlements(t *testing.T) {
	s := settlements(point("a1", 60.25, 50.5, ""), point("a2", 60.75, 50.5, ""))
	s.Units = *s.Regions
	s.UnitColumns = UnitColumns{ID: "id", Names: map[string]string{"en": "name"}, Voters: "electors"}
	s.Units.Data = strings.NewReader(strings.ReplaceAll(twoRegions, `"properties":{`, `"properties":{"electors":21,`))
	s.Finer = []Finer{{File: s.Settlements.File, Columns: UnitColumns{ID: "id", Voters: "voters"}, Rescale: true}}
	s.Regions, s.Settlements = nil, nil
	l, _, err := Read(t.Context(), s)
	require.NoError(t, err)
	require.Len(t, l.Units, 3)
	var ids []string
	voters := int64(0)
	for _, u := range l.Units {
		ids = append(ids, u.ID)
		voters += u.Voters
	}
	assert.Equal(t, []string{"B", "a1", "a2"}, ids)
	require.Len(t, l.Divided, 1)
	assert.Equal(t, "A", l.Divided[0].ID)
	assert.Equal(t, "Alpha", l.Divided[0].Names["en"])
	assert.Nil(t, l.Units[0].Place)
	assert.Equal(t, []string{"A"}, l.Units[1].Parents)
	assert.Equal(t, []string{""}, l.Units[0].Parents)
	assert.EqualValues(t, 42, voters, "what A had is shared out")
	assert.InEpsilon(t, measure.Area(l.Topology.Face(1)), measure.Area(l.Topology.Face(2)), 1e-4)
	assert.Len(t, l.Borders, 2)
	assert.False(t, math.IsNaN(l.Borders[0].Metres))
}

// What has no geometry is the rest of its unit: points beside it reach as far as their voters need, areas keep their
// own.
func TestRestOfUnit(t *testing.T) {
	rest := `{"type":"Feature","properties":{"id":"rest","voters":100,"region":"A"},"geometry":null}`
	big := strings.Replace(point("a1", 60.25, 50.5, ""), `"voters":10`, `"voters":40000`, 1)
	area := `{"type":"Feature","properties":{"id":"a2","voters":5},"geometry":{"type":"Polygon","coordinates":` +
		`[[[60.6,50.4],[60.8,50.4],[60.8,50.6],[60.6,50.6],[60.6,50.4]]]}}`
	l, _, err := Read(t.Context(), settlements(big, area, rest, point("b1", 61.5, 50.5, region("B"))))
	require.NoError(t, err)
	require.Len(t, l.Units, 4)
	assert.InEpsilon(t, 40e6, measure.Area(l.Topology.Face(0)), 0.01, "a thousand voters a square kilometre")
	own := measure.Area(orb.MultiPolygon{{{{60.6, 50.4}, {60.8, 50.4}, {60.8, 50.6}, {60.6, 50.6}, {60.6, 50.4}}}})
	assert.InEpsilon(t, own, measure.Area(l.Topology.Face(1)), 1e-9)
	all := measure.Area(orb.MultiPolygon{{{{60, 50}, {61, 50}, {61, 51}, {60, 51}, {60, 50}}}})
	assert.InEpsilon(t, all, measure.Area(l.Topology.Face(0))+own+measure.Area(l.Topology.Face(2)), 1e-9)
	assert.Len(t, l.Topology.Face(2)[0], 3, "both lie in the rest")

	two := strings.Replace(rest, `"id":"rest"`, `"id":"other"`, 1)
	_, _, err = Read(t.Context(), settlements(big, rest, two, point("b1", 61.5, 50.5, region("B"))))
	require.ErrorContains(t, err,
		"features[2] other: it has no geometry, as features[1] rest has none, which is the rest of A")
	nowhere := strings.Replace(rest, `"region":"A"`, `"region":""`, 1)
	_, _, err = Read(t.Context(), settlements(big, nowhere, point("b1", 61.5, 50.5, region("B"))))
	require.ErrorContains(t, err, "features[1] rest: it has no geometry; give it a Point or an area, or name what it is")
}

// Without a file of places, settlements that are units are the places; the rest of a unit lies nowhere.
func TestSettlementsArePlaces(t *testing.T) {
	rest := `{"type":"Feature","properties":{"id":"rest","voters":100,"region":"A"},"geometry":null}`
	towns := []string{point("a1", 60.25, 50.5, `,"people":300`), rest, point("b1", 61.5, 50.5, region("B"))}
	s := settlements(towns...)
	s.Settlements.Columns.Columns = map[string]string{"population": "people"}
	l, _, err := Read(t.Context(), s)
	require.NoError(t, err)
	require.Len(t, l.Places, 2)
	a := l.Places[0]
	assert.Equal(t, []any{"a1", "a1", "A", orb.Point{60.25, 50.5}, int64(300)},
		[]any{a.ID, a.UnitID, a.RegionID, a.Point, a.Population})
	assert.Equal(t, "b1", l.Places[1].ID)
	assert.Zero(t, l.Places[1].Population)
	assert.True(t, l.Units[1].Rest)

	s = settlements(towns...)
	s.Places = &File{Name: "places.geojson", Data: strings.NewReader(`{"type":"FeatureCollection","features":[` +
		point("own", 60.3, 50.5, "") + `]}`)}
	s.PlaceColumns = PlaceColumns{ID: "id"}
	l, _, err = Read(t.Context(), s)
	require.NoError(t, err)
	require.Len(t, l.Places, 1, "the file alone")
	assert.Equal(t, "own", l.Places[0].ID)
}

// By Gabriel's graph, settlements are neighbours whose circle holds no third; between regions lines decide.
func TestAdjacency(t *testing.T) {
	towns := []string{point("a1", 60.2, 50.5, ""), point("a2", 60.8, 50.5, ""), point("a3", 60.5, 50.55, ""),
		point("b1", 61.2, 50.5, region("B"))}
	pairs := func(a Adjacency) (out [][2]string) {
		s := settlements(towns...)
		s.Adjacency = a
		l, _, err := Read(t.Context(), s)
		require.NoError(t, err)
		for _, b := range l.Borders {
			out = append(out, [2]string{l.Units[b.A].ID, l.Units[b.B].ID})
			assert.Positive(t, b.Metres)
		}
		assert.Empty(t, l.Near)
		return out
	}
	assert.Equal(t, [][2]string{{"a1", "a2"}, {"a1", "a3"}, {"a2", "a3"}, {"a2", "b1"}}, pairs(ByTerritory))
	assert.Equal(t, [][2]string{{"a1", "a3"}, {"a2", "a3"}, {"a2", "b1"}}, pairs(ByGabriel))
}

// A unit with an exclave that has a settlement of its own can stay whole when it is divided.
func TestDividedUnitStaysTogether(t *testing.T) {
	s := settlements(point("b1", 61.5, 50.5, ""), point("b2", 61.6, 50.3, ""), point("b3", 62.6, 50.3, ""))
	s.Units = *s.Regions
	s.UnitColumns = UnitColumns{ID: "id", Voters: "electors"}
	s.Units.Data = strings.NewReader(strings.ReplaceAll(twoRegions, `"properties":{`, `"properties":{"electors":30,`))
	s.Finer = []Finer{{File: s.Settlements.File, Columns: UnitColumns{ID: "id", Voters: "voters"}}}
	s.Regions, s.Settlements = nil, nil
	l, notes, err := Read(t.Context(), s)
	require.NoError(t, err)
	var links []string
	for _, b := range l.Borders {
		if b.Link {
			links = append(links, l.Units[b.A].ID+" "+l.Units[b.B].ID+" "+b.Reason)
		}
	}
	assert.Equal(t, []string{"b2 b3 B"}, links)
	assert.True(t, slices.ContainsFunc(notes, func(f Fault) bool { return f.Kind == Disconnected && f.ID == "B" }))
}

// A region with an inhabited island can be planned: the settlements nearest to each other across the water count as
// touching, unless a scenario parts them; a link that it states comes in their place.
func TestRegionWithIslandStaysTogether(t *testing.T) {
	read := func(more func(*Sources)) (*Layer, []Fault) {
		s := settlements(point("a1", 60.5, 50.5, ""), point("b1", 61.5, 50.5, region("B")),
			point("b2", 61.6, 50.3, ""), point("b3", 62.6, 50.3, ""))
		more(&s)
		l, notes, err := Read(t.Context(), s)
		require.NoError(t, err)
		return l, notes
	}
	links := func(l *Layer) (out []string) {
		for _, b := range l.Borders {
			if b.Link {
				out = append(out, fmt.Sprint(l.Units[b.A].ID, " ", l.Units[b.B].ID, " ", b.Computed, " ", b.Reason, b.Metres))
			}
		}
		return out
	}
	l, notes := read(func(*Sources) {})
	require.Equal(t, []string{"b2 b3 true B0"}, links(l))
	require.Empty(t, l.Parted())
	i := slices.IndexFunc(notes, func(f Fault) bool { return f.Kind == Disconnected })
	require.Equal(t, "regions.geojson: B “Beta”: the region lies in several parts; those of them count as touching that "+
		"lie nearest to each other: b2 – b3 (71.2 km); part those under unlinks in a scenario that are not to count (unit, "+
		"unit, reason)", notes[i].Error())

	l, _ = read(func(s *Sources) { s.Links = []Link{{A: "b1", B: "b3", Reason: "ferry"}} })
	require.Equal(t, []string{"b1 b3 false ferry0"}, links(l), "who states a link knows better")
	l, notes = read(func(s *Sources) { s.Unlinks = []Link{{A: "b3", B: "b2", Reason: "no ferry"}} })
	require.Empty(t, links(l))
	require.Len(t, l.Parted(), 1)
	require.True(t, slices.ContainsFunc(notes, func(f Fault) bool {
		return f.Kind == Unlinked && strings.Contains(f.Error(), "they would be linked without a common border, and do not "+
			"count as neighbours: no ferry")
	}))
	// Who see each other across the water have no border there either.
	l, _ = read(func(s *Sources) { s.Adjacency = ByGabriel })
	require.Equal(t, []string{"b2 b3 true 0"}, links(l))
	l, _ = read(func(s *Sources) {
		s.Adjacency, s.Links = ByGabriel, []Link{{A: "b2", B: "b3", Reason: "ferry"}}
	})
	require.Equal(t, []string{"b2 b3 false ferry0"}, links(l))
}

// An id that stands in two files is told with both; one that stands twice in the same is told as ever.
func TestIDsAcrossFiles(t *testing.T) {
	read := func(points ...string) string {
		s := settlements(points...)
		s.Units = *s.Regions
		s.UnitColumns = UnitColumns{ID: "id", Voters: "electors"}
		s.Units.Data = strings.NewReader(strings.ReplaceAll(twoRegions, `"properties":{`, `"properties":{"electors":30,`))
		s.Finer = []Finer{{File: s.Settlements.File, Columns: UnitColumns{ID: "id", Voters: "voters"}}}
		s.Regions, s.Settlements = nil, nil
		_, _, err := Read(t.Context(), s)
		require.Error(t, err)
		return err.Error()
	}
	require.Contains(t, read(point("B", 61.5, 50.5, ""), point("b2", 61.6, 50.3, "")), "towns.geojson: features[0] B: "+
		"the id is that of features[1] of regions.geojson already; give each unit an id of its own, also across files")
	require.Contains(t, read(point("b", 61.5, 50.5, ""), point("b", 61.6, 50.3, "")), "towns.geojson: features[1] b: "+
		"the id is that of features[0] already; give each feature an id of its own")
}

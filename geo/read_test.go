package geo

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/testdata"
)

var (
	testUnits   = UnitColumns{ID: "id", Region: "region", Names: map[string]string{"en": "name"}, Voters: "voters"}
	testRegions = RegionColumns{ID: "id", Names: map[string]string{"en": "name"}}
)

func file(name, data string) File { return File{name, strings.NewReader(data)} }

// collect writes a FeatureCollection of features.
func collect(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",\n") + `]}`
}

// unit writes a square unit, its south-west corner at x, y.
func unit(id, region string, x, y int, voters string) string {
	return feature(fmt.Sprintf(`"id":%q,"region":%q,"name":"Unit %s","voters":%s`, id, region, id, voters),
		square(x, y, 1))
}

func feature(properties, geometry string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{%s},"geometry":%s}`, properties, geometry)
}

// inCollection is a unit whose geometry is a GeometryCollection.
func inCollection(id string, geometries ...string) string {
	return feature(fmt.Sprintf(`"id":%q,"region":"R","name":"x","voters":1`, id),
		`{"geometries":[`+strings.Join(geometries, ",")+`],"type":"GeometryCollection"}`)
}

func square(x, y, size int) string {
	return fmt.Sprintf(`{"type":"Polygon","coordinates":[%s]}`, ring(x, y, size))
}

func ring(x, y, size int) string {
	return fmt.Sprintf(`[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]`, x, y, x+size, y, x+size, y+size, x, y+size, x, y)
}

// beside is a unit of region R that has a member beside its properties, and no property id.
func beside(name string, x int, member string) string {
	f := feature(fmt.Sprintf(`"region":"R","name":"Unit %s","voters":1`, name), square(x, 0, 1))
	return strings.Replace(f, `"properties"`, member+`,"properties"`, 1)
}

// withCRS is a file of one unit with a crs member.
func withCRS(crs string) string {
	return strings.Replace(collect(unit("1", "R", 0, 0, "10")), `"features"`, `"crs":`+crs+`,"features"`, 1)
}

// hole is a ring wound clockwise.
func hole(x, y, size int) string {
	return fmt.Sprintf(`[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]`, x, y, x, y+size, x+size, y+size, x+size, y, x, y)
}

func polygon(id string, rings ...string) string {
	return feature(fmt.Sprintf(`"id":%q,"region":"R","name":"Unit %s","voters":1`, id, id),
		`{"type":"Polygon","coordinates":[`+strings.Join(rings, ",")+`]}`)
}

func sources(units, regions string) Sources {
	s := Sources{Units: file("units.geojson", units), UnitColumns: testUnits, RegionColumns: testRegions}
	if regions != "" {
		f := file("regions.geojson", regions)
		s.Regions = &f
	}
	return s
}

func TestRead(t *testing.T) {
	s := sources(
		collect(unit("1", "B", 0, 0, "10"), unit("2", "B", 1, 0, "2e1"), unit("3", "A", 2, 0, "30.0"),
			unit("4", "A", 5, 0, "0")),
		collect(feature(`"id":"A","name":"Region A"`, "null"), feature(`"id":"B","name":"Region B"`, square(0, 0, 2))))
	s.RegionColumns.Order = []string{"B", "A"}
	s.Links = []Link{{"3", "4", "ferry"}}
	places := file("places.geojson",
		collect(feature(`"n":"Town","p":500,"u":"2"`, `{"type":"Point","coordinates":[1.5,0.5]}`)))
	s.Places, s.PlaceColumns = &places, PlaceColumns{Names: map[string]string{"ru": "n"}, Population: "p", Unit: "u"}
	l, notes, err := Read(context.Background(), s)
	require.NoError(t, err)
	assert.Empty(t, notes)
	require.Len(t, l.Units, 4)
	assert.Equal(t, Unit{ID: "2", RegionID: "B", Names: Names{"en": "Unit 2"}, Voters: 20, Feature: 1}, l.Units[1])
	assert.Equal(t, int64(30), l.Units[2].Voters)
	assert.Equal(t, []string{"B", "A"}, []string{l.Regions[0].ID, l.Regions[1].ID})
	assert.Equal(t, []Place{{Names: Names{"ru": "Town"}, Point: [2]float64{1.5, 0.5}, Population: 500, UnitID: "2",
		RegionID: "B"}}, l.Places)
	require.Len(t, l.Borders, 3)
	assert.Equal(t, Border{A: 2, B: 3, Link: true, Reason: "ferry"}, l.Borders[2])
	assert.InDelta(t, 110574, l.Borders[0].Metres, 1)
}

// A border that the scenario says is none is no border; the others stay.
func TestUnlinks(t *testing.T) {
	s := sources(collect(unit("1", "R", 0, 0, "1"), unit("2", "R", 1, 0, "1"), unit("3", "R", 2, 0, "1")),
		collect(feature(`"id":"R","name":"Region R"`, "null")))
	s.Unlinks = []Link{{"2", "1", "ridge"}}
	l, notes, err := Read(context.Background(), s)
	require.NoError(t, err)
	require.Len(t, l.Borders, 1)
	assert.Equal(t, [2]int{1, 2}, [2]int{l.Borders[0].A, l.Borders[0].B})
	require.Equal(t, Unlinked, notes[0].Kind)
	require.Len(t, l.Parted(), 1)
}

// What a place is the seat of, the region that it is, and its names with the word for what it is: all may be missing.
func TestReadSeats(t *testing.T) {
	read := func(features ...string) (*Layer, []Fault) {
		s := sources(collect(unit("1", "A", 0, 0, "10"), unit("2", "A", 1, 0, "20")), "")
		places := file("places.geojson", collect(features...))
		s.Places, s.PlaceColumns = &places, PlaceColumns{Names: map[string]string{"ru": "n"}, Population: "p",
			FullNames: map[string]string{"ru": "full"}, SeatOf: "seat", Covers: "covers"}
		l, notes, err := Read(context.Background(), s)
		require.NoError(t, err)
		return l, notes
	}
	at := `{"type":"Point","coordinates":[1.5,0.5]}`
	l, notes := read(feature(`"n":"Town","p":5,"full":"город Town","seat":"2| 1|A","covers":"A"`, at),
		feature(`"n":"Village"`, at))
	require.Empty(t, notes)
	town := Place{Names: Names{"ru": "Town"}, FullNames: Names{"ru": "город Town"}, Point: [2]float64{1.5, 0.5},
		Population: 5, UnitID: "2", RegionID: "A", SeatOf: []string{"2", "1", "A"}, Covers: "A"}
	village := Place{Names: Names{"ru": "Village"}, Point: town.Point, UnitID: "2", RegionID: "A"}
	require.Equal(t, []Place{town, village}, l.Places)
	_, notes = read(feature(`"n":"Town","p":5`, at))
	require.Len(t, notes, 3, "a file without these properties will do, and is told of")
	_, notes = read(feature(`"n":"Town","p":5,"seat":"1|3"`, at), feature(`"n":"Town","p":5,"covers":"1"`, at))
	last := notes[len(notes)-1].Error()
	require.Contains(t, last, "this and 1 more place are said to be the seat of units or regions that there are not")
}

func TestFaults(t *testing.T) {
	good := unit("1", "R", 0, 0, "10")
	for _, c := range []struct {
		name    string
		units   string
		regions string
		change  func(*Sources)
		want    []string // each fault begins so
		remedy  string   // in one of them
		kind    Kind
		notes   []string
	}{
		{name: "not JSON", units: "{\n\"type\": oops}", kind: NotJSON, want: []string{`units.geojson:2: not JSON`}},
		{name: "shapefile", units: "\x00\x00\x27\x0a", kind: NotJSON, want: []string{`units.geojson: it is a shapefile`},
			remedy: "ogr2ogr"},
		{name: "cut short", units: collect(good)[:80], kind: NotJSON,
			want: []string{`units.geojson:1: not JSON: the file ends in the middle`}},
		{name: "empty file", units: "", kind: NotJSON, want: []string{`units.geojson:1: not JSON: the file is empty`}},
		{name: "UTF-16", units: "\xff\xfe{\x00", kind: NotJSON,
			want: []string{`units.geojson: the file is written in UTF-16`}},
		{name: "a feature", units: good, kind: NotCollection, want: []string{`units.geojson: its type is "Feature"`},
			remedy: "FeatureCollection"},
		{name: "an array", units: "[1]", kind: NotCollection,
			want: []string{`units.geojson: it is JSON but not a FeatureCollection`}},
		{name: "no features", units: collect(), kind: NoFeatures,
			want: []string{`units.geojson: the FeatureCollection has no features`}},
		{name: "a sequence of records", units: "\x1e" + good + "\n\x1e" + good, kind: NotJSON,
			want: []string{`units.geojson:1: not JSON: '\x1e' stands where a value is expected`}, remedy: "ogr2ogr"},
		{name: "Windows Cyrillic", units: strings.Replace(collect(good), "Unit 1", "\xc0\xe1", 1), kind: NotJSON,
			want: []string{`units.geojson:1: not JSON: a text is not in UTF-8, after byte 102`}},
		{name: "crs of none", units: withCRS("null")},
		{name: "crs by a link", units: withCRS(`{"type":"link","properties":{"href":"http://example.org/x"}}`),
			kind: Projected, want: []string{`units.geojson: its crs member says that coordinates are in ` +
				`"http://example.org/x"`}},
		{name: "areas in collections", units: collect(inCollection("1", square(0, 0, 1)),
			inCollection("2", square(1, 0, 1), square(2, 0, 1)),
			inCollection("3", `{"type":"GeometryCollection","geometries":[`+square(3, 0, 1)+`]}`))},
		{name: "a label in a collection",
			units: collect(inCollection("1", `{"type":"Point","coordinates":[0.5,0.5]}`, square(0, 0, 1)),
				unit("2", "R", 1, 0, "1")),
			notes: []string{"units.geojson: 1 of 2 features has points or lines in a collection with their areas"}},
		{name: "no areas in collections", kind: WrongGeometry,
			units: collect(inCollection("1"), inCollection("2", `{"type":"Point","coordinates":[0.5,0.5]}`, "7"),
				inCollection("3", square(0, 0, 1), `{"type":"Polygon","coordinates":[[[1,null]]]}`),
				inCollection("4", `{"type":"Polygon","coordinates":[[[1,null]]]}`)),
			want: []string{"units.geojson: features[0] 1 “x”: its geometry is a GeometryCollection; give it a Polygon",
				"units.geojson: features[1] 2 “x”: its geometry is a GeometryCollection; give it a Polygon",
				"units.geojson: features[2] 3 “x”: a coordinate is not a number",
				"units.geojson: features[3] 4 “x”: a coordinate is not a number"}},
		{name: "a text that turns its direction", units: collect(strings.Replace(good, "Unit 1", `Unit \u202e1`, 1)),
			kind: BadText, want: []string{`units.geojson: features[0]: property "name" has the control character U+202E in it`}},
		{name: "control characters", units: collect(strings.Replace(good, "Unit 1", `Unit\u001b[31m`, 1)), kind: BadText,
			want:   []string{`units.geojson: features[0]: property "name" has the control character U+001B in it`},
			remedy: "take it out"},
		{name: "BOM is fine", units: "\ufeff" + collect(good)},
		{name: "crs", units: strings.Replace(collect(good), `"features"`,
			`"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32642"}},"features"`, 1), kind: Projected,
			want:   []string{`units.geojson: its crs member says that coordinates are in "urn:ogc:def:crs:EPSG::32642"`},
			remedy: "-t_srs EPSG:4326"},
		{name: "crs of WGS 84", units: strings.Replace(collect(good), `"features"`,
			`"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features"`, 1)},
		{name: "crs close to WGS 84", units: withCRS(`{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4258"}}`),
			notes: []string{`units.geojson: its crs member names ETRS89 ("urn:ogc:def:crs:EPSG::4258"), which lies within`}},
		{name: "crs far from WGS 84", units: withCRS(`{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4284"}}`),
			kind: Projected, want: []string{`units.geojson: its crs member says that coordinates are in "urn:ogc:`}},
		{name: "crs by code", units: withCRS(`{"type":"EPSG","properties":{"code":4326}}`)},
		{name: "crs by another code", units: withCRS(`{"type":"EPSG","properties":{"code":3857}}`), kind: Projected,
			want: []string{`units.geojson: its crs member says that coordinates are in "EPSG:3857"`}},
		{name: "crs of no name", units: withCRS(`{"type":"proj4","properties":{}}`), kind: Projected,
			want: []string{`units.geojson: its crs member says that coordinates are in "proj4"`}},
		{name: "NaN", units: collect(unit("1", "R", 0, 0, "NaN"),
			strings.Replace(unit("2", "R", 1, 0, "1"), "[1,0]", "[NaN,0]", 1)),
			kind: MissingNumber, remedy: "write a whole number", want: []string{
				`units.geojson: features[0] 1 “Unit 1”: property "voters" is NaN, which is no number`,
				"units.geojson: features[1] 2 “Unit 2”: a coordinate is NaN, which is no number"}},
		{name: "NaN where nothing is needed", units: strings.Replace(collect(good), `"voters"`, `"rate":NaN,"voters"`, 1)},
		{name: "keys twice", units: strings.Replace(collect(strings.Replace(good, `"voters"`,
			`"voters":9,"x":[{"y":1,"y":2}],"voters"`, 1)), `{"type"`, `{"a":1,"a":2,"type"`, 1),
			kind: fault.RepeatedKey, remedy: "keep one of the two", want: []string{
				`units.geojson:1: a: "a" is given twice`, `units.geojson:1: features[0] 1 “Unit 1”: "y" is given twice`,
				`units.geojson:1: features[0] 1 “Unit 1”: "voters" is given twice`}},
		{name: "ids beside the properties", units: collect(beside("7", 0, `"id":"u7"`), beside("8", 1, `"id":8.0`)),
			notes: []string{`units.geojson: no feature has the property "id"; the ids are those beside "properties", of 2`}},
		{name: "ids in two places", units: collect(good, beside("8", 1, `"id":"8"`)), kind: MissingID,
			want: []string{`units.geojson: features[1] 8: property "id" is missing, though other features have it`}},
		{name: "ids beside the properties by another name",
			units:  collect(beside("7", 0, `"id":1`), beside("8", 1, `"id":2`)),
			change: func(s *Sources) { s.UnitColumns.ID = "code" }, kind: UnknownProperty,
			want:   []string{`units.geojson: no feature has the property "code", which is to be its id; 2 have one beside`},
			remedy: "write id: id in the scenario"},
		{
			name: "projected", units: collect(unit("1", "R", 7000000, 6000000, "1"), unit("2", "R", 7000001, 6000000, "1")),
			kind: Projected,
			want: []string{`units.geojson: coordinates of 2 of 2 features are not degrees`},
		},
		{
			name: "one out of range", units: collect(good, unit("2", "R", 1, 0, "1"), unit("3", "R", 190, 50, "1")),
			kind: OutOfRange,
			want: []string{`units.geojson: features[2] 3 “Unit 3”: a position is [190, 50]`},
		},
		{
			name: "geometries", kind: EmptyGeometry,
			units: collect(good, feature(`"id":"2","region":"R","name":"","voters":1`, "null"),
				feature(`"id":"3","region":"R","voters":1`, `{"type":"Point","coordinates":[1,2]}`),
				feature(`"id":"4","region":"R","voters":1`, `{"type":"Polygon","coordinates":[]}`),
				feature(`"id":"5","region":"R","voters":1`, `{"type":"MultiPolygon","coordinates":[[[[1,2],[3,"x"]]]]}`)),
			want: []string{
				`units.geojson: features[1] 2: it has no geometry`, `units.geojson: features[2] 3: its geometry is a Point`,
				`units.geojson: features[3] 4: its Polygon has no positions`,
				`units.geojson: features[4] 5: a coordinate is not a number`,
			},
		},
		{
			name: "rings", kind: UnclosedRing, units: collect(polygon("1", `[[0,0],[1,0],[1,1],[0,1]]`),
				polygon("2", `[[1,0],[2,0],[1,0]]`)),
			want: []string{`units.geojson: features[0] 1 “Unit 1”: a ring is not closed: it ends 110.6 km from where it ` +
				`begins, at 1.000000, 0.000000`, `units.geojson: features[1] 2 “Unit 2”: a ring has 3 positions at 0.000000, ` +
				`1.000000`},
		},
		{
			name: "bow-tie", kind: SelfCrossing, units: collect(polygon("1", `[[0,0],[2,2],[2,0],[0,3],[0,0]]`)),
			want: []string{`units.geojson: features[0] 1 “Unit 1”: its rings cross one another or themselves at 1.200000,` +
				` 1.200000`},
		},
		{
			name: "bow-tie over a unit", kind: Overlapping,
			units: collect(unit("1", "R", 0, 0, "1"), polygon("2", `[[0,0],[1,1],[1,0],[0,1],[0,0]]`)),
			want: []string{
				`units.geojson: features[1] 2 “Unit 2”: its rings cross one another or themselves at 0.500000, 0.500000`,
				`units.geojson: features[1] 2 “Unit 2”: its geometry has no area`,
				`units.geojson: features[1] 2 “Unit 2”: it overlaps features[0] 1 “Unit 1” in 3 077 km² at `,
			},
		},
		{
			name: "hole outside", kind: WrongNesting, units: collect(polygon("1", ring(0, 0, 1), hole(2, 0, 1))),
			want: []string{`units.geojson: features[0] 1 “Unit 1”: a hole of 12 308 km² lies outside its outer ring`},
		},
		{
			name: "part in a part", kind: WrongNesting,
			units: collect(feature(`"id":"1","region":"R","name":"N","voters":1`,
				`{"type":"MultiPolygon","coordinates":[[`+ring(0, 0, 3)+`],[`+ring(1, 1, 1)+`]]}`)),
			want: []string{`units.geojson: features[0] 1 “N”: a part or hole of 12 305 km² lies inside another`},
		},
		{name: "flat", kind: EmptyGeometry, units: collect(good, polygon("2", `[[3,0],[4,0],[5,0],[3,0]]`)),
			want: []string{`units.geojson: features[1] 2 “Unit 2”: its geometry has no area`}},
		{
			name: "ids", kind: DuplicateID, units: collect(good, unit("1", "R", 1, 0, "1"), unit(" ", "R", 2, 0, "1")),
			want: []string{`units.geojson: features[1] 1 “Unit 1”: the id is that of features[0] already`,
				`units.geojson: features[2] “Unit”: property "id", the id, is missing`},
		},
		{
			name: "other names for properties", kind: UnknownProperty,
			units: collect(feature(`"ID_":"1","Region":"R","Voters_2022":5`, square(0, 0, 1))),
			want: []string{
				`units.geojson: no feature has the property "id", which is to be its id; did you mean "ID_"?`,
				`units.geojson: no feature has the property "region", which is to be its region; did you mean "Region"?`,
				`units.geojson: no feature has the property "name", which is to be its names.en; there are "ID_", "Region", ` +
					`"Voters_2022"`,
				`units.geojson: no feature has the property "voters", which is to be its voters; did you mean "Voters_2022"?`,
			},
		},
		{
			name: "what can be done without", units: collect(good), change: func(s *Sources) {
				s.UnitColumns.Names, s.UnitColumns.Kind = map[string]string{"en": "name", "kk": "name_kk"}, "type"
			},
			notes: []string{`units.geojson: no feature has the property "type", which is to be its kind`,
				`units.geojson: no feature has the property "name_kk", which is to be its names.kk; did you mean "name"?`},
		},
		{
			name: "all of other regions", kind: UnknownRegion, units: collect(good),
			regions: collect(feature(`"id":"Q","name":"q"`, "null")),
			want: []string{`units.geojson: features[0] 1 “Unit 1”: its region "R" is not among the regions of ` +
				`regions.geojson; did you mean "Q"?`},
		},
		{
			name: "regions", kind: UnknownRegion,
			units: collect(unit("1", "R1", 0, 0, "1"), unit("2", "r2", 1, 0, "1"),
				feature(`"id":"3","region":null,"name":"x","voters":1`, square(2, 0, 1))),
			regions: collect(feature(`"id":"R1","name":"a"`, "null"), feature(`"id":"R2","name":"b"`, "null"),
				feature(`"id":"R1","name":"c"`, "null")),
			want: []string{
				`units.geojson: features[2] 3 “x”: property "region", the unit's region, is missing`,
				`regions.geojson: features[2] R1 “c”: the id is that of features[0] already`,
				`units.geojson: features[1] 2 “Unit 2”: its region "r2" is not among the regions of regions.geojson; did ` +
					`you mean "R2"?`,
				`regions.geojson: features[1] R2 “b”: no unit lies in this region`,
			},
		},
		{
			name: "voters", kind: BadNumber,
			units: collect(unit("1", "R", 0, 0, "-5"), unit("2", "R", 1, 0, "1.5"), unit("3", "R", 2, 0, `"12,345"`),
				unit("4", "R", 3, 0, "null"), unit("5", "R", 4, 0, "1e400"),
				unit("6", "R", 5, 0, `"many"`), unit("7", "R", 6, 0, "[1]"), unit("8", "R", 7, 0, "9223372036854775808"),
				unit("9", "R", 8, 0, "9223372036854775807"), unit("10", "R", 9, 0, "1")),
			remedy: "write 12345, without quotes or spaces",
			want: []string{
				`units.geojson: features[0] 1 “Unit 1”: property "voters" is -5, a negative number`,
				`units.geojson: features[1] 2 “Unit 2”: property "voters" is 1.5, not a whole number`,
				`units.geojson: features[2] 3 “Unit 3”: property "voters" is the text "12,345", not a number`,
				`units.geojson: features[3] 4 “Unit 4”: property "voters" is missing`,
				`units.geojson: features[4] 5 “Unit 5”: property "voters" is 1e400, more than can be counted`,
				`units.geojson: features[5] 6 “Unit 6”: property "voters" is the text "many", not a number`,
				`units.geojson: features[6] 7 “Unit 7”: property "voters" is not a number`,
				`units.geojson: features[7] 8 “Unit 8”: property "voters" is 9223372036854775808, more than can be counted`,
				`units.geojson: features[9] 10 “Unit 10”: the units' voters add up to more than can be counted`,
			},
		},
		{
			name: "overlap", kind: Overlapping, units: collect(polygon("1", ring(0, 0, 2)), polygon("2", ring(1, 1, 2))),
			want: []string{`units.geojson: features[1] 2 “Unit 2”: it overlaps features[0] 1 “Unit 1” in 12 305 km², ` +
				`25.0 % of the smaller at 1.500000, 1.500000`},
		},
		{
			name: "gap", kind: GapInRegion, units: collect(polygon("1", ring(0, 0, 3), hole(1, 1, 1))),
			want: []string{`units.geojson: R: inside the region no unit covers 12 305 km², surrounded by 1 “Unit 1” at ` +
				`1.500000, 1.500000`},
		},
		{
			name: "gap that is meant", units: collect(polygon("1", ring(0, 0, 3), hole(1, 1, 1))),
			change: func(s *Sources) { s.Tolerance.Gaps = true },
			notes:  []string{`units.geojson: R: inside the region no unit covers 12 305 km²`},
		},
		{
			name: "outside its region", kind: OutsideRegion,
			units: collect(unit("1", "A", 0, 0, "1"), unit("2", "A", 1, 0, "1"), unit("3", "B", 2, 0, "1")),
			regions: collect(feature(`"id":"A","name":"a"`, square(0, 0, 1)),
				feature(`"id":"B","name":"b"`, `{"type":"Polygon","coordinates":[[[1,0],[3,0],[3,1],[1,1],[1,0]]]}`)),
			want: []string{`units.geojson: features[1] 2 “Unit 2”: 100.0 % of its area lies outside its region A: 12 308 ` +
				`km² in region B “b” at 0.500000, 1.500000`},
		},
		{
			name: "partly outside its region", units: collect(unit("1", "A", 0, 0, "1"), unit("2", "B", 1, 0, "1")),
			regions: collect(feature(`"id":"A","name":"a"`,
				`{"type":"Polygon","coordinates":[[[0,0],[0.9,0],[0.9,1],[0,1],[0,0]]]}`), feature(`"id":"B","name":"b"`, "null")),
			notes: []string{`units.geojson: features[0] 1 “Unit 1”: 10.0 % of its area lies outside its region A: 1 231 ` +
				`km² in no region`},
		},
		{
			name: "order", kind: BadOrder, units: collect(unit("1", "A", 0, 0, "1"), unit("2", "B", 1, 0, "1")),
			change: func(s *Sources) { s.RegionColumns.Order = []string{"A", "A", "C"} },
			want: []string{`scenario: A: the order of regions names it twice`,
				`scenario: C: the order of regions names it, but there is no such region`,
				`scenario: B: the order of regions leaves it out`},
		},
		{
			name: "links", kind: BadLink, units: collect(unit("10", "R", 0, 0, "1"), unit("20", "R", 1, 0, "1")),
			change: func(s *Sources) { s.Links = []Link{{"10", "2O", ""}, {"10", "10", ""}, {"20", "10", ""}} },
			want: []string{`scenario: 10 – 2O: a link names the unit "2O", which is not there; did you mean "20"?`,
				`scenario: 10 – 10: a link joins a unit to itself`},
			notes: []string{`scenario: 20 – 10: a link joins units that have a common border already`},
		},
		{
			name: "unlinks", kind: BadLink, units: collect(unit("10", "R", 0, 0, "1"), unit("20", "R", 1, 0, "1"),
				unit("30", "R", 2, 0, "1"), unit("40", "R", 4, 0, "1")),
			change: func(s *Sources) {
				s.Links = []Link{{"30", "40", "ferry"}}
				s.Unlinks = []Link{{"10", "2O", ""}, {"10", "10", ""}, {"10", "30", ""}, {"40", "30", ""}, {"20", "10", "ridge"},
					{"10", "20", "ridge"}}
			},
			want: []string{`scenario: 10 – 2O: a link names the unit "2O", which is not there; did you mean "20"?`,
				`scenario: 10 – 10: a link joins a unit to itself`,
				`scenario: 10 – 30: an unlink parts units that have no common border; take it out of unlinks`,
				`scenario: 40 – 30: an unlink parts units that a link joins; take one of the two out`},
			notes: []string{`scenario: 20 – 10: they have a common border of 110.6 km, and do not count as neighbours: ridge`,
				`scenario: 10 – 20: an unlink is stated twice`},
		},
		{
			name: "a region in parts", units: collect(unit("1", "R", 0, 0, "1"), unit("2", "R", 1, 0, "1"),
				unit("3", "R", 4, 0, "1")),
			notes: []string{`units.geojson: R: the region's units form 2 parts without a common border; the shortest ` +
				`ways that join them all: 3 “Unit 3” – 2 “Unit 2” (222.6 km)`},
		},
		{
			name: "more than all land",
			units: collect(polygon("1",
				`[[-170,-80],[-60,-80],[60,-80],[170,-80],[170,80],[60,80],[-60,80],[-170,80],[-170,-80]]`)),
			want:   []string{`units.geojson: features[0] 1 “Unit 1”: its area is 474 3`},
			remedy: "look whether its coordinates are longitude and latitude", kind: Impossible,
		},
		{ // the way along the parallel of 60 degrees is half as long again as that across
			name:   "an outline too short for its area",
			units:  collect(polygon("1", `[[-89,60],[89,60],[89,85],[-89,85],[-89,60]]`)),
			want:   []string{`units.geojson: features[0] 1 “Unit 1”: its outline of 13 390.3 km cannot enclose an area of 16 5`},
			remedy: "its edges short", kind: Impossible,
		},
		{
			name: "a ring across 180 degrees", units: collect(polygon("1", `[[179,0],[-179,0],[-179,1],[179,1],[179,0]]`)),
			want:   []string{`units.geojson: features[0] 1 “Unit 1”: a ring runs over 358.0 degrees of longitude in one edge`},
			remedy: "cut it at 180 degrees", kind: UncutRing,
		},
		{
			name: "wound clockwise", units: collect(polygon("1", `[[0,0],[0,1],[1,1],[1,0],[0,0]]`)),
			notes: []string{`units.geojson: 1 of 1 feature has rings not wound by the right-hand rule`},
		},
		{name: "no region", units: collect(good), change: func(s *Sources) { s.UnitColumns.Region = "" }},
		{
			name: "voters file", units: collect(good, unit("2", "R", 1, 0, "1"), unit("3", "R", 2, 0, "1")), kind: MissingUnit,
			change: func(s *Sources) { f := file("v.csv", "unit_id,voters\n1,5\n1,6\n4,x\n2,x"); s.Voters = &f },
			want: []string{`v.csv:3: 1 “Unit 1”: the unit is named on line 2 already`,
				`v.csv:4: 4: there is no unit of this id`, `v.csv:5: 2 “Unit 2”: voters is "x", not a number`,
				`v.csv: 3 “Unit 3”: the unit is missing from the file`},
		},
		{
			name: "voters changed", units: collect(good, unit("2", "R", 1, 0, "100"), unit("3", "R", 2, 0, "100")),
			change: func(s *Sources) { f := file("v.csv", "unit_id,voters\n1,10\n2,51\n3,150\n"); s.Voters = &f },
			notes:  []string{`v.csv: the voters of 1 of 3 units changed by half or more: 3 100 -> 150; make sure`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sources(c.units, c.regions)
			if c.change != nil {
				c.change(&s)
			}
			l, notes, err := Read(context.Background(), s)
			var faults *Faults
			if len(c.want) == 0 {
				require.NoError(t, err)
				require.NotNil(t, l)
			} else {
				require.ErrorAs(t, err, &faults)
				assert.Nil(t, l)
				var got []string
				for _, f := range faults.List {
					got = append(got, f.Error())
				}
				require.Len(t, got, len(c.want), strings.Join(got, "\n"))
				for i := range got {
					assert.True(t, strings.HasPrefix(got[i], c.want[i]), "got  %s\nwant %s", got[i], c.want[i])
				}
				assert.Contains(t, err.Error(), c.remedy)
				assert.True(t, faults.Has(c.kind), c.kind)
			}
			require.Len(t, notes, len(c.notes), "%v", notes)
			for i, n := range notes {
				assert.True(t, strings.HasPrefix(n.Error(), c.notes[i]), "%s", n.Error())
			}
		})
	}
}

// A number is an id by its value, wherever it stands.
func TestNumbersAsIDs(t *testing.T) {
	number := func(id string, x int) string {
		return feature(fmt.Sprintf(`"id":%s,"region":%d.0,"name":"x","voters":1`, id, 3), square(x, 0, 1))
	}
	l, _, err := Read(context.Background(), sources(collect(number("40.0", 0), number("4.1e1", 1), number(`"42.0"`, 2)),
		collect(feature(`"id":3,"name":"R"`, "null"))))
	require.NoError(t, err)
	assert.Equal(t, []string{"40", "41", "42.0"}, []string{l.Units[0].ID, l.Units[1].ID, l.Units[2].ID})
	assert.Equal(t, "3", l.Units[0].RegionID)
}

// Every file of a set is read, and all their faults are told together.
func TestFaultsOfAllFiles(t *testing.T) {
	s := sources(collect(unit("1", "R", 0, 0, "-1")), "nothing")
	places := file("places.geojson", "[")
	s.Places = &places
	_, _, err := Read(context.Background(), s)
	for _, name := range []string{"units.geojson", "regions.geojson", "places.geojson"} {
		assert.ErrorContains(t, err, name)
	}
}

func TestManyFaults(t *testing.T) {
	var units []string
	for i := range 100 {
		units = append(units, unit(fmt.Sprint(i), "R", i, 0, "-1"))
	}
	_, _, err := Read(context.Background(), sources(collect(units...), ""))
	var faults *Faults
	require.ErrorAs(t, err, &faults)
	assert.Len(t, faults.List, 100)
	assert.Equal(t, fault.PerKind, strings.Count(err.Error(), "a negative number"))
	assert.True(t, strings.HasSuffix(err.Error(), "and 75 more: bad number"))
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, _, err := Read(ctx, sources(collect(unit("1", "R", 0, 0, "1")), ""))
	assert.ErrorIs(t, err, context.Canceled)
}

func kazakhstan(t testing.TB) Sources {
	b, err := os.ReadFile(filepath.Join(testdata.Shared(t, "kz", "boundaries"), "kaz_admbnda_adm2_2024.geojson"))
	require.NoError(t, err)
	return Sources{
		Units: File{"kaz.geojson", bytes.NewReader(b)},
		UnitColumns: UnitColumns{ID: "KATO", Region: "ISO_3166_2",
			Names: map[string]string{"kk": "ADM2_KK", "ru": "ADM2_RU", "en": "ADM2_EN"}},
	}
}

func TestReadKazakhstan(t *testing.T) {
	l, notes, err := Read(context.Background(), kazakhstan(t))
	require.NoError(t, err)
	for _, n := range notes {
		t.Log(n.Error())
	}
	assert.Len(t, l.Units, 224)
	assert.Len(t, l.Regions, 20)
	assert.Len(t, l.Borders, 539)
	var area float64
	for i := range l.Units {
		area += measure.Area(l.Topology.Face(i))
	}
	assert.InDelta(t, 2728366, area/1e6, 1)
}

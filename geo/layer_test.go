package geo

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/measure"
)

func ExampleRead() {
	//   +---+---+   +---+
	//   | 1 | 2 |   | 3 |   3 lies across the water
	//   +---+---+   +---+
	units := collect(unit("1", "R", 0, 0, "10"), unit("2", "R", 1, 0, "20"), unit("3", "R", 3, 0, "30"))
	layer, notes, err := Read(context.Background(), Sources{
		Units:       file("units.geojson", units),
		UnitColumns: UnitColumns{ID: "id", Region: "region", Names: map[string]string{"en": "name"}, Voters: "voters"},
		Links:       []Link{{A: "2", B: "3", Reason: "ferry"}},
	})
	fmt.Println(len(layer.Units), "units,", len(notes), "notes,", err)
	for _, b := range layer.Borders {
		fmt.Printf("%s and %s: %.1f km (%s)\n", layer.Units[b.A].ID, layer.Units[b.B].ID, b.Metres/1000, b.Reason)
	}
	fmt.Printf("%.0f km²\n", measure.Area(layer.Topology.Dissolve([]int{0, 1}))/1e6)
	// Output:
	// 3 units, 0 notes, <nil>
	// 1 and 2: 110.6 km ()
	// 2 and 3: 0.0 km (ferry)
	// 24617 km²
}

func ExampleFaults() {
	_, _, err := Read(context.Background(), Sources{
		Units:       file("units.geojson", collect(unit("1", "R", 0, 0, `"12,345"`), unit("1", "R", 0, 0, "-5"))),
		UnitColumns: UnitColumns{ID: "id", Region: "Region", Voters: "voters"},
	})
	for _, line := range strings.Split(err.Error(), "\n") {
		what, remedy, _ := strings.Cut(strings.Replace(line, " at 0", "\nat 0", 1), "; ")
		fmt.Printf("%s\n  %s\n", what, remedy)
	}
	// Output:
	// units.geojson: no feature has the property "Region", which is to be its region
	//   did you mean "region"?
	// units.geojson: features[0] 1: property "voters" is the text "12,345", not a number
	//   write 12345, without quotes or spaces
	// units.geojson: features[1] 1: property "voters" is -5, a negative number
	//   write a whole number, 0 or more
	// units.geojson: features[1] 1: the id is that of features[0] already
	//   give each feature an id of its own, or merge the two into one MultiPolygon
	// units.geojson: features[1] 1: it overlaps features[0] 1 in 12 308 km², 100.0 % of the smaller
	// at 0.500000, 0.500000 (lat, lon)
	//   draw the line between them once, and give the area to one of them
}

func TestParted(t *testing.T) {
	// Two units, one alone to the east, one alone to the north-east, and one of another region between them.
	l, _, err := Read(context.Background(), sources(collect(
		unit("a", "R", 0, 0, "1"), unit("b", "R", 1, 0, "1"), unit("c", "R", 4, 0, "1"), unit("d", "R", 4, 3, "1"),
		unit("e", "S", 4, 1, "1"), unit("f", "S", 4, 2, "1")), ""))
	require.NoError(t, err)
	parted := l.Parted()
	require.Len(t, parted, 1)
	p := parted[0]
	assert.Equal(t, 0, p.Region)
	assert.Equal(t, [][]int{{0, 1}, {2}, {3}}, p.Parts)
	var got []string
	for _, b := range p.Bridges {
		got = append(got, fmt.Sprintf("%d %s-%s %.0f", b.Part, l.Units[b.A].ID, l.Units[b.B].ID, b.Metres/1000))
	}
	assert.Equal(t, []string{"2 d-c 221", "1 c-b 223"}, got)
}

func TestPlacesFindTheirUnits(t *testing.T) {
	s := sources(collect(unit("a", "R", 0, 0, "1"), unit("b", "S", 1, 0, "1")), "")
	places := file("places.geojson", collect(
		feature(`"n":"A"`, `{"type":"Point","coordinates":[0.5,0.5]}`),
		feature(`"n":"B"`, `{"type":"Point","coordinates":[1.5,0.5]}`),
		feature(`"n":"C"`, `{"type":"Point","coordinates":[5,0.5]}`)))
	s.Places, s.PlaceColumns = &places, PlaceColumns{Names: map[string]string{"en": "n"}}
	l, _, err := Read(context.Background(), s)
	require.NoError(t, err)
	for i, want := range []Place{{UnitID: "a", RegionID: "R"}, {UnitID: "b", RegionID: "S"}, {}} {
		assert.Equal(t, want.UnitID, l.Places[i].UnitID)
		assert.Equal(t, want.RegionID, l.Places[i].RegionID)
	}
}

func TestPlacesOfOtherUnits(t *testing.T) {
	s := sources(collect(unit("a", "R", 0, 0, "1"), unit("b", "S", 1, 0, "1")), "")
	places := file("places.geojson", collect(
		feature(`"n":"A","u":"old","r":"R"`, `{"type":"Point","coordinates":[0.5,0.5]}`),
		feature(`"n":"B","u":"older","r":"gone"`, `{"type":"Point","coordinates":[1.5,0.5]}`),
		feature(`"n":"C","u":"a"`, `{"type":"Point","coordinates":[0.6,0.5]}`)))
	s.Places, s.PlaceColumns = &places, PlaceColumns{Names: map[string]string{"en": "n"}, Unit: "u", Region: "r"}
	l, notes, err := Read(context.Background(), s)
	require.NoError(t, err)
	for i, want := range []Place{{UnitID: "a", RegionID: "R"}, {UnitID: "b", RegionID: "S"},
		{UnitID: "a", RegionID: "R"}} {
		assert.Equal(t, want.UnitID, l.Places[i].UnitID)
		assert.Equal(t, want.RegionID, l.Places[i].RegionID)
	}
	require.Len(t, notes, 1)
	assert.Equal(t, "places.geojson: features[0] “A”: this and 1 more place name units that are not in units.geojson; "+
		"they count to the units they lie in", notes[0].Error())
}

func TestNames(t *testing.T) {
	n := Names{"kk": "Семей", "de": "Semei"}
	assert.Equal(t, "Семей", n.Among("ru", "kk"))
	assert.Equal(t, "Semei", n.Among("ru", "en"), "any name is better than none")
	assert.Equal(t, "", Names{"ru": ""}.In("ru"))
	assert.Equal(t, "Semei", Names{"de": "Semei"}.In(""))
}

// What its file does not name has its id for a name, so that no output has a blank in its place.
func TestNameless(t *testing.T) {
	s := sources(collect(unit("a", "R", 0, 0, "1"), strings.Replace(unit("b", "R", 1, 0, "1"), "Unit b", " ", 1)), "")
	l, _, err := Read(context.Background(), s)
	require.NoError(t, err)
	assert.Equal(t, Names{"en": "Unit a"}, l.Units[0].Names)
	assert.Equal(t, "b", l.Units[1].Names.Among("kk", "ru"))
	assert.Equal(t, Names{Undetermined: "R"}, l.Regions[0].Names)
}

// The ways offered join all parts, and no set that does is shorter: against all spanning trees of random islands.
func TestBridgesAreAShortestSet(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for range 40 {
		n := 3 + rng.IntN(3)
		var islands []string
		for i := range n {
			islands = append(islands, unit(fmt.Sprint(i), "R", 5*(i%2)+rng.IntN(3), 5*(i/2)+rng.IntN(3), "1"))
		}
		l, _, err := Read(context.Background(), sources(collect(islands...), ""))
		require.NoError(t, err)
		p := l.Parted()[0]
		require.Len(t, p.Parts, n)
		length := func(a, b int) float64 {
			least := math.Inf(1)
			for _, x := range l.Topology.Face(a)[0][0] {
				for _, y := range l.Topology.Face(b)[0][0] {
					for _, z := range l.Topology.Face(b)[0][0] {
						least = min(least, measure.Distance(x, foot(x, y, z)))
					}
				}
				for _, y := range l.Topology.Face(a)[0][0] {
					for _, z := range l.Topology.Face(b)[0][0] {
						least = min(least, measure.Distance(z, foot(z, x, y)))
					}
				}
			}
			return least
		}
		// Every set of n-1 pairs is tried.
		var pairs [][2]int
		for a := range n {
			for b := range a {
				pairs = append(pairs, [2]int{a, b})
			}
		}
		least := math.Inf(1)
		for set := range 1 << len(pairs) {
			if bits.OnesCount(uint(set)) != n-1 {
				continue
			}
			part := make([]int, n)
			for i := range part {
				part[i] = i
			}
			sum := 0.0
			for i, x := range pairs {
				if set>>i&1 == 1 {
					from, to := part[x[0]], part[x[1]]
					for k := range part {
						if part[k] == from {
							part[k] = to
						}
					}
					sum += length(x[0], x[1])
				}
			}
			if slices.Max(part) == slices.Min(part) {
				least = min(least, sum)
			}
		}
		got := 0.0
		for _, b := range p.Bridges {
			got += b.Metres
		}
		require.Len(t, p.Bridges, n-1)
		require.InEpsilon(t, least, got, 1e-3)
	}
}

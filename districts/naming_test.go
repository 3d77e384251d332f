package districts_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
)

// named is the plan of testdata/small, A1 A4 | A2 A3 A5 A6 | B, with places.
func named(t *testing.T, places ...geo.Place) *districts.Plan {
	t.Helper()
	c := smallCase(t)
	for _, x := range places {
		x.RegionID = x.UnitID[:1]
		x.Names = geo.Names{"en": x.ID}
		c.Layer.Places = append(c.Layer.Places, x)
	}
	p, err := districts.NewNumbered(c, []int{1, 2, 2, 1, 2, 2, 3, 3, 3, 3, 3, 3})
	require.NoError(t, err)
	return p
}

func centres(p *districts.Plan) (of []string) {
	for _, d := range p.Districts {
		of = append(of, d.CentreName["en"])
	}
	return of
}

// The centre is the seat of the region, else the largest seat of a unit, else the largest town, else the largest unit.
func TestCentreIsASeat(t *testing.T) {
	big := geo.Place{ID: "Big", UnitID: "A1", Population: 9000}
	village := geo.Place{ID: "Village", UnitID: "A4", Population: 300, SeatOf: []string{"A4"}}
	unknown := geo.Place{ID: "Unknown", UnitID: "A4", SeatOf: []string{"A1"}}
	seat := geo.Place{ID: "Seat", UnitID: "A4", Population: 200, SeatOf: []string{"A"}}
	elsewhere := geo.Place{ID: "Elsewhere", UnitID: "A1", Population: 9999, SeatOf: []string{"A2"}}
	hamlet := geo.Place{ID: "Hamlet", UnitID: "A4"}
	for _, c := range []struct {
		places []geo.Place
		want   string
	}{
		{nil, "Unit A4"},
		{[]geo.Place{hamlet}, "Unit A4"},
		{[]geo.Place{big}, "Big"},
		{[]geo.Place{hamlet, big}, "Big"},
		{[]geo.Place{big, unknown}, "Unknown"},
		{[]geo.Place{unknown, big, village}, "Village"},
		{[]geo.Place{village, elsewhere}, "Village"},
		{[]geo.Place{seat, big, village}, "Seat"},
		{[]geo.Place{village, big, seat}, "Seat"},
	} {
		p := named(t, c.places...)
		require.Equal(t, c.want, centres(p)[0], c.places)
		require.Equal(t, p.RegionName(0, "en")+" – "+c.want, p.Districts[0].Names["en"])
		require.Equal(t, p.RegionName(1, "en"), p.Districts[2].Names["en"], "its only district has the region's name")
	}
}

// A region that is one city: the city is every district's centre, wherever its point lies, and units give the names.
func TestPartsOfACityAreNamedByTheirUnits(t *testing.T) {
	city := geo.Place{ID: "City", UnitID: "A1", Population: 9000, SeatOf: []string{"A"}, Covers: "A"}
	suburb := geo.Place{ID: "Suburb", UnitID: "A5", Population: 100, SeatOf: []string{"A5"}}
	p := named(t, suburb, city)
	require.Equal(t, []string{"City", "City"}, centres(p)[:2])
	require.Equal(t, "Unit A1–Unit A4", p.Districts[0].Names["en"])
	require.Regexp(t, `^Unit A\d–Unit A\d–Unit A\d$`, p.Districts[1].Names["en"], "of four units those with most voters")

	// A name of somebody's own is read back; a plan that goes on names the units that the district now has.
	file, err := p.GeoJSON()
	require.NoError(t, err)
	file = bytes.ReplaceAll(file, []byte(p.Districts[1].Names["en"]), []byte("Old town"))
	again, err := districts.ReadPlan(p.Case, "plan.geojson", file)
	require.NoError(t, err)
	require.Equal(t, "Old town", again.Districts[1].Names["en"])
	require.Equal(t, p.Districts[1].Centre, again.Districts[1].Centre)
	moved, err := districts.NewNumbered(p.Case, []int{1, 2, 2, 1, 1, 2, 3, 3, 3, 3, 3, 3})
	require.NoError(t, err)
	moved.KeepName(0, p, 0)
	require.Equal(t, "Unit A1–Unit A4–Unit A5", moved.Districts[0].Names["en"])
}

// A centre that has the region's name does not stand behind it a second time.
func TestNamesDoNotRepeat(t *testing.T) {
	c := smallCase(t)
	region := c.Layer.Regions[0].Names["en"]
	p := named(t, geo.Place{ID: region, UnitID: "A1", Population: 5})
	require.Equal(t, region, centres(p)[0])
	require.Equal(t, "Unit A1–Unit A4", p.Districts[0].Names["en"])
}

// A part of a city with pieces of divided units is named by these, each once and by all its voters there; by the pieces
// where two districts would have one name.
func TestPartsOfDividedUnitsNameTheirDistrict(t *testing.T) {
	p := func(divided map[string]string) *districts.Plan {
		c := smallCase(t)
		c.Layer.Places = append(c.Layer.Places, geo.Place{ID: "City", UnitID: "A1", RegionID: "A", Covers: "A",
			Names: geo.Names{"en": "City"}})
		for i := range c.Layer.Units {
			if whole := divided[c.Layer.Units[i].ID]; whole != "" {
				c.Layer.Units[i].Parents = []string{whole}
			}
		}
		c.Layer.Divided = []geo.Unit{{ID: "X", Names: geo.Names{"en": "Old town"}}, {ID: "Y", Names: geo.Names{"en": "Port"}}}
		p, err := districts.NewNumbered(c, []int{1, 2, 2, 1, 2, 2, 3, 3, 3, 3, 3, 3})
		require.NoError(t, err)
		return p
	}
	mixed := p(map[string]string{"A1": "X", "A2": "X", "A3": "Y", "A5": "Y", "A6": "Y"})
	require.Equal(t, "Old town–Unit A4", mixed.Districts[0].Names["en"])
	require.Equal(t, "Old town–Port", mixed.Districts[1].Names["en"])
	alike := p(map[string]string{"A1": "X", "A4": "X", "A2": "X", "A3": "X", "A5": "X", "A6": "X"})
	require.Equal(t, "Unit A1–Unit A4", alike.Districts[0].Names["en"])
	require.Regexp(t, `^Unit A\d–Unit A\d–Unit A\d$`, alike.Districts[1].Names["en"])
}

// Districts that are whole regions keep the names of these, though two regions have one name and units are divided.
func TestRegionsOfOneNameStay(t *testing.T) {
	c := smallCase(t)
	c.Layer.Divided = []geo.Unit{{ID: "X", Names: geo.Names{"en": "Old town"}}}
	for i := range c.Layer.Regions {
		c.Layer.Regions[i].Names = geo.Names{"en": "Twin"}
	}
	p, err := districts.NewNumbered(c, []int{1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2})
	require.NoError(t, err)
	require.Equal(t, "Twin", p.Districts[0].Names["en"])
	require.Equal(t, "Twin", p.Districts[1].Names["en"])
}

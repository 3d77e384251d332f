package namesake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// finder has two regions with a raion of one name, a city, and a whole of which the id alone is known.
func finder() *namesake.Finder {
	return namesake.NewFinder([]namesake.UnitNames{
		{ID: "0101", Kind: "raion", Region: 0, Names: []string{"Абай", "Абайский", "Abai"}, Shown: locale.One("Abai")},
		{ID: "0102", Kind: "city", Region: 0, Names: []string{"Аягөз", "Аягоз", "Ayagoz"}, Shown: locale.One("Ayagoz")},
		{ID: "0201", Kind: "raion", Region: 1, Names: []string{"Абай", "Абайский", "Abai"}, Shown: locale.One("Abai")},
		{ID: "02", Region: namesake.Everywhere, Shown: locale.One("02")},
	}, []namesake.RegionNames{{ID: "N", Names: []string{"Север", "North"}, Shown: locale.One("North")},
		{ID: "S", Names: []string{"Юг", "South"}, Shown: locale.One("South")}})
}

// What a row means, by which way, and why it means nothing.
func TestFinder(t *testing.T) {
	const any = namesake.Everywhere
	names := func(s ...string) []string { return s }
	for _, c := range []struct {
		row    namesake.Row
		unit   int
		way    namesake.Way
		doubt  namesake.Doubt
		detail string
		may    []int
	}{
		{namesake.Row{ID: "0101", Region: any}, 0, namesake.ByID, namesake.Sure, "", nil},
		{namesake.Row{ID: "201", Region: any}, 2, namesake.ByZeros, namesake.Sure, "", nil},
		{namesake.Row{ID: "02", Names: names("Abai"), Region: 0, Stated: true}, 3, namesake.ByID, namesake.Sure, "", nil},
		{namesake.Row{ID: "г. Аягоз", Region: any}, 1, namesake.ByName, namesake.Sure, "", nil},
		{namesake.Row{ID: "Aiagöz", Region: any}, -1, namesake.ByID, namesake.UnknownID, "there is no unit of this id",
			[]int{1}},
		{namesake.Row{Names: names("Aiagöz"), Region: any}, 1, namesake.BySound, namesake.Sure, "", nil},
		{namesake.Row{Names: names("Юг, Абайский р-н"), Region: any}, 2, namesake.ByName, namesake.Sure, "", nil},
		{namesake.Row{Names: names("Юг, Абайский р-н"), Region: 0}, -1, namesake.ByName, namesake.UnknownName,
			`no unit of North is called "Юг, Абайский р-н"`, nil},
		{namesake.Row{Names: names("Абай"), Region: any}, -1, namesake.ByName, namesake.SeveralNames,
			`"Абай" may be one of several units`, []int{0, 2}},
		{namesake.Row{Names: names("Абай", "Ayagoz"), Region: 0}, -1, namesake.ByName, namesake.SeveralNames,
			`"Абай" may be one of several units`, []int{0, 1}},
		{namesake.Row{Names: names("Марс"), Region: any}, -1, namesake.ByName, namesake.UnknownName,
			`no unit is called "Марс"`, nil},
		{namesake.Row{ID: "1.0E+02", Region: any}, -1, namesake.ByExponent, namesake.SeveralIDs,
			`its id "1.0E+02" fits several units`, []int{0, 1}},
		{namesake.Row{ID: "0101", Region: 1, Stated: true}, -1, namesake.ByID, namesake.OtherRegion,
			"its id is that of 0101 “Abai”, which is in N “North”, and the row is of S “South”", []int{0}},
		{namesake.Row{ID: "0101", Region: 1}, 0, namesake.ByID, namesake.Sure, "", nil},
		{namesake.Row{ID: "0101", Names: names("Аягоз"), Region: any}, -1, namesake.ByID, namesake.OtherName,
			`its id is that of 0101 “Abai”, and its name, "Аягоз", that of 0102 “Ayagoz”`, []int{0, 1}},
		{namesake.Row{ID: "9", Names: names("Аягоз"), Region: any}, -1, namesake.ByID, namesake.UnknownID,
			"there is no unit of this id", []int{1}},
	} {
		m := finder().Find(c.row)
		assert.Equal(t, c.unit, m.Unit, c.row)
		assert.Equal(t, c.doubt, m.Doubt, c.row)
		assert.Equal(t, c.detail, m.Detail.String(), c.row)
		assert.Equal(t, c.may, m.Candidates, c.row)
		if c.unit >= 0 {
			assert.Equal(t, c.way, m.Way, c.row)
		}
	}
}

func TestRegionOf(t *testing.T) {
	f := namesake.NewFinder([]namesake.UnitNames{{ID: "7", Region: 1}}, []namesake.RegionNames{
		{ID: "01", Kind: "region", Names: []string{"Алматы облысы"}},
		{ID: "02", Kind: "city", Names: []string{"Алматы қаласы"}}})
	for _, c := range []struct {
		text, id  string
		region    int
		otherwise bool
	}{{"01", "", 0, false}, {"1", "", 0, true}, {"Алматы обл.", "", 0, false}, {"Алматы", "", namesake.Everywhere, false},
		{"Алматы", "7", 1, false}, {"Almaty city", "", 1, true}, {"Марс", "7", namesake.Everywhere, false}} {
		a := f.RegionOf(c.text, c.id)
		assert.Equal(t, c.region, a.Region, c)
		assert.Equal(t, c.otherwise, a.Otherwise, c)
		assert.Equal(t, c.region < 0, !a.Detail.Empty(), c)
	}
}

func FuzzFinder(f *testing.F) {
	f.Add("0101", "Абай", "Юг", true)
	f.Add("1e2", "Юг, Абайский р-н", "", false)
	f.Fuzz(func(t *testing.T, id, name, region string, stated bool) {
		x := finder()
		row := namesake.Row{ID: id, Region: x.RegionOf(region, id).Region, Stated: stated}
		if name != "" {
			row.Names = []string{name}
		}
		m := x.Find(row)
		require.Equal(t, m.Unit < 0, m.Doubt != namesake.Sure)
		if m.Unit < 0 {
			x.Remedy(m, id, x.Labels(append(m.Candidates, x.Near(row)...)))
			require.False(t, m.Detail.Empty())
		}
	})
}

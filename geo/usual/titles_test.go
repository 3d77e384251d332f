package usual_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/okrug/okrug/geo/usual"
)

// Titles are those of real files: of the Census Bureau, of plans, and of tables in Kazakh and Russian.
func TestTitle(t *testing.T) {
	for role, titles := range map[usual.Role][]string{
		usual.OfIDs: {"unit_id", "GEOID20", "GEOID", "BLOCKID", "BLOCKID10", "GISJOIN", "VTDID", "код", "Код КАТО", "code",
			"Код района", "бірлік коды", "ID единицы", "kato", "precinct_id"},
		usual.OfUnits: {"unit", "Precinct", "VTD20", "block"},
		usual.OfRows:  {"номер", "Number"},
		usual.OfNames: {"name", "Наименование района, города", "Район", "Аудан, қала", "Атауы", "District", "unit name",
			"территория", "raion"},
		usual.OfRegions: {"region", "Область", "Облыс атауы", "region_id", "Наименование области", "province"},
		"":              {"", "Число избирателей", "parent", "parent_id", "population", "примечание", "№"},
	} {
		for _, title := range titles {
			got, sure := usual.Title(title)
			assert.Equal(t, role, got, title)
			assert.Equal(t, role != "", sure > 0, title)
		}
	}
	assert.True(t, usual.IsTitle("Район"))
	assert.False(t, usual.IsTitle("Абайский район"), "a row of a table has the word too")
}

func FuzzTitle(f *testing.F) {
	f.Add("Код\u0301 КАТО")
	f.Add("\xff_id")
	f.Fuzz(func(t *testing.T, s string) {
		role, sure := usual.Title(s)
		assert.Equal(t, role == "", sure == 0)
		assert.False(t, usual.IsTitle(s) && role == "")
	})
}

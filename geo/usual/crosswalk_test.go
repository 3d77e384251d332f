package usual_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/okrug/okrug/geo/usual"
)

// Titles are those of real tables: of okrug's own sources, of the Census Bureau and NHGIS, and in Kazakh and Russian.
func TestPair(t *testing.T) {
	for line, want := range map[string][2]int{
		"old_id,new_id":            {0, 1},
		"new_id,old_id,share,note": {1, 0},
		"kato_2024,into_kato,note": {0, 1},
		"from,to":                  {0, 1},
		"GEOID20,GEOID10":          {1, 0},
		"kato_2024,kato_2022":      {1, 0},
		"Старый код,Старое название,Новый код,Доля": {0, 2},
		"Ескі код,Ескі атауы,Жаңа код,Жаңа атауы":   {0, 2},
		"old unit,unit_id": {0, 1},
		"Прежний код КАТО,Новый код КАТО,Примечание": {0, 1},
	} {
		old, later, ok := usual.Pair(strings.Split(line, ","))
		assert.True(t, ok, line)
		assert.Equal(t, want, [2]int{old, later}, line)
	}
	for _, line := range []string{"", "a,b", "unit_id,district", "old_id,old_code,new_id", "kato,code",
		"old_name,new_name",
		"GEOID20,BLOCKID20"} {
		_, _, ok := usual.Pair(strings.Split(line, ","))
		assert.False(t, ok, line)
	}
}

func TestMeasure(t *testing.T) {
	for title, want := range map[string]string{"Доля": usual.Share, "voters": usual.Voters,
		"Число избирателей": usual.Voters,
		"area_km2":          usual.Area, "note": "", "new_id": ""} {
		assert.Equal(t, want, usual.Measure(title), title)
	}
}

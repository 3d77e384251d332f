package geo

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestRecognise: properties as offices of three languages name them.
func TestRecognise(t *testing.T) {
	for name, x := range map[string]struct {
		properties                           string
		id, voters, region, kind, population string
		names                                map[string]string
	}{
		"okrug's own": {`"id":"1","name_kk":"Абай","name_ru":"Аба","name_en":"Aba","voters":5,"region_id":"R","kind":"село"`,
			"id", "voters", "region_id", "kind", "", map[string]string{"kk": "name_kk", "ru": "name_ru", "en": "name_en"}},
		"Russian": {`"Код КАТО":"1","Наименование":"Абай","Число избирателей":5,"Область":"R","Тип":"село","Население":9`,
			"Код КАТО", "Число избирателей", "Область", "Тип", "Население", map[string]string{"ru": "Наименование"}},
		"Kazakh": {`"КАТО":"1","Атауы":"Ақкөл","Сайлаушылар саны":5,"Облысы":"R","Түрі":"ауыл","Халық саны":9`,
			"КАТО", "Сайлаушылар саны", "Облысы", "Түрі", "Халық саны", map[string]string{"kk": "Атауы"}},
		"OpenStreetMap": {`"osm_id":1,"name":"Akkol","place":"village","population":9,"electors":5`,
			"osm_id", "electors", "", "place", "population", map[string]string{"en": "name"}},
		"humanitarian": {`"ADM1_PCODE":"1","ADM1_EN":"Akmola","ADM1_RU":"Акмолинская","ADM1_KZ":"Ақмола"`,
			"", "", "ADM1_PCODE", "", "", map[string]string{"en": "ADM1_EN", "ru": "ADM1_RU", "kk": "ADM1_KZ"}},
		"nothing": {`"a":1,"b":2`, "", "", "", "", "", map[string]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			file := func() File {
				return File{Name: "x.geojson", Data: strings.NewReader(
					`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{` + x.properties +
						`},"geometry":null}]}`)}
			}
			p, err := ReadProperties(t.Context(), file)
			require.NoError(t, err)
			assert.Equal(t, x.id, p.ChooseID(false, ""))
			assert.Equal(t, x.voters, p.Choose("voters", ""))
			assert.Equal(t, x.region, p.Choose("region", ""))
			assert.Equal(t, x.kind, p.Choose("kind", ""))
			assert.Equal(t, x.names, p.ChooseNames(""))
			assert.Equal(t, x.population, p.Choose("population", ""))
			assert.Equal(t, "b", p.Choose("voters", "b"), "what is given is taken")
		})
	}
}

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
		"two languages": {`"Код единицы":"1","Название":"Акколь","Атауы":"Ақкөл","Избирателей, чел.":"1 250"`,
			"Код единицы", "Избирателей, чел.", "", "", "", map[string]string{"ru": "Название", "kk": "Атауы"}},
		"three languages by brackets": {`"УИК":7,"Название (рус)":"Акколь","Название (каз)":"Ақкөл","NAME_ENG":"Akkol",` +
			`"voters_2024":5,"voters_voted":4`, "УИК", "voters_2024", "", "", "",
			map[string]string{"ru": "Название (рус)", "kk": "Название (каз)", "en": "NAME_ENG"}},
		"letters of both": {`"КАТО коды":"1","Атауы":"Абай","Зарегистрировано избирателей":5,"voters of men":3`,
			"КАТО коды", "Зарегистрировано избирателей", "", "", "", map[string]string{"kk": "Атауы"}},
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
			voters, several := p.ChooseVoters("")
			assert.Equal(t, x.voters, voters)
			assert.Empty(t, several)
			assert.Equal(t, x.region, p.Choose("region", ""))
			assert.Equal(t, x.kind, p.Choose("kind", ""))
			assert.Equal(t, x.names, p.ChooseNames(""))
			assert.Equal(t, x.population, p.Choose("population", ""))
			given, _ := p.ChooseVoters("b")
			assert.Equal(t, "b", given, "what is given is taken")
		})
	}
}

// Of several counts of voters nobody is taken for the one, and a property whose texts are no regions is none of these.
func TestRecogniseNothingFalse(t *testing.T) {
	look := func(features ...string) *Properties {
		for i, f := range features {
			features[i] = `{"type":"Feature","properties":{` + f + `},"geometry":null}`
		}
		p, err := ReadProperties(t.Context(), func() File {
			return File{Name: "x", Data: strings.NewReader(`{"type":"FeatureCollection","features":[` +
				strings.Join(features, ",") + `]}`)}
		})
		require.NoError(t, err)
		return p
	}
	_, several := look(`"voters":1,"Избирателей":2,"Всего избирателей":3`).ChooseVoters("")
	assert.Equal(t, []string{"voters", "Избирателей"}, several, "called so as a whole")
	_, several = look(`"voters_2019":1,"voters_2024":2,"voter_note":"none"`).ChooseVoters("")
	assert.Equal(t, []string{"voters_2019", "voters_2024"}, several)
	regions := look(`"id":"KZ-35","name_ru":"Карагандинская область"`, `"id":"KZ-10","name_ru":"область Абай"`)
	towns := look(`"state":"active","oblast":"Карагандинская обл.","code":"KZ-10"`)
	assert.False(t, towns.Fits("state", regions))
	assert.True(t, towns.Fits("oblast", regions))
	assert.True(t, towns.Fits("code", regions))
}

package kz2022

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/data"
)

// likeRegions are the English names that are not the Kazakh ones in Latin letters: what shares the name of a region is
// spelt as the region's official English name.
var likeRegions = map[string]string{
	"Жамбыл": "Jambyl", "Жетісу": "Jetisu", "Қарағанды": "Karaganda", "Қостанай": "Kostanay",
}

// inLatin writes a name by the table of letters that SOURCES.md prints, and by the sentence behind it.
func inLatin(t *testing.T) func(string) string {
	t.Helper()
	text, err := data.Files.ReadFile("kz2022/SOURCES.md")
	require.NoError(t, err)
	_, after, ok := strings.Cut(string(text), "## English names")
	require.True(t, ok)
	section, _, _ := strings.Cut(after, "\n## ")
	letter := map[string]string{}
	for _, m := range regexp.MustCompile(`\| ([а-яёәғқңөұүһі]) \| ([a-z–]+) `).FindAllStringSubmatch(section, -1) {
		letter[m[1]] = strings.Trim(m[2], "–")
	}
	require.Len(t, letter, 42, "the Kazakh alphabet has 42 letters")
	return func(name string) string {
		s := strings.ToLower(name) + " "
		for _, x := range [][2]string{{"ое ", "oye "}, {"ый ", "y "}, {"ий ", "y "}, {"ей", "ey"}} {
			s = strings.ReplaceAll(s, x[0], x[1])
		}
		for _, c := range slices.Sorted(maps.Keys(letter)) {
			s = strings.ReplaceAll(s, c, letter[c])
		}
		return strings.TrimSpace(s)
	}
}

// Every English name is the Kazakh one in Latin letters, the few that are spelt like regions excepted: so a raion, its
// town and whatever else has one Kazakh name have one English name.
func TestEnglishNamesFollowTheKazakh(t *testing.T) {
	latin := inLatin(t)
	for _, layer := range []string{"units.geojson", "settlements.geojson"} {
		for _, f := range embeddedLayer(t, layer).Features {
			kk, en := f.Properties.MustString("name_kk"), f.Properties.MustString("name_en")
			if official, ok := likeRegions[kk]; ok {
				require.Equal(t, official, en, f.ID)
				continue
			}
			require.Equal(t, latin(kk), strings.ToLower(en), "%v %s", f.ID, kk)
			capital := func(word string) bool { return strings.ToUpper(word[:2]) == word[:2] }
			for i, word := range strings.Fields(kk) {
				require.Equal(t, capital(word), strings.Fields(en)[i][0] < 'a', "%v %s: capitals", f.ID, kk)
			}
		}
	}
	for _, f := range embeddedLayer(t, "regions.geojson").Features {
		kk, en := f.Properties.MustString("name_kk"), f.Properties.MustString("name_en")
		base, kind, ok := strings.Cut(en, " Region")
		if !ok || kind != "" || strings.HasSuffix(base, "Kazakhstan") {
			continue // a city, or West, North and East Kazakhstan
		}
		short := strings.TrimSuffix(kk, " облысы")
		if official, ok := likeRegions[short]; ok {
			require.Equal(t, official, base)
			continue
		}
		require.Equal(t, latin(short), strings.ToLower(base))
	}
}

// The names in acts are those of the layers with the word for their kind, in each language.
func TestGrammarIsNameAndKind(t *testing.T) {
	kk := map[string]string{"city": " қаласы", "raion": " ауданы", "city district": " ауданы"}
	en := map[string][2]string{"city": {"city of ", ""}, "raion": {"", " raion"}, "city district": {"", " city district"}}
	forms := map[[2]string][]string{}
	for _, r := range embeddedTable(t, "grammar.csv")[1:] {
		forms[[2]string{r[0], r[1]}] = r
	}
	require.Len(t, forms, 3*(220+20), "a row for every unit and region in each language, and no other")
	adjective := regexp.MustCompile(`(ий|ый)$`)
	for _, f := range embeddedLayer(t, "units.geojson").Features {
		p := f.Properties
		id, kind := p.MustString("unit_id"), p.MustString("kind")
		name := func(lang string) string { return p.MustString("name_" + lang) }
		full := func(lang string) string { return forms[[2]string{id, lang}][2] }
		if id == "612000000" { // the city and a raion whose line the source does not draw: acts name both
			require.Equal(t, []string{"Кентау қаласы және Сауран ауданы", "город Кентау и район Сауран",
				"city of Kentau and Sauran raion"}, []string{full("kk"), full("ru"), full("en")})
			continue
		}
		if id == "596600000" { // the raion's name in acts: "named after Gabit Musirepov"
			require.Equal(t, name("kk")+" атындағы аудан", full("kk"))
		} else {
			require.Equal(t, name("kk")+kk[kind], full("kk"), id)
		}
		require.Equal(t, en[kind][0]+name("en")+en[kind][1], full("en"), id)
		switch {
		case kind == "city":
			require.Equal(t, "город "+name("ru"), full("ru"), id)
		case adjective.MatchString(name("ru")):
			require.Equal(t, name("ru")+" район", full("ru"), id)
		default:
			require.Equal(t, "район "+name("ru"), full("ru"), id)
		}
		for _, lang := range []string{"kk", "ru", "en"} {
			if listed := forms[[2]string{id, lang}][5]; listed != "" { // "named after" stands in no list
				require.Equal(t, name(lang), listed, "%s %s: in lists", id, lang)
			}
		}
	}
	for _, f := range embeddedLayer(t, "regions.geojson").Features {
		for _, lang := range []string{"kk", "ru"} {
			name := f.Properties.MustString("name_" + lang)
			require.Equal(t, name, forms[[2]string{f.Properties.MustString("region_id"), lang}][2])
		}
	}
}

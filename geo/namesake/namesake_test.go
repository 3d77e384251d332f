package namesake_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/geo/namesake"
)

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"г. Семей": "семей/city", "Семей қ.": "семей/city", "город Семей": "семей/city", "СЕМЕЙ Г.А.": "семей/city",
		"Семей қ.ә.": "семей/city", "Семей қаласы": "семей/city", "Semey city": "semey/city", "City of Semey": "semey/city",
		"Абайский р-н": "абайский/district", "Абайский район": "абайский/district", "р-н Абайский": "абайский/district",
		"Абай ауданы": "абай/district", "Abai District": "abai/district", "«Абайский»": "абайский/any",
		"Абай облысы": "абай/region", "область Абай": "абай/region", "Абайская обл.": "абайская/region",
		"Усть-Каменогорск": "усть каменогорск/any", "Қазыбек би атындағы аудан": "қазыбек би атындағы/district",
		"город республиканского значения Алматы": "алматы/city", "Королёв": "королев/any", "район": "район/any",
		"Участок № 12": "участок 12/any", "": "/any", "  ": "/any", "село Подгорное": "подгорное/village",
	} {
		n := namesake.Fold(s)
		kind := []string{"any", "region", "city", "district", "village"}[n.Kind]
		assert.Equal(t, want, n.Base+"/"+kind, s)
	}
}

// Names of one place in the three languages' ways of writing sound the same.
func TestSound(t *testing.T) {
	for _, names := range [][]string{
		{"Ақкөл", "Акколь", "Aqqol", "Akkol", "Akköl"}, {"Қостанай", "Костанай", "Kostanay", "Qostanai"},
		{"Шымкент", "Шимкент", "Shymkent", "Şymkent"}, {"Жаңаөзен", "Жанаозен", "Zhanaozen", "Janaozen"},
		{"Ғарышкер", "Гарышкер", "Garyshker", "Ğaryşker"}, {"Есіл", "Есиль", "Yesil", "Esil"},
		{"Щучинск", "Shchuchinsk"}, {"Аягөз", "Аягоз", "Ayagoz"}, {"Хромтау", "Khromtau", "Hromtau"},
	} {
		for _, name := range names[1:] {
			assert.Equal(t, namesake.Fold(names[0]).Sound, namesake.Fold(name).Sound, "%s, %s", names[0], name)
		}
	}
	assert.NotEqual(t, namesake.Fold("Участок 11").Sound, namesake.Fold("Участок 1").Sound)
}

func TestFind(t *testing.T) {
	var x namesake.Index
	for _, place := range []struct {
		scope int
		kind  string
		names []string
	}{
		{0, "city", []string{"Қостанай", "Костанай", "Kostanay"}},           // 0
		{0, "raion", []string{"Қостанай", "Костанайский", "Kostanay"}},      // 1
		{0, "raion", []string{"Алтынсарин", "Алтынсаринский", "Altynsari"}}, // 2
		{1, "raion", []string{"Абай", "Абайский", "Abai"}},                  // 3
		{2, "raion", []string{"Абай", "Абайский", "Abai"}},                  // 4
		{3, "", []string{"Аркалык"}},                                        // 5
	} {
		x.Add(place.scope, place.kind, place.names)
	}
	for _, c := range []struct {
		name    string
		scope   int
		want    []int
		bySound bool
	}{
		{"костанай", 0, []int{0}, false}, {"Қостанай", 0, []int{0, 1}, false}, {"Қостанай ауданы", 0, []int{1}, false},
		{"Қостанай қ.", namesake.Everywhere, []int{0}, false}, {"Костанайский", 0, []int{1}, false},
		{"Kostanay district", 0, []int{1}, false}, {"г. Костанайский", 0, nil, true},
		{"Абайский р-н", 1, []int{3}, false}, {"Абайский р-н", namesake.Everywhere, []int{3, 4}, false},
		{"Абайский р-н", 0, nil, true}, {"Qostanai qalasy", 0, nil, true}, {"Altynsarin", 0, []int{2}, true},
		{"Арқалық", 3, []int{5}, true}, {"Arkalyk", namesake.Everywhere, []int{5}, true}, {"", 0, nil, false},
	} {
		found, bySound := x.Find(c.name, c.scope)
		assert.Equal(t, c.want, found, c.name)
		assert.Equal(t, c.bySound, bySound, c.name)
	}
	assert.Equal(t, []int{2}, x.Near("Алтынсаринскй", 0, 3))
	assert.Empty(t, x.Near("Зыряновский", 0, 3))
	var regions namesake.Index
	regions.Add(0, "republican city", []string{"Алматы қаласы", "город Алматы", "Almaty"})
	regions.Add(0, "region", []string{"Алматы облысы", "Алматинская область", "Almaty Region"})
	regions.Add(0, "region", []string{"Абай облысы", "область Абай", "Abai Region"})
	for name, want := range map[string][]int{"Алматы": {0, 1}, "г. Алматы": {0}, "Алматы обл.": {1}, "Almaty": {0},
		"Абайская область": {2}, "Абайская": nil, "Алматинская": {1}} {
		found, _ := regions.Find(name, namesake.Everywhere)
		assert.Equal(t, want, found, name)
	}
}

func TestSplit(t *testing.T) {
	for s, want := range map[string]string{
		"Карагандинская область, Абайский район": "Карагандинская область|Абайский район",
		"Алатауский район города Алматы":         "города Алматы|Алатауский район",
		"Алатауский р-н г. Алматы":               "г. Алматы|Алатауский р-н",
		"Алматы қаласының Алатау ауданы":         "Алматы қаласының|Алатау ауданы",
		"Абайский район":                         "|", "Усть-Каменогорск": "|", "г. Семей": "|",
	} {
		whole, part, ok := namesake.Split(s)
		assert.Equal(t, want, whole+"|"+part, s)
		assert.Equal(t, want != "|", ok, s)
	}
}

// kazakhstan are the units of the embedded scenario, and the number of each region.
func kazakhstan(t *testing.T) (units []map[string]any, region map[string]int) {
	var file struct {
		Features []struct{ Properties map[string]any }
	}
	text, err := data.Files.ReadFile("kz2022/units.geojson")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &file))
	region = map[string]int{}
	for _, f := range file.Features {
		id := f.Properties["region_id"].(string)
		if _, ok := region[id]; !ok {
			region[id] = len(region)
		}
		units = append(units, f.Properties)
	}
	return units, region
}

// Every unit of Kazakhstan is found by its name in each language with the word for what it is, written as people do,
// within its region; in its own language also from names in the other alphabet alone, or not at all, but never another.
func TestKazakhstan(t *testing.T) {
	units, region := kazakhstan(t)
	langs := []string{"kk", "ru", "en"}
	name := func(u map[string]any, lang string) string { return fmt.Sprint(u["name_"+lang]) }
	words := map[string]map[string]string{
		"kk": {"city": "%s қ.", "raion": "%s ауданы", "city district": "%s ауданы"},
		"ru": {"city": "г.%s", "raion": "%s р-н", "city district": "район %s"},
		"en": {"city": "City of %s", "raion": "%s District", "city district": "%s district"},
	}
	var all namesake.Index
	only := map[string]*namesake.Index{"kk": {}, "ru": {}, "en": {}}
	for _, u := range units {
		scope := region[u["region_id"].(string)]
		all.Add(scope, u["kind"].(string), []string{name(u, "kk"), name(u, "ru"), name(u, "en")})
		for _, lang := range langs {
			only[lang].Add(scope, u["kind"].(string), []string{name(u, lang)})
		}
	}
	heard := 0
	for i, u := range units {
		scope := region[u["region_id"].(string)]
		for _, lang := range langs {
			s := strings.ToUpper(fmt.Sprintf(words[lang][u["kind"].(string)], name(u, lang)))
			found, _ := all.Find(s, scope)
			require.Equal(t, []int{i}, found, s)
			for _, other := range langs {
				found, _ := only[other].Find(s, scope)
				if len(found) == 1 {
					require.Equal(t, i, found[0], "%s among names in %s", s, other)
					heard++
				}
			}
		}
	}
	require.Greater(t, heard, 3*len(units)+2*150, "most Kazakh and English names are known from each other by their sound")
}

func FuzzFind(f *testing.F) {
	f.Add("Абайский р-н", "Абай ауданы")
	f.Add("г.", "Ё'\u0301")
	f.Fuzz(func(t *testing.T, a, b string) {
		var x namesake.Index
		x.Add(0, "", []string{a})
		x.Add(0, "city", []string{b})
		for _, s := range []string{a, b} {
			found, _ := x.Find(s, 0)
			if n := namesake.Fold(s); n.Base == "" {
				require.Empty(t, found)
			} else if s == a {
				require.Contains(t, found, 0, "a place is found by its own name")
			}
			x.Near(s, namesake.Everywhere, 2)
			namesake.Split(s)
		}
	})
}

// An id is found by what a spreadsheet has left of it: always itself among those that fit, and alone where no other
// does.
func TestIDs(t *testing.T) {
	x := namesake.NewIDs([]string{"01001", "1002", "101000000", "101800000", "11000000000012345", "K7", "00", "9999"})
	for text, want := range map[string]struct {
		found []int
		loss  namesake.Loss
	}{
		"01001": {[]int{0}, namesake.Exact}, "1001": {[]int{0}, namesake.Zeros}, "1002.0": {[]int{1}, namesake.Exact},
		"1001.00": {[]int{0}, namesake.Zeros}, "001002": {[]int{1}, namesake.Zeros}, "K7": {[]int{5}, namesake.Exact},
		"k7": {nil, namesake.Exact}, "101 800 000": {[]int{3}, namesake.Grouping}, "101,800,000": {[]int{3},
			namesake.Grouping},
		"1.01800000E+08": {[]int{3}, namesake.Exponent}, "1,018E+08": {[]int{3}, namesake.Exponent},
		"1.02E+08": {[]int{3}, namesake.Exponent}, "1.0E+08": {[]int{2, 3}, namesake.Exponent},
		"1.1000000000012E+16": {[]int{4}, namesake.Exponent}, "1E+04": {[]int{7}, namesake.Exponent},
		"1.018E-08": {nil, namesake.Exponent}, "0": {[]int{6}, namesake.Zeros}, "": {nil, namesake.Exact}, "1003": {nil,
			namesake.Zeros},
	} {
		found, loss := x.Find(text)
		assert.Equal(t, want.found, found, text)
		if len(found) > 0 {
			assert.Equal(t, want.loss, loss, text)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		var ids []string
		for range rapid.IntRange(1, 20).Draw(t, "ids") {
			ids = append(ids, strconv.Itoa(rapid.IntRange(1, 999_999_999).Draw(t, "id")))
		}
		x := namesake.NewIDs(ids)
		i := rapid.IntRange(0, len(ids)-1).Draw(t, "one")
		n, err := strconv.Atoi(ids[i])
		require.NoError(t, err)
		digits := rapid.IntRange(1, len(ids[i])).Draw(t, "digits")
		found, _ := x.Find(strconv.FormatFloat(float64(n), 'E', digits-1, 64))
		held := false
		for _, k := range found {
			held = held || ids[k] == ids[i]
		}
		halves := strings.Trim(ids[i][digits:], "0") == "5" // Go rounds them to even, and spreadsheets up
		require.True(t, held || halves, "%s by %d digits", ids[i], digits)
	})
}

package planfile_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/voters"
)

// names are those of places in Kazakh, Russian and English, and one in another way of writing Kazakh in Latin letters.
var names = [][4]string{{"Ақкөл", "Акколь", "Akkol", "Aqqöl"}, {"Қостанай", "Костанайский", "Kostanay", "Qostanai"},
	{"Абай", "Абайский", "Abai", "Abay"}, {"Есіл", "Есильский", "Yesil", "Esil"},
	{"Жаңаөзен", "Жанаозен", "Zhanaozen", "Jañaözen"}, {"Аягөз", "Аягозский", "Ayagoz", "Aiagoz"},
	{"Ұлан", "Уланский", "Ulan", "Ulan"}, {"Хромтау", "Хромтауский", "Khromtau", "Hromtau"}}

// namesOfRegions are the same of regions; none is the name of a unit, for that of a region stands for its total.
var namesOfRegions = [][4]string{{"Қарағанды облысы", "Карагандинская область", "Karaganda Region", "Qaragandy oblast"},
	{"Павлодар облысы", "Павлодарская область", "Pavlodar Region", "Pavlodar oblysy"},
	{"Маңғыстау облысы", "Мангистауская область", "Mangystau Region", "Mañğystau region"}}

// words are those for what a unit is, by its kind and the language of its name.
var words = map[string][4]string{"raion": {"%s ауданы", "%s район", "%s district", "%s raion"},
	"city": {"%s қ.", "г. %s", "%s city", "City of %s"}}

// drawLayer makes regions and units, some of which are called the same, but for the word for what they are within one
// region.
func drawLayer(t *rapid.T) *geo.Layer {
	l := &geo.Layer{}
	byLanguage := func(n [4]string) geo.Names { return geo.Names{"kk": n[0], "ru": n[1], "en": n[2]} }
	long := rapid.Bool().Draw(t, "long ids")
	for r := range rapid.IntRange(1, 3).Draw(t, "regions") {
		l.Regions = append(l.Regions, geo.Region{ID: fmt.Sprintf("R0%d", r), Kind: "region",
			Names: byLanguage(namesOfRegions[r])})
		for u := range rapid.IntRange(2, 5).Draw(t, "units") {
			unit := geo.Unit{RegionID: l.Regions[r].ID, Kind: rapid.SampledFrom([]string{"raion", "city"}).Draw(t, "kind"),
				Names: byLanguage(rapid.SampledFrom(names).Draw(t, "name"))}
			if slices.ContainsFunc(l.Units, func(x geo.Unit) bool {
				return x.RegionID == unit.RegionID && x.Kind == unit.Kind && x.Names["kk"] == unit.Names["kk"]
			}) {
				continue
			}
			id := fmt.Sprintf("0%d%02d", r+1, u+1)
			if long {
				id += rapid.SampledFrom([]string{"00000", "01000", "12345"}).Draw(t, "rest")
			}
			unit.ID = id
			l.Units = append(l.Units, unit)
		}
	}
	return l
}

// misspell takes a letter out of a text, or puts one in.
func misspell(t *rapid.T, s string) string {
	runes := []rune(s)
	i := rapid.IntRange(0, len(runes)-1).Draw(t, "place")
	if rapid.Bool().Draw(t, "more") {
		return string(slices.Insert(runes, i, rapid.SampledFrom([]rune("7xЖ")).Draw(t, "letter")))
	}
	return string(slices.Delete(runes, i, i+1))
}

// drawID writes an id as it is or as something has spoiled it; honest is whether it can mean that unit still.
func drawID(t *rapid.T, id string) (text string, honest bool) {
	switch rapid.SampledFrom([]string{"plain", "zeros", "formula", "apostrophe", "exponent", "grouped", "decimals",
		"misspelt"}).Draw(t, "id") {
	case "zeros":
		return strings.TrimLeft(id, "0"), true
	case "formula":
		return `="` + id + `"`, true
	case "apostrophe":
		return "'" + id, true
	case "exponent":
		n, err := strconv.ParseFloat(id, 64)
		require.NoError(t, err)
		return strconv.FormatFloat(n, 'E', rapid.IntRange(0, 8).Draw(t, "digits"), 64), true
	case "grouped":
		s := strings.TrimLeft(id, "0")
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + " " + s[i:]
		}
		return s, true
	case "decimals":
		return id + ".0", true
	case "misspelt":
		return misspell(t, id), false
	}
	return id, true
}

// drawName writes the name of a unit in some language, with its kind or without, and as people spell it.
func drawName(t *rapid.T, l *geo.Layer, u int) (text string, honest bool) {
	unit := l.Units[u]
	i := slices.IndexFunc(names, func(n [4]string) bool { return n[0] == unit.Names["kk"] })
	lang := rapid.IntRange(0, 3).Draw(t, "language")
	s, honest := names[i][lang], true
	if rapid.IntRange(0, 4).Draw(t, "misspelt") == 0 {
		s, honest = misspell(t, s), false
	}
	if rapid.Bool().Draw(t, "with kind") {
		s = fmt.Sprintf(words[unit.Kind][lang], s)
	}
	if rapid.IntRange(0, 3).Draw(t, "region in the name") == 0 {
		r := slices.IndexFunc(l.Regions, func(x geo.Region) bool { return x.ID == unit.RegionID })
		s = namesOfRegions[r][rapid.IntRange(0, 3).Draw(t, "language of the region")] + ", " + s
	}
	return rapid.SampledFrom([]func(string) string{strings.ToUpper, strings.ToLower,
		func(s string) string { return s }, func(s string) string { return "'" + s + "'" }}).Draw(t, "dress")(s), honest
}

// drawRegion writes a region by its id or name.
func drawRegion(t *rapid.T, l *geo.Layer, id string) (text string, honest bool) {
	r := slices.IndexFunc(l.Regions, func(x geo.Region) bool { return x.ID == id })
	honest = true
	if rapid.IntRange(0, 7).Draw(t, "another region") == 0 {
		r, honest = rapid.IntRange(0, len(l.Regions)-1).Draw(t, "region"), false
	}
	s := append([]string{l.Regions[r].ID}, namesOfRegions[r][:]...)[rapid.IntRange(0, 4).Draw(t, "way")]
	if rapid.IntRange(0, 7).Draw(t, "misspelt region") == 0 {
		return misspell(t, s), false
	}
	return s, honest
}

// tableOf is rows as CSV, with a column more of a title, which has a figure for each row behind the head.
func tableOf(t require.TestingT, rows [][]string, title string, figure func(row int) string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = ';'
	for i, row := range rows {
		last := title
		if i > 0 {
			last = figure(i)
		}
		require.NoError(t, w.Write(append(slices.Clone(row), last)))
	}
	w.Flush()
	return b.Bytes()
}

// A row means the same unit in a table of voters as in that of a plan, or means none in both, however it is written.
// All rows but the last are plain, so that both know which column is what.
func TestReadersAgree(t *testing.T) {
	sure, none := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayer(t)
		if len(l.Units) < 2 {
			return
		}
		u := rapid.IntRange(0, len(l.Units)-1).Draw(t, "unit")
		pick := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
		of := map[string]bool{} // which columns there are
		switch pick("columns", "ids", "names", "both") {
		case "ids":
			of["id"] = true
		case "names":
			of["name"] = true
		default:
			of["id"], of["name"] = true, true
		}
		of["region"] = rapid.Bool().Draw(t, "a column of regions")
		titles := map[string]string{"id": pick("title of ids", "unit_id", "GEOID20", "Код", "vtd", "id"),
			"name":   pick("title of names", "name", "Район", "Наименование района", "Unit name"),
			"region": pick("title of regions", "region", "Область", "Облыс атауы")}
		if of["name"] && titles["id"] == "vtd" {
			titles["id"] = "vtdid" // the other may be of names too
		}
		var rows [][]string
		add := func(cells map[string]string) {
			var row []string
			for _, column := range []string{"region", "id", "name"} {
				if of[column] {
					row = append(row, cells[column])
				}
			}
			rows = append(rows, row)
		}
		add(titles)
		named := func(unit geo.Unit) string {
			r := slices.IndexFunc(l.Regions, func(x geo.Region) bool { return x.ID == unit.RegionID })
			return namesOfRegions[r][1] + ", " + fmt.Sprintf(words[unit.Kind][1], unit.Names["ru"])
		}
		for i, unit := range l.Units {
			if i != u {
				add(map[string]string{"id": unit.ID, "name": named(unit), "region": unit.RegionID})
			}
		}
		id, honest := drawID(t, l.Units[u].ID)
		name, same := drawName(t, l, u)
		region, right := drawRegion(t, l, l.Units[u].RegionID)
		switch {
		case !of["name"] && rapid.IntRange(0, 3).Draw(t, "a name for the id") == 0:
			id, honest = name, same
		case of["name"] && of["id"] && rapid.IntRange(0, 3).Draw(t, "no id") == 0:
			id, honest = "", same
		case of["name"] && of["id"] && rapid.IntRange(0, 3).Draw(t, "another name") == 0:
			name, _ = drawName(t, l, rapid.IntRange(0, len(l.Units)-1).Draw(t, "other"))
		}
		honest = honest && same && (right || !of["region"])
		add(map[string]string{"id": id, "name": name, "region": region})

		byVoters := unitOfVoters(t, l, rows)
		byPlan := unitOfPlan(t, l, rows)
		text := string(tableOf(t, rows, "…", func(int) string { return "" }))
		require.Equal(t, byVoters, byPlan, text)
		if byVoters < 0 {
			none++
		} else if sure++; honest {
			require.Equal(t, u, byVoters, text)
		}
	})
	require.Greater(t, sure, none/3)
	require.Positive(t, none)
}

// unitOfVoters is the unit that the last row of a table of voters means, -1 for none.
func unitOfVoters(t *rapid.T, l *geo.Layer, rows [][]string) int {
	units, regions := l.Called()
	data := tableOf(t, rows, "voters", strconv.Itoa)
	got, faults := voters.Read("t", data, units, regions, voters.Columns{}, nil)
	require.NotNil(t, got, string(data))
	if u := slices.Index(got.Of, int64(len(rows)-1)); u >= 0 {
		return u
	}
	for _, f := range faults.List {
		if f.Line != len(rows) && f.Kind != fault.MissingUnit {
			require.Fail(t, "a plain row is refused", "%v\n%s", f, data)
		}
		if f.Kind == fault.RepeatedUnit {
			return slices.IndexFunc(l.Units, func(u geo.Unit) bool { return u.ID == f.ID })
		}
	}
	return -1
}

// unitOfPlan is the unit that the last row of a table of a plan means, -1 for none.
func unitOfPlan(t *rapid.T, l *geo.Layer, rows [][]string) int {
	data := tableOf(t, rows, "district", func(row int) string {
		if row == len(rows)-1 {
			return "2"
		}
		return "1"
	})
	p, err := planfile.Read(planfile.Case{Layer: l, Districts: 2}, format.Source{Name: "t", Data: data})
	var all *fault.Faults
	if errors.As(err, &all) {
		for _, f := range all.List {
			require.Equal(t, len(rows), f.Line, "%v\n%s", f, data)
		}
		return -1
	}
	require.NoError(t, err)
	for u, numbers := range p.Of {
		if slices.Contains(numbers, 2) {
			return u
		}
	}
	return -1
}

package resolution

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/geo"
)

// townNames are such that they could be taken for others: of each other, of units, of words.
var townNames = []string{"Абай", "Шет", "Шет и Абай", "Абайский район", "без", "A, B", "Жаңа «Ауыл»", "Абай",
	"город Шет", "Шет және Абай", "and", "of Abai", "Шет.", "Қарағанды облысы", "Нұра (ескі)", "Абай ауданы", "Нұра"}

var townKinds = []string{"city", "village", "kent", "", "станция", "polling station"}

// dividedLayer divides every second unit of some regions of a layer into settlements, most of them with a rest.
func dividedLayer(l *geo.Layer) *geo.Layer {
	out := &geo.Layer{Regions: l.Regions[:6]}
	var parts []geo.Unit
	for i, u := range l.Units {
		if !slices.Contains(out.RegionIDs(), u.RegionID) {
			continue
		}
		if i%2 == 1 {
			u.Parents = []string{""}
			out.Units = append(out.Units, u)
			continue
		}
		out.Divided = append(out.Divided, u)
		for k := range 1 + i%6 {
			name := townNames[(i+k*5)%len(townNames)]
			parts = append(parts, geo.Unit{ID: fmt.Sprint(u.ID, "-", k), RegionID: u.RegionID, Parents: []string{u.ID},
				Kind: townKinds[(i+k/2)%len(townKinds)], Names: geo.Names{"ru": name}, Place: &orb.Point{}})
		}
		if i%10 > 0 {
			parts = append(parts, geo.Unit{ID: u.ID + "-rest", RegionID: u.RegionID, Parents: []string{u.ID}, Kind: "rest",
				Names: geo.Names{"ru": "Остаток, без имени"}, Rest: true})
		}
	}
	out.Units = append(out.Units, parts...)
	return out
}

// Random plans that divide units among their settlements read back to the same, and the rest of a unit is never named.
func TestPartsOfDividedUnitsReadBack(t *testing.T) {
	layer := dividedLayer(embedded(t).layer)
	for _, lang := range Languages() {
		t.Run(lang, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				table := rapid.SampledFrom([]*names.Table{embedded(t).table, nil}).Draw(rt, "table")
				k := rapid.IntRange(1, 30).Draw(rt, "districts")
				district := make([]int, len(layer.Units))
				of := map[string]int{} // unit that is divided, to its district
				for i, u := range layer.Units {
					whole := cmp.Or(slices.Concat([]string{u.ID}, u.Parents)[len(u.Parents)], u.ID)
					if _, ok := of[whole]; !ok || rapid.IntRange(0, 3).Draw(rt, "apart") == 0 {
						of[whole] = rapid.IntRange(0, k).Draw(rt, "district")
					}
					district[i] = of[whole]
				}
				ps := paragraphs(layer, table, lang, district)
				if len(ps) == 0 {
					return
				}
				text := strings.Join(ps, "\n")
				require.NotContains(rt, text, "Остаток")
				got, err := readback.Paragraphs(ps, layer, table, "ru", "en")
				require.NoError(rt, err, text)
				require.Equal(rt, district, got.District, text)
			})
		})
	}
}

// smallLayer is a raion of a town, two kents and a rest, beside another that is whole.
func smallLayer(t *testing.T) (*geo.Layer, *names.Table) {
	k := embedded(t)
	l := &geo.Layer{}
	for _, r := range k.layer.Regions {
		if r.ID == "KZ-35" {
			l.Regions = append(l.Regions, r)
		}
	}
	for _, u := range k.layer.Units {
		switch u.ID {
		case "356400000":
			u.Parents = []string{""}
			l.Units = append(l.Units, u)
		case "353200000":
			l.Divided = append(l.Divided, u)
		}
	}
	for _, x := range []struct{ id, kind, kk, ru, en string }{
		{"1", "city", "Абай", "Абай", "Abai"}, {"2", "kent", "Қарабас", "Карабас", "Karabas"},
		{"3", "kent", "Оңтүстік", "Южный", "Yuzhny"}, {"353200000-rest", "rest", "қалғаны", "остаток", "Rest of Abai"},
	} {
		u := geo.Unit{ID: x.id, Kind: x.kind, RegionID: "KZ-35", Parents: []string{"353200000"}, Voters: 10,
			Names: geo.Names{"kk": x.kk, "ru": x.ru, "en": x.en}, Rest: x.kind == "rest"}
		if !u.Rest {
			u.Place = &orb.Point{}
		}
		l.Units = append(l.Units, u)
	}
	return l, k.table
}

func TestPartsInTheShortestForm(t *testing.T) {
	l, table := smallLayer(t)
	for _, c := range []struct {
		lang string
		in   []int // of Shet, Abai, Karabas, Yuzhny, the rest
		want string
	}{
		{"ru", []int{0, 1, 1, 1, 1}, "часть Карагандинской области — Абайский район"},
		{"ru", []int{0, 1, 1, 1, 0},
			"часть Карагандинской области — из Абайского района город Абай, посёлки Карабас и Южный"},
		{"ru", []int{1, 0, 1, 1, 0},
			"часть Карагандинской области — Шетский район; из Абайского района посёлки Карабас и Южный"},
		{"ru", []int{0, 0, 1, 1, 1}, "часть Карагандинской области — Абайский район без города Абай"},
		{"ru", []int{1, 0, 1, 1, 1}, "Карагандинская область, за исключением города Абай Абайского района"},
		{"kk", []int{0, 1, 0, 0, 0}, "Қарағанды облысының бір бөлігі – Абай ауданының Абай қаласы"},
		{"kk", []int{0, 1, 1, 1, 0},
			"Қарағанды облысының бір бөлігі – Абай ауданының Абай қаласы, Қарабас және Оңтүстік кенттері"},
		{"kk", []int{0, 0, 1, 1, 1}, "Қарағанды облысының бір бөлігі – Абай ауданы (Абай қаласын қоспағанда)"},
		{"kk", []int{1, 0, 1, 1, 1}, "Абай ауданының Абай қаласын қоспағанда, Қарағанды облысы"},
		{"en", []int{1, 0, 1, 1, 1}, "Karaganda Region except the city of Abai in Abai raion"},
		{"en", []int{0, 1, 1, 1, 0},
			"part of Karaganda Region – of Abai raion the city of Abai and the settlements of Karabas and Yuzhny"},
		{"en", []int{0, 0, 1, 1, 1}, "part of Karaganda Region – Abai raion without the city of Abai"},
	} {
		got := newTerritories(c.lang, names.Tree(l, table, c.lang)).territory(func(u int) bool { return c.in[u] == 1 })
		require.Equal(t, []string{c.want}, got)
	}
}

// Where words for a part could be of two units they are refused, and written with brackets.
func TestPartsOfTwoUnits(t *testing.T) {
	l := &geo.Layer{Regions: []geo.Region{{ID: "R"}}, Divided: []geo.Unit{{ID: "P"}, {ID: "Q"}}}
	forms := "id,lang,name,of,except,list,list_except\nR,ru,Край,Края,Края,,\nP,ru,А,А,А,,\nQ,ru,А Б,А Б,А Б,,\n"
	for id, name := range map[string]string{"p1": "Б В", "p2": "Г", "q1": "В", "q2": "Д", "q3": "Е"} {
		forms += fmt.Sprintf("%s,ru,%[2]s,%[2]s,%[2]s,,\n", id, name)
	}
	for _, id := range []string{"p1", "p2", "q1", "q2", "q3"} {
		l.Units = append(l.Units, geo.Unit{ID: id, RegionID: "R", Parents: []string{strings.ToUpper(id[:1])}})
	}
	table, err := names.Read([]byte(forms), []byte("kind,lang,rank,before,after,except_before,except_after\n"))
	require.NoError(t, err)
	_, err = readback.Paragraphs([]string{"Избирательный округ № 1", "Территория: часть Края — из А Б В."}, l, table)
	require.ErrorContains(t, err, "can be read in two ways")
	for unit, want := range map[int]string{0: "часть Края — А (только: Б В)", 2: "часть Края — А Б (только: В)",
		3: "часть Края — из А Б Д"} {
		got := newTerritories("ru", names.Tree(l, table, "ru")).territory(func(u int) bool { return u == unit })
		require.Equal(t, []string{want}, got)
	}
}

// Of more settlements than a list may have the territory refers to annex 3, whose rows are read; what lacks there, or
// is called otherwise, is missed.
func TestSettlementsOfAnnex3(t *testing.T) {
	l := &geo.Layer{Regions: embedded(t).layer.Regions[:2]}
	for i := range 300 {
		l.Units = append(l.Units, geo.Unit{ID: fmt.Sprint(1000 + i), RegionID: l.Regions[i%2].ID, Place: &orb.Point{},
			Kind: townKinds[i%len(townKinds)], Names: geo.Names{"ru": townNames[i%len(townNames)]}})
	}
	heads := map[string][2]string{"kk": {"№ %d сайлау округі", "Аумағы: "},
		"ru": {"Избирательный округ № %d", "Территория: "}, "en": {"Electoral district No. %d", "Territory: "}}
	rapid.Check(t, func(rt *rapid.T) {
		lang := rapid.SampledFrom(Languages()).Draw(rt, "lang")
		district := make([]int, len(l.Units))
		often := rapid.SliceOfN(rapid.IntRange(1, 3), 1, 9).Draw(rt, "often")
		for i := range district {
			district[i] = rapid.SampledFrom(often).Draw(rt, "district")
		}
		tree := names.Tree(l, embedded(t).table, lang, "ru")
		w := newTerritories(lang, tree)
		w.annexed = true
		var ps, rows []string
		for n := range 4 {
			in := func(u int) bool { return district[u] == n }
			if !slices.Contains(district, n) {
				continue
			}
			text := heads[lang][1] + strings.Join(w.territory(in), ";\n") + "."
			require.Less(rt, strings.Count(text, ", "), 2*longest+5)
			ps = append(ps, fmt.Sprintf(heads[lang][0], n))
			ps = append(ps, text)
			for _, region := range tree.Children {
				for _, c := range region.Children {
					if in(c.Unit) {
						rows = append(rows, fmt.Sprint(n), c.Forms.Name, "село", c.ID, "100")
					}
				}
			}
		}
		ps = strings.Split(strings.Join(ps, "\n"), "\n")
		got, err := readback.Paragraphs(slices.Concat(ps, rows), l, embedded(t).table, "ru")
		require.NoError(rt, err, strings.Join(ps, "\n"))
		require.Equal(rt, district, got.District)
		if regexp.MustCompile(` 3 \(|3-қосымша`).MatchString(strings.Join(ps, "\n")) {
			_, err = readback.Paragraphs(ps, l, embedded(t).table, "ru")
			require.ErrorContains(rt, err, "annex 3 lists 0 units there for the district, and not")
			for i := 1; i < len(rows); i += 5 {
				rows[i] += "а"
			}
			_, err = readback.Paragraphs(slices.Concat(ps, rows), l, embedded(t).table, "ru")
			require.ErrorContains(rt, err, "annex 3 lists 0 units")
		}
	})
}

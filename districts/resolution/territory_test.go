package resolution

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/geo"
)

// paragraphs are the least act: headings and territories. It joins lists as acts do, or another way where the reader
// takes that in one way alone.
func paragraphs(l *geo.Layer, table *names.Table, lang string, district []int, other ...joining) []string {
	head := map[string]string{"kk": "№ %d сайлау округі", "ru": "Избирательный округ № %d",
		"en": "Electoral district No. %d"}
	label := map[string]string{"kk": "Аумағы: ", "ru": "Территория: ", "en": "Territory: "}
	root := names.Tree(l, table, lang, "ru", "en")
	w := newTerritories(lang, root)
	most := 0
	for _, d := range district {
		most = max(most, d)
	}
	var ps []string
	for n := 1; n <= most; n++ {
		in := func(u int) bool { return district[u] == n }
		t := w.territory(in)
		for i, r := 0, 0; len(other) > 0 && r < len(root.Children); r++ {
			if _, some := share(root.Children[r], in); some {
				was := w.phrase(root.Children[r], in, other[0])
				if _, err := w.book.Phrase(was); err == nil || !strings.Contains(err.Error(), "in two ways") {
					t[i] = was
				}
				i++
			}
		}
		if len(t) > 0 {
			ps = append(ps, fmt.Sprintf(head[lang], n))
			ps = append(ps, strings.Split(label[lang]+strings.Join(t, ";\n")+".", "\n")...)
		}
	}
	return ps
}

func TestEveryRegionAndUnitHasItsForms(t *testing.T) {
	l, table := embedded(t).layer, embedded(t).table
	for _, lang := range embedded(t).scenario.Languages {
		for _, r := range l.Regions {
			require.True(t, table.Has(r.ID, lang), "%s in %s", r.ID, lang)
		}
		for _, u := range l.Units {
			require.True(t, table.Has(u.ID, lang), "%s in %s", u.ID, lang)
			_, ok := table.Kind(u.Kind, lang)
			require.True(t, ok, "%s in %s", u.Kind, lang)
		}
	}
}

// TestWordsReadBack is the proof of the words: random assignments of every shape give the same assignment back in
// every language, with the table of grammar and without, with parents and without.
func TestWordsReadBack(t *testing.T) {
	l, table := embedded(t).layer, embedded(t).table
	nested := &geo.Layer{Regions: l.Regions, Units: append([]geo.Unit{}, l.Units...)}
	for i := range nested.Units {
		nested.Units[i].Parents = []string{fmt.Sprint("Группа ", i%7/3), fmt.Sprint("Под (", i%5/2, ")")}
	}
	for _, lang := range Languages() {
		t.Run(lang, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) { readBack(rt, lang, []*geo.Layer{l, nested}, table) })
		})
	}
}

func readBack(rt *rapid.T, lang string, layers []*geo.Layer, table *names.Table) {
	layer := rapid.SampledFrom(layers).Draw(rt, "layer")
	tab := rapid.SampledFrom([]*names.Table{table, nil}).Draw(rt, "table")
	k := rapid.IntRange(1, 60).Draw(rt, "districts")
	district := make([]int, len(layer.Units))
	within := rapid.Bool().Draw(rt, "within regions")
	region := map[string]int{}
	for i, u := range layer.Units {
		if within { // one or two districts a region
			if _, ok := region[u.RegionID]; !ok {
				region[u.RegionID] = 2*len(region) + 1
			}
			district[i] = region[u.RegionID] + rapid.IntRange(0, 1).Draw(rt, "half")
		} else {
			district[i] = rapid.IntRange(0, k).Draw(rt, "district")
		}
	}
	if rapid.Bool().Draw(rt, "lumpy") { // long runs, so that whole regions and exceptions occur
		for i := 1; i < len(district); i++ {
			if i%29 > 2 {
				district[i] = district[i-1]
			}
		}
	}
	ps := paragraphs(layer, tab, lang, district)
	got, err := readback.Paragraphs(ps, layer, tab, "ru", "en")
	if len(ps) == 0 {
		return
	}
	require.NoError(rt, err, strings.Join(ps, "\n"))
	require.Equal(rt, lang, got.Lang)
	require.Equal(rt, district, got.District, strings.Join(ps, "\n"))
	for _, p := range ps {
		require.NotContains(rt, strings.TrimSuffix(p, ";"), ";", "one list of a region")
	}
	ps = paragraphs(layer, tab, lang, district, earlierWordings(lang)[rapid.SampledFrom([]string{"commas",
		"semicolons", "one and"}).Draw(rt, "earlier")])
	got, err = readback.Paragraphs(ps, layer, tab, "ru", "en")
	require.NoError(rt, err, strings.Join(ps, "\n"))
	require.Equal(rt, district, got.District, strings.Join(ps, "\n"))
}

// earlierWordings are the ways in which acts joined lists once: kinds parted by semicolons, without "and" and with it;
// and one list with "and" before its last kind alone, and none in the kinds before.
func earlierWordings(lang string) map[string]joining {
	w := newTerritories(lang, &names.Node{})
	return map[string]joining{
		"commas": func(list []listed, exception bool) string { return earlierWording(list, exception, ", ") },
		"semicolons": func(list []listed, exception bool) string {
			return earlierWording(list, exception, w.And)
		},
		"one and": func(list []listed, exception bool) string { return oneAnd(w, list, exception) },
	}
}

// oneAnd is how acts joined lists before every kind had an "and" of its own.
func oneAnd(w *territories, list []listed, exception bool) string {
	last := len(list) - 1
	texts := make([]string, len(list))
	for i, x := range list {
		and := ", "
		if i == last {
			and = w.And
		}
		texts[i] = w.group(x, exception, and)
	}
	if len(list[last].group) > 1 {
		return strings.Join(texts, ", ")
	}
	return join(texts, ", ", w.And)
}

// earlierWording parts kinds by semicolons, with the kind's word where it stands for names that are no adjectives.
func earlierWording(list []listed, exception bool, and string) string {
	var texts []string
	for i := 0; i < len(list); i++ {
		group := list[i].group
		if len(group) == 0 {
			texts = append(texts, list[i].alone)
			continue
		}
		for i+1 < len(list) && len(list[i+1].group) > 0 && list[i+1].group[0].Group.Kind == group[0].Group.Kind {
			i++
			group = slices.Concat(group, list[i].group)
		}
		var names []string
		for _, c := range group {
			switch {
			case len(group) == 1 && exception:
				names = append(names, c.Forms.Except)
			case len(group) == 1:
				names = append(names, c.Forms.Name)
			case exception:
				names = append(names, c.Forms.ListExcept)
			default:
				names = append(names, c.Forms.List)
			}
		}
		k := group[0].Group.Kind
		before, after := k.Before, k.After
		if exception {
			before, after = k.ExceptBefore, k.ExceptAfter
		}
		if len(group) == 1 {
			before, after = "", ""
		}
		texts = append(texts, strings.TrimSpace(before+" "+join(names, ", ", and)+" "+after))
	}
	return strings.Join(texts, "; ")
}

// Where a name is another's short form a list of both could be read in two ways. It is refused, and written otherwise.
func TestListsThatCouldBeReadInTwoWays(t *testing.T) {
	l := &geo.Layer{Regions: []geo.Region{{ID: "R", Names: geo.Names{"kk": "Өңір"}}}}
	forms := "id,lang,name,of,except,list,list_except\nR,kk,Өңір,Өңірдің,Өңірді,,\nA,kk,Абай,Абайдың,Абайды,,\n"
	for _, name := range []string{"Абай", "Шет", "Нұра"} {
		forms += fmt.Sprintf("%[1]s,kk,%[1]s ауданы,%[1]s ауданының,%[1]s ауданын,%[1]s,%[1]s\n", name)
	}
	for _, id := range []string{"A", "Абай", "Шет", "Нұра", "B", "C", "D"} {
		l.Units = append(l.Units, geo.Unit{ID: id, RegionID: "R", Kind: "raion", Names: geo.Names{"kk": "Басқа"}})
	}
	table, err := names.Read([]byte(forms),
		[]byte("kind,lang,rank,before,after,except_before,except_after\nraion,kk,1,,аудандары,,аудандарын\n"))
	require.NoError(t, err)
	read := func(words string) ([]int, error) {
		r, err := readback.Paragraphs([]string{"№ 1 сайлау округі", "Аумағы: " + words + "."}, l, table)
		if err != nil {
			return nil, err
		}
		return r.District, nil
	}
	_, err = read("Өңірдің бір бөлігі – Абай, Нұра және Шет аудандары")
	require.ErrorContains(t, err, "can be read in two ways")
	w := newTerritories("kk", names.Tree(l, table, "kk"))
	for _, c := range []struct {
		in   []int
		want string
	}{
		{[]int{0, 1, 1, 1, 0, 0, 0}, "Өңірдің бір бөлігі – Абай ауданы; Нұра ауданы; Шет ауданы"},
		{[]int{1, 0, 1, 1, 0, 0, 0}, "Өңірдің бір бөлігі – Нұра және Шет аудандары және Абай"},
		{[]int{0, 1, 1, 0, 0, 0, 0}, "Өңірдің бір бөлігі – Абай және Шет аудандары"},
	} {
		words := w.territory(func(u int) bool { return c.in[u] == 1 })
		require.Equal(t, []string{c.want}, words)
		got, err := read(words[0])
		require.NoError(t, err)
		require.Equal(t, c.in, got)
	}
}

func TestTheShortestFormIsTaken(t *testing.T) {
	l, table := embedded(t).layer, embedded(t).table
	mixed := []string{"Arys", "Kentau", "Turkistan", "Ordabasy", "Otyrar"}
	for _, c := range []struct {
		lang string
		in   func(u geo.Unit) bool
		want string
	}{
		{"ru", func(u geo.Unit) bool { return u.RegionID == "KZ-39" }, "Костанайская область полностью"},
		{"kk", func(u geo.Unit) bool { return u.RegionID == "KZ-39" }, "Қостанай облысы толығымен"},
		{"en", func(u geo.Unit) bool { return u.RegionID == "KZ-71" }, "the whole of the city of Astana"},
		{"ru", func(u geo.Unit) bool {
			return u.RegionID == "KZ-35" && u.ID != "351600000" && u.ID != "353200000" && u.ID != "356400000"
		},
			"Карагандинская область, за исключением города Балхаша, Абайского и Шетского районов"},
		{"kk", func(u geo.Unit) bool {
			return u.RegionID == "KZ-35" && u.ID != "351600000" && u.ID != "353200000" && u.ID != "356400000"
		},
			"Балқаш қаласын, Абай және Шет аудандарын қоспағанда, Қарағанды облысы"},
		{"en", func(u geo.Unit) bool {
			return u.RegionID == "KZ-35" && u.ID != "351600000" && u.ID != "353200000" && u.ID != "356400000"
		},
			"Karaganda Region except the city of Balkash and the raions of Abai and Shet"},
		{"ru", func(u geo.Unit) bool { return u.ID == "351600000" || u.ID == "352100000" || u.ID == "353600000" },
			"часть Карагандинской области — города Балхаш и Приозерск и Актогайский район"},
		{"kk", func(u geo.Unit) bool { return u.ID == "351600000" || u.ID == "352100000" || u.ID == "353600000" },
			"Қарағанды облысының бір бөлігі – Балқаш және Приозерск қалалары және Ақтоғай ауданы"},
		{"en", func(u geo.Unit) bool { return u.ID == "351600000" || u.ID == "353600000" },
			"part of Karaganda Region – the city of Balkash and Aktogai raion"},
		{"kk", func(u geo.Unit) bool { return u.ID == "596600000" || u.ID == "594200000" || u.ID == "595800000" },
			"Солтүстік Қазақстан облысының бір бөлігі – Аққайың және Есіл аудандары және Ғабит Мүсірепов атындағы аудан"},
		{"ru", func(u geo.Unit) bool { return u.ID == "751210000" || u.ID == "751310000" },
			"часть города Алматы — Алатауский и Ауэзовский районы"},
		{"kk", func(u geo.Unit) bool { return u.ID == "751210000" || u.ID == "751310000" },
			"Алматы қаласының бір бөлігі – Алатау және Әуезов аудандары"},
		{"en", func(u geo.Unit) bool { return u.ID == "751210000" || u.ID == "751310000" },
			"part of the city of Almaty – the city districts of Alatau and Auezov"},
		{"ru", func(u geo.Unit) bool { return u.RegionID == "KZ-79" && u.ID != "791110000" && u.ID != "791910000" },
			"город Шымкент, за исключением Абайского района и района Туран"},
		{"kk", func(u geo.Unit) bool { return u.RegionID == "KZ-79" && u.ID != "791110000" && u.ID != "791910000" },
			"Абай және Тұран аудандарын қоспағанда, Шымкент қаласы"},
		{"ru", func(u geo.Unit) bool {
			return u.RegionID == "KZ-59" && (u.Names["ru"] == "Акжарский" ||
				u.Names["ru"] == "Есильский" || u.Names["ru"] == "Магжана Жумабаева" || u.Names["ru"] == "Шал акына")
		},
			"часть Северо-Казахстанской области — Акжарский и Есильский районы, районы Магжана Жумабаева и Шал акына"},
		{"en", func(u geo.Unit) bool {
			return u.ID == "351600000" || u.ID == "353600000" || u.ID == "352100000" || u.ID == "353200000"
		},
			"part of Karaganda Region – the cities of Balkash and Priozersk and the raions of Abai and Aktogai"},
		{"ru", func(u geo.Unit) bool { return u.RegionID == "KZ-61" && slices.Contains(mixed, u.Names["en"]) },
			"часть Туркестанской области — города Арысь и Туркестан, город Кентау и район Сауран, " +
				"Ордабасынский и Отрарский районы"},
		{"kk", func(u geo.Unit) bool { return u.RegionID == "KZ-61" && slices.Contains(mixed, u.Names["en"]) },
			"Түркістан облысының бір бөлігі – Арыс және Түркістан қалалары, Кентау қаласы және Сауран ауданы, " +
				"Ордабасы және Отырар аудандары"},
		{"ru", func(u geo.Unit) bool {
			return u.RegionID == "KZ-61" && slices.Contains([]string{"Kazygurt", "Sairam", "Baidibek"}, u.Names["en"])
		},
			"часть Туркестанской области — Казыгуртский и Сайрамский районы и район Байдибека"},
		{"ru", func(u geo.Unit) bool { return u.ID == "711110000" || u.ID == "711210000" },
			"часть города Астаны — районы Алматы и Есиль"},
	} {
		got := newTerritories(c.lang, names.Tree(l, table, c.lang)).territory(func(i int) bool { return c.in(l.Units[i]) })
		require.Equal(t, []string{c.want}, got)
	}
}

func TestFaultsNameTheParagraph(t *testing.T) {
	l, table := embedded(t).layer, embedded(t).table
	_, err := readback.Paragraphs([]string{
		"Приложение 1", "Избирательный округ № 1", "Территория: часть Карагандинской области — города Балхаж, Приозерск.",
		"Избирательный округ № 2", "Территория: Костанайская область полностью;",
		"часть Карагандинской области — город Сарань.",
		"Избирательный округ № 3", "Территория: город Астана", "Избирательный округ № 4",
		"Территория: часть Костанайской области — город Рудный.",
	}, l, table)
	require.ErrorContains(t, err,
		`paragraph 3 (district 1): Карагандинская область: "Балхаж" is none of its units; the nearest name is "Балхаш`)
	require.ErrorContains(t, err,
		`paragraph 8 (district 3): "город Астана" is not one of the three ways of saying a territory`)
	require.ErrorContains(t, err, "paragraph 10 (district 4): "+
		`unit 392400000 “Rudny” stands in district 2 already, paragraph 5`)
	_, err = readback.Paragraphs([]string{"Letter to the editor"}, l, table)
	require.ErrorContains(t, err, "no paragraph names an electoral district")
}

// Acts as they were worded once, with a colon, without "and", or with one in the last kind alone, are read like those
// of today.
func TestEarlierWordingIsRead(t *testing.T) {
	l, table := embedded(t).layer, embedded(t).table
	for _, two := range [][2]string{
		{"Территория: часть Карагандинской области: города Балхаш, Приозерск; Актогайский район.",
			"Территория: часть Карагандинской области — города Балхаш и Приозерск; Актогайский район."},
		{"Аумағы: Қарағанды облысының бір бөлігі: Балқаш, Приозерск қалалары; Ақтоғай ауданы.",
			"Аумағы: Қарағанды облысының бір бөлігі – Балқаш және Приозерск қалалары; Ақтоғай ауданы."},
		{"Territory: part of Karaganda Region: the cities of Balkash, Priozersk; Aktogai raion.",
			"Territory: part of Karaganda Region – the cities of Balkash and Priozersk; Aktogai raion."},
		{"Территория: часть Карагандинской области — города Балхаш, Приозерск и Актогайский район.",
			"Территория: часть Карагандинской области — города Балхаш и Приозерск и Актогайский район."},
		{"Аумағы: Қарағанды облысының бір бөлігі – Балқаш қаласы, Ақтоғай және Шет аудандары.",
			"Аумағы: Қарағанды облысының бір бөлігі – Шет ауданы; Балқаш қаласы және Ақтоғай ауданы."},
		{"Аумағы: Қарағанды облысының бір бөлігі – Балқаш, Приозерск қалалары және Ақтоғай ауданы.",
			"Аумағы: Қарағанды облысының бір бөлігі – Балқаш және Приозерск қалалары және Ақтоғай ауданы."},
	} {
		var got [2][]int
		for i, words := range two {
			heading := map[byte]string{'\xd0': "Избирательный округ № 1", 'T': "Electoral district No. 1"}[words[0]]
			if strings.HasPrefix(words, "Аумағы") {
				heading = "№ 1 сайлау округі"
			}
			read, err := readback.Paragraphs([]string{heading, words}, l, table)
			require.NoError(t, err, words)
			got[i] = read.District
		}
		require.Equal(t, got[0], got[1])
		units := 0
		for _, d := range got[0] {
			units += d
		}
		require.Equal(t, 3, units, "of district 1")
	}
}

package resolution

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/packager"
	"github.com/gomutex/godocx/wml/ctypes"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/resolution/markup"
	"github.com/okrug/okrug/districts/resolution/readback"
)

// TestWholeActsReadBack writes whole documents of random plans, lawful or not, in both formats and every language.
// Write itself fails where the words do not give the plan back; the comparison is repeated here without it.
func TestWholeActsReadBack(t *testing.T) {
	k := embedded(t)
	r := rand.New(rand.NewPCG(5, 28))
	for i := range 60 {
		district := k.slices()
		switch i % 4 {
		case 1: // crossing: some units go anywhere
			for range 40 {
				district[r.IntN(len(district))] = 1 + r.IntN(29)
			}
		case 2: // arbitrary
			for u := range district {
				district[u] = 1 + r.IntN(5+i)
			}
		case 3: // unfinished
			for range 30 {
				district[r.IntN(len(district))] = 0
			}
		}
		p := k.plan(t, district)
		lang := Languages()[i%len(Languages())]
		file := []string{"act.docx", "act.html"}[i%2]
		table := k.table
		if i%10 == 9 {
			table = nil
		}
		data, err := Write(p, table, Options{Lang: lang}, file)
		require.NoError(t, err)
		got, err := readback.Document(data, k.layer, table, k.scenario.Languages...)
		require.NoError(t, err)
		require.Equal(t, lang, got.Lang)
		require.Equal(t, district, got.District)
		require.NoError(t, checkWords(p, got))
		require.Equal(t, string(p.Assignment()), string(got.CSV(k.layer)))
	}
}

func TestCheckSeesEveryDifference(t *testing.T) {
	k := embedded(t)
	district := k.slices()
	p := k.plan(t, district)
	data, err := Write(p, k.table, Options{Lang: "kk"}, "a.docx")
	require.NoError(t, err)
	district[7]++
	got, err := readback.Document(data, k.layer, k.table)
	require.NoError(t, err)
	require.ErrorContains(t, checkWords(k.plan(t, district), got), k.layer.Units[7].ID)
}

// figures reads whole numbers with no-break thousands.
func figure(t *testing.T, s string) int64 {
	s = strings.NewReplacer(nbsp, "", "−", "-", "+", "").Replace(s)
	n, err := strconv.ParseInt(s, 10, 64)
	require.NoError(t, err, s)
	return n
}

// cellsOf are the texts of a row.
func cellsOf(row *ctypes.Row) (cells []string) {
	for _, c := range row.Contents {
		text := ""
		for _, b := range c.Cell.Contents {
			for _, r := range b.Paragraph.Children {
				for _, x := range r.Run.Children {
					if x.Text != nil {
						text += x.Text.Text
					}
				}
			}
		}
		cells = append(cells, text)
	}
	return cells
}

// unitsOfTheDocument finds every unit once in the annex of units, with its district and voters.
func unitsOfTheDocument(t *testing.T, p *districts.Plan, table *docx.Table) {
	rows := table.GetCT().RowContents
	require.Len(t, rows, len(p.Layer.Units)+1, "head, units")
	unit := map[string]int{}
	for u, x := range p.Layer.Units {
		unit[x.ID] = u
	}
	for _, r := range rows[1:] {
		cells := cellsOf(r.Row)
		u, once := unit[cells[3]]
		require.True(t, once, cells)
		delete(unit, cells[3])
		require.Equal(t, strconv.Itoa(p.Districts[p.Of[u]].Number), cells[0])
		require.Equal(t, p.Layer.Units[u].Voters, figure(t, cells[4]))
		require.NotEmpty(t, cells[1])
	}
	require.Empty(t, unit)
}

// TestNumbersOfTheDocumentAreThoseOfThePlan reads the DOCX with a library that had no part in writing it.
func TestNumbersOfTheDocumentAreThoseOfThePlan(t *testing.T) {
	k := embedded(t)
	p := k.plan(t, k.slices())
	for _, lang := range k.scenario.Languages {
		data, err := Write(p, k.table, Options{Lang: lang}, "act.docx")
		require.NoError(t, err)
		doc, err := packager.Unpack(&data)
		require.NoError(t, err)
		var tables []*docx.Table
		for _, c := range doc.Document.Body.Children {
			if c.Table != nil {
				tables = append(tables, c.Table)
			}
		}
		require.Len(t, tables, 2, "districts, units")
		unitsOfTheDocument(t, p, tables[1])
		ct := tables[0].GetCT()
		require.Len(t, ct.RowContents, len(p.Districts)+2, "head, districts, total")
		var sum int64
		for i, d := range p.Districts {
			cells := cellsOf(ct.RowContents[i+1].Row)
			require.Len(t, cells, 7)
			require.Equal(t, strconv.Itoa(d.Number), cells[0])
			require.Equal(t, d.Voters, figure(t, cells[3]))
			sum += figure(t, cells[3])
			quota, _ := d.Quota.Float64()
			require.InDelta(t, quota, figure(t, cells[4]), 0.5)
			require.InDelta(t, float64(d.Voters)-quota, figure(t, cells[5]), 0.5)
			share, err := strconv.ParseFloat(strings.NewReplacer(nbsp+"%", "", ",", ".", "−", "-", "+", "").Replace(cells[6]),
				64)
			require.NoError(t, err)
			dev, _ := d.Deviation().Float64()
			require.InDelta(t, 100*dev, share, 0.005+1e-9)
		}
		var voters int64
		for _, u := range k.layer.Units {
			voters += u.Voters
		}
		require.Equal(t, voters, sum)
		// Annex 1 has the same numbers in its paragraphs.
		ps, err := readback.Text(data)
		require.NoError(t, err)
		label := map[string]string{"kk": "Сайлаушылардың саны: ", "ru": "Число избирателей: ", "en": "Voters: "}[lang]
		var in []int64
		for _, s := range ps {
			if rest, ok := strings.CutPrefix(s, label); ok {
				in = append(in, figure(t, rest))
			}
		}
		require.Len(t, in, len(p.Districts))
		for i, d := range p.Districts {
			require.Equal(t, d.Voters, in[i])
		}
	}
}

func TestDocumentsRepeatByteForByte(t *testing.T) {
	k := embedded(t)
	p := k.plan(t, k.slices())
	for _, file := range []string{"a.docx", "a.html"} {
		o := Options{Lang: "ru", Boundaries: true}
		a, err := Write(p, k.table, o, file)
		require.NoError(t, err)
		b, err := Write(p, k.table, o, file)
		require.NoError(t, err)
		require.True(t, bytes.Equal(a, b))
	}
}

// Letters that break an act: Latin look-alikes within Cyrillic words, plain spaces after №, straight quotes.
func TestTypography(t *testing.T) {
	k := embedded(t)
	p := k.plan(t, k.slices())
	mixed := regexp.MustCompile(`\p{Latin}\p{Cyrillic}|\p{Cyrillic}\p{Latin}`)
	for _, lang := range Languages() {
		data, err := Write(p, k.table, Options{Lang: lang, Boundaries: true}, "a.html")
		require.NoError(t, err)
		ps, err := readback.Text(data)
		require.NoError(t, err)
		for _, s := range ps {
			require.NotRegexp(t, mixed, s)
			require.NotContains(t, s, "№ ", "%q", s)
			require.NotContains(t, s, `"`, "%q", s)
		}
	}
}

func TestATemplateThatLosesTheTerritoryIsRefused(t *testing.T) {
	k := embedded(t)
	p := k.plan(t, k.slices())
	_, err := Write(p, k.table,
		Options{Lang: "ru", Template: "# Об округах\n{{range .Districts}}Избирательный округ № {{.Number}}\n{{end}}"},
		"a.docx")
	require.ErrorIs(t, err, ErrWords)
	_, err = Write(p, k.table, Options{Lang: "ru", Template: "{{.Nothing}}"}, "a.docx")
	require.ErrorContains(t, err, "the template is wrong on line 1")
	_, err = Write(p, k.table, Options{Lang: "ru", Template: "{{"}, "a.docx")
	require.ErrorContains(t, err, "the template is wrong on line 1")
	_, err = Write(p, k.table, Options{Lang: "ru", Template: "~ alone"}, "a.docx")
	require.ErrorContains(t, err, "line 1: a signature has two sides")
	_, err = Write(p, k.table, Options{Lang: "ru"}, "a.pdf")
	require.ErrorContains(t, err, ".docx or .html")
	_, err = Write(p, k.table, Options{Lang: "zz"}, "a.docx")
	require.ErrorContains(t, err, `not in "zz"`)
	own := "{{range .Districts}}= Избирательный округ № {{.Number}}\n{{territory \"Территория: \" .Territory}}\n{{end}}"
	_, err = Write(p, k.table, Options{Lang: "ru", Template: own}, "a.docx")
	require.NoError(t, err)
}

func TestTheDrafterIsTold(t *testing.T) {
	k := embedded(t)
	district := k.slices()
	district[3] = 0
	a, err := New(k.plan(t, district), k.table, Options{Lang: "ru"})
	require.NoError(t, err)
	require.NotEmpty(t, a.Unverified.Regions)
	require.Equal(t, 220, a.Unverified.Units)
	require.Len(t, a.Unverified.Unassigned, 1)
	require.False(t, a.Unverified.NoGrammar)
	require.NotEmpty(t, a.Unverified.Failed)
	require.True(t, a.Rule.Reported)
	states := map[string]bool{}
	for _, g := range a.Unverified.Grounds {
		states[g.Status] = true
	}
	require.Equal(t, map[string]bool{"reported": true}, states)
	require.Contains(t, a.Law.Note, "1 июля 2026 года")
	data, err := Write(k.plan(t, district), k.table, Options{Lang: "ru"}, "a.html")
	require.NoError(t, err)
	for _, want := range []string{"ПРОЕКТ", "в подлиннике не прочитано", a.Unverified.Unassigned[0],
		"упразднены с 1 июля 2026 года", "31" + nbsp + "декабря 2022"} {
		require.Contains(t, string(data), want)
	}
}

// An act of a scenario with no law, no grammar and other names still says exactly what its plan says.
func TestAScenarioWithoutLawOrGrammar(t *testing.T) {
	k := embedded(t)
	p := k.plan(t, k.slices())
	p.Scenario = nil
	for _, lang := range Languages() {
		data, err := Write(p, nil, Options{Lang: lang, Boundaries: true}, "a.html")
		require.NoError(t, err)
		require.NotContains(t, string(data), "Мажилис")
	}
}

func TestFigures(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1 000", 12035578: "12 035 578", -79841: "−79 841"} {
		require.Equal(t, strings.ReplaceAll(want, " ", nbsp), whole(n))
	}
	require.Equal(t, "31"+nbsp+"декабря 2022"+nbsp+"года", period("2022-12-31", "ru"))
	require.Equal(t, "декабря 2022"+nbsp+"года", period("2022-12", "ru"))
	require.Equal(t, "2022"+nbsp+"жылғы 31"+nbsp+"желтоқсандағы", period("2022-12-31", "kk"))
	require.Empty(t, period("/", "kk"))
	require.Equal(t, "from 1 January 2023", strings.ReplaceAll(period("2023-01-01/", "en"), nbsp, " "))
	require.Equal(t, "2023 жылғы 1 қаңтардан 2026 жылғы 30 маусымға дейінгі",
		strings.ReplaceAll(period("2023-01-01/2026-06-30", "kk"), nbsp, " "))
	require.Equal(t, "по 29 июня 2018 года", strings.ReplaceAll(period("/2018-06-29", "ru"), nbsp, " "))
	require.Equal(t, "бірмандаттық аумақтық сайлау округі", counted("бірмандаттық аумақтық сайлау округтері"))
	require.Equal(t, "сайлау округі (аумақтар)", counted("аумақтар"))
	require.Equal(t, "сайлау округі", counted(""))
	require.Equal(t, "происхождение не указано", functions("ru")["ground"].(func(string) string)(""))
	require.Equal(t, "own word", functions("ru")["ground"].(func(string) string)("own word"))
}

// Every neighbour of a district is walked along, and each for the length of the common borders.
func TestBoundaryAgreesWithTheBorders(t *testing.T) {
	k := embedded(t)
	p := k.plan(t, k.slices())
	for _, d := range p.Districts {
		walks, err := boundary(p, d)
		require.NoError(t, err)
		walked := map[int]float64{}
		for _, w := range walks {
			for i, s := range w.Stretches {
				walked[s.Neighbour] += s.Metres
				require.Positive(t, s.Metres)
				if i > 0 {
					require.NotEqual(t, w.Stretches[i-1].Neighbour, s.Neighbour)
				}
			}
		}
		want := map[int]float64{}
		in := map[int]bool{}
		for _, u := range d.Units {
			in[u] = true
		}
		for _, b := range k.layer.Borders {
			if b.Link {
				continue
			}
			if in[b.A] && !in[b.B] {
				want[b.B] += b.Metres
			} else if in[b.B] && !in[b.A] {
				want[b.A] += b.Metres
			}
		}
		for u, m := range want {
			require.InDelta(t, m, walked[u], 0.01, "district %d along %s", d.Number, k.layer.Units[u].ID)
		}
		delete(walked, -1)
		require.Len(t, walked, len(want))
	}
}

func ExampleAct() {
	k, _ := openKZ()
	p, _ := districts.NewNumbered(&districts.Case{Scenario: k.scenario, Layer: k.layer, Rule: k.rule, Seats: k.seats},
		k.slices())
	for _, lang := range k.scenario.Languages {
		a, _ := New(p, k.table, Options{Lang: lang})
		fmt.Println(a.Districts[2].Territory[0])
	}
	// Output:
	// Алматы қаласының бір бөлігі – Алатау, Алмалы және Әуезов аудандары
	// часть города Алматы — Алатауский, Алмалинский и Ауэзовский районы
	// part of the city of Almaty – the city districts of Alatau, Almaly and Auezov
}

func TestNumbersOfDistrictsAreListed(t *testing.T) {
	for want, ns := range map[string][]int{
		"": nil, "№ 4": {4}, "№ 1, № 2": {1, 2}, "№ 1–3": {1, 2, 3}, "№ 2, № 3, № 5–8, № 10": {2, 3, 5, 6, 7, 8, 10},
	} {
		require.Equal(t, want, strings.ReplaceAll(joined(ns, "ru"), nbsp, " "))
		require.Equal(t, strings.ReplaceAll(want, "№", "No."), strings.ReplaceAll(joined(ns, "en"), nbsp, " "))
	}
}

// A draft of a plan that is not finished and breaks nothing says that, and not that a check is not met.
func TestUnfinishedDrafts(t *testing.T) {
	k := embedded(t)
	district, broken := make([]int, len(k.layer.Units)), k.slices()
	for i, u := range k.layer.Units {
		if u.RegionID == "KZ-39" {
			district[i] = 1
		}
	}
	broken[3] = 0 // parts of it hang apart
	for lang, want := range map[string][2]string{
		"kk": {"Аяқталмаған жоспардың жобасы.", "Барлық тексеруге сай келмейтін жоспардың жобасы."},
		"ru": {"Проект по незавершённому плану.", "Проект по плану, который отвечает не всем проверкам."},
		"en": {"Draft of an unfinished plan.", "Draft of a plan that does not meet every check."},
	} {
		for i, d := range [][]int{district, broken} {
			a, err := New(k.plan(t, d), k.table, Options{Lang: lang})
			require.NoError(t, err)
			require.True(t, a.Broken)
			require.Equal(t, i == 0, a.Unfinished)
			for what, write := range map[string]func(string) (*markup.Document, error){"act": a.Document, "note": a.Note} {
				s, err := write("")
				require.NoError(t, err)
				data, err := Encode(s, "a.html")
				require.NoError(t, err)
				require.Contains(t, string(data), want[i], "%s %s", what, lang)
				require.NotContains(t, string(data), want[1-i], "%s %s", what, lang)
			}
		}
	}
}

// The note names an act once, with all provisions of it that are grounds.
func TestGroundsByActs(t *testing.T) {
	k := embedded(t)
	for _, lang := range Languages() {
		a, err := New(k.plan(t, k.slices()), k.table, Options{Lang: lang})
		require.NoError(t, err)
		acts := a.Law.Acts()
		require.Len(t, acts, 2, lang)
		var all []Ground
		for _, x := range acts {
			require.NotEmpty(t, x.Edition)
			all = append(all, x.Provisions...)
		}
		require.Len(t, acts[0].Provisions, 7, lang)
		require.Subset(t, a.Law.Grounds, all)
		for _, g := range a.Law.Grounds {
			require.True(t, slices.Contains(all, g) || g.Article+g.Text == "", "%s: %s %s", lang, g.Act, g.Article)
		}
		s, err := a.Note("")
		require.NoError(t, err)
		data, err := Encode(s, "a.html")
		require.NoError(t, err)
		_, grounds, _ := strings.Cut(string(data), ">1. ")
		grounds, _, _ = strings.Cut(grounds, ">2. ")
		require.Equal(t, 1, strings.Count(grounds, "2464"), lang)
		require.Equal(t, 1, strings.Count(grounds, "110/604"), lang)
	}
}

// A ground is given once, also in a language that has the words of none of an act's passages.
func TestNoGroundTwice(t *testing.T) {
	k := embedded(t)
	for _, lang := range Languages() {
		a, err := New(k.plan(t, k.slices()), k.table, Options{Lang: lang})
		require.NoError(t, err)
		require.NotEmpty(t, a.Law.Grounds)
		for i, g := range a.Law.Grounds {
			require.NotContains(t, a.Law.Grounds[:i], g, lang)
		}
	}
}

package resolution

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/topology"
)

// labels are the words by which the tests find their way in annexes.
var labels = map[string]struct{ heading, region, centre, voters, territory, deviation, code string }{
	"kk": {"№ %d сайлау округі", "Өңірі", "Орталығы", "Сайлаушылардың саны", "Аумағы", "Ауытқу, %", "Коды"},
	"ru": {"Избирательный округ № %d", "Регион", "Центр", "Число избирателей", "Территория", "Отклонение, %", "Код"},
	"en": {"Electoral district No. %d", "Region", "Centre", "Voters", "Territory", "Deviation, %", "Code"},
}

// entry is all that the annexes of an act say of one district: its block in annex 1, its row in annex 2 without the
// number, its rows in annex 3.
type entry struct {
	name    string
	facts   map[string]string
	figures []string
	units   [][]string
}

// entries reads the annexes of an act, or what a corrigendum writes anew.
func entries(ps []string, lang string) map[int]*entry {
	l := labels[lang]
	all := map[int]*entry{}
	of := func(n int) *entry {
		if all[n] == nil {
			all[n] = &entry{}
		}
		return all[n]
	}
	rows := func(i, columns int, add func(n int, row []string)) {
		for ; i+columns <= len(ps); i += columns {
			n, err := strconv.Atoi(ps[i])
			if err != nil {
				return
			}
			add(n, ps[i+1:i+columns])
		}
	}
	for i, p := range ps {
		var n int
		if _, err := fmt.Sscanf(p, l.heading, &n); err == nil && fmt.Sprintf(l.heading, n) == p {
			e := of(n)
			e.facts = map[string]string{}
			if !strings.HasPrefix(ps[i+1], l.region+":") {
				i++
				e.name = ps[i]
			}
			for key := ""; key != l.territory; {
				i++
				var text string
				key, text, _ = strings.Cut(ps[i], ": ")
				for strings.HasSuffix(text, ";") {
					i++
					text = strings.TrimSuffix(text, ";") + "\n" + ps[i]
					if !strings.HasSuffix(ps[i], ";") {
						break
					}
				}
				e.facts[key] = text
			}
		}
		switch {
		case p == l.deviation:
			rows(i+1, 7, func(n int, row []string) { of(n).figures = row })
		case p == l.code:
			rows(i+2, 5, func(n int, row []string) { of(n).units = append(of(n).units, row) })
		}
	}
	return all
}

// amended are the annexes of an act as a corrigendum changes them.
func amended(t require.TestingT, act map[int]*entry, a *readback.Amendment, anew map[int]*entry,
	lang string) map[int]*entry {
	l := labels[lang]
	out := map[int]*entry{}
	for n, e := range act {
		if slices.Contains(a.Abolished, n) {
			continue
		}
		if is, ok := a.Renumbered[n]; ok {
			n = is
		}
		require.Nil(t, out[n], "two districts No. %d", n)
		out[n] = e
	}
	for _, n := range a.Formed {
		require.Nil(t, out[n], "two districts No. %d", n)
		out[n] = &entry{}
	}
	for _, x := range a.Renamed {
		require.Equal(t, x.Old, out[x.Number].name)
		out[x.Number].name = x.New
	}
	for _, x := range a.Recentred {
		e := out[x.Number]
		require.Equal(t, x.Old, e.facts[l.centre])
		require.Equal(t, x.Old, e.figures[0])
		e.facts[l.centre], e.figures[0] = x.New, x.New
	}
	for _, x := range a.Counted {
		require.Equal(t, x.Old, out[x.Number].facts[l.voters])
		out[x.Number].facts[l.voters] = x.New
	}
	for n, e := range anew {
		if e.facts != nil {
			out[n].name, out[n].facts = e.name, e.facts
		}
		if e.figures != nil {
			out[n].figures = e.figures
		}
		if e.units != nil {
			out[n].units = e.units
		}
	}
	return out
}

// words are the paragraphs of a document, its empty cells too, as they are read.
func words(t require.TestingT, data []byte, err error) []string {
	require.NoError(t, err)
	ps, err := readback.Text(data)
	require.NoError(t, err)
	for i, p := range ps {
		ps[i] = strings.Join(strings.Fields(p), " ")
	}
	return ps
}

// pair draws two plans of a layer: units move, districts are divided, joined and renumbered, and voters change.
func (k *kz) pair(t *rapid.T) (old, now *districts.Plan) {
	before := k.slices()
	draw := func(n int, what string) int { return rapid.IntRange(0, n-1).Draw(t, what) }
	change := func(of []int) {
		for range draw(4, "changes") {
			a, b := of[draw(len(of), "unit")], of[draw(len(of), "unit")]
			switch rapid.SampledFrom([]string{"move", "join", "divide", "exchange", "shift"}).Draw(t, "change") {
			case "move":
				for range 1 + draw(6, "units") {
					of[draw(len(of), "unit")] = a
				}
			case "join":
				for u, n := range of {
					if n == a {
						of[u] = b
					}
				}
			case "divide":
				fresh := slices.Max(of) + 1 + draw(2, "gap")
				for u, n := range of {
					if n == a && draw(2, "other") == 1 {
						of[u] = fresh
					}
				}
			case "exchange":
				for u, n := range of {
					switch n {
					case a:
						of[u] = b
					case b:
						of[u] = a
					}
				}
			case "shift":
				for u, n := range of {
					if n >= a {
						of[u]++
					}
				}
			}
		}
	}
	change(before)
	after := slices.Clone(before)
	change(after)
	other := *k
	if draw(3, "voters") == 0 {
		l := *k.layer
		l.Units = slices.Clone(l.Units)
		for range 1 + draw(8, "counted") {
			l.Units[draw(len(l.Units), "unit")].Voters = int64(draw(200_000, "voters"))
		}
		other.layer = &l
	}
	return k.plan(t, before), other.plan(t, after)
}

// TestTheAmendedActIsThatOfTheNewPlan amends the act of a plan by the words of a corrigendum: every block and row of
// its annexes must be as the act of the new plan has it, and every unit in the district of the new plan.
func TestTheAmendedActIsThatOfTheNewPlan(t *testing.T) {
	whole := embedded(t)
	several := *whole
	scenario := *whole.scenario
	scenario.Seats.PerDistrict = 3
	several.scenario = &scenario
	parts := *whole
	parts.layer = dividedLayer(whole.layer)
	parts.layer.Topology = grid(len(parts.layer.Units))
	parts.seats = whole.seats[:len(parts.layer.Regions)]
	for what, k := range map[string]*kz{"units": whole, "several seats": &several, "settlements": &parts} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, k.amends)
		})
	}
}

// amends draws a pair of plans and a language.
func (k *kz) amends(t *rapid.T) {
	lang := rapid.SampledFrom(Languages()).Draw(t, "language")
	var table *names.Table
	if rapid.Bool().Draw(t, "grammar") {
		table = k.table
	}
	old, now := k.pair(t)
	c, err := Compare(old, now, table, table, lang)
	require.NoError(t, err)
	data, err := c.Write("", "c.docx")
	said := words(t, data, err)
	a, err := readback.Corrigendum(said, now.Layer, table, k.scenario.Languages...)
	require.NoError(t, err)

	data, err = Write(old, table, Options{Lang: lang}, "old.docx")
	before := entries(words(t, data, err), lang)
	plan := readback.Plan{District: numbersOf(old), Name: map[int]string{}, Centre: map[int]string{}}
	for n, e := range before {
		plan.Name[n], plan.Centre[n] = e.name, e.facts[labels[lang].centre]
	}
	data, err = Write(now, table, Options{Lang: lang}, "new.docx")
	after := entries(words(t, data, err), lang)
	require.Len(t, after, len(now.Districts))

	got, err := a.Apply(plan)
	require.NoError(t, err, strings.Join(said, "\n"))
	require.Equal(t, numbersOf(now), got.District)
	for n, e := range after {
		require.Equal(t, e.name, got.Name[n])
		require.Equal(t, e.facts[labels[lang].centre], got.Centre[n])
	}
	require.Len(t, got.Name, len(after))
	if text := amended(t, before, a, entries(said, lang), lang); len(a.Restated) > 0 {
		require.Equal(t, after, text)
	}
	text := strings.Join(said, "\n")
	changed := len(a.Renumbered)+len(a.Formed)+len(a.Abolished) > 0
	for _, mark := range []string{"прежняя нумерация", "бұрынғы нөмірлеу", "old number"} {
		require.True(t, changed || !strings.Contains(text, mark), text)
	}
}

// grid is a topology of so many squares.
func grid(units int) *topology.Topology {
	faces := make([]orb.MultiPolygon, units)
	for u := range faces {
		x, y := 60+float64(u%20)/10, 45+float64(u/20)/10
		faces[u] = orb.MultiPolygon{{{{x, y}, {x + .1, y}, {x + .1, y + .1}, {x, y + .1}, {x, y}}}}
	}
	t, _ := topology.Build(faces, topology.Options{})
	return t
}

func numbersOf(p *districts.Plan) []int {
	numbers := make([]int, len(p.Of))
	for u, i := range p.Of {
		if i != districts.Unassigned {
			numbers[u] = p.Districts[i].Number
		}
	}
	return numbers
}

// Of an old plan that is known in part nothing is written that is not so: words of a corrigendum are checked wherever
// the old district of all units of a region is known, and there alone districts are restated.
func TestWhatIsNotKnownIsNotAmended(t *testing.T) {
	k := embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		known, now := k.pair(t)
		of := numbersOf(known)
		for range rapid.IntRange(1, 4).Draw(t, "unknown") {
			of[rapid.IntRange(0, len(of)-1).Draw(t, "unit")] = 0
		}
		c, err := Compare(k.plan(t, of), now, k.table, k.table, rapid.SampledFrom(Languages()).Draw(t, "language"))
		require.NoError(t, err)
		_, err = c.Write("", "c.html")
		require.NoError(t, err)
		require.Nil(t, c.Count)
		require.Nil(t, c.Total)
		for _, list := range [][]District{c.Restated, c.Figures, c.Listed} {
			for _, d := range list {
				require.NotContains(t, c.Open, d.Number)
			}
		}
		for _, n := range c.Formed {
			require.NotContains(t, c.Open, n)
		}
	})
}

// Whichever clause is left out, the words no longer give the new plan.
func TestEveryClauseOfACorrigendumIsNeeded(t *testing.T) {
	k := embedded(t)
	before := k.slices()
	after := slices.Clone(before)
	for u, n := range before {
		switch {
		case n == 1:
			after[u] = 2
		case n == 4 || n == 5:
			after[u] = 9 - n
		case n == 18 && k.layer.Units[u].ID == "351600000":
			after[u] = 19
		case n == 25 && u%2 == 0:
			after[u] = 30
		}
	}
	for _, lang := range Languages() {
		c, err := Compare(k.plan(t, before), k.plan(t, after), k.table, k.table, lang)
		require.NoError(t, err)
		require.NotEmpty(t, c.RenamedDistricts)
		require.NotEmpty(t, c.Recentred)
		s, err := c.Document("")
		require.NoError(t, err)
		clauses := 0
		for i := range s.Blocks {
			cut := *s
			cut.Blocks = slices.Delete(slices.Clone(s.Blocks), i, i+1)
			data, err := Encode(&cut, "c.html")
			require.NoError(t, err)
			if c.check(data) != nil {
				clauses++
			}
		}
		want := len(c.Renumbered) + len(c.RenamedDistricts) + len(c.Recentred) + len(c.Moves) + 2 + 4*len(c.Restated)
		require.GreaterOrEqual(t, clauses, want, lang)
	}
}

// A corrigendum whose template lost what the reader relies on is not written.
func TestWordsThatDoNotGiveThePlan(t *testing.T) {
	k := embedded(t)
	moved := k.slices()
	moved[0] = 3 - moved[0]
	c, err := Compare(k.plan(t, k.slices()), k.plan(t, moved), k.table, k.table, "ru")
	require.NoError(t, err)
	text, err := Template("corrigendum", "ru")
	require.NoError(t, err)
	_, err = c.Write(strings.ReplaceAll(text, "исключить из", "изъять из"), "c.html")
	require.ErrorIs(t, err, ErrWords)
}

// What changes around the districts is told too: how many there are, all voters, the date of the list, the rule.
func TestTheFrameOfAnActIsAmended(t *testing.T) {
	k := embedded(t)
	before := k.plan(t, k.slices())
	other := *k
	l := *k.layer
	l.Units = slices.Clone(l.Units)
	l.Units[0].Voters += 1000
	other.layer = &l
	sc := *k.scenario
	sc.UnitsAsOf = "2026-01-01"
	other.scenario = &sc
	after := k.slices()
	for u, n := range after {
		if n == 29 {
			after[u] = 28
		}
	}
	for lang, want := range map[string][]string{
		"ru": {"в пункте 1 цифры «29» заменить цифрами «28».", "заменить словами «1 января 2026 года».",
			"в строке «Всего» приложения 2 цифры «12 035 578» заменить цифрами «12 036 578»."},
		"kk": {"1-тармақта «29» деген цифрлар «28» деген цифрлармен ауыстырылсын.",
			"деген сөздер «2026 жылғы 1 қаңтардағы» деген сөздермен ауыстырылсын."},
		"en": {"in clause 1, for “29” read “28”.", "in the row “Total” of Annex 2, for “12 035 578” read “12 036 578”."},
	} {
		c, err := Compare(before, other.plan(t, after), k.table, k.table, lang)
		require.NoError(t, err)
		data, err := c.Write("", "c.html")
		text := strings.Join(words(t, data, err), "\n")
		for _, s := range want {
			require.Contains(t, text, s)
		}
	}
}

// Names of units alone leave districts and figures as they are.
func TestRenamedUnitsRestateNothing(t *testing.T) {
	k := embedded(t)
	other := *k
	l := *k.layer
	l.Units = slices.Clone(l.Units)
	u := slices.IndexFunc(l.Units, func(x geo.Unit) bool { return x.ID == "353200000" })
	l.Units[u].Names = maps.Clone(l.Units[u].Names)
	l.Units[u].Names["ru"] = "Другой"
	other.layer = &l
	c, err := Compare(k.plan(t, k.slices()), other.plan(t, k.slices()), nil, nil, "ru")
	require.NoError(t, err)
	require.Len(t, c.RenamedUnits, 1)
	require.Empty(t, slices.Concat(c.Restated, c.Figures, c.Listed))
	require.False(t, c.Same)
	require.True(t, c.Amends)
}

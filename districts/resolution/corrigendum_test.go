package resolution

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/geo"
)

func corrigendum(t *testing.T, old, now *districts.Plan, k *kz) *Corrigendum {
	t.Helper()
	for _, lang := range Languages() { // the facts are the same in every language, and every template can be filled
		c, err := Compare(old, now, k.table, k.table, lang)
		require.NoError(t, err)
		_, err = c.Write("", "c.docx")
		require.NoError(t, err)
	}
	c, err := Compare(old, now, k.table, k.table, "ru")
	require.NoError(t, err)
	return c
}

func TestNothingDiffers(t *testing.T) {
	k := embedded(t)
	c := corrigendum(t, k.plan(t, k.slices()), k.plan(t, k.slices()), k)
	require.True(t, c.Same)
	require.Equal(t, 29, c.Kept)
}

func TestRenumberingIsNoChangeOfTerritory(t *testing.T) {
	k := embedded(t)
	d := k.slices()
	for u, n := range d {
		if n <= 2 {
			d[u] = 3 - n
		}
	}
	c := corrigendum(t, k.plan(t, k.slices()), k.plan(t, d), k)
	require.False(t, c.Same)
	require.Equal(t, []Renumbering{{2, 1}, {1, 2}}, c.Renumbered)
	require.Empty(t, c.Moves)
	require.Empty(t, c.Restated)
	require.Equal(t, 0, c.Redrawn)
}

func TestMovesAreWordedAndTerritoriesRestated(t *testing.T) {
	k := embedded(t)
	d := k.slices()
	u := slices.IndexFunc(k.layer.Units, func(x geo.Unit) bool { return x.ID == "351600000" }) // Balkash
	require.Equal(t, 18, d[u])
	d[u] = 19
	now := k.plan(t, d)
	c := corrigendum(t, k.plan(t, k.slices()), now, k)
	require.Equal(t, []Move{{18, 19, "часть Карагандинской области — город Балхаш", whole(k.layer.Units[u].Voters),
		[]string{"351600000"}}}, c.Moves)
	require.Equal(t, 2, c.Redrawn)
	require.Equal(t, 27, c.Kept)
	s, err := c.Document("")
	require.NoError(t, err)
	data, err := Encode(s, "c.html")
	require.NoError(t, err)
	r, err := readback.Document(data, k.layer, k.table) // the restated territories read back too
	require.NoError(t, err)
	require.Equal(t, []int{18, 19}, r.Numbers)
	for i, n := range r.District {
		if n != 0 {
			require.Equal(t, d[i], n)
		}
	}
}

func TestFormedAndAbolished(t *testing.T) {
	k := embedded(t)
	d := k.slices()
	for u := range d {
		if d[u] == 1 {
			d[u] = 2 // 1, which has more voters, lives on under the number 2
		}
	}
	c := corrigendum(t, k.plan(t, k.slices()), k.plan(t, d), k)
	require.Equal(t, []int{2}, c.Abolished)
	require.Empty(t, c.Formed)
	require.Equal(t, []Renumbering{{1, 2}}, c.Renumbered)
	require.Equal(t, &Change{"29", "28"}, c.Count)
	require.True(t, c.OldNumbers)
	require.Len(t, c.Moves, 1)
	back := corrigendum(t, k.plan(t, d), k.plan(t, k.slices()), k)
	require.Len(t, back.Formed, 1)
	require.Empty(t, back.Abolished)
}

// A unit with another name and the same outline is renamed; with another outline it is not only renamed.
func TestRenamesAreToldApartFromChangesOfBoundary(t *testing.T) {
	k := embedded(t)
	before := k.plan(t, k.slices())
	l := *k.layer
	l.Units = slices.Clone(k.layer.Units)
	u := slices.IndexFunc(l.Units, func(x geo.Unit) bool { return x.ID == "353200000" })
	l.Units[u].Names = maps.Clone(l.Units[u].Names)
	l.Units[u].Names["ru"] = "Другой"
	k2 := *k
	k2.layer = &l
	now := k2.plan(t, k.slices())
	c, err := Compare(before, now, k.table, nil, "ru")
	require.NoError(t, err)
	require.Len(t, c.RenamedUnits, 220, "without the table every name has another form")
	c, err = Compare(before, now, nil, nil, "ru")
	require.NoError(t, err)
	require.Equal(t, []Change{{"«Абайский»", "«Другой»"}}, c.RenamedUnits)
	require.Empty(t, c.Reshaped)
	require.Empty(t, c.Moves)
	require.Equal(t, 29, c.Kept)

	// The same ids on other outlines: the outlines of two units are exchanged.
	v := slices.IndexFunc(l.Units, func(x geo.Unit) bool { return x.ID == "353600000" })
	l.Units = slices.Clone(k.layer.Units)
	l.Units[u].ID, l.Units[v].ID = l.Units[v].ID, l.Units[u].ID
	c, err = Compare(before, k2.plan(t, k.slices()), nil, nil, "ru")
	require.NoError(t, err)
	require.Len(t, c.Reshaped, 2)
}

func TestPlansOfDifferentCountries(t *testing.T) {
	k := embedded(t)
	other := *k
	l := *k.layer
	l.Units = slices.Clone(k.layer.Units)
	for i := range l.Units {
		l.Units[i].ID = "X" + l.Units[i].ID
	}
	other.layer = &l
	_, err := Compare(k.plan(t, k.slices()), other.plan(t, k.slices()), nil, nil, "ru")
	require.ErrorContains(t, err, "no unit in common")
}

func TestTheNoteGivesReasons(t *testing.T) {
	k := embedded(t)
	p := k.plan(t, k.slices())
	for lang, want := range map[string]string{
		"ru": "на 2 округа: город Астана, город Шымкент, Алматинская область, Жамбылская область и Карагандинская область.",
		"kk": "2 округке: Астана қаласы, Шымкент қаласы, Алматы облысы, Жамбыл облысы және Қарағанды облысы.",
		"en": "into 2 districts: the city of Astana, the city of Shymkent, Almaty Region, Jambyl Region and Karaganda " +
			"Region.",
	} {
		data, err := WriteNote(p, k.table, Options{Lang: lang}, "note.docx")
		require.NoError(t, err)
		ps, err := readback.Text(data)
		require.NoError(t, err)
		require.Contains(t, strings.Join(ps, "\n"), want)
	}
}

// The plans that were considered of a region stand in one sentence, the chosen one first.
func TestTheNoteTellsOfVariants(t *testing.T) {
	k := embedded(t)
	plans := int64(1)
	r := &report.Report{Regions: []report.Region{{ID: "KZ-35", Seats: 2, Status: "optimal", PlansWithinRule: &plans,
		Pareto: []report.Point{{BorderKm: 100.94, MaxDeviation: 0.0913}, {BorderKm: 168, MaxDeviation: 0.0141, Chosen: true},
			{BorderKm: 1500, MaxDeviation: 0.001}}}}}
	data, err := WriteNote(k.plan(t, k.slices()), k.table, Options{Lang: "ru", Report: r}, "note.docx")
	require.NoError(t, err)
	ps, err := readback.Text(data)
	require.NoError(t, err)
	require.Contains(t, ps, "– Карагандинская область: связных планов в пределах правила: 1; "+
		"доказано, что лучшего плана по выбранной цели нет. Выбран план: 168,0\u00a0км и 1,41\u00a0%. "+
		"Другие: 100,9\u00a0км и 9,13\u00a0%; 1\u00a0500,0\u00a0км и 0,10\u00a0%.")
}

// A district that continues another keeps its centre in the act too, even where a larger unit joins it.
func TestAKeptCentreIsTheActs(t *testing.T) {
	copied := *embedded(t)
	k := &copied
	// A region without towns, so that a unit stands for the centre.
	bare := *k.layer
	bare.Places = slices.DeleteFunc(slices.Clone(bare.Places), func(x geo.Place) bool { return x.RegionID == "KZ-79" })
	k.layer = &bare
	d := k.slices()
	of := districts.RegionOf(k.layer)
	r := slices.IndexFunc(k.layer.Regions, func(x geo.Region) bool { return x.ID == "KZ-79" })
	was := k.plan(t, d)
	kept, joined := slices.IndexFunc(was.Districts, func(d districts.District) bool {
		return d.Region == r &&
			d.Centre < 0
	}), -1
	require.GreaterOrEqual(t, kept, 0)
	for u := range d {
		stays := of[u] == r && d[u] != was.Districts[kept].Number
		if stays && (joined < 0 || k.layer.Units[u].Voters > k.layer.Units[joined].Voters) {
			joined = u
		}
	}
	for _, larger := range []bool{false, true} { // the joining unit is made the largest, if it is not
		l := *k.layer
		l.Units = slices.Clone(l.Units)
		if larger {
			l.Units[joined].Voters = 1_000_000
		}
		moved := slices.Clone(d)
		moved[joined] = was.Districts[kept].Number
		k2 := *k
		k2.layer = &l
		now := k2.plan(t, moved)
		now.KeepName(kept, was, kept)
		require.Equal(t, was.Districts[kept].CentreName, now.Districts[kept].CentreName)
		before, err := New(was, k.table, Options{Lang: "ru"})
		require.NoError(t, err)
		after, err := New(now, k.table, Options{Lang: "ru"})
		require.NoError(t, err)
		require.Equal(t, before.Districts[kept].Centre, after.Districts[kept].Centre)
		require.Equal(t, before.Districts[kept].Name, after.Districts[kept].Name)
	}
}

// Of an old plan that is known only in part nothing is formed, and nothing is said of districts that its unknown units
// may have belonged to.
func TestAnOldPlanKnownInPart(t *testing.T) {
	k := embedded(t)
	old := k.slices()
	region, open := k.layer.Units[slices.Index(old, 18)].RegionID, map[int]bool{}
	unknown := 0
	for u, x := range k.layer.Units {
		if x.RegionID == region {
			open[old[u]] = true
			if unknown < 2 {
				old[u] = 0
				unknown++
			}
		}
	}
	require.Greater(t, len(open), 1)
	c := corrigendum(t, k.plan(t, old), k.plan(t, k.slices()), k)
	require.True(t, c.Same)
	require.Empty(t, c.Formed)
	require.Empty(t, c.Moves)
	require.Empty(t, c.Restated)
	require.NotEmpty(t, c.OpenUnits)
	require.Len(t, c.Open, len(open))
	for _, n := range c.Open {
		require.True(t, open[n])
	}
	require.Equal(t, 29-len(open), c.Kept)
	s, err := c.Document("")
	require.NoError(t, err)
	data, err := Encode(s, "c.html")
	require.NoError(t, err)
	require.Contains(t, string(data), "Программе не известно, к каким округам изменяемого акта отнесены")
	require.NotContains(t, string(data), "изменений не требуется")
}

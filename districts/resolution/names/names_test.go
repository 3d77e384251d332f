package names

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo"
)

func TestReadNamesEveryFault(t *testing.T) {
	_, err := Read([]byte("id,lang,name,of,except,list,list_except\nA,ru,а,б,в,г,\n"+
		"B,ru,а,б,в,,\nB,ru,а,б,в,,\nC,ru,\"а, б\",б,в,,\n"),
		[]byte("kind,lang,rank,before,after,except_before,except_after\ncity,ru,first,города,,городов,\n"))
	require.ErrorContains(t, err, "line 2: A in \"ru\" lacks a form")
	require.ErrorContains(t, err, "line 4: B has a second line")
	require.ErrorContains(t, err, "line 5: C in \"ru\"")
	require.ErrorContains(t, err, "not a whole number")
	_, err = Read([]byte("unit,lang\n"), nil)
	require.Error(t, err)
	_, err = Read([]byte("id,lang,name,of,except,list,list_except\n"), []byte("kind,lang,rank,before,after,"+
		"except_before,except_after,adjectives,except_adjectives\nraion,ru,2,районы,,районов,,районы,\n"))
	require.ErrorContains(t, err, "give adjectives with except_adjectives or neither")
}

// Adjectives stand before other names of their kind, and the kind's word behind them; without a word for them all names
// are alike.
func TestAdjectivesAreAGroup(t *testing.T) {
	l := &geo.Layer{Regions: []geo.Region{{ID: "R"}}}
	forms := "id,lang,name,of,except,list,list_except\n"
	for id, form := range map[string]string{"1": "район Алтай,района Алтай,района Алтай,Алтай,Алтай",
		"2": "Шетский район,Шетского района,Шетского района,Шетский,Шетского"} {
		l.Units = append(l.Units, geo.Unit{ID: id, RegionID: "R", Kind: "raion"})
		forms += id + ",ru," + form + "\n"
	}
	for kinds, want := range map[string][]string{
		"kind,lang,rank,before,after,except_before,except_after\nraion,ru,2,районы,,районов,\n": {"1", "2"},
		"kind,lang,rank,before,after,except_before,except_after,adjectives,except_adjectives\n" +
			"raion,ru,2,районы,,районов,,районы,районов\n": {"2", "1"},
	} {
		table, err := Read([]byte(forms), []byte(kinds))
		require.NoError(t, err)
		two := Tree(l, table, "ru").Children[0].Children
		require.Equal(t, want, []string{two[0].ID, two[1].ID})
		adjective := two[slices.Index(want, "2")].Group
		before, after := adjective.Ends(false)
		require.Equal(t, want[0] == "2", adjective.Adjective)
		require.Equal(t, want[0] == "2", before == "" && after == "районы")
		before, after = two[slices.Index(want, "1")].Group.Ends(true)
		require.Equal(t, []string{"районов", ""}, []string{before, after})
	}
}

// Byte order would put Іле first and Әйтеке after the whole alphabet.
func TestKazakhOrder(t *testing.T) {
	l := &geo.Layer{Regions: []geo.Region{{ID: "R", Names: geo.Names{"kk": "Өңір"}}}}
	for _, n := range []string{"Іле", "Ұйғыр", "Балқаш", "Қарасай", "Жамбыл", "Кеген", "Әйтеке", "Алға", "Еңбекшіқазақ",
		"Ырғыз", "Үржар", "Ойыл", "Өскемен"} {
		l.Units = append(l.Units, geo.Unit{ID: n, RegionID: "R", Names: geo.Names{"kk": n}})
	}
	var got []string
	for _, c := range Tree(l, nil, "kk").Children[0].Children {
		got = append(got, c.ID)
	}
	require.Equal(t, []string{"Алға", "Әйтеке", "Балқаш", "Еңбекшіқазақ", "Жамбыл", "Кеген", "Қарасай", "Ойыл", "Өскемен",
		"Ұйғыр", "Үржар", "Ырғыз", "Іле"}, got)
}

func TestNamesWithoutATableAreQuotedAndUnique(t *testing.T) {
	l := &geo.Layer{
		Regions: []geo.Region{{ID: "R", Names: geo.Names{"en": "Land «of» rain"}}},
		Units: []geo.Unit{
			{ID: "1", RegionID: "R", Names: geo.Names{"en": "North"}, Parents: []string{"County; A"}},
			{ID: "2", RegionID: "R", Names: geo.Names{"en": "North"}, Parents: []string{"County; A"}},
			{ID: "3", RegionID: "R"},
		},
	}
	r := Tree(l, nil, "en").Children[0]
	require.Equal(t, "“Land «of» rain”", r.Forms.Name)
	require.Equal(t, []int{0, 1, 2}, r.Units)
	require.Equal(t, "“3”", r.Children[0].Forms.List)
	county := r.Children[1]
	require.Equal(t, "“North” [1]", county.Children[0].Forms.Name)
	require.Equal(t, "“North” [2]", county.Children[1].Forms.Name)
}

// FuzzRead reads any grammar, or says what is wrong; what it accepts is the same when it is written and read again.
func FuzzRead(f *testing.F) {
	f.Add("id,lang,name,of,except,list,list_except\nA,ru,а,б,в,г,д\n",
		"kind,lang,rank,before,after,except_before,except_after\ncity,ru,1,города,,городов,\n")
	f.Add("id,lang,name,of,except,list,list_except\n",
		"kind,lang,rank,before,after,except_before,except_after,adjectives,except_adjectives\nraion,ru,2,а,,б,,в,г\n")
	f.Add("\ufeffid,lang,name,of,except,list,list_except\n", "kind,lang\n")
	f.Fuzz(func(t *testing.T, forms, kinds string) {
		table, err := Read([]byte(forms), []byte(kinds))
		require.Equal(t, err == nil, table != nil)
		if err != nil {
			return
		}
		var a, b bytes.Buffer
		one, two := csv.NewWriter(&a), csv.NewWriter(&b)
		require.NoError(t, one.Write(formsHeader))
		for k, x := range table.forms {
			require.NoError(t, one.Write([]string{k.id, k.lang, x.Name, x.Of, x.Except, x.List, x.ListExcept}))
		}
		require.NoError(t, two.Write(slices.Concat(kindsHeader, adjectivesHeader)))
		for k, x := range table.kinds {
			require.NoError(t, two.Write([]string{k.id, k.lang, strconv.Itoa(x.Rank), x.Before, x.After, x.ExceptBefore,
				x.ExceptAfter, x.Adjectives, x.ExceptAdjectives}))
		}
		one.Flush()
		two.Flush()
		again, err := Read(a.Bytes(), b.Bytes())
		require.NoError(t, err)
		require.Equal(t, table, again)
	})
}

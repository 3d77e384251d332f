package kz2022

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/testdata"
)

func TestUnitsGoBackToDecember2022(t *testing.T) {
	in, err := readInputs()
	require.NoError(t, err)
	s, err := readSource(os.DirFS(testdata.Shared(t, "kz")))
	require.NoError(t, err)
	require.Len(t, s.units, 224)
	units, err := unitsOf2022(s, in)
	require.NoError(t, err)
	require.Len(t, units, 220)
	people, total := map[string]int64{}, int64(0)
	for _, u := range units {
		people[u.id] = u.people.number
		total += u.people.number
	}
	// As printed in the Bureau's bulletin of 13 February 2023.
	require.Equal(t, int64(19_765_004), total)
	require.Equal(t, int64(328_762), people["101000000"], "Semey, with what became Zhanasemey raion")
	require.Equal(t, int64(99_400+100_163), people["612000000"], "Kentau and Sauran")
	require.Equal(t, int64(233_252), people["711410000"], "Baikonyr district of Astana")
	require.NotContains(t, people, "711510000")
}

// The order of the regions gives the numbers enacted in 2022.
func TestOrderGivesTheEnactedNumbers(t *testing.T) {
	s, err := readSource(os.DirFS(testdata.Shared(t, "kz")))
	require.NoError(t, err)
	first := map[string]int64{}
	next := int64(1)
	for _, id := range numberingOrder(s.regions) {
		for _, r := range s.regions {
			if r.id == id {
				first[id] = next
				next += r.seats
			}
		}
	}
	require.Equal(t, map[string]int64{
		"KZ-71": 1, "KZ-75": 3, "KZ-79": 6, "KZ-10": 8, "KZ-11": 9, "KZ-15": 10, "KZ-19": 11, "KZ-23": 13, "KZ-27": 14,
		"KZ-31": 15,
		"KZ-33": 17, "KZ-35": 18, "KZ-39": 20, "KZ-43": 21, "KZ-47": 22, "KZ-55": 23, "KZ-59": 24, "KZ-61": 25, "KZ-62": 28,
		"KZ-63": 29,
	}, first)
	require.Equal(t, int64(30), next)
}

func TestPlaceNames(t *testing.T) {
	for _, c := range []struct {
		main       string
		alternates []string
		kk, ru     string
	}{
		{"Zhanaozen", []string{"Novyj Uzen'", "Жанаозен", "Жаңаөзен", "Новый Узень"}, "Жаңаөзен", "Жанаозен"},
		{"Oral", []string{"Орал", "Уралск", "Уральськ", "Җаек"}, "Орал", "Орал"},
		{"Kokshetau", []string{"Кокчетав", "Кокшетау", "Көкчө-Тоо", "Көкшетау"}, "Көкшетау", "Кокшетау"},
		{"Astana", []string{"Акмолінськ", "Астана", "astana"}, "Астана", "Астана"},
		{"Kishkenekol’", []string{"КЗЫЛТУ", "Кишкенеколь", "Кішкенекөл"}, "Кішкенекөл", "Кишкенеколь"},
		{"Kegen", []string{"Кеген"}, "Кеген", "Кеген"},
		{"Krugloozërnoye", []string{"Круглоозерное", "Круглоозёрное"}, "Круглоозерное", "Круглоозерное"},
	} {
		n := placeNames(sourcePlace{name: c.main, alternates: c.alternates})
		require.Equal(t, [2]string{c.kk, c.ru}, [2]string{n.kk, n.ru}, c.main)
	}
}

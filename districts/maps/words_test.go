package maps

import (
	"math/big"
	"reflect"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/albers"
)

var verb = regexp.MustCompile(`%[sd]`)

// Every language says everything, with the same insertions, in letters that the font has.
func TestCatalogueIsComplete(t *testing.T) {
	f := typeface.Sans()
	require.Len(t, catalogue, len(Languages))
	want := reflect.ValueOf(*catalogue["en"])
	for _, lang := range Languages {
		got := reflect.ValueOf(*catalogue[lang])
		for i := range got.NumField() {
			name := got.Type().Field(i).Name
			require.False(t, got.Field(i).IsZero(), "%s has no %s", lang, name)
			if got.Field(i).Kind() == reflect.String {
				s := got.Field(i).String()
				require.NoError(t, f.Check(s))
				require.Equal(t, verb.FindAllString(want.Field(i).String(), -1), verb.FindAllString(s, -1), "%s: %s", lang, name)
			}
			if got.Field(i).Kind() == reflect.Array {
				for j := range got.Field(i).Len() {
					require.NotEmpty(t, got.Field(i).Index(j).String(), "%s: %s", lang, name)
				}
			}
		}
		for m := time.January; m <= time.December; m++ {
			require.NoError(t, f.Check(catalogue[lang].Date(2022, m, 1)))
		}
	}
}

func TestWording(t *testing.T) {
	kk, ru, en := catalogue["kk"], catalogue["ru"], catalogue["en"]
	require.Equal(t, "2022\u00a0жылғы 31\u00a0желтоқсандағы", kk.date("2022-12-31"))
	require.Equal(t, "31\u00a0декабря 2022\u00a0г.", ru.date("2022-12-31"))
	require.Equal(t, "31\u00a0December 2022", en.date("2022-12-31"))
	require.Equal(t, "spring 2022", en.date("spring 2022"))
	require.Equal(t, "12\u00a0035\u00a0578", kk.Count(12035578))
	require.Equal(t, "12\u00a0035\u00a0578", en.Count(12035578))
	require.Equal(t, "−1\u00a0000", en.Count(-1000))
	require.Equal(t, "999", ru.Count(999))
	require.Equal(t, "+12,4\u00a0%", ru.percent(big.NewRat(1235, 10000)))
	require.Equal(t, "−20.0\u00a0%", en.percent(big.NewRat(-1, 5)))
	require.Equal(t, "0.0\u00a0%", en.percent(big.NewRat(-1, 10000)))
	require.Equal(t, "43°\u00a0с.ш.", ru.latitude(43))
	require.Equal(t, "53.5°\u00a0N", en.latitude(53.5))
	require.Equal(t, "70°\u00a0W", en.longitude(-70))
	require.Equal(t, "0°", en.longitude(0))
	require.Equal(t, "43°05′\u00a0N", en.angle(43+5.0/60, en.North, en.South))
	require.Equal(t, "Солт. Қазақстан обл.", kk.short("Солтүстік Қазақстан облысы"))
	require.Equal(t, "Актюбинская обл.", ru.short("Актюбинская область"))
	require.Contains(t, kk.describe(albers.New(67, 43, 53.5)), "43°\u00a0с.е. және 53,5°\u00a0с.е.")
	require.Contains(t, en.describe(albers.New(38, -4, 4)), "Cylindrical")
}

package maps

import (
	"math/big"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/albers"
)

var english = catalogue["en"]

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
	require.Equal(t, "43°\u00a0с.\u00a0ш.", ru.latitude(43))
	require.Equal(t, "53.5°\u00a0N", en.latitude(53.5))
	require.Equal(t, "70°\u00a0W", en.longitude(-70))
	require.Equal(t, "0°", en.longitude(0))
	require.Equal(t, "43°05′\u00a0N", en.angle(43+5.0/60, en.North, en.South))
	require.Equal(t, "Солт. Қазақстан обл.", kk.short("Солтүстік Қазақстан облысы"))
	require.Equal(t, "Актюбинская обл.", ru.short("Актюбинская область"))
	require.Contains(t, kk.describe(albers.New(67, 43, 53.5)), "43°\u00a0с.\u00a0е. және 53,5°\u00a0с.\u00a0е.")
	require.Contains(t, en.describe(albers.New(38, -4, 4)), "Cylindrical")
}

// However narrow its column is, a district's name is divided at spaces first, then behind hyphens, dashes and slashes,
// and inside a word only where the word has no line to itself.
func TestLongNamesAreBrokenBetweenWords(t *testing.T) {
	p := &press{family: typeface.Sans(), k: 1}
	f := p.font(typeface.Regular, tableSize)
	for _, c := range []struct {
		name string
		want []string
	}{
		{"Алматы – Бостандық–Медеу–Наурызбай", []string{"Алматы –", "Бостандық–Медеу–", "Наурызбай"}},
		{"Алмалинский–Жетысуский–Турксибский", []string{"Алмалинский–", "Жетысуский–", "Турксибский"}},
		{"Шымкент – Енбекшинский–Каратауский", []string{"Шымкент –", "Енбекшинский–", "Каратауский"}},
		{"Северо-Казахстанская", []string{"Северо-", "Казахстанская"}},
		{"Абылайханов/Назарбаев", []string{"Абылайханов/", "Назарбаев"}},
	} {
		require.Equal(t, c.want, p.wrap(c.name, f, p.width("Бостандық–Медеу–", f)))
		widest := 0.0
		for _, w := range strings.FieldsFunc(c.name, func(r rune) bool { return !unicode.IsLetter(r) }) {
			widest = max(widest, p.width(w+"–", f))
		}
		for width := p.width(c.name, f); width > p.width("Ж", f); width -= 0.5 {
			rest := c.name
			for _, l := range p.wrap(c.name, f, width) {
				require.True(t, p.width(l, f) <= width || utf8.RuneCountInString(l) == 1, l)
				require.True(t, strings.HasPrefix(rest, l), "%q of %q", l, rest)
				rest = strings.TrimPrefix(rest, l)
				last, _ := utf8.DecodeLastRuneInString(l)
				next, _ := utf8.DecodeRuneInString(rest)
				if width >= widest {
					require.False(t, unicode.IsLetter(last) && unicode.IsLetter(next), "%q ends inside a word", l)
				}
				rest = strings.TrimPrefix(rest, " ")
			}
			require.Empty(t, rest)
		}
	}
}

package locale

import (
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestNumbers(t *testing.T) {
	ru, en := Of("ru"), Of("en")
	assert.Equal(t, "1\u00a0234\u00a0567", ru.Count(1234567))
	assert.Equal(t, "−999", ru.Count(-999))
	assert.Equal(t, "−9\u00a0223\u00a0372\u00a0036\u00a0854\u00a0775\u00a0808", en.Count(-9223372036854775808))
	assert.Equal(t, "1\u00a0234,50", ru.Fixed(1234.5, 2))
	assert.Equal(t, "1\u00a0234.50", en.Fixed(1234.5, 2))
	assert.Equal(t, "0.00", en.Fixed(-0.001, 2), "what rounds to nothing has no sign")
	assert.Equal(t, "0", en.Count(0))
	assert.Equal(t, "0.125", en.Short(0.125))
	assert.Equal(t, "0.13", en.Exact(big.NewRat(1, 8), 2))
	assert.Equal(t, "−0,1", ru.AtMost(big.NewRat(-1, 10), 4))
	assert.Equal(t, "100", ru.AtMost(big.NewRat(100, 1), 0))
	assert.Equal(t, "20\u00a0%", en.ShareAtMost(big.NewRat(1, 5), 4))
	assert.Equal(t, "33,33\u00a0%", ru.ExactShare(big.NewRat(1, 3), 2))
	assert.Equal(t, "+5,00\u00a0%", Signed(ru.Share(0.05, 2)))
	assert.Equal(t, "−5,00\u00a0%", Signed(ru.Share(-0.05, 2)))
	assert.Equal(t, "0,00\u00a0%", Signed(ru.Share(0.00001, 2)))
	for _, text := range []string{"", "-", "1e9", "NaN", ".5", "1.", "1/3", "+Inf"} {
		assert.Equal(t, text, en.Number(text), "no number")
	}
	assert.Same(t, en, Of("zz"))
}

// What a date is in a sentence, as Kazakh and Russian grammars have it.
func TestDates(t *testing.T) {
	for iso, want := range map[string][3]string{
		"2022-12-31": {"2022\u00a0жылғы 31\u00a0желтоқсан", "31\u00a0декабря 2022\u00a0года", "31\u00a0December 2022"},
		"2023-03":    {"2023\u00a0жылғы наурыз", "март 2023\u00a0года", "March 2023"},
		"2023":       {"2023\u00a0жыл", "2023\u00a0год", "2023"},
		"spring":     {"spring", "spring", "spring"},
		"2022-2024":  {"2022-2024", "2022-2024", "2022-2024"},
		"":           {"", "", ""},
	} {
		for i, lang := range []string{"kk", "ru", "en"} {
			assert.Equal(t, want[i], Of(lang).Date(iso))
		}
	}
	kk, ru := Of("kk"), Of("ru")
	assert.Equal(t, "2022\u00a0жылғы 31\u00a0желтоқсандағы", kk.Day("2022-12-31", At))
	assert.Equal(t, "2023\u00a0жылғы 1\u00a0сәуірден", kk.Day("2023-04-01", From))
	assert.Equal(t, "2023\u00a0жылғы 30\u00a0қыркүйекке", kk.DateIn("2023-09-30", Until))
	assert.Equal(t, "2023\u00a0жылғы наурызға", kk.DateIn("2023-03", Until))
	assert.Equal(t, "2023\u00a0жылғы наурыздан", kk.DateIn("2023-03", From))
	assert.Equal(t, "2023\u00a0жылдан", kk.DateIn("2023", From))
	assert.Equal(t, "2023\u00a0жылға", kk.DateIn("2023", Until))
	assert.Equal(t, "марта 2023\u00a0года", ru.DateIn("2023-03", From))
	assert.Equal(t, "2023\u00a0года", ru.DateIn("2023", Until))
	assert.Equal(t, "2023", Of("en").DateIn("2023", From))
	assert.Equal(t, "2023-03", kk.Day("2023-03", Plain))
	assert.Equal(t, "1\u00a0мая 2023\u00a0года", ru.Day("2023-05-01", At))
	assert.Equal(t, "1\u00a0мая 2023\u00a0г.", ru.ShortDay("2023-05-01", At))
}

// Every language has every month in every case, each another.
func TestMonths(t *testing.T) {
	for _, lang := range Languages() {
		l := Of(lang)
		assert.Equal(t, lang, l.Lang)
		for _, list := range append(slices.Collect(maps.Values(lists)), "date.months.alone") {
			seen := map[string]bool{}
			for m := time.January; m <= time.December; m++ {
				seen[l.month(list, m)] = true
			}
			assert.Len(t, seen, 12, lang)
			assert.False(t, seen[""], lang)
			assert.Len(t, strings.Split(l.Must(list), "|"), 12)
		}
	}
}

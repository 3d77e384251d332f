package locale

import (
	"math/big"
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
	assert.Same(t, en, Of("de"))
}

// What a date is in a sentence, as Kazakh and Russian grammars have it.
func TestMonthsInSentences(t *testing.T) {
	kk, ru := Of("kk"), Of("ru")
	assert.Equal(t, "желтоқсандағы", kk.MonthIn(time.December, At))
	assert.Equal(t, "сәуірден", kk.MonthIn(time.April, From))
	assert.Equal(t, "қыркүйекке", kk.MonthIn(time.September, Until))
	assert.Equal(t, "мамыр", kk.MonthIn(time.May, Plain))
	assert.Equal(t, "мая", ru.MonthIn(time.May, At))
	assert.Equal(t, "май", ru.MonthAlone(time.May))
	assert.Equal(t, "May", Of("en").MonthAlone(time.May))
}

// Every language has every month, each another.
func TestMonths(t *testing.T) {
	for _, lang := range Languages() {
		l := Of(lang)
		assert.Equal(t, lang, l.Lang)
		seen, alone := map[string]bool{}, map[string]bool{}
		for m := time.January; m <= time.December; m++ {
			seen[l.Month(m)], alone[l.MonthAlone(m)] = true, true
		}
		assert.Len(t, seen, 12, lang)
		assert.Len(t, alone, 12, lang)
		assert.False(t, seen[""] || alone[""], lang)
	}
}

package resolution

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// nbsp keeps a figure and its unit, or the parts of a figure, on one line.
const nbsp = "\u00a0"

// whole writes a whole number with no-break thousands: 1 234 567. Numbers of four digits are grouped too, so that the
// columns of tables line up.
func whole(n int64) string { return locale.Of("en").Count(n) }

// rounded writes a fraction as the nearest whole number, halves away from zero.
func rounded(r *big.Rat) string { return whole(round(r)) }

func round(r *big.Rat) int64 {
	n, _ := strconv.ParseInt(r.FloatString(0), 10, 64)
	return n
}

// signed is whole with a plus before positive numbers.
func signed(n int64) string { return locale.Signed(whole(n)) }

// percent writes a share of 1 as a signed percentage with two places, as the language does.
func percent(r *big.Rat, lang string) string { return locale.Signed(locale.Of(lang).ExactShare(r, 2)) }

// kilometres writes a length in metres as kilometres with one place.
func kilometres(metres float64, lang string) string {
	return say(lang, "kilometres", locale.Of(lang).Fixed(metres/1000, 1))
}

// period writes an ISO 8601 interval of dates, of which either may be missing, or a single date, as it stands beside
// the word for an edition.
func period(iso, lang string) string {
	l := locale.Of(lang)
	from, to, interval := strings.Cut(iso, "/")
	switch {
	case !interval:
		return l.DateIn(iso, locale.At)
	case from == "" && to == "":
		return ""
	case to == "":
		return say(lang, "period.from", l.DateIn(from, locale.From))
	case from == "":
		return say(lang, "period.until", l.DateIn(to, locale.Until))
	}
	return say(lang, "period.both", l.DateIn(from, locale.From), l.DateIn(to, locale.Until))
}

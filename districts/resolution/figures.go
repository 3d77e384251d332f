package resolution

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

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
	unit := "км"
	if lang == "en" {
		unit = "km"
	}
	return locale.Of(lang).Fixed(metres/1000, 1) + nbsp + unit
}

// date writes an ISO 8601 date in words; what is not one is given back as it is.
func date(iso, lang string) string { return dateWith(iso, lang, locale.Plain) }

// asAt is date in the form that follows "as at": in Kazakh "2022 жылғы 31 желтоқсандағы".
func asAt(iso, lang string) string { return dateWith(iso, lang, locale.At) }

// period writes an ISO 8601 interval of dates, of which either may be missing, or a single date.
func period(iso, lang string) string {
	from, to, interval := strings.Cut(iso, "/")
	if !interval {
		return date(iso, lang)
	}
	var words []string
	switch lang {
	case "kk":
		if from != "" {
			words = append(words, dateWith(from, lang, locale.From))
		}
		if to != "" {
			words = append(words, dateWith(to, lang, locale.Until)+" дейін")
		} else {
			words = append(words, "бастап")
		}
	case "ru":
		if from != "" {
			words = append(words, "с "+date(from, lang))
		}
		if to != "" {
			words = append(words, "по "+date(to, lang))
		}
	default:
		if from != "" {
			words = append(words, "from "+date(from, lang))
		}
		if to != "" {
			words = append(words, "until "+date(to, lang))
		}
	}
	return strings.Join(words, " ")
}

func dateWith(iso, lang string, in locale.Case) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return iso
	}
	month := locale.Of(lang).MonthIn(t.Month(), in)
	day, year := strconv.Itoa(t.Day()), strconv.Itoa(t.Year())
	switch lang {
	case "kk":
		return year + nbsp + "жылғы " + day + nbsp + month
	case "ru":
		return day + nbsp + month + " " + year + nbsp + "года"
	default:
		return day + nbsp + month + " " + year
	}
}

var articleForm = regexp.MustCompile(`^\d+(-\d+)?(\([^()]+\))*$`)

// article cites an article written as 21(1); what is not written so is no article, and "" is given back.
func article(s, lang string) string {
	if !articleForm.MatchString(s) {
		return ""
	}
	switch lang {
	case "kk":
		number, rest, _ := strings.Cut(s, "(")
		if rest != "" {
			rest = nbsp + "(" + rest
		}
		return number + "-бап" + rest
	case "ru":
		return "статья" + nbsp + s
	default:
		return "article" + nbsp + s
	}
}

package people

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// languages in which reports are written.
var languages = locale.Languages()

const nbsp = locale.NoBreak

// words are the texts of one language, by key, and how it writes numbers.
type words struct {
	*locale.Locale
	lang  string
	texts map[string]string
	// day, month and year are the formats of a date known to the day, to the month, to the year; their arguments are
	// the day, the month's name and the year, in this order.
	day, month, year string
}

// wordsFor returns the words of a language, or an error that names those there are.
func wordsFor(lang string) (*words, error) {
	switch lang {
	case "kk":
		return &kazakh, nil
	case "ru":
		return &russian, nil
	case "en":
		return &english, nil
	}
	return nil, locale.Errorf("reports are written in %s, not in %q", strings.Join(languages, ", "), lang)
}

// say fills the text of a key. Whole numbers are written in groups of three digits.
func (w *words) say(key string, args ...any) string {
	format, ok := w.texts[key]
	if !ok {
		panic("people: no text for " + key) // a test looks up every key
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, w.numbers(args)...)
}

// known is the text of a key, or else the word as it stands: for statuses that a scenario may word itself.
func (w *words) known(prefix, word string) string {
	if s, ok := w.texts[prefix+word]; ok {
		return s
	}
	return word
}

// message fills a message of package districts.
func (w *words) message(m districts.Message) string {
	if m.Code == "" {
		return ""
	}
	return districts.Message{Code: m.Code, Args: w.numbers(m.Args)}.In(w.lang, w.texts)
}

func (w *words) numbers(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case int:
			out[i] = number(a)
		case int64:
			out[i] = number(a)
		case districts.Message:
			out[i] = districts.Message{Code: a.Code, Args: w.numbers(a.Args)}
		case []districts.Message:
			list := make([]districts.Message, len(a))
			for j, m := range a {
				list[j] = districts.Message{Code: m.Code, Args: w.numbers(m.Args)}
			}
			out[i] = list
		default:
			out[i] = a
		}
	}
	return out
}

// number is a whole number that is written in groups of three digits by every verb; the flag + asks for a sign.
type number int64

// Format implements fmt.Formatter.
func (n number) Format(f fmt.State, _ rune) {
	s := thousands(int64(n))
	if f.Flag('+') && n > 0 {
		s = "+" + s
	}
	_, _ = f.Write([]byte(s))
}

// thousands is the same in every language.
func thousands(n int64) string { return locale.Of("en").Count(n) }

// share writes a share as a percentage with two decimals; signed puts a plus before what is above 0.
func (w *words) share(x float64, signed bool) string {
	if signed {
		return locale.Signed(w.Share(x, 2))
	}
	return w.Share(x, 2)
}

// figure writes a figure of a check.
func (w *words) figure(f districts.Figure) string {
	switch f.Of {
	case "":
		return "–"
	case "share":
		return w.share(f.Number, false)
	case "ratio":
		return w.Fixed(f.Number, 4)
	}
	return thousands(int64(math.Round(f.Number)))
}

// name is a name in the language, or else in the first of the scenario's that has one.
func (w *words) name(n geo.Names, scenario []string) string {
	return n.In(w.lang, scenario...)
}

// date words an ISO 8601 date known to the day, month or year, or an interval of two; what is neither stays as it is.
func (w *words) date(iso string) string {
	if from, until, ok := strings.Cut(iso, "/"); ok {
		switch {
		case from == "":
			return w.say("date.until", w.date(until))
		case until == "":
			return w.say("date.from", w.date(from))
		}
		return w.say("date.between", w.date(from), w.date(until))
	}
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		return fmt.Sprintf(w.day, t.Day(), w.Month(t.Month()), t.Year())
	}
	for layout, format := range map[string]string{"2006-01": w.month, "2006": w.year} {
		if t, err := time.Parse(layout, iso); err == nil {
			return fmt.Sprintf(format, t.Day(), w.MonthAlone(t.Month()), t.Year())
		}
	}
	return w.known("date.", iso)
}

// Language is the language of reports nearest to a language of names: itself where reports are written in it, else en.
func Language(lang string) string {
	if slices.Contains(languages, lang) {
		return lang
	}
	return "en"
}

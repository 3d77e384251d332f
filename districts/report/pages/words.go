package pages

import (
	"math"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// languages in which reports are written.
var languages = locale.Languages()

const nbsp = locale.NoBreak

// words are the texts of reports in one language: those whose keys begin with report.
type words struct {
	*locale.Locale
	lang string
}

// wordsFor returns the words of a language, or an error that names those there are.
func wordsFor(lang string) (*words, error) {
	if !slices.Contains(languages, lang) {
		return nil, locale.Errorf("reports are written in %s, not in %q", strings.Join(languages, ", "), lang)
	}
	return &words{locale.Of(lang), lang}, nil
}

// say fills the text of a key.
func (w *words) say(key string, args ...any) string { return w.Say("report."+key, args...) }

// known is the text of a key, or else the word as it stands: for statuses that a scenario may word itself.
func (w *words) known(prefix, word string) string { return w.Known("report."+prefix, word) }

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
func (w *words) figure(f districts.Quantity) string {
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
	return n.Among(w.lang, scenario...)
}

// date words an ISO 8601 date known to the day, month or year, or an interval of two; what is neither stays as it is.
func (w *words) date(iso string) string {
	if from, until, ok := strings.Cut(iso, "/"); ok {
		switch {
		case from == "":
			return w.say("date.until", w.DateIn(until, locale.Until))
		case until == "":
			return w.say("date.from", w.DateIn(from, locale.From))
		}
		return w.say("date.between", w.Date(from), w.Date(until))
	}
	return w.known("date.", w.Date(iso))
}

// Language is the language of reports nearest to a language of names: itself where reports are written in it, else en.
func Language(lang string) string {
	if slices.Contains(languages, lang) {
		return lang
	}
	return "en"
}

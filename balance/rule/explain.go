package rule

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// Languages in which rules are explained.
var Languages = locale.Languages()

// Example is a scope to work a rule out on: its total, its seats and the districts of some plan for it.
type Example struct {
	Name      string
	Total     int64
	Seats     int
	Districts []int64
}

// words are the texts of rules in one language: those whose keys begin with rule.
type words struct{ *locale.Locale }

func wordsFor(lang string) words { return words{locale.Of(lang)} }

// say fills the text of a key.
func (w words) say(key string, args ...any) string { return w.Say("rule."+key, args...) }

// known is the text of a word with a prefix, empty where there is none.
func (w words) known(prefix, word string) string {
	s, _ := w.Find("rule." + prefix + word)
	return s
}

// Sentence says in plain words what the rule asks, and whom its exceptions ask otherwise, in kk, ru or else en.
func (r Rule) Sentence(lang string) string {
	w := wordsFor(lang)
	text := r.asks(w)
	for _, e := range r.Exceptions {
		text += " " + w.say("exception") + ": " + w.exceptionText(e, lang) + "."
	}
	return text
}

// asks is the sentence without exceptions.
func (r Rule) asks(w words) string {
	if !r.Binds() {
		return w.say("nothing")
	}
	scope := cmp.Or(w.known("scope.", r.ScopeName()), w.say("parent", r.ScopeName()))
	text := w.counted(r, w.say("asks."+r.Statistic.String()))
	return strings.NewReplacer("{scope}", scope, "{limit}", w.limit(r)).Replace(text)
}

// counted puts what the rule counts in place of {base}.
func (w words) counted(r Rule, text string) string {
	base := cmp.Or(w.known("base.", r.BaseName()), w.say("column", r.BaseName()))
	return strings.ReplaceAll(text, "{base}", base)
}

// Measure says in a few words what the rule measures plans by, and up to which limit.
func (r Rule) Measure(lang string) string {
	w := wordsFor(lang)
	return w.say("measured", w.limit(r), w.say("measure."+r.Statistic.String()))
}

// Explain is a page in plain words: what the rule asks, its exceptions, where it is written and how well that is known,
// and the example worked out.
func (r Rule) Explain(lang string, ex *Example) string {
	w := wordsFor(lang)
	var b strings.Builder
	line := func(label, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%s: %s\n", label, text)
		}
	}
	fmt.Fprintf(&b, "%s — %s\n\n%s\n", r.ID, r.Title.In(lang), r.asks(w))
	if r.Soft {
		b.WriteString(w.say("soft") + "\n")
	}
	if r.Target != nil {
		b.WriteString(w.say("target", w.percent(*r.Target)) + "\n")
	}
	for _, e := range r.Exceptions {
		fmt.Fprintf(&b, "%s: %s\n", w.say("exception"), w.exceptionText(e, lang))
	}
	if p := r.Projected; p != nil {
		b.WriteString(w.say("projected", p.Base, w.percent(p.Limit)) + "\n")
	}
	b.WriteString("\n")
	line(w.say("label.status"), w.known("status.", r.Status))
	line(w.say("label.from"), w.Date(r.From))
	line(w.say("label.until"), w.Date(r.Until))
	line(w.say("label.source"), r.Citation.In(lang))
	line(w.say("label.address"), r.URL)
	line(w.say("label.sourced"), r.Sourced.In(lang))
	line(w.say("label.note"), r.Note.In(lang))
	if ex != nil {
		b.WriteString("\n" + r.work(w, *ex))
	}
	return b.String()
}

// work does the example's arithmetic in words.
func (r Rule) work(w words, ex Example) string {
	var b strings.Builder
	t := r.For(ex.Total, ex.Seats)
	mean := t.mean()
	b.WriteString(w.counted(r, w.say("example", ex.Name, ex.Total, ex.Seats, w.AtMost(mean, 2))) + "\n")
	lo, hi := t.Window()
	switch {
	case lo > hi:
		b.WriteString(w.counted(r, w.say("none")) + "\n")
	case r.Statistic == Deviation:
		b.WriteString(w.counted(r, w.say("bounds", lo, hi)) + "\n")
	default:
		b.WriteString(w.counted(r, w.say("window", lo, hi)) + "\n")
	}
	if len(ex.Districts) == 0 {
		return b.String()
	}
	small, large := ex.Districts[0], ex.Districts[0]
	var list []string
	for _, d := range ex.Districts {
		small, large = min(small, d), max(large, d)
		list = append(list, w.Count(d))
	}
	b.WriteString(w.say("plan", strings.Join(list, "; ")) + "\n")
	for _, s := range Statistics() {
		v := s.Value(small, large, mean)
		text := "—"
		if v != nil {
			text = w.value(s, v, 2)
		}
		mark := "  "
		if s == r.Statistic {
			mark = "→ "
		}
		fmt.Fprintf(&b, "%s%s: %s = %s\n", mark, w.say("measure."+s.String()), w.formula(s, small, large, mean), text)
	}
	switch {
	case t.Accept(small, large):
		b.WriteString(w.say("meets", w.limit(r)) + "\n")
	case r.Soft:
		b.WriteString(w.say("exceeds", w.limit(r)) + "\n")
	default:
		b.WriteString(w.say("breaks", w.limit(r)) + "\n")
	}
	return b.String()
}

// percent writes a limit as a percentage.
func (w words) percent(f Fraction) string { return w.ShareAtMost(f.Rat(), 4) }

func (w words) limit(r Rule) string { return w.value(r.Statistic, r.Limit.Rat(), 4) }

// value writes a value of a statistic.
func (w words) value(s Statistic, v *big.Rat, decimals int) string {
	return s.Write(v, decimals, w.Locale)
}

// Write writes a value of the statistic with at most so many decimals: as a share, but a ratio as the number that it
// is.
func (s Statistic) Write(v *big.Rat, decimals int, l *locale.Locale) string {
	if s == LargestOverSmallest {
		return l.AtMost(v, decimals)
	}
	return l.ShareAtMost(v, decimals)
}

func (w words) formula(s Statistic, low, high int64, average *big.Rat) string {
	more, less, over, of := s.parts(low, high, average)
	text := func(p part) string { return w.AtMost(of[p], 2) }
	if less == nothing {
		return fmt.Sprintf("%s / %s", text(more), text(over))
	}
	return fmt.Sprintf("(%s − %s) / %s", text(more), text(less), text(over))
}

func (w words) exceptionText(e Exception, lang string) string {
	var parts []string
	if t := e.Title.In(lang); t != "" {
		parts = append(parts, t)
	}
	if len(e.Regions) > 0 {
		parts = append(parts, strings.Join(e.Regions, ", "))
	}
	if e.AreaAbove > 0 {
		parts = append(parts, w.say("area", e.AreaAbove))
	}
	if e.Flag != "" {
		parts = append(parts, w.say("marked", e.Flag))
	}
	s := strings.Join(parts, "; ") + " — "
	if e.Free {
		return s + w.say("free")
	}
	side := func(f *Fraction) string {
		switch {
		case f == nil:
			return w.say("own")
		case f.Cmp(NewFraction(1, 1)) >= 0:
			return w.say("free")
		}
		return w.percent(*f)
	}
	return s + w.say("sides", side(e.Lower), side(e.Upper))
}

// SmallExample is a made-up region to explain rules on.
func SmallExample(lang string) *Example {
	return &Example{
		Name: wordsFor(lang).say("example.region"), Total: 1_000_000, Seats: 3, Districts: []int64{295_000, 340_000, 365_000},
	}
}

// StatusName is a rule's status in law in words.
func StatusName(status, lang string) string {
	if s, ok := locale.Of(lang).Find("rule.status." + status); ok {
		return s
	}
	return status
}

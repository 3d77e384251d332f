package rule

import (
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

// Sentence says in plain words what the rule asks, in kk, ru or else en.
func (r Rule) Sentence(lang string) string {
	w := wordsFor(lang)
	if !r.Binds() {
		return w.nothing
	}
	base := w.base[r.BaseName()]
	if base == "" {
		base = fmt.Sprintf(w.column, r.BaseName())
	}
	scope := w.scope[r.ScopeName()]
	if scope == "" {
		scope = fmt.Sprintf(w.parent, r.ScopeName())
	}
	limit := w.percent(r.Limit.Rat(), 4)
	if r.Statistic == LargestOverSmallest {
		limit = w.decimal(r.Limit.Rat(), 4)
	}
	return strings.NewReplacer("{base}", base, "{scope}", scope, "{limit}", limit).Replace(w.statistic[r.Statistic])
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
	fmt.Fprintf(&b, "%s — %s\n\n%s\n", r.ID, r.Title.In(lang), r.Sentence(lang))
	if r.Soft {
		b.WriteString(w.soft + "\n")
	}
	if r.Target != nil {
		fmt.Fprintf(&b, w.target+"\n", w.percent(r.Target.Rat(), 4))
	}
	for _, e := range r.Exceptions {
		fmt.Fprintf(&b, "%s: %s\n", w.exception, w.exceptionText(e, lang))
	}
	if p := r.Projected; p != nil {
		fmt.Fprintf(&b, w.projected+"\n", p.Base, w.percent(p.Limit.Rat(), 4))
	}
	b.WriteString("\n")
	status := w.status[r.Status]
	if r.From != "" || r.Until != "" {
		status += fmt.Sprintf(" (%s … %s)", r.From, r.Until)
	}
	line(w.labels[0], status)
	line(w.labels[1], r.Citation.In(lang))
	line(w.labels[2], r.URL)
	line(w.labels[3], r.Sourced.In(lang))
	line(w.labels[4], r.Note.In(lang))
	if ex != nil {
		b.WriteString("\n" + r.work(w, *ex))
	}
	return b.String()
}

// work does the example's arithmetic in words.
func (r Rule) work(w *words, ex Example) string {
	var b strings.Builder
	t := r.Test(ex.Total, ex.Seats)
	mean := t.mean()
	fmt.Fprintf(&b, w.example+"\n", ex.Name, w.count(ex.Total), ex.Seats, w.decimal(mean, 2))
	lo, hi := t.Window()
	switch {
	case lo > hi:
		b.WriteString(w.none + "\n")
	case r.Statistic == Deviation:
		fmt.Fprintf(&b, w.bounds+"\n", w.count(lo), w.count(hi))
	default:
		fmt.Fprintf(&b, w.window+"\n", w.count(lo), w.count(hi))
	}
	if len(ex.Districts) == 0 {
		return b.String()
	}
	small, large := ex.Districts[0], ex.Districts[0]
	var list []string
	for _, d := range ex.Districts {
		small, large = min(small, d), max(large, d)
		list = append(list, w.count(d))
	}
	fmt.Fprintf(&b, w.plan+"\n", strings.Join(list, "; "))
	for _, s := range Statistics() {
		v := s.Value(small, large, mean)
		text := "—"
		if v != nil {
			text = w.percent(v, 2)
		}
		mark := "  "
		if s == r.Statistic {
			mark = "→ "
		}
		fmt.Fprintf(&b, "%s%s: %s = %s\n", mark, w.names[s], w.formula(s, small, large, mean), text)
	}
	if t.Accept(small, large) {
		fmt.Fprintf(&b, w.meets+"\n", w.limit(r))
	} else {
		fmt.Fprintf(&b, w.breaks+"\n", w.limit(r))
	}
	return b.String()
}

func (w *words) limit(r Rule) string { return w.percent(r.Limit.Rat(), 4) }

func (w *words) formula(s Statistic, small, large int64, mean *big.Rat) string {
	lo, hi, m := w.count(small), w.count(large), w.decimal(mean, 2)
	switch s {
	case Deviation:
		at := new(big.Rat).SetInt64(large)
		if up := new(big.Rat).Sub(at, mean); up.Cmp(new(big.Rat).Sub(mean, new(big.Rat).SetInt64(small))) < 0 {
			return fmt.Sprintf("(%s − %s) / %s", m, lo, m)
		}
		return fmt.Sprintf("(%s − %s) / %s", hi, m, m)
	case RangeOverMean:
		return fmt.Sprintf("(%s − %s) / %s", hi, lo, m)
	case RangeOverLargest:
		return fmt.Sprintf("(%s − %s) / %s", hi, lo, hi)
	case RangeOverSmallest:
		return fmt.Sprintf("(%s − %s) / %s", hi, lo, lo)
	default:
		return fmt.Sprintf("%s / %s", hi, lo)
	}
}

func (w *words) exceptionText(e Exception, lang string) string {
	var parts []string
	if t := e.Title.In(lang); t != "" {
		parts = append(parts, t)
	}
	if len(e.Regions) > 0 {
		parts = append(parts, strings.Join(e.Regions, ", "))
	}
	if e.AreaAbove > 0 {
		parts = append(parts, fmt.Sprintf("> %g km²", e.AreaAbove))
	}
	if e.Flag != "" {
		parts = append(parts, "["+e.Flag+"]")
	}
	s := strings.Join(parts, "; ") + " — "
	if e.Free {
		return s + w.free
	}
	side := func(f *Fraction) string {
		switch {
		case f == nil:
			return w.own
		case f.Cmp(NewFraction(1, 1)) >= 0:
			return w.free
		}
		return w.percent(f.Rat(), 4)
	}
	return s + fmt.Sprintf(w.sides, side(e.Lower), side(e.Upper))
}

// SmallExample is a made-up region to explain rules on.
func SmallExample(lang string) *Example {
	name := map[string]string{"kk": "ойдан алынған өңір", "ru": "вымышленный регион", "en": "a made-up region"}
	return &Example{Name: Text(name).In(lang), Total: 1_000_000, Seats: 3, Districts: []int64{295_000, 340_000, 365_000}}
}

// StatusName is a rule's status in law in words.
func StatusName(status, lang string) string {
	if s := wordsFor(lang).status[status]; s != "" {
		return s
	}
	return status
}

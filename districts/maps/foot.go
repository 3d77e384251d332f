package maps

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/locale"
)

// foot sets the key, the caveat, the projection, the notes of the scenario and the sources with their licences, in as
// many columns as make lines of a readable length. It takes its height from the body, two fifths of the page at most.
func (pg *page) foot(key, projection string) {
	const gutter = 5.0
	full := pg.body.Max[0] - pg.body.Min[0]
	columns := max(1, math.Round(full/(140*pg.k)))
	width := (full - (columns-1)*gutter*pg.k) / columns
	var texts [][]line
	add := func(s string, f font) {
		var lines []line
		for _, l := range pg.wrap(s, f, width) {
			lines = append(lines, line{l, f})
		}
		texts = append(texts, lines)
	}
	small := pg.font(typeface.Regular, noteSize)
	add(pg.words.TextPrevails, pg.font(typeface.Bold, noteSize))
	add(key, small)
	add(sentence(projection), small.in(grey))
	var notes []string
	for _, n := range pg.plan.Scenario.Notes {
		if pg.opt.Paper.Slide {
			break
		}
		notes = append(notes, pg.name(n.Text))
	}
	add(strings.Join(notes, " "), small.in(grey))
	add(pg.credits(), small.in(grey))
	step := small.lineHeight()
	lines := pg.cut(texts, int(columns*math.Floor(mostFoot*pg.Height/step)), width)
	// The lines are dealt out to columns of equal height that stand on the lower margin.
	rows := int(math.Ceil(float64(len(lines)) / columns))
	top := pg.body.Max[1] - descent*lines[0].size() - float64(rows)*step
	for i, l := range lines {
		at := orb.Point{pg.body.Min[0] + float64(i/rows)*(width+gutter*pg.k), top + float64(i%rows+1)*step}
		pg.Group("notes").Add(l.font.set(l.s, at, drawing.Start))
	}
	pg.body.Max[1] = top - 1.2*pg.k
}

// mostFoot is how much of a page's height the footer may take.
const mostFoot = 0.4

// cut leaves of texts no more lines than most together: the longest text loses its last line, again and again, and what
// was cut ends with a sign of it.
func (p *press) cut(texts [][]line, most int, width float64) []line {
	long := slices.Clone(texts)
	for len(slices.Concat(texts...)) > most {
		longest := 0
		for i, t := range texts {
			if len(t) > len(texts[longest]) {
				longest = i
			}
		}
		texts[longest] = texts[longest][:len(texts[longest])-1]
	}
	for i, t := range texts {
		if n := len(t); n > 0 && n < len(long[i]) {
			t = slices.Clone(t)
			t[n-1].s = p.ended(t[n-1].s, t[n-1].font, width)
			texts[i] = t
		}
	}
	return slices.Concat(texts...)
}

// ended is a line with the sign that its text goes on, no wider than width.
func (p *press) ended(s string, f font, width float64) string {
	const sign = " …"
	for letters := []rune(s); ; letters = letters[:len(letters)-1] {
		if t := strings.TrimRight(string(letters), " ") + sign; len(letters) == 0 || p.width(t, f) <= width {
			return t
		}
	}
}

// credits names the sources as their licences ask, each with what is from it, its vintage and its licence.
func (pg *page) credits() string {
	var s []string
	for _, src := range pg.plan.Scenario.Sources {
		c := src.Credit.In(pg.opt.Lang)
		if what := pg.name(src.What); what != "" {
			c = what + ": " + c
		}
		var in []string
		for _, w := range []scenario.Words{src.Vintage, src.Licence} {
			if text := w.In(pg.opt.Lang); text != "" {
				in = append(in, locale.Of(pg.opt.Lang).Date(text))
			}
		}
		if in != nil {
			c += " (" + strings.Join(in, ", ") + ")"
		}
		s = append(s, c)
	}
	if s == nil {
		return ""
	}
	return pg.words.Sources + ": " + strings.Join(s, "; ") + "."
}

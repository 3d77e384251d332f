package maps

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// foot sets the caveat, the key, the projection, the scenario's notes on voters where the sheet shows such, and the
// sources with their licences, in as many columns as make lines of a readable length. It takes its height from the
// body, two fifths of the page at most.
func (pg *page) foot(about heading) {
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
	add(about.key, small)
	if !pg.opt.Paper.Slide {
		add(sentence(about.projection), small.in(grey))
	}
	var notes []string
	for _, n := range pg.plan.Scenario.Notes {
		if about.voters && slices.Contains(n.Of, "voters") && !pg.opt.Paper.Slide {
			notes = append(notes, pg.name(n.Text))
		}
	}
	add(strings.Join(notes, " "), small.in(grey))
	add(pg.credits(about.voters), small.in(grey))
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

// credits names the sources as their licences ask, each with what is from it and its licence. Reports and the page of a
// set say more of them. A sheet without numbers of voters leaves out the sources of these, and of plans to compare
// with. Slides only say whose they are, each once: a listener reads no more.
func (pg *page) credits(voters bool) string {
	var s []string
	for _, src := range pg.plan.Scenario.Sources {
		elsewhere := func(role string) bool { return role == "voters" || strings.HasPrefix(role, "plan:") }
		if !voters && len(src.Of) > 0 && !slices.ContainsFunc(src.Of, func(r string) bool { return !elsewhere(r) }) {
			continue
		}
		c := src.Credit.In(pg.opt.Lang)
		if i := strings.IndexAny(c, ",;:"); i > 0 && pg.opt.Paper.Slide {
			c = c[:i]
		}
		if what := pg.name(src.What); what != "" && !pg.opt.Paper.Slide {
			c = what + ": " + c
		}
		if licence := src.Licence.In(pg.opt.Lang); licence != "" {
			c += " (" + licence + ")"
		}
		if !slices.Contains(s, c) {
			s = append(s, c)
		}
	}
	if s == nil {
		return ""
	}
	return pg.words.Sources + ": " + strings.Join(s, "; ") + "."
}

package maps

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/locale"
)

// page is a sheet in the making. Lengths are millimetres from the top left corner.
type page struct {
	*press
	*drawing.Picture
	body     orb.Bound // what title and footer leave
	numbered []int     // districts that stand on the map by number alone
	placed   []placed
}

// Sizes of type in points and of lines in millimetres on A4.
const (
	titleSize    = 15.0
	subtitleSize = 7.5
	noteSize     = 5.2
	margin       = 7.0
)

// heading is what stands above and below a sheet's map.
type heading struct {
	title      string
	more       string // ends the line below the title
	key        string // begins the footer: what the map has no room for
	projection string
}

// newPage makes a page with its title and footer. Groups are opened in the order in which they lie on each other, so
// that it does not matter when something is drawn into one.
func (p *press) newPage(about heading, landscape bool) *page {
	w, h := p.opt.Paper.Long, p.opt.Paper.Short
	if !landscape && !p.opt.Paper.Slide {
		w, h = h, w
	}
	pg := &page{press: p, Picture: &drawing.Picture{Width: w, Height: h, Title: about.title, Lang: p.opt.Lang}}
	pg.body = orb.Bound{Min: orb.Point{margin * p.k, margin * p.k}, Max: orb.Point{w - margin*p.k, h - margin*p.k}}
	pg.Group("paper").Add(&drawing.Shape{Rings: []orb.Ring{drawing.Box(orb.Bound{Max: orb.Point{w, h}})}, Fill: white})
	for _, id := range []string{"land", "fills", "moved", "graticule", "unit-lines", "region-lines", "district-lines",
		"region-cores", "outer-lines", "former-lines", "leaders", "towns", "labels"} {
		pg.Group(id)
	}
	pg.head(about.title, about.more)
	pg.foot(about.key, about.projection)
	return pg
}

// head sets the title, the scenario's title, the date of the units and the draft mark. It takes its height from the
// body.
func (pg *page) head(title, more string) {
	g := pg.Group("title")
	left, right := pg.body.Min[0], pg.body.Max[0]
	if !pg.opt.Final {
		f := pg.font(typeface.Bold, 11).in(signRed)
		w := pg.family.Width(f.style, f.size, pg.words.Draft) + 5*pg.k
		h := 6.4 * pg.k
		b := orb.Bound{Min: orb.Point{right - w, pg.body.Min[1]}, Max: orb.Point{right, pg.body.Min[1] + h}}
		g.Add(&drawing.Shape{Rings: []orb.Ring{drawing.Box(b)}, Stroke: signRed, Width: 0.5 * pg.k},
			f.set(pg.words.Draft, orb.Point{right - w/2, b.Max[1] - 1.8*pg.k}, drawing.Middle))
		right = b.Min[0] - 4*pg.k
	}
	f := pg.font(typeface.Bold, titleSize)
	for pg.family.Width(f.style, f.size, title) > right-left && f.size > 8*pg.k {
		f.size = round(f.size * 0.95)
	}
	y := pg.body.Min[1] + titleSize*capHeight*typeface.MillimetresPerPoint*pg.k
	g.Add(f.set(title, orb.Point{left, y}, drawing.Start))
	sub := pg.font(typeface.Regular, subtitleSize).in(grey)
	y += 1.3 * pg.k
	for _, l := range pg.wrap(pg.subtitle(more), sub, right-left) {
		y += subtitleSize * leading * typeface.MillimetresPerPoint * pg.k
		g.Add(sub.set(l, orb.Point{left, y}, drawing.Start))
	}
	pg.body.Min[1] = y + 2.6*pg.k
}

func (pg *page) subtitle(more string) string {
	s := []string{}
	if t := pg.name(pg.plan.Scenario.Title); t != "" {
		s = append(s, sentence(t))
	}
	if pg.plan.Scenario.UnitsAsOf != "" {
		s = append(s, sentence(fmt.Sprintf(pg.words.AsOf, pg.words.date(pg.plan.Scenario.UnitsAsOf))))
	}
	return strings.Join(append(s, more), " ")
}

// foot sets the key, the caveat, the projection, the notes of the scenario and the sources with their licences, in as
// many columns as make lines of a readable length. It takes its height from the body.
func (pg *page) foot(key, projection string) {
	const gutter = 5.0
	full := pg.body.Max[0] - pg.body.Min[0]
	columns := max(1, math.Round(full/(140*pg.k)))
	width := (full - (columns-1)*gutter*pg.k) / columns
	var lines []line
	add := func(s string, f font) {
		for _, l := range pg.wrap(s, f, width) {
			lines = append(lines, line{l, f})
		}
	}
	small := pg.font(typeface.Regular, noteSize)
	add(pg.words.TextPrevails, pg.font(typeface.Bold, noteSize))
	if !pg.opt.Paper.Slide {
		add(key, small)
	}
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
	// The lines are dealt out to columns of equal height that stand on the lower margin.
	rows := int(math.Ceil(float64(len(lines)) / columns))
	step := small.lineHeight()
	top := pg.body.Max[1] - descent*lines[0].size() - float64(rows)*step
	for i, l := range lines {
		at := orb.Point{pg.body.Min[0] + float64(i/rows)*(width+gutter*pg.k), top + float64(i%rows+1)*step}
		pg.Group("notes").Add(l.font.set(l.s, at, drawing.Start))
	}
	pg.body.Max[1] = top - 1.2*pg.k
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

// sentence ends a text with a full stop, unless an abbreviation has ended it already.
func sentence(s string) string { return strings.TrimSuffix(s, ".") + "." }

// wrap breaks a text into lines of at most the given width, at spaces only; a longer word stands alone.
func (p *press) wrap(s string, f font, width float64) []string {
	var lines []string
	for _, word := range strings.Split(s, " ") {
		if word == "" {
			continue
		}
		if n := len(lines); n > 0 && p.family.Width(f.style, f.size, lines[n-1]+" "+word) <= width {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

package maps

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// page is a sheet in the making. Lengths are millimetres from the top left corner.
type page struct {
	*press
	*drawing.Picture
	body     orb.Bound // what title and footer leave
	numbered []int     // districts that stand on the map by number alone
	placed   []placed
	trial    bool // only labels are wanted: what draws areas and lines may be left out
}

// Sizes of type in points and of lines in millimetres on A4.
const (
	titleSize    = 15.0
	subtitleSize = 7.5
	noteSize     = 6.0
	margin       = 7.0
)

// heading is what stands above and below a sheet's map.
type heading struct {
	title      string
	more       string // ends the line below the title
	key        string // begins the footer: what the map has no room for
	projection string
	voters     bool // it shows numbers of voters, so that the scenario's notes on these are due
	bare       bool // nothing stands below: the page is one of a book, which says that elsewhere
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
	for _, id := range []string{"surroundings", "graticule", "land", "fills", "moved", "water", "unit-lines",
		"region-lines", "district-lines", "region-cores", "outer-lines", "former-lines", "leaders", "towns", "labels"} {
		pg.Group(id)
	}
	pg.head(about.title, about.more)
	if !about.bare {
		pg.foot(about)
	}
	return pg
}

// head sets the title, the scenario's title, the date of the units and the draft mark. It takes its height from the
// body.
func (pg *page) head(title, more string) {
	g := pg.Group("title")
	left, right := pg.body.Min[0], pg.body.Max[0]
	least := pg.body.Min[1]
	if b, ok := pg.logo(orb.Point{right, pg.body.Min[1]}, 12, 40); ok {
		right, least = b.Min[0]-4*pg.k, b.Max[1]+1.6*pg.k
	}
	if !pg.opt.Final {
		f := pg.font(typeface.Bold, 11).in(signRed)
		w := pg.family.Width(f.style, f.size, pg.words.Draft) + 5*pg.k
		h := 6.4 * pg.k
		b := orb.Bound{Min: orb.Point{right - w, pg.body.Min[1]}, Max: orb.Point{right, pg.body.Min[1] + h}}
		g.Add(&drawing.Shape{Rings: []orb.Ring{drawing.Box(b)}, Stroke: f.color, Width: 0.5 * pg.k},
			f.set(pg.words.Draft, orb.Point{right - w/2, b.Max[1] - 1.8*pg.k}, drawing.Middle))
		right = b.Min[0] - 4*pg.k
	}
	f := pg.font(typeface.Bold, titleSize)
	for pg.family.Width(f.style, f.size, title) > right-left && f.size > 8*pg.k {
		f.size = round(f.size * 0.95)
	}
	y := pg.body.Min[1] + titleSize*capHeight*typeface.MillimetresPerPoint*pg.k
	for i, l := range pg.wrap(title, f, right-left) {
		if i > 0 {
			y += f.lineHeight()
		}
		g.Add(f.set(l, orb.Point{left, y}, drawing.Start))
	}
	sub := pg.font(typeface.Regular, subtitleSize).in(grey)
	y += 1.3 * pg.k
	for _, l := range pg.subtitle(more, sub, right-left) {
		y += subtitleSize * leading * typeface.MillimetresPerPoint * pg.k
		g.Add(sub.set(l, orb.Point{left, y}, drawing.Start))
	}
	pg.body.Min[1] = max(least, y+2.6*pg.k)
}

// logo sets the logo with its upper right corner at a point, as large as fits into a height and a width on A4, and says
// where it stands; false where there is none.
func (pg *page) logo(corner orb.Point, high, wide float64) (b orb.Bound, ok bool) {
	dots := pg.opt.Logo
	if dots == nil {
		return b, false
	}
	w, h := float64(dots.Rect.Dx()), float64(dots.Rect.Dy())
	size := min(high*pg.k/h, wide*pg.k/w)
	b = orb.Bound{Min: orb.Point{corner[0] - w*size, corner[1]}, Max: orb.Point{corner[0], corner[1] + h*size}}
	pg.Group("logo").Add(&drawing.Image{Box: b, Dots: dots})
	return b, true
}

// subtitle is the lines below a title: the scenario's title, the date of the units, and what the sheet adds. A title
// that alone would fill four lines is cut short.
func (p *press) subtitle(more string, f font, width float64) []string {
	const most = 4
	var rest []string
	if p.plan.Scenario.UnitsAsOf != "" {
		rest = append(rest, sentence(fmt.Sprintf(p.words.AsOf, p.words.date(p.plan.Scenario.UnitsAsOf))))
	}
	rest = append(rest, more)
	title := p.name(p.plan.Scenario.Title)
	if title == "" {
		return p.wrap(strings.Join(rest, " "), f, width)
	}
	letters := []rune(title)
	for title = sentence(title); ; title = string(letters) + "…" {
		lines := p.wrap(strings.Join(append([]string{title}, rest...), " "), f, width)
		if len(lines) <= most || len(letters) < 10 {
			return lines
		}
		letters = letters[:len(letters)*9/10]
	}
}

// sentence ends a text with a full stop, unless an abbreviation has ended it already.
func sentence(s string) string { return strings.TrimSuffix(s, ".") + "." }

package maps

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/albers"
)

// subject is what a sheet of a part of the country is about and says, before it is laid out.
type subject struct {
	sheet      Sheet
	of         func(*press) *subject // the same in the language of a press
	title      string
	in         func(unit int) bool
	units      []int // in the order of their list
	districts  []int // whose numbers it bears
	projection albers.Projection
	land       []orb.MultiPolygon
	ground     orb.Bound // of the land, in projected metres
	tables     []table   // begin the panel; the list of units follows them
	around     func(*page, *content, *placer)
	region     *subject // whose sheet shows the same at least as small; nil for none
}

// about makes a subject of units.
func (p *press) about(title string, units, districts []int) *subject {
	in := map[int]bool{}
	for _, u := range units {
		in[u] = true
	}
	s := &subject{title: title, in: func(u int) bool { return in[u] }, units: units, districts: districts}
	s.land = p.faces(slices.Sorted(slices.Values(units)))
	s.projection = albers.Fit(s.land)
	s.ground = bound(s.projection, s.land)
	return s
}

// contents is how much the panel of a sheet says.
type contents struct {
	rows        int  // of the list of units
	lettered    bool // units without room for their names have letters, which the list explains
	settlements bool
	location    bool
	none        bool // no panel
	cost        float64
}

// composition is how a sheet is laid out in every language.
type composition struct {
	contents
	layout
	projection albers.Projection
	view       view
	places     [][]orb.Point // of the panel's boxes, by parts, from its corner
	bar        orb.Bound     // of the scale
	insets     []inset
}

// heading is that of a sheet.
func (p *press) headingOf(s *subject, c contents, proj albers.Projection) heading {
	h := heading{title: s.title, voters: true, projection: p.words.describe(proj)}
	if !c.lettered {
		h.key = p.words.Unlettered
	}
	return h
}

// composed is how a subject's sheet is laid out, worked out once for all languages: with letters where that is possible
// in each. What a map has no room for does not change its layout; the list keeps the room for letters and squares.
func (p *press) composed(s *subject) composition {
	one := p.layoutOf(s.sheet)
	one.once.Do(func() {
		all := p.inTongues(s)
		c, ok := p.compose(s, true)
		if ok {
			p.arrangeMap(&c, all)
		}
		if !ok || outOfLetters(all, c) {
			c, _ = p.compose(s, false)
			p.arrangeMap(&c, all)
		}
		one.part = c
	})
	return one.part
}

// outOfLetters is whether a map would need more letters than it can bear, in any language.
func outOfLetters(all []spoken, c composition) bool {
	return len(all[0].subject.units) > maxLetters && slices.ContainsFunc(all, func(in spoken) bool {
		pg := &page{press: in.press, Picture: &drawing.Picture{}, trial: true}
		return pg.detailMap(in.subject, c) == nil
	})
}

// spoken is a subject in the language of a press.
type spoken struct {
	press   *press
	subject *subject
}

// inTongues is a subject in every language.
func (p *press) inTongues(s *subject) []spoken {
	var out []spoken
	for _, q := range p.tongues() {
		out = append(out, spoken{q, s.of(q)})
	}
	return out
}

// compose chooses how much a sheet's panel says, the page's orientation and the width of the panel: what shows the
// subject at the largest scale, where what says less must gain something by it. Of equal ones that with the orientation
// of the region's sheet is taken, or else the lying page. A sheet of a district is at no smaller scale than its
// region's.
//
// Where no page has room for all that the panel has to say, units without room for their names get no letters, which
// the footer says; and if that is not enough, the list of units ends early and says how many rows it leaves out: a list
// that is not complete is worth no room that the map could have.
func (p *press) compose(s *subject, lettered bool) (composition, bool) {
	most, landscape := math.Inf(1), true
	projections := []albers.Projection{s.projection}
	if s.region != nil {
		of := p.composed(s.region)
		most, landscape = of.denominator, of.landscape
		// What fits into the region's map in the region's projection always fits in that.
		projections = append(projections, of.projection)
	}
	all := len(s.units)
	if lettered {
		if !p.tried(all) {
			return composition{}, false
		}
		choice := []contents{
			{rows: all, lettered: true, settlements: true, location: true, cost: 1},
			{rows: all, lettered: true, settlements: true, cost: 1.05},
			{rows: all, lettered: true, location: true, cost: 1.15},
			{rows: all, lettered: true, cost: 1.2},
		}
		if p.opt.Paper.Slide { // a listener looks at the map
			choice = choice[2:]
		}
		for _, proj := range projections {
			if c, ok := p.best(s, proj, most, landscape, choice); ok {
				return c, true
			}
		}
		return composition{}, false
	}
	rows := all
	if rows > manyRows {
		rows = maxRows
	}
	for {
		for _, proj := range projections {
			if c, ok := p.best(s, proj, most, landscape, []contents{{rows: rows, location: true, cost: 1}}); ok {
				return c, true
			}
		}
		if rows == 0 {
			break
		}
		rows = min(rows*2/3, maxRows)
	}
	// Not even the facts have room: the map goes without a panel.
	return p.best(s, projections[len(projections)-1], math.Inf(1), landscape, []contents{{none: true, cost: 1}})
}

// best is the best layout with one of the contents, at a denominator of most at most; false where there is none. Parts
// are divided where that makes the map much larger.
func (p *press) best(s *subject, proj albers.Projection, most float64, landscape bool,
	choice []contents) (composition, bool) {
	ground := s.ground
	if proj != s.projection {
		ground = bound(proj, s.land)
	}
	best, found := composition{}, false
	all := p.inTongues(s)
	for _, c := range choice {
		bodies := map[bool]orb.Bound{}
		for _, lying := range []bool{true, false} {
			if lying || !p.opt.Paper.Slide {
				var pages []*page
				for _, in := range all {
					pages = append(pages, in.press.newPage(in.press.headingOf(in.subject, c, proj), lying))
				}
				bodies[lying] = bodyOf(pages)
			}
		}
		parts := tallestParts(all, c)
		for _, divide := range []bool{false, true} {
			for _, l := range p.ways(bodies, ground, proj, panel{k: p.k, parts: parts, divide: divide}) {
				l.cost = l.denominator * c.cost * (1 + emptyCost*l.empty)
				if divide {
					l.cost *= dividedCost
				}
				if l.panel.torn() {
					l.cost *= tornCost
				}
				better := l.cost < best.layout.cost ||
					l.cost == best.layout.cost && l.landscape == landscape && best.landscape != landscape
				if l.denominator <= most && (!found || better) {
					best, found = composition{contents: c, layout: l, projection: proj}, true
				}
			}
		}
	}
	return best, found
}

// tallestParts are those of a sheet's panel with room for every language.
func tallestParts(all []spoken, c contents) []part {
	var own [][]part
	for _, in := range all {
		own = append(own, in.press.parts(in.subject, c, nil))
	}
	out := make([]part, len(own[0]))
	for i := range out {
		var same []part
		for _, parts := range own {
			same = append(same, parts[i])
		}
		out[i] = tallest(same).once()
	}
	return out
}

// tried is whether lists of so many rows are tried as they are; not where they have more than lie on the paper one
// beside the other, which takes long to find out of hundreds of thousands.
func (p *press) tried(rows int) bool {
	row := columnWidths[0] * p.k * p.font(typeface.Regular, tableSize).lineHeight()
	return float64(rows)*row <= p.opt.Paper.Long*p.opt.Paper.Short
}

// emptyCost is how much larger a map must be, by its share, that has a panel with nothing in it beside it, dividedCost
// how many times larger one whose lists go over several columns, and tornCost one whose lists break words.
const (
	emptyCost   = 0.15
	dividedCost = 1.03
	tornCost    = 1.15
)

// maxLetters is how many letters a map can bear, maxRows how long a list is that has no room for all of its rows, and
// manyRows how many rows no page is tried for.
const (
	maxLetters = 60
	maxRows    = 20
	manyRows   = 400
)

// detailSheet draws a sheet of a part of the country at a large scale, with its panel.
func (p *press) detailSheet(s *subject) *page {
	c := p.composed(s)
	pg, shown := p.detailPage(s, c)
	if !c.none {
		c.panel.parts = p.parts(s, c.contents, shown)
		pg.Group("panel").Add(drawing.Placed(c.panel.items(c.places), c.at, 1)...)
	}
	pg.tellDetail(s, c.denominator)
	return pg
}

// detailPage draws the page but for its panel, and says what the panel must know of the map.
func (p *press) detailPage(s *subject, c composition) (*page, *shown) {
	pg := p.newPage(p.headingOf(s, c.contents, c.projection), c.landscape)
	return pg, pg.detailMap(s, c)
}

package maps

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"golang.org/x/text/collate"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/locale"
)

// book is an atlas in the making. How many pages each part takes is known before any sheet is drawn, and with it the
// page of everything that a list names.
type book struct {
	*press
	doc     *drawing.Document
	listing listing // of the contents
	sheets  []leaf
	index   listing // of the units
	units   []leaf
	notes   []*list
	back    []leaf // what the contents name behind the sheets
}

// mostIndexed is how many units an index lists; beyond, the tables of the plan do.
const mostIndexed = 20_000

func (p *press) book() *book {
	b := &book{press: p, doc: &drawing.Document{Title: p.atlasTitle(), Subject: p.name(p.plan.Scenario.Title),
		Lang: p.opt.Lang}, sheets: p.leaves(), notes: p.backPages(),
		listing: listing{heading: p.words.Contents, columns: 2, size: 8},
		index:   listing{heading: p.words.Index, columns: 3, size: 6.2}}
	indexed := len(p.plan.Layer.Units) <= mostIndexed && !(p.opt.NoRegions && p.opt.NoDistricts)
	rows := len(b.sheets) + 1
	if indexed {
		rows++
	}
	at := 1 + p.pages(b.listing, rows) // after the cover and the contents
	for i := range b.sheets {
		b.sheets[i].page += at
	}
	at = b.sheets[len(b.sheets)-1].page + 1
	if indexed {
		b.units = p.indexOfUnits(b.sheets)
		b.back = append(b.back, leaf{title: p.words.Index, page: at})
		at += p.pages(b.index, len(b.units))
	}
	b.back = append(b.back, leaf{title: p.words.NotesAndSources, page: at})
	return b
}

// contents is what the list of contents names.
func (b *book) contents() []leaf { return slices.Concat(b.sheets, b.back) }

// add adds a page of a picture, numbered but for the cover. It is drawn when the page is written.
func (b *book) add(draw func() (*drawing.Picture, error), page func(*drawing.Picture) *drawing.Page) {
	n := len(b.doc.Pages)
	b.doc.Pages = append(b.doc.Pages, &drawing.Page{Draw: func() (*drawing.Page, error) {
		if err := b.ctx.Err(); err != nil { // what was drawn before may be less than it should be
			return nil, err
		}
		d, err := draw()
		if err != nil {
			return nil, err
		}
		if n > 0 {
			b.pageNumber(d, n+1)
		}
		if b.opt.BW {
			*d = *d.Greyed()
		}
		if err := d.Check(b.family); err != nil {
			return nil, err
		}
		made := page(d)
		draw, page = nil, nil // a page is written once, and what it shows is large
		return made, nil
	}})
}

func (b *book) addList(l *list) {
	b.doc.Contents = append(b.doc.Contents, l.parts...)
	b.add(func() (*drawing.Picture, error) { return l.picture, nil },
		func(*drawing.Picture) *drawing.Page { return l.page() })
}

// indexOfUnits names every unit in the order of its language, with its region and district, and the page of its
// district's sheet or, where there is none, its region's.
func (p *press) indexOfUnits(sheets []leaf) []leaf {
	pageOf := map[Sheet]int{}
	for _, l := range sheets {
		pageOf[l.sheet] = l.page
	}
	words := locale.Of(p.opt.Lang)
	col := words.Collator()
	type row struct {
		key []byte
		leaf
	}
	var rows []row
	var buf collate.Buffer
	for u, x := range p.plan.Layer.Units {
		d, r := p.plan.Of[u], p.regionOf[u]
		parts := []string{p.label(x.Names)}
		if x.Kind != "" {
			parts[0] += " (" + words.Known("report.unit-kind.", x.Kind) + ")"
		}
		if r >= 0 && len(p.plan.Layer.Regions) > 1 {
			parts = append(parts, p.regionName(r))
		}
		l := leaf{plain: true}
		var ok bool
		if d != districts.Unassigned {
			parts = append(parts, p.words.NumberSign+nbsp+strconv.Itoa(p.plan.Districts[d].Number))
			l.page, ok = pageOf[Sheet{Kind: District, Number: p.plan.Districts[d].Number}]
		}
		if !ok && r >= 0 {
			l.page, ok = pageOf[Sheet{Kind: Region, Region: p.plan.Layer.Regions[r].ID}]
		}
		if !ok {
			l.page = pageOf[Sheet{}]
		}
		l.title = strings.Join(parts, ", ")
		rows = append(rows, row{slices.Clone(col.KeyFromString(&buf, l.title)), l})
		buf.Reset()
	}
	slices.SortStableFunc(rows, func(a, b row) int { return slices.Compare(a.key, b.key) })
	out := make([]leaf, len(rows))
	for i, r := range rows {
		out[i] = r.leaf
	}
	return out
}

// cover is the first page: the title, what the districts are for, the date of the units, the country with its
// districts, and how many there are. It has no number.
func (p *press) cover() (*drawing.Picture, *drawing.Page, *drawing.Element) {
	w, h := p.opt.Paper.Long, p.opt.Paper.Short
	d := &drawing.Picture{Width: w, Height: h, Title: p.atlasTitle(), Lang: p.opt.Lang}
	pg := &page{press: p, Picture: d}
	d.Group("paper").Add(&drawing.Shape{Rings: []orb.Ring{drawing.Box(orb.Bound{Max: orb.Point{w, h}})}, Fill: white})
	edge := 2.2 * margin * p.k
	width, least := w-2*edge, edge
	y := edge
	put := func(group, s string, f font) {
		for _, l := range p.wrap(s, f, width) {
			y += f.lineHeight()
			d.Group(group).Add(f.set(l, orb.Point{edge, y}, drawing.Start))
		}
	}
	if b, ok := pg.logo(orb.Point{w - edge, edge}, 30, 60); ok {
		width, least = b.Min[0]-edge-6*p.k, b.Max[1]
	}
	put("title", d.Title, p.font(typeface.Bold, 30))
	y += 2 * p.k
	if s := p.name(p.plan.Scenario.Title); s != "" {
		put("subtitle", s, p.font(typeface.Regular, 13).in(grey))
	}
	// Below, from the foot up: how many there are and as at which date, and the mark of a draft.
	foot := h - edge
	more := p.counts()
	if p.plan.Scenario.UnitsAsOf != "" {
		more = sentence(fmt.Sprintf(p.words.AsOf, p.words.date(p.plan.Scenario.UnitsAsOf))) + " " + more
	}
	small := p.font(typeface.Regular, 10)
	d.Group("subtitle").Add(small.set(more, orb.Point{edge, foot}, drawing.Start))
	if !p.opt.Final {
		d.Group("mark").Add(p.font(typeface.Bold, 14).in(signRed).set(p.words.Draft, orb.Point{w - edge, foot}, drawing.End))
	}
	frame := orb.Bound{Min: orb.Point{edge, max(y, least) + 6*p.k}, Max: orb.Point{w - edge, foot - 2*small.lineHeight()}}
	for _, id := range []string{"surroundings", "land", "fills", "water", "unit-lines", "region-lines", "district-lines",
		"region-cores", "outer-lines"} {
		pg.Group(id)
	}
	if frame.Max[1]-frame.Min[1] > 20*p.k { // a very long title leaves no room for a picture
		v := fitGround(p.national, p.ground, frame, 2*p.k)
		c := pg.content(v, "")
		pg.base(c)
		pg.Group("frame").Add(&drawing.Shape{Rings: []orb.Ring{drawing.Box(frame)}, Stroke: black, Width: 0.3 * p.k})
	}
	title, sub := &drawing.Element{Tag: drawing.H1}, &drawing.Element{Tag: drawing.P}
	figure := &drawing.Element{Tag: drawing.Figure, Alt: p.words.Districts}
	page := pageOf(d, func(group string, _ drawing.Item) *drawing.Element {
		switch group {
		case "paper", "logo":
			return nil
		case "title":
			return title
		case "subtitle", "mark":
			return sub
		}
		return figure
	})
	return d, page, &drawing.Element{Tag: drawing.Section, Children: []*drawing.Element{title, sub, figure}}
}

// backPages say all that a reader must know of the data: the projection, the scenario's notes, and the sources with
// their dates and licences, on as many pages as that takes.
func (p *press) backPages() []*list {
	var paragraphs []string
	paragraphs = append(paragraphs, p.words.TextPrevails, sentence(p.words.describe(p.national)))
	for _, n := range p.plan.Scenario.Notes {
		if s := p.name(n.Text); s != "" {
			paragraphs = append(paragraphs, s)
		}
	}
	words := locale.Of(p.opt.Lang)
	for _, src := range p.plan.Scenario.Sources {
		s := src.Credit.In(p.opt.Lang)
		if what := p.name(src.What); what != "" {
			s = what + ": " + s
		}
		for _, w := range []string{src.Vintage.In(p.opt.Lang), src.Licence.In(p.opt.Lang)} {
			if w != "" {
				s += "; " + words.Date(w)
			}
		}
		paragraphs = append(paragraphs, sentence(s))
	}
	f := p.font(typeface.Regular, 8)
	var out []*list
	var pg *page
	var l *list
	y := 0.0
	begin := func() {
		pg = p.listPage()
		l = &list{picture: pg.Picture, of: map[drawing.Item]*drawing.Element{}}
		head := p.font(typeface.Bold, 11).set(p.words.NotesAndSources, orb.Point{pg.body.Min[0], pg.body.Min[1] + 5*p.k},
			drawing.Start)
		pg.Group("contents").Add(head)
		if len(out) == 0 {
			heading := &drawing.Element{Tag: drawing.H2}
			l.of[head], l.parts = heading, []*drawing.Element{heading}
		}
		out, y = append(out, l), pg.body.Min[1]+9*p.k
	}
	begin()
	for _, s := range paragraphs {
		element := &drawing.Element{Tag: drawing.P}
		placed := false
		for _, line := range p.wrap(s, f, min(pg.body.Max[0]-pg.body.Min[0], 190*p.k)) {
			if y+f.lineHeight() > pg.body.Max[1] {
				begin()
				if placed { // the paragraph goes on in an element of its own
					element, placed = &drawing.Element{Tag: drawing.P}, false
				}
			}
			y += f.lineHeight() * 1.1
			t := f.set(line, orb.Point{pg.body.Min[0], y}, drawing.Start)
			pg.Group("contents").Add(t)
			l.of[t] = element
			if !placed {
				l.parts, placed = append(l.parts, element), true
			}
		}
		y += 1.6 * p.k
	}
	return out
}

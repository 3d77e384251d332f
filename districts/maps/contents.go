package maps

import (
	"cmp"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// list is a page of an atlas's contents.
type list struct {
	picture *drawing.Picture
	of      map[drawing.Item]*drawing.Element // what each text belongs to; a rule belongs to none
	links   []drawing.Link
	parts   []*drawing.Element
}

func (l *list) page() *drawing.Page {
	page := pageOf(l.picture, func(_ string, it drawing.Item) *drawing.Element { return l.of[it] })
	page.Links = l.links
	return page
}

// listing is how a list of an atlas is laid out: of its sheets, or of its units.
type listing struct {
	heading string
	columns int
	size    float64 // of type, points on A4
}

// room is what a page has for a list.
type room struct {
	rows       int     // in a column
	step       float64 // from row to row
	width, gap float64 // of and between columns
}

func (p *press) room(l listing) room {
	pg := p.listPage()
	r := room{step: p.font(typeface.Regular, l.size).lineHeight() * 1.15, gap: 20 / float64(l.columns) * p.k}
	r.rows = max(1, int((pg.body.Max[1]-pg.body.Min[1]-10*p.k)/r.step))
	r.width = (pg.body.Max[0] - pg.body.Min[0] - r.gap*float64(l.columns-1)) / float64(l.columns)
	return r
}

// pages is how many pages a list of so many rows takes: every row has the same height.
func (p *press) pages(l listing, rows int) int {
	perPage := p.room(l).rows * l.columns
	return (rows + perPage - 1) / perPage
}

// list sets leaves with their pages.
func (p *press) list(leaves []leaf, l listing) []*list {
	r := p.room(l)
	perPage := r.rows * l.columns
	var out []*list
	for first := 0; first < len(leaves); first += perPage {
		out = append(out, p.listOn(leaves[first:min(len(leaves), first+perPage)], first == 0, l, r))
	}
	return out
}

// atlasTitle heads the atlas.
func (p *press) atlasTitle() string { return cmp.Or(p.opt.Title, p.words.Atlas) }

func (p *press) listPage() *page {
	return p.newPage(heading{title: p.atlasTitle(), more: p.counts(), bare: true}, true)
}

// listOn sets a page of a list. A line is a link from anywhere in its row, and one entry of the contents in the
// structure of the PDF; first says that the page is the first of the list, whose heading stands in the structure.
func (p *press) listOn(leaves []leaf, first bool, l listing, r room) *list {
	pg := p.listPage()
	out := &list{picture: pg.Picture, of: map[drawing.Item]*drawing.Element{}}
	toc := &drawing.Element{Tag: drawing.Contents}
	at := orb.Point{pg.body.Min[0], pg.body.Min[1] + 5*p.k}
	head := p.font(typeface.Bold, 11).set(l.heading, at, drawing.Start)
	out.parts = []*drawing.Element{toc}
	if first { // further pages repeat it
		heading := &drawing.Element{Tag: drawing.H2}
		out.of[head], out.parts = heading, []*drawing.Element{heading, toc}
	}
	g := pg.Group("contents")
	g.Add(head)
	// A page that is not full has columns of equal length.
	inColumn := min(r.rows, (len(leaves)+l.columns-1)/l.columns)
	for i, x := range leaves {
		left := pg.body.Min[0] + float64(i/inColumn)*(r.width+r.gap)
		y := pg.body.Min[1] + 10*p.k + float64(i%inColumn+1)*r.step
		link := &drawing.Element{Tag: drawing.LinkTag}
		toc.Children = append(toc.Children, &drawing.Element{Tag: drawing.Entry, Children: []*drawing.Element{link}})
		name, number, rule := p.entry(x, l.size, orb.Point{left, y}, r.width)
		if name.Text != x.title {
			link.Actual = x.title + " " + number.Text
		}
		out.of[name], out.of[number] = link, link
		g.Add(name, number)
		if rule != nil {
			g.Add(rule)
		}
		out.links = append(out.links, drawing.Link{
			Left: left, Top: y - r.step*0.8, Right: left + r.width, Bottom: y + r.step*0.2,
			Target: x.page, Text: x.title, Of: link,
		})
	}
	return out
}

// entry sets one line of a list: the title, cut short where it is too long, the page's number, and dots between them
// where there is room.
func (p *press) entry(l leaf, size float64, at orb.Point, width float64) (name, number *drawing.Text,
	rule *drawing.Shape) {
	f := p.font(typeface.Regular, size)
	if l.level == 0 && !l.plain {
		f.style = typeface.Bold
	}
	x, y := at[0], at[1]
	indent := float64(l.level) * 4 * p.k
	lines := p.wrap(l.title, f, width-indent-10*p.k)
	title := ""
	if len(lines) > 0 {
		title = lines[0]
	}
	if len(lines) > 1 {
		title += " …"
	}
	name = f.set(title, orb.Point{x + indent, y}, drawing.Start)
	number = f.set(strconv.Itoa(l.page+1), orb.Point{x + width, y}, drawing.End)
	from := x + indent + p.family.Width(f.style, f.size, title) + 1.5*p.k
	to := x + width - p.family.Width(f.style, f.size, number.Text) - 1.5*p.k
	if to > from {
		rule = &drawing.Shape{
			Lines: []orb.LineString{{{from, y}, {to, y}}}, Stroke: grey, Width: 0.15 * p.k,
			Dash: []float64{0.15 * p.k, 1.1 * p.k},
		}
	}
	return name, number, rule
}

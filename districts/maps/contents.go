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

// room is how a list of contents is laid out.
type room struct {
	rows       int     // in a column
	step       float64 // from row to row
	width, gap float64 // of and between columns
}

const listColumns = 2

// contents lists the sheets with their pages, on as many pages as that takes. Since every row has the same height,
// their number follows from the number of leaves, and so does the page that each leaf will be on.
func (p *press) contents(leaves []leaf) []*list {
	step := p.font(typeface.Regular, 8).lineHeight() * 1.15
	pg := p.listPage()
	rows := max(1, int((pg.body.Max[1]-pg.body.Min[1]-10*p.k)/step))
	count := (len(leaves) + rows*listColumns - 1) / (rows * listColumns)
	gap := 10 * p.k
	r := room{rows: rows, step: step, gap: gap}
	r.width = (pg.body.Max[0] - pg.body.Min[0] - gap*(listColumns-1)) / listColumns
	var out []*list
	for n := range count {
		first := n * rows * listColumns
		part := leaves[first:min(len(leaves), first+rows*listColumns)]
		out = append(out, p.list(part, count, n == 0, r))
	}
	return out
}

// atlasTitle heads the atlas.
func (p *press) atlasTitle() string { return cmp.Or(p.opt.Title, p.words.Atlas) }

func (p *press) listPage() *page {
	return p.newPage(heading{title: p.atlasTitle(), more: p.counts(), projection: p.words.describe(p.national),
		notes: true}, true)
}

// list sets a page of the contents. The sheets begin on the page with the given number, from 0. A line is a
// link from anywhere in its row, and one entry of the contents in the structure of the PDF; opens says that the page is
// the first, whose heading is that of the contents.
func (p *press) list(leaves []leaf, first int, opens bool, r room) *list {
	pg := p.listPage()
	out := &list{picture: pg.Picture, of: map[drawing.Item]*drawing.Element{}}
	toc := &drawing.Element{Tag: drawing.Contents}
	at := orb.Point{pg.body.Min[0], pg.body.Min[1] + 5*p.k}
	head := p.font(typeface.Bold, 11).set(p.words.Contents, at, drawing.Start)
	if opens { // further pages repeat it
		out.open(pg, head, toc)
	} else {
		out.parts = []*drawing.Element{toc}
	}
	g := pg.Group("contents")
	g.Add(head)
	// A page that is not full has columns of equal length.
	inColumn := min(r.rows, (len(leaves)+listColumns-1)/listColumns)
	for i, l := range leaves {
		x := pg.body.Min[0] + float64(i/inColumn)*(r.width+r.gap)
		y := pg.body.Min[1] + 10*p.k + float64(i%inColumn+1)*r.step
		link := &drawing.Element{Tag: drawing.LinkTag}
		toc.Children = append(toc.Children, &drawing.Element{Tag: drawing.Entry, Children: []*drawing.Element{link}})
		name, number, rule := p.entry(l, first+l.page, orb.Point{x, y}, r.width)
		if name.Text != l.title {
			link.Actual = l.title + " " + number.Text
		}
		out.of[name], out.of[number] = link, link
		g.Add(name, number)
		if rule != nil {
			g.Add(rule)
		}
		out.links = append(out.links, drawing.Link{
			Left: x, Top: y - r.step*0.8, Right: x + r.width, Bottom: y + r.step*0.2,
			Target: first + l.page, Text: l.title, Of: link,
		})
	}
	return out
}

// open makes headings of the atlas's title and of the contents'.
func (l *list) open(pg *page, head *drawing.Text, toc *drawing.Element) {
	title, more := &drawing.Element{Tag: drawing.H1}, &drawing.Element{Tag: drawing.P}
	contents, notes := &drawing.Element{Tag: drawing.H2}, &drawing.Element{Tag: drawing.P}
	l.parts = []*drawing.Element{title, more, contents, toc, notes}
	l.of[head] = contents
	for _, it := range pg.Group("title").Items {
		if t, ok := it.(*drawing.Text); ok {
			l.of[t] = more
			if ofTitle(t) {
				l.of[t] = title
			}
		}
	}
	for _, it := range pg.Group("notes").Items {
		l.of[it] = notes
	}
}

// entry sets one line of the contents: the title, cut short where it is too long, the page's number (from 0), and dots
// between them where there is room.
func (p *press) entry(l leaf, page int, at orb.Point, width float64) (name, number *drawing.Text, rule *drawing.Shape) {
	f := p.font(typeface.Regular, 8)
	if l.level == 0 {
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
	number = f.set(strconv.Itoa(page+1), orb.Point{x + width, y}, drawing.End)
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

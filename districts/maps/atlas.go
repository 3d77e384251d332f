package maps

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/pdffile"
	"github.com/okrug/okrug/districts/typeface"
)

// leaf is one page of an atlas.
type leaf struct {
	title string
	sheet Sheet
	level int // 0 for a chapter, 1 within one
}

// Atlas writes all sheets of a plan as one PDF that opens with a list of them: the country, the deviations, the changes where
// there is a plan to compare with, then region by region. Options.Sheet is not used. progress, if not nil, is told
// after every page.
func Atlas(ctx context.Context, w io.Writer, plan *districts.Plan, opt Options, progress func(done, all int)) error {
	opt.Sheet = Sheet{}
	p, err := newPress(ctx, plan, opt)
	if err != nil {
		return err
	}
	leaves := p.leaves()
	pages := []*drawing{nil}
	for i, l := range leaves {
		if err := ctx.Err(); err != nil {
			return err
		}
		d, err := p.sheet(l.sheet)
		if err != nil {
			return err
		}
		pages = append(pages, d.drawing)
		if progress != nil {
			progress(i+1, len(leaves))
		}
	}
	contents, links := p.contents(leaves)
	pages = append(contents, pages[1:]...)
	for i, d := range pages {
		p.pageNumber(d, i+1)
		if err := d.check(p.family); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return writePDF(w, p.family, pages, pdffile.Info{
		Title: p.words.Atlas, Subject: p.name(plan.Scenario.Title), Lang: p.opt.Lang,
		Bookmarks: p.bookmarks(leaves, len(contents)), Links: links,
	})
}

// leaves are the sheets of an atlas in order. A region's sheet is followed by those of the districts in it.
func (p *press) leaves() []leaf {
	out := []leaf{{title: p.words.Districts}, {title: p.words.Deviations, sheet: Sheet{Kind: Deviation}}}
	if p.opt.Base != nil {
		out = append(out, leaf{title: p.words.Changes, sheet: Sheet{Kind: Change}})
	}
	add := func(d districts.District, level int) {
		title := fmt.Sprintf(p.words.DistrictSheet, d.Number)
		if name := p.name(d.Names); name != "" {
			title += ". " + name
		}
		out = append(out, leaf{title: title, sheet: Sheet{Kind: District, Number: d.Number}, level: level})
	}
	for r, region := range p.plan.Layer.Regions {
		out = append(out, leaf{title: p.regionName(r), sheet: Sheet{Kind: Region, Region: region.ID}})
		for _, d := range p.plan.Districts {
			if d.Region == r {
				add(d, 1)
			}
		}
	}
	for _, d := range p.plan.Districts {
		if d.Region < 0 {
			add(d, 0)
		}
	}
	return out
}

// contents lists the sheets with their pages, on as many pages as that takes.
func (p *press) contents(leaves []leaf) ([]*drawing, []pdffile.Link) {
	f := p.font(typeface.Regular, 8)
	step := f.lineHeight() * 1.15
	columns := 2.0
	gap := 10 * p.k
	perPage := 0
	rows := 0
	for n := 1; ; n++ { // the number of pages decides the numbers in the list, but not how many rows fit
		pg := p.newPage(heading{title: p.words.Atlas, more: p.counts(), projection: p.words.describe(p.national)}, true)
		rows = int((pg.body.Max[1] - pg.body.Min[1] - 10*p.k) / step)
		perPage = max(1, rows*int(columns))
		if n*perPage >= len(leaves) {
			break
		}
	}
	count := (len(leaves) + perPage - 1) / perPage
	var out []*drawing
	var links []pdffile.Link
	for n := range count {
		pg := p.newPage(heading{title: p.words.Atlas, more: p.counts(), projection: p.words.describe(p.national)}, true)
		g := pg.group("contents")
		head := p.font(typeface.Bold, 11)
		g.add(&text{at: orb.Point{pg.body.Min[0], pg.body.Min[1] + 5*p.k}, s: p.words.Contents, font: head})
		width := (pg.body.Max[0] - pg.body.Min[0] - gap*(columns-1)) / columns
		part := leaves[n*perPage : min(len(leaves), (n+1)*perPage)]
		inColumn := min(rows, (len(part)+int(columns)-1)/int(columns))
		for i, l := range part {
			x := pg.body.Min[0] + float64(i/inColumn)*(width+gap)
			y := pg.body.Min[1] + 10*p.k + float64(i%inColumn+1)*step
			at := count + n*perPage + i // page from 0
			number := strconv.Itoa(at + 1)
			f := f
			if l.level == 0 {
				f.style = typeface.Bold
			}
			indent := float64(l.level) * 4 * p.k
			room := width - indent - 10*p.k
			lines := p.wrap(l.title, f, room)
			title := ""
			if len(lines) > 0 {
				title = lines[0]
			}
			if len(lines) > 1 {
				title += " …"
			}
			g.add(&text{at: orb.Point{x + indent, y}, s: title, font: f}, &text{at: orb.Point{x + width, y}, anchor: end, s: number, font: f})
			from := x + indent + p.family.Width(f.style, f.size, title) + 1.5*p.k
			to := x + width - p.family.Width(f.style, f.size, number) - 1.5*p.k
			if to > from {
				g.add(&shape{lines: []orb.LineString{{{from, y}, {to, y}}}, stroke: grey, width: 0.15 * p.k, dash: []float64{0.15 * p.k, 1.1 * p.k}})
			}
			links = append(links, pdffile.Link{Page: n, Left: x, Top: y - step*0.8, Right: x + width, Bottom: y + step*0.2, Target: at})
		}
		out = append(out, pg.drawing)
	}
	return out, links
}

// bookmarks are the outline of an atlas whose contents take first pages.
func (p *press) bookmarks(leaves []leaf, first int) []pdffile.Bookmark {
	out := []pdffile.Bookmark{{Title: p.words.Contents}}
	for i, l := range leaves {
		b := pdffile.Bookmark{Title: l.title, Page: first + i}
		if last := &out[len(out)-1]; l.level > 0 {
			last.Children = append(last.Children, b)
		} else {
			out = append(out, b)
		}
	}
	return out
}

// pageNumber sets the number in the lower right corner.
func (p *press) pageNumber(d *drawing, n int) {
	d.group("page-number").add(&text{at: orb.Point{d.width - margin*p.k, d.height - 2.6*p.k}, anchor: end, s: strconv.Itoa(n), font: p.font(typeface.Regular, 7).in(grey)})
}

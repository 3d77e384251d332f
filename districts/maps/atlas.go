package maps

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// leaf is one sheet of an atlas, or another part that its contents name.
type leaf struct {
	title string
	sheet Sheet
	level int  // 0 for a chapter, 1 within one
	page  int  // on which it is or begins, from 0
	same  bool // it is on the page of the leaf before it
	plain bool // a chapter is set like what is within one
}

// Atlas writes all sheets of a plan as one PDF: a cover, a list of contents, the country, the deviations, the changes
// where there is a plan to compare with, then region by region, an index of units, and the notes and sources.
// Options.Sheet is not used. progress, if not nil, is told before the first sheet
// and after every one.
func Atlas(ctx context.Context, w io.Writer, plan *districts.Plan, opt Options, progress func(done, all int)) error {
	opt.Sheet = Sheet{}
	p, err := newPress(ctx, plan, opt)
	if err != nil {
		return err
	}
	b := p.book()
	cover, page, part := p.cover()
	b.doc.Contents = append(b.doc.Contents, part)
	b.add(func() (*drawing.Picture, error) { return cover, nil }, func(*drawing.Picture) *drawing.Page { return page })
	for _, l := range p.list(b.contents(), b.listing) {
		b.addList(l)
	}
	first := b.sheets[0].page
	last := b.sheets[len(b.sheets)-1].page
	if progress != nil {
		progress(0, last-first+1)
	}
	for _, l := range b.sheets {
		if l.same {
			continue
		}
		parts := partsOfSheet(drawing.H2)
		b.doc.Contents = append(b.doc.Contents, parts.all)
		b.add(func() (*drawing.Picture, error) { return p.leaf(l.sheet) }, func(d *drawing.Picture) *drawing.Page {
			if progress != nil {
				progress(l.page-first+1, last-first+1)
			}
			return parts.page(d)
		})
	}
	for _, l := range p.list(b.units, b.index) {
		b.addList(l)
	}
	for _, l := range b.notes {
		b.addList(l)
	}
	b.doc.Bookmarks = p.bookmarks(b.contents(), 1)
	return b.doc.WritePDF(w, p.family)
}

// leaf is a sheet of an atlas, whose page number may be added.
func (p *press) leaf(s Sheet) (*drawing.Picture, error) {
	if p.opt.Drawn != nil {
		if d, err := p.opt.Drawn(s); d != nil || err != nil {
			if err != nil {
				return nil, err
			}
			own := *d.picture
			own.Groups = slices.Clone(own.Groups)
			return &own, nil
		}
	}
	d, err := p.sheet(s)
	if err != nil {
		return nil, err
	}
	return d.Picture, nil
}

// leaves are the sheets of an atlas in order. A region's sheet is followed by those of the districts in it; where it is
// one district, its sheet is the district's too.
func (p *press) leaves() []leaf {
	var out []leaf
	put := func(l leaf) {
		if n := len(out); n > 0 {
			l.page = out[n-1].page
			if !l.same {
				l.page++
			}
		}
		out = append(out, l)
	}
	put(leaf{title: p.words.Districts})
	put(leaf{title: p.words.Deviations, sheet: Sheet{Kind: Deviation}})
	if p.opt.Base != nil {
		put(leaf{title: p.words.Changes, sheet: Sheet{Kind: Change}})
	}
	add := func(d districts.District, level int, same bool) {
		title := fmt.Sprintf(p.words.DistrictSheet, d.Number)
		if name := p.label(d.Names); name != "" {
			title += ". " + name
		}
		put(leaf{title: title, sheet: Sheet{Kind: District, Number: d.Number}, level: level, same: same})
	}
	for r, region := range p.plan.Layer.Regions {
		level := 0
		if !p.opt.NoRegions {
			put(leaf{title: p.regionName(r), sheet: Sheet{Kind: Region, Region: region.ID}})
			level = 1
		}
		for i, d := range p.plan.Districts {
			if d.Region == r && !p.opt.NoDistricts {
				_, whole := p.wholeRegion(i)
				add(d, level, whole && !p.opt.NoRegions)
			}
		}
	}
	for _, d := range p.plan.Districts {
		if d.Region < 0 && !p.opt.NoDistricts {
			add(d, 0, false)
		}
	}
	return out
}

// bookmarks are the outline of an atlas whose contents begin on the given page: a district's sheet stands under the
// last chapter before it, which is its region's.
func (p *press) bookmarks(leaves []leaf, contents int) []drawing.Bookmark {
	out := []drawing.Bookmark{{Title: p.words.Contents, Page: contents}}
	for _, l := range leaves {
		b := drawing.Bookmark{Title: l.title, Page: l.page}
		if last := &out[len(out)-1]; l.level > 0 {
			last.Children = append(last.Children, b)
		} else {
			out = append(out, b)
		}
	}
	return out
}

// pageNumber sets the number in the lower right corner.
func (p *press) pageNumber(d *drawing.Picture, n int) {
	at := orb.Point{d.Width - margin*p.k, d.Height - 2.6*p.k}
	d.Group("page-number").Add(p.font(typeface.Regular, 7).in(grey).set(strconv.Itoa(n), at, drawing.End))
}

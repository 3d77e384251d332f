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

// leaf is one page of an atlas.
type leaf struct {
	title string
	sheet Sheet
	level int  // 0 for a chapter, 1 within one
	page  int  // which of the sheets it is, from 0
	same  bool // on the page of the leaf before it
}

// Atlas writes all sheets of a plan as one PDF that opens with a list of them: the country, the deviations, the changes
// where there is a plan to compare with, then region by region. Options.Sheet is not used. progress, if not nil, is
// told after every page.
func Atlas(ctx context.Context, w io.Writer, plan *districts.Plan, opt Options, progress func(done, all int)) error {
	opt.Sheet = Sheet{}
	p, err := newPress(ctx, plan, opt)
	if err != nil {
		return err
	}
	leaves := p.leaves()
	doc := &drawing.Document{Title: p.atlasTitle(), Subject: p.name(plan.Scenario.Title), Lang: p.opt.Lang}
	// How many pages the contents take is known before any sheet is drawn, and with it the number of every page.
	lists := p.contents(leaves)
	number := 0
	add := func(d *drawing.Picture, page func() *drawing.Page) error {
		number++
		p.pageNumber(d, number)
		if err := d.Check(p.family); err != nil {
			return err
		}
		doc.Pages = append(doc.Pages, page())
		return nil
	}
	for _, l := range lists {
		doc.Contents = append(doc.Contents, l.parts...)
		if err := add(l.picture, l.page); err != nil {
			return err
		}
	}
	for _, l := range leaves {
		if err := ctx.Err(); err != nil {
			return err
		}
		if l.same {
			continue
		}
		d, err := p.leaf(l.sheet)
		if err != nil {
			return err
		}
		if err := add(d, func() *drawing.Page {
			page, part := sheetPage(d, drawing.H2)
			doc.Contents = append(doc.Contents, part)
			return page
		}); err != nil {
			return err
		}
		if progress != nil {
			progress(l.page+1, leaves[len(leaves)-1].page+1)
		}
	}
	doc.Bookmarks = p.bookmarks(leaves, len(lists))
	if err := ctx.Err(); err != nil {
		return err
	}
	return p.finish(w, doc)
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

// bookmarks are the outline of an atlas whose contents take first pages: a district's sheet stands under the last
// chapter before it, which is its region's.
func (p *press) bookmarks(leaves []leaf, first int) []drawing.Bookmark {
	out := []drawing.Bookmark{{Title: p.words.Contents}}
	for _, l := range leaves {
		b := drawing.Bookmark{Title: l.title, Page: first + l.page}
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

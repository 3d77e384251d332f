package maps

import (
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/typeface"
)

// halo is the width of the white line around letters on A4, millimetres.
const halo = 0.42

// placed is a label as it stands on the page.
type placed struct {
	group string
	text  string
	box   orb.Bound
	manner
}

// manner is how a label belongs to what it names: exactly one of these.
type manner struct {
	in    []orb.Ring // it lies in this area
	home  *int       // it stands beside a place in this district, and in no other
	led   bool       // a line leads to it
	sign  bool       // it stands beside the sign of an inset, which shows whose it is
	along bool       // the box is one of several that cover a turned text of a water
}

// put adds a block of text with a halo.
func (pg *page) put(group string, b block, at orb.Point, m manner) {
	w, h := b.extent(pg.family)
	pg.placed = append(pg.placed, placed{group, b[0].s, centred(at, w, h), m})
	pg.Group(group).Add(b.texts(pg.family, at, halo*pg.k)...)
}

// placer for a content's frame that keeps off the given boxes. Labels of points and those that are led out would rather
// not lie on the boundaries of districts or the outer limit.
func (pg *page) placer(c *content, taken ...orb.Bound) *placer {
	pl := &placer{family: pg.family, frame: c.view.frame.Pad(-0.6 * pg.k), k: pg.k}
	for _, b := range taken {
		pl.take(b)
	}
	pl.keepOff(c.linesOf(districtRank))
	pl.keepOff(c.linesOf(outerRank))
	return pl
}

// districtForms are the forms of a district's label, from the fullest: number and name in one line or more, the same
// abbreviated, then without the region, the number alone.
//
// On an inset, whose heading names the region, the name without the region comes first.
func (p *press) districtForms(d int, size float64, inset bool) []block {
	x := p.plan.Districts[d]
	number := line{strconv.Itoa(x.Number), p.font(typeface.Bold, size)}
	f := p.font(typeface.Regular, max(leastType, size*0.7))
	full := p.label(x.Names)
	names := []string{full, p.words.short(full)}
	if _, own, found := strings.Cut(full, dash); found {
		names = append(names, own)
		if inset {
			names = []string{own, p.words.short(own)}
		}
	}
	var forms []block
	for _, name := range slices.Compact(names) {
		for rows := 1; rows <= 3; rows++ {
			if lines := p.balance(name, f, rows); lines != nil {
				b := block{number}
				for _, l := range lines {
					b = append(b, line{l, f})
				}
				forms = append(forms, b)
			}
		}
	}
	// The number alone, and at last a smaller one.
	small := number
	small.font.size = round(max(leastType*p.k, number.font.size*0.7))
	return append(forms, block{number}, block{small})
}

// balance breaks a name into exactly the given number of lines, as even as can be, or returns nil. It tries narrower
// columns first, from the share that lines of one length would have: the first width that needs no more lines is the
// most even one.
func (p *press) balance(name string, f font, rows int) []string {
	if rows == 1 {
		if name == "" {
			return nil
		}
		return []string{name}
	}
	full := p.family.Width(f.style, f.size, name)
	for share := 1.0 / float64(rows); share < 1; share += 0.05 {
		if lines := p.lines(name, f, full*share); len(lines) == rows {
			return lines
		} else if len(lines) < rows {
			return nil
		}
	}
	return nil
}

package geo

import (
	"cmp"
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
)

// join makes the borders of the layer from common lines and links, and notes regions that are in several parts.
func (r *reading) join() error {
	if r.unsettled {
		return nil
	}
	l := &r.layer
	if l.Topology == nil {
		return nil
	}
	l.Borders = make([]Border, 0, len(r.contacts)+len(r.s.Links))
	for _, c := range r.contacts {
		if c.Border {
			l.Borders = append(l.Borders, Border{A: c.A, B: c.B, Metres: c.Metres})
		}
	}
	for _, pair := range r.seen {
		l.Borders = append(l.Borders, Border{A: pair[0], B: pair[1], Link: true, Computed: true})
	}
	r.tellTouching()
	r.link()
	r.together()
	r.unlink()
	slices.SortFunc(l.Borders, func(a, b Border) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	if r.faults.Err() == nil {
		for _, p := range l.Parted() {
			r.faults.Note(r.parted(p))
		}
	}
	return nil
}

// link adds the links that the scenario states.
func (r *reading) link() {
	if len(r.s.Links) == 0 {
		return
	}
	l := &r.layer
	at := map[[2]int]int{}
	for i, b := range l.Borders {
		at[[2]int{b.A, b.B}] = i
	}
	ids := sortedKeys(r.unit)
	for _, link := range r.s.Links {
		f, key, ok := r.linked(link, ids)
		if !ok {
			continue
		}
		if i, ok := at[key]; ok && l.Borders[i].Computed {
			l.Borders[i] = Border{A: key[0], B: key[1], Link: true, Reason: link.Reason}
			continue
		} else if ok {
			f.Detail = locale.T("a link joins units that have a common border already")
			if l.Borders[i].Link {
				f.Detail = locale.T("a link is stated twice")
			}
			r.faults.Note(f)
			continue
		}
		at[key] = len(l.Borders)
		l.Borders = append(l.Borders, Border{A: key[0], B: key[1], Link: true, Reason: link.Reason})
	}
}

// linked finds the units of a link or of an unlink, the lower number first, and tells where there are none such. f
// begins a fault of it.
func (r *reading) linked(link Link, ids []string) (f Fault, key [2]int, ok bool) {
	f = Fault{File: r.scenario(), ID: link.A + " – " + link.B, Kind: BadLink}
	a, okA := r.unit[link.A]
	b, okB := r.unit[link.B]
	if !okA || !okB {
		for _, x := range []struct {
			id string
			ok bool
		}{{link.A, okA}, {link.B, okB}} {
			if !x.ok {
				f.Detail, f.Remedy = locale.T("a link names the unit %q, which is not there", x.id), fault.Choose(x.id, ids)
				r.faults.Add(f)
			}
		}
		return f, key, false
	}
	if a == b {
		f.Detail, f.Remedy = locale.T("a link joins a unit to itself"), locale.T("name two units, or take the link out")
		r.faults.Add(f)
		return f, key, false
	}
	return f, [2]int{min(a, b), max(a, b)}, true
}

// unlink takes out the borders that the scenario says are none, and notes each with its reason.
func (r *reading) unlink() {
	if len(r.s.Unlinks) == 0 {
		return
	}
	l := &r.layer
	at := map[[2]int]int{}
	for i, b := range l.Borders {
		at[[2]int{b.A, b.B}] = i
	}
	gone := map[[2]int]bool{}
	ids := sortedKeys(r.unit)
	for _, x := range r.s.Unlinks {
		f, key, ok := r.linked(x, ids)
		if !ok {
			continue
		}
		i, ok := at[key]
		switch {
		case gone[key]:
			f.Detail = locale.T("an unlink is stated twice")
			r.faults.Note(f)
			continue
		case !ok:
			f.Detail, f.Remedy = locale.T("an unlink parts units that have no common border"), locale.T("take it out of unlinks")
			r.faults.Add(f)
			continue
		case l.Borders[i].Link && !l.Borders[i].Computed:
			f.Detail, f.Remedy = locale.T("an unlink parts units that a link joins"), locale.T("take one of the two out")
			r.faults.Add(f)
			continue
		}
		gone[key] = true
		f.Kind, f.Detail = Unlinked, locale.T("they have a common border of %s, and do not count as neighbours: %s",
			measure.LengthText(l.Borders[i].Metres), x.Reason)
		if l.Borders[i].Computed {
			f.Detail = locale.T("they would be linked without a common border, and do not count as neighbours: %s", x.Reason)
		}
		r.faults.Note(f)
	}
	l.Borders = slices.DeleteFunc(l.Borders, func(b Border) bool { return gone[[2]int{b.A, b.B}] })
	l.Near = slices.DeleteFunc(l.Near, func(n Near) bool { return gone[[2]int{n.A, n.B}] })
}

// parted is the note on a region in several parts.
func (r *reading) parted(p Parted) Fault {
	g := r.layer.Regions[p.Region]
	f := Fault{File: r.s.Units.Name, ID: g.ID, Name: g.Names, Kind: Disconnected}
	var parts []locale.Text
	for _, b := range p.Bridges {
		parts = append(parts, locale.T("%s – %s (%s)", r.labelOf(b.A), r.labelOf(b.B), measure.LengthText(b.Metres)))
	}
	f.Detail = locale.T("the region's units form %d {1|part|parts} without a common border; the shortest ways that "+
		"join them all: %s", len(p.Parts), locale.Listed(parts, waysShown))
	f.Remedy = locale.T("if districts may reach across, state them under links (unit, unit, reason)")
	return f
}

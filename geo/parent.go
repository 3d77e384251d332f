package geo

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/measure"

	"github.com/paulmach/orb"
	"golang.org/x/text/cases"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/topology"
)

// findParents finds the unit, or region, that each settlement is part of: the one that it names, else the one that it
// lies in. What is named and where it lies must agree.
func (r *reading) findParents() {
	find := r.layer.Topology.Locator()
	parents := newNamed(r)
	rest := map[int]int{} // by parent, the unit that is its rest
	for i := range r.towns {
		t := &r.towns[i]
		if t.points == nil && t.area == nil && !t.rest {
			continue // told
		}
		var lies []int
		if !t.rest {
			lies = find.Faces(t.at(), snapMetres)
		}
		named := -1
		if t.named != "" {
			if named = parents.find(t.named); named == ambiguous {
				r.faults.Add(r.townFault(*t, UnknownRegion, locale.T("several in %s are called %q, which it is part of,",
					r.s.Units.Name, t.named), locale.T("give the id")))
				continue
			} else if named < 0 {
				r.faults.Add(r.townFault(*t, UnknownRegion, locale.T("%q, which it is part of, is not in %s", t.named,
					r.s.Units.Name), fault.Choose(t.named, parents.ids)))
				continue
			}
		}
		switch {
		case t.rest:
			if t.parent = named; rest[named] > 0 {
				r.faults.Add(r.townFault(*t, DuplicateID, locale.T("it has no geometry, as %s has none, which is the rest of %s "+
					"already", r.label(rest[named]), r.labelOf(named)), locale.T("keep one of them, or give it a Point")))
			}
			rest[named] = t.unit
		case named >= 0 && slices.Contains(lies, named):
			t.parent = named
		case named >= 0:
			r.elsewhere(t, find, named, lies)
		case len(lies) == 1:
			t.parent = lies[0]
		case len(lies) > 1:
			r.faults.Add(r.townFault(*t, UnknownRegion, locale.T("it lies on the line between %s and %s,",
				r.labelOf(lies[0]), r.labelOf(lies[1])), locale.T("say which of them it is part of")))
		default:
			r.outside(t, find)
		}
		if t.parent >= 0 {
			r.checkReach(t, find)
			r.adopt(t)
		}
	}
}

// checkReach tells of a settlement that lies in what it is part of with some of its points, or some of its area, alone:
// a settlement is part of one.
func (r *reading) checkReach(t *town, find *topology.Locator) {
	reach := max(snapMetres, r.tolerance.Width)
	beyond := func(points []orb.Point) *orb.Point {
		for _, p := range points {
			if !slices.Contains(find.Faces(p, reach), t.parent) {
				return &p
			}
		}
		return nil
	}
	if t.points != nil {
		if p := beyond(t.points[1:]); p != nil {
			f := r.townFault(*t, OutsideRegion, locale.T("one of its points lies outside of %s, of which it is part,",
				r.labelOf(t.parent)), locale.T("correct the point, or make a settlement of its own of it"))
			f.Place = p
			r.faults.Add(f)
		}
		return
	}
	for _, polygon := range t.area {
		if p := beyond(polygon[0]); p != nil {
			f := r.townFault(*t, OutsideRegion, locale.T("its area reaches out of %s, of which it is part,",
				r.labelOf(t.parent)), locale.T("correct the area, or make a settlement of its own of what lies beyond"))
			f.Place = p
			r.faults.Add(f)
			return
		}
	}
}

// adopt gives a settlement what it has from its parent. A kind is not among that: a village is no raion.
func (r *reading) adopt(t *town) {
	unit, whole := &r.layer.Units[t.unit], &r.layer.Units[t.parent]
	unit.RegionID = whole.RegionID
	if t.finer < 0 {
		return
	}
	unit.Parents = append(slices.Clone(whole.Parents[:len(whole.Parents)-1]), whole.ID)
}

// elsewhere tells of a settlement that does not lie in the unit that it names: what is beside it by less than the
// tolerance is a note.
func (r *reading) elsewhere(t *town, find *topology.Locator, named int, lies []int) {
	at := t.at()
	if width := max(0, r.tolerance.Width); slices.Contains(find.Faces(at, width), named) {
		t.parent = named
		r.faults.Note(r.townFault(*t, OutsideRegion, locale.T("it lies beside %s, within the tolerance of %s,",
			r.labelOf(named), measure.LengthText(width)), locale.T("it counts to that all the same")))
		return
	}
	detail := locale.T("it names %s and lies outside of it,", r.labelOf(named))
	if len(lies) > 0 {
		detail = locale.T("it names %s and lies in %s,", r.labelOf(named), r.labelOf(lies[0]))
	}
	r.faults.Add(r.townFault(*t, OutsideRegion, detail, locale.T("correct its position, or what it names")))
}

// outside finds the parent of a settlement that lies in none: the nearest within the tolerance.
func (r *reading) outside(t *town, find *topology.Locator) {
	width := max(0, r.tolerance.Width)
	parent, away, _ := find.Nearest(t.at(), width)
	if parent == topology.Outside {
		r.faults.Add(r.townFault(*t, OutsideRegion, locale.T("it lies in nothing of %s,", r.s.Units.Name),
			locale.T("correct its position, or say what it is part of and move it there")))
		return
	}
	t.parent = parent
	r.faults.Note(r.townFault(*t, OutsideRegion, locale.T("it lies %s outside of %s,", measure.LengthText(away),
		r.labelOf(parent)), locale.T("within the tolerance; it counts to that")))
}

// named finds units by their ids and names.
type named struct {
	ids    []string
	byID   map[string]int
	byName map[string]int // ambiguous for a name of several
}

// ambiguous is found for a name of several.
const ambiguous = -2

var folded = cases.Fold()

func plainName(s string) string { return folded.String(strings.Join(strings.Fields(s), " ")) }

// newNamed takes the units that are no settlements.
func newNamed(r *reading) *named {
	towns := map[int]bool{}
	for _, t := range r.towns {
		towns[t.unit] = true
	}
	n := &named{byID: map[string]int{}, byName: map[string]int{}}
	for u, x := range r.layer.Units {
		if towns[u] {
			continue
		}
		n.ids = append(n.ids, x.ID)
		n.byID[x.ID] = u
		for _, name := range x.Names {
			key := plainName(name)
			if other, ok := n.byName[key]; ok && other != u {
				n.byName[key] = ambiguous
			} else {
				n.byName[key] = u
			}
		}
	}
	slices.Sort(n.ids)
	return n
}

// find is the unit of an id or a name, ambiguous, or -1 for none.
func (n *named) find(what string) int {
	if u, ok := n.byID[what]; ok {
		return u
	}
	if u, ok := n.byName[plainName(what)]; ok {
		return u
	}
	return -1
}

// within is a position inside of an area: of its largest part, in the middle of the widest stretch halfway up.
func within(area orb.MultiPolygon) orb.Point {
	size := func(p orb.Polygon) float64 { return math.Abs(format.SignedArea(p[0])) }
	return topology.Inside(slices.MaxFunc(area, func(a, b orb.Polygon) int { return cmp.Compare(size(a), size(b)) }))
}

package repair

import (
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// alike is the share of an area that must be common to two for them to be the same area.
const alike = 0.999

// selfCover are the parts of the plane that a ring does not wind around exactly once, and not never.
func selfCover(ring orb.Ring) []topology.Nesting {
	_, f := topology.Build([]orb.MultiPolygon{{{ring}}}, topology.Options{})
	return f.Nestings
}

// lobes are the areas that a ring winds around, either way, as polygons that do not overlap.
func lobes(ring orb.Ring) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, p := range []orb.Polygon{{ring}, {nil, ring}} { // as an outer ring, and as a hole: the other way round
		t, _ := topology.Build([]orb.MultiPolygon{{p}}, topology.Options{})
		out = append(out, t.Face(0)...)
	}
	return out
}

// untangle makes of a unit's rings an area that each of them winds around once. A ring that crosses itself is split
// where all that it goes around it goes around once, for then every reading of it is the same; parts that overlap are
// joined. Where rings may be read in two ways, they are refused.
func (r *repair) untangle(u *unit) {
	whole := slices.Clone(u.area)
	_, found := topology.Build([]orb.MultiPolygon{whole}, topology.Options{})
	if len(found.Nestings) == 0 && u.parts == 1 {
		return
	}
	ok := true
	var parts []orb.MultiPolygon // of each polygon, its rings
	for _, p := range whole {
		var part orb.MultiPolygon
		for k, ring := range p {
			pieces := orb.MultiPolygon{{ring}}
			if wound := selfCover(ring); len(wound) > 0 {
				if !r.once(u, wound) {
					ok = false
					continue
				}
				pieces = lobes(ring)
				r.tellSplit(u, pieces, wound)
			}
			for _, piece := range pieces {
				if k == 0 {
					part = append(part, piece)
					continue
				}
				part = append(part, orb.Polygon{nil, piece[0]}) // a hole, and what lies in holes of it
				for _, inner := range piece[1:] {
					part = append(part, orb.Polygon{inner})
				}
			}
		}
		parts = append(parts, part)
	}
	if !ok {
		return
	}
	if parts, ok = r.distinct(u, parts); !ok {
		return
	}
	t, found := topology.Build([]orb.MultiPolygon{slices.Concat(parts...)}, topology.Options{})
	for _, n := range found.Nestings {
		if n.Times < 0 && n.Width() > r.o.Width {
			f := r.fault(u, geo.WrongNesting, locale.T("a hole of %s lies outside its outer ring", measure.AreaText(n.Area)),
				locale.T("mend its rings: an outer ring, then the holes in it"))
			f.Place = &n.At
			r.faults.Add(f)
			return
		}
	}
	if u.area = t.Face(0); u.area == nil {
		r.faults.Add(r.fault(u, geo.EmptyGeometry, locale.T("its geometry has no area"),
			locale.T("give it a Polygon or MultiPolygon with area, or take it out")))
	}
	u.redrawn = true
}

// once refuses a ring that winds several times around more than a sliver: whether that is a hole is not known.
func (r *repair) once(u *unit, wound []topology.Nesting) bool {
	for _, n := range wound {
		if (n.Times > 1 || n.Times < -1) && n.Width() > r.o.Width {
			f := r.fault(u, geo.SelfCrossing, locale.T("a ring crosses itself so that it runs around %s several times: "+
				"whether that is part of it or a hole is not known", measure.AreaText(n.Area)),
				locale.T("draw the ring there anew"))
			f.Place = &n.At
			r.faults.Add(f)
			return false
		}
	}
	return true
}

// tellSplit tells of a ring that was split, with the area of its smaller lobes.
func (r *repair) tellSplit(u *unit, pieces orb.MultiPolygon, wound []topology.Nesting) {
	rest, most := 0.0, 0.0
	for _, p := range pieces {
		a := measure.Area(orb.MultiPolygon{p})
		rest, most = rest+a, max(most, a)
	}
	c := r.change(u, Split, wound[0].At, locale.T("a ring that crosses itself is split into %d; all but the largest have "+
		"%s in all, and all are kept", len(pieces), measure.AreaText(rest-most)))
	c.Area = rest - most
}

// distinct are the parts of a unit, without those that are there twice. Those that overlap partly are told; the union
// has both. A part that lies inside another may be meant for a hole, and is refused.
func (r *repair) distinct(u *unit, parts []orb.MultiPolygon) (kept []orb.MultiPolygon, ok bool) {
	if len(parts) < 2 {
		return parts, true
	}
	faces := make([]orb.MultiPolygon, len(parts))
	size := make([]float64, len(parts))
	for i, p := range parts {
		t, _ := topology.Build([]orb.MultiPolygon{p}, topology.Options{})
		faces[i] = t.Face(0)
		size[i] = measure.Area(faces[i])
	}
	gone := map[int]bool{}
	for _, c := range topology.Overlay(faces, faces, 0) {
		if c.B == topology.Outside || c.A >= c.B || gone[c.A] || gone[c.B] {
			continue
		}
		switch small, large := min(size[c.A], size[c.B]), max(size[c.A], size[c.B]); {
		case c.Area >= alike*large:
			gone[c.B] = true
			r.change(u, PartLeftOut, c.At, locale.T("a part of %s is there twice, and is left out once",
				measure.AreaText(c.Area))).Area = c.Area
		case c.Area >= alike*small:
			f := r.fault(u, geo.WrongNesting, locale.T("a part of %s lies inside another: whether it is meant for a hole is "+
				"not known", measure.AreaText(c.Area)), locale.T("make it a hole of the other part, or take it out"))
			f.Place = &c.At
			r.faults.Add(f)
			return nil, false
		default:
			r.change(u, PartsJoined, c.At, locale.T("two parts that overlap in %s are joined",
				measure.AreaText(c.Area))).Area = c.Area
		}
	}
	for i, p := range parts {
		if !gone[i] {
			kept = append(kept, p)
		}
	}
	return kept, true
}

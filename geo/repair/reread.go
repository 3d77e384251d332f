package repair

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// balance is the witness of areas: together the units have what they had, and the gaps that were closed. Lines may have
// moved by what counts as on them. What else has come or gone is refused; it would be a fault of this program.
func (r *repair) balance(before []orb.MultiPolygon) {
	r.tell(locale.T("comparing the areas with what they were"), 0, 0)
	after := make([]orb.MultiPolygon, len(r.units))
	for i, u := range r.units {
		after[i] = u.area
	}
	closed := 0.0
	for _, c := range r.changes {
		if c.Kind == GapClosed {
			closed += c.Area
		}
	}
	for _, side := range []struct {
		from, to []orb.MultiPolygon
		allowed  float64
	}{{before, after, 0}, {after, before, closed}} {
		changed, line := 0.0, 0.0
		at, most := orb.Point{}, 0.0
		for _, c := range topology.Overlay(side.from, side.to, 0) {
			if &side.from[0] == &before[0] && c.B != topology.Outside && c.A != c.B {
				r.tellMoved(c)
			}
			if c.B == topology.Outside {
				changed += c.Area
				line += measure.Perimeter(side.from[c.A])
				if c.Area > most {
					at, most = c.At, c.Area
				}
			}
		}
		if slack := line*nearMetres + 1; changed > side.allowed+slack {
			f := r.fault(r.units[0], geo.Tangled, locale.T("mending would change what all units cover together by %s",
				measure.AreaText(changed-side.allowed)), locale.T("draw the lines there anew"))
			f.Place, f.HasFeature, f.ID, f.Name = &at, false, "", nil
			r.faults.Add(f)
		}
	}
}

// tellMoved tells of a piece that went from one unit to another without having been in both: what slivers cut off.
func (r *repair) tellMoved(c topology.Common) {
	from, to := r.units[c.A], r.units[c.B]
	area := c.Area - r.common[[2]int{min(c.A, c.B), max(c.A, c.B)}]
	if area <= 1+nearMetres*measure.Perimeter(from.area) {
		return
	}
	x := r.change(from, Moved, c.At, locale.T("%s beside slivers go to %s", measure.AreaText(area), r.label(to)))
	x.Other, x.Area = to.id, area
}

// nearMetres is topology.DefaultTolerance in metres, and some more.
const nearMetres = 0.02

// reread reads the units as they were mended as units are read, and refuses them for what is wrong still.
func (r *repair) reread() error {
	if r.faults.Err() != nil {
		return nil
	}
	r.tell(locale.T("reading the mended areas as units"), 0, 0)
	list, err := r.asUnits(func(u *unit) orb.MultiPolygon { return u.area })
	for _, f := range list {
		f.Detail = locale.T("after mending, %s", f.Detail)
		r.faults.Add(r.ofUnit(f))
	}
	return err
}

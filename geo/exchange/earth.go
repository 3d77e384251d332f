package exchange

import (
	"cmp"
	"errors"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/project"
)

// OnEarth is a layer in longitude and latitude on WGS 84, and what is to be known of how it got there. The system is
// that of the options, else the one that the layer states. It is a fault if coordinates cannot be in the system.
func OnEarth(s format.Source, l format.Layer, o Options) (format.Layer, []fault.Fault, error) {
	t, note, err := project.From(cmp.Or(o.CRS, l.CRS))
	if err != nil {
		return l, nil, named(s, err)
	}
	t = t.StatedBy(o.Stating)
	var bounds []orb.Bound
	for f, err := range l.Features {
		if err == nil && f.Geometry != nil {
			bounds = append(bounds, f.Geometry.Bound())
		}
	}
	if err := t.Check(bounds); err != nil {
		return l, nil, named(s, err)
	}
	var notes []fault.Fault
	if cmp.Or(o.CRS, l.CRS) == "" && len(bounds) > 0 {
		notes = append(notes, s.Fault(Unstated,
			locale.T("its coordinate system is not stated; longitude and latitude on WGS 84 are assumed"),
			locale.T("if it is another, state it with %s", o.Stating)))
	}
	if !note.Empty() {
		notes = append(notes, s.Fault(Turned, note, locale.Text{}))
	}
	l.CRS = ""
	if t.Identity() {
		return l, notes, nil
	}
	own := l.Features
	l.Features = func(yield func(format.Feature, error) bool) {
		i := -1
		for f, err := range own {
			i++
			if err == nil {
				f.Geometry, err = t.Geometry(f.Geometry)
				if x, ok := errors.AsType[fault.Fault](err); ok {
					x.File, x.Feature, x.HasFeature = s.Name, i, true
					err = x
				}
			}
			if !yield(f, err) {
				return
			}
		}
	}
	return l, notes, nil
}

// named puts the file's name into the faults of an error.
func named(s format.Source, err error) error {
	list, ok := faultsOf(err)
	if !ok {
		return err
	}
	var all fault.Faults
	for _, f := range list {
		f.File = cmp.Or(f.File, s.Name)
		all.Add(f)
	}
	return all.Err()
}

package repair

import (
	"bytes"
	"errors"
	"iter"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/geojson"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// read takes in the features, and joins those of one id.
func (r *repair) read() error {
	field := func(name string) int {
		return slices.IndexFunc(r.layer.Fields, func(f format.Field) bool { return name != "" && f.Name == name })
	}
	r.ids, r.names, r.voters = field(r.o.ID), field(r.o.Name), field(r.o.Voters)
	for _, name := range []string{r.o.ID, r.o.Name, r.o.Voters} {
		if name != "" && field(name) < 0 {
			var known []string
			for _, f := range r.layer.Fields {
				known = append(known, f.Name)
			}
			return fault.Fault{File: r.o.File, Kind: geo.UnknownProperty, Detail: locale.T("it has no field %q", name),
				Remedy: fault.Choose(name, known)}
		}
	}
	of := map[string]*unit{}
	n := -1
	for f, err := range r.layer.Features {
		if n++; n%256 == 0 {
			r.tell(locale.T("reading %s", r.o.File), n+1, max(0, r.layer.Count))
		}
		var many *fault.Faults
		if errors.As(err, &many) {
			r.faults.Merge(many)
			continue
		} else if one, ok := errors.AsType[fault.Fault](err); ok {
			r.faults.Add(one)
			continue
		} else if err != nil {
			return err
		}
		u := r.unit(n, f)
		if u == nil {
			continue
		}
		if first := of[u.id]; first != nil {
			r.join(first, u)
			continue
		}
		of[u.id] = u
		r.units = append(r.units, u)
	}
	if len(r.units) == 0 && r.faults.Err() == nil {
		r.faults.Add(fault.Fault{File: r.o.File, Kind: geo.NoFeatures, Detail: locale.T("there is no area in it"),
			Remedy: locale.T("give a file with at least one")})
	}
	return nil
}

// unit is a feature as a unit, nil where it has no area or no id.
func (r *repair) unit(n int, f format.Feature) *unit {
	id := f.ID
	if r.ids >= 0 {
		id = f.Values[r.ids]
	}
	u := &unit{feature: n, id: id.ID(), row: f, parts: 1}
	if r.names >= 0 {
		u.name = f.Values[r.names].ID()
	}
	if r.voters >= 0 {
		u.voters, u.counted = count(f.Values[r.voters])
	}
	switch g := f.Geometry.(type) {
	case nil:
		switch {
		case r.o.DropEmpty && r.hasVoters(u):
			r.faults.Add(r.fault(u, geo.EmptyGeometry, locale.T("it has no geometry, but voters"),
				locale.T("add its voters to a unit, or list them as voters without territory, and leave it out")))
		case r.o.DropEmpty:
			c := Change{Fault: r.fault(u, Dropped, locale.T("it has no geometry, and is left out"), locale.Text{})}
			r.changes = append(r.changes, c)
		default:
			r.faults.Add(r.fault(u, geo.EmptyGeometry, locale.T("it has no geometry"),
				locale.T("give it a Polygon or MultiPolygon, or leave such features out with --drop-empty")))
		}
		return nil
	case orb.Polygon:
		u.area = orb.MultiPolygon{g}
	case orb.MultiPolygon:
		u.area = g
	default:
		r.faults.Add(r.fault(u, geo.WrongGeometry, locale.T("its geometry is a %s", g.GeoJSONType()),
			locale.T("give it a Polygon or MultiPolygon")))
		return nil
	}
	if u.id == "" {
		r.faults.Add(r.fault(u, fault.MissingID, locale.T("its id is missing or empty"),
			locale.T("give each feature an id of its own")))
		return nil
	}
	return u
}

// hasVoters reports whether a feature has voters, or something in their place that is no number.
func (r *repair) hasVoters(u *unit) bool {
	if r.voters < 0 || u.row.Values[r.voters].Absent() {
		return false
	}
	return !u.counted || u.voters != 0
}

// count is a whole number, as units have it: in quotation marks or not. What is none is told where it decides
// something, and where units are read to plan with.
func count(v input.Value) (n int64, ok bool) {
	if v.Kind == input.Text {
		return input.Quoted(v.Text)
	}
	n, err := v.Whole()
	return n, err == nil
}

// join makes a feature part of a unit that has its id, where their other fields agree.
func (r *repair) join(first, u *unit) {
	var differ []string
	for i, f := range r.layer.Fields {
		if a, b := first.row.Values[i], u.row.Values[i]; i != r.ids && !same(a, b) {
			differ = append(differ, f.Name)
		}
	}
	if differ != nil {
		r.faults.Add(r.fault(u, fault.DuplicateID, locale.T("the id is that of features[%d] already, but not all else is "+
			"the same: %s", locale.Nth(first.feature), locale.Listed(differ, 8)),
			locale.T("give each an id of its own, or the same values")))
		return
	}
	first.area, first.redrawn = slices.Concat(first.area, u.area), true
	first.parts++
	at := orb.Point{}
	if len(u.area) > 0 && len(u.area[0]) > 0 && len(u.area[0][0]) > 0 {
		at = u.area[0][0][0]
	}
	_ = r.change(u, Joined, at, locale.T("it becomes part of features[%d], which has the same id",
		locale.Nth(first.feature)))
}

// same reports whether two values are the same, however numbers are written.
func same(a, b input.Value) bool {
	return a == b || a.Absent() && b.Absent() || a.Kind == input.Number && b.Kind == input.Number && a.ID() == b.ID()
}

// onEarth refuses positions that cannot be longitudes and latitudes, and whatever else of them no mending can help.
// Those who read units know which these are. Units with such faults are left out of all that follows.
func (r *repair) onEarth() error {
	for _, u := range r.units {
		if at := notFinite(u.area); at != nil {
			r.faults.Add(r.fault(u, geo.OutOfRange, locale.T("a position is [%v, %v], not longitude and latitude", at[0],
				at[1]), locale.T("longitudes run from -180 to 180 and latitudes from -90 to 90, longitude first")))
			u.area = nil
		}
	}
	list, err := r.asUnits(func(u *unit) orb.MultiPolygon { return u.area })
	if err != nil {
		return err
	}
	for _, f := range list {
		switch f.Kind {
		case geo.OutOfRange, geo.UncutRing, geo.Impossible, geo.Projected:
			r.faults.Add(r.ofUnit(f))
			if f.HasFeature {
				r.units[f.Feature].area = nil
			} else {
				return &r.faults // of the whole file
			}
		}
	}
	return nil
}

// notFinite is a position that is no number, which no file of ours can hold.
func notFinite(m orb.MultiPolygon) *orb.Point {
	for _, p := range m {
		for _, ring := range p {
			for _, c := range ring {
				if math.IsNaN(c[0]-c[0]) || math.IsNaN(c[1]-c[1]) {
					return &c
				}
			}
		}
	}
	return nil
}

// asUnits reads areas of the units as units are read, and returns what is wrong with them. Features of faults are
// numbers of units.
func (r *repair) asUnits(area func(*unit) orb.MultiPolygon) ([]fault.Fault, error) {
	var features iter.Seq[geojson.Feature] = func(yield func(geojson.Feature) bool) {
		for _, u := range r.units {
			f := geojson.Feature{Properties: []geojson.Property{{Key: "id", Value: u.id}}}
			if a := area(u); len(a) > 0 {
				f.Geometry = a
			}
			if !yield(f) {
				return
			}
		}
	}
	var b bytes.Buffer
	if err := geojson.WriteFeatures(&b, "", geojson.Exact, features); err != nil {
		return nil, err
	}
	_, _, err := geo.Read(r.ctx, geo.Sources{
		Units:       geo.File{Name: r.o.File, Data: &b},
		UnitColumns: geo.UnitColumns{ID: "id"},
		Tolerance:   geo.Tolerance{Width: r.o.Width, Gaps: true},
	})
	var all *geo.Faults
	if errors.As(err, &all) {
		return all.List, nil
	}
	return nil, err
}

// ofUnit is a fault of asUnits as one of the file.
func (r *repair) ofUnit(f fault.Fault) fault.Fault {
	if f.HasFeature && f.Feature < len(r.units) {
		u := r.units[f.Feature]
		f.Feature, f.Name = u.feature, locale.One(u.name)
	}
	return f
}

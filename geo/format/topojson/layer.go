package topojson

import (
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/locale"
)

// object is one of the topology's objects while it is read.
type object struct {
	name     string
	own      bool // a collection with properties of its own
	table    rows.Table
	features []feature
}

func (o *object) add(f feature) {
	var row []rows.Cell
	for _, p := range f.properties {
		row = append(row, rows.Cell{Column: o.table.Column(p.Name), Value: p.Value})
	}
	f.properties = nil
	o.table.Add(row)
	o.features = append(o.features, f)
}

// layer judges the features of an object, and is the layer that it stands for.
func (t *topology) layer(o *object) (format.Layer, error) {
	l := format.Layer{Name: o.name, CRS: t.crs, Count: len(o.features)}
	if f, ok := rows.TooWide(t.src, o.table.Len(), len(o.table.Fields), &t.cells); !ok {
		return l, f
	}
	kinds := make([]format.Kinds, len(o.table.Fields))
	o.table.Each(func(c *rows.Cell) { kinds[c.Column].Note(c.Value) })
	for i, k := range kinds {
		o.table.Fields[i].Type = k.Type()
	}
	l.Fields = o.table.Fields
	var tally parts.Tally
	faults := map[int]error{}
	for i := range o.features {
		x := &o.features[i]
		found := t.judge(x)
		if !found.Sound() {
			f := found.Fault(t.src, i)
			f.Path, f.ID = o.name, x.id.ID()
			if len(x.repeats) > 0 {
				f.Line = x.repeats[0].Line
			}
			faults[i] = f
			found.High, found.Part = false, false // nothing is left out of what is not read
		}
		tally.Add(&found)
	}
	l.Notes = tally.Notes(t.src, o.name)
	if o.own {
		f := t.src.Fault(parts.NotRead, locale.T("it is a collection with properties of its own, which are left out; its "+
			"members are the features"), locale.Text{})
		f.Path = o.name
		l.Notes = append(l.Notes, f)
	}
	l.Features = func(yield func(format.Feature, error) bool) {
		for i, f := range o.features {
			out := format.Feature{ID: f.id, Values: o.table.Values(i)}
			err := faults[i]
			if err == nil {
				out.Geometry = t.geometry(&f.shape)
			}
			if !yield(out, err) {
				return
			}
		}
	}
	return l, nil
}

// judge looks what there is in a feature and what is wrong with it.
func (t *topology) judge(f *feature) (found parts.Found) {
	if len(f.repeats) > 0 {
		x := f.repeats[0].Fault("")
		found.Wrong(fault.RepeatedKey, x.Detail, x.Remedy)
		return found
	}
	found.Wrong(parts.BadFeature, f.problem, mend)
	if !found.Sound() {
		return found
	}
	var p parts.Parts
	t.look(&f.shape, &found, &p)
	if !found.Sound() {
		return found
	}
	found.Whole(&p)
	if most := rows.Allowance(len(t.src.Data)); t.positions > most {
		found.Wrong(TooMany, locale.T("with it the features have more than %d positions, far more than their arcs", most),
			exportAnew)
	}
	return found
}

// look goes through a shape without stitching it, and leaves out the rings that enclose nothing. Of its parts only the
// number is of use. It ends with the first thing that is wrong.
func (t *topology) look(s *shape, found *parts.Found, p *parts.Parts) {
	found.High = found.High || s.high
	t.positions += len(s.points)
	p.Points = append(p.Points, s.points...)
	if s.kind == area || s.kind == multiArea {
		t.lookAtAreas(s, found, p)
		return
	}
	for _, lines := range s.arcs {
		for _, refs := range lines {
			t.positions += t.measure(refs, false, found)
			p.Lines = append(p.Lines, nil)
			if !found.Sound() {
				return
			}
		}
	}
	for i := range s.members {
		if t.look(&s.members[i], found, p); !found.Sound() {
			return
		}
	}
}

func (t *topology) lookAtAreas(s *shape, found *parts.Found, p *parts.Parts) {
	var kept [][][]int
	for _, rings := range s.arcs {
		var left [][]int
		for k, refs := range rings {
			n := t.measure(refs, true, found)
			switch {
			case !found.Sound():
				return
			case n > 0 && k > 0 && len(left) == 0:
				found.Wrong(parts.BadFeature, locale.T("an outer ring encloses nothing, and has a hole that does"), exportAnew)
				return
			case n > 0:
				left = append(left, refs)
			default:
				found.Shrunk++
			}
			t.positions += n
		}
		if len(left) > 0 {
			kept = append(kept, left)
			p.Polygons = append(p.Polygons, nil)
		}
	}
	if len(kept) == 0 && len(s.arcs) > 0 {
		found.Wrong(parts.ShortRing, locale.T("its rings enclose nothing"), parts.ShortRemedy)
		return
	}
	s.arcs = kept
}

// geometry stitches a shape in which nothing is wrong.
func (t *topology) geometry(s *shape) orb.Geometry {
	switch s.kind {
	case point:
		if len(s.points) == 1 {
			return s.points[0]
		}
	case multiPoint:
		if len(s.points) > 0 {
			return slices.Clone(orb.MultiPoint(s.points))
		}
	case collection:
		var p parts.Parts
		for i := range s.members {
			p.Add(t.geometry(&s.members[i]))
		}
		g, _, _ := p.Whole()
		return g
	case line, multiLine:
		return t.lines(s)
	case area, multiArea:
		return t.areas(s)
	}
	return nil
}

func (t *topology) lines(s *shape) orb.Geometry {
	var all orb.MultiLineString
	for _, lines := range s.arcs {
		for _, refs := range lines {
			all = append(all, t.stitch(refs))
		}
	}
	switch {
	case len(all) == 0:
		return nil
	case s.kind == line:
		return all[0]
	}
	return all
}

func (t *topology) areas(s *shape) orb.Geometry {
	var all orb.MultiPolygon
	for _, rings := range s.arcs {
		polygon := make(orb.Polygon, len(rings))
		for k, refs := range rings {
			polygon[k] = t.stitch(refs)
		}
		all = append(all, polygon)
	}
	format.Wind(all)
	switch {
	case len(all) == 0:
		return nil
	case s.kind == area:
		return all[0]
	}
	return all
}

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

// survey is what came up in the shapes of a layer.
type survey struct {
	high   int // features with heights
	part   int // collections of which only the areas are read
	shrunk int // rings that enclose nothing
	in     int // the first feature with one
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
	var found survey
	faults := map[int]error{}
	for i := range o.features {
		if found.shrunk == 0 {
			found.in = i
		}
		if w := t.judge(&o.features[i], &found); w.kind != "" {
			f := t.src.FeatureFault(i, w.kind, w.detail, w.remedy)
			f.Line, f.Path, f.ID = w.line, o.name, o.features[i].id.ID()
			faults[i] = f
		}
	}
	note := func(f fault.Fault) {
		f.Path = o.name
		l.Notes = append(l.Notes, f)
	}
	if found.high > 0 {
		note(parts.HeightsNote(t.src, found.high))
	}
	if found.part > 0 {
		note(parts.LeftOutNote(t.src, found.part))
	}
	if found.shrunk > 0 {
		note(t.src.Fault(ShortRing, locale.T(
			"%d {1|ring has|rings have} fewer than four positions, {1|encloses|enclose} nothing "+
				"and {1|is|are} left out; the first is in features[%d]", found.shrunk, locale.Nth(found.in)), locale.Text{}))
	}
	if o.own {
		note(t.src.Fault(NotRead, locale.T("it is a collection with properties of its own, which are left out; its members "+
			"are the features"), locale.Text{}))
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

// judge says what is wrong with a feature, and adds to what was found what is not.
func (t *topology) judge(f *feature, found *survey) wrong {
	if len(f.repeats) > 0 {
		x := f.repeats[0].Fault("")
		return wrong{kind: fault.RepeatedKey, detail: x.Detail, remedy: x.Remedy, line: x.Line}
	}
	if !f.problem.Empty() {
		return wrong{kind: BadFeature, detail: f.problem, remedy: mend}
	}
	var p parts.Parts
	high, w := t.look(&f.shape, found, &p)
	if w.kind != "" {
		return w
	}
	_, leftOut, ok := p.Whole()
	switch {
	case !ok:
		return wrong{kind: BadFeature, detail: locale.T("it is a collection of points and lines, which is not read"),
			remedy: locale.T("write it as points, lines or areas")}
	case t.positions > rows.Allowance(len(t.src.Data)):
		return wrong{kind: TooMany, remedy: exportAnew, detail: locale.T("with it the features have more than %d "+
			"positions, far more than their arcs", rows.Allowance(len(t.src.Data)))}
	}
	if leftOut > 0 {
		found.part++
	}
	if high {
		found.high++
	}
	return wrong{}
}

// look goes through a shape without stitching it, and leaves out the rings that enclose nothing. Of its parts only the
// number is of use.
func (t *topology) look(s *shape, found *survey, p *parts.Parts) (high bool, w wrong) {
	high = s.high
	t.positions += len(s.points)
	p.Points = append(p.Points, s.points...)
	if s.kind == area || s.kind == multiArea {
		return t.lookAtAreas(s, found, p)
	}
	for _, lines := range s.arcs {
		for _, refs := range lines {
			n, raised, w := t.measure(refs, false)
			if w.kind != "" {
				return high, w
			}
			high = high || raised
			t.positions += n
			p.Lines = append(p.Lines, nil)
		}
	}
	for i := range s.members {
		raised, w := t.look(&s.members[i], found, p)
		if w.kind != "" {
			return high, w
		}
		high = high || raised
	}
	return high, wrong{}
}

func (t *topology) lookAtAreas(s *shape, found *survey, p *parts.Parts) (high bool, w wrong) {
	var kept [][][]int
	for _, rings := range s.arcs {
		var left [][]int
		for k, refs := range rings {
			n, raised, w := t.measure(refs, true)
			switch {
			case w.kind != "":
				return high, w
			case n > 0 && k > 0 && len(left) == 0:
				return high, wrong{kind: BadFeature, remedy: exportAnew,
					detail: locale.T("an outer ring encloses nothing, and has a hole that does")}
			case n > 0:
				left = append(left, refs)
			default:
				found.shrunk++
			}
			high = high || raised
			t.positions += n
		}
		if len(left) > 0 {
			kept = append(kept, left)
			p.Polygons = append(p.Polygons, nil)
		}
	}
	if len(kept) == 0 && len(s.arcs) > 0 {
		return high, wrong{kind: ShortRing, detail: locale.T("its rings enclose nothing"), remedy: parts.ShortRemedy}
	}
	s.arcs = kept
	return high, wrong{}
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

package planfile

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/wkt"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// layer is a layer as it was read: its table, and the areas of its rows.
type layer struct {
	name string
	table
	fields []format.Field
	areas  []orb.MultiPolygon // of the rows; nil for none
}

// layers reads a plan from a file of places: as a table where a layer has the ids of units, else by the districts'
// shapes.
func (r *reading) layers() map[int][]int {
	r.concern = r.Options
	opened, err := exchange.Open(r.s, r.Options)
	if err != nil {
		r.add(err)
		return nil
	}
	r.notes = append(r.notes, opened.Notes...)
	return r.opened(opened)
}

// drawn reads a plan from a table in text with areas in well-known text, whatever its name ends in.
func (r *reading) drawn() map[int][]int {
	r.concern = r.Options
	layers, err := wkt.Read(r.s, format.Options{Encoding: r.Options.Encoding})
	if err != nil {
		r.add(err)
		return nil
	}
	return r.opened(&exchange.Opened{Layers: layers})
}

// opened reads a plan from the layers of a file, or from the one that is wanted.
func (r *reading) opened(file *exchange.Opened) map[int][]int {
	layers, err := file.Wanted(r.s, r.Options.Layer)
	if err != nil {
		r.add(err)
		return nil
	}
	var units, shapes []*layer
	for _, l := range layers {
		x := r.layer(l)
		if x == nil {
			continue
		}
		shaped := slices.ContainsFunc(x.areas, func(m orb.MultiPolygon) bool { return m != nil })
		if r.listsUnits(&x.table, shaped) {
			units = append(units, x)
		} else if shaped {
			shapes = append(shapes, x)
		}
	}
	switch {
	case r.faults.Err() != nil:
	case len(units) == 1:
		return r.table(&units[0].table)
	case len(units) == 0 && len(shapes) == 1:
		return r.shapes(shapes[0])
	case len(units)+len(shapes) == 0:
		r.faults.Add(r.s.Fault(NoColumn, locale.T("it has neither units with districts nor shapes of districts"), locale.T(
			"give a layer of the districts' areas, or a table with unit_id and district")))
	default:
		var names []string
		for _, x := range append(units, shapes...) {
			names = append(names, x.name)
		}
		r.faults.Add(r.s.Fault(exchange.ManyLayers, locale.T("several of its layers may be the plan: %s",
			locale.Listed(names, fault.PerKind)), locale.T("name the one that is meant")))
	}
	return nil
}

// listsUnits reports whether a table has units and a column of their districts. As many areas as there are seats are
// districts, though their ids may be those of units too.
func (r *reading) listsUnits(t *table, shaped bool) bool {
	l := r.look(t)
	few := shaped && l.filled <= r.Districts && len(r.Layer.Units) > r.Districts
	if few || len(l.ids) == 0 || l.filled == 0 {
		return false
	}
	for _, title := range l.titles {
		if _, rank := ranks(title); rank > 0 {
			return true
		}
	}
	return len(r.fitting(t, l, columns{unit: l.ids[0], name: -1, region: -1})) == 1
}

// layer reads all rows of a layer; nil where one of them cannot be read, or lies nowhere on earth.
func (r *reading) layer(l format.Layer) *layer {
	l, notes, err := exchange.OnEarth(r.s, l, r.Options)
	if err != nil {
		r.add(err)
		return nil
	}
	r.notes = append(r.notes, append(l.Notes, notes...)...)
	x := &layer{name: l.Name, fields: l.Fields, table: table{titles: []string{}}}
	for _, f := range l.Fields {
		x.titles = append(x.titles, f.Name)
	}
	withID := false
	n := -1
	for f, err := range l.Features {
		n++
		if err != nil {
			r.add(err)
			continue
		}
		rec := record{at: r.s.FeatureFault(n, "", locale.Text{}, locale.Text{})}
		for _, v := range f.Values {
			rec.cells = append(rec.cells, valueText(v))
		}
		for len(rec.cells) < len(l.Fields) {
			rec.cells = append(rec.cells, "")
		}
		id := f.ID.ID()
		withID = withID || id != ""
		rec.cells = append(rec.cells, id)
		x.rows = append(x.rows, rec)
		area, where, ok := areaOf(f.Geometry)
		if !ok {
			bad := rec.at
			bad.Kind, bad.Place = geo.Projected, nil
			bad.Detail = locale.T("the coordinates %s are no longitude and latitude", where)
			bad.Remedy = locale.T("convert it with ogr2ogr -f GeoJSON -t_srs EPSG:4326 OUT.geojson %s", r.s.Name)
			r.faults.Add(bad)
		}
		x.areas = append(x.areas, area)
	}
	if withID && !slices.ContainsFunc(x.titles, func(s string) bool { return strings.EqualFold(s, "id") }) {
		x.titles = append(x.titles, "id") // which stands beside the properties
	}
	return x
}

// areaOf are the areas of a geometry. It is not ok where a position, which is told, is none on earth.
func areaOf(g orb.Geometry) (area orb.MultiPolygon, where string, ok bool) {
	switch g := g.(type) {
	case orb.Polygon:
		area = orb.MultiPolygon{g}
	case orb.MultiPolygon:
		area = g
	}
	for _, p := range area {
		for _, ring := range p {
			for _, at := range ring {
				if !(math.Abs(at[0]) <= 180 && math.Abs(at[1]) <= 90) {
					return nil, coordinates(at), false
				}
			}
		}
	}
	if len(area) == 0 {
		return nil, "", true
	}
	return area, "", true
}

// districtsOf are the numbers of the features' districts, as the layer says them.
func (r *reading) districtsOf(x *layer) (numbers []int, ok bool) {
	column, best := -1, 0
	var several []string
	for i, title := range x.titles {
		_, rank := ranks(title)
		switch {
		case rank == 0 || rank < best:
		case rank == best:
			several = append(several, title)
		default:
			column, best, several = i, rank, []string{title}
		}
	}
	if len(several) > 1 {
		r.faults.Add(r.s.Fault(NoColumn, locale.T("any of these columns may have the districts: %s",
			locale.Listed(several, fault.PerKind)), locale.T("keep the one that is meant, or call it district")))
		return nil, false
	}
	if column < 0 {
		if whole := x.uniqueNumbers(); len(whole) == 1 {
			column = whole[0]
			r.note(fault.Fault{File: r.s.Name, Kind: ReadAs, Detail: locale.T("the numbers of the districts are taken from %q, "+
				"the only one that gives every feature a number of its own", x.titles[column])})
		}
	}
	if column < 0 {
		n := 0
		numbers = make([]int, len(x.rows))
		for i := range x.rows {
			if x.areas[i] != nil {
				n++
				numbers[i] = n
			}
		}
		r.note(fault.Fault{File: r.s.Name, Kind: ReadAs, Detail: locale.T("no property has the numbers of the districts; " +
			"they are numbered in the order of the features")})
		return numbers, true
	}
	list := make([]labelled, len(x.rows))
	for i, rec := range x.rows {
		list[i] = labelled{rec.at, rec.cell(column)}
		if x.areas[i] == nil {
			list[i].text = "" // a label or a line
		}
	}
	numbers = r.numbers(list, unsaid)
	for i, n := range numbers {
		if n == without && x.areas[i] != nil {
			f := x.rows[i].at
			f.Kind = ReadAs
			f.Detail = locale.T("the area has no district, and its units none")
			r.note(f)
		}
	}
	return numbers, true
}

// uniqueNumbers are the columns that have a whole number from 1 for every area, no number twice and none left out
// between the least and the greatest: counts of voters differ too, and are no numbers of districts.
func (x *layer) uniqueNumbers() (out []int) {
	for i := range x.titles {
		seen, fits := map[int64]bool{}, true
		least, greatest := int64(mostNumber), int64(0)
		for k, rec := range x.rows {
			if x.areas[k] == nil {
				continue
			}
			n, bad := input.Whole(input.Undress(rec.cell(i)))
			if fits = bad == nil && n > 0 && n <= mostNumber && !seen[n]; !fits {
				break
			}
			seen[n] = true
			least, greatest = min(least, n), max(greatest, n)
		}
		if fits && greatest-least+1 == int64(len(seen)) {
			out = append(out, i)
		}
	}
	return out
}

package exchange

import (
	"maps"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// Inspection is what a file holds.
type Inspection struct {
	Format string      `json:"format"`
	Layers []Inspected `json:"layers"`
	// Notes tell what was assumed, Faults which features cannot be read.
	Notes  []fault.Fault `json:"notes,omitempty"`
	Faults []fault.Fault `json:"faults,omitempty"`
}

// Inspected is what a layer holds.
type Inspected struct {
	Name     string `json:"name"`
	Features int    `json:"features"`
	CRS      string `json:"crs,omitempty"`
	Encoding string `json:"encoding,omitempty"`
	// Geometry counts the features of each type, "" for those without one.
	Geometry map[string]int `json:"geometry"`
	// Bounds are the least and greatest coordinates, in the layer's system: west, south, east, north; absent for none.
	Bounds []float64 `json:"bounds,omitempty"`
	Fields []Column  `json:"fields"`
	IDs    int       `json:"ids_beside_fields,omitempty"` // features whose id stands beside their fields
}

// Column is what a field holds.
type Column struct {
	Name     string   `json:"name"`
	Type     string   `json:"type"`
	Filled   int      `json:"filled"`   // features that have a value
	Distinct int      `json:"distinct"` // different values
	Samples  []string `json:"samples,omitempty"`
	texts    []string // of the first features
}

// samples are how many different values are shown, and texts how many are kept to tell a language by.
const (
	samples = 3
	texts   = 100
)

// Inspect says what a file holds, layer by layer, or in the one layer that is wanted.
func Inspect(s format.Source, o Options) (*Inspection, error) {
	opened, err := Open(s, o)
	if err != nil {
		return nil, err
	}
	layers, err := opened.Wanted(s, o.Layer)
	if err != nil {
		return nil, err
	}
	out := &Inspection{Format: opened.Format, Notes: opened.Notes}
	var faults fault.Faults
	for _, l := range layers {
		out.Notes = append(out.Notes, l.Notes...)
		out.Layers = append(out.Layers, inspect(l))
		turned, err := judge(s, l, o, &faults)
		if err != nil {
			return nil, err
		}
		out.Notes = append(out.Notes, turned...)
	}
	out.Faults = faults.AsNotes()
	return out, nil
}

// judge finds out whether a layer can be put on the earth and every feature of it can be read. The notes are what is to
// be known of that.
func judge(s format.Source, l format.Layer, o Options, faults *fault.Faults) (notes []fault.Fault, err error) {
	placed, notes, err := OnEarth(s, l, o)
	if err != nil {
		placed = l
		if err := take(faults, err); err != nil {
			return nil, err
		}
	}
	return notes, gather(faults, placed)
}

func inspect(l format.Layer) Inspected {
	x := Inspected{Name: l.Name, CRS: l.CRS, Encoding: l.Encoding, Geometry: map[string]int{}}
	different := make([]map[string]bool, len(l.Fields))
	for i, f := range l.Fields {
		x.Fields = append(x.Fields, Column{Name: f.Name, Type: f.Type.String()})
		different[i] = map[string]bool{}
	}
	inf := math.Inf(1)
	b := orb.Bound{Min: orb.Point{inf, inf}, Max: orb.Point{-inf, -inf}}
	for f, err := range l.Features {
		x.Features++
		if err != nil { // judge tells it
			continue
		}
		if !f.ID.Absent() {
			x.IDs++
		}
		kind := ""
		if f.Geometry != nil {
			kind = f.Geometry.GeoJSONType()
			b = b.Union(f.Geometry.Bound())
		}
		x.Geometry[kind]++
		for i, v := range f.Values {
			text := v.Text
			if v.Absent() || text == "" {
				continue
			}
			c := &x.Fields[i]
			c.Filled++
			if len(c.texts) < texts && v.Kind == input.Text {
				c.texts = append(c.texts, text)
			}
			if !different[i][text] {
				if different[i][text] = true; len(c.Samples) < samples {
					c.Samples = append(c.Samples, text)
				}
			}
		}
	}
	for i := range x.Fields {
		x.Fields[i].Distinct = len(different[i])
	}
	if !b.IsEmpty() {
		x.Bounds = []float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
	}
	return x
}

// Texts are texts of the first features of every field, by its name.
func (x Inspected) Texts() map[string][]string {
	out := map[string][]string{}
	for _, c := range x.Fields {
		out[c.Name] = c.texts
	}
	return out
}

// Kinds are the types of geometry in it, the most frequent first.
func (x Inspected) Kinds() []string {
	kinds := slices.Sorted(maps.Keys(x.Geometry))
	slices.SortStableFunc(kinds, func(a, b string) int { return x.Geometry[b] - x.Geometry[a] })
	return kinds
}

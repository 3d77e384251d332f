package kz2022

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

const (
	// largestSliver in square metres is the largest gap between units that is filled and the largest overlap that is given
	// to the unit with the lower code; a larger one would be land of nobody, or of two, and is an error.
	largestSliver = 100_000
	// leastDetail is the side in metres on paper of the square below which detail is left out of a line, on the largest
	// sheet that shows it: that of its district on A4, about sheetSide wide.
	leastDetail = 0.0003
	sheetSide   = 0.2
	// mostVertices is the limit on the ring vertices of units.geojson, which keeps it under 800 kB.
	mostVertices = 36_000
	// mostAreaChange is the largest share of its area that a unit may gain or lose.
	mostAreaChange = 0.0095
)

// drawing is the result of generalising, with what was measured before and after.
type drawing struct {
	units                    *topology.Topology // face i is unit i
	slivers                  int
	sliverArea               float64 // square metres
	overlaps                 int
	overlapArea              float64 // square metres
	sourceVertices, vertices int
	sourceEdges              edges             // that the source's units have in common, vertex for vertex
	sourceMetres, sourceArea float64           // length of all lines between the source's units, area of these
	offset                   []topology.Border // pairs of neighbours without such an edge
	areaChange               float64           // the largest of any unit, as a fraction
	areaUnit                 int               // where it is
	pairs                    int
	lost, gained             []topology.Border // pairs of neighbours of the source only, of the drawing only
}

// mergeShapes sets every unit's shape to the union of its parts, in the source's lines, with the slivers between units
// filled, and returns their topology.
func mergeShapes(s *source, units []unit) (*topology.Topology, *drawing, error) {
	faces := make([]orb.MultiPolygon, len(s.units))
	d := &drawing{}
	for i, u := range s.units {
		faces[i] = u.shape
		d.sourceVertices += ringVertices(u.shape)
	}
	t, found := topology.Build(faces, topology.Options{Fill: func(g topology.Gap) bool { return g.Area <= largestSliver }})
	for _, g := range found.Gaps {
		if g.Filled == topology.Outside {
			return nil, nil, &SourceError{boundariesFile, 0,
				fmt.Errorf("there is a gap of %.0f m² at %.4f %.4f", g.Area, g.At[1], g.At[0])}
		}
		d.slivers++
		d.sliverArea += g.Area
	}
	for _, o := range found.Overlaps {
		if o.Area > largestSliver {
			return nil, nil, &SourceError{boundariesFile, 0,
				fmt.Errorf("%s and %s overlap by %.0f m²", s.units[o.A].names.en, s.units[o.B].names.en, o.Area)}
		}
		d.overlaps++
		d.overlapArea += o.Area
	}
	for _, b := range t.Borders() {
		d.sourceMetres += b.Metres
	}
	for _, f := range faces {
		d.sourceArea += measure.Area(f)
	}
	groups := make([][]int, len(units))
	for i, u := range units {
		groups[i] = u.parts
	}
	t = t.Merge(groups)
	for i := range units {
		units[i].shape = t.Face(i)
	}
	d.sourceEdges = commonEdges(faces)
	d.offset = d.sourceEdges.without(t, groups)
	return t, d, nil
}

func ringVertices(m orb.MultiPolygon) int {
	n := 0
	for _, p := range m {
		for _, r := range p {
			n += len(r)
		}
	}
	return n
}

// sheetAreas are the areas in square metres that the sheet of each unit's district shows: of the enacted district, or,
// where a unit may be in one of several, of one of them on the average.
func sheetAreas(t *topology.Topology, units []unit) []float64 {
	all := map[string]float64{}
	for i, u := range units {
		all[u.region+" "+u.district] += measure.Area(t.Face(i))
	}
	out := make([]float64, len(units))
	for i, u := range units {
		out[i] = all[u.region+" "+u.district] / float64(strings.Count(u.district, "|")+1)
	}
	return out
}

// byScale generalises every line for the scale at which the smallest district beside it is printed, so that lines of
// cities keep more than those of steppes. A sheet that shows an area of A square metres has a scale of about
// sheetSide / sqrt(A), and detail on it is measured in units of A.
func byScale(t *topology.Topology, units []unit) topology.Generalisation {
	areas := sheetAreas(t, units)
	return topology.Generalisation{
		Effective: leastDetail * leastDetail / (sheetSide * sheetSide),
		Weight: func(left, right int) float64 {
			weight := 0.0
			for _, u := range [2]int{left, right} {
				if u != topology.Outside {
					weight = max(weight, 1/areas[u])
				}
			}
			return weight
		},
		Decimals: decimals, AreaChange: mostAreaChange,
	}
}

// drawShapes generalises the lines of all units at once and sets the shapes of units and regions to them.
func drawShapes(ctx context.Context, t *topology.Topology, d *drawing, units []unit, regions []region) error {
	drawn, done, err := t.Generalise(ctx, byScale(t, units))
	if err != nil {
		return err
	}
	switch {
	case done.After > mostVertices:
		return fmt.Errorf("the lines came down to %d vertices, not to %d", done.After, mostVertices)
	case done.Unrounded > 0:
		return fmt.Errorf("%d vertices could not be rounded to %d decimals", done.Unrounded, decimals)
	}
	d.units, d.vertices = drawn, done.After
	for i := range units {
		units[i].shape = drawn.Face(i)
		// Measured anew, on the coordinates as they are written.
		if change := math.Abs(measure.Area(units[i].shape)/measure.Area(t.Face(i)) - 1); change > d.areaChange {
			d.areaChange, d.areaUnit = change, i
		}
	}
	for i, r := range regions {
		regions[i].shape = drawn.Dissolve(r.units)
	}
	d.comparePairs(t)
	return nil
}

// comparePairs lists the pairs of neighbours that the source has and the drawing does not, and the other way round.
func (d *drawing) comparePairs(source *topology.Topology) {
	key := func(b topology.Border) [2]int { return [2]int{b.A, b.B} }
	before, after := map[[2]int]bool{}, map[[2]int]bool{}
	for _, b := range source.Borders() {
		before[key(b)] = true
	}
	for _, b := range d.units.Borders() {
		after[key(b)] = true
		if !before[key(b)] {
			d.gained = append(d.gained, b)
		}
	}
	for _, b := range source.Borders() {
		if !after[key(b)] {
			d.lost = append(d.lost, b)
		}
	}
	d.pairs = len(after)
}

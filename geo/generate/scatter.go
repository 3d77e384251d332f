package generate

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

const (
	stationDecimals = 5       // of degrees, about a metre
	degree          = 111_195 // metres of a degree of latitude
	clear           = 100     // metres that a station keeps from the lines of units where it can
	tries           = 20_000  // places drawn for a station before it is given up
)

// scatter finds places for stations, no two in one cell of a net of about a hundred metres.
type scatter struct {
	layer *geo.Layer
	find  *topology.Locator
	homes []orb.Polygon // by unit
	taken map[[2]int]bool
}

func newScatter(l *geo.Layer) *scatter {
	s := &scatter{layer: l, find: l.Topology.Locator(), taken: map[[2]int]bool{}}
	places := map[string][]geo.Place{}
	for _, p := range l.Places {
		places[p.UnitID] = append(places[p.UnitID], p)
	}
	for u, unit := range l.Units {
		s.homes = append(s.homes, home(l.Topology.Face(u), places[unit.ID]))
	}
	return s
}

// home is the part of a unit in which all its stations stand, so that they hang together: the one where most people
// live in places, else the largest.
func home(parts orb.MultiPolygon, places []geo.Place) orb.Polygon {
	live := func(p orb.Polygon) (n int64) {
		for _, x := range places {
			if x.Covers == "" && planar.PolygonContains(p, x.Point) {
				n += x.Population
			}
		}
		return n
	}
	area := func(p orb.Polygon) float64 { return measure.Area(orb.MultiPolygon{p}) }
	return slices.MaxFunc(parts, func(a, b orb.Polygon) int {
		return cmp.Or(cmp.Compare(live(a), live(b)), cmp.Compare(area(a), area(b)))
	})
}

// place is the place of a group's k-th station: near the middle of a town the larger ones, on a spiral that is closer
// in the middle, and scattered ones anywhere in the unit. What falls outside of the unit is drawn again, farther away.
func (s *scatter) place(r *rand.Rand, g group, k int) (orb.Point, error) {
	for try := range tries {
		at := s.draw(r, g, k, try)
		at = orb.Point{rounded(at[0]), rounded(at[1])}
		cell := [2]int{int(math.Floor(at[0] * 1000)), int(math.Floor(at[1] * 1000))}
		if s.taken[cell] {
			continue
		}
		near := s.find.Faces(at, clear/(1+float64(try)/100))
		if len(near) == 1 && s.find.Face(at) == g.unit && planar.PolygonContains(s.homes[g.unit], at) {
			s.taken[cell] = true
			return at, nil
		}
	}
	return orb.Point{}, locale.Errorf("no place is left for another station in %s; give fewer", s.layer.Units[g.unit].ID)
}

func (s *scatter) draw(r *rand.Rand, g group, k, try int) orb.Point {
	if g.at == nil {
		b := s.homes[g.unit].Bound()
		// Evenly over the ground: by the sine of latitude.
		south, north := math.Sin(b.Min[1]*math.Pi/180), math.Sin(b.Max[1]*math.Pi/180)
		lon := b.Min[0] + (b.Max[0]-b.Min[0])*r.Float64()
		return orb.Point{lon, math.Asin(south+(north-south)*r.Float64()) * 180 / math.Pi}
	}
	golden := math.Pi * (3 - math.Sqrt(5))
	reach := geo.Reach(g.voters)
	radius, angle := reach*math.Pow((float64(k)+0.3)/float64(g.count), 0.55), golden*float64(k)
	if try > 0 {
		radius, angle = reach*(1+float64(try)/50)*math.Sqrt(r.Float64()), 2*math.Pi*r.Float64()
	}
	x := radius*math.Cos(angle) + reach/20*r.NormFloat64()
	y := radius*math.Sin(angle) + reach/20*r.NormFloat64()
	lat := g.at[1] + y/degree
	return orb.Point{g.at[0] + x/degree/math.Cos(lat*math.Pi/180), lat}
}

// rounded is a number of degrees as it is written.
func rounded(x float64) float64 {
	scale := math.Pow10(stationDecimals)
	return math.Round(x*scale) / scale
}

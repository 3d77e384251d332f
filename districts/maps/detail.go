package maps

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/topology"
)

// detail is the plan's geometry with as many vertices as a scale can show. areas keeps outlines once they have been put
// together, since one sheet asks for the same one many times. It is not for several goroutines at a time.
type detail struct {
	*common
	plan  *districts.Plan
	topo  *topology.Topology
	areas map[area]orb.MultiPolygon
}

// area names a piece of land: n is the number of a unit, of a district or of a region, by kind, and 0 for the whole.
type area struct {
	kind areaKind
	n    int
}

type areaKind int

const (
	unitArea areaKind = iota
	districtArea
	regionArea
	wholeArea
)

// of is the outline of an area.
func (d *detail) of(a area) orb.MultiPolygon {
	if mp, ok := d.areas[a]; ok {
		return mp
	}
	var mp orb.MultiPolygon
	switch a.kind {
	case unitArea:
		return d.topo.Face(a.n) // quickly made, and all of them at every scale would fill the memory
	case districtArea:
		mp = d.topo.Dissolve(d.plan.Districts[a.n].Units)
	case regionArea:
		mp = d.topo.Dissolve(d.inRegion[a.n])
	case wholeArea:
		mp = d.nation(d.topo).whole()
	}
	d.areas[a] = mp
	return mp
}

// rank is the rank of a border line: the highest of what it divides.
type rank int

const (
	unitRank rank = iota
	regionRank
	districtRank
	outerRank // the limit of all units: coast or foreign border
	ranks
)

// lines are the border lines of one rank along any of the given units for which keep is true; b may be Outside. A line
// is as long as rank and keep allow, so that dashes run on over junctions with lines that are not drawn.
func (d *detail) lines(units []int, r rank, keep func(a, b int) bool) []orb.LineString {
	return d.topo.LinesAt(units, func(a, b int) bool {
		if a < 0 {
			a, b = b, a
		}
		return d.rank(a, b) == r && keep(a, b)
	})
}

// rank is the rank of the border between unit a and b, which may be Outside.
func (d *detail) rank(a, b int) rank {
	switch {
	case b < 0:
		return outerRank
	case d.plan.Of[a] != d.plan.Of[b]:
		return districtRank
	case d.regionOf[a] != d.regionOf[b]:
		return regionRank
	}
	return unitRank
}

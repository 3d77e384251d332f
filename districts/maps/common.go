package maps

import (
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/colouring"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/albers"
	"github.com/okrug/okrug/geo/topology"
)

// common is what all sheets of one plan have in common, whatever their language and paper. Units, districts and
// regions are known by their numbers in the plan's layer and list of districts.
type common struct {
	class    []int // colour class per district
	classes  int
	near     [][]int // neighbouring districts
	regionOf []int
	inRegion [][]int // units of every region
	unitOf   map[string]int
	extents  *extents // of every unit in degrees
	reaches  *extents // of every district
	national albers.Projection
	ground   orb.Bound // extent of the whole in the national projection
	layouts  layouts
	// every are all units, loose those without a district, outside those without a region.
	every, loose, outside []int
	regionLines           bool                 // a region's line runs inside a district
	placesIn              map[int][]int        // settlements of every unit that has some
	seats                 map[int]bool         // settlements in which the administration of a region sits
	centres               map[int]bool         // settlements that are centres of districts, as places or as units
	divided               map[string]geo.Names // names of what is divided, by id

	mutex   sync.Mutex
	nations map[*topology.Topology]*nation
}

// nation is what the whole of the country is on lines of one generalisation, for every sheet that shows it.
type nation struct {
	whole   func() orb.MultiPolygon
	regions func() []orb.LineString // lines between regions
}

// nation is that on some lines, worked out once it is asked for.
func (c *common) nation(lines *topology.Topology) *nation {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.nations == nil {
		c.nations = map[*topology.Topology]*nation{}
	}
	one := c.nations[lines]
	if one == nil {
		one = &nation{
			whole: sync.OnceValue(func() orb.MultiPolygon {
				return lines.Dissolve(c.every)
			}),
			regions: sync.OnceValue(func() []orb.LineString {
				return lines.Lines(func(a, b int) bool { return a >= 0 && b >= 0 && c.regionOf[a] != c.regionOf[b] })
			}),
		}
		c.nations[lines] = one
	}
	return one
}

// unitsOf are the units of a region, of -1 those without one.
func (c *common) unitsOf(region int) []int {
	if region < 0 {
		return c.outside
	}
	return c.inRegion[region]
}

func newCommon(plan *districts.Plan) *common {
	c := &common{near: colouring.Neighbours(plan), regionOf: districts.RegionOf(plan.Layer), unitOf: map[string]int{},
		divided: map[string]geo.Names{}, placesIn: map[int][]int{},
		inRegion: make([][]int, len(plan.Layer.Regions))}
	units := make([]orb.Bound, len(plan.Layer.Units))
	whole := make([]orb.MultiPolygon, len(plan.Layer.Units)) // not generalised
	for i, u := range plan.Layer.Units {
		c.unitOf[u.ID], c.every = i, append(c.every, i)
		if r := c.regionOf[i]; r >= 0 {
			c.inRegion[r] = append(c.inRegion[r], i)
		} else {
			c.outside = append(c.outside, i)
		}
		if plan.Of[i] == districts.Unassigned {
			c.loose = append(c.loose, i)
		}
		whole[i] = plan.Layer.Topology.Face(i)
		units[i] = whole[i].Bound()
	}
	reaches := make([]orb.Bound, len(plan.Districts))
	for i, d := range plan.Districts {
		for k, u := range d.Units {
			if k == 0 {
				reaches[i] = units[u]
			}
			reaches[i] = reaches[i].Union(units[u])
		}
	}
	c.extents, c.reaches = newExtents(units), newExtents(reaches)
	c.regionLines = slices.ContainsFunc(plan.Layer.Borders, func(b geo.Border) bool {
		return plan.Of[b.A] == plan.Of[b.B] && c.regionOf[b.A] != c.regionOf[b.B]
	})
	for i, place := range plan.Layer.Places {
		if u, ok := c.unitOf[place.UnitID]; ok {
			c.placesIn[u] = append(c.placesIn[u], i)
		}
	}
	c.seats, c.centres = plan.SeatTowns(), c.centresOf(plan)
	for _, x := range plan.Layer.Divided {
		if _, twice := c.divided[x.ID]; !twice {
			c.divided[x.ID] = x.Names
		}
	}
	c.class, c.classes = colouring.Of(plan)
	c.national = plan.Projection(whole)
	c.ground = bound(c.national, whole)
	return c
}

// commonOnce is what comes of newCommon, which is called once however many ask for it.
type commonOnce struct {
	once sync.Once
	of   *common
}

// common is that of a plan.
func (l *Lines) common(plan *districts.Plan) *common {
	l.mutex.Lock()
	if l.plans == nil {
		l.plans = map[*districts.Plan]*commonOnce{}
	}
	one := l.plans[plan]
	if one == nil {
		one = new(commonOnce)
		l.plans[plan] = one
	}
	l.mutex.Unlock()
	one.once.Do(func() { one.of = newCommon(plan) })
	return one.of
}

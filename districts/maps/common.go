package maps

import (
	"sync"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/colouring"
	"github.com/okrug/okrug/geo/albers"
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
	extents  []orb.Bound // of every unit in degrees
	reaches  []orb.Bound // of every district
	national albers.Projection
	ground   orb.Bound // extent of the whole in the national projection
	layouts  layouts
}

func newCommon(plan *districts.Plan) *common {
	c := &common{near: colouring.Neighbours(plan), regionOf: districts.RegionOf(plan.Layer), unitOf: map[string]int{},
		inRegion: make([][]int, len(plan.Layer.Regions))}
	whole := make([]orb.MultiPolygon, len(plan.Layer.Units)) // not generalised
	for i, u := range plan.Layer.Units {
		c.unitOf[u.ID] = i
		if r := c.regionOf[i]; r >= 0 {
			c.inRegion[r] = append(c.inRegion[r], i)
		}
		whole[i] = plan.Layer.Topology.Face(i)
		c.extents = append(c.extents, whole[i].Bound())
	}
	for _, d := range plan.Districts {
		var reach orb.Bound
		for i, u := range d.Units {
			if i == 0 {
				reach = c.extents[u]
			}
			reach = reach.Union(c.extents[u])
		}
		c.reaches = append(c.reaches, reach)
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

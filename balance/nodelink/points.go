package nodelink

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// pointNames are the pairs of properties that dual graphs hold a node's place in, as GerryChain and the Census Bureau
// name them; the first pair that any node has is read of all nodes.
var pointNames = []struct {
	x, y string
	// degrees says that the pair holds longitude and latitude; the others do where all their values can be that.
	degrees bool
}{
	{"X", "Y", false}, {"x", "y", false}, {"C_X", "C_Y", false},
	{"INTPTLON", "INTPTLAT", true}, {"INTPTLON20", "INTPTLAT20", true}, {"INTPTLON10", "INTPTLAT10", true},
}

// place is what a node has of each pair, NaN where it has nothing that is a number.
type place [][2]float64

func newPlace() place {
	p := make(place, len(pointNames))
	for i := range p {
		p[i] = [2]float64{math.NaN(), math.NaN()}
	}
	return p
}

// at is where the value of a property goes, nil for a property that is none of a place.
func (p place) at(key string) *float64 {
	for i, names := range pointNames {
		switch key {
		case names.x:
			return &p[i][0]
		case names.y:
			return &p[i][1]
		}
	}
	return nil
}

// coordinate is a number, or one as a text, as "+31.7" of the Census Bureau; NaN is anything else.
func coordinate(v input.Value) float64 {
	if v.Kind != input.Text {
		return float(v)
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(v.Text), 64)
	if err != nil || math.IsInf(f, 0) {
		return math.NaN()
	}
	return f
}

// points chooses the pair of properties and makes places in metres of them. Nodes without one are faults.
func (r *reader) points() {
	has := func(p place, i int) bool { return !math.IsNaN(p[i][0]) && !math.IsNaN(p[i][1]) }
	pair := -1
	for i := range pointNames {
		for _, p := range r.places {
			if pair < 0 && has(p, i) {
				pair = i
			}
		}
	}
	if pair < 0 {
		r.fault(spot{}, MissingPlace, locale.T("no node has a place"),
			locale.T("give every node X and Y, or INTPTLON and INTPTLAT"))
		return
	}
	names := pointNames[pair]
	x, y := make([]float64, len(r.places)), make([]float64, len(r.places))
	degrees, all := true, true
	for v, p := range r.places {
		x[v], y[v] = p[pair][0], p[pair][1]
		onGlobe := math.Abs(x[v]) <= 180 && math.Abs(y[v]) <= 90
		where := spot{fmt.Sprintf("node %d", v), r.ids[v]}
		switch {
		case !has(p, pair):
			r.fault(where, MissingPlace, locale.T("%s and %s are not both numbers", names.x, names.y),
				locale.T("give every node its place"))
			all = false
		case names.degrees && !onGlobe:
			r.fault(where, fault.BadNumber, locale.T("%s %g, %s %g is no place on earth", names.x, x[v], names.y, y[v]),
				locale.T("give longitude and latitude in degrees"))
			all = false
		}
		degrees = degrees && onGlobe
	}
	if !all {
		return
	}
	if degrees {
		project(x, y)
	}
	r.file.X, r.file.Y = x, y
}

// radius is that of the sphere with the area of the earth, in metres.
const radius = 6_371_007.2

// project makes metres on a plane of degrees of longitude and latitude, in place: Lambert's azimuthal equal-area
// projection of the sphere about the middle of the points (J. P. Snyder, Map Projections: A Working Manual, USGS
// Professional Paper 1395, 1987, p. 182). Between points of one country distances are right to a few parts in a
// hundred, which is what a sum of squares needs.
func project(lon, lat []float64) {
	const degree = math.Pi / 180
	var mx, my, mz float64 // the mean of the points in space, so that no meridian is a seam
	for v := range lon {
		l, b := lon[v]*degree, lat[v]*degree
		mx, my, mz = mx+math.Cos(b)*math.Cos(l), my+math.Cos(b)*math.Sin(l), mz+math.Sin(b)
	}
	l0, b0 := math.Atan2(my, mx), math.Atan2(mz, math.Hypot(mx, my))
	for v := range lon {
		l, b := lon[v]*degree-l0, lat[v]*degree
		// The square of the sine of half the angle from the middle; its opposite has no place on the plane.
		far := min(1-1e-12, (1-math.Sin(b0)*math.Sin(b)-math.Cos(b0)*math.Cos(b)*math.Cos(l))/2)
		k := radius / math.Sqrt(1-far)
		lon[v] = k * math.Cos(b) * math.Sin(l)
		lat[v] = k * (math.Cos(b0)*math.Sin(b) - math.Sin(b0)*math.Cos(b)*math.Cos(l))
	}
}

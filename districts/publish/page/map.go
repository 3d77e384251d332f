package page

import (
	"cmp"
	"context"
	"fmt"
	"image/color"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/colouring"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/albers"
	"github.com/okrug/okrug/geo/topology"
)

const (
	// side is the longer side of the map in millimetres of a drawing, which has ten units in each: so fine that what one
	// zooms in on has its lines.
	side = 6000
	// sheet is the longer side, in metres, of a sheet that would show the detail that the map has.
	sheet = 0.6
	// mostPositions bounds the lines: a ring position takes about seven bytes.
	mostPositions = 50_000
	// mostDrawn is how many units have lines of their own on the map.
	mostDrawn = 1500
	// width is how many units of the drawing a pixel has on a screen of usual width, before anybody zooms.
	width = 70
	// room is how many pixels there must be around the middle of a number.
	room = 9
	// shrunk is how many times as much room a district needs to show its number on the smallest screens too.
	shrunk = 3
)

// mapView is the map in units of a drawing, y downwards.
type mapView struct {
	tints          []color.RGBA // fills by class
	Width, Height  int
	Districts      []mapDistrict
	Open           string // path of the units without a district
	Units, Regions string // paths of the lines between units of one district, and of those between regions
	Badges         []badge

	projection albers.Projection
	low        orb.Point // south-western corner in projected metres
	scale      float64   // millimetres a metre
}

// mapDistrict is a district on the map.
type mapDistrict struct {
	Number, Class int
	Path          string
	X, Y, Room    int // place of its number and how far the outline is from there
	Tiny          bool
	Box           [4]int // west, north, east, south
}

// badge stands for the districts of a region that are too small for their numbers. Which these are changes with the
// size of the map, and the script with it.
type badge struct {
	X, Y       int
	Half, Wide int // half of its width and all of it, in pixels
	Text       string
	First      int   // number of the first district that it stands for
	Districts  []int // numbers of those that it may stand for on smaller screens
	Hidden     bool
}

// drawMap draws the districts. Neighbours have their lines from the same arcs.
func drawMap(ctx context.Context, p *districts.Plan) (*mapView, error) {
	units := make([]orb.MultiPolygon, len(p.Layer.Units))
	for u := range units {
		units[u] = p.Layer.Topology.Face(u)
	}
	m := &mapView{projection: p.Projection(units)}
	low, high := orb.Point{math.Inf(1), math.Inf(1)}, orb.Point{math.Inf(-1), math.Inf(-1)}
	for _, mp := range units {
		for _, polygon := range mp {
			for _, ll := range polygon[0] {
				q := m.projection.Point(ll)
				low = orb.Point{min(low[0], q[0]), min(low[1], q[1])}
				high = orb.Point{max(high[0], q[0]), max(high[1], q[1])}
			}
		}
	}
	extent := max(high[0]-low[0], high[1]-low[1])
	if !(extent > 0) {
		return m, nil
	}
	m.low, m.scale = low, side/extent
	m.Width, m.Height = m.units((high[0]-low[0])*m.scale), m.units((high[1]-low[1])*m.scale)
	g := topology.ForScale(extent / sheet)
	g.Positions = mostPositions
	faces := joined(p)
	t, _, err := p.Layer.Topology.Merge(faces.units).Generalise(ctx, g)
	if err != nil {
		return nil, err
	}
	m.drawDistricts(p, t, faces)
	m.drawLines(p, t, faces)
	m.drawBadges(p)
	return m, nil
}

// faces are the areas that have lines of their own: the units, or, where these are many, each district's part in a
// region.
type faces struct {
	units [][]int // of each face
	of    []int   // face of each unit
}

func joined(p *districts.Plan) faces {
	f := faces{of: make([]int, len(p.Layer.Units))}
	regionOf := districts.RegionOf(p.Layer)
	number := map[[2]int]int{}
	for u := range p.Layer.Units {
		part := [2]int{p.Of[u], regionOf[u]}
		if len(p.Layer.Units) <= mostDrawn {
			part = [2]int{u, 0}
		}
		n, known := number[part]
		if !known {
			n = len(f.units)
			number[part] = n
			f.units = append(f.units, nil)
		}
		f.units[n] = append(f.units[n], u)
		f.of[u] = n
	}
	return f
}

// shape is the area of some units, which are all those of their faces.
func (f faces) shape(t *topology.Topology, units []int) orb.MultiPolygon {
	var own []int
	for _, u := range units {
		own = append(own, f.of[u])
	}
	slices.Sort(own)
	return t.Dissolve(slices.Compact(own))
}

func (m *mapView) drawDistricts(p *districts.Plan, t *topology.Topology, f faces) {
	class, classes := colouring.Of(p)
	m.tints = drawing.Tints(classes)
	for i, d := range p.Districts {
		rings := m.rings(f.shape(t, d.Units))
		x := mapDistrict{Number: d.Number, Class: class[i] % len(m.tints),
			Path: (&drawing.Shape{Rings: rings}).Path()}
		at, away := drawing.Pole(rings, 1.3, side/1000)
		x.X, x.Y, x.Room = m.units(at[0]), m.units(at[1]), m.units(away)
		x.Tiny = x.Room < room*width
		_, b := drawing.Segments(rings, 1)
		if len(rings) > 0 {
			x.Box = [4]int{m.units(b.Min[0]), m.units(b.Min[1]), m.units(b.Max[0]), m.units(b.Max[1])}
		}
		m.Districts = append(m.Districts, x)
	}
	var open []int
	for u, d := range p.Of {
		if d == districts.Unassigned {
			open = append(open, u)
		}
	}
	if len(open) > 0 {
		m.Open = (&drawing.Shape{Rings: m.rings(f.shape(t, open))}).Path()
	}
}

func (m *mapView) drawLines(p *districts.Plan, t *topology.Topology, f faces) {
	regionOf := districts.RegionOf(p.Layer)
	lines := func(keep func(a, b int) bool) string {
		s := &drawing.Shape{}
		for _, l := range t.Lines(func(a, b int) bool {
			return a >= 0 && b >= 0 && keep(f.units[a][0], f.units[b][0])
		}) {
			s.Lines = append(s.Lines, m.line(l))
		}
		return s.Path()
	}
	m.Regions = lines(func(a, b int) bool { return regionOf[a] != regionOf[b] })
	m.Units = lines(func(a, b int) bool { return regionOf[a] == regionOf[b] && p.Of[a] == p.Of[b] })
}

// drawBadges puts a badge on the districts of each region that may have no room for their numbers, and on each such
// district across regions. Where two would hide each other the one with more districts stands.
func (m *mapView) drawBadges(p *districts.Plan) {
	groups := map[int][]int{}
	var order []int
	for i, d := range p.Districts {
		key := d.Region
		if key < 0 {
			key = -1 - i
		}
		if x := m.Districts[i]; x.Room >= shrunk*room*width || x.Path == "" {
			continue
		}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(groups[b]), len(groups[a])) })
	for _, key := range order {
		b := m.badgeOf(groups[key])
		b.Hidden = b.Hidden || slices.ContainsFunc(m.Badges, func(o badge) bool {
			return !o.Hidden && math.Abs(float64(o.X-b.X)) < float64((o.Half+b.Half)*width) &&
				math.Abs(float64(o.Y-b.Y)) < 22*width
		})
		m.Badges = append(m.Badges, b)
	}
}

// badgeOf is the badge of some districts: it shows those that are tiny, at the one of them with most room.
func (m *mapView) badgeOf(group []int) badge {
	var b badge
	var shown []int
	widest := -1
	for _, i := range group {
		x := m.Districts[i]
		b.Districts = append(b.Districts, x.Number)
		if !x.Tiny {
			continue
		}
		shown = append(shown, x.Number)
		if x.Room > widest {
			widest, b.X, b.Y = x.Room, x.X, x.Y
		}
	}
	b.First, b.Hidden, b.Text = b.Districts[0], len(shown) == 0, numbers(shown)
	b.Half = max(11, 4*len([]rune(b.Text))+5)
	b.Wide = 2 * b.Half
	return b
}

// numbers writes ascending numbers in short: 3–5, 9.
func numbers(list []int) string {
	out := ""
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		if i > 0 {
			out += ", "
		}
		out += fmt.Sprint(list[i])
		if j > i {
			out += "–" + fmt.Sprint(list[j])
		}
		i = j + 1
	}
	return out
}

func (m *mapView) units(mm float64) int { return int(math.Round(mm * 10)) }

// at is a position in units.
func (m *mapView) at(ll orb.Point) [2]int {
	q := m.point(ll)
	return [2]int{m.units(q[0]), m.units(q[1])}
}

func (m *mapView) point(ll orb.Point) orb.Point {
	q := m.projection.Point(ll)
	return orb.Point{(q[0] - m.low[0]) * m.scale, float64(m.Height)/10 - (q[1]-m.low[1])*m.scale}
}

func (m *mapView) line(l orb.LineString) orb.LineString {
	out := make(orb.LineString, len(l))
	for i, ll := range l {
		out[i] = m.point(ll)
	}
	return out
}

func (m *mapView) rings(mp orb.MultiPolygon) []orb.Ring {
	var out []orb.Ring
	for _, polygon := range mp {
		for _, r := range polygon {
			out = append(out, orb.Ring(m.line(orb.LineString(r))))
		}
	}
	return out
}

package generate

import (
	"math"
	"math/rand/v2"
)

// The plane is this wide and high, in metres.
const (
	width  = 3_000_000
	height = 1_700_000
)

// land says where land is: a mainland with a wavy coast, and islands.
type land struct {
	phase, wave [7]float64
	islands     [][3]float64 // x, y, radius
}

func newLand(r *rand.Rand) *land {
	l := &land{}
	for i := range l.phase {
		l.phase[i] = 2 * math.Pi * r.Float64()
		l.wave[i] = (0.3 + 0.7*r.Float64()) * 0.16 / float64(i+1)
	}
	for len(l.islands) < 5 {
		x, y := width*(0.04+0.92*r.Float64()), height*(0.06+0.88*r.Float64())
		if d := l.inside(x, y); d > 1.08 && d < 1.6 {
			l.islands = append(l.islands, [3]float64{x, y, 20_000 + 25_000*r.Float64()})
		}
	}
	return l
}

// inside is below 1 on the mainland and above it in the sea.
func (l *land) inside(x, y float64) float64 {
	dx, dy := (x-width/2)/(0.42*width), (y-height/2)/(0.40*height)
	angle := math.Atan2(dy, dx)
	shore := 1.0
	for i := range l.phase {
		shore += l.wave[i] * math.Cos(float64(i+1)*angle+l.phase[i])
	}
	return math.Hypot(dx, dy) / shore
}

func (l *land) on(x, y float64) bool {
	if l.inside(x, y) < 1 {
		return true
	}
	for _, i := range l.islands {
		if math.Hypot(x-i[0], y-i[1]) < i[2] {
			return true
		}
	}
	return false
}

// sea is a grid of shaken points off the coast, finer in finer countries, so that coasts are drawn between points.
func (l *land) sea(r *rand.Rand, units int) (points [][2]float64) {
	columns := int(math.Max(40, math.Min(160, math.Sqrt(float64(units))/1.5)))
	step := float64(width) / float64(columns)
	for y := step / 2; y < height; y += step {
		for x := step / 2; x < width; x += step {
			px, py := x+step*0.5*(r.Float64()-0.5), y+step*0.5*(r.Float64()-0.5)
			if !l.on(px, py) {
				points = append(points, [2]float64{px, py})
			}
		}
	}
	return points
}

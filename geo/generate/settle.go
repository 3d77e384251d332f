package generate

import (
	"math"
	"math/rand/v2"
	"slices"
)

// voters of a mean unit.
const voters = 1200

// point is a unit before it has a shape.
type point struct {
	x, y       float64
	voters     int64
	settlement int
	area       [levels]int
}

// town is a settlement.
type town struct {
	x, y  float64
	units int
}

// settle places settlements of Pareto sizes until there are n units in them, and the units in the settlements.
func settle(r *rand.Rand, l *land, n int) []point {
	lines := make([][4]float64, 6)
	for i := range lines {
		lines[i] = [4]float64{width * r.Float64(), height * r.Float64(), width * r.Float64(), height * r.Float64()}
	}
	most := math.Max(3, 0.12*float64(n))
	var towns []town
	for _, i := range l.islands {
		towns = append(towns, town{i[0], i[1], 1 + r.IntN(max(2, n/2000))})
	}
	left := n
	for _, t := range towns {
		left -= t.units
	}
	for left > 0 {
		// The share of settlements above s units falls as 1/s.
		size := math.Pow(1-r.Float64(), -1/1.05) * 0.35
		t := town{units: int(math.Ceil(math.Min(size, most)))}
		t.units = min(t.units, left)
		t.x, t.y = place(r, l, lines)
		towns = append(towns, t)
		left -= t.units
	}
	points := make([]point, 0, n)
	for s, t := range towns {
		points = t.fill(r, points, s)
	}
	return points
}

// place draws a place on land, two thirds of them near the lines. Within a wide steppe few remain.
func place(r *rand.Rand, l *land, lines [][4]float64) (x, y float64) {
	for {
		if r.IntN(3) > 0 {
			s := lines[r.IntN(len(lines))]
			t := r.Float64()
			x = s[0] + t*(s[2]-s[0]) + 45_000*r.NormFloat64()
			y = s[1] + t*(s[3]-s[1]) + 45_000*r.NormFloat64()
		} else {
			x, y = width*r.Float64(), height*r.Float64()
		}
		steppe := math.Hypot((x-0.45*width)/(0.2*width), (y-0.5*height)/(0.22*height)) < 1
		if l.inside(x, y) < 0.99 && (!steppe || r.IntN(8) == 0) {
			return x, y
		}
	}
}

// fill puts a town's units on a spiral: close together, closer in the middle.
func (t town) fill(r *rand.Rand, points []point, settlement int) []point {
	golden := math.Pi * (3 - math.Sqrt(5))
	turn := 2 * math.Pi * r.Float64()
	for i := range t.units {
		radius := 250 * math.Pow(float64(i), 0.55)
		angle := turn + golden*float64(i)
		p := point{settlement: settlement}
		p.x = t.x + radius*math.Cos(angle) + 60*r.NormFloat64()
		p.y = t.y + radius*math.Sin(angle) + 60*r.NormFloat64()
		spread := 0.25
		if t.units == 1 {
			spread = 0.9 // villages differ more than precincts do
		}
		p.voters = int64(math.Max(20, math.Min(3000, voters*math.Exp(spread*r.NormFloat64()-spread*spread/2))))
		if t.units == 1 {
			p.voters = max(20, p.voters/2)
		}
		points = append(points, p)
	}
	return points
}

// nest gives every settlement its commune, every commune its raion, every raion its region: the nearest centre, which
// is one of the larger settlements.
func nest(r *rand.Rand, points []point) {
	type centre struct {
		x, y  float64
		units int
	}
	var towns []centre
	for _, p := range points {
		if p.settlement == len(towns) {
			towns = append(towns, centre{x: p.x, y: p.y})
		}
		towns[p.settlement].units++
	}
	// About six settlements a commune; regions grow in number much more slowly than the country, raions between.
	var counts [levels]int
	counts[Region] = int(20 * math.Pow(float64(len(points))/10_000, 0.35))
	counts[Commune] = len(towns)/6 + 1
	counts[Raion] = int(math.Sqrt(float64(counts[Region] * counts[Commune])))
	below := towns
	up := make([][]int, levels) // up[l][i]: the area of level l-1 that area i of level l lies in
	for l := Settlement; l > Region; l-- {
		count := max(1, min(len(below), counts[l-1]))
		bySize := make([]int, len(below))
		for i := range bySize {
			bySize[i] = i
		}
		// The largest, and others at random, so that centres are spread over the country.
		r.Shuffle(len(bySize), func(i, j int) { bySize[i], bySize[j] = bySize[j], bySize[i] })
		slices.SortStableFunc(bySize[:min(len(bySize), 3*count)],
			func(a, b int) int { return below[b].units - below[a].units })
		var centres []centre
		for _, i := range bySize[:count] {
			centres = append(centres, centre{x: below[i].x, y: below[i].y})
		}
		index := newGrid(len(centres), func(i int) (float64, float64) { return centres[i].x, centres[i].y })
		up[l] = make([]int, len(below))
		for i, b := range below {
			c := index.nearest(b.x, b.y)
			up[l][i] = c
			centres[c].units += b.units
		}
		below = centres
	}
	for i := range points {
		a := points[i].settlement
		points[i].area[Settlement] = a
		for l := Settlement; l > Region; l-- {
			a = up[l][a]
			points[i].area[l-1] = a
		}
	}
}

// order sorts units by area, from the region down, and numbers areas in that order.
func order(points []point) {
	slices.SortStableFunc(points, func(a, b point) int { return slices.Compare(a.area[:], b.area[:]) })
	for l := range levels {
		number := map[int]int{}
		for i := range points {
			a := points[i].area[l]
			if _, known := number[a]; !known {
				number[a] = len(number)
			}
			points[i].area[l] = number[a]
		}
	}
}

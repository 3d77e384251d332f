package generate

import (
	"fmt"
	"math/rand/v2"
)

// Levels of areas, the largest first.
const (
	Region = iota
	Raion
	Commune
	Settlement
	levels
)

// Options say what to make. The zero value makes 1 000 units from seed 0.
type Options struct {
	Units int
	Seed  uint64
}

// Country is a made-up country. Units are in the order of their codes, so that areas are runs of units.
type Country struct {
	Units []Unit
	// Areas are the codes of the areas of each level.
	Areas [levels][]string
	// Borders are sorted by A, then B.
	Borders []Border
	// Rings are the units' outlines, anticlockwise and closed, in degrees of longitude and latitude.
	Rings [][][2]float64
}

// Unit is one unit.
type Unit struct {
	Code   string
	Voters int64
	// Area is the number of its area on each level.
	Area [levels]int
	// X and Y are metres east and north of the country's south-western corner, on a plane.
	X, Y float64
}

// Border is a common border of two units, A < B; a link has no length.
type Border struct {
	A, B   int
	Metres float64 // on the plane
}

// Generate makes a country. The same options give the same country on every machine of the same architecture.
func Generate(o Options) (*Country, error) {
	if o.Units == 0 {
		o.Units = 1000
	}
	if o.Units < 100 {
		return nil, fmt.Errorf("%d units; a country needs at least 100", o.Units)
	}
	r := rand.New(rand.NewPCG(o.Seed, 0x6f6b727567))
	land := newLand(r)
	points := settle(r, land, o.Units)
	nest(r, points)
	order(points)
	m := newMesh(r, points, land.sea(r, o.Units))
	c := &Country{}
	c.name(points)
	m.borders(c)
	m.rings(r, c)
	c.link()
	return c, nil
}

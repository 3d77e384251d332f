package generate

import (
	"math/rand/v2"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Levels of areas, the largest first.
const (
	Region = iota
	Raion
	Commune
	Settlement
	levels
)

// MinUnits is the least number of units of a country: fewer would leave nothing of its cities, steppe and islands.
const MinUnits = 100

// MaxUnits is the greatest: more than any country has precincts, and as many as fit into memory.
const MaxUnits = 3_000_000

// Options say what to make.
type Options struct {
	Units int // MinUnits to MaxUnits
	Seed  uint64
}

// Country is a made-up country. Units are in the order of their codes, so that areas are runs of units.
type Country struct {
	Units []Unit
	// Areas are the codes of the areas of each level.
	Areas [levels][]string
	// Borders are those that package geo finds in the units' outlines, and links that join the parts of every region
	// and of the country. They are sorted by A, then B.
	Borders []geo.Border
	// Rings are the units' outlines, anticlockwise and closed, in degrees of longitude and latitude.
	Rings [][][2]float64
	moved bool
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

// Generate makes a country. The same options give the same country on every machine of the same architecture.
func Generate(o Options) (*Country, error) {
	if o.Units < MinUnits {
		return nil, locale.Errorf("%d {1|unit|units}; a country needs at least %d", o.Units, MinUnits)
	}
	if o.Units > MaxUnits {
		return nil, locale.Errorf("%d {1|unit|units}; at most %d are made up", o.Units, MaxUnits)
	}
	r := rand.New(rand.NewPCG(o.Seed, 0x6f6b727567))
	land := newLand(r)
	points := settle(r, land, o.Units)
	nest(r, points)
	order(points)
	m := newMesh(r, points, land.sea(r, o.Units))
	c := &Country{}
	c.name(points)
	m.draw(r, c)
	c.link()
	return c, nil
}

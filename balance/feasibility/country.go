package feasibility

import (
	"errors"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/geo/locale"
)

// Country is what is divided: units with the numbers that a rule counts, in regions with seats.
type Country struct {
	Graph   *graph.Graph
	Regions []string // ids
	Of      []int    // region of every unit
	Seats   []int    // of every region, 0 or more
}

// Check names what is wrong with the country, nil if nothing is.
func (c *Country) Check() error {
	var errs []error
	n := c.Graph.Len()
	if len(c.Of) != n {
		return locale.Errorf("regions of %d {1|unit|units}, the graph has %d", len(c.Of), n)
	}
	if len(c.Seats) != len(c.Regions) {
		return locale.Errorf("seats of %d {1|region|regions}, there are %d", len(c.Seats), len(c.Regions))
	}
	units := make([]int, len(c.Regions))
	for v, r := range c.Of {
		if r < 0 || r >= len(c.Regions) {
			errs = append(errs, locale.Errorf("unit %s is in no region", c.Graph.IDs[v]))
			continue
		}
		units[r]++
	}
	for r, id := range c.Regions {
		if units[r] == 0 {
			errs = append(errs, locale.Errorf("region %s has no unit", id))
		}
		if c.Seats[r] < 0 {
			errs = append(errs, locale.Errorf("region %s has %d {2|seat|seats}", id, c.Seats[r]))
		}
	}
	return errors.Join(errs...)
}

// checkCounts is Check for questions about shares of what is counted, of which there must be some.
func (c *Country) checkCounts() error {
	if err := c.Check(); err != nil {
		return err
	}
	if c.Graph.Total() == 0 {
		return locale.Errorf("the units have nothing of what the rule counts, so that there are no shares of it")
	}
	return nil
}

// voters of every region.
func (c *Country) voters() []int64 {
	out := make([]int64, len(c.Regions))
	for v, r := range c.Of {
		out[r] += c.Graph.Voters[v]
	}
	return out
}

// units of a set of regions, ascending.
func (c *Country) units(in func(region int) bool) []int {
	var out []int
	for v, r := range c.Of {
		if in(r) {
			out = append(out, v)
		}
	}
	return out
}

// AllSeats is the number of seats of the country.
func (c *Country) AllSeats() int {
	n := 0
	for _, s := range c.Seats {
		n += s
	}
	return n
}

// borders are the regions that each region touches, as sets of bits. At most 64 regions.
func (c *Country) borders() []uint64 {
	out := make([]uint64, len(c.Regions))
	for _, e := range c.Graph.Edges {
		if a, b := c.Of[e.U], c.Of[e.V]; a != b {
			out[a] |= 1 << b
			out[b] |= 1 << a
		}
	}
	return out
}

// part is a piece of the country that is divided by itself.
type part struct {
	id    string
	units []int // of the country's graph
	graph *graph.Graph
}

// part cuts out the units of some regions, in the order of the country's. Edges to other units are gone.
func (c *Country) part(id string, in func(region int) bool) *part {
	units := c.units(in)
	return &part{id, units, c.Graph.Sub(units)}
}

func (c *Country) regionParts() []*part {
	out := make([]*part, len(c.Regions))
	for r, id := range c.Regions {
		out[r] = c.part(id, func(x int) bool { return x == r })
	}
	return out
}

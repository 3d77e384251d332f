package certificate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	"github.com/okrug/okrug/balance/graph"
)

// Objective names what the plans of a question are compared by.
type Objective string

const (
	// CutEdges is the number of edges between districts.
	CutEdges Objective = "cut-edges"
	// Border is the sum of the lengths of the edges between districts.
	Border Objective = "border"
	// Deviation is the largest |den*voters - num| of a district, where num/den is the quota.
	Deviation Objective = "deviation"
)

// Question is what the claim is about: divide the units of a graph into Seats connected districts with Lower to Upper
// voters each, both inclusive, as the locks demand.
type Question struct {
	// Graph may be nil only for kinds of evidence that need no units, such as arithmetic on totals.
	Graph *Graph `json:"graph,omitempty"`
	Seats int    `json:"seats"`
	Lower int64  `json:"lower"`
	Upper int64  `json:"upper"`
	// PerDistrict is how many seats each district has, where that is more than one: for the reader. All seats that are
	// counted, here and in evidence, are districts then.
	PerDistrict int `json:"seats_per_district,omitempty"`
	// Objective may be empty where the claim is about the existence or the number of plans alone.
	Objective Objective `json:"objective,omitempty"`
	// Quota is the pair num, den for the deviation: the quota is num/den voters, both positive.
	Quota *[2]int64 `json:"quota,omitempty"`

	// Fixed are pairs unit, district: the unit must be in that district.
	Fixed [][2]int `json:"fixed,omitempty"`
	// Together are groups of units that must share a district.
	Together [][]int `json:"together,omitempty"`
	// Finished are districts that consist of exactly the units fixed to them.
	Finished []int `json:"finished,omitempty"`
}

// Graph is a graph as figures in a file.
type Graph struct {
	// SHA256 is the hash of Canonical in hexadecimal. Readers compare it to see which graph a certificate is about.
	SHA256 string `json:"sha256"`
	// Scale is graph.Graph.Scale.
	Scale float64 `json:"scale"`
	Units []Unit  `json:"units"`
	// Edges are triples first unit, second unit, length; first < second, sorted.
	Edges [][3]int64 `json:"edges"`
}

// Unit is a node of the graph.
type Unit struct {
	ID     string `json:"id"`
	Voters int64  `json:"voters"`
}

// NewGraph takes the figures of a graph and hashes them.
func NewGraph(g *graph.Graph) *Graph {
	c := &Graph{Scale: g.Scale, Units: make([]Unit, g.Len()), Edges: make([][3]int64, len(g.Edges))}
	for i, v := range g.Voters {
		c.Units[i] = Unit{g.IDs[i], v}
	}
	for i, e := range g.Edges {
		c.Edges[i] = [3]int64{int64(e.U), int64(e.V), e.Length}
	}
	c.SHA256 = c.Hash()
	return c
}

// canonical is the text that SHA256 hashes: a line "units N edges M scale S", a line with voters and quoted id for
// each unit, a line with both ends and the length for each edge.
func (g *Graph) canonical() []byte {
	b := fmt.Appendf(nil, "units %d edges %d scale %s\n", len(g.Units), len(g.Edges),
		strconv.FormatFloat(g.Scale, 'g', -1, 64))
	for _, u := range g.Units {
		b = fmt.Appendf(b, "%d %q\n", u.Voters, u.ID)
	}
	for _, e := range g.Edges {
		b = fmt.Appendf(b, "%d %d %d\n", e[0], e[1], e[2])
	}
	return b
}

// Hash is the SHA-256 of Canonical in hexadecimal.
func (g *Graph) Hash() string {
	h := sha256.Sum256(g.canonical())
	return hex.EncodeToString(h[:])
}

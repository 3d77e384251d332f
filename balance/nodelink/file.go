package nodelink

import "github.com/okrug/okrug/balance/graph"

// LengthScale is the number of the graph's whole length units per unit of shared_perim.
const LengthScale = 1e9

// File is what a node-link file says.
type File struct {
	Graph *graph.Graph
	Name  string
	// Districts, Lower and Upper are the question; 0 where the file does not ask it.
	Districts    int
	Lower, Upper int64
	// HasLengths says that every link states its border length.
	HasLengths bool
	// Parents has one level for each property in Options.Parents: the number of each node's parent in order of first
	// appearance, -1 where a node has none.
	Parents [][]int
	// ParentNames are the values that the numbers in Parents stand for.
	ParentNames [][]string
	// X and Y are the nodes' places in metres on a plane; nil without Options.Points.
	X, Y []float64
}

// Options name the properties to read. The zero value reads population and shared_perim, no parents and no points.
type Options struct {
	Voters  string // default population
	Length  string // default shared_perim
	Parents []string
	// Points reads places of nodes from X and Y, C_X and C_Y, or INTPTLON and INTPTLAT (with 10 or 20 behind it too), as
	// numbers or as texts. INTPTLON and INTPTLAT are degrees, the others where all of them can be; degrees are projected
	// onto a plane in metres. A node without a place is a fault.
	Points bool
}

func (o Options) withDefaults() Options {
	if o.Voters == "" {
		o.Voters = "population"
	}
	if o.Length == "" {
		o.Length = "shared_perim"
	}
	return o
}

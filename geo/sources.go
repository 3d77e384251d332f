package geo

import (
	"io"

	"okrug/geo/topology"
)

// File is an input with the name by which faults speak of it.
type File struct {
	Name string
	Data io.Reader
}

// UnitColumns says which property of a unit is what. An empty name means that the file has none.
type UnitColumns struct {
	ID           string // required
	Region       string // empty: all units belong to the only region
	Kind         string
	Names        map[string]string // language -> property
	Voters       string
	VotersStatus string
	Parents      []string          // from the largest area to the smallest
	Columns      map[string]string // further whole numbers: name -> property
}

// RegionColumns says which property of a region is what. An empty name means that the file has none.
type RegionColumns struct {
	ID           string // required
	Kind         string
	Names        map[string]string
	Voters       string
	VotersStatus string
	VotersAsOf   string
	Seats        string
	// Order lists all region ids in the order in which districts are numbered; empty means file order.
	Order []string
}

// PlaceColumns says which property of a place is what. An empty name means that the file has none.
type PlaceColumns struct {
	ID         string
	Names      map[string]string
	Population string
	Unit       string // empty: the unit that the place lies in
	Region     string
}

// Link states that two units without a common border count as neighbours, as a ferry or a bridge makes them.
type Link struct {
	A, B   string // unit ids
	Reason string
}

// Finer is a file of units that take the place of larger ones: of each unit that its features name, all parts, and of any
// number of units. Region, order of parents and, unless Columns names it, the kind come from the larger unit.
type Finer struct {
	File    File
	Columns UnitColumns // Region and Parents are not used
	Unit    string      // property with the id of the unit that a feature is part of
	// Rescale says that the figures under Columns.Voters are shares, such as residents, by which the larger unit's voters are
	// given to its parts, in whole numbers by largest remainder. Otherwise they must add up to the larger unit's voters.
	Rescale bool
}

// Sources are the inputs of a layer.
type Sources struct {
	// Name is the file that names the links and the order of regions, for faults in them; empty means "scenario".
	Name        string
	Units       File
	UnitColumns UnitColumns
	// Regions may be nil: regions are then those that units name, in the order in which they first do.
	Regions       *File
	RegionColumns RegionColumns
	Places        *File // may be nil
	PlaceColumns  PlaceColumns
	Links         []Link
	// Finer units take the place of those they are part of. All units then have one more parent than UnitColumns.Parents
	// names, the last: the id of the unit they are part of, "" where there is none.
	Finer []Finer
	// Voters, a CSV file with unit_id, voters and, if there is one, voters_status, stands in for the units' own figures,
	// which are then not read.
	Voters    *File
	Tolerance Tolerance
	// Progress is called now and then with what is being done and how many features have been read.
	Progress func(stage string, features int)
}

// Tolerance says how small an overlap of units or a gap between them must be to be a note and no fault. The zero value is
// the default: a mean width of at most 20 m, an area of at most 1 km², and at most 1 % of the area of every unit
// concerned. Such slivers come of lines drawn twice. They do not part neighbours: the common area of an overlap goes to the unit that
// comes first in the file; a gap becomes part of the unit with the longest border on it, or is shared out among them where there are three or
// more, so that units across it share a line. Units that meet along such a sliver only, and for no more than Width, do not count as neighbours.
// A negative figure lets no sliver pass.
type Tolerance struct {
	Width float64 // metres; an area's mean width is twice the area by its perimeter
	Area  float64 // square metres
	Share float64 // of the area of a unit
	// Snap, in degrees, is how far a vertex may lie from a neighbour's line and still be on it; 0 means
	// topology.DefaultTolerance, 9 mm.
	Snap float64
	// Gaps says that larger gaps inside a region are meant, such as lakes that belong to no unit: they become notes.
	Gaps bool
}

func (t Tolerance) orDefault() Tolerance {
	if t.Width == 0 {
		t.Width = 20
	}
	if t.Area == 0 {
		t.Area = 1e6
	}
	if t.Share == 0 {
		t.Share = 0.01
	}
	if t.Snap == 0 {
		t.Snap = topology.DefaultTolerance
	}
	return t
}

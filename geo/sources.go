package geo

import (
	"io"
	"math"

	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/topology"
	"github.com/okrug/okrug/geo/voters"
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
	FullNames  map[string]string // language -> property
	SeatOf     string            // ids of units and regions, joined by SeatsBy
	Covers     string
}

// SeatsBy stands between the ids of a place's property SeatOf.
const SeatsBy = "|"

// Link states that two units without a common border count as neighbours, as a ferry or a bridge makes them.
// Among unlinks it states that two units with a common border do not, as a river without a bridge parts them.
type Link struct {
	A, B   string // unit ids
	Reason string
}

// VotersTable is how a table of voters is read that is not plain, and what reading it has given.
type VotersTable struct {
	Columns   voters.Columns
	Decisions *voters.Decisions // which units doubtful rows mean; nil for none

	// Plain is set by Read where the file was not plain: what it says, as a plain one.
	Plain []byte
	// Doubts are set by Read: the rows for which somebody must decide.
	Doubts []voters.Doubt
}

// Finer is a file of units that take the place of larger ones: of each unit that its features name, all parts, and of
// any number of units. Region, order of parents and, unless Columns names it, the kind come from the larger unit. Where
// any feature is a point, they are settlements, and each gets the part of its unit that is nearest to it.
type Finer struct {
	File    File
	Columns UnitColumns // Region and Parents are not used
	// Unit is the property with the id of the unit that a feature is part of. Settlements may do without: they are part
	// of the unit that they lie in.
	Unit string
	// Rescale says that the figures under Columns.Voters are shares, such as residents, by which the larger unit's
	// voters are given to its parts, in whole numbers by largest remainder. Otherwise they must add up to the larger
	// unit's voters.
	Rescale bool
}

// Settlements is a file of places with voters, points or areas, that are the units: each gets the part of its region
// that is nearest to it, and an area keeps its own. Columns.Region is the property with the id or a name of the
// settlement's region; where it is not named, or a settlement has none, it is the region that the settlement lies in.
// Columns.Parents are read from the file.
type Settlements struct {
	File    File
	Columns UnitColumns
}

// Adjacency says which settlements of one unit or region are neighbours.
type Adjacency string

// The kinds of adjacency. The zero value is ByTerritory.
const (
	// ByTerritory are those whose parts have a line in common.
	ByTerritory Adjacency = "territory"
	// ByGabriel are those that see each other: no third settlement lies in the circle with the two at its ends (a Gabriel
	// graph, see package nearest). Their border is what they have of a common line. Rests of units, and settlements of
	// different units, are neighbours by territory.
	ByGabriel Adjacency = "gabriel"
)

// Sources are the inputs of a layer.
type Sources struct {
	// Name is the file that names the links and the order of regions, for faults in them; empty means "scenario".
	Name        string
	Units       File
	UnitColumns UnitColumns
	// Settlements stand in for Units, which are then not read, and need Regions with areas.
	Settlements *Settlements
	Adjacency   Adjacency // of settlements, here and among finer units
	// Regions may be nil: regions are then those that units name, in the order in which they first do.
	Regions       *File
	RegionColumns RegionColumns
	Places        *File // may be nil
	PlaceColumns  PlaceColumns
	Base          *File // what maps show around and under the units; may be nil
	BaseColumns   BaseColumns
	Links         []Link
	// Unlinks are pairs of units with a common border that do not count as neighbours.
	Unlinks []Link
	// Finer units take the place of those they are part of. All units then have one more parent than
	// UnitColumns.Parents names, the last: the id of the unit they are part of, "" where there is none.
	Finer []Finer
	// Voters stands in for the units' own figures, which are then not read: a CSV file with unit_id, voters and, if there
	// is one, voters_status, or a table as people keep it, in text or in a workbook (package voters).
	Voters *File
	// VotersTable says how such a table is read; nil says nothing.
	VotersTable *VotersTable
	// Elsewhere are voters without territory that count in units beside their own; nil for none.
	Elsewhere *ElsewhereTable
	Tolerance Tolerance
	// Progress is called now and then with what is being done and how many features have been read.
	Progress func(stage locale.Text, features int)
}

// Tolerance says how far apart lines may lie that were drawn twice and are meant to be one. The zero value is the
// default: a width of at most 20 m, whatever the area, and, for overlaps, 1 % of the area of either unit. Such slivers,
// gaps or overlaps, closed or open to the outside, do not part neighbours: units whose lines lie within the width of
// one another for more than 1.5 widths have a border, and so have those that draw a common line, however short. Pieces
// of slivers become part of one of the units along them. A negative figure lets no sliver pass.
type Tolerance struct {
	Width float64 // metres
	Area  float64 // square metres, of one piece; 0 means any
	Share float64 // of the area of a unit, that it may have in common with another
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
		t.Area = math.Inf(1)
	}
	if t.Share == 0 {
		t.Share = 0.01
	}
	if t.Snap == 0 {
		t.Snap = topology.DefaultTolerance
	}
	return t
}

package geo

import (
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/topology"
)

// Names holds one name per language.
type Names = locale.Names

// Undetermined is the tag of a name in no language. Units and regions that their file does not name have their id for a
// name under it, so that no output has to think of those without one.
const Undetermined = locale.Undetermined

// orID is n, or the id in its place where there is no name.
func orID(n Names, id string) Names {
	if n.In(Undetermined) == "" {
		return Names{Undetermined: id}
	}
	return n
}

// Unit is the smallest piece that is assigned to a district: a raion, a city, a city district, a precinct.
type Unit struct {
	ID       string // as the source gives it, e.g. a KATO code
	RegionID string
	Kind     string
	Names    Names // never empty where the unit was read
	// Parents are the administrative areas the unit nests in below its region, from the largest to the smallest.
	Parents []string
	// Voters are registered voters. VotersStatus says how the figure was come by ("estimated", "official", ...).
	Voters       int64
	VotersStatus string
	// Columns are further whole-number properties, by the name the scenario gives them ("population", ...).
	Columns map[string]int64
	// Place is where the settlement lies that the unit is, nil for other units.
	Place *orb.Point
	// Rest is whether the unit is what one has beside the settlements that it is divided into.
	Rest bool
	// Feature is the unit's place in its file, counted from 0.
	Feature int
}

// Region is a first-level area that receives seats.
type Region struct {
	ID    string
	Kind  string
	Names Names // never empty where the region was read
	// Voters is the figure stated for the region itself; HasVoters is false where none is stated.
	Voters       int64
	HasVoters    bool
	VotersStatus string
	VotersAsOf   string
	// SeatsEnacted are the seats of the plan in force, 0 where not stated.
	SeatsEnacted int
	Feature      int
}

// Place is a town or village, used for centres and labels. Where there is no file of places, those settlements are that
// are units, with the ids of these.
type Place struct {
	ID         string
	Names      Names
	Point      orb.Point
	Population int64 // 0 where not known
	UnitID     string
	RegionID   string
	// FullNames are its names with the word for what it is ("город Шу"), where the file has them.
	FullNames Names
	// SeatOf are the ids of the units and regions whose administration sits in it.
	SeatOf []string
	// Covers is the id of the region that is this place: one city, and its units are the city's parts; "" for none.
	Covers string
}

// Border is a common border of two units, or a link the scenario states where there is none.
type Border struct {
	A, B   int     // unit numbers in the layer, A < B
	Metres float64 // length of the common border on the ellipsoid, 0 for a link
	Link   bool
	// Computed says of a link that no scenario states it: the shortest way between parts of what is divided among
	// settlements, or two of these that see each other across what is not theirs.
	Computed bool
	Reason   string // of a link
}

// Layer is a set of units with their regions and the topology of their lines. Invariants:
//   - Units are in file order, regions in the order in which districts are numbered;
//   - every unit's RegionID is the ID of one region, and every region has a unit;
//   - face i of the topology is unit i;
//   - borders are sorted by A, then B, and unique.
type Layer struct {
	Units   []Unit
	Regions []Region
	// Divided are the units that finer ones have taken the place of, in file order. They are the last of the parents of
	// those.
	Divided []Unit
	Places  []Place
	Base    []BaseFeature // in file order
	// Elsewhere are voters without territory, in the order of their file. Those of a unit are among its Voters.
	Elsewhere []Elsewhere
	Topology  *topology.Topology
	Borders   []Border
	// Near are the pairs of which it hangs on the tolerance whether they are neighbours, sorted as borders are.
	Near []Near
}

// RegionIDs are the ids of the regions, in their order.
func (l *Layer) RegionIDs() []string {
	ids := make([]string, len(l.Regions))
	for i, r := range l.Regions {
		ids[i] = r.ID
	}
	return ids
}

// Computed reports whether lines of a unit are computed: those of settlements that are points, and of what is left of a
// unit beside settlements, are half-way between these.
func (u *Unit) Computed() bool { return u.Place != nil || u.Rest }

// HasComputed reports whether any unit has lines that are computed.
func (l *Layer) HasComputed() bool {
	return slices.ContainsFunc(l.Units, func(u Unit) bool { return u.Computed() })
}

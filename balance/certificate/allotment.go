package certificate

// KindAllotment and KindClusters are proofs about regions by their voters alone.
const (
	KindAllotment = "allotment"
	KindClusters  = "clusters"
)

func init() {
	kinds[KindAllotment] = func() Evidence { return new(Allotment) }
	kinds[KindClusters] = func() Evidence { return new(Clusters) }
}

// RegionVoters is one region with its voters.
type RegionVoters struct {
	ID     string `json:"id"`
	Voters int64  `json:"voters"`
}

// Allotment says that Question.Seats districts cannot be shared among the regions so that each has at least one of its
// own and all keep the bounds. A region fits a number of districts if so many can share its voters, unless Refuted
// shows that its units cannot; no choice of one fitting number for each region adds up to the seats.
type Allotment struct {
	Figures *RuleBounds    `json:"figures"`
	Regions []RegionVoters `json:"regions"` // all regions of the scope
	// Refuted are numbers of districts that a region's units cannot make within the bounds.
	Refuted []RefutedSeats `json:"refuted,omitempty"`
}

// RefutedSeats is a number of districts that a region cannot have, with the proof, which holds all units of the region.
type RefutedSeats struct {
	Region      string       `json:"region"`
	Seats       int          `json:"seats"`
	Certificate *Certificate `json:"certificate"`
}

// Kind implements Evidence.
func (*Allotment) Kind() string { return KindAllotment }

// Clusters says that the regions cannot be divided into Clusters or more connected sets, each of which a whole number
// of districts within the bounds can share, with Question.Seats districts in all. The checker tries all divisions.
type Clusters struct {
	Figures  *RuleBounds    `json:"figures"`
	Regions  []RegionVoters `json:"regions"`
	Borders  [][2]int       `json:"borders"` // pairs of regions that touch, by their numbers from 0
	Clusters int            `json:"clusters"`
}

// Kind implements Evidence.
func (*Clusters) Kind() string { return KindClusters }

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
// own and all keep the bounds: some region fits no number of districts, or the least numbers that fit add up to more
// than the seats, or the greatest to fewer.
type Allotment struct {
	Figures *Figures       `json:"figures"`
	Regions []RegionVoters `json:"regions"` // all regions of the scope
}

// Kind implements Evidence.
func (*Allotment) Kind() string { return KindAllotment }

// Clusters says that the regions cannot be divided into Clusters or more connected sets, each of which a whole number of
// districts within the bounds can share, with Question.Seats districts in all. The checker tries all divisions.
type Clusters struct {
	Figures  *Figures       `json:"figures"`
	Regions  []RegionVoters `json:"regions"`
	Borders  [][2]int       `json:"borders"` // pairs of regions that touch, by their numbers from 0
	Clusters int            `json:"clusters"`
}

// Kind implements Evidence.
func (*Clusters) Kind() string { return KindClusters }

package problem

import "github.com/okrug/okrug/balance/graph"

// Difference is how many voters have a different district in two plans, districts paired so that they are the fewest.
func (p *Problem) Difference(a, b []int) int64 {
	common := make([][]int64, p.Seats)
	for d := range common {
		common[d] = make([]int64, p.Seats)
	}
	for v, w := range p.Graph.Voters {
		common[a[v]][b[v]] += w
	}
	_, same := graph.Assign(common)
	return p.Graph.Total() - same
}

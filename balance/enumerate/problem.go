package enumerate

import (
	"errors"
	"fmt"
	"math/big"

	"okrug/balance/graph"
)

// Free marks a node without a district in Locks.Fixed, and a node without a parent in Problem.Parents.
const Free = -1

// MaxNodes is the largest number of nodes, after nodes locked together are merged, that the search accepts.
const MaxNodes = 1024

// ErrTooLarge is returned for graphs of more than MaxNodes nodes; nothing is enumerable there.
var ErrTooLarge = errors.New("the graph is too large to enumerate")

// Problem asks for the divisions of a graph into Districts connected districts of Lower to Upper voters, both
// inclusive. No district is empty. The graph need not be connected.
type Problem struct {
	Graph     *graph.Graph
	Districts int
	Lower     int64
	Upper     int64
	// Accept, where set, restricts the smallest and the largest district of a plan together. It must be monotone: a pair
	// that it accepts makes it accept every pair in between. It is called by several goroutines at once.
	Accept func(smallest, largest int64) bool
	// Quota is the number of voters per district from which deviations are measured; nil is the mean of the graph.
	Quota *big.Rat
	// Parents are levels of areas that should stay whole, the most important level in front: for each level one entry
	// per node, the number of its parent or Free.
	Parents [][]int
	Locks   Locks
	// Start is a plan in force: the number of each node's district, below Districts, or Free. With Keep it costs Keep[v]
	// to give node v another number than Start[v]; free numbers then go to districts so that the sum is least.
	Start []int
	Keep  []int64
}

// Locks are what has been decided already.
type Locks struct {
	// Fixed gives nodes the number of their district, 0 to Districts-1, or Free. Nil fixes none.
	Fixed []int
	// Together lists groups of nodes that must share a district, whichever it is.
	Together [][]int
	// Finished lists districts that consist of exactly the nodes fixed to them.
	Finished []int
}

// check reports every fault of the problem's form.
func (p *Problem) check() error {
	if p.Graph == nil {
		return errors.New("no graph")
	}
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	n, k := p.Graph.Len(), p.Districts
	if k < 1 {
		bad("%d districts; at least one is needed", k)
	}
	if f := p.Locks.Fixed; f != nil && len(f) != n {
		bad("fixed districts for %d nodes of %d", len(f), n)
	} else {
		for v, d := range f {
			if d != Free && (d < 0 || d >= k) {
				bad("node %s is fixed in district %d of 0..%d", p.Graph.IDs[v], d, k-1)
			}
		}
	}
	for i, group := range p.Locks.Together {
		for _, v := range group {
			if v < 0 || v >= n {
				bad("group %d of nodes locked together names node %d of 0..%d", i, v, n-1)
			}
		}
	}
	for _, d := range p.Locks.Finished {
		if d < 0 || d >= k {
			bad("district %d of 0..%d is said to be finished", d, k-1)
		}
	}
	for i, level := range p.Parents {
		if len(level) != n {
			bad("level %d of parents has %d entries for %d nodes", i, len(level), n)
		}
	}
	if p.Keep != nil && (len(p.Start) != n || len(p.Keep) != n) {
		bad("keep weights for %d nodes and a starting plan of %d nodes, both need %d", len(p.Keep), len(p.Start), n)
	} else if p.Keep != nil {
		var sum int64
		for v, w := range p.Keep {
			if sum += w; w < 0 || sum < 0 {
				bad("the keep weight of node %s is negative or the sum too large", p.Graph.IDs[v])
				break
			}
			if d := p.Start[v]; d != Free && (d < 0 || d >= k) {
				bad("node %s starts in district %d of 0..%d", p.Graph.IDs[v], d, k-1)
			}
		}
	}
	if p.Quota != nil && (p.Quota.Sign() < 0 || !p.Quota.Num().IsInt64() || !p.Quota.Denom().IsInt64()) {
		bad("the quota %s is negative or too large", p.Quota)
	}
	return errors.Join(errs...)
}

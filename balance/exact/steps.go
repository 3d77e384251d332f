package exact

// steps is what a call has left of its budget. All that it does draws on it: a step is some five nanoseconds, the time
// of one cell that is priced. Steps are counted and never timed, so that the same budget ends at the same place
// everywhere. What is known beforehand is spent beforehand, and what shows only on the way at the latest after as many
// steps again as were left.
type steps struct{ left, used int64 }

// Steps of what is counted in other things.
const (
	stepsState   = 60 // of a node of the graph of regions, while that is built
	stepsSample  = 4  // of a layer of a region drawn at random
	stepsChoice  = 20 // of a node that may come next in an order
	stepsChecked = 2  // of a step of the checker
)

// spend takes steps off the budget, and fails where it had fewer.
func (s *steps) spend(n int64) error {
	s.used += n
	if s.left -= n; s.left < 0 {
		return ErrWork
	}
	return nil
}

// most is how many things of so many steps the budget allows, at most limit of them.
func (s *steps) most(limit, each int64) int { return int(max(0, min(limit, s.left/each))) }

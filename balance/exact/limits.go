package exact

// limits are the sizes at which the search changes its ways. None affects what is true, only how long it takes and
// whether the search closes; tests shrink them to reach every way on small graphs.
type limits struct {
	leastSteps   int   // of the exact search for the least reduced cost, above which the bound of the cells will do
	firstCells   int64 // of a first grid, where coarse rounding allows
	refinedCells int64 // of the grid of a shrunk graph
	shrunkNodes  int   // of a shrunk graph
	fewPaths     int64 // regions that are listed before the master has converged
	listed       int   // regions of a list
	listSteps    int   // of the search that lists them
	coverSteps   int   // of the search for a plan among them
}

func defaultLimits(memory int64) limits {
	return limits{
		leastSteps: 1_000_000, firstCells: 8_000_000, refinedCells: 8_000_000, shrunkNodes: 3_000_000,
		fewPaths: 100_000, listed: int(min(1_000_000, memory/1024)), listSteps: 30_000_000, coverSteps: 4_000_000,
	}
}

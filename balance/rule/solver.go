package rule

// Bound is a Test as solvers ask for it: the window of its scope, whatever part of the scope they work on, and the pairs
// of smallest and largest district that it accepts.
type Bound struct{ Test }

// Window returns Test.Window. The arguments are those of the part that is solved, which the scope's window does not
// depend on: a region's districts keep the nation's bounds under a national rule.
func (b Bound) Window(int64, int) (lower, upper int64) { return b.Test.Window() }

package enumerate

import (
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// none marks a node without a district, a number or a parent.
const none = problem.Unassigned

// MaxNodes is the largest number of nodes, after nodes locked together are merged, that the search accepts.
const MaxNodes = 1024

// ErrTooLarge is returned for graphs of more than MaxNodes nodes; nothing is enumerable there.
var ErrTooLarge = locale.Errorf("the graph is too large to enumerate")

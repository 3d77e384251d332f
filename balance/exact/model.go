package exact

// model is the question in the form in which it is solved: nodes are units, or groups of units that belong together and
// touch; finished districts are gone.
type model struct {
	k            int // districts to find
	lower, upper int64
	voters       []int64
	edges        []edge
	next         [][]half // of each node, ascending
	base         int64    // weight that is cut in every plan, around finished districts
	units        [][]int  // of each node, in the caller's graph
}

// edge joins two nodes, u < v, at a weight that a plan pays when it separates them. A bond forbids something instead:
// tie keeps its ends in one district, conflict in two; neither makes anything connected.
type edge struct {
	u, v int
	w    int64
	bond bond
}

type bond uint8

const (
	border bond = iota
	tie
	conflict
)

type half struct {
	to   int
	w    int64
	bond bond
}

// share is about how many nodes a district has.
func (m *model) share() int { return m.n()/max(1, m.k) + 1 }

func (m *model) n() int { return len(m.voters) }

func (m *model) index() {
	m.next = make([][]half, m.n())
	for _, e := range m.edges {
		m.next[e.u] = append(m.next[e.u], half{e.v, e.w, e.bond})
		m.next[e.v] = append(m.next[e.v], half{e.u, e.w, e.bond})
	}
}

// total is the sum of all voters.
func (m *model) total() int64 {
	var t int64
	for _, v := range m.voters {
		t += v
	}
	return t
}

// weight is the sum of all weights: what a plan would pay that separates everything.
func (m *model) weight() int64 {
	var t int64
	for _, e := range m.edges {
		t += e.w
	}
	return t
}

// tighten narrows the bounds to what the others leave: a district has at least what k-1 districts at the upper bound
// leave, and at most what k-1 at the lower bound leave. The new lower bound may be used for the upper at once, and a
// second round would change nothing.
func (m *model) tighten() {
	p, others := m.total(), int64(m.k-1)
	m.lower = max(m.lower, p-others*m.upper)
	m.upper = min(m.upper, p-others*m.lower)
}

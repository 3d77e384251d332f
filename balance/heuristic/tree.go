package heuristic

// forest draws random spanning trees of sets of nodes and cuts them. Trees are minimum spanning trees under random
// weights, that is Kruskal's algorithm over the edges in random order; they are not uniformly distributed. But for
// local and mark, all slices are by positions in the set that was entered last, and their memory is used again for the
// next.
type forest struct {
	l      *level
	local  []int32 // position of each node in the set, valid where mark is current
	mark   []int32
	now    int32
	edges  [][2]int32 // inside the set, as positions
	next   []int32    // rings of Kruskal's components
	comp   []int32
	count  []int32
	degree []int32
	sum    []int64 // of tree neighbours' positions; of a leaf it is its parent
	below  []int64 // voters of the subtree
	order  []int32 // children before parents
	parent []int32
	side   []bool
}

func newForest(l *level) *forest {
	return &forest{l: l, local: make([]int32, l.n), mark: make([]int32, l.n)}
}

// enter makes nodes the set to draw trees of.
func (f *forest) enter(nodes []int32) {
	if f.now++; f.now < 0 {
		clear(f.mark)
		f.now = 1
	}
	for i, v := range nodes {
		f.local[v], f.mark[v] = int32(i), f.now
	}
	f.edges = f.edges[:0]
	for i, v := range nodes {
		for _, w := range f.l.neighbours(v) {
			if j := f.local[w]; w > v && f.mark[w] == f.now {
				f.edges = append(f.edges, [2]int32{int32(i), j})
			}
		}
	}
	n := len(nodes)
	if cap(f.comp) < n {
		f.next, f.comp, f.count = make([]int32, n), make([]int32, n), make([]int32, n)
		f.degree, f.sum, f.below = make([]int32, n), make([]int64, n), make([]int64, n)
		f.order, f.parent, f.side = make([]int32, 0, n), make([]int32, n), make([]bool, n)
	}
	f.next, f.comp, f.count = f.next[:n], f.comp[:n], f.count[:n]
	f.degree, f.sum, f.below = f.degree[:n], f.sum[:n], f.below[:n]
	f.parent, f.side = f.parent[:n], f.side[:n]
}

// draw makes a random spanning tree of the set, which must be connected, and the voters below each of its edges. The
// edges are shuffled as they are needed, and the walk ends with the tree complete. Components are relabelled with each
// join, the smaller one each time, which costs n log n in all.
func (f *forest) draw(r *source, nodes []int32) {
	n := len(nodes)
	for i := range n {
		f.next[i], f.comp[i], f.count[i] = int32(i), int32(i), 1
		f.degree[i], f.sum[i] = 0, 0
		f.below[i] = f.l.pop[nodes[i]]
	}
	// Edges before i have been drawn, those from m on are known to be useless. Twice on the way the useless ones among the
	// rest are sifted out, as most are towards the end.
	left, m := n-1, len(f.edges)
	for i := 0; left > 0 && i < m; i++ {
		if i == m*7/16 || i == m*23/32 {
			m = f.sift(i, m)
			if i >= m {
				break
			}
		}
		j := i + r.below(m-i)
		f.edges[i], f.edges[j] = f.edges[j], f.edges[i]
		u, v := f.edges[i][0], f.edges[i][1]
		if f.comp[u] == f.comp[v] {
			continue
		}
		left--
		f.degree[u]++
		f.degree[v]++
		f.sum[u] += int64(v)
		f.sum[v] += int64(u)
		f.join(f.comp[u], f.comp[v])
	}
	f.peel(n)
}

// sift moves edges from i on whose ends are joined already behind the returned end. They would be passed over; the
// order of the others stays uniform.
func (f *forest) sift(i, m int) int {
	for i < m {
		if e := f.edges[i]; f.comp[e[0]] == f.comp[e[1]] {
			m--
			f.edges[i], f.edges[m] = f.edges[m], f.edges[i]
		} else {
			i++
		}
	}
	return m
}

// join relabels the smaller of two components. Each is a ring through next, and swapping two links makes one ring of
// two.
func (f *forest) join(a, b int32) {
	if f.count[a] < f.count[b] {
		a, b = b, a
	}
	f.count[a] += f.count[b]
	for x := f.next[b]; ; x = f.next[x] {
		f.comp[x] = a
		if x == b {
			break
		}
	}
	f.next[a], f.next[b] = f.next[b], f.next[a]
}

// peel takes leaves off until one node is left: children come first, and the sum of a leaf's tree neighbours is its
// parent. The voters of a subtree are added to its parent as it is taken off, so that below is complete when a node's
// turn comes. The last node is the root; its parent is -1.
func (f *forest) peel(n int) {
	f.order = f.order[:0]
	for i := range n {
		if f.degree[i] == 1 {
			f.order = append(f.order, int32(i))
		}
	}
	for i := 0; i < len(f.order); i++ {
		u := f.order[i]
		if f.degree[u] == 0 {
			f.parent[u] = -1
			continue
		}
		p := int32(f.sum[u])
		f.parent[u] = p
		f.below[p] += f.below[u]
		f.sum[p] -= int64(u)
		if f.degree[p]--; f.degree[p] == 1 {
			f.order = append(f.order, p)
		}
	}
	if n == 1 {
		f.order = append(f.order, 0)
		f.parent[0] = -1
	}
}

// subtree marks the nodes below u, u included, by their positions. The slice is good until the next call. Parents come
// after their children in order, so that one pass backwards will do.
func (f *forest) subtree(u int32) []bool {
	clear(f.side)
	f.side[u] = true
	for i := len(f.order) - 1; i >= 0; i-- {
		if v := f.order[i]; f.parent[v] >= 0 && f.side[f.parent[v]] {
			f.side[v] = true
		}
	}
	return f.side
}

package heuristic

// components numbers the connected components of a level.
func (l *level) components() (of []int32, count int) {
	of = make([]int32, l.n)
	for i := range of {
		of[i] = -1
	}
	var queue []int32
	for s := range int32(l.n) {
		if of[s] >= 0 {
			continue
		}
		of[s] = int32(count)
		queue = append(queue[:0], s)
		for len(queue) > 0 {
			v := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			for _, w := range l.neighbours(v) {
				if of[w] < 0 {
					of[w] = int32(count)
					queue = append(queue, w)
				}
			}
		}
		count++
	}
	return of, count
}

// deal gives components their number of districts: at least what their voters need, at most what they and their nodes
// allow, and otherwise near their share, which r moves a little. It returns nil where the counts do not add up. Pops
// and nodes are the components' voters and numbers of nodes. The seats left over go one by one to the component that is
// most short of its share; by the little that r moves, tasks try different divisions where several will do.
func (p *model) deal(r *source, pops []int64, nodes []int) []int {
	seats := make([]int, len(pops))
	most := make([]int, len(pops))
	var total int64
	left := p.seats
	for c, pop := range pops {
		total += pop
		seats[c], most[c] = 1, nodes[c]
		if p.upper > 0 {
			seats[c] = max(1, int((pop+p.upper-1)/p.upper))
		}
		if p.lower > 0 {
			most[c] = min(most[c], int(pop/p.lower))
		}
		left -= seats[c]
	}
	mean := float64(total) / float64(p.seats)
	share := make([]float64, len(pops))
	for c, pop := range pops {
		share[c] = r.float() - 0.5
		if mean > 0 {
			share[c] += float64(pop) / mean
		}
	}
	for ; left > 0; left-- {
		best := -1
		for c := range seats {
			if seats[c] < most[c] && (best < 0 || share[c]-float64(seats[c]) > share[best]-float64(seats[best])) {
				best = c
			}
		}
		if best < 0 {
			return nil
		}
		seats[best]++
	}
	if left < 0 {
		return nil
	}
	return seats
}

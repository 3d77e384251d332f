// Package colouring gives districts colour classes so that neighbours differ, for everything that fills them: sheets of
// maps and the map of the page for the public have the same classes.
package colouring

import (
	"slices"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
)

// Few and Many are how many classes suffice for nearly every map, and for nearly all others: what fills districts has a
// palette for either.
const (
	Few  = 5
	Many = 6
)

// Neighbours are, for every district, the districts it has a border with, ascending. A link across a strait counts; a
// common point does not.
func Neighbours(p *districts.Plan) [][]int {
	return adjacency(p.Layer.Borders, len(p.Districts), func(u int) int { return p.Of[u] })
}

// adjacency collects which of n areas border on each other; of is the area of a unit, negative for none. The lists are
// ascending and name nobody twice.
func adjacency(borders []geo.Border, n int, of func(unit int) int) [][]int {
	near := make([][]int, n)
	for _, b := range borders {
		x, y := of(b.A), of(b.B)
		if x < 0 || y < 0 || x == y || b.Metres <= 0 && !b.Link {
			continue
		}
		near[x] = append(near[x], y)
		near[y] = append(near[y], x)
	}
	for i := range near {
		slices.Sort(near[i])
		near[i] = slices.Compact(near[i])
	}
	return near
}

// Of gives every district a colour class so that neighbours differ, and says how many classes there are.
//
// It changes little from draft to draft: the regions are coloured first, which no plan changes, and the n-th district
// of a region would like the n-th class from its region's on. Districts whose wishes clash are changed, as few of
// them as a search finds. Five classes suffice for nearly every map; the four-colour theorem does not promise it,
// because links and districts in several parts need not lie in a plane, so that there may be more.
func Of(p *districts.Plan) (classes []int, n int) {
	near := Neighbours(p)
	regionOf := districts.RegionOf(p.Layer)
	regions := adjacency(p.Layer.Borders, len(p.Layer.Regions), func(u int) int { return regionOf[u] })
	_, regionClass := greedy(regions, Few)
	wish := make([]int, len(p.Districts))
	count := map[int]int{}
	for i, d := range p.Districts {
		if d.Region >= 0 {
			wish[i] = regionClass[d.Region]
		}
		wish[i] = (wish[i] + count[d.Region]) % Few
		count[d.Region]++
	}
	// Five colours are told apart more easily than six, and six more easily than colours with hatching over them.
	for _, n := range []int{Few, Many} {
		if classes := grant(near, wish, n); classes != nil {
			return classes, n
		}
	}
	n, classes = greedy(near, Many)
	return classes, n
}

// greedy colours one after the other with the least used of the classes that are free, up to the most of them at first
// and further ones where none is free.
func greedy(near [][]int, most int) (n int, classes []int) {
	classes = make([]int, len(near))
	for i := range classes {
		classes[i] = -1
	}
	count := make([]int, most)
	for v := range near {
		best := -1
		for c := range count {
			if !slices.ContainsFunc(near[v], func(w int) bool { return classes[w] == c }) &&
				(best < 0 || count[c] < count[best]) {
				best = c
			}
		}
		if best < 0 {
			best = len(count)
			count = append(count, 0)
		}
		classes[v] = best
		count[best]++
	}
	return len(count), classes
}

// grantSteps bounds the search of grant; it is deterministic, as a clock would not be.
const grantSteps = 50_000

// grant colours with n classes, keeping wishes where it can: districts whose wish clashes with no neighbour's keep it;
// the others are coloured by a search that takes the most constrained first (Brélaz 1979, doi:10.1145/359094.359101)
// and each one's wish first; where that fails, everything is searched. It returns nil if it finds nothing.
func grant(near [][]int, wish []int, n int) []int {
	classes := make([]int, len(near))
	var open []int
	for v, ws := range near {
		classes[v] = wish[v]
		if slices.ContainsFunc(ws, func(w int) bool { return wish[w] == wish[v] }) {
			open = append(open, v)
		}
	}
	// First the districts whose wishes clash, then all of them.
	for range 2 {
		for _, v := range open {
			classes[v] = -1
		}
		steps := grantSteps
		if search(near, wish, classes, n, len(open), &steps) {
			return classes
		}
		open = open[:0]
		for v := range near {
			open = append(open, v)
		}
	}
	return nil
}

// search colours the open districts, those of class -1, by backtracking. It takes a district with the fewest classes
// left, and tries these from its wish on, so that the first colouring found is near the wishes. open is the number of
// open districts; classes is filled in place, and as it was where search finds nothing. steps is what is left of the
// budget, counted down.
func search(near [][]int, wish, classes []int, n, open int, steps *int) bool {
	if open == 0 {
		return true
	}
	if *steps--; *steps < 0 {
		return false
	}
	pick, free := -1, n+1
	taken := make([]bool, n)
	// usable counts the classes that no neighbour has, and leaves in taken those that one has.
	usable := func(v int) int {
		clear(taken)
		k := n
		for _, w := range near[v] {
			if c := classes[w]; c >= 0 && c < n && !taken[c] {
				taken[c] = true
				k--
			}
		}
		return k
	}
	for v, c := range classes {
		if c >= 0 {
			continue
		}
		if k := usable(v); k < free {
			pick, free = v, k
		}
	}
	usable(pick)
	options := append([]bool{}, taken...)
	for i := range n {
		c := (wish[pick] + i) % n
		if options[c] {
			continue
		}
		classes[pick] = c
		if search(near, wish, classes, n, open-1, steps) {
			return true
		}
	}
	classes[pick] = -1
	return false
}

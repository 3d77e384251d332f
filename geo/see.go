package geo

import (
	"maps"
	"slices"

	"github.com/okrug/okrug/geo/topology"
)

// see makes those settlements of a territory neighbours that see each other, and no others: those without a common line
// too, between which a bay lies. of are the old numbers of the units.
func (r *reading) see(terr []*territory, of []int) {
	now := map[int]int{}
	for i, u := range of {
		now[u] = i
	}
	group := map[int]*territory{} // by new number, where the graph decides
	sees := map[[2]int]bool{}
	for _, x := range terr {
		if x.diagram == nil {
			continue
		}
		for _, i := range x.towns {
			if i != x.rest {
				group[now[r.towns[i].unit]] = x
			}
		}
		for _, pair := range x.diagram.Gabriel() {
			a, b := now[r.towns[x.of[pair[0]]].unit], now[r.towns[x.of[pair[1]]].unit]
			if a != b {
				sees[[2]int{min(a, b), max(a, b)}] = true
			}
		}
	}
	r.contacts = slices.DeleteFunc(r.contacts, func(c topology.Contact) bool {
		pair := [2]int{c.A, c.B}
		if x := group[c.A]; x == nil || x != group[c.B] || sees[pair] {
			delete(sees, pair)
			return false
		}
		return true
	})
	r.seen = slices.SortedFunc(maps.Keys(sees), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	r.layer.Near = nil
	r.nearOnes(false)
}

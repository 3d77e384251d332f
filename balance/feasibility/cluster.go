package feasibility

import (
	"context"
	"math/bits"

	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// Cluster is a connected set of regions that share districts.
type Cluster struct {
	Regions []int `json:"-"` // ascending
	IDs     []string
	Seats   int   `json:"seats"`
	Voters  int64 `json:"voters"`
	set     uint64
}

// ErrManyRegions says that the exact clustering would need too much memory.
var ErrManyRegions = locale.Errorf("too many regions and seats to cluster exactly")

// maxCells is the largest table of the clustering, in bytes.
const maxCells = 512 << 20

// clustering finds partitions of the regions into the most connected clusters, each of which a whole number of
// districts from lower to upper voters can share, with the given seats in all.
//
// It is a table over all sets of regions: the most clusters into which a set can be divided with each number of seats.
// The cluster of a set's first region is tried with all the rest, but only clusters that cannot be divided themselves
// with the same number of seats: any other can be replaced by its division, which has more clusters. Sets are taken in
// ascending order of their bits, so that those inside a set come before it.
//
// Sets are bits, region r being bit r. With n regions the table has 2^n*(seats+1) entries of one byte. Each set is
// compared with all indivisible clusters so far that begin with its first region, so the time is 2^n times the number
// of these at worst. Units play no part here beyond which regions touch: banned has the clusters that the units have
// refuted, and after each new one the table is made again.
//
// The question is that of county clusters: D. Carter, Z. Hunter, D. Teague, G. Herschlag and J. Mattingly, "Optimal
// Legislative County Clustering in North Carolina", Statistics and Public Policy 7 (2020) 19-29,
// https://doi.org/10.1080/2330443X.2020.1748552.
type clustering struct {
	c            *Country
	lower, upper int64
	seats        int
	borders      []uint64
	voters       []int64
	best         []int8          // by set and seats: most clusters, 0 for none
	whole        [][]indivisible // by the first region
	banned       map[indivisible]bool
}

// indivisible is a cluster with a number of seats with which it cannot be divided further.
type indivisible struct {
	set   uint64
	seats int
}

func newClustering(c *Country, lower, upper int64) (*clustering, error) {
	n, seats := len(c.Regions), c.AllSeats()
	if n > 30 || (seats+1)<<n > maxCells {
		return nil, locale.Errorf("%w: %d {2|region|regions}, %d {3|seat|seats}", ErrManyRegions, n, seats)
	}
	return &clustering{c: c, lower: lower, upper: upper, seats: seats, borders: c.borders(), voters: c.voters(),
		banned: map[indivisible]bool{}}, nil
}

func (k *clustering) at(set uint64) []int8 {
	w := uint64(k.seats + 1)
	return k.best[set*w : (set+1)*w]
}

// fill makes the table. It returns false if the context ended; the table is then useless.
func (k *clustering) fill(ctx context.Context) bool {
	n := len(k.c.Regions)
	k.best = make([]int8, (k.seats+1)<<n)
	k.whole = make([][]indivisible, n)
	for set := uint64(1); set < 1<<n; set++ {
		if set&0xffff == 0 && ctx.Err() != nil {
			return false
		}
		// Divisions into two clusters or more: an indivisible one with the set's first region, and the best of the rest. Each
		// division has exactly one cluster with that region, so none is missed.
		row := k.at(set)
		first := bits.TrailingZeros64(set)
		for _, w := range k.whole[first] {
			if w.set&set != w.set {
				continue
			}
			rest := k.at(set &^ w.set)
			for s := w.seats; s <= k.seats; s++ {
				if r := rest[s-w.seats]; r > 0 && r+1 > row[s] {
					row[s] = r + 1
				}
			}
		}
		// The set as one cluster counts only where no division has as many seats: it is indivisible then, and larger sets may
		// use it.
		if !k.connected(set) {
			continue
		}
		least, greatest := problem.SeatsFor(k.sum(set), k.lower, k.upper, k.seats)
		for s := least; s <= greatest; s++ {
			if w := (indivisible{set, s}); row[s] == 0 && !k.banned[w] {
				row[s] = 1
				k.whole[first] = append(k.whole[first], w)
			}
		}
	}
	return true
}

func (k *clustering) sum(set uint64) (v int64) {
	for ; set != 0; set &= set - 1 {
		v += k.voters[bits.TrailingZeros64(set)]
	}
	return v
}

// connected tells whether the regions of a set hang together by borders within the set.
func (k *clustering) connected(set uint64) bool {
	seen := set & -set
	for front := seen; front != 0; {
		var next uint64
		for f := front; f != 0; f &= f - 1 {
			next |= k.borders[bits.TrailingZeros64(f)]
		}
		front = next & set &^ seen
		seen |= front
	}
	return seen == set
}

// most is the largest number of clusters, 0 if there is no clustering.
func (k *clustering) most() int { return int(k.at(uint64(1)<<len(k.c.Regions) - 1)[k.seats]) }

// first is the first clustering with the most clusters in the order of the table: single regions before larger sets.
func (k *clustering) first() []Cluster {
	var out []Cluster
	set, seats := uint64(1)<<len(k.c.Regions)-1, k.seats
	for set != 0 {
		w := k.next(set, seats)
		cl := Cluster{Seats: w.seats, Voters: k.sum(w.set), set: w.set}
		for s := w.set; s != 0; s &= s - 1 {
			r := bits.TrailingZeros64(s)
			cl.Regions, cl.IDs = append(cl.Regions, r), append(cl.IDs, k.c.Regions[r])
		}
		out = append(out, cl)
		set, seats = set&^w.set, seats-w.seats
	}
	return out
}

// next is the first cluster of a best clustering of the set with the seats: one that leaves the rest the number of
// clusters that the table promises.
func (k *clustering) next(set uint64, seats int) indivisible {
	want := k.at(set)[seats]
	for _, w := range k.whole[bits.TrailingZeros64(set)] {
		if w.set&set != w.set || w.seats > seats {
			continue
		}
		rest := set &^ w.set
		if rest == 0 && w.seats == seats && want == 1 || rest != 0 && k.at(rest)[seats-w.seats] > 0 &&
			k.at(rest)[seats-w.seats]+1 == want {
			return w
		}
	}
	panic("feasibility: the clustering's table contradicts itself")
}

// count is the number of clusterings with the most clusters. It counts each once, since the cluster of the first region
// is settled first. In a clustering with the most clusters all are indivisible, so the table's clusters are all there
// is to try.
func (k *clustering) count() int64 {
	memo := map[indivisible]int64{}
	var walk func(set uint64, seats int) int64
	walk = func(set uint64, seats int) (n int64) {
		if set == 0 {
			return 1
		}
		key := indivisible{set, seats}
		if n, ok := memo[key]; ok {
			return n
		}
		want := k.at(set)[seats]
		for _, w := range k.whole[bits.TrailingZeros64(set)] {
			if w.set&set != w.set || w.seats > seats {
				continue
			}
			rest := set &^ w.set
			switch {
			case rest == 0 && w.seats == seats && want == 1:
				n++
			case rest != 0 && k.at(rest)[seats-w.seats] > 0 && k.at(rest)[seats-w.seats]+1 == want:
				n += walk(rest, seats-w.seats)
			}
		}
		memo[key] = n
		return n
	}
	return walk(uint64(1)<<len(k.c.Regions)-1, k.seats)
}

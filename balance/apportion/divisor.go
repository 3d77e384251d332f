package apportion

import (
	"container/heap"
	"math/big"
	"sort"
)

// claim is a region's claim to a seat: base^q / d(a)^q = num/den, boundless where den is 0.
type claim struct {
	region   int
	num, den *big.Int
}

func (m Method) claim(regions []Region, region, seats int) claim {
	n, d := m.signpost(seats)
	p := big.NewInt(regions[region].Base)
	if m.power() == 2 {
		p.Mul(p, p)
	}
	if n.Sign() == 0 {
		return claim{region, p, n} // boundless claims are ranked by base
	}
	return claim{region, p.Mul(p, d), n}
}

// cmp is negative where a is the smaller claim.
func (a claim) cmp(b claim) int {
	switch az, bz := a.den.Sign() == 0, b.den.Sign() == 0; {
	case az && bz:
		return a.num.Cmp(b.num)
	case az:
		return 1
	case bz:
		return -1
	}
	l := new(big.Int).Mul(a.num, b.den)
	return l.Cmp(new(big.Int).Mul(b.num, a.den))
}

// claims is a heap, the largest claim on top and, among equals, the region given first.
type claims []claim

func (c claims) Len() int { return len(c) }
func (c claims) Less(i, j int) bool {
	if d := c[i].cmp(c[j]); d != 0 {
		return d > 0
	}
	return c[i].region < c[j].region
}
func (c claims) Swap(i, j int) { c[i], c[j] = c[j], c[i] }
func (c *claims) Push(x any)   { *c = append(*c, x.(claim)) }
func (c *claims) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}

// manySeats is how many are given one at a time without a head start.
const manySeats = 10_000

// headStart is how many seats beyond its minimum each region gets before any other claim is met, fewer than left
// together: all whose claims are larger than a certain one of the region with the largest base, the smallest that
// leaves a seat to give. Claims equal to that one wait for their turn, so that ties are met as without it.
func headStart(regions []Region, left int, m Method) []int {
	largest := 0
	for i, r := range regions {
		if r.Base > regions[largest].Base {
			largest = i
		}
	}
	before := func(n int) (given []int, total int) {
		least := m.claim(regions, largest, regions[largest].Min+n)
		given = make([]int, len(regions))
		for i, r := range regions {
			most := left
			if r.Max > 0 {
				most = min(most, r.Max-r.Min)
			}
			given[i] = sort.Search(most, func(k int) bool { return m.claim(regions, i, r.Min+k).cmp(least) <= 0 })
			if total += given[i]; total >= left { // which also keeps the sum small
				break
			}
		}
		return given, total
	}
	n := sort.Search(left, func(n int) bool {
		_, total := before(n)
		return total >= left
	})
	if n == 0 {
		return make([]int, len(regions))
	}
	given, _ := before(n - 1)
	return given
}

// divide gives the seats one at a time, but for a head start where they are many. The signposts of every method here
// grow strictly, so that a region has at most one claim of any size and the contenders of a tie are regions, each for
// one seat.
func divide(regions []Region, seats int, m Method, ties TieRule) ([]int, *Tie, *big.Rat, error) {
	out := make([]int, len(regions))
	var queue claims
	left := seats
	for i, r := range regions {
		out[i] = r.Min
		left -= r.Min
		if !r.full(r.Min) {
			queue = append(queue, m.claim(regions, i, r.Min))
		}
	}
	if left == 0 {
		return out, nil, nil, nil
	}
	if left > manySeats {
		for i, n := range headStart(regions, left, m) {
			out[i] += n
			left -= n
		}
		queue = queue[:0]
		for i, r := range regions {
			if !r.full(out[i]) {
				queue = append(queue, m.claim(regions, i, out[i]))
			}
		}
	}
	heap.Init(&queue)
	var last claim
	var lasts []int // the regions whose claim equalled the last one met
	for ; left > 0; left-- {
		c := heap.Pop(&queue).(claim)
		if last.num == nil || c.cmp(last) != 0 {
			lasts = lasts[:0]
		}
		last, lasts = c, append(lasts, c.region)
		if out[c.region]++; !regions[c.region].full(out[c.region]) {
			heap.Push(&queue, m.claim(regions, c.region, out[c.region]))
		}
	}
	var tie *Tie
	if len(queue) > 0 && queue[0].cmp(last) == 0 {
		contenders := append([]int(nil), lasts...)
		for len(queue) > 0 && queue[0].cmp(last) == 0 {
			contenders = append(contenders, heap.Pop(&queue).(claim).region)
		}
		for _, r := range lasts {
			out[r]--
		}
		var err error
		if tie, err = breakTie(regions, contenders, len(lasts), ties); err != nil {
			return nil, nil, nil, err
		}
		for _, r := range tie.Given {
			out[r]++
		}
		heap.Push(&queue, last)
	}
	return out, tie, between(queue, last, m.power()), nil
}

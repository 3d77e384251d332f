package verify_test

import (
	"fmt"
	"math/big"
	"math/bits"

	"github.com/okrug/okrug/balance/certificate"
)

// What follows says by brute force whether a claim is true. It shares nothing with the checker or the solvers, takes
// nothing for granted that the checker should have looked at, and counts in numbers of any size.

// division is a set of districts, each a set of units by bits, with their voters.
type division struct {
	sets   []uint32
	voters []*big.Int
}

func (d division) span() (least, most *big.Int) {
	least, most = d.voters[0], d.voters[0]
	for _, v := range d.voters {
		if v.Cmp(least) < 0 {
			least = v
		}
		if v.Cmp(most) > 0 {
			most = v
		}
	}
	return least, most
}

// maxBrute is the most units that are divided in every way.
const maxBrute = 10

// divisions goes through all partitions of the units, each unit in turn joining a set or opening one, and returns those
// into as many sets as there are seats, all connected and within the bounds, that can be numbered as the locks demand.
func divisions(q *certificate.Question) (out []division) {
	n := len(q.Graph.Units)
	if n > maxBrute {
		panic(fmt.Sprintf("%d units are too many for brute force", n))
	}
	may, sums := make([]bool, 1<<n), make([]*big.Int, 1<<n)
	next := make([]uint32, n)
	for _, e := range q.Graph.Edges {
		next[e[0]] |= 1 << e[1]
		next[e[1]] |= 1 << e[0]
	}
	lower, upper := big.NewInt(q.Lower), big.NewInt(q.Upper)
	sums[0] = new(big.Int)
	for set := uint32(1); set < 1<<n; set++ {
		low := bits.TrailingZeros32(set)
		sums[set] = new(big.Int).Add(sums[set&(set-1)], big.NewInt(q.Graph.Units[low].Voters))
		may[set] = connected(set, next) && sums[set].Cmp(lower) >= 0 && sums[set].Cmp(upper) <= 0
	}
	sets := make([]uint32, 0, n)
	var place func(u int)
	place = func(u int) {
		if u < n {
			for i := range sets {
				sets[i] |= 1 << u
				place(u + 1)
				sets[i] &^= 1 << u
			}
			if len(sets) < q.Seats {
				sets = append(sets, 1<<u)
				place(u + 1)
				sets = sets[:len(sets)-1]
			}
			return
		}
		if len(sets) != q.Seats {
			return
		}
		d := division{}
		for _, s := range sets {
			if !may[s] {
				return
			}
		}
		for _, s := range sets {
			d.sets, d.voters = append(d.sets, s), append(d.voters, sums[s])
		}
		if labelled(q, d) != nil {
			out = append(out, d)
		}
	}
	place(0)
	return out
}

func connected(set uint32, next []uint32) bool {
	reached := set & -set
	for grown := uint32(0); grown != reached; {
		grown = reached
		for i := range next {
			if grown>>i&1 != 0 {
				reached |= next[i] & set
			}
		}
	}
	return reached == set
}

// labelled numbers the districts as the locks demand, trying every way; nil where there is none.
func labelled(q *certificate.Question, d division) []int {
	number := make([]int, len(d.sets))
	used := make([]bool, len(d.sets)+1)
	var try func(i int) []int
	try = func(i int) []int {
		if i == len(number) {
			plan := make([]int, len(q.Graph.Units))
			for i, s := range d.sets {
				for u := range plan {
					if s>>u&1 != 0 {
						plan[u] = number[i]
					}
				}
			}
			if keeps(q, plan) {
				return plan
			}
			return nil
		}
		for k := 1; k < len(used); k++ {
			if !used[k] {
				used[k], number[i] = true, k
				if plan := try(i + 1); plan != nil {
					return plan
				}
				used[k] = false
				if len(q.Fixed)+len(q.Finished) == 0 {
					return nil // groups do not care for numbers
				}
			}
		}
		return nil
	}
	return try(0)
}

// keeps says whether a plan with numbers keeps the locks.
func keeps(q *certificate.Question, plan []int) bool {
	fixed := map[[2]int]bool{}
	for _, f := range q.Fixed {
		fixed[f] = true
		if f[0] < 0 || f[0] >= len(plan) || plan[f[0]] != f[1] {
			return false
		}
	}
	for _, g := range q.Together {
		for _, u := range g {
			if u < 0 || u >= len(plan) || plan[u] != plan[g[0]] {
				return false
			}
		}
	}
	for _, d := range q.Finished {
		for u := range plan {
			if plan[u] == d && !fixed[[2]int{u, d}] {
				return false
			}
		}
		if d < 1 || d > q.Seats {
			return false
		}
	}
	return true
}

// value is what a division costs by the objective.
func value(q *certificate.Question, d division) *big.Int {
	sum := new(big.Int)
	of := map[int64]int{}
	for i, s := range d.sets {
		for u := range q.Graph.Units {
			if s>>u&1 != 0 {
				of[int64(u)] = i
			}
		}
	}
	for _, e := range q.Graph.Edges {
		switch {
		case of[e[0]] == of[e[1]]:
		case q.Objective == certificate.CutEdges:
			sum.Add(sum, big.NewInt(1))
		case q.Objective == certificate.Border:
			sum.Add(sum, big.NewInt(e[2]))
		}
	}
	if q.Objective == certificate.Deviation {
		for _, v := range d.voters {
			x := new(big.Int).Mul(v, big.NewInt(q.Quota[1]))
			if x.Sub(x, big.NewInt(q.Quota[0])).Abs(x); x.Cmp(sum) > 0 {
				sum = x
			}
		}
	}
	return sum
}

// best is the least value of several divisions, and one that has it.
func best(q *certificate.Question, all []division) (least *big.Int, at division) {
	for _, d := range all {
		if v := value(q, d); least == nil || v.Cmp(least) < 0 {
			least, at = v, d
		}
	}
	return least, at
}

// claimHolds says why a claim is false; nil where it is true.
func claimHolds(c *certificate.Certificate) error {
	q := &c.Question
	if f := certificate.Named(c.Evidence); f != nil {
		if err := boundsHold(q, f); err != nil {
			return err
		}
	}
	if err := evidenceHolds(c); err != nil || q.Graph == nil {
		return err
	}
	if q.Graph.SHA256 != q.Graph.Hash() {
		return fmt.Errorf("the hash is not that of the graph")
	}
	all := divisions(q)
	switch claimed := big.NewInt(c.Claim.Value); c.Claim.Status {
	case certificate.Counted:
		if int64(len(all)) != c.Claim.Plans {
			return fmt.Errorf("there are %d plans", len(all))
		}
	case certificate.Infeasible:
		if _, split := c.Evidence.(*certificate.Split); len(all) > 0 && !split {
			return fmt.Errorf("there are plans: %v", all)
		}
	case certificate.Optimal, certificate.Bounded:
		if least, _ := best(q, all); least != nil && least.Cmp(claimed) < 0 {
			return fmt.Errorf("the least value is %s", least)
		}
		return planHolds(c, all)
	default:
		return fmt.Errorf("no such status")
	}
	return nil
}

// planHolds says what is wrong with the plan that a certificate shows.
func planHolds(c *certificate.Certificate, all []division) error {
	q := &c.Question
	if c.Plan == nil {
		if c.Claim.Status == certificate.Optimal {
			return fmt.Errorf("no plan is shown")
		}
		return nil
	}
	if len(c.Plan) != len(q.Graph.Units) || !keeps(q, c.Plan) {
		return fmt.Errorf("the plan breaks the locks, or is not of these units")
	}
	for _, d := range all {
		same := true
		of := map[int]int{} // each set has one number
		for u, k := range c.Plan {
			for i, s := range d.sets {
				if s>>u&1 != 0 {
					if old, ok := of[i]; ok && old != k || k < 1 || k > q.Seats {
						same = false
					}
					of[i] = k
				}
			}
		}
		taken := map[int]bool{}
		for _, k := range of {
			same = same && !taken[k]
			taken[k] = true
		}
		if !same {
			continue
		}
		if v := value(q, d); c.Claim.Status == certificate.Optimal && v.Cmp(big.NewInt(c.Claim.Value)) != 0 {
			return fmt.Errorf("the plan has the value %s", v)
		}
		return nil
	}
	return fmt.Errorf("the plan is none of the question")
}

func unitVoters(g *certificate.Graph) *big.Int {
	sum := new(big.Int)
	for _, u := range g.Units {
		sum.Add(sum, big.NewInt(u.Voters))
	}
	return sum
}

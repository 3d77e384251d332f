package balance

import (
	"math/big"
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// defaultDifference is the least share of voters in which variants differ where not all plans can be visited.
var defaultDifference = big.NewRat(1, 20)

// triesPerVariant is how many runs of the heuristic are spent on each variant wanted.
const triesPerVariant = 4

// variants looks for more plans where not all can be visited: runs of the heuristic with seeds of their own, of whose
// plans those are kept that differ from every plan kept before by the share asked for. The first is the solution.
func (d *Result) variants(r *run, p *Problem, s SurveySettings) error {
	share := s.Difference
	if share == nil {
		share = defaultDifference
	}
	least := new(big.Rat).Mul(share, new(big.Rat).SetInt64(p.Graph.Total()))
	kept := [][]int{d.Assignment}
	tries := 0
	for ; len(kept) < s.Variants && tries < triesPerVariant*(s.Variants-1) && r.ctx.Err() == nil; tries++ {
		q := *p
		sub := r.about(r.ctx, &q)
		sub.s.Method = Heuristic
		// The golden ratio gives seeds that do not meet those of the rounds.
		sub.s.Seed = s.Seed + uint64(tries+1)*0x9e3779b97f4a7c15
		if err := sub.answer(); err != nil {
			return err
		}
		sol := &sub.sol
		d.Work, d.Nodes, d.Steps = d.Work+sol.Work, d.Nodes+sol.Nodes, d.Steps+sol.Steps
		if sol.Status != Feasible && sol.Status != Optimal {
			continue
		}
		far := func(k []int) bool {
			return new(big.Rat).SetInt64(p.Difference(k, sol.Assignment)).Cmp(least) >= 0
		}
		if !slices.ContainsFunc(kept, func(k []int) bool { return !far(k) }) {
			kept = append(kept, sol.Assignment)
		}
	}
	slices.SortStableFunc(kept[1:], func(a, b []int) int {
		x, y := p.Measure(a), p.Measure(b)
		return p.Compare(&x, &y)
	})
	d.Variants = nil
	for _, k := range kept {
		m := p.Measure(k)
		d.Variants = append(d.Variants, Alternative{k, m.Border, p.MaxDeviation(m.Voters), p.Difference(kept[0], k)})
	}
	percent, _ := new(big.Rat).Mul(share, big.NewRat(100, 1)).Float64()
	d.Log = append(d.Log, locale.T("%d of %d {2|variant|variants} found, of which any two differ for at least %g %% "+
		"of the voters, in %d {4|run|runs}", len(kept), s.Variants, percent, tries))
	return nil
}

package districts

import (
	"cmp"
	"slices"

	"github.com/okrug/okrug/balance/graph"
)

// KeepNumbers gives the districts of every region, among the region's own numbers, those of the old plan that they
// share most voters with: the sum of voters who keep their number is the largest there is. Units without a district in
// the old plan, and old numbers outside the region's, count for nothing. Where nothing decides, numbers stay as they
// were.
func (p *Plan) KeepNumbers(old *Plan) {
	byRegion := map[int][]int{}
	for i, d := range p.Districts {
		if d.Region >= 0 {
			byRegion[d.Region] = append(byRegion[d.Region], i)
		}
	}
	for r := range p.Layer.Regions {
		districts := byRegion[r]
		column := map[int]int{}
		numbers := make([]int, len(districts))
		for j, i := range districts {
			numbers[j] = p.Districts[i].Number
			column[numbers[j]] = j
		}
		weight := make([][]int64, len(districts))
		for i, d := range districts {
			weight[i] = make([]int64, len(districts))
			for _, u := range p.Districts[d].Units {
				if o := old.Of[u]; o != Unassigned {
					if j, ok := column[old.Districts[o].Number]; ok {
						weight[i][j] += p.Layer.Units[u].Voters * int64(len(districts)+1)
					}
				}
			}
			weight[i][i]++
		}
		of, _ := graph.Assign(weight)
		for i, d := range districts {
			p.Districts[d].Number = numbers[of[i]]
		}
	}
	p.sort()
}

// Renumber gives the districts other numbers, in their order, each once.
func (p *Plan) Renumber(numbers []int) {
	for i, n := range numbers {
		p.Districts[i].Number = n
	}
	p.sort()
}

// sort puts the districts in the order of their numbers.
func (p *Plan) sort() {
	slices.SortStableFunc(p.Districts, func(a, b District) int { return cmp.Compare(a.Number, b.Number) })
	for i, d := range p.Districts {
		for _, u := range d.Units {
			p.Of[u] = i
		}
	}
}

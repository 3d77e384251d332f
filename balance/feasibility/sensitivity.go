package feasibility

import (
	"math/big"

	"github.com/okrug/okrug/balance/rule"
)

// Sensitivity says how far one region's voters may move before the plan breaks the rule, all else unchanged. Numbers
// are of voters, the largest for which the rule still holds; -1 stands for no limit within twice the region's voters.
type Sensitivity struct {
	ID string `json:"region_id"`
	// Grow and Shrink: the whole region gains or loses so many, every district its share. A region without voters has no
	// shares, and no limit.
	Grow   int64 `json:"grow"`
	Shrink int64 `json:"shrink"`
	// Gain and Lose: any one of its districts alone gains or loses so many.
	Gain         int64  `json:"gain"`
	GainDistrict string `json:"gain_district"` // the district that can gain the least
	Lose         int64  `json:"lose"`
	LoseDistrict string `json:"lose_district"`
	// Move: so many change between the two districts where it matters most; -1 where there is one district.
	Move int64 `json:"move"`
}

// Sense measures how sensitive a plan that meets the rule is, region by region. It returns nil for a plan that does
// not. A second, projected test is not looked at.
//
// Every statistic is met by a convex set of numbers of voters (largest and smallest are convex and concave, the mean is
// linear), so that along each of these movements the rule holds up to one number and no further; it is found by
// halving. Each movement is tried alone, from the plan's own numbers; d districts of a region make d*(d-1) movements
// between two of them.
func Sense(c *Country, qs *rule.Questions, plan []int) []Sensitivity {
	r := counted(qs.Rule)
	ds := qs.Districts(plan)
	for i := range ds {
		if base := qs.Rule.BaseName(); base != rule.Voters {
			ds[i].Voters = ds[i].Columns[base]
		}
	}
	if rule.Evaluate(r, ds, nil).Verdict != rule.Meets {
		return nil
	}
	// Meets judges the plan after a change of its districts' voters. The change gets a copy, so that ds stays as it is.
	meets := func(change func(ds []rule.District)) bool {
		moved := append([]rule.District(nil), ds...)
		change(moved)
		for _, d := range moved {
			if d.Voters < 0 {
				return false
			}
		}
		return rule.Evaluate(r, moved, nil).Verdict == rule.Meets
	}
	var out []Sensitivity
	voters := c.voters()
	for i, id := range c.Regions {
		s := Sensitivity{ID: id, Gain: -1, Lose: -1, Move: -1}
		if voters[i] == 0 {
			s.Grow, s.Shrink = -1, -1
		}
		most := 2 * max(1, voters[i])
		// To change a region by a share exactly, every number is multiplied by the region's voters first, those of other
		// regions too: the statistics are ratios, which a common factor does not change.
		scaled := func(sign int64) func(x int64) bool {
			return func(x int64) bool {
				return meets(func(ds []rule.District) {
					for k := range ds {
						by := voters[i]
						if ds[k].Region == id {
							by += sign * x
						}
						ds[k].Voters *= by
					}
				})
			}
		}
		if voters[i] > 0 && productFits(c.Graph.Total(), 3*voters[i]) {
			s.Grow, s.Shrink = upTo(most, scaled(1)), upTo(voters[i], scaled(-1))
			if s.Shrink == voters[i] {
				s.Shrink = -1
			}
		}
		for k := range ds {
			if ds[k].Region != id {
				continue
			}
			gain := upTo(most, func(x int64) bool { return meets(func(ds []rule.District) { ds[k].Voters += x }) })
			lose := upTo(ds[k].Voters, func(x int64) bool { return meets(func(ds []rule.District) { ds[k].Voters -= x }) })
			if tighter(gain, s.Gain) || s.GainDistrict == "" {
				s.Gain, s.GainDistrict = gain, ds[k].ID
			}
			if tighter(lose, s.Lose) || s.LoseDistrict == "" {
				s.Lose, s.LoseDistrict = lose, ds[k].ID
			}
			for j := range ds {
				if j == k || ds[j].Region != id {
					continue
				}
				move := upTo(ds[k].Voters, func(x int64) bool {
					return meets(func(ds []rule.District) { ds[k].Voters -= x; ds[j].Voters += x })
				})
				if tighter(move, s.Move) {
					s.Move = move
				}
			}
		}
		out = append(out, s)
	}
	return out
}

// tighter reports whether a is a stricter limit than b, -1 being none.
func tighter(a, b int64) bool { return a >= 0 && (b < 0 || a < b) }

// upTo is the largest x from 0 to most up to which ok holds, -1 if it holds for most.
func upTo(most int64, ok func(int64) bool) int64 {
	if ok(most) {
		return -1
	}
	lo, hi := int64(0), most
	for hi-lo > 1 {
		mid := lo + (hi-lo)/2
		if ok(mid) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

func productFits(a, b int64) bool {
	return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)).IsInt64()
}

package verify

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/big"
	"slices"
	"strings"
)

// plan is the assignment with what is needed to judge it.
type plan struct {
	rule     *ruleText
	in       *inputs
	of       map[int][]int // unit -> districts the CSV names
	numbers  []int         // of the districts, ascending
	units    map[int][]int // district -> units, ascending
	regionOf map[int][]int // district -> regions it touches, by index
}

func newPlan(in *inputs, of map[int][]int) *plan {
	p := &plan{in: in, of: of, units: map[int][]int{}, regionOf: map[int][]int{}}
	at := map[string]int{}
	for i, r := range in.regions {
		at[r.id] = i
	}
	for u := range in.units {
		if len(of[u]) == 0 {
			continue
		}
		d := of[u][0]
		p.units[d] = append(p.units[d], u)
		if r := at[in.units[u].region]; !slices.Contains(p.regionOf[d], r) {
			p.regionOf[d] = append(p.regionOf[d], r)
		}
	}
	p.numbers = sortedKeys(p.units)
	return p
}

func (p *plan) assigned() Outcome {
	var faults []string
	for u, x := range p.in.units {
		if n := len(p.of[u]); n != 1 {
			faults = append(faults, fmt.Sprintf("unit %s stands in %d districts", x.id, n))
		}
	}
	return judged("every unit in one district", fmt.Sprintf("%d units", len(p.in.units)), faults)
}

func (p *plan) seats() Outcome {
	own := make([]int, len(p.in.regions))
	for _, d := range p.numbers {
		if rs := p.regionOf[d]; len(rs) == 1 {
			own[rs[0]]++
		}
	}
	var faults []string
	total := 0
	for i, r := range p.in.regions {
		total += r.seats
		if own[i] != r.seats {
			faults = append(faults, fmt.Sprintf("region %s has %d districts for %d seats", r.id, own[i], r.seats))
		}
		if own[i] < p.in.minimum {
			faults = append(faults, fmt.Sprintf("region %s has %d districts, the least is %d", r.id, own[i], p.in.minimum))
		}
	}
	return judged("districts as seats", fmt.Sprintf("%d districts", total), faults)
}

func (p *plan) crossing() Outcome {
	var faults []string
	for _, d := range p.numbers {
		if n := len(p.regionOf[d]); n != 1 {
			faults = append(faults, fmt.Sprintf("district %d lies in %d regions", d, n))
		}
	}
	return judged("no district across regions", fmt.Sprintf("%d districts", len(p.numbers)), faults)
}

func (p *plan) contiguity() Outcome {
	var faults []string
	for _, d := range p.numbers {
		g := groups{map[int]int{}}
		for _, u := range p.units[d] {
			g.parent[u] = u
		}
		for _, l := range p.in.scenario.Links {
			a, okA := p.in.at[l.A]
			b, okB := p.in.at[l.B]
			if okA && okB && slices.Contains(p.units[d], a) && slices.Contains(p.units[d], b) {
				g.join(a, b)
			}
		}
		connect(p.in.units, p.units[d], g)
		if n := g.count(); n > 1 {
			faults = append(faults, fmt.Sprintf("district %d is in %d parts", d, n))
		}
	}
	return judged("districts hang together", fmt.Sprintf("%d districts", len(p.numbers)), faults)
}

// voters compares the sum of each region's units with the region's own figure.
func (p *plan) voters() Outcome {
	sums := map[string]int64{}
	var total int64
	for _, u := range p.in.units {
		sums[u.region] += u.voters
		total += u.voters
	}
	var faults []string
	for _, r := range p.in.regions {
		if r.voters != nil && *r.voters != sums[r.id] {
			faults = append(faults, fmt.Sprintf("the units of region %s have %d voters, its own figure is %d", r.id, sums[r.id], *r.voters))
		}
	}
	return judged("voters add up", fmt.Sprintf("%d voters", total), faults)
}

// ruleText is the rule as it stands in the set.
type ruleText struct {
	ID         string            `json:"id"`
	Base       string            `json:"base"`
	Scope      string            `json:"scope"`
	Statistic  string            `json:"statistic"`
	Limit      string            `json:"limit"`
	Soft       bool              `json:"soft"`
	Exceptions []json.RawMessage `json:"exceptions"`
	Projected  json.RawMessage   `json:"projected"`
	limit      *big.Rat
}

func readRule(set fs.FS) (*ruleText, error) {
	data, err := fs.ReadFile(set, Rule)
	if err != nil {
		return nil, err
	}
	r := new(ruleText)
	if err := json.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("%s: %w", Rule, err)
	}
	if len(r.Exceptions) > 0 || len(r.Projected) > 0 {
		return nil, fmt.Errorf("the rule %s has exceptions or a projected test, which are not verified here", r.ID)
	}
	if r.Scope != "region" && r.Scope != "nation" && r.Scope != "" {
		return nil, fmt.Errorf("the rule %s has the scope %q, which is not verified here", r.ID, r.Scope)
	}
	if !slices.Contains([]string{"deviation", "range/mean", "range/largest", "range/smallest", "largest/smallest"}, r.Statistic) {
		return nil, fmt.Errorf("the rule %s has the statistic %q, which is not known here", r.ID, r.Statistic)
	}
	number, percent := strings.CutSuffix(strings.ReplaceAll(strings.ReplaceAll(r.Limit, " ", ""), "\u00a0", ""), "%")
	limit, ok := new(big.Rat).SetString(number)
	if !ok || limit.Sign() < 0 {
		return nil, fmt.Errorf("%s: the limit %q is no number", Rule, r.Limit)
	}
	if percent {
		limit.Quo(limit, big.NewRat(100, 1))
	}
	r.limit = limit
	return r, nil
}

// count is what the rule counts in a unit.
func (r *ruleText) count(u unit) int64 {
	if r.Base == "" || r.Base == "voters" {
		return u.voters
	}
	return u.columns[r.Base]
}

func (p *plan) equality(r *ruleText) Outcome {
	type scope struct {
		name      string
		districts []int
		total     int64
		seats     int
	}
	scopes := make([]scope, 1, len(p.in.regions))
	if r.Scope == "region" {
		scopes = make([]scope, len(p.in.regions))
	}
	for i, x := range p.in.regions {
		j := 0
		if r.Scope == "region" {
			j, scopes[i].name = i, "region "+x.id
		}
		scopes[j].seats += x.seats
		for _, u := range p.in.units {
			if u.region == x.id {
				scopes[j].total += r.count(u)
			}
		}
	}
	var faults []string
	for _, d := range p.numbers {
		j := 0
		if r.Scope == "region" {
			if len(p.regionOf[d]) != 1 {
				faults = append(faults, fmt.Sprintf("district %d lies in several regions and has no quota", d))
				continue
			}
			j = p.regionOf[d][0]
		}
		scopes[j].districts = append(scopes[j].districts, d)
	}
	for _, s := range scopes {
		if s.seats == 0 || len(s.districts) == 0 {
			continue
		}
		mean := big.NewRat(s.total, int64(s.seats))
		if r.Statistic == "deviation" {
			for _, d := range s.districts {
				if dev := new(big.Rat).Sub(big.NewRat(p.sum(d, r), 1), mean); dev.Abs(dev).Cmp(new(big.Rat).Mul(mean, r.limit)) > 0 {
					f, _ := dev.Quo(dev, mean).Float64()
					faults = append(faults, fmt.Sprintf("district %d is %.4f %% from the mean", d, 100*f))
				}
			}
			continue
		}
		lo, hi := p.sum(s.districts[0], r), p.sum(s.districts[0], r)
		for _, d := range s.districts {
			lo, hi = min(lo, p.sum(d, r)), max(hi, p.sum(d, r))
		}
		if !within(r, lo, hi, mean) {
			faults = append(faults, strings.TrimSpace(fmt.Sprintf("%s: from %d to %d breaks the limit %s of %s", s.name, lo, hi, r.Limit, r.Statistic)))
		}
	}
	o := judged("equality by rule "+r.ID, fmt.Sprintf("limit %s of %s", r.Limit, r.Statistic), faults)
	o.OK = o.OK || r.Soft
	return o
}

// within is whether a coupled statistic keeps the limit, by cross multiplication.
func within(r *ruleText, lo, hi int64, mean *big.Rat) bool {
	low, high := big.NewRat(lo, 1), big.NewRat(hi, 1)
	diff := new(big.Rat).Sub(high, low)
	of := map[string]*big.Rat{"range/mean": mean, "range/largest": high, "range/smallest": low, "largest/smallest": low}[r.Statistic]
	if r.Statistic == "largest/smallest" {
		diff = high
	}
	if lo == hi { // also where nobody is counted
		return r.Statistic != "largest/smallest" || r.limit.Cmp(big.NewRat(1, 1)) >= 0
	}
	return of.Sign() > 0 && diff.Cmp(new(big.Rat).Mul(of, r.limit)) <= 0
}

func (p *plan) sum(d int, r *ruleText) int64 {
	var n int64
	for _, u := range p.units[d] {
		n += r.count(p.in.units[u])
	}
	return n
}

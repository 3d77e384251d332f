package crosswalk

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/usual"
)

// choice is a district that a unit may be of, by number, 0 for none; numbers are as the plan has them.
type choice struct {
	number  int
	numbers []int
	weight  *big.Rat
}

// decide gives a unit of the new list the district of its parts, and none where the plan does not know it.
func (w *way) decide(unit string, parts []part, faults *fault.Faults) []int {
	var all []choice
	known := true
	for _, x := range parts {
		c := choice{numbers: w.plan.Of[x.unit], weight: w.weight(x)}
		if len(c.numbers) > 0 {
			c.number = c.numbers[0]
		}
		known = known && c.weight != nil
		at := slices.IndexFunc(all, func(y choice) bool { return y.number == c.number })
		switch {
		case at < 0:
			all = append(all, c)
		case c.weight != nil && all[at].weight != nil:
			all[at].weight = new(big.Rat).Add(all[at].weight, c.weight)
		}
	}
	if len(all) == 0 {
		return nil
	}
	if len(all) == 1 {
		return all[0].numbers
	}
	f := fault.Fault{File: w.File, ID: unit, Kind: DoubtDistrict}
	if !known {
		f.Detail = locale.T("it is made of units of districts %s, and how many voters each part has is not known",
			choices{all, nil})
		ids := make([]string, len(parts))
		for i, x := range parts {
			ids[i] = x.unit
		}
		f.Remedy = locale.T("give the table a column voters, and with it a row for each of %s", locale.Listed(ids,
			fault.PerKind))
		return w.open(all, f, faults)
	}
	slices.SortStableFunc(all, func(a, b choice) int { return b.weight.Cmp(a.weight) })
	total := new(big.Rat)
	for _, c := range all {
		total.Add(total, c.weight)
	}
	if all[0].weight.Cmp(all[1].weight) == 0 {
		f.Detail = locale.T("it is made of units of districts %s, and none has the most", choices{all, total})
		f.Remedy = locale.T("say which district is meant: let its part weigh more in a column voters of %s", w.File)
		return w.open(all, f, faults)
	}
	f.Detail = locale.T("it is made of units of districts %s, and is taken for the first of these", choices{all, total})
	faults.Note(f)
	return all[0].numbers
}

// open refuses what cannot be decided. Where a part has no district in the plan, the unit has none, which is noted.
func (w *way) open(all []choice, f fault.Fault, faults *fault.Faults) []int {
	if slices.ContainsFunc(all, func(c choice) bool { return c.number == 0 }) {
		f.Remedy = locale.T("it has no district, as in part of the plan")
		faults.Note(f)
		return nil
	}
	faults.Add(f)
	return nil
}

// weight is how much a part of a unit of the new list counts, nil where that is not known: what its row says, else the
// voters of the plan's unit, where that is a part of one alone. A share is of the earlier unit.
func (w *way) weight(x part) *big.Rat {
	voters, ok := w.plan.Voters[x.unit]
	whole := new(big.Rat).SetInt64(voters)
	switch {
	case x.weight != nil && (w.By != usual.Share || w.from == 1):
		return x.weight
	case x.weight != nil && ok:
		return whole.Mul(whole, x.weight)
	case ok && w.targets[x.unit] == 1 && w.By != usual.Area && (w.By != usual.Share || w.from == 0):
		return whole
	}
	return nil
}

// choices are districts in words, by number, with the share that each has of a total where that is not nil or 0.
type choices struct {
	all   []choice
	total *big.Rat
}

// In is the list in a language.
func (x choices) In(lang string) string {
	words := make([]string, len(x.all))
	for i, c := range x.all {
		if words[i] = strconv.Itoa(c.number); c.number == 0 {
			words[i] = locale.T("none").In(lang)
		}
		if x.total != nil && x.total.Sign() > 0 {
			words[i] += " (" + share{new(big.Rat).Quo(c.weight, x.total)}.In(lang) + ")"
		}
	}
	return strings.Join(words, ", ")
}

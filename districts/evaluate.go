package districts

import (
	"strconv"
	"strings"

	"github.com/okrug/okrug/balance/rule"
)

// Evaluate tests the plan by a rule, whichever rule binds it.
func (p *Plan) Evaluate(r rule.Rule) *rule.Result { return p.EvaluateAll([]rule.Rule{r})[0] }

// EvaluateAll tests the plan by every rule, in their order.
func (p *Plan) EvaluateAll(rules []rule.Rule) []*rule.Result {
	country := p.country(rules...)
	ds := p.ruleDistricts(country)
	out := make([]*rule.Result, len(rules))
	for i, r := range rules {
		// Against the whole electorate and all seats, so that an incomplete plan is not measured by what it has.
		out[i] = rule.Evaluate(r, ds, country.Totals(r.ScopeName()))
	}
	return out
}

// ruleDistricts are the districts as rules look at them.
func (p *Plan) ruleDistricts(country *rule.Country) []rule.District {
	levels := p.parentLevels()
	out := make([]rule.District, len(p.Districts))
	for i, d := range p.Districts {
		x := country.District(strconv.Itoa(d.Number), d.Units)
		x.Parents = map[string]string{}
		for n, u := range d.Units {
			unit := p.Layer.Units[u]
			for level, name := range levels {
				switch {
				case level >= len(unit.Parents):
				case n == 0:
					x.Parents[name] = unit.Parents[level]
				case x.Parents[name] != unit.Parents[level]:
					x.Parents[name] = ""
				}
			}
		}
		out[i] = x
	}
	return out
}

// JoinShort lists words, at most so many, and says how many more there are; a dash for none.
func JoinShort(words []string, most int) string {
	switch {
	case len(words) == 0:
		return "—"
	case len(words) > most:
		return strings.Join(words[:most], ", ") + " +" + strconv.Itoa(len(words)-most)
	}
	return strings.Join(words, ", ")
}

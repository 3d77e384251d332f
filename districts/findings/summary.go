package findings

import (
	"fmt"

	"github.com/okrug/okrug/balance/rule"
)

// Summary is the answer in a few lines for a terminal.
func (out *Report) Summary(lang string) []string {
	m := &page{out: out, lang: lang}
	lines := []string{fmt.Sprintf("%s: %s", out.Rule.ID, m.known("answer.", out.Status.String()))}
	if !out.Reason.Empty() {
		lines = append(lines, out.Reason.In(lang))
	}
	for _, b := range out.Best {
		s := m.known("scope.", b.Scope) + ", " + m.measure(b.Statistic.String()) + ": " +
			m.value(b.Statistic.String(), b.value)
		if len(b.Binding) > 0 {
			s += " (" + m.names(b.Binding) + ")"
		}
		lines = append(lines, s)
	}
	if len(out.Frontier) > 0 {
		for _, w := range out.SeatsWithin {
			if w.Limit.Cmp(out.Rule.Limit) == 0 && out.Rule.Statistic == rule.Deviation {
				line := m.within(w)
				if proof := m.against(w); proof != "" {
					line += " " + m.say("check") + " okrug certificate verify " + proof
				}
				lines = append(lines, line)
			}
		}
	}
	if x := out.Crossing; x != nil {
		if len(x.Clusters) == 0 {
			lines = append(lines, m.noCrossing(x))
		} else {
			lines = append(lines, m.say("crossing.breaks")+" "+m.clusters(x))
		}
	}
	lines = append(lines, m.dividingLines()...)
	lines = append(lines, m.nearLines()...)
	if c := out.Chance; c != nil {
		lines = append(lines, m.say("chance.same", c.SameVerdict, c.Samples, c.Unknown))
	}
	return lines
}

package evidence

import (
	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
)

// why says for every proof that there is no plan what it rests on, so that a reader can follow it by hand where that is
// possible.
func (m *page) why() {
	if m.out.Status != balance.Infeasible {
		return
	}
	m.line("\n## %s", m.say("why"))
	if m.out.whole != "" {
		m.line("")
		m.proof(m.out.whole, m.say("scope.nation"))
	}
	for _, r := range m.out.Regions {
		if r.Certificate != "" {
			m.line("")
			m.proof(r.Certificate, m.out.region(r.ID, m.lang))
		}
	}
}

func (m *page) proof(file, part string) {
	var c *certificate.Certificate
	for _, p := range m.out.Certificates {
		if p.File == file {
			c = p.Certificate
		}
	}
	if c == nil {
		return
	}
	q := c.Question
	units := ""
	if q.Graph != nil {
		units = m.count(int64(len(q.Graph.Units)))
	}
	seats, lower, upper := m.count(int64(q.Seats)), m.count(q.Lower), m.count(q.Upper)
	switch e := c.Evidence.(type) {
	case *certificate.WholeSeats:
		m.line("%s\n", m.say("why.seats", part, e.Voters, lower, upper))
		for _, row := range e.Rows {
			m.line("- %s", m.say("why.seats.row", row.Seats, row.Least, row.Most))
		}
		if e.Any {
			m.line("\n%s", m.say("why.seats.end"))
		} else {
			m.line("\n%s", m.say("why.seats.one"))
		}
	case *certificate.UnitOver:
		m.line("%s", m.say("why.unit", m.out.unit(e.Unit, m.lang), part, e.Voters, upper))
	case *certificate.Components:
		m.line("%s", m.say("why.components", part, len(e.Voters), seats, lower, upper))
	case *certificate.Enumeration:
		m.line("%s", m.say("why.enumeration", part, units, seats, lower, upper))
	case *certificate.Split:
		m.line("%s", m.say("why.split", part, len(e.Parts)))
	default:
		m.line("%s", m.say("why.duals", part, units, seats, lower, upper))
	}
	m.line("\n%s", m.say("check", file))
}

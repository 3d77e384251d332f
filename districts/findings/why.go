package findings

import (
	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/districts/document"
)

// why says for every proof that there is no plan what it rests on, so that a reader can follow it by hand where that is
// possible.
func (m *page) why() []document.Block {
	if m.out.Status != balance.Infeasible {
		return nil
	}
	var blocks []document.Block
	if m.out.whole != "" {
		blocks = m.proof(m.out.whole, m.say("scope.nation"))
	}
	for _, r := range m.out.Regions {
		if r.Certificate != "" {
			blocks = append(blocks, m.proof(r.Certificate, m.out.region(r.ID, m.lang))...)
		}
	}
	return blocks
}

func (m *page) proof(file, part string) (blocks []document.Block) {
	var c *certificate.Certificate
	for _, p := range m.out.Certificates {
		if p.File == file {
			c = p.Certificate
		}
	}
	if c == nil {
		return nil
	}
	q := c.Question
	units := ""
	if q.Graph != nil {
		units = m.count(int64(len(q.Graph.Units)))
	}
	seats, lower, upper := m.count(int64(q.Seats)), m.count(q.Lower), m.count(q.Upper)
	switch e := c.Evidence.(type) {
	case *certificate.WholeSeats:
		blocks = m.wholeSeats(e, part, lower, upper)
	case *certificate.UnitOver:
		blocks = []document.Block{text(m.say("why.unit", m.out.unit(e.Unit, m.lang), part, e.Voters, upper))}
	case *certificate.Components:
		blocks = []document.Block{text(m.say("why.components", part, len(e.Voters), seats, lower, upper))}
	case *certificate.Enumeration:
		blocks = []document.Block{text(m.say("why.enumeration", part, units, seats, lower, upper))}
	case *certificate.Split:
		blocks = []document.Block{text(m.say("why.split", part, len(e.Parts)))}
	default:
		blocks = []document.Block{text(m.say("why.duals", part, units, seats, lower, upper))}
	}
	return append(blocks, m.check(file))
}

// wholeSeats says how many voters each number of districts can have, so that everybody can see that none fits.
func (m *page) wholeSeats(e *certificate.WholeSeats, part, lower, upper string) []document.Block {
	rows := &document.List{}
	for _, row := range e.Rows {
		rows.Items = append(rows.Items, document.Paragraph{Text: m.say("why.seats.row", row.Seats, row.Least, row.Most)})
	}
	end := m.say("why.seats.one")
	if e.Any {
		end = m.say("why.seats.end")
	}
	return []document.Block{text(m.say("why.seats", part, e.Voters, lower, upper)), rows, text(end)}
}

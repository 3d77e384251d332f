package feasibility

import (
	"cmp"
	"slices"

	"okrug/balance"
	"okrug/balance/certificate"
	"okrug/balance/rule"
)

// splitter collects the intervals of smallest districts that a search refuted, for the certificate.
type splitter struct {
	figures *certificate.Figures
	last    *certificate.Certificate
	parts   []certificate.SplitPart
	gap     bool // an interval has no proof
}

// heard notes the proof of the answer that a leaf may follow.
func (s *splitter) heard(a answer) {
	s.last = nil
	if a.status == balance.Infeasible {
		s.last = a.proof
	}
}

// leaf adds an interval without a plan. Where its bounds cross no solver was asked: then no whole number fits.
func (s *splitter) leaf(l rule.Leaf, id string, voters int64, seats int) {
	proof := s.last
	s.last = nil
	if l.Lower > l.Upper {
		q := certificate.Question{Seats: seats, Lower: l.Lower, Upper: l.Upper}
		proof = certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil, &certificate.WholeSeats{Part: id, Voters: voters,
			Rows: []certificate.SeatsRow{{Seats: seats, Least: int64(seats) * l.Lower, Most: int64(seats) * l.Upper}}})
	}
	if proof == nil {
		s.gap = true
	}
	s.parts = append(s.parts, certificate.SplitPart{From: l.From, To: l.To, Certificate: proof})
}

// proof is the certificate of the whole, nil if some interval has none.
func (s *splitter) proof(q certificate.Question) *certificate.Certificate {
	if s.gap || s.figures == nil {
		return nil
	}
	slices.SortFunc(s.parts, func(a, b certificate.SplitPart) int { return cmp.Compare(a.From, b.From) })
	for i := range s.parts {
		// Parts about units carry the question's graph, so that the checker knows that they are about the same.
		if g := s.parts[i].Certificate.Question.Graph; g == nil && q.Graph != nil {
			c := *s.parts[i].Certificate
			c.Question.Graph = q.Graph
			s.parts[i].Certificate = &c
		}
	}
	return certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil, &certificate.Split{Figures: s.figures, Parts: s.parts})
}

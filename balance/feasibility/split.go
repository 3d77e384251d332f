package feasibility

import (
	"cmp"
	"slices"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/rule"
)

// splitter collects the intervals of smallest districts that a search refuted, for the certificate. Each interval is
// told in two steps: the answer is heard when a question with its bounds has been asked, and leaf follows where the
// search found no plan in it. If all is refuted, the intervals cover every number that the smallest district can have,
// and so every plan.
type splitter struct {
	figures *certificate.RuleBounds
	// regions are those whose districts are compared, where they are several.
	regions []certificate.RegionSeats
	region  string // that last is about, where regions are several
	last    *certificate.Certificate
	parts   []certificate.SplitPart
	gap     bool // an interval has no proof
}

// heard notes the proof of the answer that a leaf may follow, and the region that it is about.
func (s *splitter) heard(region string, a answer) {
	s.region, s.last = region, nil
	if a.status == balance.Infeasible {
		s.last = a.proof
	}
}

// leaf adds an interval without a plan, by the proof that was kept last.
func (s *splitter) leaf(l rule.Leaf) {
	s.parts = append(s.parts, certificate.SplitPart{From: l.From, To: l.To, Region: s.region, Certificate: s.last})
	s.gap = s.gap || s.last == nil
	s.last = nil
}

// proof is the certificate of the whole, nil if some interval has none.
func (s *splitter) proof(q certificate.Question) *certificate.Certificate {
	if s.gap || s.figures == nil {
		return nil
	}
	slices.SortFunc(s.parts, func(a, b certificate.SplitPart) int { return cmp.Compare(a.From, b.From) })
	e := &certificate.Split{Figures: s.figures, Regions: s.regions, Parts: s.parts}
	return certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil, e)
}

package feasibility

import (
	"context"
	"slices"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/rule"
)

// couple decides a rule that compares the districts of all regions with each other. Regions that an exception frees are
// compared with nothing and keep the plans they have.
//
// As for one region, the range of the smallest district's voters is split again and again. For a range and the bounds
// that follow from it the regions can be asked one by one: districts that keep common bounds need not know of each
// other. One region without a plan refutes the range for all.
//
// It changes v, which every region by itself had made Feasible: the plans are replaced by ones that agree, or the
// status becomes Infeasible with a proof, or Unknown.
func (s Settings) couple(ctx context.Context, c *Country, v *Verdict, parts []*part, qs *rule.Questions) error {
	first := slices.IndexFunc(qs.Regions, func(q rule.Question) bool { return !q.Free })
	if first < 0 {
		return nil
	}
	type plans []answer
	t := qs.Nation
	split := &splitter{figures: figuresOf(&qs.Regions[first])}
	for i, q := range qs.Regions {
		if !q.Free {
			split.regions = append(split.regions, certificate.RegionSeats{ID: q.Region, Voters: parts[i].graph.Total(),
				Seats: c.Seats[i]})
		}
	}
	ask := func(ctx context.Context, lower, upper int64) (rule.Answer[plans], error) {
		out := rule.Answer[plans]{Found: true, Proven: true, Smallest: t.Total}
		unknown := false
		for i, p := range parts {
			if qs.Regions[i].Free {
				out.Plan = append(out.Plan, answer{plan: v.Regions[i].plan, small: v.Regions[i].Smallest,
					large: v.Regions[i].Largest, status: balance.Feasible, method: v.Regions[i].Method})
				continue
			}
			a, err := s.find(ctx, p, c.Seats[i], lower, upper, nil)
			if err != nil {
				return out, err
			}
			// The first region that is refuted is the one that the proof is about; the others need not be asked.
			if a.status == balance.Infeasible {
				split.heard(p.id, a)
				return rule.Answer[plans]{Proven: true}, nil
			}
			unknown = unknown || a.status != balance.Feasible
			out.Smallest, out.Largest = min(out.Smallest, a.small), max(out.Largest, a.large)
			out.Plan = append(out.Plan, a)
		}
		// No region is refuted and some are undecided, which decides nothing and leaves a gap in the proof.
		if unknown {
			split.heard("", answer{})
			return rule.Answer[plans]{}, nil
		}
		return out, nil
	}
	got, err := rule.SearchTrace(ctx, t, ask, split.leaf)
	if err != nil {
		return err
	}
	open := qs.Regions[first].Open // then districts that need no exception were looked for
	switch {
	case got.Found:
		for i := range v.Regions {
			v.Regions[i].take(got.Plan[i])
		}
		v.conclude(c)
	case got.Proven && !open:
		v.Status, v.Plan = balance.Infeasible, nil
		lower, upper := t.Window()
		v.Proof = split.proof(certificate.Question{Seats: t.Seats - t.ApartSeats, Lower: lower, Upper: upper})
	default:
		v.Status, v.Plan = balance.Unknown, nil
	}
	return nil
}

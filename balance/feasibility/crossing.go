package feasibility

import (
	"context"
	"fmt"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo/locale"
)

// Crossing is the best that districts across regions could do: the most clusters of regions that keep their districts
// to themselves, and a plan with the fewest regions divided inside each. Districts of one region are not lawful where
// regions must not be crossed; this shows what it would buy to allow it.
type Crossing struct {
	// Status is Optimal where the number of clusters is proven the largest, Feasible where some cluster was given up
	// without a proof, Infeasible where not even the whole country can be divided within the bounds.
	Status balance.Status `json:"status"`
	Lower  int64          `json:"lower"`
	Upper  int64          `json:"upper"`
	// Count is the number of ways to have as many clusters, by voters alone but without the clusters refuted.
	Count    int64          `json:"clusterings"`
	Clusters []DrawnCluster `json:"clusters"`
	// Refuted are clusters that voters allow and units do not, met on the way.
	Refuted int `json:"refuted"`
	// Plan is the district of every unit, from 1, cluster by cluster.
	Plan []int `json:"-"`
	// Proof shows that there are no more clusters; nil where voters alone would allow more, and units do not.
	Proof *certificate.Certificate `json:"-"`
}

// DrawnCluster is a cluster with its districts.
type DrawnCluster struct {
	IDs    []string `json:"regions"`
	Seats  int      `json:"seats"`
	Voters int64    `json:"voters"`
	// Divided are the regions of which several districts have a part; DividedProven says that no plan divides fewer.
	Divided       []string `json:"divided"`
	DividedProven bool     `json:"divided_proven"`
	// Unled are the regions that hold the most voters of no district. UnledProven says that no plan of the cluster that
	// divides as few regions does better; UnledWhy, where not empty, why a region can lead none whatever the plan.
	Unled       []string               `json:"unled"`
	UnledProven bool                   `json:"unled_proven"`
	UnledWhy    map[string]locale.Text `json:"unled_why,omitempty"`
	plan        []int
}

// ErrOnlyNation says that a question is asked only under a rule of the nation's mean.
var ErrOnlyNation = locale.Errorf("districts across regions are measured by the nation's mean; choose a rule of the " +
	"nation and its largest deviation")

// Cross finds the crossing of a country under a rule on the largest deviation from the nation's mean.
//
// Voters propose and units dispose: a clustering with the most clusters that voters allow is taken, and each cluster is
// asked for districts. One without any is banned with its number of seats, and the next clustering is looked for. Bans
// only take clusterings away, so the first in which every cluster has districts has as many clusters as any can have,
// provided that every ban was proven. Each turn bans a cluster at least, so the turns end; the table is what limits the
// number of regions. At the deadline the status is Unknown.
func Cross(ctx context.Context, c *Country, r rule.Rule, s Settings) (*Crossing, error) {
	if err := c.checkCounts(); err != nil {
		return nil, err
	}
	if r.ScopeName() != rule.Nation || r.Statistic.Coupled() {
		return nil, locale.Errorf("%w (not %s)", ErrOnlyNation, r.ID)
	}
	x := &Crossing{Status: balance.Optimal}
	x.Lower, x.Upper = r.For(c.Graph.Total(), c.AllSeats()).Window()
	k, err := newClustering(c, x.Lower, x.Upper)
	if err != nil {
		return nil, err
	}
	// What the units have said to each cluster with its seats; no question is put twice.
	known := map[indivisible]answer{}
	for {
		s.say(locale.T("clustering %d {1|region|regions}", len(c.Regions)))
		if !k.fill(ctx) {
			x.Status = balance.Unknown
			return x, nil
		}
		if k.most() == 0 {
			if x.Status == balance.Optimal {
				x.Status = balance.Infeasible
			} else {
				x.Status = balance.Unknown
			}
			return x, nil
		}
		// All clusters are tested before the next turn, though one refuted would do: each further ban saves a turn.
		clusters := k.first()
		again := false
		for i, cl := range clusters {
			key := indivisible{cl.set, cl.Seats}
			a, ok := known[key]
			if !ok {
				p := c.part(fmt.Sprint(cl.IDs), func(r int) bool { return cl.set>>r&1 != 0 })
				s.say(locale.T("cluster %d of %d: %s", i+1, len(clusters), cl.IDs))
				if a, err = s.find(ctx, p, cl.Seats, x.Lower, x.Upper, nil); err != nil {
					return x, err
				}
				known[key] = a
			}
			if a.status != balance.Feasible {
				k.banned[key], again = true, true
				x.Refuted++
				if a.status != balance.Infeasible {
					x.Status = balance.Feasible
				}
			}
		}
		// By voters alone there are no more clusters unless some were refuted, and then a certificate by voters alone cannot
		// show it.
		if !again {
			x.Count = k.count()
			err := s.drawClusters(ctx, c, x, clusters, known)
			if err == nil && x.Refuted == 0 {
				x.Proof = x.moreClusters(c, r)
			}
			return x, err
		}
		if ctx.Err() != nil {
			x.Status = balance.Unknown
			return x, nil
		}
	}
}

// drawClusters draws the districts of each cluster and numbers them on through the country.
func (s Settings) drawClusters(ctx context.Context, c *Country, x *Crossing, clusters []Cluster,
	known map[indivisible]answer) error {
	x.Plan = make([]int, c.Graph.Len())
	next := 1
	for i, cl := range clusters {
		p := c.part(fmt.Sprint(cl.IDs), func(r int) bool { return cl.set>>r&1 != 0 })
		s.say(locale.T("districts of cluster %d of %d: %s", i+1, len(clusters), cl.IDs))
		d, err := s.draw(ctx, c, p, cl, x.Lower, x.Upper, known[indivisible{cl.set, cl.Seats}].plan)
		if err != nil {
			return err
		}
		for i, u := range p.units {
			x.Plan[u] = next + d.plan[i]
		}
		next += cl.Seats
		x.Clusters = append(x.Clusters, d)
	}
	return nil
}

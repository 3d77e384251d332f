package feasibility

import (
	"cmp"
	"context"
	"slices"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/geo/locale"
)

// draw finds districts for a cluster that divide the fewest regions; of those, one in which as many regions as possible
// hold the most voters of some district; of those, the one with the shortest border. Only a complete enumeration proves
// it, or a bound by voters that the plan happens to meet. Where enumeration ends early, the heuristic has a try from
// start. That is a plan of the part within the bounds, and what comes out if nothing better is found.
func (s Settings) draw(ctx context.Context, c *Country, p *part, cl Cluster, lower, upper int64,
	start []int) (DrawnCluster, error) {
	d := DrawnCluster{IDs: cl.IDs, Seats: cl.Seats, Voters: cl.Voters, plan: start}
	region := make([]int, len(p.units))
	for i, u := range p.units {
		region[i] = slices.Index(cl.Regions, c.Of[u])
	}
	// Regions are numbered within the cluster here, 0 for its first.
	w := &weigher{p: p, region: region, regions: len(cl.Regions), seats: cl.Seats}
	best := w.weigh(start)
	take := func(plan []int) {
		if v := w.weigh(plan); v.less(best) {
			best, d.plan = v, slices.Clone(plan)
		}
	}
	if len(cl.Regions) > 1 {
		buf := make([]int, len(p.units))
		stats, err := enumerate.Visit(ctx, &balance.Problem{Graph: p.graph, Seats: cl.Seats, Lower: lower, Upper: upper,
			Parents: [][]int{region}},
			enumerate.Settings{Work: s.nodes()}, func(v *enumerate.View) bool {
				// Most plans divide too many regions; the rest of their weight need not be known.
				if v.Divided[0] <= best.divided {
					v.Assign(buf)
					take(buf)
				}
				return true
			})
		if err != nil {
			return d, err
		}
		d.DividedProven, d.UnledProven = stats.Complete, stats.Complete
		if !stats.Complete {
			sol, err := balance.Solve(ctx, balance.Problem{Graph: p.graph, Seats: cl.Seats, Lower: lower, Upper: upper,
				Parents: [][]int{region}, Start: start},
				balance.Settings{Method: balance.Heuristic, Work: 6_000_000, Seed: s.Seed})
			if err != nil {
				return d, err
			}
			if sol.Status == balance.Feasible || sol.Status == balance.Optimal {
				take(sol.Assignment)
			}
		}
	} else {
		// One region alone: it is divided if it has several seats, and leads all its districts.
		d.DividedProven, d.UnledProven = true, true
	}
	parts, led := w.tally(d.plan)
	for i, r := range cl.Regions {
		if parts[i] > 1 {
			d.Divided = append(d.Divided, c.Regions[r])
		}
		if !led[i] {
			d.Unled = append(d.Unled, c.Regions[r])
			if v := w.voters(i); v*int64(len(cl.Regions)) < lower {
				// A district has at least lower voters, of at most so many regions; the one with the most has at least its share. A
				// region with fewer voters in all can be that in no district.
				if d.UnledWhy == nil {
					d.UnledWhy = map[string]locale.Text{}
				}
				d.UnledWhy[c.Regions[r]] = locale.T("%d {1|voter|voters} × %d {2|region|regions} < %d", v, len(cl.Regions), lower)
			}
		}
	}
	// At least so many regions are divided: what is not divided lies whole in one district. And if each region that leads
	// none can lead none, no plan leaves fewer.
	if !d.DividedProven && len(d.Divided) <= w.mustDivide(upper) {
		d.DividedProven = true
	}
	if !d.UnledProven && len(d.UnledWhy) == len(d.Unled) {
		d.UnledProven = true
	}
	return d, nil
}

// weigher judges plans of a cluster.
type weigher struct {
	p              *part
	region         []int // of every unit, 0 to regions-1
	regions, seats int
}

// weight is what plans are compared by, the first figure first: regions divided, regions that lead no district, border
// in the graph's whole length units, cut edges.
type weight struct {
	divided, unled int
	border         int64
	cuts           int
}

func (a weight) less(b weight) bool {
	return cmp.Or(cmp.Compare(a.divided, b.divided), cmp.Compare(a.unled, b.unled), cmp.Compare(a.border, b.border),
		cmp.Compare(a.cuts, b.cuts)) < 0
}

func (w *weigher) weigh(plan []int) (v weight) {
	parts, led := w.tally(plan)
	for i := range parts {
		if parts[i] > 1 {
			v.divided++
		}
		if !led[i] {
			v.unled++
		}
	}
	for _, e := range w.p.graph.Edges {
		if plan[e.U] != plan[e.V] {
			v.border += e.Length
			v.cuts++
		}
	}
	return v
}

// tally counts in how many districts each region has units, and whether it holds the most voters of one; equal numbers
// lead together.
func (w *weigher) tally(plan []int) (parts []int, led []bool) {
	voters := make([][]int64, w.seats)
	has := make([][]bool, w.seats)
	for d := range voters {
		voters[d], has[d] = make([]int64, w.regions), make([]bool, w.regions)
	}
	for u, d := range plan {
		voters[d][w.region[u]] += w.p.graph.Voters[u]
		has[d][w.region[u]] = true
	}
	parts, led = make([]int, w.regions), make([]bool, w.regions)
	for d := range voters {
		most := slices.Max(voters[d])
		for r := range w.regions {
			if has[d][r] {
				parts[r]++
				led[r] = led[r] || voters[d][r] == most
			}
		}
	}
	return parts, led
}

func (w *weigher) voters(region int) (v int64) {
	for u, r := range w.region {
		if r == region {
			v += w.p.graph.Voters[u]
		}
	}
	return v
}

// mustDivide is a lower bound on the regions divided: those with more voters than a district may have.
func (w *weigher) mustDivide(upper int64) int {
	n := 0
	for r := range w.regions {
		if w.voters(r) > upper {
			n++
		}
	}
	return n
}

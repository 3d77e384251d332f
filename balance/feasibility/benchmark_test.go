package feasibility

import (
	"context"
	"strconv"
	"testing"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/rule"
)

// gridCountry is a grid of units in square regions of side by side units, with voters that differ a little.
func gridCountry(b *testing.B, regions, side, seats int) *Country {
	w := regions * side
	c := &Country{}
	var ids []string
	var voters []int64
	var edges []graph.Edge
	for v := range w * w {
		x, y := v%w, v/w
		ids, voters = append(ids, strconv.Itoa(v)), append(voters, int64(1000+v*7919%500))
		c.Of = append(c.Of, y/side*regions+x/side)
		if x > 0 {
			edges = append(edges, graph.Edge{U: v - 1, V: v, Length: 1})
		}
		if y > 0 {
			edges = append(edges, graph.Edge{U: v - w, V: v, Length: 1})
		}
	}
	for r := range regions * regions {
		c.Regions, c.Seats = append(c.Regions, strconv.Itoa(r)), append(c.Seats, seats)
	}
	g, err := graph.New(ids, voters, edges)
	if err != nil {
		b.Fatal(err)
	}
	c.Graph = g
	return c
}

func BenchmarkDecide(b *testing.B) {
	c := gridCountry(b, 4, 4, 3)
	for _, s := range rule.Statistics() {
		r := rule.Rule{ID: s.String(), Scope: rule.Region, Statistic: s, Limit: rule.NewFraction(1, 10)}
		if s == rule.LargestOverSmallest {
			r.Limit = rule.NewFraction(11, 10)
		}
		b.Run(s.String(), func(b *testing.B) {
			for b.Loop() {
				qs, err := c.ask(r)
				if err == nil {
					_, err = Decide(context.Background(), c, qs, Settings{})
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkBest(b *testing.B) {
	c := gridCountry(b, 4, 4, 3)
	for b.Loop() {
		if _, err := Best(context.Background(), c, rule.Rule{ID: "x", Scope: rule.Nation, Statistic: rule.RangeOverMean},
			Settings{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkClusters(b *testing.B) {
	c := gridCountry(b, 4, 2, 2)
	r := rule.Rule{ID: "x", Limit: rule.NewFraction(1, 50)}
	lower, upper := r.For(c.Graph.Total(), c.AllSeats()).Window()
	for b.Loop() {
		k, err := newClustering(c, lower, upper)
		if err != nil {
			b.Fatal(err)
		}
		k.fill(context.Background())
	}
}

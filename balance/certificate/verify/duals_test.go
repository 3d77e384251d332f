package verify_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/exact"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
)

// proof is a certificate of the exact method for a grid of unequal units, all of them even.
func proof(t testing.TB, band int64, kind problem.Kind) *certificate.Certificate {
	g := grid(t, 6, 5)
	r := rand.New(rand.NewPCG(1, 9))
	for v := range g.Voters {
		g.Voters[v] = 50 + 2*r.Int64N(50)
	}
	for g.Total()%8 != 4 {
		g.Voters[0] += 2
	}
	mean := g.Total() / 4 // odd
	s, err := exact.Solve(context.Background(), &problem.Problem{Graph: g, Seats: 4, Lower: mean - band,
		Upper: mean + band, Objective: problem.Objective{Kind: kind}}, exact.Settings{})
	require.NoError(t, err)
	require.NotNil(t, s.Certificate)
	return s.Certificate
}

// again is a deep copy by way of the file.
func again(t testing.TB, c *certificate.Certificate) *certificate.Certificate {
	b, err := json.Marshal(c)
	require.NoError(t, err)
	d := new(certificate.Certificate)
	require.NoError(t, json.Unmarshal(b, d))
	return d
}

// TestFalseDuals changes a true certificate in one place.
func TestFalseDuals(t *testing.T) {
	optimal := proof(t, 50, problem.Border)
	require.Equal(t, certificate.Optimal, optimal.Claim.Status)
	impossible := proof(t, 0, problem.CutEdges)
	require.Equal(t, certificate.Infeasible, impossible.Claim.Status)
	for _, c := range []struct {
		name   string
		of     *certificate.Certificate
		change func(c *certificate.Certificate, d *certificate.Duals)
		refuse string // "" accepts
	}{
		{"true", optimal, func(*certificate.Certificate, *certificate.Duals) {}, ""},
		{"bound raised", optimal, func(c *certificate.Certificate, _ *certificate.Duals) { c.Claim.Value++ },
			"the plan has the value"},
		{"bound raised without plan", optimal, func(c *certificate.Certificate, _ *certificate.Duals) {
			c.Claim.Value++
			c.Claim.Status, c.Plan = certificate.Bounded, nil
		}, "there is a plan within the limit"},
		{"bound lowered", optimal, func(c *certificate.Certificate, _ *certificate.Duals) {
			c.Claim.Value--
			c.Claim.Status = certificate.Bounded
		}, ""},
		{"no plan claimed", optimal, func(c *certificate.Certificate, _ *certificate.Duals) {
			c.Plan, c.Claim = nil, certificate.Claim{Status: certificate.Infeasible}
		}, ""}, // replaced below: must be refused
		{"dual changed", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { d.Steps[0].Pi[7] += 1 << 20 },
			"the least reduced cost is said"},
		// Any whole numbers are duals. With the least reduced cost to match they prove less, here still enough, since all
		// districts of a small graph can be listed.
		{"duals all zero", optimal, func(_ *certificate.Certificate, d *certificate.Duals) {
			d.Steps = d.Steps[:1]
			clear(d.Steps[0].Pi)
			d.Steps[0].Least, d.ListPi = 0, nil
		}, ""},
		{"least raised", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { d.Steps[0].Least += 1 << 30 },
			"the least reduced cost is said"},
		{"another rounding", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { d.Steps[0].Delta = 7 }, ""},
		{"no rounding", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { d.Steps[0].Delta = 0 },
			"delta is 0"},
		{"another order", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { slices.Sort(d.Order) }, ""},
		{"order cut short", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { d.Order = d.Order[1:] },
			"misses unit"},
		{"order with a unit twice", optimal, func(_ *certificate.Certificate,
			d *certificate.Duals) {
			d.Order[3] = d.Order[4]
		}, "named already"},
		{"order with a unit too many", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { d.Order[3] = 99 },
			"which is none"},
		{"no steps", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { d.Steps = nil }, "no duals to refute"},
		{"duals cut short", optimal, func(_ *certificate.Certificate,
			d *certificate.Duals) {
			d.Steps[0].Pi = d.Steps[0].Pi[2:]
		}, "duals for 28 units"},
		{"duals too large", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { d.Steps[0].Pi[0] = 1 << 62 },
			"too large"},
		{"scale too large", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { d.Scale = 1 << 60 },
			"too large"},
		{"scale of nothing", optimal, func(_ *certificate.Certificate, d *certificate.Duals) { d.Scale = 0 },
			"the scale is 0"},
		{"other weights", optimal, func(_ *certificate.Certificate,
			d *certificate.Duals) {
			d.Weights = certificate.CutEdges
		}, "the duals are about"},
		{"no weights", impossible, func(_ *certificate.Certificate, d *certificate.Duals) { d.Weights = "hope" },
			"cannot be weighed"},
		{"unit moved", optimal, func(c *certificate.Certificate, _ *certificate.Duals) { c.Plan[0] = c.Plan[29] }, ""},
		{"wrong seats", optimal, func(c *certificate.Certificate, _ *certificate.Duals) { c.Question.Seats = 5 },
			"district 5 is empty"},
		{"another graph", optimal, func(c *certificate.Certificate,
			_ *certificate.Duals) {
			c.Question.Graph.Units[3].Voters++
		}, "SHA-256"},
		{"another graph, hashed again", optimal, func(c *certificate.Certificate, _ *certificate.Duals) {
			g := c.Question.Graph
			for i := range g.Edges {
				g.Edges[i][2] = 1
			}
			g.SHA256 = g.Hash()
		}, "the plan has the value"},
		{"no plan, true", impossible, func(*certificate.Certificate, *certificate.Duals) {}, ""},
		{"no plan, wider bounds", impossible, func(c *certificate.Certificate, _ *certificate.Duals) {
			c.Question.Lower, c.Question.Upper = c.Question.Lower-50, c.Question.Upper+50
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			cert := again(t, c.of)
			c.change(cert, cert.Evidence.(*certificate.Duals))
			_, err := verify.Certificate(context.Background(), cert)
			switch c.name {
			case "no plan claimed", "unit moved", "no plan, wider bounds":
				var r *verify.Refusal
				require.ErrorAs(t, err, &r) // for one of several reasons
				return
			}
			if c.refuse == "" {
				require.NoError(t, err)
				return
			}
			var r *verify.Refusal
			require.ErrorAs(t, err, &r)
			assert.Contains(t, r.Reason.String(), c.refuse)
		})
	}
}

// TestSoundDuals gives the checker false claims with evidence of any kind: whatever the duals, orders, roundings and
// claims of least costs, none may be accepted. Enumeration says what is true.
func TestSoundDuals(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	refused := 0
	for range 1500 {
		g := randomGraph(t, r)
		n := g.Len()
		q := certificate.Question{Graph: certificate.NewGraph(g), Seats: 1 + r.IntN(min(4, n)), Objective: certificate.Border}
		mean := g.Total() / int64(q.Seats)
		q.Lower, q.Upper = max(0, mean-r.Int64N(mean+2)), mean+1+r.Int64N(mean+1)
		d := &certificate.Duals{Weights: certificate.Border, Scale: 1 + r.Int64N(5), Order: r.Perm(n)}
		duals := func() []int64 {
			pi := make([]int64, n)
			for v := range pi {
				pi[v] = r.Int64N(400) - 100
			}
			return pi
		}
		for range r.IntN(4) {
			d.Steps = append(d.Steps, certificate.Step{Delta: 1 + r.Int64N(30), Pi: duals(), Least: r.Int64N(1000) - 900})
		}
		for range r.IntN(3) {
			d.ListPi = append(d.ListPi, duals())
		}
		for _, claim := range []certificate.Claim{{Status: certificate.Infeasible},
			{Status: certificate.Bounded, Value: 1 + r.Int64N(100)}} {
			_, err := verify.Certificate(context.Background(), certificate.New(q, claim, nil, d))
			if err != nil {
				refused++
				continue
			}
			_, err = verify.Certificate(context.Background(), certificate.New(q, claim, nil, &certificate.Enumeration{}))
			require.NoError(t, err, "%+v %+v %+v", q, claim, d)
		}
	}
	require.Greater(t, refused, 1000)
	require.Less(t, refused, 2900)
}

func randomGraph(t testing.TB, r *rand.Rand) *graph.Graph {
	n := 2 + r.IntN(8)
	ids, voters := make([]string, n), make([]int64, n)
	var edges []graph.Edge
	for v := range n {
		ids[v], voters[v] = string(rune('a'+v)), r.Int64N(30)
		for w := range v {
			if w == v-1 && r.IntN(8) > 0 || r.IntN(4) == 0 {
				edges = append(edges, graph.Edge{U: w, V: v, Length: r.Int64N(20)})
			}
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	return g
}

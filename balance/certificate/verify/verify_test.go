package verify_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/graph"
)

// grid is a graph of w by h units with one voter each.
func grid(t testing.TB, w, h int) *graph.Graph {
	var ids []string
	var voters []int64
	var edges []graph.Edge
	for y := range h {
		for x := range w {
			v := y*w + x
			ids, voters = append(ids, string(rune('a'+x))+string(rune('0'+y))), append(voters, 1)
			if x > 0 {
				edges = append(edges, graph.Edge{U: v - 1, V: v, Length: 2})
			}
			if y > 0 {
				edges = append(edges, graph.Edge{U: v - w, V: v, Length: 3})
			}
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	return g
}

func columns(w, h int) []int {
	plan := make([]int, w*h)
	for i := range plan {
		plan[i] = i%w + 1
	}
	return plan
}

// TestCounts compares enumeration with OEIS A172477, the divisions of an n by n grid into n connected districts of n.
func TestCounts(t *testing.T) {
	for n, want := range []int64{1: 1, 2: 2, 3: 10, 4: 117, 5: 4006} {
		if n == 0 {
			continue
		}
		q := certificate.Question{Graph: certificate.NewGraph(grid(t, n, n)), Seats: n, Lower: int64(n), Upper: int64(n)}
		c := certificate.New(q, certificate.Claim{Status: certificate.Counted, Plans: want}, nil, &certificate.Enumeration{})
		_, err := verify.Certificate(context.Background(), c)
		assert.NoError(t, err)
		c.Claim.Plans++
		_, err = verify.Certificate(context.Background(), c)
		assert.ErrorContains(t, err, " and not ")
	}
}

func TestEnumeration(t *testing.T) {
	g := certificate.NewGraph(grid(t, 4, 4))
	fresh := func() *certificate.Certificate {
		q := certificate.Question{Graph: g, Seats: 4, Lower: 4, Upper: 4, Objective: certificate.Border}
		plan := []int{1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}
		return certificate.New(q, certificate.Claim{Status: certificate.Optimal, Value: 20}, plan, &certificate.Enumeration{})
	}
	for _, c := range []struct {
		name   string
		change func(c *certificate.Certificate)
		refuse string // "" accepts
	}{
		{"true", func(*certificate.Certificate) {}, ""},
		{"bound raised", func(c *certificate.Certificate) { c.Claim.Value = 21 }, "value 20 and not 21"},
		{"another plan", func(c *certificate.Certificate) { c.Plan = columns(4, 4); c.Claim.Value = 24 },
			"there is a plan with the value 20"},
		{"unit moved", func(c *certificate.Certificate) { c.Plan[1] = 2 }, "voters, outside"},
		{"disconnected", func(c *certificate.Certificate) { c.Plan[0], c.Plan[15] = 4, 1 }, "not connected"},
		{"empty district", func(c *certificate.Certificate) { c.Question.Seats = 5 }, "district 5 is empty"},
		{"unit missing", func(c *certificate.Certificate) { c.Plan = c.Plan[1:] }, "15 units and the graph 16"},
		{"district missing", func(c *certificate.Certificate) { c.Plan[3] = 0 }, "in district 0 of 4"},
		{"another graph", func(c *certificate.Certificate) {
			h := *g
			h.Edges = h.Edges[1:]
			c.Question.Graph = &h
		}, "SHA-256"},
		{"infeasible", func(c *certificate.Certificate) {
			c.Plan, c.Claim = nil, certificate.Claim{Status: certificate.Infeasible}
		}, "there is a plan"},
		{"bound", func(c *certificate.Certificate) { c.Plan, c.Claim.Status = nil, certificate.Bounded }, ""},
		{"bound with plan", func(c *certificate.Certificate) { c.Claim.Status, c.Claim.Value = certificate.Bounded, 19 }, ""},
		{"bound above plan", func(c *certificate.Certificate) { c.Claim.Status, c.Claim.Value = certificate.Bounded, 21 },
			"less than the bound"},
		{"plan alone", func(c *certificate.Certificate) {
			c.Kind, c.Evidence = certificate.KindPlan,
				&certificate.PlanAlone{}
		}, "plan alone"},
		{"kind changed", func(c *certificate.Certificate) { c.Kind = certificate.KindDuals }, "not of the kind"},
		{"status changed", func(c *certificate.Certificate) { c.Claim.Status = "likely" }, "unknown status"},
		{"locks kept", func(c *certificate.Certificate) {
			c.Question.Fixed, c.Question.Together = [][2]int{{0, 1}, {15, 4}}, [][]int{{2, 7}}
		}, ""},
		{"lock broken", func(c *certificate.Certificate) { c.Question.Fixed = [][2]int{{0, 2}} }, "fixed to district 2"},
		{"group broken", func(c *certificate.Certificate) { c.Question.Together = [][]int{{0, 15}} }, "must be together"},
		{"finished broken", func(c *certificate.Certificate) {
			c.Question.Fixed, c.Question.Finished = [][2]int{{0, 1}}, []int{1}
		}, "finished"},
		{"deviation", func(c *certificate.Certificate) {
			c.Question.Objective, c.Question.Quota = certificate.Deviation, &[2]int64{16, 4}
			c.Question.Lower, c.Question.Upper, c.Claim.Value = 1, 9, 0
			c.Kind, c.Evidence = certificate.KindPlan, &certificate.PlanAlone{}
		}, ""},
		{"nothing below nothing", func(c *certificate.Certificate) {
			c.Question.Objective, c.Question.Quota = certificate.Deviation, &[2]int64{16, 4}
			c.Question.Lower, c.Question.Upper, c.Claim.Value = 1, 9, 0
		}, "nothing to refute"},
		{"deviation not least", func(c *certificate.Certificate) {
			c.Question.Objective, c.Question.Quota = certificate.Deviation, &[2]int64{16, 4}
			c.Question.Lower, c.Question.Upper, c.Claim.Value = 1, 9, 4
			c.Plan[1] = 2
		}, "there is a plan"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cert := fresh()
			c.change(cert)
			_, err := verify.Certificate(context.Background(), cert)
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

// TestFile reads back what was written, byte for byte, and names what is wrong with other files.
func TestFile(t *testing.T) {
	q := certificate.Question{Graph: certificate.NewGraph(grid(t, 2, 1)), Seats: 2, Lower: 1, Upper: 1,
		Objective: certificate.CutEdges}
	c := certificate.New(q, certificate.Claim{Status: certificate.Optimal, Value: 1}, []int{1, 2},
		&certificate.Enumeration{})
	var b bytes.Buffer
	require.NoError(t, certificate.Write(&b, c))
	read, err := certificate.Read(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, c, read)
	var again bytes.Buffer
	require.NoError(t, certificate.Write(&again, read))
	assert.Equal(t, b.String(), again.String())

	for from, to := range map[string]string{
		`"okrug_certificate":1`: `"okrug_certificate":2`,
		`"kind":"enumeration"`:  `"kind":"belief"`,
		`"seats":2`:             `"seats":2.5`,
		`"lower":1`:             `"lower":1,"mood":3`,
		`}}`:                    `}}{`,
	} {
		text := strings.Replace(b.String(), from, to, 1)
		require.NotEqual(t, b.String(), text)
		_, err := certificate.Read(strings.NewReader(text))
		assert.Error(t, err, to)
	}
}

package feasibility

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/rule"
)

// Every statistic and scope on small random countries, against a walk through all their plans; every "no" has a
// certificate that its checker accepts, every "yes" a plan that the rule accepts.
func TestDecideAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCountry(t, 7)
		if c.Check() != nil {
			return
		}
		r := excepted(t, drawRule(t))
		possible := false
		allPlans(c, func(ds []rule.District) {
			possible = possible || rule.Evaluate(r, ds, nil).Verdict == rule.Meets
		})
		v := decide(t, c, r)
		if possible {
			require.Equal(t, balance.Feasible, v.Status)
			require.Equal(t, rule.Meets, rule.Evaluate(r, planOf(t, c, v.Plan), nil).Verdict)
			return
		}
		require.Equal(t, balance.Infeasible, v.Status)
		proofs := v.Proofs()
		require.NotEmpty(t, proofs)
		verified(t, proofs)
	})
}

func TestExceptionsAreRespected(t *testing.T) {
	c := &Country{Regions: []string{"A", "B"}, Of: []int{0, 1, 1}, Seats: []int{1, 2}}
	c.Graph = line(t, 10, 20, 21)
	r := rule.Rule{ID: "x", Scope: rule.Nation, Limit: rule.NewFraction(1, 4)}
	ask := func() *Verdict { return decide(t, c, r) }
	require.Equal(t, balance.Infeasible, ask().Status) // mean 17, so 13 to 21, and A has 10
	half := rule.NewFraction(1, 2)
	r.Exceptions = []rule.Exception{{Regions: []string{"A"}, Lower: &half}}
	require.Equal(t, balance.Feasible, ask().Status)
	r.Exceptions = []rule.Exception{{Regions: []string{"A"}, Free: true}}
	require.Equal(t, balance.Feasible, ask().Status)
	r.Exceptions, r.Scope = nil, "okrug"
	_, err := c.ask(r)
	var scope *rule.ScopeError
	require.ErrorAs(t, err, &scope)
}

// A path too long to enumerate, of which no prefix has exactly half of the voters: the general solver's proof is passed
// on.
func TestSolverProves(t *testing.T) {
	voters := make([]int64, 70)
	for i := range voters {
		voters[i] = 4
	}
	voters[0] = 2
	ids := make([]string, len(voters))
	var edges []graph.Edge
	for i := range ids {
		ids[i] = strconv.Itoa(i)
		if i > 0 {
			edges = append(edges, graph.Edge{U: i - 1, V: i, Length: 1})
		}
	}
	g, err := graph.New(ids, voters, edges)
	require.NoError(t, err)
	reg, _ := within(t, g, 2, 139, 139, Settings{})
	require.Equal(t, balance.Infeasible, reg.Status, reg.Reason)
	require.Equal(t, "solver", reg.Method)
	verified(t, []*certificate.Certificate{reg.Proof})
	reg, plan := within(t, g, 2, 138, 140, Settings{})
	require.Equal(t, balance.Feasible, reg.Status)
	require.Len(t, plan, 70)
}

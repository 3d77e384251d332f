package verify_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/exact"
	"github.com/okrug/okrug/balance/problem"
)

// FuzzVerify checks anything that can be read, without a panic and within the time it is given.
func FuzzVerify(f *testing.F) {
	for _, objective := range []problem.Kind{problem.CutEdges, problem.Border, problem.Deviation} {
		s, err := exact.Solve(context.Background(), &problem.Problem{Graph: grid(f, 3, 2), Seats: 2, Lower: 2, Upper: 4,
			Objective: problem.Objective{Kind: objective},
			Locks:     problem.Locks{Fixed: []int{0, -1, -1, -1, -1, 1}, Together: [][]int{{1, 2}}}}, exact.Settings{})
		require.NoError(f, err)
		var b bytes.Buffer
		require.NoError(f, certificate.Write(&b, s.Certificate))
		f.Add(b.Bytes())
	}
	f.Add([]byte(`{"okrug_certificate":1,"kind":"enumeration","question":{"seats":1,"lower":0,"upper":1},` +
		`"claim":{"status":"infeasible"},"evidence":{}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := certificate.Read(bytes.NewReader(b))
		if err != nil {
			return
		}
		if g := c.Question.Graph; g != nil {
			g.SHA256 = g.Hash() // or nothing would come past the first check
		}
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		report, err := verify.Certificate(ctx, c)
		require.True(t, err != nil || !report.Statement.Empty())
	})
}

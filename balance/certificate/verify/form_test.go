package verify_test

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
)

// locked is a true certificate that has every field of a question.
func locked() *certificate.Certificate {
	q := certificate.Question{Graph: units([]int64{3, 1, 2}), Seats: 2, Lower: 3, Upper: 3,
		Objective: certificate.Deviation,
		Quota:     &[2]int64{6, 2}, Fixed: [][2]int{{0, 1}}, Together: [][]int{{1, 2}}, Finished: []int{1}}
	return certificate.New(q, certificate.Claim{Status: certificate.Optimal}, []int{1, 2, 2}, &certificate.PlanAlone{})
}

func text(t *testing.T, c *certificate.Certificate) string {
	var b bytes.Buffer
	require.NoError(t, certificate.Write(&b, c))
	return b.String()
}

// TestForm changes the text of a file in one place, so that it says what its figures do not, or says it twice.
func TestForm(t *testing.T) {
	whole := text(t, locked())
	c, err := certificate.Parse([]byte(whole))
	require.NoError(t, err)
	judge(t, c, "")
	for _, x := range []struct{ from, to, why string }{
		{`"claim":{`, `"claim":{"status":"infeasible"},"claim":{`, `is given twice in one object`},
		{`"seats":2`, `"seats":3,"seats":2`, `is given twice in one object`},
		{`"id":"a"`, `"id":"b","id":"a"`, `is given twice in one object`},
		{`"status":`, `"status":"bounded","status":`, `is given twice in one object`},
		{`"evidence":{}`, `"evidence":{},"evidence":{}`, `is given twice in one object`},
		{`"kind"`, `"KIND"`, `a field that certificates do not have`},
		{`"seats"`, `"Seats"`, `a field that certificates do not have`},
		{`"seats":2`, `"seats":2,"SEATS":3`, `a field that certificates do not have`},
		{`"status"`, `"Status"`, `a field that certificates do not have`},
		{`"okrug_certificate"`, `"Okrug_Certificate"`, `not a certificate`},
		{`"evidence":{}`, `"evidence":{"mood":1}`, `a field that certificates do not have`},
		{`"evidence":{}`, `"evidence":{},"mood":1`, `a field that certificates do not have`},
		{`"id":"a"`, `"id":"a","name":"A"`, `a field that certificates do not have`},
		{`[0,1,1]`, `[0,1,1,7]`, `too many members`},
		{`[0,1,1]`, `[0,1]`, `too few members`},
		{`"fixed":[[0,1]]`, `"fixed":[[0,1,2]]`, `too many members`},
		{`"quota":[6,2]`, `"quota":[6,2,1]`, `too many members`},
		{`"quota":[6,2]`, `"quota":[6]`, `too few members`},
		{`"evidence":{}`, `"evidence":null`, `null at /evidence`},
		{`"graph":{`, `"graph":null,"grapf":{`, `null at /question/graph`},
		{`"plan":[1,2,2]`, `"plan":null`, `null at /plan`},
		{`"plan":[1,2,2]`, `"plan":[1,null,2]`, `null at /plan/1`},
		{`"lower":3`, `"lower":null`, `null at /question/lower`},
		{`"status":"optimal"`, `"status":"optimal","value":null`, `null at /claim/value`},
		{`"evidence":{}`, `"evidence":` + strings.Repeat("[", 40) + strings.Repeat("]", 40), `over 16 deep`},
		{`"seats":2`, `"seats":2.0`, `not a whole number of 64 bits at /seats`},
		{`"seats":2`, `"seats":"2"`, `another form than is expected at /seats`},
		{`"seats":2`, `"seats":9223372036854775808`, `not a whole number of 64 bits at /seats`},
		{`"okrug_certificate":1`, `"okrug_certificate":2`, `version 2`},
		{`"kind":"plan"`, `"kind":"belief"`, `unknown kind`},
		{`,"evidence":{}`, ``, `no field evidence`},
		{`"claim":{"status":"optimal"},`, ``, `no field claim`},
	} {
		changed := strings.Replace(whole, x.from, x.to, 1)
		require.NotEqual(t, whole, changed, x.from)
		_, err := certificate.Parse([]byte(changed))
		require.ErrorContains(t, err, x.why, x.to)
		_, err = certificate.Read(strings.NewReader(changed))
		require.ErrorContains(t, err, x.why, x.to)
	}
	for _, after := range []string{`{}`, `1`, `}`, whole} {
		_, err := certificate.Parse([]byte(whole + after))
		require.Error(t, err)
	}
}

// TestNested reads certificates that lie in one another without end in no time, and refuses them.
func TestNested(t *testing.T) {
	whole := text(t, rowSplit(nil))
	inner := regexp.MustCompile(`\{"okrug_certificate":1,"kind":"enumeration".*?"evidence":\{\}\}`).FindStringIndex(whole)
	require.NotNil(t, inner)
	deep := strings.Repeat(whole[:inner[0]], 2000) + "{}" + strings.Repeat(whole[inner[1]:], 2000)
	_, err := certificate.Parse([]byte(deep))
	require.ErrorContains(t, err, "over 16 deep")
	// One level more than there may be is read, so that the refusal can say what is wrong.
	outer := rowSplit(func(_ *certificate.Certificate, e *certificate.Split) { e.Parts[0].Certificate = rowSplit(nil) })
	read, err := certificate.Parse([]byte(text(t, outer)))
	require.NoError(t, err)
	judge(t, read, "does not show that there is no plan within bounds")
}

// lattice asks for the plans of a square of units, which are many.
func lattice(n int) certificate.Question {
	g := certificate.NewGraph(grid(&testing.T{}, n, n))
	return certificate.Question{Graph: g, Seats: n, Lower: int64(n), Upper: int64(n), Objective: certificate.Border}
}

// TestUnfinished spends the budget, the time, or is called off: neither accepted nor refused.
func TestUnfinished(t *testing.T) {
	order := make([]int, 36)
	for i := range order {
		order[i] = i
	}
	counted := certificate.New(lattice(6), certificate.Claim{Status: certificate.Counted, Plans: 1}, nil,
		&certificate.Enumeration{})
	duals := bounded(60, lattice(6), &certificate.Duals{Weights: certificate.Border, Scale: 1, Order: order,
		Steps: []certificate.Step{{Delta: 1, Pi: make([]int64, 36)}}})
	inside := rowSplit(nil)
	shared := impossible(certificate.Question{Seats: 2, Lower: 80, Upper: 120}, clustersOf(2))
	locks := locked()
	locks.Claim, locks.Plan, locks.Kind, locks.Evidence = noPlan, nil, certificate.KindLocks, &certificate.Locks{}
	apart := impossible(certificate.Question{Graph: units([]int64{5, 0, 9}, [3]int64{0, 1, 1}), Seats: 2, Lower: 5,
		Upper: 5},
		&certificate.Components{Voters: []int64{5, 9}})
	for i, c := range []*certificate.Certificate{counted, duals, inside, shared, locks, apart} {
		_, err := verify.Check(t.Context(), c, verify.Settings{Work: 1})
		require.ErrorAs(t, err, new(*verify.Unfinished), "%d", i)
		require.ErrorContains(t, err, "more steps than it was given")
		require.NotErrorAs(t, err, new(*verify.Refusal))
	}
	for _, c := range []*certificate.Certificate{counted, duals} {
		_, err := verify.Check(t.Context(), c, verify.Settings{Work: 100_000})
		require.ErrorAs(t, err, new(*verify.Unfinished))

		over, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
		_, err = verify.Certificate(over, c)
		cancel()
		require.ErrorAs(t, err, new(*verify.Unfinished))
		require.ErrorContains(t, err, "the time is over")

		off, cancel := context.WithCancel(t.Context())
		cancel()
		_, err = verify.Certificate(off, c)
		require.ErrorIs(t, err, context.Canceled)
		require.NotErrorAs(t, err, new(*verify.Unfinished))
	}
	// Called off while it goes on.
	midway := &countdown{Context: t.Context(), looks: 3}
	_, err := verify.Certificate(midway, counted)
	require.ErrorIs(t, err, context.Canceled)
	// A proof that others lie in shares its budget with them.
	needed := func(c *certificate.Certificate) (work int64) {
		for work = 1; ; work++ {
			if _, err := verify.Check(t.Context(), c, verify.Settings{Work: work}); err == nil {
				return work
			}
		}
	}
	parts := rowSplit(nil).Evidence.(*certificate.Split).Parts
	require.Equal(t, needed(parts[0].Certificate)+needed(parts[1].Certificate), needed(rowSplit(nil)))
}

// countdown is a context that is cancelled after it has been looked at so many times.
type countdown struct {
	context.Context
	looks int
}

func (c *countdown) Err() error {
	if c.looks--; c.looks < 0 {
		return fmt.Errorf("called off: %w", context.Canceled)
	}
	return nil
}

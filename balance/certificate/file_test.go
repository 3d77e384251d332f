package certificate_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/graph"
)

// everyKind is one certificate of each kind, whose figures need not be true.
func everyKind(t *testing.T) []*certificate.Certificate {
	t.Helper()
	g, err := graph.New([]string{"a", "b \"c\""}, []int64{3, 4}, []graph.Edge{{U: 0, V: 1, Length: 5}})
	require.NoError(t, err)
	q := certificate.Question{Graph: certificate.NewGraph(g), Seats: 2, Lower: 1, Upper: 4,
		Objective: certificate.CutEdges, Fixed: [][2]int{{0, 1}}}
	figures := &certificate.RuleBounds{}
	inner := certificate.New(q, certificate.Claim{Status: certificate.Infeasible}, nil, &certificate.Locks{})
	var out []*certificate.Certificate
	for _, e := range []certificate.Evidence{
		&certificate.PlanAlone{}, &certificate.Enumeration{},
		&certificate.Duals{Weights: certificate.CutEdges, Scale: 2, Order: []int{1, 0}, Steps: []certificate.Step{
			{Delta: 1, Pi: []int64{1, 2}, Least: -3}}},
		&certificate.GroupOver{Units: []int{0, 1}, Voters: 7}, &certificate.Locks{},
		&certificate.WholeSeats{Part: "P", Figures: figures}, &certificate.UnitOver{Part: "P", Figures: figures},
		&certificate.Components{Part: "P", Figures: figures},
		&certificate.Split{Figures: figures, Parts: []certificate.SplitPart{{From: 1, Certificate: inner}}},
		&certificate.Allotment{Figures: figures, Regions: []certificate.RegionVoters{{ID: "P", Voters: 7}},
			Refuted: []certificate.RefutedSeats{{Region: "P", Seats: 2, Certificate: inner}}},
		&certificate.Clusters{Figures: figures, Regions: []certificate.RegionVoters{{ID: "P", Voters: 7}}, Clusters: 2},
	} {
		out = append(out, certificate.New(q, certificate.Claim{Status: certificate.Optimal, Value: 1}, []int{1, 2}, e))
	}
	return out
}

// Every kind is read back as it was written, and two writings are the same bytes.
func TestEveryKindIsReadBack(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range everyKind(t) {
		require.Equal(t, c.Evidence.Kind(), c.Kind)
		seen[c.Kind] = true
		var one, two bytes.Buffer
		require.NoError(t, certificate.Write(&one, c))
		got, err := certificate.Read(bytes.NewReader(one.Bytes()))
		require.NoError(t, err, c.Kind)
		require.NoError(t, certificate.Write(&two, got))
		require.Equal(t, one.String(), two.String())
		require.Equal(t, c.Question, got.Question)
		require.Equal(t, c.Claim, got.Claim)
		require.Equal(t, c.Plan, got.Plan)
		require.IsType(t, c.Evidence, got.Evidence)
		// Another reader finds the same fields.
		var plain map[string]any
		require.NoError(t, json.Unmarshal(one.Bytes(), &plain))
		require.Equal(t, c.Kind, plain["kind"])
		require.EqualValues(t, certificate.Version, plain["okrug_certificate"])

		part, figures := "", true
		switch c.Kind {
		case certificate.KindPlan, certificate.KindEnumeration, certificate.KindDuals, certificate.KindGroup,
			certificate.KindLocks:
			figures = false
		case certificate.KindSplit, certificate.KindAllotment, certificate.KindClusters:
		default:
			part = "P"
		}
		require.Equal(t, part, certificate.PartNamed(got.Evidence), c.Kind)
		require.Equal(t, figures, certificate.Named(got.Evidence) != nil, c.Kind)
	}
	_, err := certificate.Parse([]byte(`{"okrug_certificate":1,"kind":"x"}`))
	_, list, _ := strings.Cut(err.Error(), "known are ")
	require.Len(t, strings.Split(strings.Trim(list, "[]"), " "), len(seen), "every kind that is known: %s", list)
}

// The hash is that of the text that the format says, put together here by hand.
func TestHash(t *testing.T) {
	c := everyKind(t)[0]
	sum := sha256.Sum256([]byte("units 2 edges 1 scale 1\n3 \"a\"\n4 \"b \\\"c\\\"\"\n0 1 5\n"))
	require.Equal(t, hex.EncodeToString(sum[:]), c.Question.Graph.SHA256)
	require.Equal(t, c.Question.Graph.SHA256, c.Question.Graph.Hash())
}

// What is not exactly a certificate is refused, and the words say where.
func TestRefusedFiles(t *testing.T) {
	const good = `{"okrug_certificate":1,"kind":"plan","question":{"seats":1,"lower":0,"upper":1},` +
		`"claim":{"status":"optimal","value":0},"plan":[1],"evidence":{}}`
	_, err := certificate.Parse([]byte(good))
	require.NoError(t, err)
	for _, x := range []struct{ old, now, want string }{
		{good, ``, "certificate: "},
		{good, `[]`, "certificate: "},
		{good, `{}`, "no field okrug_certificate"},
		{`}}`, `}} 1`, "certificate: "},
		{`{}}`, `{}`, "certificate: "},
		{`"okrug_certificate":1`, `"okrug_certificate":2,"new":3`, "certificate of version 2; this program reads version 1"},
		{`"okrug_certificate":1`, `"okrug_certificate":"1"`, "/okrug_certificate"},
		{`"plan","question"`, `"luck","question"`, `unknown kind of evidence "luck"`},
		{`"seats":1`, `"seats":1.5`, "field question: not a whole number of 64 bits at /seats"},
		{`"seats":1`, `"seats":1e30`, "field question: "},
		{`"seats":1`, `"seats":[1]`, "field question: a value of another form than is expected at /seats"},
		{`"seats":1`, `"seats":null`, "null at /question/seats"},
		{`"seats":1`, `"seats":1,"seats":1`, "certificate: "},
		{`"seats":1`, `"Seats":1`, "field question: "},
		{`"seats":1`, `"seats":1,"more":1`, "field question: "},
		{`"claim":{"status":"optimal","value":0},`, ``, "no field claim"},
		{`,"evidence":{}`, ``, "no field evidence"},
		{`"evidence":{}`, `"evidence":{"more":1}`, "field evidence: "},
		{`"seats":1`, `"seats":1,"fixed":[[1]]`, "field question: "},
		{`"seats":1`, `"seats":` + strings.Repeat("[", 20) + strings.Repeat("]", 20), "lie over 16 deep in one another"},
	} {
		require.Contains(t, good, x.old)
		c, err := certificate.Parse([]byte(strings.Replace(good, x.old, x.now, 1)))
		require.Nil(t, c, x.now)
		require.ErrorContains(t, err, x.want, x.now)
	}
	broken := errors.New("disk on fire")
	_, err = certificate.Read(iotest.ErrReader(broken))
	require.ErrorIs(t, err, broken)
	require.ErrorIs(t, certificate.Write(failing{broken}, everyKind(t)[0]), broken)
}

type failing struct{ error }

func (f failing) Write([]byte) (int, error) { return 0, f.error }

// The arithmetic of limits is that of whole numbers without a limit.
func TestLimitsAgainstBig(t *testing.T) {
	number := rapid.OneOf(rapid.Int64Range(0, 20), rapid.Int64Range(math.MaxInt64-3, math.MaxInt64), rapid.Int64Min(0))
	rapid.Check(t, func(t *rapid.T) {
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		product := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		want := int64(math.MaxInt64)
		if product.IsInt64() {
			want = product.Int64()
		}
		require.Equal(t, want, certificate.Times(a, b))

		v, n := number.Draw(t, "voters"), rapid.OneOf(rapid.IntRange(-1, 9), rapid.IntRange(1, math.MaxInt)).Draw(t, "seats")
		least := new(big.Int).Mul(big.NewInt(a), big.NewInt(int64(n)))
		most := new(big.Int).Mul(big.NewInt(b), big.NewInt(int64(n)))
		fits := n > 0 && a <= b && least.Cmp(big.NewInt(v)) <= 0 && big.NewInt(v).Cmp(most) <= 0
		require.Equal(t, fits, certificate.Shares(v, n, a, b))
	})
}

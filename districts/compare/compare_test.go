package compare_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/scenario"
)

func caseOf(t testing.TB, s *scenario.Scenario) *districts.Case {
	t.Helper()
	c, err := districts.Open(t.Context(), s, nil)
	require.NoError(t, err)
	return c
}

func smallCase(t testing.TB) *districts.Case {
	s, err := scenario.Open("../../testdata/small/scenario.yaml")
	require.NoError(t, err)
	return caseOf(t, s)
}

func planOf(t require.TestingT, d *districts.Case, of ...int) *districts.Plan {
	p, err := districts.NewNumbered(d, of)
	require.NoError(t, err)
	return p
}

// Units A1 to A6 make region A and B1 to B6 region B.
func TestPlans(t *testing.T) {
	d := smallCase(t)
	a := planOf(t, d, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 0)
	b := planOf(t, d, 2, 1, 1, 1, 2, 2, 7, 7, 7, 7, 7, 7)
	voters := func(units ...int) (sum int64) {
		for _, u := range units {
			sum += d.Layer.Units[u].Voters
		}
		return sum
	}
	c, err := compare.Plans(a, b)
	require.NoError(t, err)
	assert.Equal(t, compare.Count{Units: 11, Voters: voters(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)}, c.Compared)
	assert.Equal(t, compare.Count{Units: 1, Voters: voters(11)}, c.OnlyB)
	assert.Equal(t, compare.Count{Units: 2, Voters: voters(0, 3)}, c.Moved)
	assert.Equal(t, []compare.Renumbering{{From: 3, To: 7}}, c.Renumbered)
	require.Len(t, c.Moves, 2)
	assert.Equal(t, "A1", c.Moves[0].Unit)
	assert.Equal(t, 1, c.Moves[0].From)
	assert.Equal(t, 2, c.Moves[0].To)
	require.Len(t, c.Pairs, 3)
	assert.Equal(t, compare.Count{Units: 1, Voters: voters(0)}, c.Pairs[0].Left)
	assert.Equal(t, compare.Count{Units: 1, Voters: voters(3)}, c.Pairs[0].Joined)
	assert.Equal(t, compare.Moved, c.StateOf(0))
	assert.Equal(t, compare.Kept, c.StateOf(1))
	assert.Equal(t, compare.OnlyInB, c.StateOf(11))
	assert.Contains(t, c.B.Broken, districts.CheckContiguity)

	var doc map[string]any
	text, err := c.JSON()
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &doc))
	assert.Contains(t, string(c.CSV()), "B6,,7,only in b,")
	text, err = c.GeoJSON()
	require.NoError(t, err)
	features, err := geojson.UnmarshalFeatureCollection(text)
	require.NoError(t, err)
	require.Len(t, features.Features, 12)
	assert.Equal(t, "moved", features.Features[0].Properties["state"])
	assert.Nil(t, features.Features[11].Properties["district_a"])
}

// A district that is new, and one that is gone, have no partner.
func TestUnpaired(t *testing.T) {
	d := smallCase(t)
	a := planOf(t, d, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2)
	b := planOf(t, d, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3)
	more, err := compare.Plans(a, b)
	require.NoError(t, err)
	require.Len(t, more.Pairs, 3)
	fewer, err := compare.Plans(b, a)
	require.NoError(t, err)
	require.Len(t, fewer.Pairs, 3)
	gone := 0
	for _, p := range fewer.Pairs {
		if p.B == nil {
			gone++
			assert.Equal(t, 3, p.Left.Units)
		}
	}
	assert.Equal(t, 1, gone)
	assert.Equal(t, more.Moved, fewer.Moved)
	assert.InDelta(t, more.Split, fewer.Merged, 1e-12)
}

// The variation of information is that of its other definition, H(A) + H(B) - 2 I(A;B), is a metric, and is 0 for equal
// partitions alone. As many voters stay as any pairing leaves.
func TestVariationIsAMetric(t *testing.T) {
	d := smallCase(t)
	for range 3 {
		rapid.Check(t, func(t *rapid.T) {
			draw := func(label string) (*districts.Plan, []int) {
				of := rapid.SliceOfN(rapid.IntRange(1, 4), 12, 12).Draw(t, label)
				return planOf(t, d, of...), of
			}
			pa, a := draw("a")
			pb, b := draw("b")
			pc, _ := draw("c")
			vi := func(x, y *districts.Plan) float64 {
				r, err := compare.Plans(x, y)
				require.NoError(t, err)
				return r.Variation
			}
			ab := vi(pa, pb)
			require.InDelta(t, variation(d, a, b), ab, 1e-9)
			require.InDelta(t, ab, vi(pb, pa), 1e-9)
			require.LessOrEqual(t, vi(pa, pc), ab+vi(pb, pc)+1e-9)
			require.Zero(t, vi(pa, pa))
			r, err := compare.Plans(pa, pb)
			require.NoError(t, err)
			require.Equal(t, mostStay(d, a, b), r.Compared.Voters-r.Moved.Voters)
		})
	}
}

func variation(d *districts.Case, a, b []int) float64 {
	var total float64
	var inA, inB [5]float64
	var both [5][5]float64
	for u, x := range d.Layer.Units {
		v := float64(x.Voters)
		total += v
		inA[a[u]] += v
		inB[b[u]] += v
		both[a[u]][b[u]] += v
	}
	h := func(x float64) float64 {
		if x == 0 {
			return 0
		}
		return -x / total * math.Log2(x/total)
	}
	var ha, hb, joint float64
	for i := range 5 {
		ha, hb = ha+h(inA[i]), hb+h(inB[i])
		for j := range 5 {
			joint += h(both[i][j])
		}
	}
	mutual := ha + hb - joint
	return ha + hb - 2*mutual
}

// mostStay tries all pairings of four numbers.
func mostStay(d *districts.Case, a, b []int) (most int64) {
	var both [5][5]int64
	for u, x := range d.Layer.Units {
		both[a[u]][b[u]] += x.Voters
	}
	var try func(i int, used [5]bool, sum int64)
	try = func(i int, used [5]bool, sum int64) {
		if i > 4 {
			most = max(most, sum)
			return
		}
		for j := 1; j <= 4; j++ {
			if !used[j] {
				next := used
				next[j] = true
				try(i+1, next, sum+both[i][j])
			}
		}
	}
	try(1, [5]bool{}, 0)
	return most
}

// The plan of 2022 is known in part: with itself nothing differs, and every unit that it does not place is counted.
func TestEnacted(t *testing.T) {
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	require.NoError(t, err)
	d := caseOf(t, s)
	p, err := d.KnownPlan("enacted")
	require.NoError(t, err)
	c, err := compare.Plans(p, p)
	require.NoError(t, err)
	assert.Zero(t, c.Variation)
	assert.Zero(t, c.Moved)
	assert.Empty(t, c.Moves)
	assert.Equal(t, len(d.Layer.Units), c.Compared.Units+c.Neither.Units)
	assert.Positive(t, c.Neither.Units)
	assert.Empty(t, c.OnlyA)
	for _, pair := range c.Pairs {
		assert.Equal(t, pair.A, pair.B)
	}
}

// Figures of whole plans are over what both know: a plan and what is left of it where some of its districts are not
// known have the same.
func TestFiguresOfPlansKnownInPart(t *testing.T) {
	d := smallCase(t)
	whole := planOf(t, d, 1, 1, 2, 2, 1, 2, 3, 3, 3, 3, 3, 3)
	part := planOf(t, d, 1, 0, 2, 2, 1, 2, 3, 3, 3, 3, 3, 3)
	same, err := compare.Plans(whole, whole)
	require.NoError(t, err)
	for _, two := range [][2]*districts.Plan{{whole, part}, {part, whole}} {
		c, err := compare.Plans(two[0], two[1])
		require.NoError(t, err)
		require.Equal(t, c.A.BorderKM, c.B.BorderKM)
		require.Equal(t, c.A.CutEdges, c.B.CutEdges)
		require.Equal(t, c.A.MaxDeviation, c.B.MaxDeviation)
		require.Less(t, c.A.CutEdges, same.A.CutEdges)
		require.Positive(t, c.A.CutEdges)
	}
}

package topology

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
)

// Putting steps in the place of segments gives the net of all steps made anew, also where faces cancel out along a cut.
func TestReplacedNetIsThatOfAllSteps(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		points := make([]orb.Point, 6)
		random := func(n int) (out []step) {
			for range n {
				u := rng.Int32N(6)
				out = append(out, step{u, (u + 1 + rng.Int32N(5)) % 6, rng.Int32N(4) - 1})
				if out[len(out)-1].face < 0 {
					out[len(out)-1].face = cutFace
				}
			}
			return out
		}
		before := newNet(points, random(rng.IntN(12)))
		var gone []int32
		var rest []step
		for i, s := range before.segs {
			if rng.IntN(2) == 0 {
				gone = append(gone, int32(i))
			} else {
				rest = before.appendSteps(rest, int32(i), s.u, s.v)
			}
		}
		by := random(rng.IntN(12))
		want := newNet(points, slices.Concat(rest, by))
		got, fresh, _ := before.replace(gone, slices.Clone(by))
		require.Equal(t, want.segs, got.segs)
		require.Equal(t, want.more, got.more)
		for i, s := range got.segs {
			require.Equal(t, slices.ContainsFunc(before.segs, func(o segment) bool { return o.u == s.u && o.v == s.v }),
				!fresh[i])
		}
	}
}

func TestGroupedIsStableSorting(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	type item struct{ key, value, number int32 }
	for range 300 {
		n := 1 + rng.IntN(40)
		items := make([]item, rng.IntN(200))
		for i := range items {
			items[i] = item{rng.Int32N(int32(n)), rng.Int32N(5), int32(i)}
		}
		byValue := func(a, b item) int { return cmp.Compare(a.value, b.value) }
		want := slices.Clone(items)
		slices.SortStableFunc(want, func(a, b item) int { return cmp.Or(cmp.Compare(a.key, b.key), byValue(a, b)) })
		require.Equal(t, want, grouped(items, n, func(x *item) int32 { return x.key }, byValue))
	}
}

// All pairs of segments whose ends come near the other are found, in town and steppe, and with a few fresh ones those
// with a fresh one.
func TestPairsAreFound(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 4))
	for _, share := range []float64{1, 0.01} {
		n := &net{}
		fresh := make([]bool, 3000)
		for i := range fresh {
			size := math.Pow(10, -4*rng.Float64())
			x, y := size*rng.Float64(), size*rng.Float64()
			n.points = append(n.points, orb.Point{x, y}, orb.Point{x + size*rng.Float64()/50, y + size*rng.Float64()/50})
			n.segs = append(n.segs, segment{u: int32(2 * i), v: int32(2*i + 1)})
			fresh[i] = rng.Float64() < share
		}
		const margin = 1e-6
		near := func(a, b int32) bool {
			p, q, r, s := n.points[2*a], n.points[2*a+1], n.points[2*b], n.points[2*b+1]
			return besides(p, r, s, margin) || besides(q, r, s, margin) || besides(r, p, q, margin) ||
				besides(s, p, q, margin) ||
				turn(p, q, r)*turn(p, q, s) < 0 && turn(r, s, p)*turn(r, s, q) < 0
		}
		var found [lanes]map[[2]int32]bool
		for i := range found {
			found[i] = map[[2]int32]bool{}
		}
		p := &pairs{net: n, margin: margin, visit: func(lane int, a, b int32) { found[lane][[2]int32{a, b}] = true }}
		if share < 1 {
			p.fresh = fresh
		}
		require.True(t, p.run())
		missing, met := 0, 0
		for a := range int32(len(fresh)) {
			for b := a + 1; b < int32(len(fresh)); b++ {
				if (fresh[a] || fresh[b]) && near(a, b) {
					met++
					if !slices.ContainsFunc(found[:], func(m map[[2]int32]bool) bool { return m[[2]int32{a, b}] }) {
						missing++
					}
				}
			}
		}
		require.Zero(t, missing)
		require.NotZero(t, met)
	}
}

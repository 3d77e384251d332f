package geo

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/measure"
)

// A region across 180 degrees is one: what lies beyond is not cut off from a settlement on this side.
func TestSettlementsAcross180(t *testing.T) {
	w := &world{regions: []orb.MultiPolygon{{
		{{{179, -17}, {180, -17}, {180, -16}, {179, -16}, {179, -17}}},
		{{{-180, -17}, {-179, -17}, {-179, -16}, {-180, -16}, {-180, -17}}},
	}}, towns: []testTown{{points: []orb.Point{{179.5, -16.8}}}, {points: []orb.Point{{179.6, -16.2}}}}}
	r, err := read(t.Context(), w.sources([]int{0, 1}))
	require.NoError(t, err)
	assert.Empty(t, r.moved)
	for i, p := range []orb.Point{{-179.1, -16.9}, {-179.1, -16.1}} {
		assert.Equal(t, i, r.layer.Topology.Locator().Face(p))
		assert.Len(t, r.layer.Topology.Face(i), 2)
	}
	require.Len(t, r.layer.Borders, 1)
	assert.InEpsilon(t, measure.Distance(orb.Point{179, -16.5}, orb.Point{-179, -16.5}), r.layer.Borders[0].Metres, 0.05)
}

// A place at 180 degrees is that at -180 too.
func TestSettlementAt180(t *testing.T) {
	w := &world{regions: []orb.MultiPolygon{{{{{-180, -17}, {-179, -17}, {-179, -16}, {-180, -16}, {-180, -17}}}}},
		towns: []testTown{{points: []orb.Point{{180, -16.8}}}, {points: []orb.Point{{180 - 1e-5, -16.2}}}}}
	r, err := read(t.Context(), w.sources([]int{0, 1}))
	require.NoError(t, err)
	for i, p := range []orb.Point{{-179.9, -16.8}, {-179.9, -16.2}} {
		assert.Equal(t, i, r.layer.Topology.Locator().Face(p))
	}
	require.NotEmpty(t, r.faults.Notes)
	assert.Contains(t, r.faults.Notes[0].Error(), "it lies 1.1 m outside of R0")
}

// Several points are one settlement: it has what is nearest to any, also where others lie between.
func TestSettlementOfSeveralPoints(t *testing.T) {
	w := &world{regions: []orb.MultiPolygon{{{{{60, 50}, {63, 50}, {63, 51}, {60, 51}, {60, 50}}}}},
		towns: []testTown{{points: []orb.Point{{60.5, 50.5}, {62.5, 50.5}}}, {points: []orb.Point{{61.5, 50.5}}}}}
	r, err := read(t.Context(), w.sources([]int{0, 1}))
	require.NoError(t, err)
	assert.Empty(t, r.moved)
	assert.Len(t, r.layer.Topology.Face(0), 2)
	assert.Len(t, r.layer.Topology.Face(1), 1)
}

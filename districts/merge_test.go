package districts_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts"
)

// A plan taken apart by districts into drafts and put together again is the plan, with its numbers or renumbered; a
// unit that another draft claims too is the one that is named.
func TestMerge(t *testing.T) {
	c := smallCase(t)
	region := districts.RegionOf(c.Layer)
	rapid.Check(t, func(t *rapid.T) {
		whole := make([]int, len(c.Layer.Units))
		number := rapid.Permutation([]int{3, 5, 6, 8}).Draw(t, "numbers")
		for u := range whole { // two districts a region, and some units without
			whole[u] = append(number, 0)[rapid.SampledFrom([]int{2 * region[u], 2*region[u] + 1, 4}).Draw(t, "district")]
		}
		p, err := districts.NewNumbered(c, whole)
		require.NoError(t, err)
		var drafts []districts.Draft
		for i, n := range number {
			part := make([]int, len(whole))
			for u := range whole {
				if whole[u] == n {
					part[u] = n
				}
			}
			d, err := districts.NewNumbered(c, part)
			require.NoError(t, err)
			drafts = append(drafts, districts.Draft{Name: string(rune('a' + i)), Plan: d})
		}
		m, err := districts.Merge(c, drafts, false)
		require.NoError(t, err)
		require.Equal(t, p.Assignment(), m.Assignment())
		anew, err := districts.New(c, whole)
		require.NoError(t, err)
		m, err = districts.Merge(c, append(drafts, drafts[0]), true)
		require.NoError(t, err)
		require.Equal(t, anew.Assignment(), m.Assignment(), "a draft that is there twice changes nothing")

		if len(p.Districts) < 2 {
			return
		}
		u := p.Districts[0].Units[0]
		claim := make([]int, len(whole))
		claim[u] = p.Districts[1].Number
		d, err := districts.NewNumbered(c, claim)
		require.NoError(t, err)
		for _, renumber := range []bool{false, true} {
			_, err = districts.Merge(c, append(drafts, districts.Draft{Name: "claim", Plan: d}), renumber)
			if renumber && len(p.Districts[0].Units) == 1 {
				require.NoError(t, err, "it is the same district, by another number")
				continue
			}
			require.ErrorContains(t, err, "claim: "+c.Layer.Units[u].ID)
			require.ErrorContains(t, err, "decide which holds")
		}
	})
}

// Drafts of two regions that number their districts alike are a conflict until they are renumbered.
func TestMergeNumbersOfTwoRegions(t *testing.T) {
	a := small(t, 1, 1, 1, 2, 2, 2, 0, 0, 0, 0, 0, 0)
	b := small(t, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1)
	drafts := []districts.Draft{{Name: "a", Plan: a}, {Name: "b", Plan: b}}
	_, err := districts.Merge(a.Case, drafts, false)
	require.EqualError(t, err, "district 1 lies in several regions: Region A (a), Region B (b); give one of them another "+
		"number, or have all numbered anew with --renumber")
	m, err := districts.Merge(a.Case, drafts, true)
	require.NoError(t, err)
	require.Equal(t, small(t, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3).Of, m.Of)
	// Within a region drafts may share a district, which is told.
	half := []districts.Draft{{Name: "x", Plan: small(t, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)},
		{Name: "y", Plan: small(t, 0, 0, 1, 2, 2, 2, 0, 0, 0, 0, 0, 0)}}
	m, err = districts.Merge(a.Case, half, false)
	require.NoError(t, err)
	require.Equal(t, a.Of, m.Of)
	require.Equal(t, "district 1 is in several drafts, and is taken for one: x, y", m.Understood[0].Error())
	twice := small(t, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3)
	twice.Duplicates = districts.Duplicates{"A1": {1, 2}}
	_, err = districts.Merge(a.Case, []districts.Draft{{Name: "x", Plan: twice}}, false)
	require.ErrorContains(t, err, "x: A1: it gives the unit several districts: 1, 2; keep one")
}

package generate_test

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/generate"
)

// flood is the number of every unit's part, by the borders and links that keep allows, found by walking from unit to
// unit.
func flood(c *generate.Country, keep func(geo.Border) bool) []int {
	next := make([][]int, len(c.Units))
	for _, b := range c.Borders {
		if keep(b) {
			next[b.A], next[b.B] = append(next[b.A], b.B), append(next[b.B], b.A)
		}
	}
	part := make([]int, len(c.Units))
	count := 0
	for i := range part {
		if part[i] > 0 {
			continue
		}
		count++
		part[i] = count
		for open := []int{i}; len(open) > 0; {
			u := open[len(open)-1]
			open = open[:len(open)-1]
			for _, v := range next[u] {
				if part[v] == 0 {
					part[v] = count
					open = append(open, v)
				}
			}
		}
	}
	return part
}

// Every region hangs together by borders and links within it, and so does the country. There are no more links than it
// takes, none between units that hang together without it, and each says truly how one gets across.
func TestRegionsHangTogether(t *testing.T) {
	ferry := regexp.MustCompile(`^ferry, [1-9]\d* km$`)
	road := regexp.MustCompile(`^road through other regions, [1-9]\d* km$`)
	ferries, roads := 0, 0
	for seed := range uint64(60) {
		c := country(t, []int{100, 150, 300, 1000}[seed%4], seed)
		region := func(u int) int { return c.Units[u].Area[generate.Region] }
		whole := func(geo.Border) bool { return true }
		inRegion := func(b geo.Border) bool { return region(b.A) == region(b.B) }
		border := func(b geo.Border) bool { return !b.Link }
		require.Equal(t, 1, slices.Max(flood(c, whole)), "seed %d", seed)
		require.Len(t, c.Areas[generate.Region], slices.Max(flood(c, inRegion)), "seed %d", seed)

		land := flood(c, border)
		within := flood(c, func(b geo.Border) bool { return border(b) && inRegion(b) })
		inner, outer := 0, 0
		for i, b := range c.Borders {
			if i > 0 {
				last := c.Borders[i-1]
				require.Negative(t, slices.Compare([]int{last.A, last.B}, []int{b.A, b.B}), "sorted and unique")
			}
			if !b.Link {
				require.Positive(t, b.Metres)
				require.Empty(t, b.Reason)
				continue
			}
			require.Zero(t, b.Metres)
			if inRegion(b) {
				inner++
				require.NotEqual(t, within[b.A], within[b.B])
			} else {
				outer++
				require.NotEqual(t, land[b.A], land[b.B])
			}
			if land[b.A] == land[b.B] {
				roads++
				require.Regexp(t, road, b.Reason)
			} else {
				ferries++
				require.Regexp(t, ferry, b.Reason)
			}
		}
		require.Equal(t, slices.Max(within)-len(c.Areas[generate.Region]), inner, "seed %d", seed)
		afterInner := flood(c, func(b geo.Border) bool { return border(b) || inRegion(b) })
		require.Equal(t, slices.Max(afterInner)-1, outer, "seed %d", seed)
	}
	require.Positive(t, ferries)
	require.Positive(t, roads)
}

// A part that is cut off is joined by the shortest way there is to any other part of its region.
func TestLinksAreTheShortest(t *testing.T) {
	for seed := range uint64(8) {
		c := country(t, 200, seed)
		within := flood(c, func(b geo.Border) bool {
			return !b.Link && c.Units[b.A].Area[generate.Region] == c.Units[b.B].Area[generate.Region]
		})
		square := func(a, b int) float64 {
			x, y := c.Units[a].X-c.Units[b].X, c.Units[a].Y-c.Units[b].Y
			return x*x + y*y
		}
		linked := map[[2]int]bool{}
		for _, b := range c.Borders {
			linked[[2]int{b.A, b.B}] = b.Link
		}
		size, least, way := map[int]int{}, map[int]float64{}, map[int][2]int{}
		for _, p := range within {
			size[p]++
		}
		largest := map[int]int{} // region -> units of its largest part
		for i, p := range within {
			r := c.Units[i].Area[generate.Region]
			largest[r] = max(largest[r], size[p])
		}
		for a, u := range c.Units {
			for b, v := range c.Units {
				p, r := within[a], u.Area[generate.Region]
				if r != v.Area[generate.Region] || p == within[b] || size[p] == largest[r] {
					continue
				}
				if d, known := least[p]; !known || square(a, b) < d {
					least[p], way[p] = square(a, b), [2]int{min(a, b), max(a, b)}
				}
			}
		}
		for p, w := range way {
			require.True(t, linked[w], "seed %d: part %d should be joined by %v", seed, p, w)
		}
	}
}

// A reader of the files finds the graph that the generator states, links and lengths too.
func TestFilesHaveTheGraph(t *testing.T) {
	link := regexp.MustCompile(`\{a: "(\d+)", b: "(\d+)", reason: "([^"]+)"\}`)
	for seed := range uint64(4) {
		c := country(t, 400, seed)
		var units, scenario bytes.Buffer
		require.NoError(t, c.WriteUnits(&units))
		require.NoError(t, c.WriteScenario(&scenario, c.Seats()))
		s := geo.Sources{
			Units: geo.File{Name: "units.geojson", Data: &units},
			UnitColumns: geo.UnitColumns{
				ID: "unit_id", Region: "region", Voters: "voters", Names: map[string]string{"en": "name"},
			},
			Tolerance: geo.Tolerance{Gaps: true},
		}
		for _, m := range link.FindAllStringSubmatch(scenario.String(), -1) {
			s.Links = append(s.Links, geo.Link{A: m[1], B: m[2], Reason: m[3]})
		}
		l, _, err := geo.Read(context.Background(), s)
		require.NoError(t, err)
		require.Empty(t, l.Parted())
		require.Len(t, l.Borders, len(c.Borders))
		for i, want := range c.Borders {
			got := l.Borders[i]
			require.InDelta(t, want.Metres, got.Metres, 1e-6)
			got.Metres = want.Metres
			require.Equal(t, want, got)
		}
	}
}

package crosswalk_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/crosswalk"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/measure"
)

// country is a rectangle of squares, each column of which is a district. A list of units cuts every column into runs of
// squares, so that lists differ in the units that they divide and join, and none joins what is of two districts.
type country struct {
	columns, rows int
	voters        []int // of the squares, column by column
}

// list is one list of its units.
type list struct {
	ids []string
	of  []int // the unit of every square
}

// cut draws a list with ids from a stock.
func (c country) cut(t *rapid.T, name string, stock []string) list {
	l := list{of: make([]int, len(c.voters))}
	n := -1
	for i := range l.of {
		if i%c.rows == 0 || rapid.Bool().Draw(t, name) {
			n++
		}
		l.of[i] = n
	}
	l.ids = rapid.Permutation(stock).Draw(t, name+" ids")[:n+1]
	return l
}

// write writes the country by a list of units, with a scenario.
func (c country) write(t require.TestingT, dir string, l list) *districts.Case {
	units := geojson.NewFeatureCollection()
	for u, id := range l.ids {
		first, n, voters := slices.Index(l.of, u), 0, 0
		for i, of := range l.of {
			if of == u {
				n, voters = n+1, voters+c.voters[i]
			}
		}
		x, y := first/c.rows, first%c.rows
		f := geojson.NewFeature(orb.Bound{Min: corner(x, y), Max: corner(x+1, y+n)}.ToPolygon())
		f.Properties = geojson.Properties{"id": id, "region": "R", "name": "Unit " + id, "voters": voters}
		units.Append(f)
	}
	regions := geojson.NewFeatureCollection()
	f := geojson.NewFeature(orb.Bound{Min: corner(0, 0), Max: corner(c.columns, c.rows)}.ToPolygon())
	f.Properties = geojson.Properties{"id": "R", "name": "Region"}
	regions.Append(f)
	for name, x := range map[string]*geojson.FeatureCollection{"units.geojson": units, "regions.geojson": regions} {
		data, err := x.MarshalJSON()
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	text := fmt.Sprintf(`okrug: 1
id: country
title: {en: Country}
languages: [en]
units: {file: units.geojson, id: id, region: region, names: {en: name}, voters: voters}
regions: {file: regions.geojson, id: id, names: {en: name}}
rule: kz-2022-region
seats: {total: %d}
`, c.columns)
	file := filepath.Join(dir, "scenario.yaml")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	s, err := scenario.Open(file)
	require.NoError(t, err)
	made, err := districts.Open(context.Background(), s, nil)
	require.NoError(t, err)
	return made
}

// corner is a corner of squares, in degrees.
func corner(x, y int) orb.Point { return orb.Point{float64(600+x) / 10, float64(450+y) / 10} }

// table is the crosswalk of two lists. Of a unit that keeps its id, and that only one column would name, the row may be
// left out, as people do.
func (c country) table(t *rapid.T, a, b list) *crosswalk.Table {
	type pair struct{ old, later string }
	shared := map[pair]int{}
	var pairs []pair
	for i := range c.voters {
		p := pair{a.ids[a.of[i]], b.ids[b.of[i]]}
		if _, there := shared[p]; !there {
			pairs = append(pairs, p)
		}
		shared[p] += c.voters[i]
	}
	names := func(of func(pair) string, id string) (n int) {
		for _, p := range pairs {
			if of(p) == id {
				n++
			}
		}
		return n
	}
	old, later := func(p pair) string { return p.old }, func(p pair) string { return p.later }
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	weigh := rapid.Bool().Draw(t, "voters")
	require.NoError(t, w.Write([]string{"new_id", "old_id", map[bool]string{true: "voters", false: "note"}[weigh]}))
	for _, p := range rapid.Permutation(pairs).Draw(t, "order") {
		// Without its own row the id is that of at most one column if it has no other row in one of them.
		if p.old == p.later && (names(old, p.old) == 1 || names(later, p.later) == 1) && rapid.Bool().Draw(t, "left out") {
			continue
		}
		require.NoError(t, w.Write([]string{p.later, p.old, strconv.Itoa(shared[p])}))
	}
	w.Flush()
	x, err := crosswalk.Read("changes.csv", out.Bytes())
	require.NoError(t, err, out.String())
	return x
}

// Whatever units are divided, joined and named anew, and in whatever form the plan comes: its districts have the same
// territory and voters on the other list, nobody moves, and back again the plan is what it was.
func TestCountry(t *testing.T) {
	old, later := t.TempDir(), t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		c := country{columns: rapid.IntRange(2, 4).Draw(t, "columns"), rows: rapid.IntRange(1, 6).Draw(t, "rows")}
		for range c.columns * c.rows {
			c.voters = append(c.voters, rapid.IntRange(0, 50).Draw(t, "voters of a square"))
		}
		var stock []string
		for i := range c.columns*c.rows + 3 {
			stock = append(stock, strconv.Itoa(1000+i))
		}
		c.voters[0]++ // somebody votes
		a, b := c.cut(t, "old", stock), c.cut(t, "later", stock)
		before, after := c.write(t, old, a), c.write(t, later, b)
		numbers := rapid.Permutation([]int{1, 2, 3, 4}).Draw(t, "numbers")
		of := make([]int, len(a.ids))
		for i, u := range a.of {
			of[u] = numbers[i/c.rows]
		}
		plan, err := districts.NewNumbered(before, of)
		require.NoError(t, err)
		table := c.table(t, a, b)

		carried, err := districts.Carry(after, plan, "plan", table)
		require.NoError(t, err)
		same(t, plan, carried)
		// Between lists with the same ids the way is not told.
		if !slices.Equal(slices.Sorted(slices.Values(a.ids)), slices.Sorted(slices.Values(b.ids))) {
			back, err := districts.Carry(before, carried, "carried", table)
			require.NoError(t, err)
			require.Equal(t, plan.Of, back.Of)
			require.Equal(t, plan.Assignment(), back.Assignment())
		}

		shapes, err := plan.GeoJSON()
		require.NoError(t, err)
		for name, data := range map[string][]byte{"plan.csv": plan.Assignment(), "plan.geojson": shapes,
			"strange.csv": bytes.Replace(plan.Assignment(), []byte("unit_id,district"), []byte("id,округ"), 1)} {
			read, err := districts.ReadPlanFrom(after, format.Source{Name: name, Data: data},
				districts.Reading{Crosswalk: table})
			require.NoError(t, err, name)
			require.Equal(t, carried.Of, read.Of, name)
		}

		of = make([]int, len(b.ids)) // the same country, drawn on the other list by its squares
		for i, u := range b.of {
			of[u] = numbers[i/c.rows]
		}
		now, err := districts.NewNumbered(after, of)
		require.NoError(t, err)
		r, err := compare.Plans(carried, now)
		require.NoError(t, err)
		require.Empty(t, r.Moves)
		require.Equal(t, len(b.ids), r.Compared.Units)
	})
}

// same holds the districts of two plans of one country against each other.
func same(t require.TestingT, a, b *districts.Plan) {
	require.Len(t, b.Districts, len(a.Districts))
	for i, x := range a.Districts {
		y := b.Districts[i]
		require.Equal(t, x.Number, y.Number)
		require.Equal(t, x.Voters, y.Voters)
		require.InEpsilon(t, area(a, x), area(b, y), 1e-9)
		require.Equal(t, bound(a, x), bound(b, y))
	}
}

func area(p *districts.Plan, d districts.District) (sum float64) {
	for _, u := range d.Units {
		sum += measure.Area(p.Layer.Topology.Face(u))
	}
	return sum
}

func bound(p *districts.Plan, d districts.District) orb.Bound {
	b := p.Layer.Topology.Face(d.Units[0]).Bound()
	for _, u := range d.Units {
		b = b.Union(p.Layer.Topology.Face(u).Bound())
	}
	return b
}

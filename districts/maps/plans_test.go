package maps

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/topology"
)

// draft is a case with the number of every unit's district.
type draft struct {
	*districts.Case
	District []int
}

// kazakhstan is a draft of the embedded scenario: the enacted plan, and where that is not known in full, units dealt
// out from north to south.
var kazakhstan = sync.OnceValues(func() (draft, error) {
	s, err := scenario.OpenFS(data.Files, data.Default+"/scenario.yaml")
	if err != nil {
		return draft{}, err
	}
	d := draft{}
	if d.Case, err = districts.Open(context.Background(), s, nil); err != nil {
		return d, err
	}
	enacted, err := data.Files.ReadFile(data.Default + "/enacted.csv")
	if err != nil {
		return d, err
	}
	rows, err := csv.NewReader(bytes.NewReader(enacted)).ReadAll()
	if err != nil {
		return d, err
	}
	at := map[string]int{}
	for i, u := range d.Layer.Units {
		at[u.ID] = i
	}
	d.District = make([]int, len(d.Layer.Units))
	open := map[string][]int{}
	for _, row := range rows[1:] {
		u := at[row[0]]
		if n, err := strconv.Atoi(row[1]); err == nil {
			d.District[u] = n
		} else {
			open[row[1]] = append(open[row[1]], u)
		}
	}
	for choice, units := range open {
		numbers := strings.Split(choice, "|")
		north := func(u int) float64 { return d.Layer.Topology.Face(u).Bound().Center()[1] }
		slices.SortStableFunc(units, func(a, b int) int { return cmp.Compare(north(b), north(a)) })
		for i, u := range units {
			if d.District[u], err = strconv.Atoi(numbers[i*len(numbers)/len(units)]); err != nil {
				return d, err
			}
		}
	}
	return d, nil
})

// draftOfKazakhstan is a copy of the draft that a test may change.
func draftOfKazakhstan(t testing.TB) draft {
	t.Helper()
	d, err := kazakhstan()
	require.NoError(t, err)
	d.District = slices.Clone(d.District)
	return d
}

func planOf(t testing.TB, d draft) *districts.Plan {
	t.Helper()
	p, err := districts.NewNumbered(d.Case, d.District)
	require.NoError(t, err)
	return p
}

// quilt is a country of cols x rows square units in regions of columns, district giving each unit's district.
func quilt(t testing.TB, cols, rows, regions int, corner orb.Point, size float64,
	district func(col, row int) int) *districts.Plan {
	t.Helper()
	l := &geo.Layer{}
	var faces []orb.MultiPolygon
	d := draft{Case: &districts.Case{Layer: l, Scenario: &scenario.Scenario{ID: "quilt", Languages: []string{"en"}}}}
	for r := range regions {
		l.Regions = append(l.Regions, geo.Region{ID: strconv.Itoa(r), Names: geo.Names{"en": "Region " + strconv.Itoa(r)}})
		d.Seats = append(d.Seats, 1)
	}
	for row := range rows {
		for col := range cols {
			x, y := corner[0]+float64(col)*size, corner[1]+float64(row)*size
			if x >= 180 {
				x -= 360
			}
			b := orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + size, y + size}}
			faces = append(faces, orb.MultiPolygon{{drawing.Box(b)}})
			l.Units = append(l.Units, geo.Unit{ID: strconv.Itoa(len(l.Units)), RegionID: strconv.Itoa(col * regions / cols),
				Names: geo.Names{"en": "Unit " + strconv.Itoa(len(l.Units))}, Voters: int64(100 + col)})
			d.District = append(d.District, district(col, row))
		}
	}
	l.Topology, _ = topology.Build(faces, topology.Options{})
	for _, b := range l.Topology.Borders() {
		l.Borders = append(l.Borders, geo.Border{A: b.A, B: b.B, Metres: b.Metres})
	}
	limit, err := rule.ParseFraction("10%")
	require.NoError(t, err)
	d.Rule = rule.Rule{ID: "ten", Limit: limit}
	return planOf(t, d)
}

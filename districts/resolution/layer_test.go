package resolution

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
)

type kz struct {
	scenario *scenario.Scenario
	layer    *geo.Layer
	seats    []int
	rule     rule.Rule
	table    *names.Table
}

var openKZ = sync.OnceValues(func() (*kz, error) {
	s, err := scenario.OpenFS(data.Files, "kz2022/scenario.yaml")
	if err != nil {
		return nil, err
	}
	k := &kz{scenario: s}
	if k.layer, _, err = s.Layer(context.Background(), nil); err != nil {
		return nil, err
	}
	if k.seats, _, err = s.Apportion(k.layer); err != nil {
		return nil, err
	}
	if k.rule, err = rule.Find("kz-2022-region", nil); err != nil {
		return nil, err
	}
	k.table, err = ScenarioTable(s)
	return k, err
})

// embedded is the embedded Kazakh scenario.
func embedded(t testing.TB) *kz {
	t.Helper()
	k, err := openKZ()
	require.NoError(t, err)
	return k
}

// plan makes a plan of district numbers, 0 for none.
func (k *kz) plan(t require.TestingT, district []int) *districts.Plan {
	p, err := districts.NewNumbered(&districts.Case{Scenario: k.scenario, Layer: k.layer, Rule: k.rule, Seats: k.seats},
		district)
	require.NoError(t, err)
	return p
}

// slices gives the units of every region to its seats in file order, with as many units each. It is a plan of the right
// shape, not a lawful one.
func (k *kz) slices() []int {
	of := districts.RegionOf(k.layer)
	count, at := make([]int, len(k.seats)), make([]int, len(k.seats))
	for _, r := range of {
		count[r]++
	}
	first := make([]int, len(k.seats)+1)
	for r, s := range k.seats {
		first[r+1] = first[r] + s
	}
	district := make([]int, len(of))
	for u, r := range of {
		district[u] = first[r] + at[r]*k.seats[r]/count[r] + 1
		at[r]++
	}
	return district
}

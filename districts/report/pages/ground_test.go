package pages

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/measure"
)

// Where units are too small for their lines to be drawn, what is drawn is the same areas: districts, regions and the
// units that a fault is about.
func TestCrowdedUnitsAreJoined(t *testing.T) {
	r, p := faulty(t)
	c := &composer{words: english, ctx: context.Background(), r: r, p: p}
	c.faults = c.faultsOf()
	m := &mapper{words: english, ctx: context.Background(), p: p, theme: c.theme(), regionOf: districts.RegionOf(p.Layer)}
	for i := range p.Layer.Units {
		m.face = append(m.face, i)
	}
	g := m.joined()
	assert.Less(t, g.top.Len(), len(m.face)/2)
	same := func(units []int) {
		t.Helper()
		require.InEpsilon(t, measure.Area(p.Layer.Topology.Dissolve(units)), measure.Area(g.shape(units)), 1e-12)
	}
	for _, d := range p.Districts {
		same(d.Units)
	}
	for region := range p.Layer.Regions {
		same(m.unitsIn(region))
	}
	marked := 0
	for _, f := range c.faults {
		if len(f.area) > 0 {
			same(f.area)
		}
		for _, u := range f.places {
			marked++
			same([]int{u})
		}
	}
	assert.NotZero(t, marked)

	whole, crowd := m.ground(m.face, mapWidth, mapHeight), m.ground(m.face, 10, 10)
	assert.Equal(t, len(m.face), whole.top.Len(), "units far apart on paper keep their lines")
	assert.Equal(t, g.top.Len(), crowd.top.Len())
}

// A list that would fill hundreds of sheets is named with the files that have it.
func TestLongListsAreElsewhere(t *testing.T) {
	_, p := lawful(t)
	c := &composer{words: english, ctx: context.Background(),
		p: &districts.Plan{Case: p.Case, Districts: []districts.District{{Number: 1}}}}
	c.r, _ = lawful(t)
	c.p.Districts[0].Units = make([]int, mostUnits)
	assert.Len(t, c.units()[1].(*document.Table).Rows, mostUnits)
	c.p.Districts[0].Units = make([]int, mostUnits+1)
	blocks := c.units()
	require.Len(t, blocks, 1)
	assert.Contains(t, blocks[0].(*document.Paragraph).Text, "10"+nbsp+"001 entries")
	assert.Contains(t, blocks[0].(*document.Paragraph).Text, "units.csv")
}

// A chart of many districts is several, each no higher than a sheet, with a bar for each district and one scale.
func TestManyBarsAreSeveralCharts(t *testing.T) {
	r, p := lawful(t)
	c := &composer{words: english, ctx: context.Background(), r: r, p: p}
	for i := range 100 {
		c.lines = append(c.lines, line{number: i + 1, centre: "x", deviation: float64(i-50) / 500, least: -0.2, most: 0.2})
	}
	bars := 0
	for _, b := range c.chart() {
		f := b.(*document.Figure)
		assert.Less(t, f.Picture.Height, document.FigureRoom)
		f.Picture.Texts(func(x *drawing.Text) {
			if x.Style == typeface.Bold {
				bars++
			}
		})
	}
	assert.Equal(t, 100, bars)
	assert.Len(t, c.chart(), 3)
}

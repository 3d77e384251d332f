package plots_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"math"
	"os"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/plots"
)

func percent(v float64) string { return fmt.Sprintf("%.0f %%", 100*v) }

func charts() map[string]plots.Chart {
	return map[string]plots.Chart{
		"lines": &plots.Lines{Title: "Мандаттар саны және теңдік", X: "мандаттар саны", Y: "орташадан ең үлкен ауытқу",
			Percent: percent,
			Series: []plots.Series{{Name: "арифметика", First: 20, Y: []float64{0.9, 0.7, 0.5, 0.3, 0.2}},
				{Name: "бірліктер бойынша", First: 20, Y: []float64{0.9, math.NaN(), 0.6, 0.5, 0.5}}},
			Limits: []plots.Level{{Y: 0.2, Name: "шек 20 %"}}},
		"bars": &plots.Bars{Title: "Чего можно достичь", Percent: percent,
			Groups: []plots.Group{{Name: "по региону", Bars: []plots.Bar{{Name: "наибольшее отклонение", Y: 0.18},
				{Name: "разница к среднему", Y: 0.36}}},
				{Name: "по стране", Bars: []plots.Bar{{Name: "разница к наименьшему", Y: 3.07},
					{Name: "не известно", Y: math.NaN()}}}},
			Limits: []plots.Level{{Y: 0.2, Name: "20 %"}}},
	}
}

func TestChartsAreWholeAndRepeat(t *testing.T) {
	for name, c := range charts() {
		a, err := plots.SVG(c, "kk")
		require.NoError(t, err)
		b, err := plots.SVG(charts()[name], "kk")
		require.NoError(t, err)
		require.True(t, bytes.Equal(a, b), name)
		title, text := []string{"Мандаттар саны және теңдік", "Чего можно достичь"},
			[]string{">шек 20 %<", ">разница к наименьшему<"}
		i := map[string]int{"lines": 0, "bars": 1}[name]
		require.Contains(t, string(a), "<title>"+title[i]+"</title>")
		require.Contains(t, string(a), text[i], "text is text")
		require.Contains(t, string(a), "<desc>")
		require.NotContains(t, string(a), "NaN")
		d := xml.NewDecoder(bytes.NewReader(a))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(name, err)
			}
		}
		p, err := plots.PNG(c, 96)
		require.NoError(t, err)
		img, err := png.Decode(bytes.NewReader(p))
		require.NoError(t, err)
		require.InDelta(t, plots.Width/25.4*96, img.Bounds().Dx(), 1.5)
		if dir := os.Getenv("OKRUG_PLOTS"); dir != "" {
			require.NoError(t, os.WriteFile(dir+"/"+name+".png", p, 0o644))
		}
	}
}

// Bars are to one scale, and a value below the limit has its bar end before the line of the limit.
func TestBarsAreToScale(t *testing.T) {
	p, err := plots.Picture(&plots.Bars{
		Title: "t", Percent: func(v float64) string { return fmt.Sprint(v) }, Limits: []plots.Level{{Y: 0.2, Name: "limit"}},
		Groups: []plots.Group{{Name: "g", Bars: []plots.Bar{{Name: "a", Y: 0.178}, {Name: "b", Y: 1.02},
			{Name: "c", Y: 3.07}}}},
	}, "en")
	require.NoError(t, err)
	var bars []orb.Bound
	line := 0.0
	for _, g := range p.Groups {
		for _, i := range g.Items {
			s, ok := i.(*drawing.Shape)
			switch {
			case ok && len(s.Lines) == 1 && s.Stroke.A > 0 && len(s.Dash) > 0:
				line = s.Lines[0][0][0]
			case ok && len(s.Rings) == 1 && s.Rings[0].Bound().Right() < plots.Width && s.Fill.A > 0:
				bars = append(bars, s.Rings[0].Bound())
			}
		}
	}
	require.Len(t, bars, 3)
	long := func(i int) float64 { return bars[i].Right() - bars[i].Left() }
	require.InDelta(t, 1.02/3.07, long(1)/long(2), 0.001)
	require.InDelta(t, 0.178/3.07, long(0)/long(2), 0.001)
	require.Less(t, bars[0].Right(), line)
	require.Greater(t, bars[1].Right(), line)
}

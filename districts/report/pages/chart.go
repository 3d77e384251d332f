package pages

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/report"
)

// equality is the check of the rule that binds.
func (c *composer) equality() districts.Check {
	for _, k := range c.r.Checks {
		if k.ID == districts.CheckEquality {
			return k
		}
	}
	return districts.Check{ID: districts.CheckEquality}
}

// Sizes of charts in millimetres.
const (
	chartWidth = 130.0
	rowHeight  = 5.2
	typeSize   = 3.1
)

// mostBars is how many bars a chart has, so that it fits on a sheet.
const mostBars = 42

// deviationChart draws one bar a line, in their order, with the limits of the rule, on the scale that all lines need.
func (c *composer) deviationChart(all, lines []line) *drawing.Picture {
	const labels, figures, top = 43.0, 17.0, 9.0
	least, most, same := limits(all)
	reach := 0.01
	for _, l := range all {
		reach = max(reach, math.Abs(l.deviation), min(math.Abs(l.least), 1), min(math.Abs(l.most), 1))
	}
	reach *= 1.08
	left, right := labels, chartWidth-figures
	x := func(share float64) float64 {
		share = max(-reach, min(reach, share))
		return (left+right)/2 + share/reach*(right-left)/2
	}
	bottom := top + rowHeight*float64(len(lines))
	p := &drawing.Picture{Width: chartWidth, Height: bottom + 9}
	add(p, &drawing.Shape{Rings: []orb.Ring{drawing.Rectangle(0, 0, p.Width, p.Height)}, Fill: drawing.White})
	for _, share := range ticks(reach) {
		add(p, &drawing.Shape{Lines: []orb.LineString{{{x(share), top}, {x(share), bottom}}}, Stroke: drawing.Faint,
			Width: 0.15},
			text(orb.Point{x(share), bottom + 4}, drawing.Middle, c.Fixed(100*share, 0), 2.6, drawing.Grey))
	}
	add(p, text(orb.Point{(left + right) / 2, bottom + 7.8}, drawing.Middle, c.say("chart.axis"), 2.6, drawing.Grey))
	for i, l := range lines {
		y := top + rowHeight*float64(i)
		fill := drawing.RGB(0x4477aa)
		if l.bad {
			fill = drawing.Red
		}
		a, b := x(0), x(l.deviation)
		bar := drawing.Rectangle(min(a, b), y+1, max(math.Abs(a-b), 0.25), rowHeight-2)
		add(p, &drawing.Shape{Rings: []orb.Ring{bar}, Fill: fill})
		if l.bad {
			add(p, &drawing.Shape{Lines: drawing.Hatch([]orb.Ring{bar}, 45, 1.2), Stroke: drawing.White, Width: 0.3})
		}
		if !same {
			for _, limit := range []float64{l.least, l.most} {
				if math.Abs(limit) <= reach {
					add(p, &drawing.Shape{Lines: []orb.LineString{{{x(limit), y + 0.4}, {x(limit), y + rowHeight - 0.4}}},
						Stroke: drawing.Ink,
						Width:  0.4})
				}
			}
		}
		deviation := c.share(l.deviation, true)
		if l.open {
			deviation = "… " + deviation
		}
		add(p, bold(text(orb.Point{6, y + rowHeight/2 + 1.1}, drawing.End, fmt.Sprint(l.number), typeSize, drawing.Ink)),
			text(orb.Point{8, y + rowHeight/2 + 1.1}, drawing.Start, clip(l.centre, 19), typeSize, drawing.Ink),
			text(orb.Point{chartWidth - 1, y + rowHeight/2 + 1.1}, drawing.End, deviation, typeSize, drawing.Ink))
	}
	add(p, &drawing.Shape{Lines: []orb.LineString{{{x(0), top}, {x(0), bottom}}}, Stroke: drawing.Ink, Width: 0.3})
	if same {
		for _, limit := range []float64{least, most} {
			if math.Abs(limit) > reach {
				continue
			}
			add(p, &drawing.Shape{Lines: []orb.LineString{{{x(limit), top - 1.5}, {x(limit), bottom}}}, Stroke: drawing.Red,
				Width: 0.5,
				Dash:  []float64{1.6, 1}},
				text(orb.Point{x(limit), 3.2}, drawing.Middle, c.say("chart.limit"), 2.8, drawing.Red),
				text(orb.Point{x(limit), 6.6}, drawing.Middle, c.share(limit, true), 2.8, drawing.Red))
		}
	}
	return p
}

// ticks are round shares within reach, at most nine.
func ticks(reach float64) []float64 {
	for _, step := range []float64{0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10} {
		if n := math.Floor(reach / step); n <= 4 {
			var out []float64
			for i := -n; i <= n; i++ {
				out = append(out, i*step)
			}
			return out
		}
	}
	return []float64{0}
}

// clip shortens a text to so many letters.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// point is one plan of a region in a table and its chart.
type point struct {
	rank              int
	border, deviation float64
	chosen            bool
}

func frontOf(front []report.Point) []point {
	out := make([]point, len(front))
	for i, f := range front {
		out[i] = point{i + 1, f.BorderKm, f.MaxDeviation, f.Chosen}
	}
	return out
}

func variantsOf(variants []report.Variant) []point {
	out := make([]point, len(variants))
	for i, v := range variants {
		out[i] = point{v.Rank, v.BorderKm, v.MaxDeviation, v.Rank == 1}
	}
	return out
}

// frontChart draws border against deviation.
func (c *composer) frontChart(points []point) *drawing.Picture {
	const left, bottom, width, height = 18.0, 52.0, 104.0, 46.0
	p := &drawing.Picture{Width: chartWidth, Height: 62}
	add(p, &drawing.Shape{Rings: []orb.Ring{drawing.Rectangle(0, 0, p.Width, p.Height)}, Fill: drawing.White})
	lowB, highB, highD := points[0].border, points[0].border, 0.0
	for _, q := range points {
		lowB, highB, highD = min(lowB, q.border), max(highB, q.border), max(highD, q.deviation)
	}
	bStep, dStep := step5(max(highB-lowB, 1)), step5(max(100*highD, 0.01))/100
	lowB, highB = math.Floor(lowB/bStep)*bStep, math.Ceil(highB/bStep)*bStep
	if highB == lowB {
		highB += bStep
	}
	highD = math.Ceil(highD*1.05/dStep) * dStep // room for a label above the highest
	at := func(q point) orb.Point {
		return orb.Point{left + (q.border-lowB)/(highB-lowB)*width, bottom - q.deviation/highD*height}
	}
	for d := 0.0; d <= highD+dStep/2; d += dStep {
		y := at(point{border: lowB, deviation: d})[1]
		add(p, &drawing.Shape{Lines: []orb.LineString{{{left, y}, {left + width, y}}}, Stroke: drawing.Faint, Width: 0.15},
			text(orb.Point{left - 1.5, y + 1}, drawing.End, c.Percent(c.Fixed(100*d, places(100*dStep))), 2.6, drawing.Grey))
	}
	for b := lowB; b <= highB+bStep/2; b += bStep {
		x := at(point{border: b})[0]
		add(p, &drawing.Shape{Lines: []orb.LineString{{{x, bottom}, {x, bottom + 1}}}, Stroke: drawing.Grey, Width: 0.2},
			text(orb.Point{x, bottom + 4}, drawing.Middle, c.Fixed(b, places(bStep)), 2.6, drawing.Grey))
	}
	add(p, text(orb.Point{left + width/2, bottom + 8.4}, drawing.Middle, c.say("column.border"), 2.8, drawing.Grey),
		text(orb.Point{left, 3.4}, drawing.Start, c.say("column.largest"), 2.8, drawing.Grey))
	// Labels that would stand on one another are left out; the table numbers every plan.
	var taken []orb.Point
	for _, q := range points {
		o := at(q)
		fill, size := drawing.White, 1.0
		if q.chosen {
			fill, size = drawing.Ink, 1.5
		}
		add(p, &drawing.Shape{Rings: []orb.Ring{drawing.Circle(o, size)}, Fill: fill, Stroke: drawing.Ink, Width: 0.35})
		free := true
		for _, t := range taken {
			free = free && (math.Abs(t[0]-o[0]) > 4 || math.Abs(t[1]-o[1]) > 3)
		}
		if free || q.chosen {
			taken = append(taken, o)
			rank := haloed(text(orb.Point{o[0] + 2, o[1] - 1}, drawing.Start, fmt.Sprint(q.rank), 2.6, drawing.Ink))
			if q.chosen {
				bold(rank)
			}
			add(p, rank)
		}
	}
	return p
}

// step5 is a round step, 1, 2 or 5 times a power of ten, that divides a span into five at most.
func step5(span float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(span))-1)
	for _, k := range []float64{1, 2, 5, 10, 20} {
		if span <= 5*k*power {
			return k * power
		}
	}
	return 50 * power
}

// places are the decimals that a step needs.
func places(step float64) int { return max(0, -int(math.Floor(math.Log10(step)+1e-9))) }

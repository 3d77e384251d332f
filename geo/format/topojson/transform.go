package topojson

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// transform says which coordinates the whole numbers of a quantised topology stand for (section 2.1.2). The zero value
// is that of a topology which is not quantised.
type transform struct {
	quantised        bool
	scale, translate [2]float64
	grids            [2]grid
}

// grid is an axis whose scale is a unit divided by a whole number, as it is where coordinates are decimal numbers: so
// many steps to a unit, and how many of them the translation is. It has no steps where that is not so.
type grid struct{ steps, offset float64 }

// exact is the greatest whole number up to which floating-point numbers have all others.
const exact = 1 << 53

// transform reads the member of that name.
func (t *topology) transform() error {
	wrong := t.src.Fault(BadTransform,
		locale.T("its transform is not an object with \"scale\" and \"translate\", two numbers each"), exportAnew)
	if !t.Is('{') {
		return wrong
	}
	read := 0
	err := t.Object(func(key string) error {
		var to *[2]float64
		switch key {
		case "scale":
			to = &t.to.scale
		case "translate":
			to = &t.to.translate
		}
		if to == nil || !t.Is('[') {
			return t.Skip()
		}
		n := 0
		err := t.Array(func(i int) error {
			v, err := t.Value()
			if err != nil || i > 1 {
				return err
			}
			x, bad := strconv.ParseFloat(v.Text, 64)
			if v.Kind == input.Number && bad == nil {
				to[i] = x
				n++
			}
			return nil
		})
		if n == 2 {
			read++
		}
		return err
	})
	if err != nil {
		return err
	}
	if read < 2 {
		return wrong
	}
	t.to.quantised = true
	for k := range t.to.grids {
		t.to.grids[k] = gridOf(t.to.scale[k], t.to.translate[k])
	}
	return nil
}

func gridOf(scale, translate float64) grid {
	g := grid{steps: math.Round(1 / scale)}
	g.offset = math.Round(translate * g.steps)
	if !(math.Abs(g.steps) < exact && math.Abs(g.offset) < exact/2 && g.steps != 0 && 1/g.steps == scale &&
		g.offset/g.steps == translate) {
		return grid{}
	}
	return g
}

// at is the position that two whole numbers stand for. On a decimal grid it is the one nearest to what the numbers of
// the file say, where scale and translation one after the other would leave traces of binary arithmetic.
func (t *transform) at(q orb.Point) (p orb.Point) {
	for k, x := range q {
		if g := t.grids[k]; g.steps != 0 && math.Abs(x) < exact/2 && x == math.Trunc(x) {
			p[k] = (x + g.offset) / g.steps
			continue
		}
		p[k] = float64(x*t.scale[k]) + t.translate[k] // not in one step, which some processors would round otherwise
	}
	return p
}

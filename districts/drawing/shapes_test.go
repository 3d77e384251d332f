package drawing_test

import (
	"bytes"
	"encoding/xml"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// star is a ring around a place with corners at random distances, wound counter-clockwise.
func star(r *rand.Rand, x, y, most float64) orb.Ring {
	var ring orb.Ring
	n := 3 + r.IntN(9)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		d := most * (0.2 + 0.8*r.Float64())
		ring = append(ring, orb.Point{x + d*cos, y + d*sin})
	}
	return append(ring, ring[0])
}

// edge is the distance of a place from the nearest edge of some rings.
func edge(rings []orb.Ring, p orb.Point) float64 {
	least := math.Inf(1)
	for _, ring := range rings {
		least = min(least, planar.DistanceFrom(orb.LineString(ring), p))
	}
	return least
}

// The pole lies inside, as far from the edge as is said, and nothing on a fine grid lies farther.
func TestPoleAgainstAGrid(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	const precision = 0.05
	for range 40 {
		rings := []orb.Ring{star(r, 50, 40, 30)}
		if r.IntN(2) == 0 { // a hole
			hole := star(r, 50, 40, 5)
			hole.Reverse()
			rings = append(rings, hole)
		}
		at, d := drawing.Pole(rings, 1, precision)
		require.True(t, planar.PolygonContains(orb.Polygon(rings), at))
		require.InDelta(t, edge(rings, at), d, 1e-9)
		for x := 20.0; x < 80; x++ {
			for y := 10.0; y < 70; y++ {
				p := orb.Point{x, y}
				if planar.PolygonContains(orb.Polygon(rings), p) {
					require.LessOrEqual(t, edge(rings, p), d+precision)
				}
			}
		}
		// A text twice as wide as it is high stands where half as wide an area has its pole.
		wide, far := drawing.Pole(rings, 2, precision)
		var half []orb.Ring
		for _, ring := range rings {
			var h orb.Ring
			for _, p := range ring {
				h = append(h, orb.Point{p[0] / 2, p[1]})
			}
			half = append(half, h)
		}
		require.InDelta(t, edge(half, orb.Point{wide[0] / 2, wide[1]}), far, 1e-9)
	}
	_, d := drawing.Pole(nil, 1, precision)
	require.Zero(t, d)
	at, d := drawing.Pole([]orb.Ring{{{2, 3}, {4, 3}, {2, 3}}}, 2, precision)
	require.Zero(t, d)
	require.Equal(t, orb.Point{3, 3}, at)
}

// Hatching lies inside, at its angle, a gap apart, and there is as much of it as the area asks for.
func TestHatchFillsTheArea(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 9))
	for range 60 {
		ring, hole := star(r, 50, 40, 30), star(r, 50, 40, 5)
		hole.Reverse()
		rings := []orb.Ring{ring, hole}
		angle, gap := float64(r.IntN(180)), 0.1+r.Float64()/5
		sin, cos := math.Sincos(angle * math.Pi / 180)
		length := 0.0
		for _, l := range drawing.Hatch(rings, angle, gap) {
			require.Len(t, l, 2)
			mid := orb.Point{(l[0][0] + l[1][0]) / 2, (l[0][1] + l[1][1]) / 2}
			require.True(t, planar.PolygonContains(orb.Polygon(rings), mid))
			for _, end := range l {
				require.Less(t, edge(rings, end), 1e-9, "lines end at the edge")
			}
			k := (mid[1]*cos - mid[0]*sin) / gap
			require.InDelta(t, math.Round(k), k, 1e-6, "lines are laid over the whole page")
			require.InDelta(t, 0, (l[1][1]-l[0][1])*cos-(l[1][0]-l[0][0])*sin, 1e-9, "the angle")
			length += planar.Length(l)
		}
		area := planar.Area(orb.Polygon(rings))
		require.InEpsilon(t, area, length*gap, 0.03)
	}
	require.Empty(t, drawing.Hatch(nil, 45, 1))
}

// path reads the d of an SVG path as the standard says, of which only M, l and z are written: lines, and whether each
// is closed.
func path(t *testing.T, d string) (lines []orb.LineString, closed []bool) {
	t.Helper()
	number := regexp.MustCompile(`-?(\d+\.?\d*|\.\d+)`)
	require.Empty(t, strings.Trim(number.ReplaceAllString(d, ""), "Mlz "), d)
	for _, part := range strings.Split(d, "M")[1:] {
		body, end := strings.CutSuffix(part, "z")
		var line orb.LineString
		from, steps, _ := strings.Cut(body, "l")
		for i, text := range []string{from, steps} {
			xy := number.FindAllString(text, -1)
			require.Zero(t, len(xy)%2, d)
			for k := 0; k < len(xy); k += 2 {
				x, err := strconv.ParseFloat(xy[k], 64)
				require.NoError(t, err)
				y, err := strconv.ParseFloat(xy[k+1], 64)
				require.NoError(t, err)
				p := orb.Point{x, y}
				if i == 1 {
					last := line[len(line)-1]
					p = orb.Point{x + last[0], y + last[1]}
				}
				line = append(line, p)
			}
		}
		lines, closed = append(lines, line), append(closed, end)
	}
	return lines, closed
}

// node is an element of an SVG.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []node     `xml:",any"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all are the elements of a name, in their order.
func (n *node) all(name string) (out []*node) {
	if n.XMLName.Local == name {
		out = append(out, n)
	}
	for i := range n.Children {
		out = append(out, n.Children[i].all(name)...)
	}
	return out
}

// An SVG, of its own and inside a page, has the shapes and texts of the picture where they stand, to the millimetre's
// hundredth and tenth.
func TestSVGHasThePicture(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	for range 20 {
		p := sample()
		for range r.IntN(4) {
			s := &drawing.Shape{Rings: []orb.Ring{star(r, 50, 40, 30)}, Fill: blue}
			if r.IntN(2) == 0 {
				s = &drawing.Shape{Lines: []orb.LineString{orb.LineString(star(r, 50, 40, 30))[1:]}, Stroke: red,
					Width: 1 + r.Float64(), Dash: []float64{r.Float64(), 1}}
			}
			p.Group("more").Add(s)
		}
		p.Group("empty")
		var b bytes.Buffer
		require.NoError(t, p.SVG(&b, typeface.Sans()))
		for _, svg := range []struct {
			text    string
			unit, d float64 // of a unit in millimetres, and of what is rounded
		}{{b.String(), 1, 0.0051}, {p.Inline("x", "Карта <1>"), 0.1, 0.051}} {
			var root node
			require.NoError(t, xml.Unmarshal([]byte(svg.text), &root))
			require.Equal(t, "Карта <1>", strings.TrimSpace(root.all("title")[0].Text))
			var shapes []*drawing.Shape
			var texts []*drawing.Text
			for _, i := range p.Items() {
				switch i := i.(type) {
				case *drawing.Shape:
					shapes = append(shapes, i)
				case *drawing.Text:
					texts = append(texts, i)
				}
			}
			paths, written := root.all("path"), root.all("text")
			require.Len(t, paths, len(shapes))
			require.Len(t, written, len(texts))
			for i, s := range shapes {
				var want []orb.LineString
				for _, ring := range s.Rings {
					want = append(want, orb.LineString(ring))
				}
				rings := len(want)
				want = append(want, s.Lines...)
				got, closed := path(t, paths[i].attr("d"))
				require.Len(t, got, len(want))
				for k := range want {
					require.Equal(t, k < rings, closed[k])
					if closed[k] {
						want[k] = want[k][:len(want[k])-1]
					}
					for _, at := range want[k] { // steps of no length are left out
						require.Less(t, edge([]orb.Ring{scaled(got[k], svg.unit)}, at), 1.5*svg.d)
					}
					for _, at := range scaled(got[k], svg.unit) {
						require.Less(t, edge([]orb.Ring{orb.Ring(append(want[k], want[k][0]))}, at), 1.5*svg.d)
					}
				}
				require.Equal(t, s.Fill.A == 0, paths[i].attr("fill") == "none")
				require.Equal(t, s.Stroke.A > 0, paths[i].attr("stroke") != "")
				require.Equal(t, len(s.Dash) > 0, paths[i].attr("stroke-dasharray") != "")
				if s.Stroke.A > 0 {
					width, err := strconv.ParseFloat(paths[i].attr("stroke-width"), 64)
					require.NoError(t, err)
					require.InDelta(t, s.Width, width*svg.unit, svg.d)
				}
			}
			for i, x := range texts {
				require.Equal(t, x.Text, written[i].Text)
				for k, name := range []string{"x", "y"} {
					at, err := strconv.ParseFloat(written[i].attr(name), 64)
					require.NoError(t, err)
					require.InDelta(t, x.At[k], at*svg.unit, svg.d)
				}
				require.Equal(t, map[drawing.Anchor]string{drawing.Middle: "middle", drawing.End: "end"}[x.Anchor],
					written[i].attr("text-anchor"))
				require.Equal(t, x.Style.Bold(), written[i].attr("font-weight") == "700")
				require.Equal(t, x.Halo > 0, written[i].attr("stroke-width") != "")
			}
		}
	}
}

// scaled are the points of a line, each so many times as far from the corner.
func scaled(line orb.LineString, by float64) orb.Ring {
	var out orb.Ring
	for _, p := range line {
		out = append(out, orb.Point{p[0] * by, p[1] * by})
	}
	return out
}

// Copies that are placed are larger and elsewhere, and what they were copied from stays as it was.
func TestPlacedCopies(t *testing.T) {
	before, after := sample().Items(), sample().Items()
	placed := drawing.Placed(after, orb.Point{7, -3}, 2)
	require.Equal(t, before, after)
	back := drawing.Placed(placed, orb.Point{-3.5, 1.5}, 0.5)
	require.Equal(t, before, back)
	require.Equal(t, orb.Point{77, 37}, placed[len(placed)-3].(*drawing.Text).At)
	require.InDelta(t, 24, placed[len(placed)-3].(*drawing.Text).Size, 0)
}

// Simple shapes have the area that they should.
func TestSimpleShapes(t *testing.T) {
	require.InDelta(t, 12, planar.Area(orb.Polygon{drawing.Rectangle(1, 2, 3, 4)}), 1e-9)
	require.InEpsilon(t, math.Pi*25, planar.Area(orb.Polygon{drawing.Circle(orb.Point{1, 2}, 5)}), 0.02)
}

// Every character that the font lacks is named.
func TestMissingCharacters(t *testing.T) {
	p := sample()
	require.NoError(t, p.Check(typeface.Sans()))
	p.About = "漢" // which is read out and not drawn
	require.NoError(t, p.Check(typeface.Sans()))
	p.Group("labels").Add(&drawing.Text{Text: "თ"}, &drawing.Text{Text: "字"})
	err := p.Check(typeface.Sans())
	require.ErrorContains(t, err, "თ")
	require.ErrorContains(t, err, "字")
	require.NotContains(t, err.Error(), "漢")
}

package drawing

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/image/vector"
	"pgregory.net/rapid"
)

const side = 60 // pixels of the test's images

// painted is how much of each pixel edges cover, from 0 to 255.
func painted(e edges) [side][side]uint8 {
	var out [side][side]uint8
	l := newLayer(e, nil, color.RGBA{A: 255})
	b := newBand(side)
	b.clear(0, side)
	b.paint(&l)
	for y := range side {
		for x := range side {
			out[y][x] = 255 - b.pixels[3*(y*side+x)]
		}
	}
	return out
}

func corner(t *rapid.T, name string) point {
	return point{rapid.Float64Range(-20, side+20).Draw(t, name+".x"), rapid.Float64Range(-20, side+20).Draw(t, name+".y")}
}

// Triangles, which may stick out on all sides, cover of each pixel what golang.org/x/image/vector works out by areas.
func TestFillAgainstAnotherRasterizer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := corner(t, "a"), corner(t, "b"), corner(t, "c")
		got := painted(edges(nil).polygon(a, b, c))
		const around = 20 // the library clips, and what it clips it counts on at the edge
		// Up to 512 pixels the library works in fixed point, and is off by a fifth of a pixel at the end of a long thin edge.
		const wide = 600
		r := vector.NewRasterizer(wide, side+2*around)
		at := func(p point) (float32, float32) { return float32(p.x + around), float32(p.y + around) }
		r.MoveTo(at(a))
		r.LineTo(at(b))
		r.LineTo(at(c))
		r.ClosePath()
		want := image.NewAlpha(image.Rect(0, 0, wide, side+2*around))
		r.Draw(want, want.Bounds(), image.Opaque, image.Point{})
		for y := range side {
			for x := range side {
				// Where an edge begins, ends or is level in a pixel it is off by half a scan line; all three may do so in one.
				require.InDelta(t, want.AlphaAt(x+around, y+around).A, got[y][x], 3*255/scanLines/2+2, "%d %d", x, y)
			}
		}
	})
}

// A pen with a round tip covers the pixels whose middle is nearer to the line than half its width, and no others, but
// for the ones on the rim.
func TestStrokeIsWhatIsNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := polyline{closed: rapid.Bool().Draw(t, "closed")}
		for range rapid.IntRange(1, 6).Draw(t, "n") {
			l.points = append(l.points, corner(t, "p"))
		}
		width := rapid.Float64Range(1, 15).Draw(t, "width")
		got := painted(edges(nil).stroke(l, width, false))
		for y := range side {
			for x := range side {
				switch d := l.distance(point{float64(x) + 0.5, float64(y) + 0.5}); {
				case d < width/2-0.9:
					require.Equal(t, uint8(255), got[y][x], "%d %d at %g", x, y, d)
				case d > width/2+0.9:
					require.Zero(t, got[y][x], "%d %d at %g", x, y, d)
				}
			}
		}
	})
}

func (l polyline) distance(p point) float64 {
	points := l.points
	if l.closed && len(points) > 2 {
		points = append(points[:len(points):len(points)], points[0])
	}
	least := math.Hypot(points[0].x-p.x, points[0].y-p.y)
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		dx, dy := b.x-a.x, b.y-a.y
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = min(1, max(0, ((p.x-a.x)*dx+(p.y-a.y)*dy)/l))
		}
		least = min(least, math.Hypot(a.x+t*dx-p.x, a.y+t*dy-p.y))
	}
	return least
}

// Dashes and the spaces between them are as long as the pattern says, around corners too.
func TestDashes(t *testing.T) {
	l := polyline{points: []point{{0, 0}, {10, 0}, {10, 10}}}
	require.Equal(t, []polyline{
		{points: []point{{0, 0}, {4, 0}}}, {points: []point{{7, 0}, {10, 0}, {10, 1}}}, {points: []point{{10, 4}, {10, 8}}},
	}, l.dashed([]float64{4, 3}))
	require.Equal(t, []polyline{{points: []point{{0, 0}, {10, 0}, {10, 5}}}}, l.dashed([]float64{15}))
	require.Equal(t, []polyline{l}, l.dashed([]float64{0}))
	square := polyline{points: []point{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, closed: true}
	length := 0.0
	for _, d := range square.dashed([]float64{3, 1}) {
		for i := 1; i < len(d.points); i++ {
			length += math.Hypot(d.points[i].x-d.points[i-1].x, d.points[i].y-d.points[i-1].y)
		}
	}
	require.InDelta(t, 30, length, 1e-9)
}

// The profile is whole, and the three primaries together are the white.
func TestProfile(t *testing.T) {
	p := srgb()
	u32 := func(at int) int { return int(binary.BigEndian.Uint32(p[at:])) }
	require.Equal(t, len(p), u32(0))
	require.Equal(t, "acsp", string(p[36:40]))
	sum := [3]float64{}
	white := [3]float64{}
	for i := range u32(128) {
		at := 132 + 12*i
		name, start, length := string(p[at:at+4]), u32(at+4), u32(at+8)
		require.LessOrEqual(t, start+length, len(p))
		require.Zero(t, start%4)
		for k := range sum {
			switch name {
			case "rXYZ", "gXYZ", "bXYZ":
				sum[k] += float64(u32(start+8+4*k)) / 65536
			case "wtpt":
				white[k] = float64(u32(start+8+4*k)) / 65536
			}
		}
	}
	for k := range sum {
		require.InDelta(t, white[k], sum[k], 0.0005)
	}
}

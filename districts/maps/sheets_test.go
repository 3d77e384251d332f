package maps

import (
	"bytes"
	"context"
	"fmt"
	"image/color"
	"image/png"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/geo"
)

// sheetsOf draws the sheets named, "kind paper lang".
func draw(t testing.TB, p *districts.Plan, sheet, paper, lang string, change func(*Options)) *page {
	t.Helper()
	o := Options{Lang: lang}
	var err error
	o.Sheet, err = ParseSheet(sheet)
	require.NoError(t, err)
	o.Paper, err = ParsePaper(paper)
	require.NoError(t, err)
	if change != nil {
		change(&o)
	}
	pr, err := newPress(context.Background(), p, o)
	require.NoError(t, err)
	pg, err := pr.sheet(o.Sheet)
	require.NoError(t, err)
	require.NoError(t, pg.Check(pr.family))
	return pg
}

// every kind of sheet, with each language and paper at least once.
var everyKind = [][3]string{
	{"national", "A4", "kk"}, {"national", "A3", "ru"}, {"national", "slide", "en"}, {"deviation", "A4", "ru"},
	{"national", "A1", "en"}, {"region:KZ-61", "A4", "en"}, {"region:KZ-19", "A4", "en"},
	{"change", "A4", "en"},
	{"region:KZ-61", "A4", "ru"}, {"region:KZ-39", "A4", "kk"}, {"region:KZ-71", "A1", "en"}, {"district:19", "A4", "kk"},
	{"district:4", "A4", "en"}, {"district:11", "slide", "ru"},
}

// Labels keep apart, lie in the area they name unless a line leads to it, and stay on the map and off insets and
// legends.
func TestLabels(t *testing.T) {
	d := draftOfKazakhstan(t)
	plan := planOf(t, d)
	base := draftOfKazakhstan(t)
	for u, n := range base.District {
		if n == 3 {
			base.District[u] = 5
			break
		}
	}
	other := planOf(t, base)
	for _, c := range everyKind {
		t.Run(strings.Join(c[:], " "), func(t *testing.T) {
			pg := draw(t, plan, c[0], c[1], c[2], func(o *Options) { o.Base = other })
			requireLabels(t, pg)
		})
	}
}

// requireLabels tests the labels of a sheet.
func requireLabels(t *testing.T, pg *page) {
	t.Helper()
	require.NotEmpty(t, pg.placed)
	for i, a := range pg.placed {
		require.True(t, within(a.box, orb.Bound{Max: orb.Point{pg.Width, pg.Height}}), "%q leaves the page", a.text)
		for _, b := range pg.placed[:i] {
			same := a.along && b.along && a.text == b.text
			require.False(t, !same && overlap(a.box, b.box), "%q and %q overlap", a.text, b.text)
		}
		requireBelongs(t, pg, a)
	}
	requireLeadersApart(t, pg)
}

// Where what two insets show lies close together, its frames keep apart, and letters and names off both.
func TestFramesOfInsetsKeepApart(t *testing.T) {
	made, err := planning.Make(context.Background(), draftOfKazakhstan(t).Case, planning.Settings{})
	require.NoError(t, err)
	plan := made.Plan
	for _, lang := range Languages {
		for _, sheet := range []string{"national", "deviation"} {
			pg := draw(t, plan, sheet, "slide", lang, nil)
			frames := 0
			for _, l := range pg.placed {
				if l.group == "towns" {
					frames++
				}
			}
			require.Equal(t, len(pg.layoutOf(pg.opt.Sheet).country.plan.insets), frames)
			require.GreaterOrEqual(t, frames, 5)
			requireLabels(t, pg)
			// A slide says which names stand for the numbers on it, and whose its data are in few words.
			var notes []string
			for _, it := range pg.Group("notes").Items {
				notes = append(notes, it.(*drawing.Text).Text)
			}
			said := strings.Join(notes, " ")
			require.Contains(t, said, pg.words.ByNumber)
			require.Contains(t, said, "GeoNames (geonames.org)")
			require.NotContains(t, said, "OCHA")
		}
	}
}

// requireBelongs tests that a label stands in its area, or beside its place with no other district under it, or at the
// end of a line. Excepted are the names of cities beside the signs of insets, which no place near has room for, and
// those of waters, which are nobody's.
func requireBelongs(t *testing.T, pg *page, a placed) {
	t.Helper()
	switch {
	case a.in != nil:
		requireIn(t, a)
	case a.home != nil:
		require.Equal(t, "labels", a.group, "%q", a.text)
		c := pg.content(pg.shownView(t), "")
		for d := range pg.plan.Districts {
			if rings := c.on(area{districtArea, d}); d != *a.home {
				for _, p := range latticeOf(a.box) {
					require.Zero(t, among(rings, p)%2, "%q of district %d lies in %d on %s", a.text,
						pg.plan.Districts[*a.home].Number, pg.plan.Districts[d].Number, pg.Title)
				}
			}
		}
	case a.led:
		require.True(t, slices.ContainsFunc(pg.Groups, func(g *drawing.Group) bool {
			return strings.HasSuffix(g.ID, "leaders") && slices.ContainsFunc(g.Items, func(it drawing.Item) bool {
				s := it.(*drawing.Shape)
				return len(s.Lines) == 1 && a.box.Pad(0.5).Contains(s.Lines[0][1])
			})
		}), "no line leads to %q", a.text)
	default:
		require.True(t, a.sign || a.along, "%q belongs to nothing", a.text)
	}
}

// Nothing is set smaller than 6 pt on A4, and on other paper in proportion; what stands on A1 is read from afar.
func TestSmallestType(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	for _, c := range everyKind {
		pg := draw(t, plan, c[0], c[1], c[2], func(o *Options) { o.Base = plan })
		pg.Texts(func(x *drawing.Text) {
			require.GreaterOrEqual(t, x.Size, leastType*pg.k-0.01, "%v: %q", c, x.Text)
		})
	}
	pg := draw(t, plan, "national", "A1", "en", nil)
	sizes := map[string]float64{}
	pg.Texts(func(x *drawing.Text) { sizes[x.Text] = max(sizes[x.Text], x.Size) })
	for _, s := range []string{"9", "Akmola Region", "22", "Mangystau Region"} {
		require.GreaterOrEqual(t, sizes[s], 18.0, s)
	}
}

// A sheet in black and white has greys alone.
func TestBlackAndWhiteIsGrey(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	for _, sheet := range []string{"national", "deviation", "change", "region:KZ-61", "district:4"} {
		pg := draw(t, plan, sheet, "A4", "ru", func(o *Options) { o.BW, o.Base = true, plan })
		isGrey := func(c color.RGBA) { require.True(t, c.R == c.G && c.G == c.B, "%v on %s", c, sheet) }
		for _, it := range pg.Items() {
			switch x := it.(type) {
			case *drawing.Shape:
				isGrey(x.Fill)
				isGrey(x.Stroke)
			case *drawing.Text:
				isGrey(x.Color)
			}
		}
	}
}

// The cities of republican significance and the seat of every region are named on the map of the country.
func TestSeatsAreNamed(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	for _, paper := range []string{"A4", "A3", "A1", "slide"} {
		pg := draw(t, plan, "national", paper, "en", nil)
		on := map[string]bool{}
		for _, l := range pg.placed {
			on[l.text] = on[l.text] || l.group == "labels"
		}
		for i, seat := range plan.SeatTowns() {
			if seat {
				require.True(t, on[plan.Layer.Places[i].Names["en"]], "%s on %s", plan.Layer.Places[i].Names["en"], paper)
			}
		}
	}
}

// requireLeadersApart tests that no two lines that lead to labels on one map cross, and that none runs through a label.
func requireLeadersApart(t *testing.T, pg *page) {
	t.Helper()
	for _, g := range pg.Groups {
		if !strings.HasSuffix(g.ID, "leaders") {
			continue
		}
		var lines []orb.LineString
		for _, it := range g.Items {
			if s := it.(*drawing.Shape); len(s.Lines) == 1 && s.Stroke == black {
				lines = append(lines, s.Lines[0])
			}
		}
		for i, a := range lines {
			for _, b := range lines[:i] {
				require.False(t, crossing(a, b), "%v and %v on %s", a, b, pg.Title)
			}
			for _, l := range pg.placed {
				if l.group != strings.TrimSuffix(g.ID, "leaders")+"labels" {
					continue
				}
				for j := range 101 {
					s := float64(j) / 100
					p := orb.Point{a[0][0] + s*(a[1][0]-a[0][0]), a[0][1] + s*(a[1][1]-a[0][1])}
					require.False(t, l.box.Contains(p), "a line runs through %q on %s", l.text, pg.Title)
				}
			}
		}
	}
}

// crossing solves for the place where two lines meet.
func crossing(a, b orb.LineString) bool {
	ax, ay, bx, by := a[1][0]-a[0][0], a[1][1]-a[0][1], b[1][0]-b[0][0], b[1][1]-b[0][1]
	det := ax*by - ay*bx
	if det == 0 {
		return false
	}
	cx, cy := b[0][0]-a[0][0], b[0][1]-a[0][1]
	s, u := (cx*by-cy*bx)/det, (cx*ay-cy*ax)/det
	return s > 1e-6 && s < 1-1e-6 && u > 1e-6 && u < 1-1e-6
}

// requireIn tests points of a label's box with another library's point in polygon.
func requireIn(t *testing.T, a placed) {
	t.Helper()
	for _, p := range latticeOf(a.box) {
		require.Equal(t, 1, among(a.in, p)%2, "%q leaves its area", a.text)
	}
}

// latticeOf are points all over a box.
func latticeOf(b orb.Bound) (out []orb.Point) {
	for i := range 9 {
		for j := range 5 {
			out = append(out, orb.Point{b.Min[0] + float64(i)/8*(b.Max[0]-b.Min[0]),
				b.Min[1] + float64(j)/4*(b.Max[1]-b.Min[1])})
		}
	}
	return out
}

// among is how many rings a point lies in.
func among(rings []orb.Ring, p orb.Point) (n int) {
	for _, r := range rings {
		if planar.RingContains(r, p) {
			n++
		}
	}
	return n
}

func TestEveryDistrictIsNamedOrNumbered(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	pg := draw(t, plan, "national", "A4", "ru", nil)
	on := map[string]bool{}
	for _, l := range pg.placed {
		on[l.text] = true
	}
	for _, d := range plan.Districts {
		require.True(t, on[fmt.Sprint(d.Number)], "district %d", d.Number)
	}
}

// The three cities are too small at a scale that shows the country, so each has an inset, and neither these nor the
// legend lie over any land of the country, over one another or over labels, on any paper.
func TestInsetsForTheCities(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	for _, paper := range papers {
		p, err := newPress(context.Background(), plan, Options{Lang: "ru", Paper: paper})
		require.NoError(t, err)
		l := p.countryLayoutOf(Sheet{}, (*press).nationalTheme)
		regions := map[string]bool{}
		var boxes []orb.Bound
		for _, part := range l.plan.legend {
			boxes = append(boxes, part.box)
		}
		for _, in := range l.plan.insets {
			for _, d := range in.districts {
				regions[plan.Layer.Regions[plan.Districts[d].Region].ID] = true
			}
			boxes = append(boxes, in.box)
		}
		for _, id := range []string{"KZ-71", "KZ-75", "KZ-79"} {
			require.True(t, regions[id], id)
		}
		land := l.plan.view.rings(p.detailFor(l.plan.view.denominator).of(area{wholeArea, 0}))
		pg := p.countrySheet(National, (*press).nationalTheme)
		for i, b := range boxes {
			require.True(t, within(b, l.plan.view.frame))
			for _, other := range boxes[:i] {
				require.False(t, overlap(b, other))
			}
			for _, r := range land {
				for _, p := range r {
					require.False(t, b.Contains(p), "an inset or the legend covers the country")
				}
			}
			for _, label := range pg.placed {
				if label.group == "labels" {
					require.False(t, overlap(b, label.box), "%q lies under an inset or the legend", label.text)
				}
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, f := range []Format{SVG, PDF, PNG} {
		var out [2]bytes.Buffer
		for i := range out {
			runtime.GOMAXPROCS(i + 1)
			require.NoError(t, Write(context.Background(), &out[i], f, plan, Options{Lang: "kk", DPI: 60}))
		}
		require.True(t, bytes.Equal(out[0].Bytes(), out[1].Bytes()), f)
		require.Less(t, out[0].Len(), 400_000, "%s: an A4 file has a few hundred kB", f)
	}
}

func TestPNGStatesItsResolution(t *testing.T) {
	plan := quilt(t, 2, 1, 1, orb.Point{10, 40}, 1, func(col, _ int) int { return col + 1 })
	var b bytes.Buffer
	require.NoError(t, Write(context.Background(), &b, PNG, plan, Options{Lang: "en", DPI: 100}))
	im, err := png.Decode(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	require.Equal(t, 1169, im.Bounds().Dx())
	require.Contains(t, b.String(), "pHYs\x00\x00\x0f\x61\x00\x00\x0f\x61\x01") // 3937 dots per metre
}

// Countries of other shapes, in other places, unfinished and without names.
func TestOtherCountries(t *testing.T) {
	half := func(col, _ int) int { return col/2 + 1 }
	for name, p := range map[string]*districts.Plan{
		"fills the frame":         quilt(t, 18, 8, 3, orb.Point{10, 40}, 0.5, half),
		"stands high":             quilt(t, 2, 30, 1, orb.Point{-70, -50}, 1, func(_, row int) int { return row/3 + 1 }),
		"across the antimeridian": quilt(t, 6, 3, 2, orb.Point{177, -19}, 1, half),
		"across the equator":      quilt(t, 6, 6, 2, orb.Point{34, -3}, 1, half),
		"one unit":                quilt(t, 1, 1, 1, orb.Point{5, 5}, 0.1, func(int, int) int { return 1 }),
		"unassigned units": quilt(t, 6, 4, 2, orb.Point{10, 40}, 1,
			func(col, row int) int { return min(col, 3) * (row % 2) }),
		"nothing assigned": quilt(t, 3, 3, 1, orb.Point{10, 40}, 1, func(int, int) int { return 0 }),
		"many districts": quilt(t, 20, 10, 5, orb.Point{10, 40}, 0.5,
			func(col, row int) int { return row*20 + col + 1 }),
	} {
		t.Run(name, func(t *testing.T) {
			for _, sheet := range []string{"national", "deviation", "region:0", "district:1"} {
				if sheet == "district:1" && len(p.Districts) == 0 {
					continue
				}
				pg := draw(t, p, sheet, "A4", "en", nil)
				for i, a := range pg.placed {
					for _, b := range pg.placed[:i] {
						require.False(t, overlap(a.box, b.box), "%s: %q and %q overlap", sheet, a.text, b.text)
					}
				}
			}
			for _, f := range []Format{SVG, PDF, PNG} {
				require.NoError(t, Write(context.Background(), &bytes.Buffer{}, f, p, Options{Lang: "en", DPI: 50}))
			}
		})
	}
}

func TestAbsentCharacterIsNamed(t *testing.T) {
	p := quilt(t, 2, 1, 1, orb.Point{10, 40}, 1, func(col, _ int) int { return col + 1 })
	p.Scenario.Title = geo.Names{"en": "Election 選挙"}
	err := Write(context.Background(), &bytes.Buffer{}, SVG, p, Options{Lang: "en"})
	require.ErrorContains(t, err, "選")
	require.ErrorContains(t, err, "Election")
}

func TestRefusals(t *testing.T) {
	p := quilt(t, 2, 1, 1, orb.Point{10, 40}, 1, func(col, _ int) int { return col + 1 })
	for want, o := range map[string]Options{
		`"zz"`:                      {Lang: "zz"},
		`no region "Z"`:             {Sheet: Sheet{Kind: Region, Region: "Z"}},
		"no district with number 9": {Sheet: Sheet{Kind: District, Number: 9}},
		"plan to compare with":      {Sheet: Sheet{Kind: Change}},
		"dots per inch":             {DPI: 1e6},
	} {
		require.ErrorContains(t, Write(context.Background(), &bytes.Buffer{}, PDF, p, o), want)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.ErrorIs(t, Write(ctx, &bytes.Buffer{}, PDF, p, Options{}), context.Canceled)
	require.ErrorIs(t, Atlas(ctx, &bytes.Buffer{}, p, Options{}, nil), context.Canceled)
}

func TestParse(t *testing.T) {
	for _, s := range []string{"national", "region:KZ-61", "district:12", "deviation", "change"} {
		sheet, err := ParseSheet(s)
		require.NoError(t, err)
		require.Equal(t, s, sheet.String())
	}
	for _, s := range []string{"", "region", "region:", "district:x", "nation"} {
		_, err := ParseSheet(s)
		require.Error(t, err, s)
	}
	paper, err := ParsePaper("a3")
	require.NoError(t, err)
	require.Equal(t, "A3", paper.Name)
	own, err := ParsePaper("700x500")
	require.NoError(t, err)
	require.Equal(t, "700x500", own.Name)
	require.InDelta(t, 2.12, own.Type, 0.02) // between A2 and A1
	for s, says := range map[string]string{"B5": "A4, A3, A2, A1, A0, A5, letter, slide", "10x10": "from 140 to 2",
		"1500x200": "three times", "NaNx500": "from 140", "x": "no paper"} {
		_, err = ParsePaper(s)
		require.ErrorContains(t, err, says)
	}
	for file, want := range map[string]Format{"a.svg": SVG, "b.x.PDF": PDF, "/c/d.png": PNG} {
		f, err := FormatOf(file)
		require.NoError(t, err)
		require.Equal(t, want, f)
	}
	for _, file := range []string{"", "svg.", "a.gif"} {
		_, err := FormatOf(file)
		require.Error(t, err, file)
	}
	require.True(t, slices.IsSortedFunc(papers[:3], func(a, b Paper) int { return int(a.Long - b.Long) }))
}

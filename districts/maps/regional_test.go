package maps

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/testdata"
)

// mapOf draws the map of a subject and what its lists are told.
func mapOf(t require.TestingT, p *districts.Plan, paper string, of func(*press) *subject) (*page, *subject, *shown) {
	size, err := ParsePaper(paper)
	require.NoError(t, err)
	pr, err := newPress(context.Background(), p, Options{Lang: "en", Paper: size})
	require.NoError(t, err)
	s := of(pr)
	pg, on := pr.detailPage(s, pr.composed(s))
	return pg, s, on
}

// onPaper are a unit's rings on paper, whose lines are not generalised.
func onPaper(p *districts.Plan, v view, u int) []orb.Ring {
	var out []orb.Ring
	for _, polygon := range p.Layer.Topology.Face(u) {
		for _, ring := range polygon {
			r := make(orb.Ring, len(ring))
			for i, ll := range ring {
				r[i] = v.point(ll)
			}
			out = append(out, r)
		}
	}
	return out
}

// holds says whether a point on paper lies in one of some units.
func holds(p *districts.Plan, v view, units []int, at orb.Point) bool {
	return slices.ContainsFunc(units, func(u int) bool { return inside(onPaper(p, v, u), at) })
}

// The number of a district stands in the district, or a line leads from there to it; and each has one, on the map or
// on an inset.
func TestNumbersStandInTheirDistricts(t *testing.T) {
	led, parts := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		cols, rows := rapid.IntRange(3, 14).Draw(rt, "cols"), rapid.IntRange(3, 10).Draw(rt, "rows")
		if rapid.IntRange(0, 3).Draw(rt, "long") == 0 {
			cols, rows = 110, 2 // units without room for a number
		}
		n := rapid.IntRange(2, 6).Draw(rt, "districts")
		number := rapid.SliceOfN(rapid.IntRange(1, n), cols*rows, cols*rows).Draw(rt, "of")
		size := rapid.SampledFrom([]float64{0.1, 0.6}).Draw(rt, "size")
		for i := range n {
			number[i] = i + 1
		}
		scattered := rapid.Bool().Draw(rt, "scattered")
		plan := quilt(t, cols, rows, 1, orb.Point{60, 44}, size, func(col, row int) int {
			if i := row*cols + col; scattered || i < n {
				return number[i]
			}
			return n // all but single units
		})
		pg, _, on := mapOf(rt, plan, rapid.SampledFrom([]string{"A4", "A3", "slide"}).Draw(rt, "paper"),
			func(p *press) *subject { return p.regionSubject(0) })
		seen := map[int]bool{}
		for _, l := range pg.placed {
			d := slices.IndexFunc(plan.Districts, func(d districts.District) bool { return strconv.Itoa(d.Number) == l.text })
			if d < 0 {
				continue
			}
			if seen[d] {
				parts++
			}
			seen[d] = true
			if l.group != "labels" {
				require.Contains(rt, l.group, "inset")
				continue
			}
			units := plan.Districts[d].Units
			if l.in != nil {
				require.True(rt, holds(plan, on.view, units, l.box.Center()), "%s stands in another district", l.text)
				continue
			}
			led++
			require.True(rt, slices.ContainsFunc(pg.Group("leaders").Items, func(it drawing.Item) bool {
				s, ok := it.(*drawing.Shape)
				return ok && len(s.Lines) == 1 && l.box.Pad(1).Contains(s.Lines[0][1]) &&
					holds(plan, on.view, units, s.Lines[0][0])
			}), "no line leads to %s", l.text)
		}
		require.Len(rt, seen, len(plan.Districts))
	})
	testdata.Enough(t, "numbers at the end of a line", led, 5)
	testdata.Enough(t, "numbers of further parts", parts, 50)
}

// Every district that touches the one of a sheet, or one of the sheet's region, has its number on it if it shows and is
// not hidden, and nothing but its own number stands in it.
func TestAdjacentDistrictsAreNumbered(t *testing.T) {
	plan, lines := planOf(t, draftOfKazakhstan(t)), new(Lines)
	var sheets []string
	for _, d := range plan.Districts {
		sheets = append(sheets, "district:"+strconv.Itoa(d.Number))
	}
	for _, r := range plan.Layer.Regions {
		sheets = append(sheets, "region:"+r.ID)
	}
	all := 0
	for i, sheet := range sheets {
		pg := draw(t, plan, sheet, "A4", Languages[i%len(Languages)], func(o *Options) { o.Lines = lines })
		s, err := pg.subjectOf(pg.opt.Sheet)
		require.NoError(t, err)
		l := pg.composed(s)
		c := pg.content(l.view, "")
		on := map[string]orb.Point{}
		for _, it := range pg.Group("labels").Items {
			x := it.(*drawing.Text)
			on[x.Text] = x.At
		}
		pl := pg.placer(c, l.bar)
		for _, in := range l.insets {
			pl.take(in.box)
		}
		for d, x := range plan.Districts {
			rings := c.on(area{districtArea, d})
			at, room := drawing.Pole(rings, 1, 0.1)
			if slices.Contains(s.districts, d) || room <= leastAround+0.25 || pl.takenAny(orb.Bound{Min: at, Max: at}.Pad(2),
				func(orb.Bound) bool { return true }) || !pg.beside(s.districts)(d) {
				continue
			}
			all++
			p, ok := on[pg.press.numbered(d)]
			require.True(t, ok, "no number of %d on %s", x.Number, sheet)
			for other := range plan.Districts {
				if other != d && among(c.on(area{districtArea, other}), p)%2 == 1 {
					require.True(t, slices.ContainsFunc(pg.placed, func(l placed) bool {
						return l.led && l.box.Pad(0.1).Contains(p)
					}), "the number of %d stands in %d on %s", x.Number, plan.Districts[other].Number, sheet)
				}
			}
		}
		requireLabels(t, pg)
	}
	require.Greater(t, all, 150)
}

var scaled = regexp.MustCompile(`1:([0-9]+)$`)

// scaleOf is the denominator of the scale that a sheet says it has.
func scaleOf(t require.TestingT, pg *page) float64 {
	for _, it := range pg.Group("scale").Items {
		if s, ok := it.(*drawing.Text); ok {
			if m := scaled.FindStringSubmatch(strings.ReplaceAll(s.Text, nbsp, "")); m != nil {
				d, err := strconv.ParseFloat(m[1], 64)
				require.NoError(t, err)
				return d
			}
		}
	}
	require.FailNow(t, "no scale")
	return 0
}

// A district is shown at least as large on its own sheet as on its region's.
func TestDistrictsAreShownAsLargeAsTheirRegions(t *testing.T) {
	requireLarge := func(rt require.TestingT, plan *districts.Plan, paper string) {
		regions, lines := map[int]float64{}, new(Lines)
		share := func(o *Options) { o.Lines = lines }
		for _, d := range plan.Districts {
			if d.Region < 0 {
				continue
			}
			if regions[d.Region] == 0 {
				region := draw(t, plan, "region:"+plan.Layer.Regions[d.Region].ID, paper, "ru", share)
				regions[d.Region] = scaleOf(rt, region)
			}
			own := draw(t, plan, "district:"+strconv.Itoa(d.Number), paper, "ru", share)
			require.LessOrEqual(rt, scaleOf(rt, own), regions[d.Region], "district %d on %s", d.Number, paper)
		}
	}
	plan := planOf(t, draftOfKazakhstan(t))
	for _, paper := range []string{"A4", "A3"} {
		requireLarge(t, plan, paper)
	}
	// The region's list has no room for all its units, and leaves the map more than the district's complete one would.
	requireLarge(t, quilt(t, 26, 20, 1, orb.Point{60, 44}, 0.1, func(col, row int) int {
		return 1 + boolInt(col%25 > 0 && row%19 > 0)
	}), "A4")
	rapid.Check(t, func(rt *rapid.T) {
		cols, rows := rapid.IntRange(2, 8).Draw(rt, "cols"), rapid.IntRange(1, 14).Draw(rt, "rows")
		cut := rapid.IntRange(1, cols-1).Draw(rt, "cut")
		plan := quilt(t, cols, rows, 1, orb.Point{60, 44}, rapid.Float64Range(0.01, 0.7).Draw(rt, "size"),
			func(col, _ int) int { return 1 + boolInt(col >= cut) })
		requireLarge(rt, plan, rapid.SampledFrom([]string{"A4", "A1", "A5", "slide"}).Draw(rt, "paper"))
	})
}

// A region that is one district has one sheet, with the list of its units; contents name both.
func TestOneSheetForOneDistrictRegions(t *testing.T) {
	plan := quilt(t, 6, 4, 3, orb.Point{10, 40}, 1, func(col, _ int) int { return max(1, col) })
	region, district := draw(t, plan, "region:0", "A4", "en", nil), draw(t, plan, "district:1", "A4", "en", nil)
	require.Equal(t, region.Title, district.Title)
	var a, b []string
	region.Texts(func(s *drawing.Text) { a = append(a, s.Text) })
	district.Texts(func(s *drawing.Text) { b = append(b, s.Text) })
	require.Equal(t, a, b)
	require.Contains(t, a, "Unit 0")
	require.Contains(t, region.Title, "Region 0")
	require.Contains(t, strings.ReplaceAll(region.Title, nbsp, " "), "No. 1")
	two := draw(t, plan, "region:1", "A4", "en", nil)
	require.NotEqual(t, two.Title, draw(t, plan, "district:2", "A4", "en", nil).Title)

	pr, err := newPress(context.Background(), plan, Options{Lang: "en"})
	require.NoError(t, err)
	page := map[string]int{}
	for _, l := range pr.leaves() {
		page[l.sheet.String()] = l.page
	}
	require.Len(t, page, 2+3+5)
	require.Equal(t, 2+3+4, page["district:5"]+1, "pages")
	require.Equal(t, page["region:0"], page["district:1"])
	require.Equal(t, page["region:0"]+1, page["region:1"])
	require.Equal(t, page["region:1"]+1, page["district:2"])
}

// Every unit of a sheet is listed with a square in which it lies, and its kind.
func TestUnitsLieInTheirSquares(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	isSquare := regexp.MustCompile(`^([A-Z])([0-9]+)$`)
	for r := range plan.Layer.Regions {
		pg, s, on := mapOf(t, plan, "A4", func(p *press) *subject { return p.regionSubject(r) })
		frame := pg.Group("frame").Items[1].(*drawing.Shape).Rings[0].Bound()
		pg = pg.detailSheet(s)
		letters, numbers := 0, 0
		for _, it := range pg.Group("frame").Items { // each stands on both sides
			if x, ok := it.(*drawing.Text); ok && isSquare.MatchString(x.Text+"1") {
				letters++
			} else if ok && isSquare.MatchString("A"+x.Text) {
				numbers++
			}
		}
		require.Positive(t, letters)
		require.Positive(t, numbers)
		var texts []*drawing.Text
		for _, it := range pg.Group("panel").Items {
			if x, ok := it.(*drawing.Text); ok {
				texts = append(texts, x)
			}
		}
		w, h := (frame.Max[0]-frame.Min[0])/float64(letters/2), (frame.Max[1]-frame.Min[1])/float64(numbers/2)
		for _, u := range s.units {
			x := plan.Layer.Units[u]
			found, kind := false, false
			for i, name := range texts {
				if !strings.HasPrefix(pg.bareUnitName(u), name.Text) {
					continue
				}
				var m []string // of the same row, in which a long name has several lines
				for k := i + 1; k < len(texts) && m == nil; k++ {
					m = isSquare.FindStringSubmatch(texts[k].Text)
					kind = kind || texts[k].Text == english.Must("report.unit-kind."+x.Kind)
				}
				if m == nil {
					continue
				}
				number, err := strconv.Atoi(m[2])
				require.NoError(t, err)
				at := orb.Point{frame.Min[0] + float64(m[1][0]-'A')*w, frame.Min[1] + float64(number-1)*h}
				square := orb.Bound{Min: at, Max: orb.Point{at[0] + w, at[1] + h}}
				found = found || touches(onPaper(plan, on.view, u), square)
			}
			require.True(t, kind, x.Names["en"])
			require.True(t, found, "%s %s is not in its square", x.Kind, x.Names["en"])
		}
	}
}

// touches says whether rings have a point in a box: a vertex, or one of a lattice.
func touches(rings []orb.Ring, b orb.Bound) bool {
	for _, ring := range rings {
		if slices.ContainsFunc(ring, b.Contains) {
			return true
		}
	}
	for i := range 20 {
		for j := range 20 {
			at := orb.Point{b.Min[0] + (float64(i)+0.5)/20*(b.Max[0]-b.Min[0]),
				b.Min[1] + (float64(j)+0.5)/20*(b.Max[1]-b.Min[1])}
			if inside(rings, at) {
				return true
			}
		}
	}
	return false
}

// Two units of one name have their kinds on the map and in the list; others have no kind on the map.
func TestUnitsOfOneNameHaveTheirKinds(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	pg := draw(t, plan, "region:KZ-55", "A4", "en", nil)
	var labels []string
	for _, l := range pg.placed {
		labels = append(labels, l.text)
	}
	require.Contains(t, labels, "Pavlodar (raion)")
	require.NotContains(t, strings.Join(labels, ";"), "Ertis (")
	pr, err := newPress(context.Background(), plan, Options{Lang: "en"})
	require.NoError(t, err)
	for u, x := range plan.Layer.Units {
		same := slices.ContainsFunc(plan.Layer.Units, func(y geo.Unit) bool {
			return y.ID != x.ID && y.RegionID == x.RegionID && y.Names["en"] == x.Names["en"] && y.Kind != x.Kind
		})
		require.Equal(t, same, strings.HasSuffix(pr.unitName(u), ")"), x.Names["en"])
	}
}

// No type on A4 is smaller than what can be read.
func TestTypeIsLegible(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	for i, sheet := range []string{"region:KZ-35", "region:KZ-75", "district:20", "district:1"} {
		draw(t, plan, sheet, "A4", Languages[i%len(Languages)], nil).Texts(func(s *drawing.Text) {
			require.GreaterOrEqual(t, s.Size, leastType, "%s: %s", sheet, s.Text)
		})
	}
}

// A town's name keeps off a boundary as long as another place is free.
func TestNamesOfTownsKeepOffBoundaries(t *testing.T) {
	p := &press{family: draw(t, quilt(t, 2, 1, 1, orb.Point{60, 44}, 1, func(int, int) int { return 1 }), "national", "A4",
		"en", nil).family, k: 1}
	b := block{{"Name", p.font(0, 6)}}
	w, _ := b.extent(p.family)
	for x := 40.0; x < 60; x++ {
		pl := &placer{family: p.family, frame: orb.Bound{Max: orb.Point{100, 100}}}
		line := orb.LineString{{x, 0}, {x, 100}}
		pl.keepOff([]orb.LineString{line, line, line, line, line, line})
		at, ok := pl.beside(orb.Point{50, 50}, 0.5, b, func(orb.Bound) float64 { return 0 })
		require.True(t, ok)
		crossed := x > at[0]-w/2 && x < at[0]+w/2
		require.False(t, crossed, "a boundary at %g", x)
	}
}

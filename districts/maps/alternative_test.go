package maps

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
)

// Who does not see a sheet is told of every district on it, in its language, with what the sheet shows of it.
func TestAlternativeText(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	for _, lang := range Languages {
		for _, sheet := range []string{"national", "deviation", "region:KZ-61", "district:4"} {
			pg := draw(t, plan, sheet, "A4", lang, nil)
			for d, x := range plan.Districts {
				shown, after := true, ","
				switch sheet {
				case "deviation":
					after = ":"
				case "region:KZ-61":
					shown = plan.Layer.Regions[x.Region].ID == "KZ-61"
				case "district:4":
					shown = x.Number == 4
				}
				require.Equal(t, shown, strings.Contains(pg.About, pg.called(d)+after), "%s %s: district %d in %s", sheet, lang,
					x.Number, pg.About)
				if shown && sheet != "deviation" {
					require.Contains(t, pg.About, pg.words.Count(x.Voters))
				}
			}
			require.NotContains(t, pg.About, "%!")
		}
	}
	pg := draw(t, plan, "district:4", "A4", "en", nil)
	for _, n := range pg.near[3] {
		if plan.Districts[n].Number == 5 {
			_, around, _ := strings.Cut(pg.About, "Neighbouring")
			require.Contains(t, around, "5")
		}
	}
}

func TestRangesOfNumbers(t *testing.T) {
	for want, numbers := range map[string][]int{"": nil, "3": {3}, "3, 4": {3, 4}, "1, 3–5, 7": {1, 3, 4, 5, 7}} {
		require.Equal(t, want, ranges(numbers))
	}
}

// A PDF says it in the place of the map.
func TestAlternativeTextOfPDF(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	var b bytes.Buffer
	require.NoError(t, Write(t.Context(), &b, PDF, plan, Options{Lang: "en", Sheet: Sheet{Kind: District, Number: 4}}))
	file := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(file, b.Bytes(), 0o600))
	require.True(t, regexp.MustCompile(`"/Alt": "u:Map at a scale of 1:[0-9\x{a0}]+, \d units\. Districts: 4`).
		MatchString(tool(t, "qpdf", "--json", file)))
}

// The logo stands in the corner of every sheet and of the cover, over nothing else, and is in the file once.
func TestLogo(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	logo := image.NewNRGBA(image.Rect(0, 0, 60, 30))
	for _, sheet := range []string{"national", "region:KZ-61", "district:4"} {
		pg := draw(t, plan, sheet, "A4", "kk", func(o *Options) { o.Logo = logo })
		var box *drawing.Image
		for _, it := range pg.Group("logo").Items {
			box = it.(*drawing.Image)
		}
		require.NotNil(t, box)
		require.InDelta(t, 2, (box.Box.Max[0]-box.Box.Min[0])/(box.Box.Max[1]-box.Box.Min[1]), 1e-9)
		require.LessOrEqual(t, box.Box.Max[1], pg.body.Min[1])
		require.InDelta(t, pg.Width-margin, box.Box.Max[0], 1e-9)
		for _, it := range pg.Group("title").Items {
			if x, ok := it.(*drawing.Text); ok && x.Anchor == drawing.Start {
				require.Less(t, x.At[0]+pg.family.Width(x.Style, x.Size, x.Text), box.Box.Min[0])
			}
		}
	}
	small := quilt(t, 4, 2, 1, [2]float64{10, 40}, 1, func(col, _ int) int { return col/2 + 1 })
	var b bytes.Buffer
	require.NoError(t, Atlas(t.Context(), &b, small, Options{Lang: "en", Logo: logo, BW: true}, nil))
	file := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(file, b.Bytes(), 0o600))
	rows := strings.Split(strings.TrimSpace(tool(t, "pdfimages", "-list", file)), "\n")[2:]
	object := strings.Fields(rows[0])[10]
	pages := map[string]bool{}
	for _, row := range rows {
		f := strings.Fields(row)
		if f[2] == "image" {
			require.Equal(t, object, f[10], "one object for all pages")
		}
		pages[f[0]] = true
	}
	for n := range 6 { // cover, contents, country, deviation, region, first district
		require.True(t, pages[strconv.Itoa(n+1)], "page %d of %v", n+1, pages)
	}
}

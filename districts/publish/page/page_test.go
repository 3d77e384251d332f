package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/geo/locale"
)

// The page of Kazakhstan is complete in every language, opens by itself, and is small.
func TestThePageOfKazakhstan(t *testing.T) {
	p := kazakhstan(t)
	o := Options{Languages: all, Files: files("act/draft-resolution.en.docx", "act/kauly-zhobasy.kk.docx",
		"act/proekt-postanovleniya.ru.docx",
		"assignment.csv", "inputs/scenario.yaml", "inputs/seats.csv", "maps/regions/abai-region.en.pdf",
		"maps/regions/abai-oblysy.kk.pdf", "maps/regions/oblast-abay.ru.pdf", "plan.geojson", "tables/districts.csv")}
	page := write(t, p, o)
	require.True(t, bytes.Equal(page, write(t, p, o)), "the same bytes every time")
	require.Less(t, len(page), 500_000)
	doc := parse(t, page)
	ids := map[string]bool{}
	for _, n := range find(doc, func(n *html.Node) bool { return attribute(n, "id") != "" }) {
		require.False(t, ids[attribute(n, "id")], "the id %s stands there twice", attribute(n, "id"))
		ids[attribute(n, "id")] = true
	}
	for _, a := range find(doc, func(n *html.Node) bool { return strings.HasPrefix(attribute(n, "href"), "#") }) {
		require.True(t, ids[attribute(a, "href")[1:]], "nothing is at %s", attribute(a, "href"))
	}
	sections := find(doc, classed("language"))
	require.Len(t, sections, 3)
	for i, s := range sections {
		lang := all[i]
		l := locale.Of(lang)
		require.Equal(t, lang, attribute(s, "lang"))
		require.Contains(t, text(find(s, named("h1"))[0]), p.Scenario.Title[lang])
		units := map[string]int{}
		districts := find(s, classed("district"))
		districts = slices.DeleteFunc(districts, func(n *html.Node) bool { return n.Data != "details" })
		require.Len(t, districts, 29)
		for j, n := range districts {
			d := p.Districts[j]
			all := text(n)
			require.Contains(t, all, strconv.Itoa(d.Number))
			require.Contains(t, all, d.Names[lang])
			require.Contains(t, all, "≈\u00a0"+l.Count(d.Voters), "the voters of all units are estimates")
			deviation, _ := d.Deviation().Float64()
			require.Contains(t, all, locale.Signed(l.Share(deviation, 2)))
			lines := find(n, named("li"))
			require.Len(t, lines, len(d.Units))
			for _, line := range lines {
				units[text(line)]++
			}
			for _, u := range d.Units {
				x := p.Layer.Units[u]
				line := fmt.Sprintf("%s, %s ≈\u00a0%s", x.Names[lang], unitKind(lang, x.Kind), l.Count(x.Voters))
				require.Equal(t, 1, units[line], line)
			}
			sheet := find(n, func(n *html.Node) bool { return strings.HasPrefix(attribute(n, "href"), "maps/") })
			require.Equal(t, p.Layer.Regions[d.Region].ID == "KZ-10", len(sheet) == 1, "a link to the sheet that there is")
		}
		// Every file that is not in another language, with its sum.
		listed := map[string]string{}
		for _, row := range find(s, named("tr")) {
			if cells := find(row, named("td")); len(cells) == 4 {
				require.Equal(t, text(cells[0]), attribute(find(cells[0], named("a"))[0], "href"))
				require.NotEmpty(t, text(cells[1]), "what is %s?", text(cells[0]))
				listed[text(cells[0])] = text(cells[3])
			}
		}
		want := map[string]string{}
		for _, f := range o.Files {
			if !strings.Contains(f.Name, ".kk.") && !strings.Contains(f.Name, ".ru.") && !strings.Contains(f.Name, ".en.") ||
				strings.Contains(f.Name, "."+lang+".") {
				want[f.Name] = f.SHA256
			}
		}
		require.Equal(t, want, listed)
	}
	on := find(doc, func(n *html.Node) bool { return n.Data == "a" && attribute(n, "role") == "link" })
	require.Len(t, on, 29)
	for i, a := range on {
		require.Equal(t, "№ "+strconv.Itoa(i+1)+". "+p.Districts[i].Names["kk"], attribute(a, "aria-label"))
		require.Equal(t, "d"+strconv.Itoa(i+1), attribute(a, "id"))
	}
}

// The page's policy names the sums of its style and scripts, and nothing else may run or be asked for.
func TestThePolicy(t *testing.T) {
	page := write(t, small(t, func(s string) string { return s }), Options{Languages: []string{"en"}})
	doc := parse(t, page)
	meta := find(doc, func(n *html.Node) bool { return attribute(n, "http-equiv") == "Content-Security-Policy" })
	require.Len(t, meta, 1)
	// It stands before everything that it is about.
	first := find(doc, func(n *html.Node) bool { return n.Data == "meta" || n.Data == "style" || n.Data == "script" })
	require.Equal(t, meta[0], first[1])
	sum := func(n *html.Node) string {
		h := sha256.Sum256([]byte(text(n)))
		return " 'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
	}
	scripts := slices.DeleteFunc(find(doc, named("script")), func(n *html.Node) bool { return attribute(n, "type") != "" })
	require.Len(t, scripts, 2)
	require.Equal(t, "default-src 'none'; base-uri 'none'; form-action 'none'; style-src"+
		sum(find(doc, named("style"))[0])+"; script-src"+sum(scripts[0])+sum(scripts[1]), attribute(meta[0], "content"))
	require.NotRegexp(t, `https?://[^w]`, strings.ReplaceAll(string(page), "http://www.w3.org/2000/svg", ""))
}

// Names are text, whatever is in them. Characters that turn the direction of text are refused where units are read.
func TestHostileNames(t *testing.T) {
	names := []string{`</script><script>alert(1)</script>`, `" onfocus="alert(1)`, `'><img src=x onerror=alert(1)>`,
		`<!--`, `{{.Data}}`, "${alert(1)}", `\u003c/script>`, "العربية", `]]></svg><svg onload=alert(1)>`, "a&amp;b",
		`javascript:alert(1)`, "x\u2028y"}
	p := small(t, func(s string) string {
		for i, n := range names {
			id := fmt.Sprintf("%c%d", 'A'+i/6, i%6+1)
			s = strings.Replace(s, `"Unit `+id+`"`, strconv.QuoteToASCII(n), 1)
		}
		return s
	})
	require.Equal(t, names[0], p.Layer.Units[0].Names.In("en"))
	page := write(t, p, Options{Languages: all})
	doc := parse(t, page)
	require.Len(t, find(doc, named("script")), 3)
	require.Empty(t, find(doc, named("img")))
	require.Len(t, find(doc, named("svg")), 1)
	require.Empty(t, find(doc, func(n *html.Node) bool {
		return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
			return strings.HasPrefix(a.Key, "on") || a.Key == "href" && !strings.HasPrefix(a.Val, "#") && a.Val != "SHA256SUMS"
		})
	}))
	list := ""
	for _, n := range find(doc, classed("list")) {
		for _, b := range find(n, named("bdi")) {
			list += text(b) + "\n"
		}
	}
	d := held(t, page)
	for _, n := range names {
		require.Equal(t, 3, strings.Count(list, n+"\n"), "%q in each language", n)
		require.True(t, slices.ContainsFunc(d.Found, func(f []any) bool { return f[0] == n }), "%q", n)
	}
}

// Sizes are exact in what they count, and say no zero of what is there.
func TestSizes(t *testing.T) {
	en, ru := wordsOf("en"), wordsOf("ru")
	for bytes, want := range map[int]string{0: "0.00 kB", 70: "0.07 kB", 111: "0.1 kB", 300: "0.3 kB", 1449: "1.4 kB",
		9949: "9.9 kB", 9951: "10 kB", 43152: "43 kB", 999_499: "999 kB", 999_500: "1.0 MB", 1_449_000: "1.4 MB",
		22_000_000: "22 MB"} {
		require.Equal(t, want, strings.ReplaceAll(en.size("en", bytes), "\u00a0", " "))
	}
	require.Equal(t, "1,4\u00a0МБ", ru.size("ru", 1_440_000))
}

// Ink stands out from every fill of the map by far, and grey text from the page.
func TestContrast(t *testing.T) {
	light := func(hex uint32) float64 {
		c := drawing.RGB(hex)
		sum := 0.0
		for i, v := range []uint8{c.R, c.G, c.B} {
			x := float64(v) / 255
			if x <= 0.04045 {
				x /= 12.92
			} else {
				x = math.Pow((x+0.055)/1.055, 2.4)
			}
			sum += x * []float64{0.2126, 0.7152, 0.0722}[i]
		}
		return sum
	}
	contrast := func(a, b uint32) float64 {
		x, y := light(a), light(b)
		return (max(x, y) + 0.05) / (min(x, y) + 0.05)
	}
	for _, c := range slices.Concat(drawing.Tints(5), drawing.Tints(6)) {
		fill := uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B)
		require.GreaterOrEqual(t, contrast(0x1a1a1a, fill), 10.0)
		require.GreaterOrEqual(t, contrast(0x0b4a8f, fill), 4.5, "the mark of the chosen district")
	}
	// The colours of text in style.css, on what they stand on.
	for _, x := range [][2]uint32{{0x595959, 0xffffff}, {0x0b4a8f, 0xffffff}, {0x0b4a8f, 0xf0f4f9}, {0x595959, 0xe3edf8}} {
		require.Contains(t, style, fmt.Sprintf("#%06x", x[0]))
		require.GreaterOrEqual(t, contrast(x[0], x[1]), 4.5)
	}
}

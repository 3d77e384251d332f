package maps

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo"
)

var update = flag.Bool("update", false, "write golden files anew")

// outline lists an SVG's groups, their layers, the ids in them, how many shapes they hold, and what they say in which
// size of type.
func outline(t *testing.T, svg []byte) string {
	t.Helper()
	var b strings.Builder
	var texts []string
	shapes, text, size := 0, false, ""
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		require.NoError(t, err)
		switch e := tok.(type) {
		case xml.StartElement:
			id, layer := "", ""
			for _, a := range e.Attr {
				switch a.Name.Local {
				case "id":
					id = a.Value
				case "label":
					layer = a.Value
				case "font-size":
					size = a.Value
				}
			}
			switch text = e.Name.Local == "text"; e.Name.Local {
			case "desc":
				b.WriteString("told: ")
			case "g":
				shapes, texts = 0, nil
				fmt.Fprintf(&b, "%s (%s)", id, layer)
			case "path":
				if shapes++; id != "" {
					fmt.Fprintf(&b, " #%s", id)
				}
			}
		case xml.CharData:
			if text {
				texts = append(texts, fmt.Sprintf("  %s: %s\n", size, e))
			} else if strings.HasSuffix(b.String(), "told: ") {
				fmt.Fprintf(&b, "%s\n", e)
			}
		case xml.EndElement:
			text = false
			if e.Name.Local == "g" {
				fmt.Fprintf(&b, " shapes:%d\n%s", shapes, strings.Join(texts, ""))
			}
		}
	}
}

// Every kind of sheet has the groups, the words and the sizes of type that were looked at: -update writes what there is
// now, and the difference is to be read.
func TestSVGStructure(t *testing.T) {
	unfinished := quilt(t, 6, 4, 2, orb.Point{10, 40}, 1, func(col, row int) int { return min(col, 3) * (row % 2) })
	plan := withBase(t).plan
	former := quilt(t, 6, 4, 1, orb.Point{10, 40}, 1, func(col, _ int) int { return min(5, col)/2 + 1 })
	former.Of[0], former.Of[1] = former.Of[5], former.Of[3]
	former, err := districts.NewNumbered(former.Case, numbersOf(former))
	require.NoError(t, err)
	for name, o := range map[string]Options{
		"national":   {Lang: "en"},
		"surrounded": {Lang: "en", Final: true},
		"deviation":  {Lang: "ru", Sheet: Sheet{Kind: Deviation}},
		"change":     {Lang: "kk", Sheet: Sheet{Kind: Change}, Base: former, BaseName: "Бұрынғы"},
		"region":     {Lang: "en", Sheet: Sheet{Kind: Region, Region: "0"}, BW: true},
		"district":   {Lang: "en", Sheet: Sheet{Kind: District, Number: 2}},
	} {
		of := plan
		if name == "national" {
			of = unfinished
		}
		var b bytes.Buffer
		require.NoError(t, Write(context.Background(), &b, SVG, of, o))
		got := outline(t, b.Bytes())
		golden := filepath.Join("testdata", name+".golden")
		if *update {
			require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		require.Equal(t, string(want), got, name)
	}
}

// numbersOf are the districts' numbers of every unit.
func numbersOf(p *districts.Plan) []int {
	out := make([]int, len(p.Of))
	for u, d := range p.Of {
		out[u] = p.Districts[d].Number
	}
	return out
}

// tool returns what a program of poppler-utils prints, and fails if it complains.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(name + " is not installed")
	}
	cmd := exec.Command(name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err)
	require.Empty(t, stderr.String())
	return string(out)
}

// What a PDF shows can be searched and copied, letter by letter, in every language; fonts are embedded as subsets.
func TestPDFText(t *testing.T) {
	plan := planOf(t, draftOfKazakhstan(t))
	for lang, want := range map[string][]string{
		"kk": {"Сайлау округтері", "24 Солтүстік Қазақстан", "Маңғыстау облысы", "Өскемен", "Шартты белгілер",
			"Қызылорда",
			"Каспий теңізі", "ЖОБА", "Жетісу облысы", "мәтін қолданылады"},
		"ru": {"Избирательные округа", "Кызылорд", "Узбекистан", "Петропавловск", "ПРОЕКТ", "Масштаб 1:1", "CC BY 4.0",
			"действует текст"},
		"en": {"Electoral districts", "Mangystau Region", "Petropavl", "DRAFT", "the text prevails", "public domain"},
	} {
		t.Run(lang, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "map.pdf")
			var b bytes.Buffer
			require.NoError(t, Write(context.Background(), &b, PDF, plan, Options{Lang: lang}))
			require.NoError(t, os.WriteFile(file, b.Bytes(), 0o600))
			got := strings.ReplaceAll(tool(t, "pdftotext", file, "-"), nbsp, " ")
			for _, s := range want {
				require.Contains(t, got, s)
			}
			require.Equal(t, 1, strings.Count(got, want[len(want)-1]), "the halo must not double a text")
			fonts := tool(t, "pdffonts", file)
			require.Contains(t, fonts, "LiberationSans")
			for _, row := range strings.Split(strings.TrimSpace(fonts), "\n")[2:] {
				require.Regexp(t, `yes yes yes`, row, "embedded, subset, with characters")
			}
		})
	}
}

// Contents, bookmarks and pages of an atlas agree.
func TestAtlas(t *testing.T) {
	plan := quilt(t, 6, 4, 3, orb.Point{10, 40}, 1, func(col, row int) int { return col/2*2 + row/2 + 1 })
	var b bytes.Buffer
	told := 0
	require.NoError(t, Atlas(context.Background(), &b, plan, Options{Lang: "en"},
		func(done, all int) { told++; require.LessOrEqual(t, done, all) }))
	require.Equal(t, 1+2+3+6, told)
	file := filepath.Join(t.TempDir(), "atlas.pdf")
	require.NoError(t, os.WriteFile(file, b.Bytes(), 0o600))
	// A cover, the contents, the sheets, the index and the notes.
	require.Regexp(t, `Pages:\s+15`, tool(t, "pdfinfo", file))
	text := func(page int, args ...string) string {
		args = append(args, "-f", fmt.Sprint(page), "-l", fmt.Sprint(page), file, "-")
		return strings.ReplaceAll(tool(t, "pdftotext", args...), nbsp, " ")
	}
	require.Contains(t, text(1), "Atlas of electoral districts")
	contents, index := text(2, "-layout"), text(14, "-layout")
	require.Regexp(t, `Index of units.*\D14\b`, contents)
	require.Regexp(t, `Notes and sources.*\D15\b`, contents)
	require.Contains(t, text(15), "the text prevails")
	pageOf := map[int]int{}
	for n := 1; n <= 6; n++ {
		page := 3 + 2 + (n+1)/2 + n - 1 // after cover, contents, the country's two and regions so far
		require.Regexp(t, fmt.Sprintf(`Electoral district No\. %d\. .*\D%d\b`, n, page), contents)
		require.Contains(t, text(page), fmt.Sprintf("Electoral district No. %d\n", n))
		pageOf[n] = page
	}
	for u, x := range plan.Layer.Units {
		n := plan.Districts[plan.Of[u]].Number
		require.Regexp(t, fmt.Sprintf(`%s, [^.]*No\. %d\b[^,]*?\D%d\b`, x.Names["en"], n, pageOf[n]), index)
	}
	var again bytes.Buffer
	require.NoError(t, Atlas(context.Background(), &again, plan, Options{Lang: "en"}, nil))
	require.True(t, bytes.Equal(b.Bytes(), again.Bytes()))
}

// A country of units and regions without names is drawn with their ids, and a single region by the title of the
// scenario.
func TestAtlasWithoutNames(t *testing.T) {
	plan := quilt(t, 4, 2, 1, orb.Point{10, 40}, 1, func(col, _ int) int { return col/2 + 1 })
	plan.Scenario.Title = geo.Names{"en": "Council of Nowhere"}
	plan.Layer.Regions[0].Names = geo.Names{geo.Undetermined: "R1"} // as files without names are read
	for u := range plan.Layer.Units {
		plan.Layer.Units[u].Names = geo.Names{geo.Undetermined: fmt.Sprintf("id-%d", u)}
	}
	var b bytes.Buffer
	require.NoError(t, Atlas(context.Background(), &b, plan, Options{Lang: "en"}, nil))
	file := filepath.Join(t.TempDir(), "atlas.pdf")
	require.NoError(t, os.WriteFile(file, b.Bytes(), 0o600))
	text := tool(t, "pdftotext", "-layout", file, "-")
	require.Contains(t, text, "Electoral districts: R1")
	require.Contains(t, text, "id-7")
}

// Sheets that share their lines, drawn at one time, are those drawn alone.
func TestSharedLines(t *testing.T) {
	plan := quilt(t, 6, 4, 3, orb.Point{10, 40}, 1, func(col, row int) int { return col/2*2 + row/2 + 1 })
	sheets := []Sheet{{}, {Kind: Deviation}, {Kind: Region, Region: "1"}, {Kind: District, Number: 3}}
	shared := new(Lines)
	together := make([]bytes.Buffer, len(sheets))
	errs := make([]error, len(sheets))
	var all sync.WaitGroup
	for i, s := range sheets {
		all.Go(func() {
			errs[i] = Write(context.Background(), &together[i], SVG, plan, Options{Lang: "en", Sheet: s, Lines: shared})
		})
	}
	all.Wait()
	for i, s := range sheets {
		require.NoError(t, errs[i])
		var alone bytes.Buffer
		require.NoError(t, Write(context.Background(), &alone, SVG, plan, Options{Lang: "en", Sheet: s}))
		require.Equal(t, alone.String(), together[i].String())
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	fresh := new(Lines)
	_, err := fresh.at(cancelled, plan.Layer.Topology, 1e6)
	require.ErrorIs(t, err, context.Canceled)
	_, err = fresh.at(context.Background(), plan.Layer.Topology, 1e6)
	require.NoError(t, err, "an interrupted call is not kept")
}

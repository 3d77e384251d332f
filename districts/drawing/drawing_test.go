package drawing_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

var (
	blue = color.RGBA{0, 114, 178, 255}
	red  = color.RGBA{213, 94, 0, 255}
	pale = color.RGBA{250, 250, 250, 255}
)

func box(x, y, w, h float64) orb.Ring {
	return drawing.Box(orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + w, y + h}})
}

// sample is a small map: an area with a hole, lines of every kind, and turned and haloed letters.
func sample() *drawing.Picture {
	p := &drawing.Picture{Width: 100, Height: 80, Title: "Карта <1>", About: "Бір аудан", Lang: "kk"}
	hole := box(30, 30, 10, 10)
	hole.Reverse()
	p.Group("fills").Add(&drawing.Shape{
		ID: "district-1", Rings: []orb.Ring{box(10, 10, 50, 50), hole}, Fill: blue, Stroke: red, Width: 0.5,
	})
	p.Group("lines").Add(
		&drawing.Shape{
			Lines: []orb.LineString{{{10, 65}, {60, 65}, {60, 75}}}, Stroke: red, Width: 2, Dash: []float64{4, 2},
		},
		&drawing.Shape{Lines: []orb.LineString{{{70, 10}, {90, 20}, {70, 25}}}, Stroke: drawing.Ink, Width: 3},
		&drawing.Shape{Lines: []orb.LineString{{{70, 40}, {90, 40}}}, Stroke: drawing.Ink, Width: 3, Butt: true})
	p.Group("labels").Add(
		&drawing.Text{
			At: orb.Point{35, 20}, Anchor: drawing.Middle, Text: "Қызылорда Ұлытау", Size: 12,
			Color: drawing.Ink, Halo: 0.5,
		},
		&drawing.Text{
			At: orb.Point{80, 60}, Anchor: drawing.End, Text: "AVA №\u00a011 (fi)", Style: typeface.Bold, Size: 10,
			Color: drawing.Ink,
		},
		&drawing.Text{At: orb.Point{95, 75}, Text: "endobj", Style: typeface.Italic, Size: 10, Color: red, Angle: -90})
	return p
}

// documentOf is a document of two pages with all that a document can have.
func documentOf() *drawing.Document {
	p := sample()
	figure := &drawing.Element{Tag: drawing.Figure, Alt: "Карта"}
	title := &drawing.Element{Tag: drawing.H1}
	link := &drawing.Element{Tag: drawing.LinkTag}
	web := &drawing.Element{Tag: drawing.LinkTag, Lang: "en"}
	head, value := &drawing.Element{Tag: drawing.TableHead}, &drawing.Element{Tag: drawing.TableCell}
	name := &drawing.Element{Tag: drawing.TableHead, Row: true}
	cut := &drawing.Element{Tag: drawing.P, Actual: "целиком"}
	text := func(y float64, s string) []drawing.Item {
		return []drawing.Item{&drawing.Text{At: orb.Point{10, y}, Text: s, Size: 10, Color: drawing.Ink}}
	}
	return &drawing.Document{
		Title: "Сайлау округтері (жоба)", Subject: "Проба", Author: "okrug & co", Lang: "kk",
		Bookmarks: []drawing.Bookmark{
			{Title: "Бірінші", Children: []drawing.Bookmark{{Title: "a", Page: 1}, {Title: "b"}}},
			{Title: "Second", Page: 1},
		},
		Contents: []*drawing.Element{
			title,
			{Tag: drawing.Contents, Children: []*drawing.Element{{Tag: drawing.Entry, Children: []*drawing.Element{link}}}},
			{Tag: drawing.Table, Children: []*drawing.Element{
				{Tag: drawing.TableRow, Children: []*drawing.Element{{Tag: drawing.TableHead}, head}},
				{Tag: drawing.TableRow, Children: []*drawing.Element{name, value}},
			}},
			figure, cut, {Tag: drawing.P, Children: []*drawing.Element{web}},
		},
		Pages: []*drawing.Page{
			{
				Width: 210, Height: 297,
				Marks: []drawing.Mark{
					{Items: []drawing.Item{&drawing.Shape{Rings: []orb.Ring{box(0, 0, 210, 297)}, Fill: pale}}},
					{Of: title, Items: text(20, "Басы")}, {Of: link, Items: text(30, "Карта 2")},
					{Of: head, Items: text(40, "ұпай")}, {Of: name, Items: text(50, "Ақмола")}, {Of: value, Items: text(60, "11")},
					{Items: text(290, "1")},
				},
				Links: []drawing.Link{
					{Left: 10, Top: 25, Right: 60, Bottom: 32, Target: 1, Text: "Карта", Of: link},
				},
			},
			{
				Width: 100, Height: 80,
				Marks: []drawing.Mark{
					{Of: figure, Items: p.Items()}, {Of: cut, Items: text(79, "цел…")}, {Of: web, Items: text(5, "okrug")},
				},
				Links: []drawing.Link{
					{Left: 10, Right: 60, Bottom: 6, URI: "https://example.org/(a)", Text: "okrug", Of: web},
				},
			},
		},
	}
}

// run returns what a program says, and fails if it complains.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(name + " is not installed")
	}
	cmd := exec.Command(name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, "%s%s", out, &stderr)
	require.Empty(t, stderr.String())
	return string(out)
}

func written(t *testing.T, d *drawing.Document) string {
	t.Helper()
	data, err := d.PDF(typeface.Sans())
	require.NoError(t, err)
	again, err := documentOf().PDF(typeface.Sans())
	require.NoError(t, err)
	require.True(t, bytes.Equal(data, again), "the same document has the same bytes")
	file := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(file, data, 0o600))
	return file
}

// What a reader who listens is read comes in the order of the contents.
func TestStructureIsReadInOrder(t *testing.T) {
	got := run(t, "pdfinfo", "-struct-text", written(t, documentOf()))
	got = regexp.MustCompile(`Object \d+ 0`).ReplaceAllString(got, "LINK")
	require.Equal(t, `Document
  H1 (block)
    "Басы "
  TOC
    TOCI
      Link (inline)
        "Карта 2 "
        LINK
  Table (block)
    TR
      TH:
         /Scope /Column
      TH:
         /Scope /Column
        "ұпай "
    TR
      TH:
         /Scope /Row
        "Ақмола "
      TD
        "11 "
  Figure:
     /Placement /Block
     /BBox [28.35 14.17 269.29 198.43]
    "Қызылорда Ұлытау AVA №`+"\u00a0"+`11 (fi) endobj "
  P (block)
    "цел… "
  P (block)
    Link (inline)
      "okrug "
      LINK
`, got)
}

func TestTextComesOutOnce(t *testing.T) {
	text := strings.ReplaceAll(run(t, "pdftotext", written(t, documentOf()), "-"), "\u00a0", " ")
	for _, s := range []string{"Қызылорда Ұлытау", "AVA № 11 (fi)", "endobj", "Басы", "Карта 2"} {
		require.Equal(t, 1, strings.Count(text, s), s)
	}
}

// Programs by other hands find no fault in the file, and read out of it what was put in.
func TestFileIsSound(t *testing.T) {
	file := written(t, documentOf())
	info := run(t, "pdfinfo", file)
	for _, s := range []string{
		`Title: +Сайлау округтері \(жоба\)`, "Subject: +Проба", "Author: +okrug & co",
		"Metadata Stream: +yes", "Tagged: +yes", "Pages: +2",
	} {
		require.Regexp(t, s, info)
	}
	require.NotContains(t, info, "CreationDate")
	meta := run(t, "pdfinfo", "-meta", file)
	for _, s := range []string{
		">Сайлау округтері (жоба)<", ">Проба<", ">okrug &amp; co<", ">kk<", "<pdf:Producer>okrug<",
	} {
		require.Contains(t, meta, s)
	}
	require.NoError(t, xml.Unmarshal([]byte(meta), new(struct{ XMLName xml.Name })))
	require.Contains(t, run(t, "pdfinfo", "-url", file), "https://example.org/(a)")
	for _, row := range strings.Split(strings.TrimSpace(run(t, "pdffonts", file)), "\n")[2:] {
		require.Regexp(t, `LiberationSans.*yes yes yes`, row, "embedded, subset, with characters")
	}
	require.Contains(t, run(t, "qpdf", "--check", file), "No syntax or stream encoding errors")
	objects := run(t, "qpdf", "--json", file)
	for _, s := range []string{
		"Бірінші", `"/Alt": "u:Карта"`, `"/ActualText": "u:целиком"`, `"/Contents": "u:Карта"`, `"/Lang": "u:kk"`,
	} {
		require.Contains(t, objects, s)
	}
}

func TestDocumentsWithFaultsAreRefused(t *testing.T) {
	for want, change := range map[string]func(*drawing.Document){
		"page 8 of 2":            func(d *drawing.Document) { d.Pages[0].Links[0].Target = 7 },
		`"Second" leads to page`: func(d *drawing.Document) { d.Bookmarks[1].Page = 2 },
		"not in the contents":    func(d *drawing.Document) { d.Contents = d.Contents[1:] },
		"U+6F22":                 func(d *drawing.Document) { d.Pages[1].Marks[1].Items[0].(*drawing.Text).Text = "漢" },
		"without pages":          func(d *drawing.Document) { d.Pages = nil },
	} {
		d := documentOf()
		change(d)
		_, err := d.PDF(typeface.Sans())
		require.ErrorContains(t, err, want)
	}
}

// An image is what another program makes of the PDF, but for the smoothing of edges.
func TestPNGIsThePDF(t *testing.T) {
	const dpi = 150
	var b bytes.Buffer
	require.NoError(t, sample().PNG(&b, typeface.Sans(), dpi))
	got, err := png.Decode(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	require.Contains(t, b.String(), "pHYs\x00\x00\x17\x12\x00\x00\x17\x12\x01", "5906 dots a metre")
	d := documentOf()
	d.Pages[1].Marks = d.Pages[1].Marks[:1]
	data, err := d.PDF(typeface.Sans())
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(file, data, 0o600))
	run(t, "pdftoppm", "-r", strconv.Itoa(dpi), "-f", "2", "-png", "-singlefile", file, file)
	other, err := os.Open(file + ".png")
	require.NoError(t, err)
	defer other.Close()
	want, err := png.Decode(other)
	require.NoError(t, err)
	require.InDelta(t, want.Bounds().Dx(), got.Bounds().Dx(), 1)
	require.InDelta(t, want.Bounds().Dy(), got.Bounds().Dy(), 1)
	sum, far, n := 0.0, 0, 0
	for y := range min(want.Bounds().Dy(), got.Bounds().Dy()) {
		for x := range min(want.Bounds().Dx(), got.Bounds().Dx()) {
			r, g, b, _ := want.At(x, y).RGBA()
			r2, g2, b2, _ := got.At(x, y).RGBA()
			apart := func(a, b uint32) float64 { return math.Abs(float64(a)-float64(b)) / 3 / 0xFFFF }
			diff := apart(r, r2) + apart(g, g2) + apart(b, b2)
			sum += diff
			n++
			if diff > 0.6 {
				far++
			}
		}
	}
	require.Less(t, sum/float64(n), 0.01)
	require.Less(t, far, n/500)
}

func TestPNGRefusesSizes(t *testing.T) {
	require.ErrorContains(t, (&drawing.Picture{Width: 1, Height: 1}).PNG(io.Discard, typeface.Sans(), 1), "0 × 0")
	require.ErrorIs(t, sample().PNG(broken{}, typeface.Sans(), 300), io.ErrClosedPipe)
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// In a browser every line of type in an SVG is as wide as it was measured here, with the font that the file brings.
func TestWidthsInABrowser(t *testing.T) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	ctx, stopBrowser := chromedp.NewContext(allocator)
	defer stopBrowser()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()

	p := &drawing.Picture{Width: 400, Height: 300, Lang: "kk"}
	texts := []string{"Қызылорда Ұлытау Әйтеке би", "AVATAR To. Үржар", "№\u00a011 ‰ 2 026", "ТАРТУ Гүл «Ұ»", "Й И\u0306"}
	for s := range typeface.BoldItalic + 1 {
		for _, text := range texts {
			p.Group("t").Add(&drawing.Text{
				At: orb.Point{10, 20}, Text: text, Style: s, Size: 40, Color: drawing.Ink,
			})
		}
	}
	var b bytes.Buffer
	require.NoError(t, p.SVG(&b, typeface.Sans()))
	// Under another name no font of the machine can stand in.
	page := strings.ReplaceAll(b.String(), "Liberation Sans", "of the file")
	page = strings.ReplaceAll(page, "'of the file',Arial,sans-serif", "'of the file',monospace")
	file := filepath.Join(t.TempDir(), "a.svg")
	require.NoError(t, os.WriteFile(file, []byte(page), 0o600))
	_, err = chromedp.Run(ctx, chromedp.Navigate("file://"+filepath.ToSlash(file)))
	require.NoError(t, err)
	widths, err := chromedp.Run(ctx, chromedp.Evaluate[[]float64](
		`[...document.querySelectorAll("text")].map(e => e.getComputedTextLength())`))
	require.NoError(t, err)
	require.Len(t, widths, int(typeface.BoldItalic+1)*len(texts))
	for i, w := range widths {
		style, text := typeface.Style(i/len(texts)), texts[i%len(texts)]
		require.InEpsilon(t, typeface.Sans().Width(style, 40, text), w, 0.002, "%s in style %d", text, style)
	}
}

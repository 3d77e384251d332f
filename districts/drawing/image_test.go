package drawing_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
)

// emblem is an image of four fields: red, green, clear and half-clear blue.
func emblem() *image.NRGBA {
	im := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	for y := range 20 {
		for x := range 40 {
			c := [2][2]color.NRGBA{{{255, 0, 0, 255}, {0, 128, 0, 255}}, {{}, {0, 0, 255, 128}}}[y/10][x/20]
			im.SetNRGBA(x, y, c)
		}
	}
	return im
}

// withEmblem is a document of a page of 40 by 30 mm on a yellow ground, with the emblem on 20 by 10 mm twice.
func withEmblem() (*drawing.Picture, *drawing.Document) {
	p := &drawing.Picture{Width: 40, Height: 30, Title: "a"}
	ground := color.RGBA{255, 255, 0, 255}
	p.Group("paper").Add(&drawing.Shape{Rings: []orb.Ring{box(0, 0, 40, 30)}, Fill: ground})
	one := emblem()
	for _, y := range []float64{2, 16} {
		b := orb.Bound{Min: orb.Point{10, y}, Max: orb.Point{30, y + 10}}
		p.Group("logo").Add(&drawing.Image{Box: b, Dots: one})
	}
	return p, &drawing.Document{Title: "a", Pages: []*drawing.Page{{Width: 40, Height: 30,
		Marks: []drawing.Mark{{Items: p.Items()}}}}}
}

// An image has the colours of its fields, over what lies below, where it was put: in our image, in another program's of
// the PDF, and in a browser's of the SVG.
func TestImage(t *testing.T) {
	p, d := withEmblem()
	look := func(t *testing.T, im image.Image) {
		at := func(x, y float64) color.RGBA {
			b := im.Bounds()
			c := im.At(b.Min.X+int(x/40*float64(b.Dx())), b.Min.Y+int(y/30*float64(b.Dy())))
			return color.RGBAModel.Convert(c).(color.RGBA)
		}
		for _, y := range []float64{2, 16} {
			for where, want := range map[orb.Point]color.RGBA{
				{15, y + 2.5}: {255, 0, 0, 255}, {25, y + 2.5}: {0, 128, 0, 255},
				{15, y + 7.5}: {255, 255, 0, 255}, {25, y + 7.5}: {127, 127, 128, 255}, {9, y + 5}: {255, 255, 0, 255},
			} {
				got := at(where[0], where[1])
				for i, v := range [][2]uint8{{want.R, got.R}, {want.G, got.G}, {want.B, got.B}} {
					require.InDelta(t, v[0], v[1], 3, "%v %d: %v for %v", where, i, got, want)
				}
			}
		}
	}
	var b bytes.Buffer
	require.NoError(t, p.PNG(&b, typeface.Sans(), 150))
	own, err := png.Decode(&b)
	require.NoError(t, err)
	look(t, own)

	data, err := d.PDF(typeface.Sans())
	require.NoError(t, err)
	require.Equal(t, 2, bytes.Count(data, []byte("/Subtype/Image")), "the image once, and its mask")
	file := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(file, data, 0o600))
	require.Contains(t, run(t, "qpdf", "--check", file), "No syntax or stream encoding errors")
	run(t, "pdftoppm", "-r", "150", "-png", "-singlefile", file, file)
	out, err := os.ReadFile(file + ".png")
	require.NoError(t, err)
	other, err := png.Decode(bytes.NewReader(out))
	require.NoError(t, err)
	look(t, other)

	var svg bytes.Buffer
	require.NoError(t, p.SVG(&svg, typeface.Sans()))
	require.Equal(t, 2, strings.Count(svg.String(), `<image x="10" y=`))
	require.Equal(t, 2, strings.Count(p.Inline("a", "b"), `width="200" height="100"`))
}

func TestImageInGrey(t *testing.T) {
	p, _ := withEmblem()
	for _, it := range p.Greyed().Items() {
		if i, ok := it.(*drawing.Image); ok {
			for k := 0; k < len(i.Dots.Pix); k += 4 {
				require.Equal(t, i.Dots.Pix[k], i.Dots.Pix[k+1])
				require.Equal(t, i.Dots.Pix[k], i.Dots.Pix[k+2])
			}
			require.Same(t, i.Dots, drawing.Greyed(i.Dots))
		}
	}
	require.Equal(t, uint8(255), emblem().Pix[0], "the image itself keeps its colours")
}

func TestReadImage(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, emblem()))
	whole := bytes.Clone(b.Bytes())
	got, err := drawing.ReadImage(whole)
	require.NoError(t, err)
	require.Equal(t, emblem().Pix, got.Pix)
	b.Reset()
	require.NoError(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 7)), nil))
	got, err = drawing.ReadImage(b.Bytes())
	require.NoError(t, err)
	require.Equal(t, image.Rect(0, 0, 9, 7), got.Rect)
	_, err = drawing.ReadImage([]byte("GIF89a"))
	require.ErrorContains(t, err, "no PNG and no JPEG")
	_, err = drawing.ReadImage(whole[:len(whole)-30])
	require.ErrorContains(t, err, "breaks off")
	b.Reset()
	require.NoError(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, 5000, 5000))))
	_, err = drawing.ReadImage(b.Bytes())
	require.ErrorContains(t, err, "5\u00a0000 by 5\u00a0000 dots")
}

// Layers are listed once for all pages, on top what lies on top, and everything of a layer lies in it.
func TestLayers(t *testing.T) {
	d := documentOf()
	for i, name := range []string{"Су", "", "Шекаралар (1)", "Су", "Шекаралар (1)", "Су"} {
		d.Pages[0].Marks[i].Layer = name
	}
	d.Pages[1].Marks[0].Layer = "Су"
	data, err := d.PDF(typeface.Sans())
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(file, data, 0o600))
	plain := file + ".qdf"
	run(t, "qpdf", "--qdf", "--object-streams=disable", file, plain)
	text, err := os.ReadFile(plain)
	require.NoError(t, err)
	ocgs := regexp.MustCompile(`(?s)/Name <([0-9a-f]+)>\s+/Type /OCG`).FindAllSubmatch(text, -1)
	require.Len(t, ocgs, 2)
	require.Contains(t, string(text), "/BaseState /ON")
	opened, within := 0, 0
	for _, line := range strings.Split(string(text), "\n") {
		switch {
		case strings.HasSuffix(line, " BMC"), strings.HasSuffix(line, "BDC"):
			if opened++; strings.HasPrefix(line, "/OC") {
				within++
			}
		case line == "EMC":
			opened--
		}
		require.True(t, opened >= 0 && opened <= 2, line)
	}
	require.Zero(t, opened)
	require.Equal(t, 6, within)
	require.Equal(t, 1, strings.Count(run(t, "pdftotext", file, "-"), "Басы"))
}

// What is grey is written as grey, so that presses take black ink alone for it.
func TestBlackIsBlackInk(t *testing.T) {
	data, err := documentOf().PDF(typeface.Sans())
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "a.pdf")
	require.NoError(t, os.WriteFile(file, data, 0o600))
	run(t, "qpdf", "--qdf", "--object-streams=disable", file, file+".qdf")
	text, err := os.ReadFile(file + ".qdf")
	require.NoError(t, err)
	for _, rgb := range regexp.MustCompile(`(?m)^(\S+) (\S+) (\S+) (rg|RG)$`).FindAllStringSubmatch(string(text), -1) {
		require.False(t, rgb[1] == rgb[2] && rgb[2] == rgb[3], rgb[0])
	}
	require.Regexp(t, `(?m)^0\.?\d* g$`, string(text))
}

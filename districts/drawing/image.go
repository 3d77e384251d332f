package drawing

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // read as well
	"image/png"
	"math"
	"strings"

	"github.com/paulmach/orb"
	"golang.org/x/image/draw"

	"github.com/okrug/okrug/geo/locale"
)

// Image is a picture of dots, such as an emblem, that fills a rectangle of a drawing. Its dots are never changed, so
// that several drawings may have the same ones.
type Image struct {
	Box  orb.Bound // millimetres
	Dots *image.NRGBA
}

func (*Image) item() {}

// mostDots is how many dots an image may have: at 600 dots per inch 17 by 17 cm.
const mostDots = 16e6

// ReadImage reads a PNG or JPEG.
func ReadImage(data []byte) (*image.NRGBA, error) {
	size, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || format != "png" && format != "jpeg" {
		return nil, locale.Errorf("it is no PNG and no JPEG")
	}
	if size.Width < 1 || size.Height < 1 || float64(size.Width)*float64(size.Height) > mostDots {
		return nil, locale.Errorf("an image of %d by %d dots: use one of at most %d million", size.Width, size.Height,
			int(mostDots/1e6))
	}
	in, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, locale.Errorf("the image breaks off or is damaged")
	}
	out := image.NewNRGBA(image.Rect(0, 0, size.Width, size.Height))
	draw.Draw(out, out.Bounds(), in, in.Bounds().Min, draw.Src)
	return out, nil
}

// Greyed is an image in greys of the same luminance; the same one where it has no other colours.
func Greyed(in *image.NRGBA) *image.NRGBA {
	out := image.NewNRGBA(in.Rect)
	same := true
	for i := 0; i < len(in.Pix); i += 4 {
		c := greyed(color.RGBA{in.Pix[i], in.Pix[i+1], in.Pix[i+2], in.Pix[i+3]})
		same = same && c.R == in.Pix[i] && c.G == in.Pix[i+1] && c.B == in.Pix[i+2]
		out.Pix[i], out.Pix[i+1], out.Pix[i+2], out.Pix[i+3] = c.R, c.G, c.B, c.A
	}
	if same {
		return in
	}
	return out
}

// svg writes the image with its dots inside.
func (i *Image) svg(b *strings.Builder) {
	i.element(b, number)
	b.WriteByte('\n')
}

func (i *Image) inline(b *strings.Builder) { i.element(b, tenths) }

// element is an SVG element of the image, whose lengths are written by length.
func (i *Image) element(b *strings.Builder, length func(mm float64) string) {
	var data bytes.Buffer
	_ = png.Encode(&data, i.Dots) // a bytes.Buffer does not fail, and an image of some dots can be written
	fmt.Fprintf(b, `<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" `+
		`href="data:image/png;base64,%s"/>`, length(i.Box.Min[0]), length(i.Box.Min[1]),
		length(i.Box.Max[0]-i.Box.Min[0]), length(i.Box.Max[1]-i.Box.Min[1]),
		base64.StdEncoding.EncodeToString(data.Bytes()))
}

// image paints an image: its unit square is put into the rectangle, upright, as y runs downwards here.
func (c *content) image(i *Image) {
	x0, y0 := hundredths(i.Box.Min[0]), hundredths(i.Box.Min[1])
	x1, y1 := hundredths(i.Box.Max[0]), hundredths(i.Box.Max[1])
	fmt.Fprintf(c, "q %d 0 0 %d %d %d cm/I%d Do Q\n", x1-x0, y0-y1, x0, y1, c.imageOf(i.Dots))
}

// pdfImage is an image of a file.
type pdfImage struct {
	dots   *image.NRGBA
	object int
}

// imageOf is the place of an image among all, written when it is first used: its colours in RGB, or in grey where it
// has no others, and how opaque its dots are in a mask where not all are (ISO 32000-1:2008, 8.9.5 and 11.6.5.3).
func (w *pdfWriter) imageOf(dots *image.NRGBA) int {
	for i, x := range w.images {
		if x.dots == dots {
			return i
		}
	}
	var rgb, grey, opaque []byte
	colours, clear := false, false
	for i := 0; i < len(dots.Pix); i += 4 {
		p := dots.Pix[i : i+4]
		rgb, grey, opaque = append(rgb, p[:3]...), append(grey, p[0]), append(opaque, p[3])
		colours = colours || p[0] != p[1] || p[1] != p[2]
		clear = clear || p[3] != 255
	}
	size := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", dots.Rect.Dx(),
		dots.Rect.Dy())
	n, mask := w.alloc(), ""
	if clear {
		m := w.alloc()
		w.stream(m, size+"/ColorSpace/DeviceGray", opaque)
		mask = fmt.Sprintf("/SMask %d 0 R", m)
	}
	if colours {
		w.stream(n, size+"/ColorSpace/DeviceRGB"+mask, rgb)
	} else {
		w.stream(n, size+"/ColorSpace/DeviceGray"+mask, grey)
	}
	w.images = append(w.images, pdfImage{dots, n})
	return len(w.images) - 1
}

// raster is the layer of an image on a raster with so many pixels in a hundredth of a millimetre. The image is made as
// large as its rectangle there; its edges lie on those of pixels.
func (i *Image) raster(scale float64) layer {
	at := func(mm float64) int { return int(math.Round(float64(hundredths(mm)) * scale)) }
	box := image.Rect(at(i.Box.Min[0]), at(i.Box.Min[1]), at(i.Box.Max[0]), at(i.Box.Max[1]))
	out := image.NewRGBA(box)
	draw.CatmullRom.Scale(out, box, i.Dots, i.Dots.Rect, draw.Src, nil)
	return layer{image: out, top: float32(box.Min.Y), bottom: float32(box.Max.Y)}
}

// blend paints an image over what is there.
func (b *band) blend(in *image.RGBA) {
	area := in.Rect.Intersect(image.Rect(0, b.top, b.width, b.top+b.rows))
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			c := in.RGBAAt(x, y) // times its opacity already
			p := b.pixels[3*((y-b.top)*b.width+x):]
			for k, v := range [3]uint8{c.R, c.G, c.B} {
				p[k] = uint8(min(255, int(v)+(int(p[k])*(255-int(c.A))+127)/255))
			}
		}
	}
}

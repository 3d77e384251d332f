package drawing

import (
	"bufio"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
	"math"
)

// pngFile writes the rows of an image as they come (W3C PNG, third edition).
type pngFile struct {
	w      io.Writer
	data   *bufio.Writer // of IDAT chunks
	packed *zlib.Writer
	above  []byte // the row before
	line   [2][]byte
}

func newPNG(w io.Writer, width, height int, dpi float64) (*pngFile, error) {
	p := &pngFile{w: w, above: make([]byte, 3*width)}
	for i := range p.line {
		p.line[i] = make([]byte, 1+3*width)
	}
	if _, err := io.WriteString(w, "\x89PNG\r\n\x1a\n"); err != nil {
		return nil, err
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(width))
	head = binary.BigEndian.AppendUint32(head, uint32(height))
	if err := p.chunk("IHDR", append(head, 8, 2, 0, 0, 0)); err != nil { // 8 bits of red, green and blue
		return nil, err
	}
	perMetre := uint32(math.Round(dpi / millimetresPerInch * 1000))
	size := binary.BigEndian.AppendUint32(nil, perMetre)
	size = binary.BigEndian.AppendUint32(size, perMetre)
	if err := p.chunk("pHYs", append(size, 1)); err != nil {
		return nil, err
	}
	p.data = bufio.NewWriterSize(idat{p}, 1<<16)
	p.packed = zlib.NewWriter(p.data)
	return p, nil
}

func (p *pngFile) chunk(kind string, data []byte) error {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	_, err := p.w.Write(b)
	return err
}

// idat makes a chunk of image data of every write.
type idat struct{ *pngFile }

func (d idat) Write(b []byte) (int, error) { return len(b), d.chunk("IDAT", b) }

// row writes a row of pixels, as differences to the pixels at the left or above, whichever are smaller. Drawings are
// flat areas, for which the further filters of the format gain nothing.
func (p *pngFile) row(pixels []byte) error {
	left, above := p.line[0], p.line[1]
	left[0], above[0] = 1, 2
	sumLeft, sumAbove := 0, 0
	for i, v := range pixels {
		l := v
		if i >= 3 {
			l -= pixels[i-3]
		}
		a := v - p.above[i]
		left[i+1], above[i+1] = l, a
		sumLeft += int(min(l, -l))
		sumAbove += int(min(a, -a))
	}
	copy(p.above, pixels)
	line := left
	if sumAbove < sumLeft {
		line = above
	}
	_, err := p.packed.Write(line)
	return err
}

func (p *pngFile) close() error {
	if err := p.packed.Close(); err != nil {
		return err
	}
	if err := p.data.Flush(); err != nil {
		return err
	}
	return p.chunk("IEND", nil)
}

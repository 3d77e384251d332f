package pdffile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"

	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/locale"
)

var fontFile = regexp.MustCompile(`/FontFile2 (\d+) 0 R`)

// stopClocks takes the time of writing out of the embedded fonts.
func stopClocks(objects [][]byte) error {
	for _, body := range objects {
		m := fontFile.FindSubmatch(body)
		if m == nil || bytes.Contains(body, []byte("stream\n")) {
			continue
		}
		n, _ := strconv.Atoi(string(m[1]))
		if n < 1 || n > len(objects) {
			return locale.Errorf("%w: font %d of %d objects", ErrNotCanvas, n, len(objects))
		}
		stream, err := timeless(objects[n-1])
		if err != nil {
			return locale.Errorf("%w: font in object %d: %w", ErrNotCanvas, n, err)
		}
		objects[n-1] = stream
	}
	return nil
}

// maxFont bounds what a font may unpack to: the largest of ours has 0.4 MB.
const maxFont = 32 << 20

func timeless(object []byte) ([]byte, error) {
	_, packed, found := bytes.Cut(object, []byte("stream\n"))
	if !found {
		return nil, io.ErrUnexpectedEOF
	}
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	ttf, err := io.ReadAll(io.LimitReader(r, maxFont))
	if err != nil {
		return nil, err
	}
	if err := typeface.Timeless(ttf); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	if _, err := w.Write(ttf); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "<</Filter/FlateDecode/Length %d/Length1 %d>>stream\n%s\nendstream\n", out.Len(), len(ttf), out.Bytes()), nil
}

package stream

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// ErrUTF16 says that a file is written in UTF-16.
var ErrUTF16 = errors.New("the file is written in UTF-16")

// reader holds the state of one reading.
type reader struct {
	dec   *jsontext.Decoder
	want  map[string]int
	names map[string]bool
	text  map[string]string // texts that came up before, such as region ids
	file  File
	visit func(Feature) error
}

// Read calls visit for each feature of a FeatureCollection, with the properties that want names. A byte order mark of UTF-8
// is skipped. Where the file is not JSON the error is a *SyntaxError, and File says what was found up to there; an
// error of visit ends the reading. A file that is JSON but no FeatureCollection is told by File.
func Read(ctx context.Context, r io.Reader, want []string, visit func(Feature) error) (File, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	skipped := int64(0)
	if mark, _ := b.Peek(3); bytes.HasPrefix(mark, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(3)
		skipped = 3
	} else if bytes.HasPrefix(mark, []byte("\xff\xfe")) || bytes.HasPrefix(mark, []byte("\xfe\xff")) {
		return File{}, ErrUTF16
	}
	lines := &lineReader{r: b}
	rd := &reader{
		dec:   jsontext.NewDecoder(lines, jsontext.AllowDuplicateNames(true)),
		want:  map[string]int{},
		names: map[string]bool{},
		text:  map[string]string{},
		visit: visit,
	}
	for i, name := range want {
		if name != "" {
			rd.want[name] = i
		}
	}
	err := rd.root(ctx, len(want))
	var syntax *jsontext.SyntacticError
	switch {
	case errors.As(err, &syntax) && !errors.Is(syntax.Err, io.ErrUnexpectedEOF):
		return rd.file, &SyntaxError{syntax.ByteOffset + skipped, lines.line(syntax.ByteOffset), syntax.Err}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return rd.file, &SyntaxError{lines.offset + skipped, lines.line(lines.offset), errors.New("the file ends in the middle")}
	}
	return rd.file, err
}

func (r *reader) root(ctx context.Context, width int) error {
	if r.dec.PeekKind() != '{' {
		// Not an object; read on all the same, to tell other JSON from what is no JSON.
		return r.finish(r.dec.SkipValue())
	}
	err := r.object(func(name string) error {
		switch {
		case name == "type":
			return r.string(&r.file.Type)
		case name == "crs":
			return r.crs()
		case name == "features" && r.dec.PeekKind() == '[':
			return r.features(ctx, width)
		}
		return r.dec.SkipValue()
	})
	return r.finish(err)
}

// finish checks that nothing follows the value.
func (r *reader) finish(err error) error {
	if err != nil {
		return err
	}
	if _, err = r.dec.ReadToken(); errors.Is(err, io.EOF) {
		return nil
	} else if err != nil {
		return err
	}
	return &jsontext.SyntacticError{ByteOffset: r.dec.InputOffset(), Err: errors.New("more follows after the end of the collection")}
}

// object reads an object, calling member with the decoder before each value.
func (r *reader) object(member func(name string) error) error {
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	for r.dec.PeekKind() != '}' {
		t, err := r.dec.ReadToken()
		if err != nil {
			return err
		}
		if err := member(t.String()); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// string reads a value into s if it is a string, and skips it if not.
func (r *reader) string(s *string) error {
	if r.dec.PeekKind() != '"' {
		return r.dec.SkipValue()
	}
	t, err := r.dec.ReadToken()
	if err == nil {
		*s = t.String()
	}
	return err
}

func (r *reader) crs() error {
	if r.dec.PeekKind() != '{' {
		return r.dec.SkipValue()
	}
	return r.object(func(name string) error {
		if name != "properties" || r.dec.PeekKind() != '{' {
			return r.dec.SkipValue()
		}
		return r.object(func(name string) error {
			if name == "name" || name == "href" {
				return r.string(&r.file.CRS)
			}
			return r.dec.SkipValue()
		})
	})
}

func (r *reader) features(ctx context.Context, width int) error {
	r.file.Features = true
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	for r.dec.PeekKind() != ']' {
		if r.file.Count%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		f := Feature{Index: r.file.Count, Values: make([]Value, width)}
		if err := r.feature(&f); err != nil {
			return err
		}
		r.file.Count++
		if err := r.visit(f); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

func (r *reader) feature(f *Feature) error {
	if r.dec.PeekKind() != '{' {
		f.Problem = "it is not an object"
		return r.dec.SkipValue()
	}
	kind := ""
	err := r.object(func(name string) error {
		switch {
		case name == "type":
			return r.string(&kind)
		case name == "properties" && r.dec.PeekKind() == '{':
			return r.properties(f)
		case name == "geometry" && r.dec.PeekKind() == '{':
			return r.geometry(f)
		}
		return r.dec.SkipValue()
	})
	if err == nil && kind != "Feature" {
		f.Problem = fmt.Sprintf("its type is %q, not \"Feature\"", kind)
	}
	return err
}

func (r *reader) properties(f *Feature) error {
	return r.object(func(name string) error {
		if f.Index < 100 && !r.names[name] {
			r.names[name] = true
			r.file.Names = append(r.file.Names, name)
		}
		i, ok := r.want[name]
		if !ok {
			return r.dec.SkipValue()
		}
		switch r.dec.PeekKind() {
		case '"':
			t, err := r.dec.ReadToken()
			f.Values[i] = Value{Text, r.share(t.String())}
			return err
		case '0':
			v, err := r.dec.ReadValue()
			f.Values[i] = Value{Number, string(v)}
			return err
		case 'n':
			f.Values[i] = Value{Kind: Null}
		default:
			f.Values[i] = Value{Kind: Other}
		}
		return r.dec.SkipValue()
	})
}

// share returns the same string for texts that come up again, which region ids and kinds do for every unit.
func (r *reader) share(s string) string {
	if old, ok := r.text[s]; ok {
		return old
	}
	if len(r.text) < 4096 {
		r.text[s] = s
	}
	return s
}

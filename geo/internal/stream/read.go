package stream

import (
	"context"
	"io"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// reader holds the state of one reading.
type reader struct {
	*input.Reader
	want  map[string]int
	names map[string]bool
	text  map[string]string // texts that came up before, such as region ids
	file  File
	all   bool // properties are kept
	visit func(Feature) error
}

// Read calls visit for each feature of a FeatureCollection, with the properties that want names. Where the file is not
// JSON the error is an *input.SyntaxError, and File says what was found up to there; an error of visit ends the
// reading. A file that is JSON but no FeatureCollection is told by File.
func Read(ctx context.Context, in io.Reader, want []string, visit func(Feature) error) (File, error) {
	return scan(ctx, in, want, false, visit)
}

// ReadAll is Read with all properties of each feature in its All.
func ReadAll(ctx context.Context, in io.Reader, visit func(Feature) error) (File, error) {
	return scan(ctx, in, nil, true, visit)
}

// ReadSequence reads features that stand one behind the other, as newline-delimited files have them, with all their
// properties; it stops at the end of the file.
func ReadSequence(ctx context.Context, in io.Reader, visit func(Feature) error) (File, error) {
	r, err := input.NewReader(in)
	if err != nil {
		return File{}, err
	}
	rd := newReader(r, nil, true, visit)
	rd.file = File{Type: "FeatureCollection", Features: true}
	for i := 0; err == nil && !rd.Ended(); i++ {
		err = rd.next(ctx, i, 0)
	}
	return rd.file, rd.Fail(err)
}

func scan(ctx context.Context, in io.Reader, want []string, all bool, visit func(Feature) error) (File, error) {
	r, err := input.NewReader(in)
	if err != nil {
		return File{}, err
	}
	rd := newReader(r, want, all, visit)
	if err = rd.root(ctx, len(want)); err == nil {
		err = rd.End()
	}
	rd.file.Repeats = append(rd.file.Repeats, rd.Repeats()...)
	return rd.file, rd.Fail(err)
}

// Head is what a file says of itself before its features. What is wrong with it is told when it is read.
func Head(in io.Reader) File {
	r, err := input.NewReader(in)
	if err != nil || !r.Is('{') {
		return File{}
	}
	rd := newReader(r, nil, false, nil)
	_ = r.Object(func(name string) error {
		switch name {
		case "type":
			return rd.string(&rd.file.Type)
		case "crs":
			return rd.crs()
		case "features":
			return io.EOF // no more is needed
		}
		return r.Skip()
	})
	return rd.file
}

func newReader(r *input.Reader, want []string, all bool, visit func(Feature) error) *reader {
	rd := &reader{Reader: r, want: map[string]int{}, names: map[string]bool{}, text: map[string]string{}, all: all,
		visit: visit}
	for i, name := range want {
		if name != "" {
			rd.want[name] = i
		}
	}
	return rd
}

func (r *reader) root(ctx context.Context, width int) error {
	if !r.Is('{') {
		// Not an object; read on all the same, to tell other JSON from what is no JSON.
		return r.Skip()
	}
	return r.Object(func(name string) error {
		switch {
		case name == "type":
			return r.string(&r.file.Type)
		case name == "crs":
			return r.crs()
		case name == "features" && r.Is('['):
			return r.features(ctx, width)
		}
		return r.Skip()
	})
}

// string reads a value into s if it is a string, and skips it if not.
func (r *reader) string(s *string) error {
	return text(r.Reader, s)
}

func (r *reader) crs() (err error) {
	r.file.CRS, err = CRS(r.Reader)
	return err
}

func (r *reader) features(ctx context.Context, width int) error {
	r.file.Features = true
	r.file.Repeats = append(r.file.Repeats, r.Repeats()...)
	return r.Array(func(i int) error { return r.next(ctx, i, width) })
}

// next reads a feature and shows it.
func (r *reader) next(ctx context.Context, i, width int) error {
	if i%256 == 0 && ctx.Err() != nil {
		return ctx.Err()
	}
	f := Feature{Index: i, Values: make([]input.Value, width)}
	if err := r.feature(&f); err != nil {
		return err
	}
	f.Repeats = r.Repeats()
	r.file.Count++
	return r.visit(f)
}

func (r *reader) feature(f *Feature) error {
	if !r.Is('{') {
		f.Problem = locale.T("it is not an object")
		return r.Skip()
	}
	kind := ""
	err := r.Object(func(name string) (err error) {
		switch {
		case name == "type":
			return r.string(&kind)
		case name == "id":
			f.ID, err = r.Value()
			return err
		case name == "properties" && r.Is('{'):
			return r.properties(f)
		case name == "geometry" && r.Is('{'):
			return r.geometry(f)
		}
		return r.Skip()
	})
	if err == nil && kind != "Feature" {
		f.Problem = locale.T("its type is %q, not \"Feature\"", kind)
	}
	return err
}

func (r *reader) properties(f *Feature) error {
	return r.Object(func(name string) (err error) {
		if f.Index < 100 && !r.names[name] {
			r.names[name] = true
			r.file.Names = append(r.file.Names, name)
		}
		if r.all {
			v, err := r.Any()
			v.Text = r.share(v.Text)
			f.All = append(f.All, Property{r.share(name), v})
			return err
		}
		i, ok := r.want[name]
		if !ok {
			return r.Skip()
		}
		f.Values[i], err = r.Value()
		if f.Values[i].Kind == input.Text {
			f.Values[i].Text = r.share(f.Values[i].Text)
		}
		return err
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

package input

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// ErrUTF16 says that a file is written in UTF-16.
var ErrUTF16 = locale.Errorf("the file is written in UTF-16")

// SyntaxError says where a file stops being JSON.
type SyntaxError struct {
	Offset int64 // bytes before it
	Line   int   // from 1, 0 where not known
	Err    error
}

func (e *SyntaxError) Error() string { return e.Err.Error() }

// In is the error in a language, where that has words for it.
func (e *SyntaxError) In(lang string) string { return locale.Say(e.Err, lang) }

// Unwrap is what the reader says.
func (e *SyntaxError) Unwrap() error { return e.Err }

// Repeat is a key that an object has twice.
type Repeat struct {
	Key  string
	Line int    // from 1, 0 where not known
	Path string // of the key, such as features[0].properties.voters
}

// Fault is the repeat as a fault of a file: programs take the last value or the first, as it comes.
func (r Repeat) Fault(file string) fault.Fault {
	return fault.Fault{File: file, Line: r.Line, Path: r.Path, Kind: fault.RepeatedKey,
		Detail: locale.T("%q is given twice", r.Key), Remedy: locale.T("keep one of the two")}
}

// Reader reads one JSON document as it streams by. It skips a byte order mark of UTF-8, and takes note of keys given
// twice wherever they are, also in what is skipped. Only what is not JSON is an error, which Fail puts into words.
type Reader struct {
	dec     *jsontext.Decoder
	source  *source
	skipped int64
	repeats []Repeat
}

// NewReader begins a document; the error is ErrUTF16, a *ForeignError or nil.
func NewReader(in io.Reader) (*Reader, error) {
	r := &Reader{source: &source{r: bufio.NewReaderSize(in, 1<<16)}}
	head, _ := r.source.r.Peek(3)
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		r.skipped = 3
		_, _ = r.source.r.Discard(3)
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return nil, ErrUTF16
	}
	if what := Foreign(r.source.r); !what.Empty() {
		return nil, &ForeignError{what}
	}
	r.dec = jsontext.NewDecoder(r.source, jsontext.AllowDuplicateNames(true))
	return r, nil
}

// Fail puts the error of a reading into words: a *SyntaxError where the file is not JSON, else the error itself.
func (r *Reader) Fail(err error) error {
	var syntax *jsontext.SyntacticError
	switch {
	case errors.As(err, &syntax) && !errors.Is(syntax.Err, io.ErrUnexpectedEOF):
		return &SyntaxError{syntax.ByteOffset + r.skipped, r.source.line(syntax.ByteOffset), worded(syntax)}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		why := errInTheMiddle
		if r.source.offset == 0 {
			why = locale.Errorf("the file is empty")
		}
		return &SyntaxError{r.source.offset + r.skipped, r.source.line(r.source.offset), why}
	}
	return err
}

// Repeats are the keys given twice since it was last asked.
func (r *Reader) Repeats() []Repeat {
	out := r.repeats
	r.repeats = nil
	return out
}

// Is reports whether the next value begins with '{', '[', '"', or '0' for a number, 'n', 't' or 'f'.
func (r *Reader) Is(kind jsontext.Kind) bool { return r.dec.PeekKind() == kind }

// Object reads an object, calling member with the reader before each value; member must read it.
func (r *Reader) Object(member func(key string) error) error {
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	var keys []string
	for r.dec.PeekKind() != '}' {
		t, err := r.dec.ReadToken()
		if err != nil {
			return err
		}
		key := t.String()
		if slices.Contains(keys, key) {
			r.repeats = append(r.repeats, Repeat{key, r.source.line(r.dec.InputOffset()), path(r.dec.StackPointer())})
		} else if len(keys) < keysCompared {
			keys = append(keys, key)
		}
		if err := member(key); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// keysCompared is how many keys of an object are compared with those behind them, so that time stays linear.
const keysCompared = 1000

// Array reads an array, calling element with the reader before each value; element must read it.
func (r *Reader) Array(element func(i int) error) error {
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	for i := 0; r.dec.PeekKind() != ']'; i++ {
		if r.dec.PeekKind() == 0 { // the end of the file, or no JSON
			_, err := r.dec.ReadToken()
			return cmpErr(err, io.ErrUnexpectedEOF)
		}
		if err := element(i); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// cmpErr is err, or else instead where err is nil.
func cmpErr(err, instead error) error {
	if err != nil {
		return err
	}
	return instead
}

// Skip passes over a value.
func (r *Reader) Skip() error {
	switch r.dec.PeekKind() {
	case '{':
		return r.Object(func(string) error { return r.Skip() })
	case '[':
		return r.Array(func(int) error { return r.Skip() })
	}
	return r.dec.SkipValue()
}

// Raw is the next value as it is written; it is valid until the next call.
func (r *Reader) Raw() ([]byte, error) { return r.dec.ReadValue() }

// Value reads a text or a number, and what else there is as its kind.
func (r *Reader) Value() (Value, error) {
	switch r.dec.PeekKind() {
	case '"':
		t, err := r.dec.ReadToken()
		if err != nil {
			return Value{}, err
		}
		if s := t.String(); !IsNaN(s) {
			return Value{Text, s}, nil
		}
		return Value{Kind: NaN}, nil
	case '0':
		v, err := r.dec.ReadValue()
		return Value{Number, string(v)}, err
	case 'n':
		return Value{Kind: Null}, r.dec.SkipValue()
	}
	return Value{Kind: Other}, r.Skip()
}

// Any reads a value of any kind: what is neither a text nor a number comes as its JSON, in which words such as NaN,
// which are no JSON, are null.
func (r *Reader) Any() (Value, error) {
	switch r.dec.PeekKind() {
	case '{', '[', 't', 'f':
		raw, err := r.dec.ReadValue()
		return Value{Other, wordless(raw)}, err
	}
	return r.Value()
}

// wordless is JSON with null in place of the texts that stand for words.
func wordless(raw []byte) string {
	if bytes.IndexByte(raw, mark) < 0 {
		return string(raw)
	}
	var b strings.Builder
	for inText := false; len(raw) > 0; raw = raw[1:] {
		c := raw[0]
		if !inText && c == '"' && raw[1] == mark {
			if n := bytes.IndexByte(raw[1:], '"'); IsNaN(string(raw[1 : 1+n])) {
				b.WriteString("null")
				raw = raw[1+n:]
				continue
			}
		}
		b.WriteByte(c)
		switch {
		case c == '"':
			inText = !inText
		case c == '\\' && inText:
			raw = raw[1:]
			b.WriteByte(raw[0])
		}
	}
	return b.String()
}

// IsNaN reports whether a text stands for NaN or an infinity, as it does in what Raw returns.
func IsNaN(s string) bool { return s != "" && strings.Trim(s, string(mark)) == "" }

// Ended reports whether nothing follows what was read.
func (r *Reader) Ended() bool {
	if r.dec.PeekKind() != 0 {
		return false
	}
	_, err := r.dec.ReadToken() // kept for those who ask again
	return errors.Is(err, io.EOF)
}

// End checks that nothing follows the document.
func (r *Reader) End() error {
	_, err := r.dec.ReadToken()
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	}
	return &jsontext.SyntacticError{ByteOffset: r.dec.InputOffset(), Err: ErrMore}
}

// ErrMore says that a file goes on after its document.
var ErrMore = locale.Errorf("more follows after the end")

// path writes a pointer such as /features/0/properties as features[0].properties.
func path(p jsontext.Pointer) string {
	var b strings.Builder
	for token := range p.Tokens() {
		switch _, err := strconv.Atoi(token); {
		case err == nil:
			fmt.Fprintf(&b, "[%s]", token)
		case b.Len() > 0:
			b.WriteString("." + token)
		default:
			b.WriteString(token)
		}
	}
	return b.String()
}

package certificate

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// MaxFile is the most bytes of a file that is read.
const MaxFile = 1 << 29

// maxNesting is how deep objects and arrays may lie in one another: a unit of the graph of a certificate that lies in
// another is nine deep, and a little more is read so that the checker can say what is wrong.
const maxNesting = 16

// envelope is the file's outer object; the fields are in the order in which they are written.
type envelope struct {
	Version  int            `json:"okrug_certificate"`
	Kind     string         `json:"kind"`
	Case     string         `json:"case,omitempty"`
	Question jsontext.Value `json:"question"`
	Claim    jsontext.Value `json:"claim"`
	Plan     []int          `json:"plan,omitempty"`
	Evidence jsontext.Value `json:"evidence"`
}

// written is how files are written: as encoding/json does, but for lists without members, which are no nulls.
var written = json.JoinOptions(jsonv1.DefaultOptionsV1(), json.FormatNilSliceAsNull(false))

// MarshalJSON writes the envelope; equal certificates give equal bytes.
func (c *Certificate) MarshalJSON() ([]byte, error) {
	e := envelope{Version: c.Version, Kind: c.Kind, Case: c.Case, Plan: c.Plan}
	var err error
	for _, part := range []struct {
		to   *jsontext.Value
		from any
	}{{&e.Question, c.Question}, {&e.Claim, c.Claim}, {&e.Evidence, c.Evidence}} {
		if *part.to, err = json.Marshal(part.from, written); err != nil {
			return nil, err
		}
	}
	return json.Marshal(e, written)
}

// strict is how every part of a file is read: names as they are written, none twice and none unknown, arrays of a fixed
// length with just that.
var strict = json.JoinOptions(json.RejectUnknownMembers(true), json.MatchCaseInsensitiveNames(false),
	jsontext.AllowDuplicateNames(false))

// UnmarshalJSON reads a certificate strictly: unknown fields, kinds and versions are errors.
func (c *Certificate) UnmarshalJSON(b []byte) error {
	// The version comes first: a later one may have fields that this one does not know.
	var head struct {
		Version *int `json:"okrug_certificate"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return misread(err)
	}
	if head.Version == nil {
		return locale.Errorf("no field okrug_certificate: this is not a certificate")
	}
	if *head.Version != Version {
		return locale.Errorf("certificate of version %d; this program reads version %d", *head.Version, Version)
	}
	var e envelope
	if err := json.Unmarshal(b, &e, strict); err != nil {
		return misread(err)
	}
	empty, ok := kinds[e.Kind]
	if !ok {
		return locale.Errorf("unknown kind of evidence %q; known are %s", e.Kind, kindNames())
	}
	d := Certificate{Version: e.Version, Kind: e.Kind, Case: e.Case, Plan: e.Plan, Evidence: empty()}
	var errs []error
	for _, part := range []struct {
		name string
		from jsontext.Value
		to   any
	}{{"question", e.Question, &d.Question}, {"claim", e.Claim, &d.Claim}, {"evidence", e.Evidence, d.Evidence}} {
		if len(part.from) == 0 {
			errs = append(errs, locale.Errorf("no field %s", part.name))
		} else if err := json.Unmarshal(part.from, part.to, strict); err != nil {
			errs = append(errs, locale.Errorf("field %s: %w", part.name, misread(err)))
		}
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	*c = d
	return nil
}

// misread says in words what the library finds wrong with a value, and where.
func misread(err error) error {
	var s *json.SemanticError
	if !errors.As(err, &s) {
		return input.Syntax(err)
	}
	found := locale.Errorf("a value of another form than is expected")
	switch {
	case errors.Is(s.Err, strconv.ErrSyntax), errors.Is(s.Err, strconv.ErrRange):
		found = locale.Errorf("not a whole number of 64 bits")
	case errors.Is(s.Err, json.ErrUnknownName):
		found = locale.Errorf("a field that certificates do not have")
	case s.Err != nil && strings.HasPrefix(s.Err.Error(), "too many"):
		found = locale.Errorf("a list with too many members")
	case s.Err != nil && strings.HasPrefix(s.Err.Error(), "too few"):
		found = locale.Errorf("a list with too few members")
	}
	if s.JSONPointer == "" {
		return found
	}
	return locale.Errorf("%w at %s", found, s.JSONPointer)
}

// kindNames are the names of the kinds of evidence that can be read, in alphabetical order.
func kindNames() []string {
	var names []string
	for k := range kinds {
		names = append(names, k)
	}
	slices.Sort(names)
	return names
}

// Read reads one certificate and nothing after it.
func Read(r io.Reader) (*Certificate, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, err
	}
	if len(b) > MaxFile {
		return nil, locale.Errorf("certificate: it has over %d bytes", MaxFile)
	}
	return Parse(b)
}

// Parse reads one certificate from a file's bytes.
func Parse(b []byte) (*Certificate, error) {
	c := new(Certificate)
	if err := scan(b); err != nil {
		return nil, locale.Errorf("certificate: %w", err)
	}
	if err := c.UnmarshalJSON(b); err != nil {
		return nil, locale.Errorf("certificate: %w", err)
	}
	return c, nil
}

// scan goes over a file once before anything is made of it: certificates that lie in one another are read again for
// each level, and a null would leave a figure as it was.
func scan(b []byte) error {
	d := jsontext.NewDecoder(bytes.NewReader(b))
	for {
		t, err := d.ReadToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return input.Syntax(err)
		case t.Kind() == 'n':
			return locale.Errorf("null at %s: leave a field out, or give it a value", d.StackPointer())
		case d.StackDepth() > maxNesting:
			return locale.Errorf("objects and arrays lie over %d deep in one another at %s", maxNesting, d.StackPointer())
		}
	}
}

// Write writes a certificate and a newline. Equal certificates give equal bytes.
func Write(w io.Writer, c *Certificate) error {
	b, err := json.Marshal(c, written)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

package certificate

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// envelope is the file's outer object; the fields are in the order in which they are written.
type envelope struct {
	Version  int             `json:"okrug_certificate"`
	Kind     string          `json:"kind"`
	Question json.RawMessage `json:"question"`
	Claim    json.RawMessage `json:"claim"`
	Plan     []int           `json:"plan,omitempty"`
	Evidence json.RawMessage `json:"evidence"`
}

// MarshalJSON writes the envelope; equal certificates give equal bytes.
func (c *Certificate) MarshalJSON() ([]byte, error) {
	e := envelope{Version: c.Version, Kind: c.Kind, Plan: c.Plan}
	var err error
	for _, part := range []struct {
		to   *json.RawMessage
		from any
	}{{&e.Question, c.Question}, {&e.Claim, c.Claim}, {&e.Evidence, c.Evidence}} {
		if *part.to, err = json.Marshal(part.from); err != nil {
			return nil, err
		}
	}
	return json.Marshal(e)
}

// UnmarshalJSON reads a certificate strictly: unknown fields, kinds and versions are errors.
func (c *Certificate) UnmarshalJSON(b []byte) error {
	// The version comes first: a later one may have fields that this one does not know.
	var head struct {
		Version *int   `json:"okrug_certificate"`
		Kind    string `json:"kind"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return err
	}
	if head.Version == nil {
		return errors.New("no field okrug_certificate: this is not a certificate")
	}
	if *head.Version != Version {
		return fmt.Errorf("certificate of version %d; this program reads version %d", *head.Version, Version)
	}
	var e envelope
	if err := strict(b, &e); err != nil {
		return err
	}
	empty, ok := kinds[e.Kind]
	if !ok {
		return fmt.Errorf("unknown kind of evidence %q; known are %s", e.Kind, kindNames())
	}
	d := Certificate{Version: e.Version, Kind: e.Kind, Plan: e.Plan, Evidence: empty()}
	var errs []error
	for _, part := range []struct {
		name string
		from json.RawMessage
		to   any
	}{{"question", e.Question, &d.Question}, {"claim", e.Claim, &d.Claim}, {"evidence", e.Evidence, d.Evidence}} {
		if len(part.from) == 0 {
			errs = append(errs, fmt.Errorf("no field %s", part.name))
		} else if err := strict(part.from, part.to); err != nil {
			errs = append(errs, fmt.Errorf("field %s: %w", part.name, err))
		}
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	*c = d
	return nil
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
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	c := new(Certificate)
	if err := json.Unmarshal(b, c); err != nil {
		return nil, fmt.Errorf("certificate: %w", err)
	}
	return c, nil
}

// Write writes a certificate and a newline. Equal certificates give equal bytes.
func Write(w io.Writer, c *Certificate) error {
	b, err := json.Marshal(c)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

func strict(b []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(to)
}

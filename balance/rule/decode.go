package rule

import (
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"
)

// DecodeError is one fault of a rule as written, with its place.
type DecodeError struct {
	Line, Column int
	Path         string // such as rules[2].exceptions[0].limit
	Err          error
}

func (e *DecodeError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s: %v", e.Line, e.Column, e.Path, e.Err)
}

func (e *DecodeError) Unwrap() error { return e.Err }

// Decode reads a list of rules in YAML or JSON. All faults come back together, each a *DecodeError within the joined
// error; an unknown key is one of them, with the key that was probably meant.
func Decode(r io.Reader) ([]Rule, error) {
	var doc yaml.Node
	if err := yaml.NewDecoder(r).Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		return nil, err
	}
	return DecodeNode(doc.Content[0], "rules")
}

// DecodeNode is Decode for a part of a document that was read already; path names it in errors.
func DecodeNode(n *yaml.Node, path string) ([]Rule, error) {
	var d decoder
	var rules []Rule
	d.value(n, reflect.ValueOf(&rules).Elem(), path)
	for i := range rules {
		rules[i].Base, rules[i].Scope = rules[i].BaseName(), rules[i].ScopeName()
	}
	seen := map[string]bool{}
	for i, r := range rules {
		at := n
		if n.Kind == yaml.SequenceNode && i < len(n.Content) {
			at = n.Content[i]
		}
		p := fmt.Sprintf("%s[%d]", path, i)
		for _, err := range r.Validate() {
			d.fail(at, p, err)
		}
		if r.ID != "" && seen[r.ID] {
			d.fail(at, p, fmt.Errorf("the id %q is used twice", r.ID))
		}
		seen[r.ID] = true
	}
	if len(d.errs) > 0 {
		return nil, errors.Join(d.errs...)
	}
	return rules, nil
}

// UnmarshalYAML reads one rule with the checks of Decode.
func (r *Rule) UnmarshalYAML(n *yaml.Node) error {
	rules, err := DecodeNode(&yaml.Node{Kind: yaml.SequenceNode, Line: n.Line, Column: n.Column, Content: []*yaml.Node{n}}, "rules")
	if err == nil {
		*r = rules[0]
	}
	return err
}

type decoder struct{ errs []error }

func (d *decoder) fail(n *yaml.Node, path string, err error) {
	d.errs = append(d.errs, &DecodeError{n.Line, n.Column, path, err})
}

// value reads a node into a value by the json tags of its type. Every fault is noted, none stops the reading.
func (d *decoder) value(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if v.CanAddr() {
		if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
			if n.Kind != yaml.ScalarNode {
				d.fail(n, path, errors.New("a single value is expected"))
			} else if err := u.UnmarshalText([]byte(n.Value)); err != nil {
				d.fail(n, path, err)
			}
			return
		}
	}
	want := func(kind yaml.Kind, what string) bool {
		if n.Kind != kind {
			d.fail(n, path, fmt.Errorf("%s is expected", what))
		}
		return n.Kind == kind
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), path)
	case reflect.Slice:
		if want(yaml.SequenceNode, "a list") {
			v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
			for i, c := range n.Content {
				d.value(c, v.Index(i), fmt.Sprintf("%s[%d]", path, i))
			}
		}
	case reflect.Map:
		if n.Kind == yaml.ScalarNode && v.Type() == reflect.TypeFor[Text]() {
			v.Set(reflect.ValueOf(Text{"und": n.Value}))
			return
		}
		if want(yaml.MappingNode, "a list of languages with texts") {
			v.Set(reflect.MakeMap(v.Type()))
			for i := 0; i+1 < len(n.Content); i += 2 {
				text := reflect.New(v.Type().Elem()).Elem()
				d.value(n.Content[i+1], text, path+"."+n.Content[i].Value)
				v.SetMapIndex(reflect.ValueOf(n.Content[i].Value), text)
			}
		}
	case reflect.Struct:
		if want(yaml.MappingNode, "a list of keys with values") {
			d.fields(n, v, path)
		}
	default:
		if want(yaml.ScalarNode, "a single value") {
			if err := n.Decode(v.Addr().Interface()); err != nil {
				d.fail(n, path, fmt.Errorf("%q cannot be read as %s", n.Value, kindName(v.Kind())))
			}
		}
	}
}

func kindName(k reflect.Kind) string {
	switch k {
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number"
	}
	return "text"
}

func (d *decoder) fields(n *yaml.Node, v reflect.Value, path string) {
	var known []string
	field := map[string]int{}
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		known = append(known, name)
		field[name] = i
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		f, ok := field[key.Value]
		switch {
		case !ok:
			msg := fmt.Sprintf("there is no key %q", key.Value)
			if s := nearest(key.Value, known); s != "" {
				msg += fmt.Sprintf("; did you mean %q?", s)
			}
			d.fail(key, path, errors.New(msg))
		case seen[key.Value]:
			d.fail(key, path, fmt.Errorf("the key %q is given twice", key.Value))
		default:
			d.value(n.Content[i+1], v.Field(f), path+"."+key.Value)
		}
		seen[key.Value] = true
	}
}

// nearest is the known word closest to s by edits, "" where none is near.
func nearest(s string, known []string) string {
	best, at := "", 1+len(s)/3
	for _, k := range known {
		if d := levenshtein.ComputeDistance(s, k); d <= at {
			best, at = k, d-1
		}
	}
	return best
}

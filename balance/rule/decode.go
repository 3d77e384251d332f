package rule

import (
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"

	"go.yaml.in/yaml/v3"
)

// Kinds of fault that only rules have; package fault has the others.
const (
	WrongForm   fault.Kind = "wrong form of a value" // a list where a text is expected, and the like
	BadRule     fault.Kind = "rule that makes no sense"
	UnknownRule fault.Kind = "unknown rule"
)

// Decode reads a list of rules in YAML or JSON. All faults come back together as a *fault.Faults, with line, column
// and path, those of the reading in the order of the text and behind them those of rules that make no sense; an unknown
// key is one of them, with the key that was probably meant.
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
		if n.Kind == yaml.SequenceNode { // and not an alias of one
			at = n.Content[i]
		}
		p := fmt.Sprintf("%s[%d]", path, i)
		for _, x := range d.bare {
			if r.Statistic != LargestOverSmallest && strings.HasPrefix(x.path, p+".") {
				d.fail(x.node, x.path, x.fault)
			}
		}
		for _, f := range r.Validate() {
			d.fail(at, p, f)
		}
		if r.ID != "" && seen[r.ID] {
			d.fail(at, p, fault.Fault{Kind: fault.DuplicateID, Detail: locale.T("the id %q is used twice", r.ID),
				Remedy: locale.T("give every rule an id of its own")})
		}
		seen[r.ID] = true
	}
	if err := d.faults.Err(); err != nil {
		return nil, err
	}
	return rules, nil
}

// UnmarshalYAML reads one rule with the checks of Decode.
func (r *Rule) UnmarshalYAML(n *yaml.Node) error {
	rules, err := DecodeNode(&yaml.Node{Kind: yaml.SequenceNode, Line: n.Line, Column: n.Column, Content: []*yaml.Node{n}},
		"rules")
	if err == nil {
		*r = rules[0]
	}
	return err
}

type decoder struct {
	faults fault.Faults
	bare   []bareLimit
}

// bareLimit is a limit that is misread if it is that of a share; its rule's statistic may stand behind it.
type bareLimit struct {
	node  *yaml.Node
	path  string
	fault fault.Fault
}

// limit notes a limit that is written as a bare number of 1 or more.
func (d *decoder) limit(n *yaml.Node, path string) {
	var f fault.Fault
	if _, err := ParseLimit(n.Value); errors.As(err, &f) {
		d.bare = append(d.bare, bareLimit{n, path, f})
	}
}

// fail adds f with its place, which is that of the node.
func (d *decoder) fail(n *yaml.Node, path string, f fault.Fault) {
	f.Line, f.Column, f.Path = n.Line, n.Column, path
	d.faults.Add(f)
}

// misread adds a value that is not what is expected.
func (d *decoder) misread(n *yaml.Node, path string, kind fault.Kind, format string, a ...any) {
	d.fail(n, path, fault.Fault{Kind: kind, Detail: locale.Text{Key: format, Args: a}})
}

// value reads a node into a value by the json tags of its type. Every fault is noted, none stops the reading.
func (d *decoder) value(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if n.Kind != yaml.ScalarNode {
			d.misread(n, path, WrongForm, "a single value is expected")
		} else if err := u.UnmarshalText([]byte(n.Value)); err != nil {
			d.misread(n, path, fault.BadValue, "%v", err)
		} else {
			d.limit(n, path) // no other value that can be read is a number
		}
		return
	}
	want := func(kind yaml.Kind, what locale.Text) bool {
		if n.Kind != kind {
			d.misread(n, path, WrongForm, "%s is expected", what)
		}
		return n.Kind == kind
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), path)
	case reflect.Slice:
		if want(yaml.SequenceNode, locale.T("a list")) {
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
		if want(yaml.MappingNode, locale.T("a list of languages with texts")) {
			v.Set(reflect.MakeMap(v.Type()))
			for i := 0; i+1 < len(n.Content); i += 2 {
				text := reflect.New(v.Type().Elem()).Elem()
				d.value(n.Content[i+1], text, path+"."+n.Content[i].Value)
				v.SetMapIndex(reflect.ValueOf(n.Content[i].Value), text)
			}
		}
	case reflect.Struct:
		if want(yaml.MappingNode, locale.T("a list of keys with values")) {
			d.fields(n, v, path)
		}
	default:
		if want(yaml.ScalarNode, locale.T("a single value")) {
			if err := n.Decode(v.Addr().Interface()); err != nil {
				d.misread(n, path, fault.BadValue, "%q cannot be read as %s", n.Value, kindName(v.Kind()))
			}
		}
	}
}

func kindName(k reflect.Kind) locale.Text {
	switch k {
	case reflect.Bool:
		return locale.T("true or false")
	case reflect.Float64:
		return locale.T("a number")
	}
	return locale.T("text")
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
			near := fault.Nearest(key.Value, known, 1, fault.KeyEdits(key.Value))
			d.fail(key, path, fault.Fault{Kind: fault.UnknownKey, Detail: locale.T("there is no key %q", key.Value),
				Remedy: fault.DidYouMean(near)})
		case seen[key.Value]:
			d.fail(key, path, fault.Fault{Kind: fault.RepeatedKey, Detail: locale.T("the key %q is given twice", key.Value),
				Remedy: locale.T("keep one of the two")})
		default:
			d.value(n.Content[i+1], v.Field(f), path+"."+key.Value)
		}
		seen[key.Value] = true
	}
}

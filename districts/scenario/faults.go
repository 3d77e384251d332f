package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Fault is one thing wrong with a scenario file. Line is counted from 1, 0 where there is none.
type Fault struct {
	File string
	Line int
	Text string
}

// Faults is every fault of a scenario file, in the order of its lines. It is an error.
type Faults struct {
	File string
	List []Fault
}

func (f *Faults) add(line int, text string) {
	f.List = append(f.List, Fault{f.File, line, text})
}

func (f *Faults) Error() string {
	var b strings.Builder
	for i, x := range f.List {
		if i > 0 {
			b.WriteByte('\n')
		}
		if x.Line > 0 {
			fmt.Fprintf(&b, "%s:%d: %s", x.File, x.Line, x.Text)
		} else {
			fmt.Fprintf(&b, "%s: %s", x.File, x.Text)
		}
	}
	return b.String()
}

// err is f sorted, or nil where nothing is wrong.
func (f *Faults) err() error {
	if len(f.List) == 0 {
		return nil
	}
	slices.SortStableFunc(f.List, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Text, b.Text))
	})
	f.List = slices.Compact(f.List)
	return f
}

// judge puts what the schema says of doc into faults.
func judge(doc any, root *yaml.Node, faults *Faults) {
	err := compiled().Validate(doc)
	if err == nil {
		return
	}
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		faults.add(0, err.Error())
		return
	}
	english := message.NewPrinter(language.English)
	var walk func(*jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		if len(e.Causes) > 0 {
			for _, c := range e.Causes {
				walk(c)
			}
			return
		}
		n := at(root, e.InstanceLocation)
		where := strings.Join(e.InstanceLocation, ".")
		if k, ok := e.ErrorKind.(*kind.AdditionalProperties); ok {
			for _, p := range k.Properties {
				faults.add(keyLine(n, p), unknownKey(where, p))
			}
			return
		}
		text := e.ErrorKind.LocalizedString(english)
		if k, ok := e.ErrorKind.(*kind.Type); ok && slices.Contains(k.Want, "string") && (k.Got == "number" || k.Got == "boolean") {
			text = fmt.Sprintf("%s is read as a %s; write it in quotation marks", n.Value, k.Got)
		}
		if where != "" {
			text = where + ": " + text
		}
		faults.add(n.Line, text)
	}
	walk(invalid)
}

func unknownKey(where, key string) string {
	if where != "" {
		where += "."
	}
	s := fmt.Sprintf("unknown key %q", where+key)
	if near := nearest(key, keysOf(where)); near != "" {
		s += fmt.Sprintf("; did you mean %q?", near)
	}
	return s
}

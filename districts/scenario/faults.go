package scenario

import (
	"errors"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"go.yaml.in/yaml/v3"
)

// Kinds of fault that only scenario files have; package fault and package rule have the others.
const (
	NotYAML     fault.Kind = "not YAML"
	NotAllowed  fault.Kind = "not as the schema says"
	Unquoted    fault.Kind = "text without quotation marks"
	Aliased     fault.Kind = "anchor or alias"
	BadSeats    fault.Kind = "bad seats"
	BadMap      fault.Kind = "bad map"
	UnknownPlan fault.Kind = "unknown plan"
)

// collector collects the faults of one scenario file.
type collector struct {
	file string
	fault.Faults
}

// add adds a fault of a line (0 where none is known) and of a part of the file, such as units.id.
func (c *collector) add(line int, path string, kind fault.Kind, detail, remedy locale.Text) {
	c.Add(fault.Fault{File: c.file, Line: line, Path: path, Kind: kind, Detail: detail, Remedy: remedy})
}

// err is the faults in the order of their lines, or nil where nothing is wrong.
func (c *collector) err() error {
	c.Sort()
	return c.Err()
}

// judge puts what the schema says of doc into faults.
func judge(doc any, root *yaml.Node, faults *collector) {
	err := compiled().Validate(doc)
	if err == nil {
		return
	}
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		faults.add(0, "", NotAllowed, locale.T("%v", err), locale.Text{})
		return
	}
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
				within := where
				if within != "" {
					within += "."
				}
				near := fault.Nearest(p, keysOf(within), 1, fault.KeyEdits(p))
				faults.add(keyLine(n, p), "", fault.UnknownKey, locale.T("unknown key %q", within+p), fault.DidYouMean(near))
			}
			return
		}
		k, ok := e.ErrorKind.(*kind.Type)
		if ok && slices.Contains(k.Want, "string") && (k.Got == "number" || k.Got == "boolean") {
			faults.add(n.Line, where, Unquoted, locale.T("%s is read as a %s", n.Value, k.Got),
				locale.T("write it in quotation marks"))
			return
		}
		faults.add(n.Line, where, NotAllowed, violation(e.ErrorKind), locale.Text{})
	}
	walk(invalid)
}

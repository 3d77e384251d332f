package scenario

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"

	"go.yaml.in/yaml/v3"
)

// plain turns a YAML node into the values that JSON knows, so that the schema can judge it. Dates stay text. Keys given
// twice and anchors are reported as faults: the first hide a mistake, the second have no JSON form.
func plain(n *yaml.Node, faults *collector) any {
	switch n.Kind {
	case yaml.DocumentNode:
		if len(n.Content) == 0 {
			return nil
		}
		return plain(n.Content[0], faults)
	case yaml.MappingNode:
		m := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			if _, twice := m[k.Value]; twice {
				faults.add(k.Line, "", fault.RepeatedKey, locale.T("the key %q is given twice", k.Value),
					locale.T("keep one of the two"))
			}
			m[printable(k, faults)] = plain(n.Content[i+1], faults)
		}
		return m
	case yaml.SequenceNode:
		s := make([]any, 0, len(n.Content))
		for _, c := range n.Content {
			s = append(s, plain(c, faults))
		}
		return s
	case yaml.AliasNode:
		faults.add(n.Line, "", Aliased, locale.T("anchors and aliases are not part of the format"),
			locale.T("write the value out"))
		return nil
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true" || n.Value == "True" || n.Value == "TRUE"
	case "!!int":
		if v, err := strconv.ParseInt(n.Value, 0, 64); err == nil {
			return v
		}
	case "!!float":
		if v, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return v
		}
	}
	return printable(n, faults)
}

// printable is the text of a node, with signs in place of control characters, which are faults.
func printable(n *yaml.Node, faults *collector) string {
	if strings.IndexFunc(n.Value, input.Unprintable) < 0 {
		return n.Value
	}
	faults.add(n.Line, "", fault.BadValue, locale.T("a control character stands there; take it out"), locale.Text{})
	return strings.Map(func(r rune) rune {
		if input.Unprintable(r) {
			return utf8.RuneError
		}
		return r
	}, n.Value)
}

// at finds the node at a path of keys and list positions, or the deepest one on the way.
func at(n *yaml.Node, path []string) *yaml.Node {
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	for _, key := range path {
		next := n
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				if n.Content[i].Value == key {
					next = n.Content[i+1]
				}
			}
		case yaml.SequenceNode:
			if i, err := strconv.Atoi(key); err == nil && i >= 0 && i < len(n.Content) {
				next = n.Content[i]
			}
		}
		if next == n {
			return n
		}
		n = next
	}
	return n
}

// keyLine is the line on which a mapping's key stands.
func keyLine(n *yaml.Node, key string) int {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i].Line
		}
	}
	return n.Line
}

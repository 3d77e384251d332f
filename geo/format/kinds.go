package format

import (
	"strings"

	"github.com/okrug/okrug/geo/input"
)

// Kinds are the kinds of values that a field has, where the format says nothing of its type. The zero value is that of
// a field without values.
type Kinds struct{ text, whole, real, boolean, other bool }

// Note takes a value into account.
func (k *Kinds) Note(v input.Value) {
	switch v.Kind {
	case input.Text:
		k.text = true
	case input.Number:
		if strings.ContainsAny(v.Text, ".eE") {
			k.real = true
		} else {
			k.whole = true
		}
	case input.Other:
		if v.Text == "true" || v.Text == "false" {
			k.boolean = true
		} else {
			k.other = true
		}
	}
}

// Type is the type that holds all of the values, Text where there are none.
func (k Kinds) Type() Type {
	switch {
	case k.text || k.other || k.boolean && (k.whole || k.real):
		return Text
	case k.boolean:
		return Boolean
	case k.real:
		return Real
	case k.whole:
		return Integer
	}
	return Text
}

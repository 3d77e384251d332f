package scenario

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// violation is what the schema's library finds, in our words.
func violation(k jsonschema.ErrorKind) locale.Text {
	switch k := k.(type) {
	case *kind.Type:
		return locale.T("this is %s, and should be %s", input.TypeWord(k.Got), typeWords(k.Want))
	case *kind.Required:
		return locale.T("missing: %s", strings.Join(k.Missing, ", "))
	case *kind.DependentRequired:
		return locale.T("%s is there and asks for %s", k.Prop, strings.Join(k.Missing, ", "))
	case *kind.Enum:
		var words []string
		for _, w := range k.Want {
			words = append(words, fmt.Sprint(w))
		}
		return locale.T("%s is none of %s", fmt.Sprint(k.Got), strings.Join(words, ", "))
	case *kind.Const:
		return locale.T("%s should be %s", fmt.Sprint(k.Got), fmt.Sprint(k.Want))
	case *kind.Minimum:
		return locale.T("%s should be at least %s", number(k.Got), number(k.Want))
	case *kind.ExclusiveMinimum:
		return locale.T("%s should be above %s", number(k.Got), number(k.Want))
	case *kind.Maximum:
		return locale.T("%s should be at most %s", number(k.Got), number(k.Want))
	case *kind.MinItems:
		return locale.T("%d {1|entry|entries}, and at least %d should be there", k.Got, k.Want)
	case *kind.MaxItems:
		return locale.T("%d {1|entry|entries}, and at most %d should be there", k.Got, k.Want)
	case *kind.MinProperties:
		return locale.T("%d {1|entry|entries}, and at least %d should be there", k.Got, k.Want)
	case *kind.UniqueItems:
		return locale.T("entries %d and %d are the same", k.Duplicates[0]+1, k.Duplicates[1]+1)
	case *kind.MinLength:
		return locale.T("the text has %d {1|letter|letters} and should have at least %d", k.Got, k.Want)
	case *kind.Pattern:
		return form(k.Got, k.Want)
	}
	return locale.T("this does not stand as it should")
}

// form says what a pattern of the schema asks for, which is what the text has not.
func form(text, pattern string) locale.Text {
	switch pattern {
	case `^[A-Za-z0-9][A-Za-z0-9._-]*$`:
		return locale.T("%q: only Latin letters, digits, point, hyphen and underscore can stand here, first a letter or a "+
			"digit", text)
	case `^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`:
		return locale.T("%q is no language; write its code, as kk, ru or en", text)
	case `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`:
		return locale.T("%q is no date; write a day, a month or a year, as 2022-09-16, 2022-09 or 2022", text)
	}
	return locale.T("this does not stand as it should")
}

// number is a limit of the schema as it is written there.
func number(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	f, _ := r.Float64()
	return fmt.Sprint(f)
}

func typeWords(names []string) locale.Text {
	out := input.TypeWord(names[0])
	for _, n := range names[1:] {
		out = locale.T("%s or %s", out, input.TypeWord(n))
	}
	return out
}

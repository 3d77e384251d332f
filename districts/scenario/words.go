package scenario

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/okrug/okrug/geo/locale"
)

// violation is what the schema's library finds, in our words.
func violation(k jsonschema.ErrorKind) locale.Text {
	switch k := k.(type) {
	case *kind.Type:
		return locale.T("this is %s, and should be %s", typeWord(k.Got), typeWords(k.Want))
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

// typeWord is a type of JSON as those know it who write YAML.
func typeWord(name string) locale.Text {
	switch name {
	case "object":
		return locale.T("keys with values")
	case "array":
		return locale.T("a list")
	case "string":
		return locale.T("text")
	case "number":
		return locale.T("a number")
	case "integer":
		return locale.T("a whole number")
	case "boolean":
		return locale.T("true or false")
	case "null":
		return locale.T("nothing")
	}
	return locale.Raw(name)
}

func typeWords(names []string) locale.Text {
	out := typeWord(names[0])
	for _, n := range names[1:] {
		out = locale.T("%s or %s", out, typeWord(n))
	}
	return out
}

// yamlLine is the line that the YAML library names in what it says.
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// notYAML is what the YAML library says of a text that it cannot read, in our words, with the line, 0 for none.
func notYAML(err error) (line int, what locale.Text) {
	said := err.Error()
	if m := yamlLine.FindStringSubmatch(said); m != nil {
		said = said[len(m[0]):]
		_, _ = fmt.Sscan(m[1], &line)
	}
	for _, x := range []struct {
		part string
		text locale.Text
	}{
		{"found a tab character", locale.T("a tab stands where lines are indented; use spaces")},
		{"cannot start any token",
			locale.T("a character stands there that nothing can begin with; put the text in quotation marks")},
		{"did not find expected ',' or ']'", locale.T("a list in square brackets is not closed")},
		{"did not find expected ',' or '}'", locale.T("keys in braces are not closed")},
		{"could not find expected ':'", locale.T("a colon is missing behind a key")},
		{"mapping values are not allowed", locale.T("a colon stands where no key can; put the text in quotation marks")},
		{"did not find expected key", locale.T("a key is expected; look at how far the line is indented")},
		{"did not find expected '-' indicator", locale.T("an entry of a list is expected, with a hyphen before it")},
		{"block sequence entries are not allowed",
			locale.T("an entry of a list stands where none can; look at how far the line " +
				"is indented")},
		{"unexpected end of stream", locale.T("the file ends in the middle of a text in quotation marks")},
		{"control characters are not allowed", locale.T("a control character stands there; take it out")},
		{"unknown escape character", locale.T("a backslash stands before a character that it cannot; double it")},
		{"unknown anchor", locale.T("an alias with an asterisk names nothing")},
	} {
		if strings.Contains(said, x.part) {
			return line, x.text
		}
	}
	return line, locale.T("a sign stands there that has no meaning; put texts that begin with & * ! | > @ in quotation " +
		"marks")
}

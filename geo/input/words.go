package input

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/okrug/okrug/geo/locale"
)

// misplaced is what the JSON library says of a character that cannot stand where it does.
var misplaced = regexp.MustCompile(`^invalid character ('(?:[^']|\\')*'|\S+) (.*)$`)

// Syntax puts into words what the JSON library says of a text that is no JSON; other errors stay as they are.
func Syntax(err error) error {
	var syntax *jsontext.SyntacticError
	switch {
	case !errors.As(err, &syntax):
		return err
	case errors.Is(syntax.Err, io.ErrUnexpectedEOF):
		return errInTheMiddle
	}
	return locale.Errorf("not JSON: %s, after byte %d", worded(syntax), locale.Nth(syntax.ByteOffset))
}

var errInTheMiddle = locale.Errorf("the file ends in the middle")

// escaped is what it says of what follows a backslash.
var escaped = regexp.MustCompile("^invalid (?:escape sequence|surrogate pair) (?:`(.*)`|\"(.*)\") in string$")

// worded puts what the JSON library finds into our words.
func worded(syntax *jsontext.SyntacticError) error {
	err := syntax.Err
	said := err.Error()
	m := misplaced.FindStringSubmatch(said)
	switch escape := escaped.FindStringSubmatch(said); {
	case m != nil:
		return character(m)
	case escape != nil:
		return locale.Errorf("%s in a text means nothing; double the backslash", escape[1]+escape[2])
	case errors.Is(err, ErrMore):
		return err
	case errors.Is(err, jsontext.ErrDuplicateName):
		return locale.Errorf("the key %q is given twice in one object", syntax.JSONPointer.LastToken())
	case errors.Is(err, jsontext.ErrNonStringName):
		return locale.Errorf("what is no text in quotation marks stands where a key should")
	case strings.HasPrefix(said, "missing value"):
		return locale.Errorf("a key has no value")
	case strings.HasPrefix(said, "exceeded max depth"):
		return locale.Errorf("objects and arrays lie too deep in one another")
	case strings.HasPrefix(said, "invalid UTF-8"):
		return locale.Errorf("a text is not in UTF-8")
	}
	return locale.Errorf("what stands there is not JSON")
}

// character says of a character, and of where it is, that it cannot stand there.
func character(m []string) error {
	for _, x := range []struct {
		where string
		text  func(character string) error
	}{
		{"after object name", func(c string) error { return locale.Errorf("%s stands where a colon is expected", c) }},
		{"after object value", func(c string) error { return locale.Errorf("%s stands where a comma or } is expected", c) }},
		{"after array", func(c string) error { return locale.Errorf("%s stands where a comma or ] is expected", c) }},
		{"at start of string",
			func(c string) error { return locale.Errorf("%s stands where a key in quotation marks is expected", c) }},
		{"at start of value", func(c string) error { return locale.Errorf("%s stands where a value is expected", c) }},
	} {
		if strings.HasPrefix(m[2], x.where) {
			return x.text(m[1])
		}
	}
	return locale.Errorf("%s stands where it cannot", m[1])
}

// Misread says in words why encoding/json made no value of a file's text, which was given to it without a byte order
// mark; what it finds beside the form of JSON and the types of values stays as it is.
func Misread(data []byte, err error) error {
	r, foreign := NewReader(bytes.NewReader(data))
	if foreign != nil {
		return foreign
	}
	found := r.Skip()
	if found == nil {
		found = r.End()
	}
	var syntax *SyntaxError
	if found != nil && errors.As(r.Fail(found), &syntax) {
		return locale.Errorf("not JSON: %s, after byte %d", syntax.Err, locale.Nth(syntax.Offset))
	}
	var other *json.UnmarshalTypeError
	if !errors.As(err, &other) {
		return err
	}
	got, _, _ := strings.Cut(other.Value, " ") // "number 1.5"
	why := locale.T("this is %s, and should be %s", TypeWord(cmp.Or(jsonTypes[got], got)), TypeWord(typeOf(other.Type)))
	if other.Field == "" {
		return locale.Errorf("%s", why)
	}
	return locale.Errorf("%s: %s", other.Field, why)
}

// jsonTypes are what a schema calls otherwise than encoding/json.
var jsonTypes = map[string]string{"bool": "boolean"}

// typeOf is what a schema would call the values of a type.
func typeOf(t reflect.Type) string {
	switch k := t.Kind(); {
	case k == reflect.String:
		return "string"
	case k == reflect.Bool:
		return "boolean"
	case k == reflect.Float64 || k == reflect.Float32:
		return "number"
	case k >= reflect.Int && k <= reflect.Uintptr:
		return "integer"
	case k == reflect.Slice || k == reflect.Array:
		return "array"
	case k == reflect.Pointer:
		return typeOf(t.Elem())
	}
	return "object"
}

// TypeWord is a type of JSON, by its name in a schema, as those know it who write YAML.
func TypeWord(name string) locale.Text {
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

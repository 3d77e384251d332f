package input

import (
	"errors"
	"io"
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
	return locale.Errorf("not JSON: %s, after byte %d", worded(syntax.Err), locale.Nth(syntax.ByteOffset))
}

var errInTheMiddle = locale.Errorf("the file ends in the middle")

// worded puts what the JSON library finds into our words; what it says otherwise stays as it is.
func worded(err error) error {
	m := misplaced.FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
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

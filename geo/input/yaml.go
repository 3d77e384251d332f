package input

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// yamlType is what the library says of the first value that does not fit.
var yamlType = regexp.MustCompile(`^yaml: unmarshal errors:\n  line (\d+): `)

// yamlLine is the line that the YAML library names in what it says.
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// YAML puts into words what the YAML library says of a text that it cannot read, with the line, 0 for none.
func YAML(err error) (line int, what locale.Text) {
	if errors.Is(err, io.EOF) {
		return 0, locale.T("the file is empty")
	}
	said := err.Error()
	if m := yamlType.FindStringSubmatch(said); m != nil {
		_, _ = fmt.Sscan(m[1], &line)
		return line, locale.T("a value of another form than is expected")
	}
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

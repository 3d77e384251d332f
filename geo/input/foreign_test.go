package input_test

import (
	"bufio"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/input"
)

// What a file is not is said by what it begins with; texts of any kind are let through, and nothing of them is taken.
func TestForeign(t *testing.T) {
	for head, want := range map[string]string{
		"PK\x03\x04rest":                "an Excel workbook",
		"\xd0\xcf\x11\xe0\xa1\xb1":      "of an old Office",
		"\x00\x00\x27\x0a\x00\x00":      "a shapefile",
		"SQLite format 3\x00rest":       "a GeoPackage",
		"%PDF-1.7":                      "a PDF",
		"\x1f\x8b\x08":                  "unpack it",
		"":                              "",
		"P":                             "",
		"PK,unit_id":                    "",
		"unit_id;voters\n":              "",
		"\xef\xbb\xbf{\"type\": \"a\"}": "",
	} {
		b := bufio.NewReader(strings.NewReader(head))
		require.Contains(t, input.Foreign(b).String(), want, "%q", head)
		require.Equal(t, want == "", input.Foreign(b).Empty(), "%q", head)
		require.Equal(t, len(head), b.Buffered())
	}
	_, err := input.NewReader(strings.NewReader("PK\x03\x04"))
	var foreign *input.ForeignError
	require.ErrorAs(t, err, &foreign)
}

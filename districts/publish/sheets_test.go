package publish

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/districts/output"
)

// Two regions and three districts make five sheets, of which one is a region's and its only district's. A set that may
// have fewer goes without those of districts, one that may not even have those of the regions without both; and its
// contents say so.
func TestTooManySheets(t *testing.T) {
	p := halves(t)
	page := regexp.MustCompile(`/Type ?/Page[^s]`)
	for _, c := range []struct {
		sheets, pages, regions int // pages of the atlas: cover, contents, two sheets of the country, all others, index, notes
		says                   string
	}{
		{0, 2 + 2 + 4 + 2, 2, ""},
		{5, 2 + 2 + 4 + 2, 2, ""},
		{4, 2 + 2 + 2 + 2, 2, "without the sheets of 3 districts"},
		{2, 2 + 2 + 2 + 2, 2, "without the sheets of 3 districts"},
		{1, 2 + 2 + 1, 0, "no sheets of 2 regions and 3 districts"},
	} {
		s := unsealed(t, p, Options{Sheets: c.sheets, Languages: []string{"en"}})
		require.Len(t, page.FindAll(s.Data("maps/atlas.en.pdf"), -1), c.pages, c.sheets)
		regions := slices.DeleteFunc(s.Names(), func(n string) bool { return !strings.HasPrefix(n, "maps/regions/") })
		require.Len(t, regions, c.regions, c.sheets)
		contents := string(s.Data(output.Contents))
		require.Contains(t, contents, c.says)
		require.Equal(t, c.says != "", strings.Contains(contents, "--sheets 5"))
	}
}

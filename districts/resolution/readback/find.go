package readback

import (
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// find returns the node one of whose forms is s.
func find(nodes []*names.Node, s string, forms func(names.Forms) []string) (*names.Node, error) {
	var found *names.Node
	for _, n := range nodes {
		for _, f := range forms(n.Forms) {
			if f == "" || unmarked(f) != unmarked(s) {
				continue
			}
			if found != nil && found != n {
				return nil, locale.Errorf("%q names both %s and %s", s, found.ID, n.ID)
			}
			found = n
		}
	}
	if found == nil {
		if near := suggest(nodes, s, forms); near != "" {
			return nil, locale.Errorf("%q is not known here; the nearest name is %q", clip(s), near)
		}
		return nil, locale.Errorf("%q is not known here", clip(s))
	}
	return found, nil
}

// unmarked is a name with its spaces as one and all quotation marks alike: editors turn those of one language into
// those of another.
func unmarked(s string) string {
	return strings.NewReplacer("“", "«", "”", "»", "‘", "«", "’", "»").Replace(plain(s))
}

// suggest is the form nearest to s, where one is near, else "".
func suggest(nodes []*names.Node, s string, forms func(names.Forms) []string) string {
	var words []string
	for _, n := range nodes {
		for _, f := range forms(n.Forms) {
			if f != "" {
				words = append(words, f)
			}
		}
	}
	near := fault.Nearest(s, words, 1, max(1, utf8.RuneCountInString(s)/3))
	if len(near) == 0 {
		return ""
	}
	return near[0]
}

// plain makes every white space, no-break ones too, one space.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

func clip(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

package districts

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// FindRegion is the region that a user names by its id, or by its name in any language.
func (c *Case) FindRegion(name string) (int, error) {
	ids, names := make([]string, len(c.Layer.Regions)), make([]geo.Names, len(c.Layer.Regions))
	for i, r := range c.Layer.Regions {
		ids[i], names[i] = r.ID, r.Names
	}
	return find(name, ids, names, locale.T("there is no region %q", name))
}

// FindUnit is the unit that a user names by its id, or by its name in any language.
func (c *Case) FindUnit(name string) (int, error) {
	ids, names := make([]string, len(c.Layer.Units)), make([]geo.Names, len(c.Layer.Units))
	for i, u := range c.Layer.Units {
		ids[i], names[i] = u.ID, u.Names
	}
	return find(name, ids, names, locale.T("there is no unit %q", name))
}

// find looks for an id, then for a name, whose case and spaces do not count, then for a name that has the words in it,
// as "город Шымкент" has "Шымкент". What several are called is an error that gives their ids; what none is, an error
// with those that are most like it.
func find(name string, ids []string, names []geo.Names, none locale.Text) (int, error) {
	if i := slices.Index(ids, name); i >= 0 {
		return i, nil
	}
	var found, within []int
	var known []string
	for i, all := range names {
		for _, n := range all {
			known = append(known, n)
			if fold(n) == fold(name) && !slices.Contains(found, i) {
				found = append(found, i)
			}
			if hasWords(n, name) && !slices.Contains(within, i) {
				within = append(within, i)
			}
		}
	}
	if len(found) == 0 {
		found = within
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		several := make([]string, len(found))
		for k, i := range found {
			several[k] = ids[i]
		}
		return -1, locale.Errorf("several are called %q; give the id, one of %s", name, several)
	}
	slices.Sort(known)
	near := fault.Nearest(name, slices.Compact(append(slices.Clone(ids), known...)), 3, 0)
	if len(near) == 0 {
		return -1, locale.Errorf("%s; the ids are %s", none, locale.Listed(ids, 20))
	}
	return -1, locale.Errorf("%s; %s", none, fault.DidYouMean(near))
}

// fold leaves out of a name what does not count: case, and spaces around and within it.
func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// hasWords says whether a name has some words in it, one behind the other.
func hasWords(name, words string) bool {
	words = fold(words)
	return words != "" && strings.Contains(" "+fold(name)+" ", " "+words+" ")
}

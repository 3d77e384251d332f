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

// find looks for an id, then for a name, whose case and spaces do not count. A name that several have is an error that
// gives their ids; one that none has, an error with those that are most like it.
func find(name string, ids []string, names []geo.Names, none locale.Text) (int, error) {
	if i := slices.Index(ids, name); i >= 0 {
		return i, nil
	}
	var found []int
	var known []string
	for i, all := range names {
		for _, n := range all {
			known = append(known, n)
			if same(n, name) && !slices.Contains(found, i) {
				found = append(found, i)
			}
		}
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

// same says whether two names are one but for case and for spaces around and within them.
func same(a, b string) bool {
	fold := func(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }
	return strings.EqualFold(fold(a), fold(b))
}

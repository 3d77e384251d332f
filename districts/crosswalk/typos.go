package crosswalk

import (
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/fault"
)

// typos are ids by what is left of them without one of their letters, so that those which differ from another in one
// letter, or have two exchanged, are found among many thousands.
type typos map[string][]string

func newTypos(ids []string) typos {
	t := typos{}
	for _, id := range ids {
		for _, key := range keys(id) {
			t[key] = append(t[key], id)
		}
	}
	return t
}

// near are up to three ids that may be meant by another, the likeliest first.
func (t typos) near(id string) []string {
	var found []string
	for _, key := range keys(id) {
		found = append(found, t[key]...)
	}
	slices.Sort(found)
	return fault.Nearest(id, slices.Compact(found), 3, 1)
}

// keys are an id in small letters, and what is left of it without each of these.
func keys(id string) []string {
	id = strings.ToLower(id)
	letters := []rune(id)
	out := []string{id}
	for i := range letters {
		out = append(out, string(slices.Delete(slices.Clone(letters), i, i+1)))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

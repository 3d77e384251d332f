package namesake

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Everywhere is the scope of a name that may mean a place anywhere.
const Everywhere = -1

// Index finds places by their names. The zero value is empty.
type Index struct {
	items  []item
	base   map[string][]int // places by a base of theirs
	sound  map[string][]int
	stem   map[string][]int
	within map[int][]int // by scope
	spent  int
}

type item struct {
	scope int
	kind  Kind
	names []Name
}

// Add adds a place, the next by number: the scope that it lies in, what the word of its source says that it is, and its
// names in all languages.
func (x *Index) Add(scope int, kind string, names []string) {
	if x.base == nil {
		x.base, x.sound, x.stem, x.within = map[string][]int{}, map[string][]int{}, map[string][]int{}, map[int][]int{}
	}
	n := len(x.items)
	place := item{scope: scope, kind: KindOf(kind)}
	put := func(in map[string][]int, key string) {
		if list := in[key]; key != "" && (len(list) == 0 || list[len(list)-1] != n) {
			in[key] = append(list, n)
		}
	}
	for _, s := range names {
		name := Fold(s)
		if name.Base == "" {
			continue
		}
		place.names = append(place.names, name)
		put(x.base, name.Base)
		put(x.sound, name.Sound)
		if place.kind == Region || place.kind == Any && name.Kind == Region {
			put(x.stem, stem(name.Sound))
		}
	}
	x.items = append(x.items, place)
	x.within[scope] = append(x.within[scope], n)
}

// fits reports whether a place can be meant: it lies in the scope, and what the two are said to be is not two things.
func (x *Index) fits(n int, name Name, scope int, same func(Name) bool) bool {
	place := x.items[n]
	if scope != Everywhere && place.scope != scope {
		return false
	}
	return slices.ContainsFunc(place.names, func(own Name) bool {
		kind := place.kind
		if kind == Any {
			kind = own.Kind
		}
		return same(own) && (kind == Any || name.Kind == Any || kind == name.Kind)
	})
}

// Find returns the places that a name means, in their order: those whose name is the same but for case, marks and the
// word for what it is; where there are none, those whose name sounds the same. One alone is the place; several are
// those between which the name leaves the choice. Of several, one that has the very same words, as the others have not,
// is the place.
func (x *Index) Find(s string, scope int) (found []int, bySound bool) {
	name := Fold(s)
	if name.Base == "" {
		return nil, false
	}
	look := func(in map[string][]int, key string, same func(Name) bool) (out []int) {
		for _, n := range in[key] {
			if x.fits(n, name, scope, same) {
				out = append(out, n)
			}
		}
		return out
	}
	found = look(x.base, name.Base, func(own Name) bool { return own.Base == name.Base })
	if len(found) > 1 {
		var full []int
		for _, n := range found {
			if slices.ContainsFunc(x.items[n].names, func(own Name) bool { return own.Full == name.Full }) {
				full = append(full, n)
			}
		}
		if len(full) == 1 {
			return full, false
		}
	}
	if len(found) > 0 {
		return found, false
	}
	found = look(x.sound, name.Sound, func(own Name) bool { return own.Sound == name.Sound })
	if len(found) == 0 && name.Kind == Region {
		key := stem(name.Sound)
		found = look(x.stem, key, func(own Name) bool { return stem(own.Sound) == key })
	}
	return found, true
}

// Means reports whether a place can be meant by a name, as it is or as it sounds.
func (x *Index) Means(n int, s string) bool {
	name := Fold(s)
	return x.fits(n, name, Everywhere, func(own Name) bool { return own.Base == name.Base || own.Sound == name.Sound })
}

// mostCompared is how many pairs of names Near compares in the life of an index: for some hundred names it looks at a
// hundred thousand places, and a table of nothing but strange names does not take hours.
const mostCompared = 5_000_000

// Near returns up to most places whose names are like a name, the most alike first: a third of the letters of the
// longer one may differ, or one has the other within it. It decides nothing.
func (x *Index) Near(s string, scope, most int) []int {
	name := Fold(s)
	if utf8.RuneCountInString(name.Base) < 2 || len(name.Base) > longest {
		return nil
	}
	type scored struct{ n, score int }
	var near []scored
	try := func(n int) {
		best := -1
		for _, own := range x.items[n].names {
			x.spent++
			if d := distance(name, own); d >= 0 && (best < 0 || d < best) {
				best = d
			}
		}
		if best >= 0 {
			near = append(near, scored{n, best})
		}
	}
	if scope == Everywhere {
		for n := range x.items {
			if x.spent < mostCompared {
				try(n)
			}
		}
	} else {
		for _, n := range x.within[scope] {
			if x.spent < mostCompared {
				try(n)
			}
		}
	}
	slices.SortStableFunc(near, func(a, b scored) int { return cmp.Compare(a.score, b.score) })
	var out []int
	for _, s := range near[:min(most, len(near))] {
		out = append(out, s.n)
	}
	return out
}

// distance is how many letters differ between two names as they sound, -1 where they are not alike.
func distance(a, b Name) int {
	from, to := len(a.Sound), len(b.Sound)
	limit := max(1, max(from, to)/3)
	if max(from-to, to-from) <= limit {
		if d := levenshtein.ComputeDistance(a.Sound, b.Sound); d <= limit {
			return d
		}
	}
	if min(from, to) > 3 && (strings.Contains(a.Sound, b.Sound) || strings.Contains(b.Sound, a.Sound)) {
		return limit + 1
	}
	return -1
}

package resolution

import (
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo/locale"
)

// Languages are those that acts can be written in.
func Languages() []string { return locale.Languages() }

// territory words a set of units, one phrase for every region it touches, each in the shortest of the three forms: the
// whole region; the region with its listed parts; the region except a list. The first form is taken where it applies;
// between the others the one that names fewer areas, and the list where both name as many. Letters are not counted, so
// that an act has the same form in every language.
func (w *territories) territory(in func(unit int) bool) []string {
	var phrases []string
	w.book.Annexed = in
	for _, region := range w.root.Children {
		if _, some := share(region, in); !some {
			continue
		}
		phrase := w.phrase(region, in, w.joined)
		// Where names are such that a list of several kinds could be read in two ways, each stands for itself.
		if units, err := w.book.Phrase(phrase); err != nil || !same(units, region.Units, in) {
			phrase = w.phrase(region, in, w.apart)
		}
		phrases = append(phrases, phrase)
	}
	return phrases
}

// same is whether some units, each once, are those of a list that are in the set.
func same(units, all []int, in func(int) bool) bool {
	units, all = slices.Clone(units), slices.DeleteFunc(slices.Clone(all), not(in))
	slices.Sort(units)
	return slices.Equal(units, all)
}

// phrase words what of a region is in the set, with a way of joining lists.
func (w *territories) phrase(region *names.Node, in func(int) bool, join joining) string {
	if all, _ := share(region, in); all {
		return fill(w.Whole, region.Forms, "")
	}
	list, n := w.list(region, in, false, join)
	rest, m := w.list(region, not(in), true, join)
	if settled, ok := w.inAnnex(region, in, min(n, m)); ok {
		return fill(w.Part, region.Forms, settled)
	}
	if m < n && !w.twice(region, not(in)) {
		return fill(w.Except, region.Forms, rest)
	}
	return fill(w.Part, region.Forms, list)
}

func not(in func(int) bool) func(int) bool { return func(u int) bool { return !in(u) } }

func share(n *names.Node, in func(int) bool) (all, some bool) {
	all = true
	for _, u := range n.Units {
		if in(u) {
			some = true
		} else {
			all = false
		}
	}
	return all && some, some
}

// listed are children that stand together in a list: whole ones of one group, or one alone in its own words.
type listed struct {
	group []*names.Node
	alone string
	// part is how the part of a divided unit is worded that stands in alone with brackets.
	part string
}

// joining makes one text of what a list names, in an exception or not.
type joining func(list []listed, exception bool) string

// list words the children of a node as far as they are in the set, and counts the names used. Children of one kind
// that are in it whole share their kind's word; the others stand alone, those in it in part with brackets.
func (w *territories) list(n *names.Node, in func(int) bool, exception bool, join joining) (string, int) {
	var list, alone []listed // those alone are written after the group that they would break
	count := 0
	for _, c := range n.Children {
		all, some := share(c, in)
		if !some {
			continue
		}
		count++
		if all && c.Group.Listed {
			if last := len(list) - 1; last >= 0 && len(list[last].group) > 0 && list[last].group[0].Group == c.Group {
				list[last].group = append(list[last].group, c)
				continue
			}
			if len(list) > 0 {
				list, alone = append(list, alone...), nil
			}
			list = append(list, listed{group: []*names.Node{c}})
			continue
		}
		x := listed{alone: w.name(c, exception)}
		if !all {
			inside, k := w.brackets(c, in, join)
			x.alone += " " + inside
			if c.Divided {
				x.part = w.part(c, in, exception)
			}
			count += k
		}
		alone = append(alone, x)
	}
	return join(append(list, alone...), exception), count
}

// name is a child's whole name in a list.
func (w *territories) name(c *names.Node, exception bool) string {
	if exception {
		return c.Forms.Except
	}
	return fill(w.Alone, c.Forms, "")
}

// brackets say which part of a unit with parts is meant: "(только: …)" or "(кроме: …)", the shorter.
func (w *territories) brackets(n *names.Node, in func(int) bool, join joining) (string, int) {
	list, k := w.list(n, in, false, join)
	rest, m := w.list(n, not(in), false, join)
	if without(n, in, k, m) {
		return "(" + w.ExceptOpen + rest + ")", m
	}
	return "(" + w.OnlyOpen + list + ")", k
}

// longest is how many names a list may have that stands in a territory. Where it would have more settlements they are
// those that annex 3 lists for the district.
const longest = 40

// inAnnex refers to annex 3 for those children of a node that are in a set, where the shortest way of naming them has
// too many names, and all are settlements.
func (w *territories) inAnnex(n *names.Node, in func(int) bool, shortest int) (string, bool) {
	if !w.annexed || shortest <= longest {
		return "", false
	}
	count := 0
	for _, c := range n.Children {
		if _, some := share(c, in); some {
			if !c.Settlement {
				return "", false
			}
			count++
		}
	}
	return fill(w.Annexed, names.Forms{}, strconv.Itoa(count)), true
}

// twice is whether what is excepted of a region has a unit without some settlements. To say that of an exception would
// be to negate twice.
func (w *territories) twice(n *names.Node, out func(int) bool) bool {
	return slices.ContainsFunc(n.Children, func(c *names.Node) bool {
		all, some := share(c, out)
		if all || !some || !c.Divided {
			return some && w.twice(c, out)
		}
		_, k := w.list(c, out, false, w.joined)
		_, m := w.list(c, not(out), false, w.joined)
		return without(c, out, k, m)
	})
}

// part says which part of a divided unit is meant, of whose parts k are in it and m are not: "из Абайского района город
// Абай", or "Абайский район без города Абай".
func (w *territories) part(n *names.Node, in func(int) bool, exception bool) string {
	list, k := w.list(n, in, exception, w.joined)
	rest, m := w.list(n, not(in), true, w.joined)
	if settled, ok := w.inAnnex(n, in, min(k, m)); ok && !exception {
		list = settled
	} else if without(n, in, k, m) {
		return fill(w.Without, names.Forms{Name: w.name(n, exception)}, rest)
	}
	if exception {
		return fill(w.FromExcept, n.Forms, list)
	}
	return fill(w.From, n.Forms, list)
}

// rest words what a divided unit has beside its settlements: the unit u, which has no name of its own.
func (w *territories) rest(of *names.Node, u int) string {
	in := func(x int) bool { return x == u }
	if all, _ := share(of, in); all {
		return of.Forms.Name
	}
	out, _ := w.list(of, not(in), true, w.joined)
	return fill(w.Without, of.Forms, out)
}

// without is whether a part is worded by what is not in it, m names, and not by the k names of what is. The rest of a
// unit has no name, so that a part with it is always the unit without others.
func without(n *names.Node, in func(int) bool, k, m int) bool {
	for _, c := range n.Children {
		if c.Rest {
			return in(c.Unit)
		}
	}
	return m < k
}

// joined makes one list of all: "города Балхаш и Приозерск, Абайский и Шетский районы". Every kind has an "and" of its
// own, so that a name is not taken for one of the kind before. Parts of divided units follow behind semicolons, as each
// has a list of its own.
func (w *territories) joined(list []listed, exception bool) string {
	var wholes []listed
	var texts []string
	for _, x := range list {
		if x.part == "" {
			wholes = append(wholes, x)
		} else {
			texts = append(texts, x.part)
		}
	}
	if len(wholes) > 0 {
		texts = slices.Insert(texts, 0, w.one(wholes, exception))
	}
	return strings.Join(texts, "; ")
}

// one makes one list of kinds. Before the last kind stands "and" where that is a single name, which cannot go on a
// kind's list; where it has several, what the language has there.
func (w *territories) one(list []listed, exception bool) string {
	last := len(list) - 1
	texts := make([]string, len(list))
	for i, x := range list {
		texts[i] = w.group(x, exception, w.And)
	}
	switch and := w.Kinds == w.And; {
	case and && last > 1:
		return join(texts, ", ", ","+w.And)
	case !and && len(list[last].group) > 1:
		return join(texts, ", ", w.Kinds)
	}
	return join(texts, ", ", w.And)
}

// apart makes a list of whole names, each for itself.
func (w *territories) apart(list []listed, exception bool) string {
	var texts []string
	for _, x := range list {
		for _, c := range x.group {
			texts = append(texts, w.name(c, exception))
		}
		if len(x.group) == 0 {
			texts = append(texts, x.alone)
		}
	}
	return strings.Join(texts, "; ")
}

// group words whole children of one group, with a separator before the last; one alone has its whole name.
func (w *territories) group(x listed, exception bool, and string) string {
	switch len(x.group) {
	case 0:
		return x.alone
	case 1:
		return w.name(x.group[0], exception)
	}
	texts := make([]string, len(x.group))
	for i, c := range x.group {
		if texts[i] = c.Forms.List; exception {
			texts[i] = c.Forms.ListExcept
		}
	}
	s := join(texts, ", ", and)
	before, after := x.group[0].Group.Ends(exception)
	if before != "" {
		s = before + " " + s
	}
	if after != "" {
		s += " " + after
	}
	return s
}

// join parts texts, the last by an end of its own.
func join(texts []string, sep, end string) string {
	last := len(texts) - 1
	if last < 1 {
		return strings.Join(texts, sep)
	}
	return strings.Join(texts[:last], sep) + end + texts[last]
}

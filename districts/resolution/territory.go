package resolution

import (
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
func (w wording) territory(root *names.Node, in func(unit int) bool) []string {
	var phrases []string
	for _, region := range root.Children {
		switch all, some := share(region, in); {
		case all:
			phrases = append(phrases, fill(w.Whole, region.Forms, ""))
		case some:
			list, n := w.list(region, in, false)
			rest, m := w.list(region, not(in), true)
			if m < n {
				phrases = append(phrases, fill(w.Except, region.Forms, rest))
			} else {
				phrases = append(phrases, fill(w.Part, region.Forms, list))
			}
		}
	}
	return phrases
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

// list words the children of a node as far as they are in the set, and counts the names used. Children of one kind
// that are in it whole share their kind's word; the others stand alone, those in it in part with brackets.
func (w wording) list(n *names.Node, in func(int) bool, exception bool) (string, int) {
	var groups []string
	var run []*names.Node // whole children of one group, not yet written
	count := 0
	flush := func() {
		if len(run) > 0 {
			groups = append(groups, w.group(run, exception))
			count += len(run)
			run = nil
		}
	}
	var alone []string // written after the group that they would break
	for _, c := range n.Children {
		all, some := share(c, in)
		if !some {
			continue
		}
		if all && c.Group.Listed {
			if len(run) > 0 && run[0].Group != c.Group {
				flush()
				groups, alone = append(groups, alone...), nil
			}
			run = append(run, c)
			continue
		}
		name := fill(w.Alone, c.Forms, "")
		if exception {
			name = c.Forms.Except
		}
		count++
		if !all {
			inside, k := w.brackets(c, in)
			name += " " + inside
			count += k
		}
		alone = append(alone, name)
	}
	flush()
	return strings.Join(append(groups, alone...), "; "), count
}

// brackets say which part of a unit with parts is meant: "(только: …)" or "(кроме: …)", the shorter.
func (w wording) brackets(n *names.Node, in func(int) bool) (string, int) {
	list, k := w.list(n, in, false)
	rest, m := w.list(n, not(in), false)
	if m < k {
		return "(" + w.ExceptOpen + rest + ")", m
	}
	return "(" + w.OnlyOpen + list + ")", k
}

// group words whole children of one group; one alone has its whole name.
func (w wording) group(run []*names.Node, exception bool) string {
	k := run[0].Group.Kind
	if len(run) == 1 {
		if exception {
			return run[0].Forms.Except
		}
		return fill(w.Alone, run[0].Forms, "")
	}
	before, after := k.Before, k.After
	if exception {
		before, after = k.ExceptBefore, k.ExceptAfter
	}
	list := make([]string, len(run))
	for i, c := range run {
		if list[i] = c.Forms.List; exception {
			list[i] = c.Forms.ListExcept
		}
	}
	last := len(list) - 1
	s := strings.Join(list[:last], ", ") + w.And + list[last]
	if before != "" {
		s = before + " " + s
	}
	if after != "" {
		s += " " + after
	}
	return s
}

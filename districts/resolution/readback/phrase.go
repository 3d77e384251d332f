package readback

import (
	"strings"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo/locale"
)

// speech is what a language's phrases look like.
type speech struct {
	heading   string // stands in the heading of a district, in letters of any case
	territory string // opens a territory
	only, but []string
	// split parts a phrase into the region's words and the list; form is 'w' whole, 'p' part, 'x' exception.
	split func(s string) (region, list string, form byte, ok bool)
}

var speeches = map[string]speech{
	"ru": {
		heading: "избирательный округ", territory: "Территория:", only: []string{"только:"}, but: []string{"кроме:"},
		split: func(s string) (string, string, byte, bool) {
			if region, ok := strings.CutSuffix(s, " полностью"); ok {
				return region, "", 'w', true
			}
			if region, list, ok := cut(s, ", за исключением "); ok {
				return region, list, 'x', true
			}
			rest, starts := strings.CutPrefix(s, "часть ")
			region, list, ok := cut(rest, ":")
			return region, list, 'p', ok && starts
		},
	},
	"kk": {
		heading: "сайлау округі", territory: "Аумағы:", only: []string{"тек:"}, but: []string{"мыналардан басқа:"},
		split: func(s string) (string, string, byte, bool) {
			if region, ok := strings.CutSuffix(s, " толығымен"); ok {
				return region, "", 'w', true
			}
			if list, region, ok := cut(s, " қоспағанда, "); ok {
				return region, list, 'x', true
			}
			region, list, ok := cut(s, " бір бөлігі:")
			return region, list, 'p', ok
		},
	},
	"en": {
		heading: "electoral district", territory: "Territory:", only: []string{"only:"}, but: []string{"except:"},
		split: func(s string) (string, string, byte, bool) {
			if region, ok := strings.CutPrefix(s, "the whole of "); ok {
				return region, "", 'w', true
			}
			if region, list, ok := cut(s, " except "); ok {
				return region, list, 'x', true
			}
			rest, starts := strings.CutPrefix(s, "part of ")
			region, list, ok := cut(rest, ":")
			return region, list, 'p', ok && starts
		},
	},
}

// cut is strings.Cut at the first separator outside quotes and brackets.
func cut(s, sep string) (before, after string, ok bool) {
	for i := range s {
		if strings.HasPrefix(s[i:], sep) && depth(s[:i]) == 0 {
			return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):]), true
		}
	}
	return s, "", false
}

// depth counts the quotes and brackets that are open at the end of s. Brackets within quotes do not count.
func depth(s string) int {
	quotes, brackets := 0, 0
	var open, end rune // of the outermost quotes that are open; others within them are letters of the name
	for _, r := range s {
		switch {
		case quotes == 0 && (r == '«' || r == '“'):
			open, end = r, map[rune]rune{'«': '»', '“': '”'}[r]
			quotes++
		case quotes > 0 && r == open:
			quotes++
		case quotes > 0 && r == end:
			quotes--
		case quotes == 0 && r == '(':
			brackets++
		case quotes == 0 && r == ')':
			brackets--
		}
	}
	return quotes + brackets
}

func splitList(s, sep string) []string {
	var parts []string
	for {
		part, rest, ok := cut(s, sep)
		parts = append(parts, strings.TrimSpace(part))
		if !ok {
			return parts
		}
		s = rest
	}
}

// phrase reads one region's phrase and returns its units.
func (sp speech) phrase(root *names.Node, s string) ([]int, error) {
	region, list, form, ok := sp.split(s)
	if !ok {
		return nil, locale.Errorf("%q is not one of the three ways of saying a territory", clip(s))
	}
	n, err := find(root.Children, region, func(f names.Forms) []string { return []string{f.Of, f.Name} })
	if err != nil {
		return nil, err
	}
	if form == 'w' {
		return n.Units, nil
	}
	units, err := sp.list(n, list)
	if err != nil {
		return nil, locale.Errorf("%s: %w", n.Forms.Name, err)
	}
	if form == 'x' {
		return minus(n.Units, units), nil
	}
	return units, nil
}

// list reads a list of children of n.
func (sp speech) list(n *names.Node, s string) ([]int, error) {
	var units []int
	for _, g := range splitList(s, ";") {
		us, err := sp.group(n, g)
		if err != nil {
			return nil, err
		}
		units = append(units, us...)
	}
	return units, nil
}

// group reads one child, one child with brackets, or several of one kind.
func (sp speech) group(n *names.Node, s string) ([]int, error) {
	if name, inside, ok := cut(s, "("); ok && strings.HasSuffix(inside, ")") {
		return sp.brackets(n, name, strings.TrimSuffix(inside, ")"))
	}
	whole := func(f names.Forms) []string { return []string{f.Name, f.Except} }
	if c, err := find(n.Children, s, whole); err == nil {
		return c.Units, nil
	}
	best := locale.Errorf("%q is none of its units%s", clip(s), suggest(n.Children, s, whole))
	for _, c := range n.Children {
		if !c.Group.Listed {
			continue
		}
		k := c.Group.Kind
		for _, ends := range [][2]string{{k.Before, k.After}, {k.ExceptBefore, k.ExceptAfter}} {
			inner, ok := unwrap(s, ends[0], ends[1])
			if !ok {
				continue
			}
			units, err := siblings(n, ends, inner)
			if err == nil {
				return units, nil
			}
			if ends != [2]string{} || strings.ContainsAny(s, "«“") {
				best = err
			}
		}
	}
	return nil, best
}

func unwrap(s, before, after string) (string, bool) {
	if before != "" {
		rest, ok := strings.CutPrefix(s, before+" ")
		if !ok {
			return "", false
		}
		s = strings.TrimPrefix(rest, ": ")
	}
	if after != "" {
		rest, ok := strings.CutSuffix(s, " "+after)
		if !ok {
			return "", false
		}
		s = rest
	}
	return s, true
}

// siblings reads short forms parted by commas, of the children whose kind has the given words around lists.
func siblings(n *names.Node, ends [2]string, s string) ([]int, error) {
	var kin []*names.Node
	for _, c := range n.Children {
		k := c.Group.Kind
		if c.Group.Listed && (ends == [2]string{k.Before, k.After} || ends == [2]string{k.ExceptBefore, k.ExceptAfter}) {
			kin = append(kin, c)
		}
	}
	var units []int
	for _, name := range splitList(s, ",") {
		c, err := find(kin, name, func(f names.Forms) []string { return []string{f.List, f.ListExcept, f.Name} })
		if err != nil {
			return nil, err
		}
		units = append(units, c.Units...)
	}
	return units, nil
}

func (sp speech) brackets(n *names.Node, name, inside string) ([]int, error) {
	c, err := find(n.Children, name, func(f names.Forms) []string { return []string{f.Name, f.Except} })
	if err != nil {
		return nil, err
	}
	for _, word := range sp.only {
		if list, ok := strings.CutPrefix(inside, word); ok {
			return sp.list(c, strings.TrimSpace(list))
		}
	}
	for _, word := range sp.but {
		if list, ok := strings.CutPrefix(inside, word); ok {
			units, err := sp.list(c, strings.TrimSpace(list))
			return minus(c.Units, units), err
		}
	}
	return nil, locale.Errorf("the brackets behind %q begin with neither %q nor %q", name, sp.only[0], sp.but[0])
}

func minus(all, some []int) []int {
	out := map[int]bool{}
	for _, u := range some {
		out[u] = true
	}
	var rest []int
	for _, u := range all {
		if !out[u] {
			rest = append(rest, u)
		}
	}
	return rest
}

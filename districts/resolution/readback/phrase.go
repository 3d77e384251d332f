package readback

import (
	"regexp"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo/locale"
)

// speech is what a language's phrases look like.
type speech struct {
	heading   string // stands in the heading of a district, in letters of any case
	territory string // opens a territory
	and       string // before the last of several names, and of several kinds
	only, but []string
	// from opens the part of a divided unit, in stands before the unit where that follows; without stands before what
	// the part has not, which kk puts into brackets that end with notThese.
	from, in, without, notThese string
	annexed                     *regexp.Regexp // settlements that annex 3 lists, so many
	// split parts a phrase into the region's words and the list; form is 'w' whole, 'p' part, 'x' exception.
	split func(s string) (region, list string, form byte, ok bool)
}

var speeches = map[string]speech{
	"ru": {
		heading: "избирательный округ", territory: "Территория:", and: " и ",
		only: []string{"только:"}, but: []string{"кроме:"}, from: "из ", in: " ",
		annexed: regexp.MustCompile(`^населённые пункты, перечисленные в приложении 3 \((\d+)\)$`), without: " без ",
		split: func(s string) (string, string, byte, bool) {
			if region, ok := strings.CutSuffix(s, " полностью"); ok {
				return region, "", 'w', true
			}
			if region, list, ok := cut(s, ", за исключением "); ok {
				return region, list, 'x', true
			}
			rest, starts := strings.CutPrefix(s, "часть ")
			region, list, ok := cutPart(rest)
			return region, list, 'p', ok && starts
		},
	},
	"kk": {
		heading: "сайлау округі", territory: "Аумағы:", and: " және ",
		only: []string{"тек:"}, but: []string{"мыналардан басқа:"}, notThese: " қоспағанда",
		annexed: regexp.MustCompile(`^3-қосымшада көрсетілген елді мекендер \((\d+)\)$`),
		split: func(s string) (string, string, byte, bool) {
			if region, ok := strings.CutSuffix(s, " толығымен"); ok {
				return region, "", 'w', true
			}
			if list, region, ok := cut(s, " қоспағанда, "); ok {
				return region, list, 'x', true
			}
			rest, list, ok := cutPart(s)
			region, ends := strings.CutSuffix(rest, " бір бөлігі")
			return region, list, 'p', ok && ends
		},
	},
	"en": {
		heading: "electoral district", territory: "Territory:", and: " and ",
		only: []string{"only:"}, but: []string{"except:"}, from: "of ", in: " in ",
		annexed: regexp.MustCompile(`^the settlements listed in Annex 3 \((\d+)\)$`), without: " without ",
		split: func(s string) (string, string, byte, bool) {
			if region, ok := strings.CutPrefix(s, "the whole of "); ok {
				return region, "", 'w', true
			}
			if region, list, ok := cut(s, " except "); ok {
				return region, list, 'x', true
			}
			rest, starts := strings.CutPrefix(s, "part of ")
			region, list, ok := cutPart(rest)
			return region, list, 'p', ok && starts
		},
	},
}

// cutPart parts a region's words from the list behind them: at a dash, or at a colon as acts had it once.
func cutPart(s string) (region, list string, ok bool) {
	for _, sep := range []string{" — ", " – ", ":"} {
		if region, list, ok = cut(s, sep); ok {
			return region, list, true
		}
	}
	return s, "", false
}

// cut is strings.Cut at the first separator outside quotes and brackets.
func cut(s, sep string) (before, after string, ok bool) {
	var d depth
	for i, r := range s {
		if d.outside() && strings.HasPrefix(s[i:], sep) {
			return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(sep):]), true
		}
		d.pass(r)
	}
	return s, "", false
}

// depth counts the quotes and brackets that are open at a place of a text. Brackets within quotes do not count.
type depth struct {
	quotes, brackets int
	open, end        rune // of the outermost quotes that are open; others within them are letters of the name
}

func (d *depth) outside() bool { return d.quotes+d.brackets == 0 }

// pass goes on behind the next letter.
func (d *depth) pass(r rune) {
	switch {
	case d.quotes == 0 && (r == '«' || r == '“'):
		d.open, d.end = r, map[rune]rune{'«': '»', '“': '”'}[r]
		d.quotes++
	case d.quotes > 0 && r == d.open:
		d.quotes++
	case d.quotes > 0 && r == d.end:
		d.quotes--
	case d.quotes == 0 && r == '(':
		d.brackets++
	case d.quotes == 0 && r == ')':
		d.brackets--
	}
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

// Book reads phrases of one language, with the names that they are about.
type Book struct {
	speech
	root      *names.Node
	registers map[entry]*register
	kinds     map[*names.Node][]ends // of lists of a node's children
	// Annexed is whether annex 3 lists a unit for the district whose phrases are read; nil where there is none.
	Annexed func(unit int) bool
}

// NewBook is a book of the names of a tree, which is in the language.
func NewBook(lang string, root *names.Node) *Book { return &Book{speech: speeches[lang], root: root} }

// entry is what a register is of: the children of a node, those of one kind where the ends of its lists are given.
type entry struct {
	of     *names.Node
	manner manner
	kind   bool
	ends   ends
}

// register is that of an entry, made when it is first asked for.
func (b *Book) register(e entry) *register {
	if r := b.registers[e]; r != nil {
		return r
	}
	nodes := e.of.Children
	if e.kind {
		nodes = nil
		for _, c := range e.of.Children {
			if slices.Contains(endsOf(c), e.ends) {
				nodes = append(nodes, c)
			}
		}
	}
	r := newRegister(nodes, e.manner)
	if b.registers == nil {
		b.registers = map[entry]*register{}
	}
	b.registers[e] = r
	return r
}

// kindsOf are the words around lists of a node's children, looked for when they are first asked for.
func (b *Book) kindsOf(n *names.Node) []ends {
	if all, ok := b.kinds[n]; ok {
		return all
	}
	var all []ends
	for _, c := range n.Children {
		for _, e := range endsOf(c) {
			if e != (ends{}) && !slices.Contains(all, e) {
				all = append(all, e)
			}
		}
	}
	if b.kinds == nil {
		b.kinds = map[*names.Node][]ends{}
	}
	b.kinds[n] = all
	return all
}

// Phrase reads one region's phrase of a territory, such as "часть города Алматы — Алатауский и Ауэзовский районы", and
// returns its units in the order in which it has them. Spaces in it are single.
func (b *Book) Phrase(s string) ([]int, error) {
	region, list, form, ok := b.split(s)
	if !ok {
		return nil, locale.Errorf("%q is not one of the three ways of saying a territory", clip(s))
	}
	n, err := b.register(entry{of: b.root, manner: ofRegion}).find(region)
	if err != nil {
		return nil, err
	}
	if form == 'w' {
		return n.Units, nil
	}
	units, err := b.list(n, list)
	if err != nil {
		return nil, locale.Errorf("%s: %w", n.Forms.Name, err)
	}
	if form == 'x' {
		return minus(n.Units, units), nil
	}
	return units, nil
}

// brackets reads what of a child is meant.
func (b *Book) brackets(c *names.Node, inside string) ([]int, error) {
	for _, word := range b.only {
		if list, ok := strings.CutPrefix(inside, word); ok {
			return b.list(c, strings.TrimSpace(list))
		}
	}
	for _, word := range b.but {
		if list, ok := strings.CutPrefix(inside, word); ok {
			units, err := b.list(c, strings.TrimSpace(list))
			return minus(c.Units, units), err
		}
	}
	if list, ok := strings.CutSuffix(inside, b.notThese); ok && b.notThese != "" {
		units, err := b.list(c, list)
		return minus(c.Units, units), err
	}
	return nil, locale.Errorf("the brackets behind %q begin with neither %q nor %q", c.Forms.Name, b.only[0], b.but[0])
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

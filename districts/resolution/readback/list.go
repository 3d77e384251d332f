package readback

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo/locale"
)

// list reads a list of children of n: parts between semicolons, each a list of its own.
func (b *Book) list(n *names.Node, s string) ([]int, error) {
	var units []int
	for _, part := range splitList(s, ";") {
		us, err := b.section(n, part)
		if err != nil {
			return nil, err
		}
		units = append(units, us...)
	}
	return units, nil
}

// section reads what stands between semicolons: a list, or the part of one divided unit. If it can be read as several
// of these, what it says is certain only where all have the same units.
func (b *Book) section(n *names.Node, s string) ([]int, error) {
	units, err := b.plainList(n, s)
	found := err == nil
	for _, p := range b.parts(n, s) {
		us, wrong := b.plainList(p.of, p.list)
		switch {
		case wrong != nil && !found:
			err = locale.Errorf("%s: %w", p.of.Forms.Name, wrong)
			continue
		case wrong != nil:
			continue
		}
		if p.without {
			us = minus(p.of.Units, us)
		}
		if found && !slices.Equal(sorted(us), sorted(units)) {
			return nil, locale.Errorf("%q can be read in two ways; give every name its kind, or part the kinds by semicolons",
				clip(s))
		}
		units, found = us, true
	}
	if !found {
		return nil, err
	}
	return units, nil
}

func sorted(units []int) []int { return slices.Sorted(slices.Values(units)) }

// unitPart is a part of a divided unit: those listed, or all but those.
type unitPart struct {
	of      *names.Node
	list    string
	without bool
}

// parts are the ways in which a text may say a part of a divided child of n.
func (b *Book) parts(n *names.Node, s string) []unitPart {
	var all []unitPart
	text, opens := strings.CutPrefix(unmarked(s), b.from)
	closes := b.in != ""
	for _, c := range n.Children {
		if !c.Divided {
			continue
		}
		if list, ok := strings.CutPrefix(text, unmarked(c.Forms.Of)+" "); ok && opens {
			all = append(all, unitPart{of: c, list: list})
		}
		if list, ok := strings.CutSuffix(unmarked(s), b.in+unmarked(c.Forms.Of)); ok && closes {
			all = append(all, unitPart{of: c, list: list})
		}
	}
	if b.without == "" {
		return all
	}
	var d depth
	for i, r := range s {
		if d.outside() && strings.HasPrefix(s[i:], b.without) {
			if c, err := b.single(n).find(s[:i]); err == nil && c.Divided {
				all = append(all, unitPart{of: c, list: s[i+len(b.without):], without: true})
			}
		}
		d.pass(r)
	}
	return all
}

// plainList reads a list without semicolons.
func (b *Book) plainList(n *names.Node, s string) ([]int, error) {
	if m := b.annexed.FindStringSubmatch(s); m != nil {
		return b.inAnnex(n, m[1])
	}
	picks, err := b.read(n, s)
	if err != nil {
		return nil, err
	}
	var units []int
	for ; picks != nil; picks = picks.next {
		us, err := b.units(picks.pick)
		if err != nil {
			return nil, err
		}
		units = append(units, us...)
	}
	return units, nil
}

// units are those of a pick.
func (b *Book) units(p pick) ([]int, error) {
	if !p.part {
		return p.node.Units, nil
	}
	return b.brackets(p.node, p.inside)
}

// pick is a child that a list names, whole or the part that stands in brackets behind it.
type pick struct {
	node   *names.Node
	part   bool
	inside string
}

// chain is what a list names from some place to its end. Equal chains are one.
type chain struct {
	pick pick
	next *chain
}

// reading reads one list of children. Two or more names of a kind stand between its words, parted by commas, before the
// last perhaps "and" instead; whole names stand alone; and kinds and whole names are parted among each other likewise.
// A list may be read in several ways, as names and kinds may begin and end at several places: what it says is certain
// where all ways name the same.
type reading struct {
	*Book
	of     *names.Node
	s      string
	pieces []piece
	known  map[place][]*chain
	chains map[chain]*chain
	far    miss
	found  int // the farthest piece at which a name was found
}

// piece is what stands between two commas or words for "and"; by is what parts it from the piece before.
type piece struct {
	from, to int
	by       parting
}

type parting int

const (
	comma parting = iota
	and
	commaAnd
)

// place is what is being read: from which piece, of which kind ("" of none), whether this is the last of the list, and
// of a kind whether its words have begun and whether this is its last name.
type place struct {
	piece               int
	kind                ends
	last, begun, ending bool
}

// miss is the farthest text that was looked for in vain, the shortest of these, and where.
type miss struct {
	piece     int
	text      string
	registers []*register
}

// read reads one list without semicolons.
func (b *Book) read(n *names.Node, s string) (*chain, error) {
	pieces := b.pieces(s)
	if len(pieces) > len(n.Children)*max(1, b.single(n).most) {
		return nil, locale.Errorf("%q names more than there is", clip(s))
	}
	r := &reading{Book: b, of: n, s: s, pieces: pieces, known: map[place][]*chain{}, chains: map[chain]*chain{},
		far: miss{piece: -1}, found: -1}
	switch ways := r.item(place{}); len(ways) {
	case 1:
		return ways[0], nil
	case 2:
		return nil, locale.Errorf("%q can be read in two ways; give every name its kind, or part the kinds by semicolons",
			clip(s))
	}
	if r.found >= r.far.piece {
		return nil, locale.Errorf("%q is no list of names parted by commas, with %q before the last", clip(s),
			strings.TrimSpace(b.and))
	}
	if near := suggest(r.far.text, r.far.registers...); near != "" {
		return nil, locale.Errorf("%q is none of its units; the nearest name is %q", clip(r.far.text), near)
	}
	return nil, locale.Errorf("%q is none of its units", clip(r.far.text))
}

// single is the register of children that stand alone.
func (b *Book) single(n *names.Node) *register { return b.register(entry{of: n, manner: alone}) }

// pieces parts a text outside quotes and brackets.
func (b *Book) pieces(s string) []piece {
	var d depth
	all := []piece{{}}
	for i, c := range s {
		last := &all[len(all)-1]
		if d.outside() && i >= last.from {
			switch {
			case strings.HasPrefix(s[i:], ","+b.and):
				last.to = i
				all = append(all, piece{from: i + 1 + len(b.and), by: commaAnd})
			case c == ',':
				last.to = i
				all = append(all, piece{from: i + 1 + len(s[i+1:]) - len(strings.TrimLeft(s[i+1:], " "))})
			case strings.HasPrefix(s[i:], b.and):
				last.to = i
				all = append(all, piece{from: i + len(b.and), by: and})
			}
		}
		d.pass(c)
	}
	all[len(all)-1].to = len(s)
	return all
}

// item reads from where a name alone or a kind begins.
func (r *reading) item(at place) []*chain {
	return r.once(at, func(add func(pick, []*chain)) {
		single := r.single(r.of)
		for to := at.piece; to < len(r.pieces) && to-at.piece < single.most; to++ {
			name, inside, part := cut(r.s[r.pieces[at.piece].from:r.pieces[to].to], "(")
			inside, behind, closed := cut(inside, ")")
			if c := r.look(single, at.piece, name); c != nil && part == closed && behind == "" {
				add(pick{c, part, inside}, r.behind(to, at.last))
			}
		}
		for _, e := range r.kindsOf(r.of) {
			for _, c := range r.names(place{piece: at.piece, kind: e, last: at.last}) {
				add(c.pick, []*chain{c.next})
			}
		}
	})
}

// behind reads on behind an item that ends with a piece.
func (r *reading) behind(piece int, last bool) []*chain {
	switch {
	case piece == len(r.pieces)-1:
		return []*chain{nil}
	case last:
		return nil
	}
	return r.item(place{piece: piece + 1, last: r.pieces[piece+1].by != comma})
}

// names reads the names of a kind, and what stands behind them.
func (r *reading) names(at place) []*chain {
	from := r.pieces[at.piece].from
	if before := at.kind[0]; before != "" && !at.begun {
		rest, ok := strings.CutPrefix(r.s[from:], before)
		if !ok || !strings.HasPrefix(rest, " ") && !strings.HasPrefix(rest, ":") {
			return nil
		}
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, ":"), " ")
		from = len(r.s) - len(rest)
	}
	return r.once(at, func(add func(pick, []*chain)) {
		kin := r.register(entry{r.of, inList, true, at.kind})
		for to := at.piece; to < len(r.pieces) && to-at.piece < kin.most; to++ {
			if r.pieces[to].to < from {
				continue
			}
			name, ends := r.s[from:r.pieces[to].to], true
			if after := at.kind[1]; after != "" {
				name, ends = strings.CutSuffix(name, " "+after)
			}
			c := r.look(kin, at.piece, name)
			if c == nil {
				continue
			}
			if ends && at.begun {
				add(pick{node: c}, r.behind(to, at.last))
			}
			if (!ends || at.kind[1] == "") && !at.ending && to+1 < len(r.pieces) && r.pieces[to+1].by != commaAnd {
				add(pick{node: c}, r.names(place{to + 1, at.kind, at.last, true, r.pieces[to+1].by == and}))
			}
		}
	})
}

// look finds a name in a register; nil where it has none or two.
func (r *reading) look(in *register, piece int, name string) *names.Node {
	if c := in.at[unmarked(name)]; len(c) == 1 {
		r.found = max(r.found, piece)
		return c[0]
	}
	longer := utf8.RuneCountInString(name) - utf8.RuneCountInString(r.far.text)
	switch {
	case piece > r.far.piece, piece == r.far.piece && longer < 0:
		r.far = miss{piece, name, []*register{in}}
	case piece == r.far.piece && name == r.far.text:
		r.far.registers = append(r.far.registers, in)
	}
	return nil
}

// once reads what stands at a place when it is first asked for. Of several ways two are kept: that there are two says
// all.
func (r *reading) once(at place, read func(add func(pick, []*chain))) []*chain {
	if ways, ok := r.known[at]; ok {
		return ways
	}
	var ways []*chain
	read(func(p pick, rest []*chain) {
		for _, next := range rest {
			c := chain{p, next}
			if r.chains[c] == nil {
				r.chains[c] = &c
			}
			if len(ways) < 2 && !slices.Contains(ways, r.chains[c]) {
				ways = append(ways, r.chains[c])
			}
		}
	})
	r.known[at] = ways
	return ways
}

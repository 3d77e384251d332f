package readback

import (
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// manner is how names stand where they are looked for: which of their forms.
type manner int

const (
	ofRegion manner = iota // the region of a phrase
	alone                  // a child on its own
	inList                 // one of several of a kind
)

func (m manner) forms(f names.Forms) []string {
	switch m {
	case ofRegion:
		return []string{f.Of, f.Name}
	case alone:
		return []string{f.Name, f.Except}
	}
	return []string{f.List, f.ListExcept, f.Name}
}

// ends are the words around a list of one kind.
type ends [2]string

// endsOf are those of a node's kind, as they stand in a list and in an exception. Adjectives may stand behind the word
// of other names too, as acts had them once: "районы Абайский, Шетский".
func endsOf(n *names.Node) []ends {
	if !n.Group.Listed {
		return nil
	}
	k := n.Group.Kind
	all := []ends{{k.Before, k.After}, {k.ExceptBefore, k.ExceptAfter}}
	if n.Group.Adjective {
		all = append(all, ends{"", k.Adjectives}, ends{"", k.ExceptAdjectives})
	}
	return all
}

// register finds nodes by one manner of their forms.
type register struct {
	nodes  []*names.Node
	manner manner
	at     map[string][]*names.Node // by form without marks; no more than two of the same form
	most   int                      // words of a form, parted at spaces
}

func newRegister(nodes []*names.Node, m manner) *register {
	r := &register{nodes: nodes, manner: m, at: map[string][]*names.Node{}}
	for _, n := range nodes {
		for _, f := range m.forms(n.Forms) {
			if f == "" {
				continue
			}
			f = unmarked(f)
			r.most = max(r.most, strings.Count(f, " ")+1)
			if have := r.at[f]; len(have) == 0 || len(have) == 1 && have[0] != n {
				r.at[f] = append(have, n)
			}
		}
	}
	return r
}

// find returns the node one of whose forms is s.
func (r *register) find(s string) (*names.Node, error) {
	switch found := r.at[unmarked(s)]; len(found) {
	case 1:
		return found[0], nil
	case 2:
		return nil, locale.Errorf("%q names both %s and %s", s, found[0].ID, found[1].ID)
	}
	if near := suggest(s, r); near != "" {
		return nil, locale.Errorf("%q is not known here; the nearest name is %q", clip(s), near)
	}
	return nil, locale.Errorf("%q is not known here", clip(s))
}

// unmarked is a name with its spaces as one and all quotation marks alike: editors turn those of one language into
// those of another.
func unmarked(s string) string { return marks.Replace(plain(s)) }

var marks = strings.NewReplacer("“", "«", "”", "»", "‘", "«", "’", "»")

// suggest is the form nearest to s in some registers, where one is near, else "".
func suggest(s string, registers ...*register) string {
	var words []string
	for _, r := range registers {
		for _, n := range r.nodes {
			for _, f := range r.manner.forms(n.Forms) {
				if f != "" {
					words = append(words, f)
				}
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

package rows

import (
	"fmt"
	"strings"
)

// Names are names that were given so far, of which no two are the same.
type Names struct {
	Exact bool // small and capital letters make a difference
	next  map[string]int
}

// New is a name that was not given yet: the one that is wanted, or that with a number behind it, from 2 on, in a form
// such as "-%d".
func (n *Names) New(want, form string) string {
	if n.next == nil {
		n.next = map[string]int{}
	}
	name := want
	for key := n.key(want); n.next[n.key(name)] > 0; {
		n.next[key]++
		name = want + fmt.Sprintf(form, n.next[key])
	}
	n.next[n.key(name)] = 1
	return name
}

func (n *Names) key(name string) string {
	if n.Exact {
		return name
	}
	return strings.ToLower(name)
}

// InFile is a layer's name as part of a file's.
func InFile(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
}

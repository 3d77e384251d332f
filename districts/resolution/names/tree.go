package names

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Node is the country, a region, a parent or a unit with its forms in one language. Among the children of a node every
// form is unique within its group, so that a form names one child.
type Node struct {
	ID       string
	Forms    Forms
	Group    Group // how it is listed; the zero group stands alone
	Children []*Node
	Unit     int    // index into the layer's units, -1 for a node with children
	Units    []int  // all units within, ascending
	Kind     string // of the unit, or of the unit that is divided
	// Divided is whether the node is a unit that finer ones have taken the place of. It is named as a unit where it is
	// meant whole.
	Divided bool
	// Rest is whether it is what a divided unit has beside its settlements. That has no name of its own.
	Rest bool
	// Settlement is whether it is a settlement that is a unit.
	Settlement bool
}

// Group is what is listed together: a kind of the table, or names in quotes.
type Group struct {
	Listed    bool // List and ListExcept are used
	Adjective bool // the names are adjectives, and the kind's word for these stands behind them
	Kind      Kind
}

// Ends are the words before and after a list of the group, in an exception or not.
func (g Group) Ends(exception bool) (before, after string) {
	switch k := g.Kind; {
	case g.Adjective && exception:
		return "", k.ExceptAdjectives
	case g.Adjective:
		return "", k.Adjectives
	case exception:
		return k.ExceptBefore, k.ExceptAfter
	default:
		return k.Before, k.After
	}
}

// Tree is the layer's hierarchy in one language: country, regions, parents, units. Children are in the order of lists:
// by rank of kind, adjectives before other names, then by the language's collation.
func Tree(layer *geo.Layer, table *Table, lang string, fallback ...string) *Node {
	root := &Node{Unit: -1}
	divided := map[string]geo.Unit{}
	for _, u := range layer.Divided {
		divided[u.ID] = u
	}
	at := map[string]*Node{}
	child := func(of *Node, path, id, kind string, n geo.Names) *Node {
		if x, ok := at[path]; ok {
			return x
		}
		x := &Node{ID: id, Unit: -1, Kind: kind}
		x.Forms, x.Group = formsOf(table, id, kind, lang, n.Among(lang, fallback...))
		at[path] = x
		of.Children = append(of.Children, x)
		return x
	}
	for _, r := range layer.Regions {
		child(root, path(r.ID), r.ID, "", r.Names)
	}
	for i, u := range layer.Units {
		p := path(u.RegionID)
		x := at[p]
		x.Units = append(x.Units, i)
		root.Units = append(root.Units, i)
		for level, parent := range u.Parents {
			if parent == "" {
				continue
			}
			p += path(parent)
			whole, ok := divided[parent]
			if ok = ok && level == len(u.Parents)-1; ok {
				x = child(x, p, parent, whole.Kind, whole.Names)
			} else {
				x = child(x, p, parent, "", geo.Names{lang: parent})
			}
			x.Divided = ok
			x.Units = append(x.Units, i)
		}
		leaf := child(x, p+path(u.ID)+"unit", u.ID, u.Kind, u.Names)
		leaf.Unit, leaf.Units, leaf.Rest = i, []int{i}, u.Rest
		leaf.Settlement = u.Place != nil
		if u.Place != nil && !table.Has(u.ID, lang) {
			leaf.Forms, leaf.Group = settlement(u.Kind, lang, cmp.Or(u.Names.Among(lang, fallback...), u.ID))
		}
	}
	col := locale.Of(lang).Collator()
	root.finish(col)
	return root
}

func path(s string) string { return s + "\x00" }

// formsOf are the forms in the table, or the name in quotes.
func formsOf(table *Table, id, kind, lang, name string) (Forms, Group) {
	if f, ok := table.find(id, lang); ok {
		k, known := table.Kind(kind, lang)
		if !known || f.List == "" {
			k.Rank = max(k.Rank, 0)
			return f, Group{Kind: Kind{Rank: k.Rank}}
		}
		return f, Group{Listed: true, Adjective: k.Adjectives != "" && strings.HasPrefix(f.Name, f.List+" "), Kind: k}
	}
	return quoted(cmp.Or(name, id), lang), Group{Listed: true}
}

// quoted puts a name into the quotation marks of the language. Those within the name are kept apart from those around
// it, which tell the reader where it ends.
func quoted(name, lang string) Forms {
	l := locale.Of(lang)
	outer, inner := marks(l, "language.quote"), marks(l, "language.quote.within")
	name = strings.NewReplacer(outer[0], inner[0], outer[1], inner[1]).Replace(name)
	q := outer[0] + strings.Join(strings.Fields(name), " ") + outer[1]
	return Forms{q, q, q, q, q}
}

// marks are the quotation marks in the text of a key.
func marks(l *locale.Locale, key string) [2]string {
	open, end, _ := strings.Cut(l.Must(key), "%s")
	return [2]string{open, end}
}

// behind is 1 for names that are no adjectives in a kind that has some, which they are listed behind.
func (g Group) behind() int {
	if g.Kind.Adjectives != "" && !g.Adjective {
		return 1
	}
	return 0
}

// finish makes the forms of siblings unique and sorts them.
func (n *Node) finish(col *collate.Collator) {
	uses := map[string]int{}
	for _, c := range n.Children {
		uses[c.Forms.Name]++
	}
	for _, c := range n.Children {
		if uses[c.Forms.Name] > 1 {
			c.Forms = c.Forms.with(" [" + c.ID + "]")
		}
		c.finish(col)
	}
	type keyed struct {
		node *Node
		key  []byte
	}
	var buf collate.Buffer
	ks := make([]keyed, len(n.Children))
	for i, c := range n.Children {
		ks[i] = keyed{c, slices.Clone(col.KeyFromString(&buf, cmp.Or(c.Forms.List, c.Forms.Name)))}
		buf.Reset()
	}
	slices.SortStableFunc(ks, func(a, b keyed) int {
		g, h := a.node.Group, b.node.Group
		return cmp.Or(cmp.Compare(g.Kind.Rank, h.Kind.Rank), cmp.Compare(g.behind(), h.behind()),
			slices.Compare(a.key, b.key), cmp.Compare(a.node.ID, b.node.ID))
	})
	for i, k := range ks {
		n.Children[i] = k.node
	}
}

func (f Forms) with(tail string) Forms {
	add := func(s string) string {
		if s == "" {
			return ""
		}
		return s + tail
	}
	return Forms{add(f.Name), add(f.Of), add(f.Except), add(f.List), add(f.ListExcept)}
}

package readback

import (
	"slices"
	"strconv"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// row is a line of annex 3: a district's number and a unit of the layer.
type row struct{ district, unit int }

// annex reads the rows of annex 3, whose cells are paragraphs: number of the district, name, kind and id of a unit. A
// row whose name is not that of its id is none.
func annex(paragraphs []string, layer *geo.Layer, root *names.Node) map[row]bool {
	at := make(map[string]int, len(layer.Units))
	for u, x := range layer.Units {
		at[plain(x.ID)] = u
	}
	called := make([]string, len(layer.Units))
	var walk func(*names.Node)
	walk = func(n *names.Node) {
		if n.Unit >= 0 {
			called[n.Unit] = unmarked(n.Forms.Name)
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(root)
	rows := map[row]bool{}
	for i := 3; i < len(paragraphs); i++ {
		u, ok := at[plain(paragraphs[i])]
		if !ok || unmarked(paragraphs[i-2]) != called[u] {
			continue
		}
		if d, err := strconv.Atoi(plain(paragraphs[i-3])); err == nil {
			rows[row{d, u}] = true
		}
	}
	return rows
}

// inAnnex are the units of a node that annex 3 lists for the district. Their number, which the territory says, must be
// that.
func (b *Book) inAnnex(n *names.Node, count string) ([]int, error) {
	var units []int
	if b.Annexed != nil {
		units = slices.DeleteFunc(slices.Clone(n.Units), func(u int) bool { return !b.Annexed(u) })
	}
	if strconv.Itoa(len(units)) != count {
		return nil, locale.Errorf("annex 3 lists %d {1|unit|units} there for the district, and not %s", len(units), count)
	}
	return units, nil
}

package drawing

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"
)

// tree is the structure of a document in the making (ISO 32000-1:2008, 14.7): which object each element is, what on
// which page belongs to it, and for everything marked the way back.
type tree struct {
	*pdfWriter
	root  *Element
	nodes map[*Element]*node
	order []*Element
	marks [][]int // by page and mark: objects of elements
	links []int   // by link: objects of elements
}

type node struct {
	object, parent int
	kids           []kid
	grounds        map[int]orb.Bound // of a Figure, by page, in points from the bottom left
}

// kid is a mark on a page or, where link is its object, a link.
type kid struct{ page, mark, link int }

func (w *pdfWriter) newTree(d *Document) *tree {
	t := &tree{pdfWriter: w, root: &Element{Tag: "Document", Children: d.Contents}, nodes: map[*Element]*node{}}
	t.marks = make([][]int, len(d.Pages))
	t.number(t.root, w.alloc())
	return t
}

func (t *tree) number(e *Element, parent int) {
	n := &node{object: t.alloc(), parent: parent}
	t.nodes[e] = n
	t.order = append(t.order, e)
	for _, c := range e.Children {
		t.number(c, n.object)
	}
}

// mark gives out the number of the next mark on a page.
func (t *tree) mark(e *Element, page int) (int, error) {
	n := t.nodes[e]
	if n == nil {
		return 0, fmt.Errorf("drawing: page %d has a mark of an element (%s) that is not in the contents", page+1, e.Tag)
	}
	id := len(t.marks[page])
	t.marks[page] = append(t.marks[page], n.object)
	n.kids = append(n.kids, kid{page: page, mark: id})
	return id, nil
}

// extend notes the room that a figure takes on a page.
func (t *tree) extend(e *Element, items []Item, page int, height float64) {
	if e.Tag != Figure || len(items) == 0 {
		return
	}
	b := bound(items)
	point := func(x, y float64) orb.Point {
		return orb.Point{x * pointsPerMillimetre, (height - y) * pointsPerMillimetre}
	}
	b = orb.Bound{Min: point(b.Min[0], b.Max[1]), Max: point(b.Max[0], b.Min[1])}
	n := t.nodes[e]
	if before, ok := n.grounds[page]; ok {
		b = b.Union(before)
	}
	if n.grounds == nil {
		n.grounds = map[int]orb.Bound{}
	}
	n.grounds[page] = b
}

// link notes a link's annotation and returns its key in the way back, where pages come first.
func (t *tree) link(e *Element, annotation, page int) (int, error) {
	n := t.nodes[e]
	if n == nil {
		return 0, fmt.Errorf("drawing: page %d has a link that is not in the contents", page+1)
	}
	n.kids = append(n.kids, kid{page: page, link: annotation})
	t.links = append(t.links, n.object)
	return len(t.pages) + len(t.links) - 1, nil
}

// write writes all elements and returns the object of the root.
func (t *tree) write() int {
	for _, e := range t.order {
		n := t.nodes[e]
		t.pack(n.object, "<</Type/StructElem/S/%s/P %d 0 R%s%s>>", e.Tag, n.parent, t.about(e), t.kids(e))
	}
	back := t.alloc()
	var b strings.Builder
	for i, marks := range t.marks {
		fmt.Fprintf(&b, "%d[", i)
		for _, n := range marks {
			fmt.Fprintf(&b, "%d 0 R ", n)
		}
		b.WriteString("]")
	}
	for i, n := range t.links {
		fmt.Fprintf(&b, "%d %d 0 R ", len(t.marks)+i, n)
	}
	t.pack(back, "<</Nums[%s]>>", b.String())
	root := t.nodes[t.root].parent
	t.pack(root, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>",
		t.nodes[t.root].object, back, len(t.marks)+len(t.links))
	return root
}

// about is what an element says of itself beside its tag.
func (t *tree) about(e *Element) string {
	s := ""
	for _, x := range []struct{ key, text string }{{"Alt", e.Alt}, {"ActualText", e.Actual}, {"Lang", e.Lang}} {
		if x.text != "" {
			s += "/" + x.key + literal(x.text)
		}
	}
	switch grounds := t.nodes[e].grounds; {
	case e.Tag == TableHead && e.Row:
		s += "/A<</O/Table/Scope/Row>>"
	case e.Tag == TableHead:
		s += "/A<</O/Table/Scope/Column>>"
	case e.Tag == Figure && len(grounds) == 1:
		for _, b := range grounds {
			s += fmt.Sprintf("/A<</O/Layout/Placement/Block/BBox[%s %s %s %s]>>",
				decimals(b.Min[0], 2), decimals(b.Min[1], 2), decimals(b.Max[0], 2), decimals(b.Max[1], 2))
		}
	}
	return s
}

// kids are an element's marks and links and then its children.
func (t *tree) kids(e *Element) string {
	n := t.nodes[e]
	var kids []string
	s := ""
	for i, k := range n.kids {
		page := t.pages[k.page]
		if i == 0 {
			s = fmt.Sprintf("/Pg %d 0 R", page)
		}
		switch {
		case k.link != 0:
			kids = append(kids, fmt.Sprintf("<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>", k.link, page))
		case k.page == n.kids[0].page:
			kids = append(kids, fmt.Sprint(k.mark))
		default:
			kids = append(kids, fmt.Sprintf("<</Type/MCR/Pg %d 0 R/MCID %d>>", page, k.mark))
		}
	}
	for _, c := range e.Children {
		kids = append(kids, fmt.Sprintf("%d 0 R", t.nodes[c].object))
	}
	if len(kids) == 0 {
		return s
	}
	return s + "/K[" + strings.Join(kids, " ") + "]"
}

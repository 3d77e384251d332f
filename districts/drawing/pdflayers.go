package drawing

import (
	"fmt"
	"strings"
)

// ocg is an optional content group (ISO 32000-1:2008, 8.11): what a viewer lists by name and can hide.
type ocg struct {
	name   string
	object int
}

// in makes what follows on the page part of a layer, and closes that which is open; "" is none.
func (c *content) in(name string) {
	if name == c.layer {
		return
	}
	if c.layer != "" {
		c.WriteString("EMC\n")
	}
	if c.layer = name; name != "" {
		fmt.Fprintf(c, "/OC/L%d BDC\n", c.layerOf(name))
	}
}

// layerOf is the place of a layer among all.
func (w *pdfWriter) layerOf(name string) int {
	for i, l := range w.layers {
		if l.name == name {
			return i
		}
	}
	n := w.alloc()
	w.pack(n, "<</Type/OCG/Name%s>>", literal(name))
	w.layers = append(w.layers, ocg{name, n})
	return len(w.layers) - 1
}

// properties name the layers for the pages.
func (w *pdfWriter) properties() string {
	if len(w.layers) == 0 {
		return ""
	}
	var b strings.Builder
	for i, l := range w.layers {
		fmt.Fprintf(&b, "/L%d %d 0 R", i, l.object)
	}
	return "/Properties<<" + b.String() + ">>"
}

// setLayers is the catalog's entry that lists the layers, all seen on opening, in the order of a legend: what lies on
// top comes first. The configuration has a name, lists every layer and names no automatic states, as PDF/A-2 asks for
// (ISO 19005-2:2011, 6.9).
func (w *pdfWriter) setLayers() string {
	if len(w.layers) == 0 {
		return ""
	}
	var all, order strings.Builder
	for i, l := range w.layers {
		fmt.Fprintf(&all, "%d 0 R ", l.object)
		fmt.Fprintf(&order, "%d 0 R ", w.layers[len(w.layers)-1-i].object)
	}
	return fmt.Sprintf("/OCProperties<</OCGs[%s]/D<</Name(okrug)/BaseState/ON/Order[%s]>>>>",
		strings.TrimSpace(all.String()), strings.TrimSpace(order.String()))
}

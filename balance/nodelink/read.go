package nodelink

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"

	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// reader collects a file as it streams by.
type reader struct {
	*input.Reader
	name   string
	o      Options
	file   File
	faults fault.Faults

	ids     []string
	voters  []int64
	index   map[string]int
	number  []map[string]int // parent values of each level
	places  []place          // with Options.Points
	links   []link
	form    string // the member that the links come from: links, edges or adjacency
	lists   int    // in adjacency
	hasNode bool   // there is a member nodes
	lacking []int  // links without a length
}

// link is kept by name until all nodes are known, for links may come first.
type link struct {
	source, target string
	length         int64
	at             [2]int // place among the links, or in adjacency
}

func (r *reader) spot(l link) spot {
	path := fmt.Sprintf("link %d", l.at[0])
	if r.form == adjacency {
		path = fmt.Sprintf("adjacency[%d][%d]", l.at[0], l.at[1])
	}
	return spot{path, l.source + "-" + l.target}
}

// adjacency is the member that names each node's neighbours in the order of the nodes.
const adjacency = "adjacency"

// Read reads a graph; name is used in messages. All faults come back together as a *fault.Faults, in the
// order of the file; those of links whose nodes must be known first stand behind them.
func Read(in io.Reader, name string, o Options) (*File, error) {
	rd := &reader{name: name, o: o.withDefaults(), index: map[string]int{}}
	rd.file.Parents = make([][]int, len(o.Parents))
	rd.file.ParentNames = make([][]string, len(o.Parents))
	rd.number = make([]map[string]int, len(o.Parents))
	for i := range rd.number {
		rd.number[i] = map[string]int{}
	}
	var err error
	if rd.Reader, err = input.NewReader(in); err == nil {
		err = rd.Fail(rd.document())
		rd.repeated(spot{})
	}
	if err != nil {
		rd.unreadable(err)
		return nil, rd.faults.Err()
	}
	rd.assemble()
	if o.Points && len(rd.places) > 0 {
		rd.points()
	}
	if err := rd.faults.Err(); err != nil {
		return nil, err
	}
	return &rd.file, nil
}

// Kinds of fault that only these files have; package fault has the others.
const (
	NotGraph     fault.Kind = "not a graph"
	NotObject    fault.Kind = "not an object"
	MissingPlace fault.Kind = "missing place"
	TooLarge     fault.Kind = "too large to be added up"
	TooSmall     fault.Kind = "too small to be told from 0"
)

// spot is where in the file a fault is: node 4 with its id, link 2 with those of its ends.
type spot struct{ path, id string }

func (r *reader) fault(at spot, kind fault.Kind, what, remedy locale.Text) {
	r.faults.Add(fault.Fault{File: r.name, Path: at.path, ID: at.id, Kind: kind, Detail: what, Remedy: remedy})
}

// repeated tells of keys given twice in a node or link, which name themselves better than their place does.
func (r *reader) repeated(at spot) {
	for _, x := range r.Repeats() {
		f := x.Fault(r.name)
		if at.path != "" {
			f.Path, f.ID = at.path, at.id
		}
		r.faults.Add(f)
	}
}

var remedyForm = locale.T("give node-link JSON, an object with nodes[] and links[], or adjacency JSON, with nodes[] " +
	"and " +
	"adjacency[]")

// unreadable tells why a file could not be read to its end.
func (r *reader) unreadable(err error) {
	f := fault.Fault{File: r.name, Kind: fault.NotJSON, Remedy: locale.T("export the graph again")}
	var syntax *input.SyntaxError
	switch {
	case errors.Is(err, input.ErrUTF16):
		f.Detail, f.Remedy = locale.T("%v", err), locale.T("save it as UTF-8")
	case errors.As(err, &syntax):
		f.Line, f.Detail = syntax.Line, locale.T("not JSON: %s, after byte %d", syntax.Err, locale.Nth(syntax.Offset))
	case errors.Is(err, errShape):
		f.Kind, f.Detail, f.Remedy = NotGraph, locale.T("%v", err), remedyForm
	default:
		var at *fs.PathError
		if errors.As(err, &at) { // what is said of the file is here already
			err = at.Err
		}
		f.Kind, f.Detail, f.Remedy = fault.NotReadable, locale.T("%v", err), locale.T("check that the file can be read")
	}
	r.faults.Add(f)
}

var errShape = locale.Errorf("not a node-link graph, and not an adjacency graph")

// document reads the top-level object. An error ends the reading; faults in its parts do not.
func (r *reader) document() error {
	if !r.Is('{') {
		if err := r.Skip(); err != nil {
			return err
		}
		return errShape
	}
	err := r.Object(func(key string) error {
		switch key {
		case "graph":
			return r.question()
		case "nodes":
			r.hasNode = true
			return r.array(key, r.node)
		case "links", "edges", adjacency:
			if r.form != "" && r.form != key {
				r.fault(spot{}, fault.RepeatedKey, locale.T("%q and %q are both given", r.form, key),
					locale.T("keep one of the two"))
				return r.Skip()
			}
			r.form = key
			if key == adjacency {
				return r.neighbours()
			}
			return r.array(key, func(i int) error { return r.link([2]int{i}, "source", "target") })
		default:
			return r.Skip()
		}
	})
	if err != nil {
		return err
	}
	if err := r.End(); errors.Is(err, input.ErrMore) {
		r.fault(spot{}, NotGraph, locale.T("something follows the graph"), locale.T("keep one graph in a file"))
	} else if err != nil {
		return err
	}
	return nil
}

// array calls element for each object of an array and reports anything else in it.
func (r *reader) array(key string, element func(i int) error) error {
	if !r.Is('[') {
		r.fault(spot{}, NotGraph, locale.T("%q is not a list", key), remedyForm)
		return r.Skip()
	}
	r.repeated(spot{})
	return r.Array(func(i int) error {
		if !r.Is('{') {
			if err := r.Skip(); err != nil {
				return err
			}
			r.fault(spot{path: fmt.Sprintf("%s[%d]", key, i)}, NotObject, locale.T("not an object"),
				locale.T("write each as {...}"))
			return nil
		}
		return element(i)
	})
}

// neighbours reads adjacency, a list of neighbours for each node.
func (r *reader) neighbours() error {
	if !r.Is('[') {
		return r.array(adjacency, nil) // which says that it is no list
	}
	return r.Array(func(i int) error {
		r.lists++
		return r.array(fmt.Sprintf("%s[%d]", adjacency, i), func(k int) error {
			return r.link([2]int{i, k}, "", "id")
		})
	})
}

// question reads graph{}, which some tools write as a list; a list asks nothing.
func (r *reader) question() error {
	if !r.Is('{') {
		return r.Skip()
	}
	return r.Object(func(key string) error {
		v, err := r.Value()
		if err != nil || v.Kind == input.Null {
			return err
		}
		var to *int64
		switch key {
		case "name":
			r.file.Name = v.Text
		case "districts":
			to = new(int64)
		case "lower":
			to = &r.file.Lower
		case "upper":
			to = &r.file.Upper
		}
		if to == nil {
			return nil
		}
		n, not := v.Whole()
		if not != nil {
			r.fault(spot{path: "graph." + key}, fault.BadNumber, locale.T("it %s", not.Detail), not.Remedy)
		}
		*to = n
		if key == "districts" {
			r.file.Districts = int(n)
		}
		return nil
	})
}

// assemble turns names into numbers and makes the graph.
func (r *reader) assemble() {
	if !r.hasNode {
		r.fault(spot{}, NotGraph, locale.T(`there is no "nodes"`), remedyForm)
	} else if len(r.ids) == 0 {
		r.fault(spot{}, NotGraph, locale.T("there are no nodes"), locale.T("export the graph again"))
	}
	switch {
	case r.form == "":
		r.fault(spot{}, NotGraph, locale.T(`there is no "links" and no "adjacency"`), remedyForm)
	case r.form == adjacency && r.lists != len(r.ids):
		r.fault(spot{}, NotGraph, locale.T("%d {1|node has|nodes have} %d {2|list|lists} of neighbours", len(r.ids),
			r.lists), locale.T("give adjacency[] one list for each of nodes[], in the same order"))
		return
	}
	r.lengths()
	edges := make([]graph.Edge, 0, len(r.links))
	given := make(map[[2]int]int, len(r.links))
	var sum int64
	for i, l := range r.links {
		if r.form == adjacency {
			l.source = r.ids[l.at[0]]
		}
		where := r.spot(l)
		u, known := r.index[l.source]
		v, too := r.index[l.target]
		if !known || !too {
			if l.source != "" && l.target != "" {
				missing := l.source
				if known {
					missing = l.target
				}
				r.fault(where, fault.BadLink, locale.T("no node has the id %s", missing),
					locale.T("add the node or remove the link"))
			}
			continue
		}
		if u == v {
			r.fault(where, fault.BadLink, locale.T("it joins a node to itself"), locale.T("remove the link"))
			continue
		}
		pair := [2]int{min(u, v), max(u, v)}
		if first, twice := given[pair]; twice {
			r.again(where, r.links[first], l)
			continue
		}
		given[pair] = i
		if sum += l.length; sum < 0 || sum > math.MaxInt64/4 {
			r.fault(where, TooLarge, locale.T("the border lengths are too large to be added up exactly"),
				locale.T("state them in a larger unit, such as km"))
			return
		}
		edges = append(edges, graph.Edge{U: u, V: v, Length: l.length})
	}
	if r.faults.Err() != nil {
		return
	}
	g, err := graph.New(r.ids, r.voters, edges)
	if err != nil {
		r.fault(spot{}, NotGraph, locale.T("%v", err), locale.T("correct the file"))
		return
	}
	g.Scale = LengthScale
	r.file.Graph = g
	r.file.HasLengths = len(r.lacking) == 0
}

// again judges a link between nodes that an earlier one joins: in adjacency that is the same link from its other end.
func (r *reader) again(where spot, first, second link) {
	switch {
	case r.form != adjacency || first.at[0] == second.at[0]:
		first.source = second.source // as in the same list
		r.fault(where, fault.BadLink, locale.T("%s joins the same nodes", r.spot(first).path),
			locale.T("keep one of the two"))
	case first.length != second.length:
		r.fault(where, fault.BadNumber, locale.T("its %s is not that of %s, the same link from the other end",
			r.o.Length, r.spot(first).path), locale.T("give both ends the same length"))
	}
}

// lengths judges the links without a length: all may lack it, for cut edges need none, but where some have one, a sum
// of lengths would leave the others out.
func (r *reader) lengths() {
	if len(r.lacking) == len(r.links) {
		return
	}
	for _, i := range r.lacking {
		l := r.links[i]
		if r.form == adjacency {
			l.source = r.ids[l.at[0]]
		}
		r.fault(r.spot(l), fault.MissingNumber, locale.T("it has no %s, which %d of %d {3|link|links} {2|has|have}",
			r.o.Length, len(r.links)-len(r.lacking), len(r.links)), locale.T("give every link its length, or name another "+
			"property by --length"))
	}
}

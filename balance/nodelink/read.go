package nodelink

import (
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/go-json-experiment/json/jsontext"

	"okrug/balance/graph"
	"okrug/geo/fault"
)

// reader collects a file as it streams by.
type reader struct {
	name   string
	o      Options
	dec    *jsontext.Decoder
	file   File
	faults fault.Faults

	ids    []string
	voters []int64
	index  map[string]int
	number []map[string]int // parent values of each level
	places []place          // with Options.Points
	links  []link
	seen   map[string]bool // top-level members
	lacks  int             // links without a length
}

// link is kept by name until all nodes are known, for links may come first.
type link struct {
	source, target string
	length         int64
}

func (l link) spot(i int) spot { return spot{fmt.Sprintf("link %d", i), l.source + "-" + l.target} }

// Read reads a graph; name is used in messages. All faults come back together as a *fault.Faults, in the
// order of the file; those of links whose nodes must be known first stand behind them.
func Read(r io.Reader, name string, o Options) (*File, error) {
	rd := &reader{name: name, o: o.withDefaults(), index: map[string]int{}, seen: map[string]bool{},
		dec: jsontext.NewDecoder(r, jsontext.AllowDuplicateNames(true))}
	rd.file.Parents = make([][]int, len(o.Parents))
	rd.file.ParentNames = make([][]string, len(o.Parents))
	rd.number = make([]map[string]int, len(o.Parents))
	for i := range rd.number {
		rd.number[i] = map[string]int{}
	}
	if err := rd.document(); err != nil {
		rd.syntax(err)
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
	NotGraph     fault.Kind = "not a node-link graph"
	NotObject    fault.Kind = "not an object"
	MissingPlace fault.Kind = "missing place"
	TooLarge     fault.Kind = "too large to be added up"
)

// spot is where in the file a fault is: node 4 with its id, link 2 with those of its ends.
type spot struct{ path, id string }

func (r *reader) fault(at spot, kind fault.Kind, what, remedy string) {
	r.faults.Add(fault.Fault{File: r.name, Path: at.path, ID: at.id, Kind: kind, Detail: what, Remedy: remedy})
}

func (r *reader) syntax(err error) {
	var s *jsontext.SyntacticError
	switch {
	case errors.As(err, &s):
		r.fault(spot{path: fmt.Sprintf("byte %d", s.ByteOffset)}, fault.NotJSON, "not JSON: "+s.Err.Error(),
			"export the graph again")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		r.fault(spot{}, fault.NotJSON, "the file is empty or ends too early", "export the graph again")
	case errors.Is(err, errShape):
		r.fault(spot{}, NotGraph, err.Error(), "give node-link JSON: an object with nodes[] and links[]")
	default:
		r.fault(spot{}, fault.NotReadable, err.Error(), "check that the file can be read")
	}
}

var errShape = errors.New("not a node-link graph")

// document reads the top-level object. An error ends the reading; faults in its parts do not.
func (r *reader) document() error {
	if r.dec.PeekKind() != '{' {
		if _, err := r.dec.ReadToken(); err != nil {
			return err
		}
		return errShape
	}
	err := r.object(func(key string) error {
		switch key {
		case "graph", "nodes", "links", "edges":
			if r.seen[key] {
				r.fault(spot{}, fault.RepeatedKey, fmt.Sprintf("%q is given twice", key), "merge the two into one")
			}
			r.seen[key] = true
		}
		switch key {
		case "graph":
			return r.question()
		case "nodes":
			return r.array(key, r.node)
		case "links", "edges":
			return r.array(key, r.link)
		default:
			return r.dec.SkipValue()
		}
	})
	if err != nil {
		return err
	}
	if _, err := r.dec.ReadToken(); !errors.Is(err, io.EOF) {
		r.fault(spot{}, NotGraph, "something follows the graph", "keep one graph in a file")
	}
	return nil
}

// object calls member for each member's name; member must read the value.
func (r *reader) object(member func(key string) error) error {
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	for r.dec.PeekKind() != '}' {
		t, err := r.dec.ReadToken()
		if err != nil {
			return err
		}
		if err := member(t.String()); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// array calls element for each object of an array and reports anything else in it.
func (r *reader) array(key string, element func(i int) error) error {
	if r.dec.PeekKind() != '[' {
		r.fault(spot{}, NotGraph, fmt.Sprintf("%q is not a list", key),
			"give node-link JSON: an object with nodes[] and links[]")
		return r.dec.SkipValue()
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	for i := 0; r.dec.PeekKind() != ']'; i++ {
		switch r.dec.PeekKind() {
		case '{':
		case 0: // the end of the file, or no JSON
			_, err := r.dec.ReadToken()
			return err
		default:
			r.fault(spot{path: fmt.Sprintf("%s[%d]", key, i)}, NotObject, "not an object", "write each as {...}")
			if err := r.dec.SkipValue(); err != nil {
				return err
			}
			continue
		}
		if err := element(i); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// question reads graph{}, which some tools write as a list; a list asks nothing.
func (r *reader) question() error {
	if r.dec.PeekKind() != '{' {
		return r.dec.SkipValue()
	}
	whole := func(key string) (int64, error) {
		v, what, err := r.whole()
		if err == nil && what != "" {
			r.fault(spot{path: "graph." + key}, fault.BadNumber, what, "give a whole number that is not negative")
		}
		return v, err
	}
	return r.object(func(key string) (err error) {
		switch key {
		case "name":
			if r.dec.PeekKind() != '"' {
				return r.dec.SkipValue()
			}
			t, err := r.dec.ReadToken()
			r.file.Name = t.String()
			return err
		case "districts":
			v, err := whole(key)
			r.file.Districts = int(v)
			return err
		case "lower":
			r.file.Lower, err = whole(key)
			return err
		case "upper":
			r.file.Upper, err = whole(key)
			return err
		default:
			return r.dec.SkipValue()
		}
	})
}

// assemble turns names into numbers and makes the graph.
func (r *reader) assemble() {
	if !r.seen["nodes"] {
		r.fault(spot{}, NotGraph, `there is no "nodes"`, "give node-link JSON: an object with nodes[] and links[]")
	} else if len(r.ids) == 0 {
		r.fault(spot{}, NotGraph, "there are no nodes", "export the graph again")
	}
	if !r.seen["links"] && !r.seen["edges"] {
		r.fault(spot{}, NotGraph, `there is no "links"`, "give node-link JSON: an object with nodes[] and links[]")
	}
	edges := make([]graph.Edge, 0, len(r.links))
	given := make(map[[2]int]int, len(r.links))
	var sum int64
	for i, l := range r.links {
		where := l.spot(i)
		u, known := r.index[l.source]
		v, too := r.index[l.target]
		if !known || !too {
			if l.source != "" && l.target != "" {
				missing := l.source
				if known {
					missing = l.target
				}
				r.fault(where, fault.BadLink, fmt.Sprintf("no node has the id %s", missing), "add the node or remove the link")
			}
			continue
		}
		if u == v {
			r.fault(where, fault.BadLink, "it joins a node to itself", "remove the link")
			continue
		}
		pair := [2]int{min(u, v), max(u, v)}
		if first, twice := given[pair]; twice {
			r.fault(where, fault.BadLink, fmt.Sprintf("link %d joins the same nodes", first), "keep one of the two")
			continue
		}
		given[pair] = i
		if sum += l.length; sum < 0 || sum > math.MaxInt64/4 {
			r.fault(where, TooLarge, "the border lengths are too large to be added up exactly",
				"state them in a larger unit, such as km")
			return
		}
		edges = append(edges, graph.Edge{U: u, V: v, Length: l.length})
	}
	if r.faults.Err() != nil {
		return
	}
	g, err := graph.New(r.ids, r.voters, edges)
	if err != nil {
		r.fault(spot{}, NotGraph, err.Error(), "correct the file")
		return
	}
	g.Scale = LengthScale
	r.file.Graph = g
	r.file.HasLengths = r.lacks == 0
}

package planfile

import (
	"bytes"
	"errors"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// errEnough ends a look at a file that has shown what it is.
var errEnough = errors.New("enough")

// json reads a graph whose nodes have an assignment, Districtr's plan, an object of districts by unit, a list of
// objects, or else a layer.
func (r *reading) json() map[int][]int {
	in, err := input.NewReader(bytes.NewReader(r.s.Data))
	if err != nil {
		return r.layers() // whose reader knows encodings
	}
	if in.Is('[') {
		return r.table(r.readRecords(nil))
	}
	shape, err := shapeOf(in)
	switch {
	case shape["layer"]:
		return r.layers()
	case err != nil:
		r.notJSON(in.Fail(err))
		return nil
	case shape["nodes"]:
		t := r.readRecords([]string{"nodes"})
		t.counts = everyUnit
		return r.table(t)
	case shape["assignment"]:
		return r.table(r.readAssignment([]string{"assignment"}, fromZero))
	case shape["any"] && !shape["deep"]:
		return r.table(r.readAssignment(nil, unsaid))
	}
	r.faults.Add(r.s.Fault(fault.NotJSON, locale.T("it is no plan: it has neither features, nor nodes, nor an assignment"),
		locale.T("give GeoJSON, a graph with a district in every node, or an object of districts by unit")))
	return nil
}

// shapeOf is what an object of JSON has that tells what it is.
func shapeOf(in *input.Reader) (shape map[string]bool, err error) {
	shape = map[string]bool{}
	err = in.Object(func(key string) error {
		if key == "nodes" && in.Is('[') || key == "assignment" && in.Is('{') {
			shape[key] = true
		}
		if key == "type" || key == "features" || key == "coordinates" {
			shape["layer"] = true
			return errEnough
		}
		shape["any"] = true
		if in.Is('{') || in.Is('[') {
			shape["deep"] = true
		}
		return in.Skip()
	})
	return shape, err
}

func (r *reading) notJSON(err error) {
	f := r.s.Fault(fault.NotJSON, locale.T("not JSON: %v", err), locale.Text{})
	var syntax *input.SyntaxError
	if errors.As(err, &syntax) {
		f.Line = syntax.Line
	}
	r.faults.Add(f)
}

// within calls read with a reader that stands at the value of a key of the document's object, or at the document.
// Keys given twice are faults, where read does not see to it.
func (r *reading) within(keys []string, repeats bool, read func(in *input.Reader) error) {
	in, err := input.NewReader(bytes.NewReader(r.s.Data))
	if err == nil && len(keys) == 0 {
		err = read(in)
	} else if err == nil {
		err = in.Object(func(key string) error {
			if key == keys[0] {
				return read(in)
			}
			return in.Skip()
		})
	}
	if err != nil {
		r.notJSON(in.Fail(err))
		return
	}
	for _, x := range in.Repeats() {
		if !repeats {
			break
		}
		r.faults.Add(x.Fault(r.s.Name))
	}
}

// readRecords reads a list of objects as a table whose columns are their keys, in the order in which these come.
func (r *reading) readRecords(keys []string) *table {
	t := &table{titles: []string{}}
	column := map[string]int{}
	r.within(keys, true, func(in *input.Reader) error {
		if !in.Is('[') {
			return in.Skip()
		}
		return in.Array(func(i int) error {
			x := record{at: fault.Fault{File: r.s.Name, Where: locale.T("object %d of the list", locale.Nth(i))}}
			if len(keys) > 0 {
				x.at.Where = locale.T("node %d", locale.Nth(i))
			}
			if !in.Is('{') {
				r.rowFault(x, "", fault.BadValue, locale.T("it is no object"), locale.T("give an object with id and district"))
				return in.Skip()
			}
			err := in.Object(func(key string) error {
				v, err := in.Value()
				if err != nil {
					return err
				}
				c, ok := column[key]
				if !ok {
					if len(column) == mostKeys {
						return nil // no key of so many is that of a plan
					}
					c = len(column)
					column[key] = c
					t.titles = append(t.titles, key)
				}
				for len(x.cells) <= c {
					x.cells = append(x.cells, "")
				}
				x.cells[c] = valueText(v)
				return nil
			})
			t.rows = append(t.rows, x)
			return err
		})
	})
	return t
}

// mostKeys is how many different keys of objects are looked at.
const mostKeys = 1000

// readAssignment reads an object whose keys are units.
func (r *reading) readAssignment(keys []string, counts counting) *table {
	t := &table{titles: []string{"unit_id", "district"}, counts: counts}
	seen := map[string]bool{}
	r.within(keys, false, func(in *input.Reader) error {
		if !in.Is('{') {
			return in.Skip()
		}
		return in.Object(func(key string) error {
			text, err := assigned(in)
			x := record{at: fault.Fault{File: r.s.Name}, cells: []string{key, text}}
			if seen[key] {
				r.rowFault(x, key, fault.RepeatedKey, locale.T("%q is given twice", key), locale.T("keep one of the two"))
			}
			seen[key] = true
			t.rows = append(t.rows, x)
			return err
		})
	})
	return t
}

// assigned reads a district: a number, a text, or as Districtr writes it where units may have several, a list of one.
func assigned(in *input.Reader) (string, error) {
	if !in.Is('[') {
		v, err := in.Value()
		return valueText(v), err
	}
	var all []string
	err := in.Array(func(int) error {
		v, err := in.Value()
		if s := valueText(v); s != "" {
			all = append(all, s)
		}
		return err
	})
	return strings.Join(all, "|"), err
}

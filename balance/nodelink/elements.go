package nodelink

import (
	"fmt"
	"math"
	"strconv"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// node reads one element of nodes[].
func (r *reader) node(i int) error {
	n := len(r.ids)
	var id, voters input.Value
	parents := make([]string, len(r.o.Parents))
	var at place
	if r.o.Points {
		at = newPlace()
		r.places = append(r.places, at)
	}
	err := r.Object(func(key string) error {
		v, err := r.Value()
		switch {
		case err != nil:
			return err
		case key == "id":
			id = v
		case key == r.o.Voters:
			voters = v
		case at != nil && at.at(key) != nil:
			*at.at(key) = coordinate(v)
		default:
			for l, name := range r.o.Parents {
				if key == name {
					parents[l] = v.ID()
					break
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	where := spot{fmt.Sprintf("node %d", i), id.ID()}
	r.repeated(where)
	if where.id == "" {
		r.fault(where, fault.MissingID, locale.T("it has no id"), locale.T(`give it "id", a text or a number`))
	} else if first, twice := r.index[where.id]; twice {
		r.fault(where, fault.DuplicateID, locale.T("node %d has the same id", locale.Nth(first)),
			locale.T("give every node an id of its own"))
	} else {
		r.index[where.id] = n
	}
	count, not := voters.Whole()
	switch {
	case voters.Kind == input.Missing:
		r.fault(where, fault.MissingNumber, locale.T("it has no %s", r.o.Voters),
			locale.T("give every node its voters, or name the property that holds them"))
	case voters.Absent():
		r.fault(where, fault.MissingNumber, locale.T("%s %s", r.o.Voters, not.Detail), not.Remedy)
	case not != nil:
		r.fault(where, fault.BadNumber, locale.T("%s %s", r.o.Voters, not.Detail), not.Remedy)
	}
	r.ids = append(r.ids, where.id)
	r.voters = append(r.voters, count)
	for l, name := range parents {
		r.file.Parents[l] = append(r.file.Parents[l], r.parent(l, name))
	}
	return nil
}

func (r *reader) parent(level int, name string) int {
	if name == "" {
		return -1
	}
	p, known := r.number[level][name]
	if !known {
		p = len(r.file.ParentNames[level])
		r.number[level][name] = p
		r.file.ParentNames[level] = append(r.file.ParentNames[level], name)
	}
	return p
}

// link reads one link, whose ends are under these keys; "" for an end that its place says.
func (r *reader) link(at [2]int, source, target string) error {
	l := link{at: at}
	var length input.Value
	err := r.Object(func(key string) error {
		v, err := r.Value()
		switch key {
		case source:
			l.source = v.ID()
		case target:
			l.target = v.ID()
		case r.o.Length:
			length = v
		}
		return err
	})
	if err != nil {
		return err
	}
	where := r.spot(l)
	r.repeated(where)
	if source != "" && l.source == "" || l.target == "" {
		what, remedy := locale.T("source or target is missing"), locale.T("name two nodes by their ids")
		if source == "" {
			what, remedy = locale.T("its id is missing"), locale.T("name a node by its id")
		}
		r.fault(where, fault.BadLink, what, remedy)
	}
	metres := float(length)
	switch scaled := math.Round(metres * LengthScale); {
	case length.Absent():
		r.lacking = append(r.lacking, len(r.links))
	case math.IsNaN(metres) || metres < 0:
		r.fault(where, fault.BadNumber, locale.T("%s is not a length", r.o.Length),
			locale.T("give a number that is not negative"))
	case scaled >= math.MaxInt64/4:
		r.fault(where, TooLarge, locale.T("%s is %g, too large to be added up exactly", r.o.Length, metres),
			locale.T("state lengths in a larger unit, such as km"))
	case metres > 0 && scaled == 0: // it would count as no border at all
		r.fault(where, TooSmall, locale.T("%s is %g, too small to be told from 0", r.o.Length, metres),
			locale.T("state lengths in a smaller unit, such as metres"))
	default:
		l.length = int64(scaled)
	}
	r.links = append(r.links, l)
	return nil
}

// float is a number; NaN is anything else.
func float(v input.Value) float64 {
	f, err := strconv.ParseFloat(v.Text, 64)
	if v.Kind != input.Number || err != nil {
		return math.NaN()
	}
	return f
}

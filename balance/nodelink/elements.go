package nodelink

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"okrug/geo/fault"
)

// node reads one element of nodes[].
func (r *reader) node(i int) error {
	n := len(r.ids)
	id, voters, badVoters := "", int64(-1), ""
	parents := make([]string, len(r.o.Parents))
	var at place
	if r.o.Points {
		at = newPlace()
		r.places = append(r.places, at)
	}
	err := r.object(func(key string) (err error) {
		switch {
		case key == "id":
			id, err = r.id()
		case key == r.o.Voters:
			voters, badVoters, err = r.whole()
		case at != nil && at.at(key) != nil:
			*at.at(key), err = r.coordinate()
		default:
			for l, name := range r.o.Parents {
				if key == name {
					parents[l], err = r.id()
					return err
				}
			}
			return r.dec.SkipValue()
		}
		return err
	})
	if err != nil {
		return err
	}
	where := spot{fmt.Sprintf("node %d", i), id}
	if id == "" {
		r.fault(where, fault.MissingID, "it has no id", `give it "id", a text or a number`)
	} else if first, twice := r.index[id]; twice {
		r.fault(where, fault.DuplicateID, fmt.Sprintf("node %d has the same id", first), "give every node an id of its own")
	} else {
		r.index[id] = n
	}
	switch {
	case badVoters != "":
		r.fault(where, fault.BadNumber, r.o.Voters+" is "+badVoters,
			"give the voters as a whole number that is not negative")
	case voters < 0:
		r.fault(where, fault.MissingNumber, "it has no "+r.o.Voters,
			"give every node its voters, or name the property that holds them")
	}
	r.ids = append(r.ids, id)
	r.voters = append(r.voters, max(0, voters))
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

// link reads one element of links[].
func (r *reader) link(i int) error {
	var l link
	length := math.NaN()
	given := false
	err := r.object(func(key string) (err error) {
		switch key {
		case "source":
			l.source, err = r.id()
		case "target":
			l.target, err = r.id()
		case r.o.Length:
			if r.dec.PeekKind() == 'n' {
				return r.dec.SkipValue()
			}
			given = true
			length, err = r.float()
		default:
			return r.dec.SkipValue()
		}
		return err
	})
	if err != nil {
		return err
	}
	where := l.spot(i)
	if l.source == "" || l.target == "" {
		r.fault(where, fault.BadLink, "source or target is missing", "name two nodes by their ids")
	}
	switch scaled := math.Round(length * LengthScale); {
	case !given:
		r.lacks++
	case math.IsNaN(length) || length < 0:
		r.fault(where, fault.BadNumber, r.o.Length+" is not a length", "give a number that is not negative")
	case scaled >= math.MaxInt64/4:
		r.fault(where, TooLarge, fmt.Sprintf("%s is %g, too large to be added up exactly", r.o.Length, length),
			"state lengths in a larger unit, such as km")
	default:
		l.length = int64(scaled)
	}
	r.links = append(r.links, l)
	return nil
}

// id reads a text or a number as it is written; anything else is "".
func (r *reader) id() (string, error) {
	switch r.dec.PeekKind() {
	case '"', '0':
		t, err := r.dec.ReadToken()
		return t.String(), err
	default:
		return "", r.dec.SkipValue()
	}
}

// whole reads a whole number; what says what else was found.
func (r *reader) whole() (v int64, what string, err error) {
	switch r.dec.PeekKind() {
	case '0':
	case '"':
		t, err := r.dec.ReadToken()
		return -1, strconv.Quote(t.String()) + ", a text", err
	default:
		return -1, "not a number", r.dec.SkipValue()
	}
	t, err := r.dec.ReadToken()
	if err != nil {
		return -1, "", err
	}
	text := t.String()
	if v, err := strconv.ParseInt(text, 10, 64); err == nil {
		if v < 0 {
			return -1, text + ", which is negative", nil
		}
		return v, "", nil
	}
	f, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || math.Abs(f) >= 1<<63:
		return -1, text + ", which does not fit in 64 bits", nil
	case f < 0:
		return -1, text + ", which is negative", nil
	case f != math.Trunc(f) || f >= 1<<53 || strings.ContainsAny(text, "eE"):
		return -1, text + ", which is not a whole number", nil
	default:
		return int64(f), "", nil // 1234.0, as tools with floating-point columns write it
	}
}

// float reads a number; NaN is anything else.
func (r *reader) float() (float64, error) {
	if r.dec.PeekKind() != '0' {
		return math.NaN(), r.dec.SkipValue()
	}
	t, err := r.dec.ReadToken()
	if err != nil {
		return math.NaN(), err
	}
	f, err := strconv.ParseFloat(t.String(), 64)
	if err != nil {
		return math.NaN(), nil
	}
	return f, nil
}

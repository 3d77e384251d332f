package planfile

import (
	"slices"
	"strconv"

	"github.com/okrug/okrug/districts/planfile/ben"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// NoSample is an ensemble whose plan that is meant is not named, or that lacks it.
const NoSample fault.Kind = "sample not found"

// ensemble reads the plan of an ensemble that is named, or the only one. Its positions are the units in their order.
func (r *reading) ensemble() map[int][]int {
	var of []uint16
	number, first, last, count := 0, 0, 0, 0
	for x, err := range ben.Read(r.s, ben.Options{Nodes: len(r.Layer.Units), Most: r.Options.Most}) {
		if err != nil {
			r.add(err)
			return nil
		}
		if count == 0 {
			first = x.Number
		}
		last = x.Number + x.Times - 1
		count += x.Times
		if named := x.Number <= r.Sample && r.Sample <= last; named || r.Sample == 0 && of == nil {
			of, number = slices.Clone(x.Of), x.Number
			if named {
				number = r.Sample
				break
			}
		}
	}
	switch {
	case of == nil:
		r.faults.Add(r.s.Fault(NoSample, locale.T("it has no plan %d; it has %d {2|plan|plans}, numbered %d to %d",
			locale.Nth(r.Sample), count, locale.Nth(first), locale.Nth(last)), locale.T("name one of these with --sample")))
		return nil
	case r.Sample == 0 && count > 1:
		r.faults.Add(r.s.Fault(NoSample, locale.T("it has %d {1|plan|plans}, numbered %d to %d", count, locale.Nth(first),
			locale.Nth(last)), locale.T("name the one that is meant, as --sample %d", locale.Nth(last))))
		return nil
	}
	units := r.units.list
	n := len(of)
	label := func(u int) locale.Text { return fault.Label(units[u].ID, units[u].Shown) }
	r.note(r.s.Fault(ReadAs, locale.T("its %d {1|position is|positions are} taken for the units in the order in which "+
		"okrug graph writes them, from %s to %s", n, label(0), label(n-1)), locale.Text{}))
	list, at := make([]labelled, n), make([]int, n)
	for u, d := range of {
		list[u].at = r.s.Fault("", locale.Text{}, locale.Text{})
		list[u].at.Where = locale.T("sample %d", locale.Nth(number))
		list[u].at.ID, list[u].at.Name = units[u].ID, units[u].Shown
		list[u].text = strconv.Itoa(int(d))
		at[u] = u
	}
	return gather(at, r.numbers(list, everyUnit))
}

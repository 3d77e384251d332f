package main

import (
	"encoding/json"

	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// plan says of a file that is a plan and no layer what it is and which verb takes it; ok is false of any other.
func (v *inspectVerb) plan(s format.Source, file string, m *meter) (ok bool, err error) {
	inner, _, packed, err := exchange.Unpack(s, v.reading, exchange.Plans)
	if err != nil {
		return false, nil // it is told where it is opened for its layers
	}
	x, ok, err := planfile.Recognise(inner, v.reading.Most)
	if m.clear(); !ok || err != nil {
		return ok, badInput(err)
	}
	if v.json {
		e := json.NewEncoder(v.out)
		e.SetIndent("", "  ")
		return true, e.Encode(struct {
			File string `json:"file"`
			planfile.Recognised
		}{file, x})
	}
	v.pointOutFaults(packed)
	p := v.answer()
	p.sayf("%s: %s.", file, map[planfile.Form]locale.Text{
		planfile.Ensemble: locale.T("%d {1|plan|plans} of %d {2|position|positions}, by which they are of the units in "+
			"the order of okrug graph", x.Plans, x.Positions),
		planfile.Graph:      locale.T("a graph of who neighbours whom"),
		planfile.Assignment: locale.T("the districts of units"),
		planfile.Table:      locale.T("a table of %d {1|line|lines}", x.Rows),
	}[x.Form])
	switch x.Form {
	case planfile.Ensemble:
		p.sayf("okrug check %s --sample N reads one of them for the scenario of --scenario; so do compare, merge and "+
			"convert.", file)
	case planfile.Graph:
		p.sayf("okrug graph %s says what it holds, and okrug solve %[1]s plans it; where its nodes have districts, okrug "+
			"check %[1]s reads them as a plan for the scenario of --scenario.", file)
	default:
		p.sayf("okrug check %s reads it as a plan for the scenario of --scenario.", file)
	}
	return true, nil
}

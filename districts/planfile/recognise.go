package planfile

import (
	"bytes"
	"strings"

	"github.com/okrug/okrug/districts/planfile/ben"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
)

// Form is what a file is that is a plan, or may be, and no layer.
type Form string

// The forms.
const (
	Ensemble   Form = "ensemble"   // of plans, by position
	Graph      Form = "graph"      // whose nodes may have districts
	Assignment Form = "assignment" // an object of districts by unit, as Districtr writes it
	Table      Form = "table"      // in a text that no format of layers claims, such as a block equivalency file
)

// Recognised is a file that was recognised.
type Recognised struct {
	Form Form `json:"form"`
	// Plans and Positions are those of an ensemble, Rows those of a table with its head.
	Plans     int `json:"plans,omitempty"`
	Positions int `json:"positions,omitempty"`
	Rows      int `json:"rows,omitempty"`
}

// Recognise says what a file is, unpacked, that is a plan and no layer; ok is false of any other. The error is what is
// wrong with an ensemble, a fault.Fault. Most is as in exchange.Options.
func Recognise(s format.Source, most int64) (x Recognised, ok bool, err error) {
	switch {
	case ben.Is(s.Data):
		x.Form = Ensemble
		for sample, err := range ben.Read(s, ben.Options{Most: most}) {
			if err != nil {
				return x, true, err
			}
			x.Plans, x.Positions = x.Plans+sample.Times, len(sample.Of)
		}
		return x, true, nil
	case isJSON(s.Data):
		in, err := input.NewReader(bytes.NewReader(s.Data))
		if err != nil || !in.Is('{') {
			return x, false, nil
		}
		shape, err := shapeOf(in)
		switch {
		case shape["layer"] || err != nil:
		case shape["nodes"]:
			x.Form = Graph
		case shape["assignment"], shape["any"] && !shape["deep"]:
			x.Form = Assignment
		}
		return x, x.Form != "", nil
	case strings.HasSuffix(strings.ToLower(s.Name), ".txt") && !isBinary(s.Data) && !isXML(s.Data):
		if book, faults := sheet.Read(s.Name, s.Data); book != nil && faults.Err() == nil {
			return Recognised{Form: Table, Rows: len(book.Sheets[0].Rows)}, true, nil
		}
	}
	return x, false, nil
}

package scenario

import (
	"slices"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/project"
)

// Converted is the kind of a note on a file that is kept in another format than it came in.
const Converted fault.Kind = "kept in another format"

// readPlaces is read for a file of places of any format. What comes back, and what is on record, is GeoJSON.
func (f *files) readPlaces(role, name string, o exchange.Options) ([]byte, string, error) {
	data, name, err := f.raw(role, name)
	if err != nil {
		return nil, name, err
	}
	if _, replaced := f.replaced[role]; replaced {
		o = exchange.Options{} // it is that of the scenario's own file
	}
	o.Stating = project.InScenario
	p, err := f.plain(name, data, o)
	if err != nil {
		return nil, name, err
	}
	if !p.Changed {
		f.note(role, name, data)
		return data, name, nil
	}
	notes := append(slices.Clone(p.Notes), fault.Fault{File: name,
		Detail: locale.T("it is read as %s; a plan's folder keeps what was read of it as GeoJSON", p.Format)})
	f.noteAs(role, name, data, ".geojson", p.Data, notes)
	return p.Data, name, nil
}

// made are the inputs that are kept in another form than they came in, by this run or by the one that wrote the
// scenario, in the order of inputs.
func (s *Scenario) made() []Made {
	var all []Made
	for _, in := range s.files.inputs {
		if in.Of != nil {
			all = append(all, Made{in.Role, *in.Of})
			continue
		}
		for _, m := range s.MadeFrom {
			if _, replaced := s.files.replaced[in.Role]; m.Of == in.Role && !replaced {
				all = append(all, m)
			}
		}
	}
	return all
}

// madeNotes tell how the inputs were read that are kept in another form.
func (s *Scenario) madeNotes() []fault.Fault {
	var notes []fault.Fault
	for _, m := range s.made() {
		for _, words := range m.Notes {
			notes = append(notes, fault.Fault{Kind: Converted, Detail: locale.Said(words)})
		}
	}
	return notes
}

// plain is a file as GeoJSON. Files beside it are looked for where it lies on disk, and not in folders of others.
func (f *files) plain(name string, data []byte, o exchange.Options) (exchange.Plain, error) {
	s := format.Source{Name: name, Data: data}
	if f.embedded == nil && f.within == "" {
		s.Beside = output.Beside(name)
	}
	o.Most = output.Most()
	return exchange.AsPlain(s, o)
}

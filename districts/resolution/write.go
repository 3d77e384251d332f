package resolution

import (
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"
)

// ErrWords says that the written words do not give back the plan. It comes from a template that lost what package
// readback relies on, or names that cannot be told apart; nothing is written then.
var ErrWords = locale.Errorf("the words of the act do not give back the plan")

// Write writes the act with its annexes in the format of the file's ending and reads the finished document back: the
// words must give exactly the plan, else the error is ErrWords.
func Write(p *districts.Plan, table *names.Table, o Options, file string) ([]byte, error) {
	a, err := New(p, table, o)
	if err != nil {
		return nil, err
	}
	return a.Write(p, table, o.Template, file)
}

// Write is Write of the plan and table that the act was gathered from, in the words of a template.
func (a *Act) Write(p *districts.Plan, table *names.Table, template, file string) ([]byte, error) {
	s, err := a.Document(template)
	if err != nil {
		return nil, err
	}
	data, err := Encode(s, file)
	if err != nil {
		return nil, err
	}
	r, err := readback.Document(data, p.Layer, table, fallbacks(p)...)
	if err == nil {
		err = checkWords(p, r)
	}
	if err != nil {
		return nil, locale.Errorf("%w: %w", ErrWords, err)
	}
	return data, nil
}

// WriteNote writes the explanatory note.
func WriteNote(p *districts.Plan, table *names.Table, o Options, file string) ([]byte, error) {
	a, err := New(p, table, o)
	if err != nil {
		return nil, err
	}
	return a.WriteNote(o.Template, file)
}

// WriteNote writes the explanatory note in the words of a template.
func (a *Act) WriteNote(template, file string) ([]byte, error) {
	s, err := a.Note(template)
	if err != nil {
		return nil, err
	}
	return Encode(s, file)
}

// Table reads the table of grammar of a plan's scenario; nil where it has none.
func Table(p *districts.Plan) (*names.Table, error) {
	if p.Scenario == nil {
		return nil, nil
	}
	return ScenarioTable(p.Scenario)
}

// ScenarioTable reads the table of grammar that a scenario names; nil where it names none.
func ScenarioTable(s *scenario.Scenario) (*names.Table, error) {
	forms, kinds, err := s.Grammar()
	if err != nil || forms == nil {
		return nil, err
	}
	return names.Read(forms, kinds)
}

package scenario

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/voters"
)

// votersTable is how the table of voters is read, with what somebody has decided of its doubtful rows.
func (s *Scenario) votersTable() (*geo.VotersTable, error) {
	t := s.VotersTable
	out := &geo.VotersTable{Columns: voters.Columns{Sheet: t.Sheet, ID: t.ID, Name: t.Name, Region: t.Region,
		Voters: t.Voters, Status: t.Status}}
	data, name, err := s.files.decisions(t.Matches)
	if data == nil || err != nil {
		return out, err
	}
	out.Decisions, err = voters.ReadDecisions(name, data)
	return out, err
}

// restate puts a table of voters, of units or elsewhere, on record as the plain table that says the same, with the
// notes on what was taken for what. It returns the other notes.
func (s *Scenario) restate(role, name string, read tableRead, plain []byte, notes []geo.Fault) (others []geo.Fault) {
	taken := slices.Clone(read.notes)
	for _, n := range notes {
		if n.File == name && slices.Contains([]fault.Kind{geo.ReadAs, geo.Rounded, charset.Assumed}, n.Kind) {
			taken = append(taken, n)
		} else {
			others = append(others, n)
		}
	}
	s.files.noteAs(role, name, read.original, ".csv", plain, taken)
	return others
}

// VotersTaken are the notes on what was taken for what in the tables of voters that were read in this run.
func (s *Scenario) VotersTaken() (notes []locale.Text) {
	for _, in := range s.files.inputs {
		if in.Role != "voters" && in.Role != "elsewhere" || in.Of == nil {
			continue
		}
		for _, words := range in.Of.Notes {
			notes = append(notes, locale.Said(words))
		}
	}
	return notes
}

// roleOfMatches is that of the table of decisions, which is no input of a plan: what it decides is on record.
const roleOfMatches = "matches"

// decisions reads the table of decisions; nil where none is named, or there is none yet.
func (f *files) decisions(name string) (data []byte, shown string, err error) {
	if p, ok := f.replaced[roleOfMatches]; ok {
		data, err = output.ReadFile(p)
		name = p
	} else if name == "" {
		return nil, "", nil
	} else if f.embedded != nil {
		data, err = fs.ReadFile(f.embedded, name)
	} else {
		data, name, err = f.readBeside(name)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, name, nil
	}
	if err != nil {
		return nil, name, err
	}
	table, _, err := unpackedTable(name, data)
	return table.Data, name, err
}

// matchesPath is where a table of decisions is written, "" for nowhere: a packed one is not written into.
func (s *Scenario) matchesPath() string {
	p, replaced := s.files.replaced[roleOfMatches]
	if end := strings.ToLower(path.Ext(cmp.Or(p, s.VotersTable.Matches))); end == ".gz" || end == ".zip" {
		return ""
	}
	if replaced || s.VotersTable.Matches == "" || s.files.embedded != nil ||
		s.files.within != "" {
		return p
	}
	_, name, _ := s.files.decisions(s.VotersTable.Matches) // it was read before
	return name
}

// DoubtsError says that rows of a table of voters have units that somebody must decide. It wraps the faults of the
// inputs, and has the table to fill in.
type DoubtsError struct {
	Path  string // where the table of decisions belongs, "" where nobody has named a place
	Table *voters.Decisions
	lang  string // the scenario's first
	err   error
}

// Error is the error in English.
func (e *DoubtsError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *DoubtsError) In(lang string) string {
	said := locale.T("%d {1|row is|rows are} left to decide: --matches FILE makes a table of {1|it|them}, in which you "+
		"write the ids of the units, and the next run reads it", e.Table.Open())
	if e.Path != "" {
		said = locale.T("%d {1|row is|rows are} left to decide in %s: write the ids of the units into its column "+
			"unit_id, or "+
			"- for a row that is none, and run the command again", e.Table.Open(), e.Path)
	}
	return locale.Say(e.err, lang) + "\n" + said.In(lang)
}

// Unwrap gives the faults of the inputs.
func (e *DoubtsError) Unwrap() error { return e.err }

// Save writes the table of decisions where it belongs, with names in a language, by default the scenario's first.
func (e *DoubtsError) Save(lang string) error {
	if e.Path == "" {
		return nil
	}
	return output.WriteFile(e.Path, e.Table.Table(cmp.Or(lang, e.lang)))
}

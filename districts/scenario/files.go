package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// Input is one file that was read, for the record that every output carries.
type Input struct {
	// scenario, units, settlements, regions, places, base, voters, elsewhere, finer:N, plan:ID, crosswalk:ID, grammar or
	// grammar_kinds
	Role string `json:"role"`
	// Name is its name among the inputs of a plan's folder: its own, with the role before it where two have the same.
	Name   string `json:"file"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	// Of is the file that it was made from, where it is not kept as it was read: a workbook, a shapefile.
	Of *Original `json:"of,omitempty"`

	File string `json:"-"` // where it was read
	data []byte // where it is not kept as it was read
}

// Original is a file in a format of its own, whose contents are on record in another form.
type Original struct {
	Name   string `json:"file" yaml:"file"`
	SHA256 string `json:"sha256" yaml:"sha256"`
	Bytes  int64  `json:"bytes" yaml:"bytes"`
	// Notes tell how it was read, by language.
	Notes []geo.Names `json:"-" yaml:"notes,omitempty"`
}

// Made is an input of a plan's folder that was made from a file in another format.
type Made struct {
	Of       string `yaml:"of"` // role, as in Input
	Original `yaml:",inline"`
}

// files opens what a scenario names: beside the scenario file on disk or in an embedded file system, or where the
// command line put something in its place.
type files struct {
	embedded fs.FS // nil for files on disk
	// within, where not empty, is the folder that everything on disk must lie in that the scenario names.
	within   string
	dir      string
	replaced map[string]string // role -> path on disk
	inputs   []Input
}

// read returns a file's bytes and notes it among the inputs. The name shown to people is the second result.
func (f *files) read(role, name string) ([]byte, string, error) {
	data, name, err := f.raw(role, name)
	if err == nil {
		f.note(role, name, data)
	}
	return data, name, err
}

// tableRead is a table of people as it was read.
type tableRead struct {
	data     []byte // without what it was packed in
	original []byte // of the file
	notes    []fault.Fault
}

// readTable is read for a table of people, packed or not. What is on record is the table itself.
func (f *files) readTable(role, name string) (t tableRead, shown string, err error) {
	if t.original, shown, err = f.raw(role, name); err != nil {
		return t, shown, err
	}
	table, packed, err := unpackedTable(shown, t.original)
	if err != nil {
		return t, shown, err
	}
	if t.data, t.notes = table.Data, packed; len(packed) == 0 {
		f.note(role, shown, t.data)
	} else {
		f.noteAs(role, shown, t.original, path.Ext(table.Name), t.data, packed)
	}
	return t, shown, nil
}

// unpackedTable is a table without what it is packed in, with notes on that.
func unpackedTable(name string, data []byte) (format.Source, []fault.Fault, error) {
	s, _, notes, err := exchange.Unpack(format.Source{Name: name, Data: data}, exchange.Options{Most: output.Most()},
		exchange.Tables)
	return s, notes, err
}

// raw is read without a note.
func (f *files) raw(role, name string) ([]byte, string, error) {
	var data []byte
	var err error
	if p, ok := f.replaced[role]; ok {
		name = p
		data, err = output.ReadFile(p)
	} else if f.embedded != nil {
		name = path.Join(f.dir, name)
		data, err = fs.ReadFile(f.embedded, name)
	} else {
		data, name, err = f.readBeside(name)
	}
	if err != nil {
		if _, replaced := f.replaced[role]; !replaced {
			err = f.named(role, err)
		}
		return nil, name, err
	}
	return data, name, nil
}

// named says of an error which file it comes from, the scenario, and under what it stands there; "" for none.
func (f *files) named(under string, err error) error {
	file := f.scenario()
	switch {
	case err == nil || file == "":
		return err
	case under == "":
		return locale.Errorf("%s: %w", file, err)
	}
	return locale.Errorf("%s: %s: %w", file, under, err)
}

// scenario is where the scenario was read, "" before that.
func (f *files) scenario() string {
	for _, in := range f.inputs {
		if in.Role == "scenario" {
			return in.File
		}
	}
	return ""
}

// readBeside reads a file on disk, named from the scenario's folder. A scenario written on Windows may have \ between
// folders: where there is no file with such a name, it stands for /.
func (f *files) readBeside(name string) ([]byte, string, error) {
	at := func(name string) string {
		if filepath.IsAbs(name) {
			return name
		}
		return filepath.Join(f.dir, name)
	}
	if f.within != "" {
		data, err := output.Dir(f.within).ReadFile(filepath.ToSlash(name))
		return data, at(name), err
	}
	data, err := output.ReadFile(at(name))
	if slashed := strings.ReplaceAll(name, `\`, "/"); errors.Is(err, fs.ErrNotExist) && slashed != name {
		name = slashed
		data, err = output.ReadFile(at(name))
	}
	return data, at(name), err
}

// note puts a file on the record of inputs, in place of an earlier one of the same role.
func (f *files) note(role, name string, data []byte) {
	f.record(Input{Role: role, File: filepath.ToSlash(name), SHA256: sum(data), Bytes: int64(len(data))})
}

// noteAs puts what a file says on record in another form: as the data, in a file of that ending. Those who open the
// plan's folder have that, and need not read the format that it came in. Notes tell how it was read.
func (f *files) noteAs(role, name string, original []byte, ending string, data []byte, notes []fault.Fault) {
	stem := filepath.ToSlash(name)
	base := path.Base(stem)
	for _, packed := range []string{".gz", ".zip"} {
		stem = strings.TrimSuffix(stem, packed)
	}
	f.record(Input{
		Role: role, File: strings.TrimSuffix(stem, path.Ext(path.Base(stem))) + ending,
		SHA256: sum(data), Bytes: int64(len(data)), data: data,
		Of: &Original{Name: base, SHA256: sum(original), Bytes: int64(len(original)),
			Notes: inAll(notes, path.Dir(filepath.ToSlash(name)))},
	})
}

// inAll are notes in every language, as a scenario keeps them: files are named without the folder that they were read
// from.
func inAll(notes []fault.Fault, dir string) []geo.Names {
	var all []geo.Names
	for _, n := range notes {
		n.File = strings.TrimPrefix(filepath.ToSlash(n.File), dir+"/")
		words := geo.Names{}
		for _, lang := range locale.Languages() {
			words[lang] = n.In(lang)
		}
		all = append(all, words)
	}
	return all
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func (f *files) record(in Input) {
	in.Name = f.freeName(in)
	for i, old := range f.inputs {
		if old.Role == in.Role {
			f.inputs[i] = in
			return
		}
	}
	f.inputs = append(f.inputs, in)
}

// scenarioName is the name of the scenario among the inputs of a plan's folder.
const scenarioName = "scenario.yaml"

// freeName is the name of an input beside the others.
func (f *files) freeName(in Input) string {
	if in.Role == "scenario" {
		return scenarioName
	}
	name := path.Base(in.File)
	taken := name == scenarioName
	for _, other := range f.inputs {
		taken = taken || other.Role != in.Role && other.Name == name
	}
	if taken {
		name = strings.ReplaceAll(in.Role, ":", "-") + "-" + name
	}
	return name
}

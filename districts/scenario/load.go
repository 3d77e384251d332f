package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/okrug/okrug/balance/apportion"
	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Open reads a scenario file on disk. What the scenario names is looked for beside it. Errors are a *fault.Faults with
// every fault of the file, in the order of its lines, or come from the file system.
func Open(file string) (*Scenario, error) {
	return load(files{dir: filepath.Dir(file)}, filepath.Base(file))
}

// OpenWithin reads a scenario file in a folder and takes what it names from that folder alone: what others have sent
// may name anything.
func OpenWithin(dir, name string) (*Scenario, error) {
	return load(files{dir: dir, within: dir}, name)
}

// OpenFS reads a scenario file of a file system, such as the embedded one.
func OpenFS(fsys fs.FS, file string) (*Scenario, error) {
	return load(files{embedded: fsys, dir: path.Dir(file)}, path.Base(file))
}

func load(f files, name string) (*Scenario, error) {
	data, shown, err := f.read("scenario", name)
	if err != nil {
		return nil, err
	}
	s, err := Parse(shown, data)
	if err != nil {
		return nil, err
	}
	s.files = f
	return s, nil
}

// Parse reads the text of a scenario. File is the name used in faults.
func Parse(file string, data []byte) (*Scenario, error) {
	faults := &collector{file: file}
	var root yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	if err := dec.Decode(&root); err != nil {
		line, what := input.YAML(err)
		faults.add(line, "", NotYAML, locale.T("not YAML: %s", what), locale.Text{})
		return nil, faults.err()
	}
	doc := plain(&root, faults)
	judge(doc, &root, faults)
	if err := faults.err(); err != nil {
		return nil, err
	}
	s := &Scenario{doc: &root, text: data}
	if err := root.Decode(s); err != nil {
		faults.add(0, "", fault.BadValue, locale.T("%v", err), locale.Text{})
		return nil, faults.err()
	}
	s.checkUnits(&root, faults)
	s.fill()
	s.check(&root, faults)
	if err := faults.err(); err != nil {
		return nil, err
	}
	return s, nil
}

// fill puts the documented defaults in place.
func (s *Scenario) fill() {
	if s.Settled() {
		s.Units = s.Settlements
		s.Units.File = ""
	}
	if len(s.Languages) == 0 {
		s.Languages = languagesOf(s.Units.Names)
	}
	if s.Title == nil {
		s.Title = geo.Names{}
	}
	if s.Seats.Method == "" {
		s.Seats.Method = "webster"
	}
	if s.Seats.Base == "" {
		s.Seats.Base = "voters"
	}
	if s.Objective == "" {
		s.Objective = "balanced"
	}
	if s.EqualityWeight == 0 {
		s.EqualityWeight = 1
	}
}

func languagesOf(names map[string]string) []string {
	var l []string
	for k := range names {
		l = append(l, k)
	}
	slices.Sort(l)
	if len(l) == 0 {
		l = []string{"en"}
	}
	return l
}

// checkUnits finds out whether there are units, one way or the other.
func (s *Scenario) checkUnits(root *yaml.Node, faults *collector) {
	line := keyLine(root.Content[0], "settlements")
	switch {
	case s.Units.File == "" && !s.Settled():
		faults.add(0, "", NotAllowed, locale.T("there are neither units nor settlements"),
			locale.T("name their file under one of the two"))
	case s.Units.File != "" && s.Settled():
		faults.add(line, "settlements", fault.BadValue, locale.T("there are both units and settlements"),
			locale.T("settlements that divide units are named under finer"))
	case s.Settled() && s.Regions.File == "":
		faults.add(line, "settlements", NotAllowed, locale.T("settlements are units of regions, and there is no "+
			"file of regions"), locale.T("name it under regions"))
	}
}

// check finds what the schema cannot say.
func (s *Scenario) check(root *yaml.Node, faults *collector) {
	if m := s.Map; m != nil && len(m.Parallels) == 2 && m.Parallels[0] > m.Parallels[1] {
		faults.add(at(root, []string{"map"}).Line, "map", BadMap, locale.T(
			"the first parallel, %g, is north of the second, %g", m.Parallels[0], m.Parallels[1]), locale.T("exchange the two"))
	}
	s.checkSeats(root, faults)
	if err := s.readRules(); err != nil {
		var own *fault.Faults
		if !errors.As(err, &own) {
			own = &fault.Faults{List: []fault.Fault{{Kind: fault.BadValue, Detail: locale.T("%v", err)}}}
		}
		for _, f := range own.List {
			f.File = faults.file
			faults.Add(f)
		}
	} else if _, err := s.BindingRule(); err != nil && s.Rule != "" {
		f := fault.Fault{Kind: rule.UnknownRule, Detail: locale.T("%v", err)}
		var none *rule.NotFoundError
		if errors.As(err, &none) {
			f = none.Fault()
		}
		f.File, f.Line = faults.file, keyLine(root.Content[0], "rule")
		faults.Add(f)
	}
	seen := map[string]bool{}
	for i, p := range s.Plans {
		if seen[p.ID] {
			faults.add(at(root, []string{"plans", fmt.Sprint(i)}).Line, "plans", fault.DuplicateID,
				locale.T("the id %q is given twice", p.ID), locale.T("give every plan an id of its own"))
		}
		seen[p.ID] = true
	}
	if n := s.Numbering; n != "" && !seen[n] {
		faults.add(keyLine(root.Content[0], "numbering"), "numbering", UnknownPlan,
			locale.T("there is no plan %q under plans", n), locale.Text{})
	}
}

// checkSeats is check for what stands under seats.
func (s *Scenario) checkSeats(root *yaml.Node, faults *collector) {
	bad := func(kind fault.Kind, remedy, format string, args ...any) {
		faults.add(at(root, []string{"seats"}).Line, "seats", kind, locale.Text{Key: format, Args: args},
			locale.Text{Key: remedy})
	}
	if s.Seats.Total == 0 && len(s.Seats.Fixed) == 0 {
		bad(BadSeats, "give the total, or fixed seats for every region", "there is neither a total nor a fixed seat")
	}
	if s.Seats.Total > 0 && len(s.Seats.Fixed) > 0 {
		if sum := s.fixedSeats(); sum != s.Seats.Total {
			bad(BadSeats, "", "the fixed seats add up to %d, the total says %d", sum, s.Seats.Total)
		}
	}
	if s.Seats.Maximum > 0 && s.Seats.Maximum < max(s.MinimumSeats(), s.PerDistrict()) {
		bad(BadSeats, "", "the maximum %d is below the minimum %d", s.Seats.Maximum, max(s.MinimumSeats(), s.PerDistrict()))
	}
	if _, err := apportion.ParseMethod(s.Seats.Method); err != nil {
		bad(fault.BadValue, "", "%v", err)
	}
	if b := s.Seats.Base; b != "voters" {
		if _, ok := s.Units.Columns[b]; !ok {
			bad(fault.BadValue, "", "the base %q is neither voters nor one of units.columns", b)
		}
	}
}

// MinimumSeats is the least seats of a region: 1 unless the scenario says otherwise.
func (s *Scenario) MinimumSeats() int {
	if s.Seats.Minimum == nil {
		return 1
	}
	return *s.Seats.Minimum
}

// MinimumDistricts is the least districts of a region: as many as have its least seats.
func (s *Scenario) MinimumDistricts() int {
	return (s.MinimumSeats() + s.PerDistrict() - 1) / s.PerDistrict()
}

// ReadPlanFile returns the bytes of a plan that the scenario names, and the file's name.
func (s *Scenario) ReadPlanFile(p Plan) (data []byte, file string, err error) {
	return s.files.read("plan:"+p.ID, p.File)
}

// ReadCrosswalk returns the bytes of the table that carries a plan over to the scenario's units, and the file's name.
func (s *Scenario) ReadCrosswalk(p Plan) (data []byte, file string, err error) {
	t, file, err := s.files.readTable("crosswalk:"+p.ID, p.Crosswalk)
	return t.data, file, err
}

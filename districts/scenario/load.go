package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"okrug/balance/apportion"
	"okrug/geo"
)

// Open reads a scenario file on disk. What the scenario names is looked for beside it. Errors are *Faults, which name
// every fault of the file at once, or come from the file system.
func Open(file string) (*Scenario, error) {
	return load(files{dir: filepath.Dir(file)}, filepath.Base(file))
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
	faults := &Faults{File: file}
	var root yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	if err := dec.Decode(&root); err != nil {
		if errors.Is(err, io.EOF) {
			err = errors.New("the file is empty")
		}
		faults.add(0, fmt.Sprintf("not YAML: %v", err))
		return nil, faults
	}
	doc := plain(&root, faults)
	judge(doc, &root, faults)
	if err := faults.err(); err != nil {
		return nil, err
	}
	s := &Scenario{doc: &root, text: data}
	if err := root.Decode(s); err != nil {
		faults.add(0, err.Error())
		return nil, faults
	}
	s.fill()
	s.check(&root, faults)
	if err := faults.err(); err != nil {
		return nil, err
	}
	return s, nil
}

// fill puts the documented defaults in place.
func (s *Scenario) fill() {
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

// check finds what the schema cannot say.
func (s *Scenario) check(root *yaml.Node, faults *Faults) {
	seats := at(root, []string{"seats"})
	if m := s.Map; m != nil && len(m.Parallels) == 2 && m.Parallels[0] > m.Parallels[1] {
		faults.add(at(root, []string{"map"}).Line, fmt.Sprintf("map: the first parallel, %g, is north of the second, %g", m.Parallels[0], m.Parallels[1]))
	}
	if s.Seats.Total == 0 && len(s.Seats.Fixed) == 0 {
		faults.add(seats.Line, "seats: give the total, or fixed seats for every region")
	}
	if s.Seats.Total > 0 && len(s.Seats.Fixed) > 0 {
		sum := 0
		for _, n := range s.Seats.Fixed {
			sum += n
		}
		if sum != s.Seats.Total {
			faults.add(seats.Line, fmt.Sprintf("seats: the fixed seats add up to %d, the total says %d", sum, s.Seats.Total))
		}
	}
	if s.Seats.Maximum > 0 && s.Seats.Maximum < s.MinimumSeats() {
		faults.add(seats.Line, fmt.Sprintf("seats: the maximum %d is below the minimum %d", s.Seats.Maximum, s.MinimumSeats()))
	}
	if _, err := apportion.ParseMethod(s.Seats.Method); err != nil {
		faults.add(seats.Line, "seats: "+err.Error())
	}
	if b := s.Seats.Base; b != "voters" {
		if _, ok := s.Units.Columns[b]; !ok {
			faults.add(seats.Line, fmt.Sprintf("seats: the base %q is neither voters nor one of units.columns", b))
		}
	}
	if err := s.readRules(); err != nil {
		for _, line := range strings.Split(err.Error(), "\n") {
			faults.add(at(root, []string{"rules"}).Line, line)
		}
	} else if _, err := s.BindingRule(); err != nil && s.Rule != "" {
		faults.add(keyLine(root.Content[0], "rule"), err.Error())
	}
	seen := map[string]bool{}
	for i, p := range s.Plans {
		if seen[p.ID] {
			faults.add(at(root, []string{"plans", fmt.Sprint(i)}).Line, fmt.Sprintf("plans: the id %q is given twice", p.ID))
		}
		seen[p.ID] = true
	}
	if n := s.Numbering; n != "" && !seen[n] {
		faults.add(keyLine(root.Content[0], "numbering"), fmt.Sprintf("numbering: there is no plan %q under plans", n))
	}
}

// MinimumSeats is the least seats of a region: 1 unless the scenario says otherwise.
func (s *Scenario) MinimumSeats() int {
	if s.Seats.Minimum == nil {
		return 1
	}
	return *s.Seats.Minimum
}

// ReadPlanFile returns the bytes of a plan that the scenario names, and the file's name.
func (s *Scenario) ReadPlanFile(p Plan) (data []byte, file string, err error) {
	return s.files.read("plan:"+p.ID, p.File)
}

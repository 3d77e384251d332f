package folder

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo/locale"
)

// Opened is a plan's folder read again.
type Opened struct {
	Dir  string
	Case *districts.Case // the plan's own, with the changes asked for
	Plan *districts.Plan // nil where the run found none
	// ReportJSON is the report that the plan was written with.
	ReportJSON []byte
	// Wrong are the districts whose stored voters are not those counted here, where changes were asked for.
	Wrong *districts.FiguresError

	inputs map[string]string // sums of the case's inputs, by name
	change scenario.Changes
}

// Is reports whether a folder on disk is a plan's: it holds the scenario as it was run.
func Is(dir string) bool {
	// What a run left half done is ended before anybody looks; where it cannot be, opening the folder says why.
	_ = output.Recover(dir)
	info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(output.Scenario)))
	return err == nil && info.Mode().IsRegular()
}

// ErrNoPlan says that a folder is of a run that found no plan.
var ErrNoPlan = locale.Errorf("the folder is of a run that found no plan")

// OpenCase opens the case that a folder's plan was made from. Inputs that are not as they were written are an error.
func OpenCase(ctx context.Context, dir string, change scenario.Changes) (*districts.Case, error) {
	o, err := openCase(ctx, dir, change, nil)
	if err != nil {
		return nil, err
	}
	return o.Case, nil
}

// openCase opens a folder's case. It is that of the plan beside it, if not nil, where the two were made from the same
// inputs.
func openCase(ctx context.Context, dir string, change scenario.Changes, beside *Opened) (*Opened, error) {
	if err := output.Recover(dir); err != nil {
		return nil, err
	}
	inputs, err := checkInputs(dir)
	if err != nil {
		return nil, err
	}
	o := &Opened{Dir: dir, inputs: inputs, change: change}
	if beside != nil && beside.change == change && maps.Equal(beside.inputs, inputs) {
		o.Case = beside.Case
		return o, nil
	}
	s, err := scenario.OpenWithin(filepath.Join(dir, output.Inputs), path.Base(output.Scenario))
	if err != nil {
		return nil, err
	}
	if err := s.Fits(change); err != nil {
		return nil, err
	}
	s.Apply(change)
	o.Case, err = districts.Open(ctx, s, nil)
	return o, err
}

// checkInputs compares the inputs with the folder's manifest, and returns their sums.
func checkInputs(dir string) (map[string]string, error) {
	want, err := sums(dir)
	if err != nil {
		return nil, err
	}
	if want[output.Scenario] == "" {
		return nil, locale.Errorf("%s has no %s that names its scenario, so that nobody can say whether its inputs are "+
			"those of its plan", dir, output.Manifest)
	}
	var changed []string
	for name, hash := range want {
		if !strings.HasPrefix(name, output.Inputs+"/") {
			delete(want, name)
			continue
		}
		if is, err := hasSum(filepath.Join(dir, filepath.FromSlash(name)), hash); err != nil || !is {
			changed = append(changed, name)
		}
	}
	if len(changed) > 0 {
		slices.Sort(changed)
		return nil, locale.Errorf("%s: %s changed since the plan was made; make a plan of them with okrug plan --scenario "+
			"%s, or put them back", dir, strings.Join(changed, ", "), filepath.Join(dir,
			filepath.FromSlash(output.Scenario)))
	}
	return want, nil
}

// Open opens a plan's folder: its own case, its plan with the names stored in it, and its report. Stored figures that
// the case does not give are a *districts.FiguresError, unless changes were asked for, which are then expected to
// change them.
func Open(ctx context.Context, dir string, change scenario.Changes) (*Opened, error) {
	return OpenBeside(ctx, dir, change, nil)
}

// OpenBeside opens a plan's folder as Open does, to look at its plan together with one that was opened before. Where
// both were made from the same inputs, to the byte, they have one case, so that two plans of a large country take no
// more memory than one.
func OpenBeside(ctx context.Context, dir string, change scenario.Changes, beside *Opened) (*Opened, error) {
	o, err := openCase(ctx, dir, change, beside)
	if err != nil {
		return nil, err
	}
	c := o.Case
	read := func(name string) []byte {
		data, readErr := output.ReadFile(filepath.Join(dir, name))
		if readErr != nil && !errors.Is(readErr, fs.ErrNotExist) {
			err = errors.Join(err, readErr)
		}
		return data
	}
	assignment, shapes := read(output.Assignment), read(output.Plan)
	o.ReportJSON = read(output.Report)
	if err != nil {
		return nil, err
	}
	if assignment == nil && shapes == nil {
		return o, locale.Errorf("%s: %w", dir, ErrNoPlan)
	}
	table, err := districts.ReadPlan(c, filepath.Join(dir, output.Assignment), assignment)
	if err != nil {
		return nil, err
	}
	if shapes == nil { // a plan without any district yet
		o.Plan = table
		return o, nil
	}
	if o.Plan, err = districts.ReadPlan(c, filepath.Join(dir, output.Plan), shapes); o.Plan == nil {
		return nil, err
	}
	if errors.As(err, &o.Wrong) && !change.None() {
		o.Wrong.Meant = true
		err = nil
	}
	if err != nil {
		return nil, err
	}
	// The table has what shapes cannot say: units that the plan's source gave to several districts.
	if !sameDistricts(o.Plan, table) {
		return nil, locale.Errorf("%s: %s and %s say different plans; name the one that you mean as PLAN", dir, output.Plan,
			output.Assignment)
	}
	o.Plan.Duplicates = table.Duplicates
	return o, nil
}

func sameDistricts(a, b *districts.Plan) bool {
	return slices.EqualFunc(a.Districts, b.Districts, func(x, y districts.District) bool {
		return x.Number == y.Number && slices.Equal(x.Units, y.Units)
	})
}

// Unchanged reports whether a file of a plan's folder is as it was written.
func Unchanged(dir, name string) (bool, error) {
	want, err := sums(dir)
	if err != nil {
		return false, err
	}
	return hasSum(filepath.Join(dir, name), want[name])
}

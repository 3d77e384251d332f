package folder

import (
	"context"
	"errors"
	"io/fs"
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
	if err := output.Recover(dir); err != nil {
		return nil, err
	}
	if err := checkInputs(dir); err != nil {
		return nil, err
	}
	s, err := scenario.OpenWithin(filepath.Join(dir, output.Inputs), path.Base(output.Scenario))
	if err != nil {
		return nil, err
	}
	if err := s.Fits(change); err != nil {
		return nil, err
	}
	s.Apply(change)
	return districts.Open(ctx, s, nil)
}

// checkInputs compares the inputs with the folder's manifest.
func checkInputs(dir string) error {
	want, err := sums(dir)
	if err != nil {
		return err
	}
	if want[output.Scenario] == "" {
		return locale.Errorf("%s has no %s that names its scenario, so that nobody can say whether its inputs are those of "+
			"its plan", dir,
			output.Manifest)
	}
	var changed []string
	for name, hash := range want {
		if !strings.HasPrefix(name, output.Inputs+"/") {
			continue
		}
		if data, err := output.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil || sum(data) != hash {
			changed = append(changed, name)
		}
	}
	if len(changed) > 0 {
		slices.Sort(changed)
		return locale.Errorf("%s: %s changed since the plan was made; make a plan of them with okrug plan --scenario %s, "+
			"or put them back",
			dir, strings.Join(changed, ", "), filepath.Join(dir, filepath.FromSlash(output.Scenario)))
	}
	return nil
}

// Open opens a plan's folder: its own case, its plan with the names stored in it, and its report. Stored figures that
// the case does not give are a *districts.FiguresError, unless changes were asked for, which are then expected to
// change them.
func Open(ctx context.Context, dir string, change scenario.Changes) (*Opened, error) {
	c, err := OpenCase(ctx, dir, change)
	if err != nil {
		return nil, err
	}
	o := &Opened{Dir: dir, Case: c}
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
	data, err := output.ReadFile(filepath.Join(dir, name))
	return err == nil && want[name] == sum(data), err
}

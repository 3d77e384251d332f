package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"okrug/balance/apportion"
	"okrug/balance/rule"
	"okrug/data"
	"okrug/districts"
	"okrug/districts/report"
	"okrug/districts/scenario"
	"okrug/geo"
)

// inputFlags are the flags of every verb that reads a scenario.
type inputFlags struct {
	scenario, units, regions, places, voters string
	seats                                    int
	rule                                     string
	given                                    func(flag string) bool
}

func (f *inputFlags) bind(cmd *cobra.Command) {
	s := cmd.Flags()
	f.given = s.Changed
	s.StringVar(&f.scenario, "scenario", "", "scenario file, or the name of an embedded one (default \""+data.Default+"\")")
	s.StringVar(&f.units, "units", "", "units in GeoJSON, in place of the scenario's")
	s.StringVar(&f.regions, "regions", "", "regions in GeoJSON, in place of the scenario's")
	s.StringVar(&f.places, "places", "", "settlements in GeoJSON, in place of the scenario's")
	s.StringVar(&f.voters, "voters", "", "CSV with unit_id,voters that replaces the voters of every unit")
	s.IntVar(&f.seats, "seats", 0, "number of seats, in place of the scenario's")
	s.StringVar(&f.rule, "rule", "", "id of the rule that binds, in place of the scenario's")
}

// open reads the scenario file that the flags name and puts the flags' files in place.
func (f *inputFlags) open() (*scenario.Scenario, error) {
	s, err := f.find()
	if err != nil {
		return nil, badInput(err)
	}
	for role, file := range map[string]string{"units": f.units, "regions": f.regions, "places": f.places, "voters": f.voters} {
		if file != "" {
			s.Replace(role, file)
		}
	}
	if f.seats < 1 && f.given("seats") {
		return nil, fmt.Errorf("--seats %d: give at least one seat", f.seats)
	}
	if f.seats > 0 {
		s.Seats.Total, s.Seats.Fixed = f.seats, nil
	}
	if f.rule != "" {
		s.Rule = f.rule
	}
	return s, nil
}

func (f *inputFlags) find() (*scenario.Scenario, error) {
	name := f.scenario
	if name == "" {
		name = data.Default
	}
	embedded := path.Join(name, "scenario.yaml")
	if fs.ValidPath(embedded) {
		if _, err := fs.Stat(data.Files, embedded); err == nil {
			return scenario.OpenFS(data.Files, embedded)
		}
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		name = path.Join(name, "scenario.yaml")
	}
	return scenario.Open(name)
}

// job is a scenario made ready to plan or check.
type job struct {
	scenario      *scenario.Scenario
	layer         *geo.Layer
	notes         []geo.Fault
	seats         []int
	apportionment *apportion.Result // nil for fixed seats
	rule          rule.Rule
}

// prepare reads everything that the flags name. Every error is the input's fault.
func (f *inputFlags) prepare(ctx context.Context) (*job, error) {
	s, err := f.open()
	if err != nil {
		return nil, err
	}
	j := &job{scenario: s}
	if j.rule, err = s.BindingRule(); err != nil {
		if f.rule != "" {
			return nil, fmt.Errorf("--rule: %w", err) // the flag is at fault, not the scenario
		}
		return nil, badInput(err)
	}
	if j.layer, j.notes, err = s.Layer(ctx, nil); err != nil {
		return nil, badInput(err)
	}
	if j.seats, j.apportionment, err = s.Apportion(j.layer); err != nil {
		return nil, badInput(err)
	}
	return j, nil
}

// draft is a plan yet without districts.
func (j *job) draft() districts.Draft {
	return districts.Draft{Scenario: j.scenario, Layer: j.layer, Rule: j.rule, Seats: j.seats}
}

// interruptible is a context that ends with Ctrl-C; a second Ctrl-C ends the program at once.
func interruptible(parent context.Context) (context.Context, func()) {
	ctx, stop := signal.NotifyContext(parent, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop()
	}()
	return ctx, stop
}

// language is the language of names: the one asked for, English where the scenario has it, or its first.
func (j *job) language(asked string) (string, error) {
	langs := j.scenario.Languages
	switch {
	case asked != "" && !slices.Contains(langs, asked):
		return "", fmt.Errorf("--lang %s: the scenario's languages are %s", asked, list(langs))
	case asked != "":
		return asked, nil
	case slices.Contains(langs, "en"):
		return "en", nil
	}
	return langs[0], nil
}

// tell adds to a report what the job knows.
func (j *job) tell(r *report.Report) {
	r.InputNotes = []string{}
	for _, n := range j.notes {
		r.InputNotes = append(r.InputNotes, n.Error())
	}
	r.Inputs = j.scenario.Inputs()
	if j.apportionment != nil && j.apportionment.Tie != nil {
		tie := j.apportionment.Tie
		var ids []string
		for _, i := range tie.Regions {
			ids = append(ids, j.layer.Regions[i].ID)
		}
		r.Apportionment.Ties = fmt.Sprintf("%d of the seats were claimed equally by %s and given by %s", tie.Seats, list(ids), tie.Rule)
	}
}

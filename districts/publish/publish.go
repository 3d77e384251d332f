// Package publish puts everything of one plan into one folder that can be printed, checked and used: the act with its
// annexes and the explanatory note, the validation report, the maps and the atlas, the districts as full and as
// generalised GeoJSON, the assignment, the sources and the inputs, with a list of SHA-256 sums. Package verify checks
// such a folder from itself alone.
//
// The same plan, inputs and options give the same bytes.
package publish

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"okrug/districts"
	"okrug/districts/maps"
	"okrug/districts/output"
	"okrug/districts/report"
	"okrug/districts/report/people"
	"okrug/districts/resolution"
	"okrug/districts/verify"
)

// Options choose what goes into a set. The zero value is everything in every language that the scenario and documents
// have in common, English where there is none.
type Options struct {
	Languages  []string
	NoMaps     bool // leave maps and atlas out
	Boundaries bool // describe boundaries in words in the act
	// Scale is that of the generalised lines, 0 for 1:5 000 000.
	Scale float64
	// Progress, if not nil, is told the name of each file before it is made.
	Progress func(file string)
}

const defaultScale = 5e6

// Set makes the files of a plan and its report.
func Set(ctx context.Context, p *districts.Plan, r *report.Report, o Options) (*output.Set, error) {
	if p.Scenario == nil {
		return nil, errors.New("a plan without a scenario cannot be published: its inputs are not known")
	}
	b := &builder{ctx: ctx, plan: p, report: r, o: o, langs: o.Languages}
	if len(b.langs) == 0 {
		b.langs = Languages(p)
	}
	for _, l := range b.langs {
		if !slices.Contains(resolution.Languages(), l) {
			return nil, fmt.Errorf("documents and maps are written in %v, not in %q", resolution.Languages(), l)
		}
	}
	steps := []func() error{b.acts, b.reports, b.data, b.inputs}
	if !o.NoMaps {
		steps = append(steps, b.maps)
	}
	steps = append(steps, b.index, b.manifest)
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return &b.set, nil
}

// Languages are those of the scenario in which documents can be written, English where there is none.
func Languages(p *districts.Plan) []string {
	var both []string
	for _, l := range p.Scenario.Languages {
		if slices.Contains(resolution.Languages(), l) {
			both = append(both, l)
		}
	}
	if len(both) == 0 {
		both = []string{"en"}
	}
	return both
}

type builder struct {
	ctx    context.Context
	plan   *districts.Plan
	report *report.Report
	o      Options
	langs  []string
	set    output.Set
}

// add makes one file unless the context is done.
func (b *builder) add(name string, make func() ([]byte, error)) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	if b.o.Progress != nil {
		b.o.Progress(name)
	}
	data, err := make()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return b.set.Add(name, data)
}

func (b *builder) acts() error {
	table, err := resolution.Table(b.plan)
	if err != nil {
		return err
	}
	for _, lang := range b.langs {
		o := resolution.Options{Lang: lang, Boundaries: b.o.Boundaries, Report: b.report}
		for _, ending := range []string{".docx", ".html"} {
			act, note := verify.Acts+"/resolution."+lang+ending, verify.Acts+"/note."+lang+ending
			err := errors.Join(
				b.add(act, func() ([]byte, error) { return resolution.Write(b.plan, table, o, act) }),
				b.add(note, func() ([]byte, error) { return resolution.WriteNote(b.plan, table, o, note) }))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *builder) reports() error {
	if err := b.add(verify.Report, b.report.JSON); err != nil {
		return err
	}
	for _, lang := range b.langs {
		err := errors.Join(
			b.add("report/report."+lang+".html", func() ([]byte, error) { return people.HTML(b.report, b.plan, lang) }),
			b.add("report/report."+lang+".pdf", func() ([]byte, error) { return people.PDF(b.report, b.plan, lang) }))
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) maps() error {
	a3, err := maps.ParsePaper("A3")
	if err != nil {
		return err
	}
	sheet := func(name string, s maps.Sheet, paper maps.Paper, lang string) error {
		return b.add(name, func() ([]byte, error) {
			format, err := maps.FormatOf(name)
			if err != nil {
				return nil, err
			}
			var w bytes.Buffer
			err = maps.Write(b.ctx, &w, format, b.plan, maps.Options{Sheet: s, Paper: paper, Lang: lang})
			return w.Bytes(), err
		})
	}
	for _, lang := range b.langs {
		for _, ending := range []string{".pdf", ".svg", ".png"} {
			if err := sheet("maps/national."+lang+ending, maps.Sheet{}, a3, lang); err != nil {
				return err
			}
		}
		if err := sheet("maps/deviation."+lang+".pdf", maps.Sheet{Kind: maps.Deviation}, a3, lang); err != nil {
			return err
		}
		for _, r := range b.plan.Layer.Regions {
			name := "maps/regions/" + fileName(r.ID) + "." + lang + ".pdf"
			if err := sheet(name, maps.Sheet{Kind: maps.Region, Region: r.ID}, maps.Paper{}, lang); err != nil {
				return err
			}
		}
		err := b.add("maps/atlas."+lang+".pdf", func() ([]byte, error) {
			var w bytes.Buffer
			err := maps.Atlas(b.ctx, &w, b.plan, maps.Options{Lang: lang}, nil)
			return w.Bytes(), err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// fileName keeps letters, digits, dots and dashes of an id, so that it can name a file anywhere.
func fileName(id string) string {
	out := []rune(id)
	for i, r := range out {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_') {
			out[i] = '_'
		}
	}
	return string(out)
}

func (b *builder) data() error {
	err := errors.Join(
		b.add(verify.Assignment, func() ([]byte, error) { return b.plan.Assignment(), nil }),
		b.add(verify.Districts, b.plan.GeoJSON),
		b.add(verify.Simplified, b.simplified))
	if err != nil {
		return err
	}
	return b.add(verify.Seats, func() ([]byte, error) {
		var w bytes.Buffer
		c := csv.NewWriter(&w)
		_ = c.Write([]string{"region_id", "seats"})
		for i, r := range b.plan.Layer.Regions {
			_ = c.Write([]string{r.ID, strconv.Itoa(b.plan.Seats[i])})
		}
		c.Flush()
		return w.Bytes(), c.Error()
	})
}

func (b *builder) inputs() error {
	err := b.add(verify.Rule, func() ([]byte, error) {
		data, err := json.MarshalIndent(b.plan.Rule, "", "  ")
		return append(data, '\n'), err
	})
	if err != nil {
		return err
	}
	for _, in := range b.plan.Scenario.Inputs() {
		name := "inputs/" + inputName(in.Role, in.File)
		if err := b.add(name, func() ([]byte, error) { return b.plan.Scenario.InputData(in) }); err != nil {
			return err
		}
	}
	return nil
}

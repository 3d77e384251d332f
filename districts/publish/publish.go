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
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"okrug/districts"
	"okrug/districts/maps"
	"okrug/districts/output"
	"okrug/districts/report"
	"okrug/districts/report/people"
	"okrug/districts/resolution"
	"okrug/districts/typeface"
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
	// LeftOut, if not nil, is told of each PDF, SVG and PNG that could not be made because the fonts lack a character of a
	// name. Everything else is made: pages and documents take the fonts of their reader.
	LeftOut func(file string, err error)
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
	// Acts come first: they read the grammar, which is an input. The atlases take longest, so they are begun early.
	if err := b.acts(); err != nil {
		return nil, err
	}
	if !o.NoMaps {
		if err := b.maps(); err != nil {
			return nil, err
		}
	}
	b.reports()
	b.data()
	b.inputs()
	if err := b.make(); err != nil {
		return nil, err
	}
	// The page of contents lists what there is; the manifest sums up everything but itself.
	b.index()
	if err := b.make(); err != nil {
		return nil, err
	}
	b.manifest()
	if err := b.make(); err != nil {
		return nil, err
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
	jobs   []job // not yet made
	set    output.Set
}

// job makes one file.
type job struct {
	name string
	make func() ([]byte, error)
}

// add puts a file on the list of those to make.
func (b *builder) add(name string, make func() ([]byte, error)) {
	b.jobs = append(b.jobs, job{name, make})
}

// make makes the files on the list, as many at a time as there are processors. Files do not depend on each other, so their
// bytes do not depend on the order. Of several errors the one of the first file counts.
func (b *builder) make() error {
	jobs := b.jobs
	b.jobs = nil
	data, errs := make([][]byte, len(jobs)), make([]error, len(jobs))
	var next atomic.Int64
	var telling sync.Mutex
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		all.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(jobs) {
					return
				}
				if errs[i] = b.ctx.Err(); errs[i] != nil {
					continue
				}
				if b.o.Progress != nil {
					telling.Lock()
					b.o.Progress(jobs[i].name)
					telling.Unlock()
				}
				data[i], errs[i] = jobs[i].make()
			}
		})
	}
	all.Wait()
	for i, j := range jobs {
		var missing *typeface.MissingError
		if errors.As(errs[i], &missing) {
			if b.o.LeftOut != nil {
				b.o.LeftOut(j.name, missing)
			}
			continue
		}
		if errs[i] != nil {
			return fmt.Errorf("%s: %w", j.name, errs[i])
		}
		if err := b.set.Add(j.name, data[i]); err != nil {
			return err
		}
	}
	return nil
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
			b.add(act, func() ([]byte, error) { return resolution.Write(b.plan, table, o, act) })
			b.add(note, func() ([]byte, error) { return resolution.WriteNote(b.plan, table, o, note) })
		}
	}
	return nil
}

func (b *builder) reports() {
	b.add(verify.Report, b.report.JSON)
	for _, lang := range b.langs {
		b.add("report/report."+lang+".html", func() ([]byte, error) { return people.HTML(b.report, b.plan, lang) })
		b.add("report/report."+lang+".pdf", func() ([]byte, error) { return people.PDF(b.report, b.plan, lang) })
	}
}

func (b *builder) maps() error {
	a3, err := maps.ParsePaper("A3")
	if err != nil {
		return err
	}
	lines := new(maps.Lines)
	sheet := func(name string, s maps.Sheet, paper maps.Paper, lang string) {
		b.add(name, func() ([]byte, error) {
			format, err := maps.FormatOf(name)
			if err != nil {
				return nil, err
			}
			var w bytes.Buffer
			err = maps.Write(b.ctx, &w, format, b.plan, maps.Options{Sheet: s, Paper: paper, Lang: lang, Lines: lines})
			return w.Bytes(), err
		})
	}
	for _, lang := range b.langs {
		b.add("maps/atlas."+lang+".pdf", func() ([]byte, error) {
			var w bytes.Buffer
			err := maps.Atlas(b.ctx, &w, b.plan, maps.Options{Lang: lang, Lines: lines}, nil)
			return w.Bytes(), err
		})
	}
	for _, lang := range b.langs {
		for _, ending := range []string{".pdf", ".svg", ".png"} {
			sheet("maps/national."+lang+ending, maps.Sheet{}, a3, lang)
		}
		sheet("maps/deviation."+lang+".pdf", maps.Sheet{Kind: maps.Deviation}, a3, lang)
		for _, r := range b.plan.Layer.Regions {
			name := "maps/regions/" + fileName(r.ID) + "." + lang + ".pdf"
			sheet(name, maps.Sheet{Kind: maps.Region, Region: r.ID}, maps.Paper{}, lang)
		}
	}
	return nil
}

// fileName keeps letters, digits, dots and dashes of an id, so that it can name a file anywhere.
func fileName(id string) string {
	out := []rune(id)
	for i, r := range out {
		if !strings.ContainsRune("-_0123456789", r) && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			out[i] = '_'
		}
	}
	return string(out)
}

func (b *builder) data() {
	b.add(verify.Assignment, func() ([]byte, error) { return b.plan.Assignment(), nil })
	b.add(verify.Districts, b.plan.GeoJSON)
	b.add(verify.Simplified, b.simplified)
	b.add(verify.Seats, func() ([]byte, error) {
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

func (b *builder) inputs() {
	b.add(verify.Rule, func() ([]byte, error) {
		data, err := json.MarshalIndent(b.plan.Rule, "", "  ")
		return append(data, '\n'), err
	})
	for _, in := range b.plan.Scenario.Inputs() {
		name := "inputs/" + inputName(in.Role, in.File)
		b.add(name, func() ([]byte, error) { return b.plan.Scenario.InputData(in) })
	}
}

// Package publish adds to a plan's folder what people need to print, check and use it: the act with its annexes and the
// explanatory note, the validation report in every language, the maps and the atlas, the districts on generalised
// lines, and a page for everybody. Package verify checks such a folder from itself alone.
//
// The same plan, inputs and options give the same bytes.
package publish

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/maps"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/report/pages"
	"github.com/okrug/okrug/districts/resolution"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/parallel"
)

// Options choose what goes into a set. The zero value is everything in every language that the scenario and documents
// have in common, English where there is none.
type Options struct {
	Languages  []string `json:"languages"`
	NoMaps     bool     `json:"no_maps"`    // leave maps and atlas out
	Boundaries bool     `json:"boundaries"` // describe boundaries in words in the act
	// Scale is that of the generalised lines, 0 for 1:5 000 000.
	Scale float64 `json:"scale"`
	// Sheets is how many sheets of regions and districts there may be in each language, 0 for MostSheets. See LeavesOut.
	Sheets int `json:"sheets,omitempty"`
	// Look is how maps look. Its paper is that of the sheets of the country, "" for A3; all others are A4.
	Look maps.Look `json:"look,omitzero"`
	// Templates are those of acts and explanatory notes, in place of the built-in ones.
	Templates Templates `json:"templates,omitzero"`
	// KeepMaps leaves maps and atlas as they stand in the base: they cannot be made again without the fonts of the look.
	KeepMaps bool `json:"-"`
	// Progress, if not nil, is told the name of each file before it is made, and the how manieth of how many it is.
	Progress func(file string, n, all int) `json:"-"`
	// LeftOut, if not nil, is told of each PDF, SVG and PNG that could not be made because the fonts lack a character of a
	// name. Everything else is made: pages and documents take the fonts of their reader.
	LeftOut func(file string, err error) `json:"-"`
}

const defaultScale = 5e6

// Set is the base, which are the files of the plan's folder without a manifest (see folder.Files), with all that is
// published of the plan beside them.
func Set(ctx context.Context, base *output.Set, p *districts.Plan, r *report.Report, o Options) (*output.Set, error) {
	if p.Scenario == nil {
		return nil, locale.Errorf("a plan without a scenario cannot be published: its inputs are not known")
	}
	b := &builder{ctx: ctx, plan: p, report: r, o: o, langs: o.Languages}
	if len(b.langs) == 0 {
		b.langs = languagesOf(p)
	}
	for _, l := range b.langs {
		if !slices.Contains(resolution.Languages(), l) {
			return nil, locale.Errorf("documents and maps are written in %v, not in %q", resolution.Languages(), l)
		}
	}
	if err := o.Templates.of(b.langs); err != nil {
		return nil, err
	}
	if err := b.set.AddAll(base); err != nil {
		return nil, err
	}
	// Acts come first: they read the grammar, which is an input. The atlases take longest, so they are begun early.
	if err := b.acts(); err != nil {
		return nil, err
	}
	if !o.NoMaps && !o.KeepMaps {
		if err := b.maps(); err != nil {
			return nil, err
		}
	}
	b.reports()
	b.add(output.Simplified, b.simplified)
	b.add(output.Publication, func() ([]byte, error) {
		o.Languages = b.langs
		data, err := json.MarshalIndent(o, "", "  ")
		return append(data, '\n'), err
	})
	for _, d := range b.sheets { // by then the atlas has drawn many of them
		b.add(d.own, d.ownFile)
	}
	if err := b.make(); err != nil {
		return nil, err
	}
	// The page for everybody lists what there is.
	b.index()
	return &b.set, b.make()
}

// languagesOf are those of the scenario in which documents can be written, English where there is none.
func languagesOf(p *districts.Plan) []string {
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
	jobs   []job      // not yet made
	sheets []*drawing // of regions, which are files of their own
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

// make makes the files on the list, as many at a time as there are processors. Files do not depend on each other, so
// their bytes do not depend on the order. Of several errors the one of the first file counts, and after one no file is
// begun: those before it on the list have been.
func (b *builder) make() error {
	jobs := b.jobs
	b.jobs = nil
	data, errs := make([][]byte, len(jobs)), make([]error, len(jobs))
	next := 0
	var taking sync.Mutex
	// take is the next file to make, told of as it is begun, so that files are told of in the order of the list.
	take := func() int {
		taking.Lock()
		defer taking.Unlock()
		i := next
		next++
		if b.o.Progress != nil && b.ctx.Err() == nil {
			b.o.Progress(jobs[i].name, i+1, len(jobs))
		}
		return i
	}
	missing := func(err error) (letters *typeface.MissingError) {
		errors.As(err, &letters)
		return letters
	}
	var failed atomic.Bool
	parallel.Do(len(jobs), func(int) {
		if failed.Load() {
			return
		}
		i := take()
		if errs[i] = b.ctx.Err(); errs[i] == nil {
			data[i], errs[i] = jobs[i].make()
		}
		jobs[i].make = nil // lets go of what it shares with others once all are made
		if errs[i] != nil && missing(errs[i]) == nil {
			failed.Store(true)
		}
	})
	for i, j := range jobs {
		if letters := missing(errs[i]); letters != nil {
			if b.o.LeftOut != nil {
				b.o.LeftOut(j.name, letters)
			}
			continue
		}
		if errs[i] != nil {
			return locale.Errorf("%s: %w", j.name, errs[i])
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
		gathered := sync.OnceValues(func() (*resolution.Act, error) { return resolution.New(b.plan, table, o) })
		// document adds a document in both formats, from its own template where there is one.
		document := func(kind string, own Template, write func(a *resolution.Act, template, file string) ([]byte, error)) {
			for _, ending := range []string{".docx", ".html"} {
				file := output.Acts + "/" + output.Named(kind, lang) + ending
				b.add(file, func() ([]byte, error) {
					a, err := gathered()
					if err != nil {
						return nil, err
					}
					data, err := write(a, own.Text, file)
					return data, own.in(err)
				})
			}
		}
		document(output.Act, b.o.Templates.Act[lang], func(a *resolution.Act, template, file string) ([]byte, error) {
			return a.Write(b.plan, table, template, file)
		})
		document(output.Note, b.o.Templates.Note[lang], (*resolution.Act).WriteNote)
	}
	return nil
}

func (b *builder) reports() {
	for _, lang := range b.langs {
		doc := sync.OnceValues(func() (*document.Document, error) { return pages.Compose(b.ctx, b.report, b.plan, lang) })
		write := func(to func(*document.Document) ([]byte, error)) func() ([]byte, error) {
			return func() ([]byte, error) {
				d, err := doc()
				if err != nil {
					return nil, err
				}
				return to(d)
			}
		}
		name := "report/" + output.Named(output.Written, lang)
		b.add(name+".html", write((*document.Document).HTML))
		b.add(name+".pdf", write((*document.Document).PDF))
	}
}

// Package folder is a plan's folder: everything that the plan consists of and was made from, with sums. One list of its
// files serves every verb that writes one; a folder that was written can be opened again, and is then the same case and
// the same plan, whatever else lies on the disk.
package folder

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/gis"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/report/pages"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/parallel"
)

// Options choose how the files are written.
type Options struct {
	Lang string // of the report for people
	// LeftOut, if not nil, is told of a file that could not be made because the fonts lack a character of a name, which
	// names in other scripts have. Everything else is made.
	LeftOut func(file string, err error)
	// None says that the run found no plan: then only the report and the inputs are written.
	None bool
}

// Files are the files of a plan with its report, without the manifest: see Sealed. They are made side by side. It fails
// where the context ends.
func Files(ctx context.Context, p *districts.Plan, r *report.Report, o Options) (*output.Set, error) {
	parts := []func(set *output.Set) error{
		func(set *output.Set) error { return addDistricts(set, p, o) },
		func(set *output.Set) error { return addUnits(set, p, o) },
		func(set *output.Set) error {
			data, err := r.JSON()
			return errors.Join(err, set.Add(output.Report, data))
		},
		func(set *output.Set) error { return set.AddTables(r.Tables()...) },
		func(set *output.Set) error { return addPages(ctx, set, p, r, o) },
		func(set *output.Set) error { return AddInputs(set, p.Case) },
	}
	sets, errs := make([]output.Set, len(parts)), make([]error, len(parts))
	parallel.Do(len(parts), func(i int) { errs[i] = parts[i](&sets[i]) })
	all := &output.Set{}
	for i := range sets {
		errs = append(errs, all.AddAll(&sets[i]))
	}
	return all, errors.Join(errs...)
}

// formats are the files of the districts, one feature a district.
var formats = []struct {
	name string
	make func(*districts.Plan, Options) ([]byte, error)
}{
	{output.Plan, func(p *districts.Plan, _ Options) ([]byte, error) { return p.GeoJSON() }},
	{"plan.kml", func(p *districts.Plan, o Options) ([]byte, error) { return gis.KML(p, o.Lang) }},
}

func addDistricts(set *output.Set, p *districts.Plan, o Options) error {
	if len(p.Districts) == 0 {
		return nil
	}
	var errs []error
	for _, f := range formats {
		data, err := f.make(p, o)
		errs = append(errs, err, set.Add(f.name, data))
	}
	return errors.Join(errs...)
}

func addUnits(set *output.Set, p *districts.Plan, o Options) error {
	if o.None {
		return nil
	}
	units, err := p.UnitGeoJSON()
	return errors.Join(err, set.Add(output.Units, units), set.Add(output.UnitTable, p.UnitTable()),
		set.Add(output.Assignment, p.Assignment()))
}

// addPages adds the report for people, composed once.
func addPages(ctx context.Context, set *output.Set, p *districts.Plan, r *report.Report, o Options) error {
	d, err := pages.Compose(ctx, r, p, pages.Language(o.Lang))
	if err != nil {
		return err
	}
	return AddDocument(set, "report", d, o.LeftOut)
}

// AddDocument adds a document as text, as a page and for print, under a name without its ending. Where the fonts lack a
// character that it has, leftOut is told of the print, if it is not nil, and the rest is added.
func AddDocument(set *output.Set, name string, d *document.Document, leftOut func(file string, err error)) error {
	var page, sheets []byte
	var errs [2]error
	parallel.Do(2, func(i int) {
		if i == 0 {
			page, errs[0] = d.HTML()
		} else {
			sheets, errs[1] = d.PDF()
		}
	})
	var missing *typeface.MissingError
	if errors.As(errs[1], &missing) {
		if leftOut != nil {
			leftOut(name+".pdf", missing)
		}
		sheets, errs[1] = nil, nil
	}
	if err := errors.Join(errs[:]...); err != nil {
		return err
	}
	err := errors.Join(set.Add(name+".md", d.Markdown()), set.Add(name+".html", page))
	if sheets != nil {
		err = errors.Join(err, set.Add(name+".pdf", sheets))
	}
	return err
}

// AddInputs adds what a plan is made from: the scenario as it was run, its files, the rule written out and the seats.
func AddInputs(set *output.Set, c *districts.Case) error {
	if c.Scenario == nil {
		return nil
	}
	var errs []error
	for _, in := range c.Scenario.Inputs() {
		name := output.Inputs + "/" + in.Name
		if path, sum, err := c.Scenario.InputFile(in); path != "" || err != nil {
			errs = append(errs, err)
			if err == nil {
				errs = append(errs, set.AddFrom(name, path, sum))
			}
			continue
		}
		data, err := c.Scenario.InputData(in)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		errs = append(errs, set.Add(name, data))
	}
	rule, err := json.MarshalIndent(c.Rule, "", "  ")
	errs = append(errs, err, set.Add(output.Rule, append(rule, '\n')), set.Add(output.Seats, seats(c)))
	return errors.Join(errs...)
}

// seats is the table of the regions' seats, in the layer's order.
func seats(c *districts.Case) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	// A bytes.Buffer does not fail, so neither does the writer.
	_ = w.Write([]string{"region_id", "seats"})
	for i, r := range c.Layer.Regions {
		_ = w.Write([]string{r.ID, strconv.Itoa(c.Seats[i])})
	}
	w.Flush()
	return b.Bytes()
}

// Sealed is a set with its manifest: the SHA-256 sums of all its files.
func Sealed(set *output.Set) (*output.Set, error) {
	sealed := &output.Set{}
	if err := sealed.AddAll(set); err != nil {
		return nil, err
	}
	var w bytes.Buffer
	for _, name := range set.Names() {
		sum, _, err := set.Sum(name)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&w, "%x  %s\n", sum, name)
	}
	return sealed, sealed.Add(output.Manifest, w.Bytes())
}

package verify

import (
	"errors"
	"io/fs"
	"math"
	"math/big"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// report compares report.json with the verdict, the seats, the voters and the units.
func (p *plan) report(set fs.FS, met bool) Outcome {
	what := locale.T("report.json agrees")
	data, err := fs.ReadFile(set, output.Report)
	if err != nil {
		return unread(what, err)
	}
	var r struct {
		Lawful    bool           `json:"lawful"`
		Verdict   string         `json:"verdict"`
		Seats     map[string]int `json:"seats"`
		Districts []struct {
			Number int      `json:"district"`
			Voters int64    `json:"voters"`
			Units  []string `json:"units"`
		} `json:"districts"`
	}
	if err := input.Unmarshal(output.Report, data, &r); err != nil {
		return unread(what, err)
	}
	var faults []locale.Text
	if said := r.Verdict == "meets"; said != met || r.Lawful != met {
		faults = append(faults, locale.T("it says that the plan meets every check: %t, verified is %t", said && r.Lawful, met))
	}
	for _, x := range p.in.regions {
		if r.Seats[x.id] != x.seats {
			faults = append(faults, locale.T("it gives region %s %d seats, the set %d", x.id, r.Seats[x.id], x.seats))
		}
	}
	seen := map[int]bool{}
	for _, d := range r.Districts {
		seen[d.Number] = true
		var voters int64
		for _, u := range p.units[d.Number] {
			voters += p.in.units[u].voters
		}
		if voters != d.Voters {
			faults = append(faults, locale.T("it gives district %d %d voters, its units have %d", d.Number, d.Voters, voters))
		}
		faults = append(faults, p.sameUnits(d.Number, d.Units)...)
	}
	faults = append(faults, p.missing(seen)...)
	return judged(what, locale.T("verdict and %d districts", len(r.Districts)), faults)
}

// missing names the districts of the plan that a file does not have.
func (p *plan) missing(seen map[int]bool) []locale.Text {
	var faults []locale.Text
	for _, d := range p.numbers {
		if !seen[d] {
			faults = append(faults, locale.T("district %d is missing", d))
		}
	}
	return faults
}

// sameUnits compares a list of ids, in any order, with the units of a district.
func (p *plan) sameUnits(d int, ids []string) []locale.Text {
	var own []string
	for _, u := range p.units[d] {
		own = append(own, p.in.units[u].id)
	}
	ids = slices.Clone(ids)
	slices.Sort(own)
	slices.Sort(ids)
	if slices.Equal(own, ids) {
		return nil
	}
	return []locale.Text{locale.T("district %d has other units there", d)}
}

// areaTolerance is the share by which the area of a district's outline may differ from that of its units: slivers.
const areaTolerance = 1e-4

// geoJSON compares a file of districts with the CSV, and where the lines are full the area of every outline with that
// of its units. Areas in the plane of longitude and latitude do for that: both sides are measured alike, and an outline
// that leaves out a unit, or has another's, has another area.
func (p *plan) geoJSON(set fs.FS, file string, full bool) Outcome {
	what := locale.T("%s agrees", path.Base(file))
	if len(p.numbers) == 0 {
		return judged(what, locale.T("no unit has a district"), nil)
	}
	features, err := readFeatures(set, file)
	if err != nil {
		return unread(what, err)
	}
	var faults []locale.Text
	seen := map[int]bool{}
	for i, f := range features {
		n, err := whole(f.Properties["district"])
		list, isList := f.Properties["units"].([]any)
		if err != nil || !isList {
			faults = append(faults, locale.T("feature %d has no district number or no list of units", i+1))
			continue
		}
		d := int(n)
		seen[d] = true
		var ids []string
		for _, x := range list {
			ids = append(ids, text(x))
		}
		faults = append(faults, p.sameUnits(d, ids)...)
		if n, err := whole(f.Properties["voters"]); err != nil || n != p.votersIn(d) {
			faults = append(faults, locale.T("it gives district %d %s voters, its units have %d", d,
				text(f.Properties["voters"]), p.votersIn(d)))
		}
		if mean := p.mean(d, p.rule); mean != nil {
			want, _ := new(big.Rat).Sub(new(big.Rat).Quo(big.NewRat(p.sum(d, p.rule), 1), mean), big.NewRat(1, 1)).Float64()
			got, err := strconv.ParseFloat(text(f.Properties["deviation"]), 64)
			if err != nil || math.Abs(got-want) > 1e-4 {
				faults = append(faults, locale.T("it gives district %d the deviation %s, worked out is %.4f", d,
					text(f.Properties["deviation"]), want))
			}
		}
		_, area, err := readLines(f)
		if err != nil {
			faults = append(faults, locale.T("district %d: %v", d, err))
			continue
		}
		var want float64
		for _, u := range p.units[d] {
			want += p.in.units[u].area
		}
		if full && math.Abs(area-want) > areaTolerance*want {
			faults = append(faults, locale.T("the outline of district %d is not that of its units", d))
		}
	}
	faults = append(faults, p.missing(seen)...)
	return judged(what, locale.T("%d districts", len(features)), faults)
}

// acts reads every act of the set back and compares its words with the CSV, unit by unit, and the figures that it
// prints with those worked out here. An act that cannot be read back is a fault, not an error: somebody may have edited
// it.
func (p *plan) acts(set fs.FS) (Outcome, error) {
	what := locale.T("the words and figures of the acts agree")
	entries, err := fs.ReadDir(set, output.Acts)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Outcome{}, err
	}
	table, err := p.grammar(set)
	if err != nil {
		return Outcome{}, err
	}
	layer := p.layer()
	var faults []locale.Text
	read, figures := 0, 0
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "resolution.") {
			continue
		}
		file := path.Join(output.Acts, e.Name())
		data, err := fs.ReadFile(set, file)
		if err != nil {
			return Outcome{}, err
		}
		read++
		r, err := readback.Document(data, layer, table, p.in.scenario.Languages...)
		if err != nil {
			faults = append(faults, locale.T("%s: %v", file, err))
			continue
		}
		printed, err := readback.Text(data)
		if err != nil {
			return Outcome{}, err
		}
		n, wrong := p.figures(printed, p.rule)
		figures += n
		for _, f := range wrong {
			faults = append(faults, locale.T("%s: %s", file, f))
		}
		for u, x := range p.in.units {
			want := 0
			if ds := p.of[u]; len(ds) > 0 {
				want = ds[0]
			}
			if r.District[u] != want {
				faults = append(faults, locale.T("%s: unit %s is said to lie in district %d, the CSV says %d", file, x.id,
					r.District[u], want))
			}
		}
	}
	return judged(what, locale.T("%d acts with %d figures", read, figures), faults), nil
}

// grammar is the table of names in their cases with which acts are read, nil where the scenario has none.
func (p *plan) grammar(set fs.FS) (*names.Table, error) {
	law := p.in.scenario.Law
	if law.Grammar == "" {
		return nil, nil
	}
	forms, err := fs.ReadFile(set, inputName(law.Grammar))
	kinds, err2 := fs.ReadFile(set, inputName(law.GrammarKinds))
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	return names.Read(forms, kinds)
}

// unitTable compares the tables of units with the assignment and the inputs. That they have as many units as these,
// each of them known, is taken for the same units.
func (p *plan) unitTable(set fs.FS) Outcome {
	what := locale.T("units.csv and units.geojson agree")
	var faults []locale.Text
	// One row of either file against the unit of its id.
	check := func(file, id, district, voters string) {
		u, ok := p.in.at[id]
		if !ok {
			faults = append(faults, locale.T("%s: there is no unit %q", file, id))
			return
		}
		want := ""
		if ds := p.of[u]; len(ds) > 0 {
			want = strconv.Itoa(ds[0])
		}
		if district != want {
			faults = append(faults, locale.T("%s: unit %s has the district %q, the assignment %q", file, id, district, want))
		}
		if voters != strconv.FormatInt(p.in.units[u].voters, 10) {
			faults = append(faults, locale.T("%s: unit %s has %s voters, the inputs %d", file, id, voters,
				p.in.units[u].voters))
		}
	}
	of, err := readTable(set, output.UnitTable, "unit_id", "district")
	voters, err2 := readTable(set, output.UnitTable, "unit_id", "voters")
	features, err3 := readFeatures(set, output.Units)
	if err := errors.Join(err, err2, err3); err != nil {
		return unread(what, err)
	}
	for i, r := range of {
		check(output.UnitTable, r[0], r[1], voters[i][1])
	}
	for _, f := range features {
		check(output.Units, text(f.Properties["unit_id"]), text(f.Properties["district"]), text(f.Properties["voters"]))
	}
	if len(of) != len(p.in.units) || len(features) != len(p.in.units) {
		faults = append(faults, locale.T("they have %d and %d units, the inputs %d", len(of), len(features),
			len(p.in.units)))
	}
	return judged(what, locale.T("%d units", len(of)), faults)
}

// layer is the list of names as the reader of acts wants it.
func (p *plan) layer() *geo.Layer {
	l := &geo.Layer{}
	for _, r := range p.in.regions {
		l.Regions = append(l.Regions, geo.Region{ID: r.id, Names: r.names})
	}
	for _, u := range p.in.units {
		l.Units = append(l.Units, geo.Unit{ID: u.id, RegionID: u.region, Kind: u.kind, Names: u.names, Parents: u.parents})
	}
	return l
}

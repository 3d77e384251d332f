package verify

import (
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"math/big"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// report compares report.json with the verdict and what it rests on, the seats, the voters and the units.
func (p *plan) report(set fs.FS, law *Result) Outcome {
	what := locale.T("report.json agrees")
	data, err := fs.ReadFile(set, output.Report)
	if err != nil {
		return unread(what, err)
	}
	var r struct {
		Lawful   bool           `json:"lawful"`
		Verdict  string         `json:"verdict"`
		Goal     string         `json:"objective"`
		Equality float64        `json:"equality_weight"`
		Checks   []checked      `json:"checks"`
		Seats    map[string]int `json:"seats"`
		Scenario struct {
			Units  int   `json:"units"`
			Voters int64 `json:"voters"`
		} `json:"scenario"`
		Elsewhere []struct {
			ID       string `json:"id"`
			Unit     string `json:"unit"`
			District int    `json:"district"`
			Voters   int64  `json:"voters"`
		} `json:"elsewhere"`
		Districts []struct {
			Number    int         `json:"district"`
			Voters    json.Number `json:"voters"`
			Deviation json.Number `json:"deviation"`
			Area      json.Number `json:"area_km2"`
			Units     []string    `json:"units"`
		} `json:"districts"`
	}
	if err := input.Unmarshal(output.Report, data, &r); err != nil {
		return unread(what, err)
	}
	var faults []locale.Text
	if said := r.Verdict == "meets"; said != law.Met || r.Lawful != law.Met {
		faults = append(faults, locale.T("it says that the plan meets every check: %t, verified is %t", said && r.Lawful,
			law.Met))
	}
	if said, has := cmp.Or(r.Equality, 1), p.in.scenario.equality(); r.Goal == balanced && has > 0 && said != has {
		faults = append(faults, locale.T("it says that equality weighs %g, and the scenario that it weighs %g", said, has))
	}
	faults = append(faults, p.verdicts(r.Checks, law.Outcomes)...)
	for _, x := range p.in.regions {
		if r.Seats[x.id] != x.seats {
			faults = append(faults, locale.T("it gives region %s %d {2|seat|seats}, the set %d", x.id, r.Seats[x.id], x.seats))
		}
	}
	var voters int64
	for _, u := range p.in.units {
		voters += u.voters
	}
	if r.Scenario.Units != len(p.in.units) || r.Scenario.Voters != voters {
		faults = append(faults, locale.T("it says %d {1|unit|units} with %d {2|voter|voters}, the inputs have %d with %d",
			r.Scenario.Units, r.Scenario.Voters, len(p.in.units), voters))
	}
	for _, e := range r.Elsewhere {
		x, ok := p.in.elsewhere[e.ID]
		district := 0
		if ds := p.of[x.unit]; ok && len(ds) > 0 {
			district = ds[0]
		}
		if !ok || p.in.units[x.unit].id != e.Unit || x.voters != e.Voters || district != e.District {
			faults = append(faults, locale.T("it has %d voters without territory of %s in unit %s and district %d, which is "+
				"not what the inputs have", e.Voters, e.ID, e.Unit, e.District))
		}
	}
	if len(r.Elsewhere) != len(p.in.elsewhere) {
		faults = append(faults, locale.T("it lists %d places of voters without territory, the inputs %d", len(r.Elsewhere),
			len(p.in.elsewhere)))
	}
	times := map[int]int{}
	for _, d := range r.Districts {
		times[d.Number]++
		faults = append(faults, p.says(d.Number, d.Voters.String(), d.Deviation.String(), d.Area.String())...)
		faults = append(faults, p.sameUnits(d.Number, d.Units)...)
	}
	faults = append(faults, p.listed(times)...)
	return judged(what, locale.T("verdict and %d {1|district|districts}", len(r.Districts)), faults)
}

// checked is a check as a report has it.
type checked struct {
	ID    string `json:"id"`
	State string `json:"state"`
	OK    bool   `json:"ok"`
	Basis string `json:"basis"`
}

// verdicts compares the checks of a report with what was worked out, an outcome of the law with the checks that ask for
// the same. An unfinished plan fails no check for being unfinished, so that there is nothing to compare it with; nor is
// there for the equality of districts across regions, which have no quota.
func (p *plan) verdicts(checks []checked, law []Outcome) []locale.Text {
	var faults []locale.Text
	holds, there := map[string]bool{}, map[string]bool{}
	for _, c := range checks {
		if there[c.ID] || c.OK != (c.State == "pass" || c.State == "not applicable") {
			faults = append(faults, locale.T("it says two things of the check %s", c.ID))
		}
		holds[c.ID], there[c.ID] = c.OK, true
		if want := p.in.scenario.basis(c.ID); c.Basis != want {
			faults = append(faults, locale.T("it says that %q asks for the check %s, which %q does", c.Basis, c.ID, want))
		}
	}
	finished, crossing := true, false
	for u := range p.in.units {
		finished = finished && len(p.of[u]) > 0
	}
	for _, regions := range p.regionOf {
		crossing = crossing || len(regions) > 1
	}
	for _, o := range law {
		all := true
		for _, id := range o.Checks {
			all = all && holds[id]
			if !there[id] {
				faults = append(faults, locale.T("the check %s is missing", id))
			}
		}
		if len(o.Checks) == 0 || !finished || crossing && slices.Contains(o.Checks, "equality") {
			continue
		}
		if all != o.OK {
			faults = append(faults, locale.T("it says of the checks %s that they hold: %t, verified is %t",
				strings.Join(o.Checks, ", "), all, o.OK))
		}
	}
	return faults
}

// grouped is a number that a file has, as a sentence has numbers; what is none stays as it is.
func grouped(text string) any {
	if n, err := whole(text); err == nil {
		return n
	}
	return text
}

// says compares the figures that a file gives a district with those worked out: its voters, its deviation where it has
// one, and its area in square kilometres, which may differ by slivers and by a rounded last place.
func (p *plan) says(d int, voters, deviation, area string) []locale.Text {
	var faults []locale.Text
	if n, err := whole(voters); err != nil || n != p.votersIn(d) {
		faults = append(faults, locale.T("it gives district %d %s voters, its units have %d", d, grouped(voters),
			p.votersIn(d)))
	}
	if mean := p.mean(d, p.rule); mean != nil {
		per := new(big.Rat).Quo(big.NewRat(p.sum(d, p.rule), p.in.perDistrict()), mean)
		want, _ := per.Sub(per, big.NewRat(1, 1)).Float64()
		if got, err := strconv.ParseFloat(deviation, 64); err != nil || math.Abs(got-want) > 1e-4 {
			faults = append(faults, locale.T("it gives district %d the deviation %s, worked out is %.4f", d, deviation, want))
		}
	}
	var want float64
	for _, u := range p.units[d] {
		want += p.in.units[u].km2
	}
	if got, err := strconv.ParseFloat(area, 64); err != nil || math.Abs(got-want) > areaTolerance*want+0.00051 {
		faults = append(faults, locale.T("it gives district %d %s km², worked out is %.3f", d, area, want))
	}
	return faults
}

// listed names the districts that a file does not have just once: those of the plan that are missing or there again,
// and those that the plan does not have.
func (p *plan) listed(times map[int]int) []locale.Text {
	var faults []locale.Text
	for _, d := range p.numbers {
		if times[d] == 0 {
			faults = append(faults, locale.T("district %d is missing", d))
		}
	}
	for _, d := range sortedKeys(times) {
		if times[d] > 1 {
			faults = append(faults, locale.T("district %d stands there %d {2|time|times}", d, times[d]))
		}
		if len(p.units[d]) == 0 {
			faults = append(faults, locale.T("there is no district %d", d))
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
	times := map[int]int{}
	for i, f := range features {
		n, err := whole(f.Properties["district"])
		list, isList := f.Properties["units"].([]any)
		if err != nil || !isList {
			faults = append(faults, locale.T("feature %d has no district number or no list of units", i+1))
			continue
		}
		d := int(n)
		times[d]++
		var ids []string
		for _, x := range list {
			ids = append(ids, text(x))
		}
		faults = append(faults, p.sameUnits(d, ids)...)
		faults = append(faults, p.says(d, text(f.Properties["voters"]), text(f.Properties["deviation"]),
			text(f.Properties["area_km2"]))...)
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
	faults = append(faults, p.listed(times)...)
	return judged(what, locale.T("%d {1|district|districts}", len(features)), faults)
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
		if output.KindOf(e.Name()) != output.Act && !strings.HasPrefix(e.Name(), "resolution.") { // as they were once named
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
	return judged(what, locale.T("%d {1|act|acts} with %d {2|figure|figures}", read, figures), faults), nil
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

// unitTable compares the tables of units with the assignment and the inputs. They have the same units where each is
// known, none is there twice and there are as many.
func (p *plan) unitTable(set fs.FS) Outcome {
	what := locale.T("units.csv and units.geojson agree")
	var faults []locale.Text
	seen := map[[2]string]bool{}
	// One row of either file against the unit of its id.
	check := func(file, id, region, district, voters, elsewhere string) {
		u, ok := p.in.at[id]
		if !ok {
			faults = append(faults, locale.T("%s: there is no unit %q", file, id))
			return
		}
		if seen[[2]string{file, id}] {
			faults = append(faults, locale.T("%s: unit %s is there twice", file, id))
		}
		seen[[2]string{file, id}] = true
		if region != p.in.units[u].region {
			faults = append(faults, locale.T("%s: unit %s has the region %q, the inputs %q", file, id, region,
				p.in.units[u].region))
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
		if len(p.in.elsewhere) > 0 && elsewhere != strconv.FormatInt(p.in.units[u].elsewhere, 10) {
			faults = append(faults, locale.T("%s: unit %s has %s voters without territory, the inputs %d", file, id, elsewhere,
				p.in.units[u].elsewhere))
		}
	}
	columns := []string{"unit_id", "region_id", "district", "voters", "voters"}
	if len(p.in.elsewhere) > 0 {
		columns[4] = "voters_elsewhere"
	}
	rows, err := readTable(set, output.UnitTable, columns...)
	for _, r := range rows {
		check(output.UnitTable, r[0], r[1], r[2], r[3], r[4])
	}
	features := 0
	err2 := eachFeature(set, output.Units, func(f feature) {
		features++
		check(output.Units, text(f.Properties["unit_id"]), text(f.Properties["region_id"]), text(f.Properties["district"]),
			text(f.Properties["voters"]), text(f.Properties[columns[4]]))
	})
	if err := errors.Join(err, err2); err != nil {
		return unread(what, err)
	}
	if len(rows) != len(p.in.units) || features != len(p.in.units) {
		faults = append(faults, locale.T("they have %d and %d units, the inputs %d", len(rows), features,
			len(p.in.units)))
	}
	return judged(what, locale.T("%d {1|unit|units}", len(rows)), faults)
}

// layer is the list of names as the reader of acts wants it.
func (p *plan) layer() *geo.Layer {
	l := &geo.Layer{}
	for _, r := range p.in.regions {
		l.Regions = append(l.Regions, geo.Region{ID: r.id, Names: r.names})
	}
	for _, u := range p.in.units {
		x := geo.Unit{ID: u.id, RegionID: u.region, Kind: u.kind, Names: u.names, Parents: u.parents, Rest: u.rest}
		if u.computed && !u.rest {
			at := u.at()
			x.Place = &orb.Point{at[0], at[1]}
		}
		l.Units = append(l.Units, x)
	}
	if len(p.in.scenario.Finer) > 0 {
		for _, u := range p.in.divided {
			l.Divided = append(l.Divided, geo.Unit{ID: u.id, RegionID: u.region, Kind: u.kind, Names: u.names})
		}
	}
	return l
}

package report

import (
	"cmp"
	"math"
	"math/big"
	"path"
	"path/filepath"
	"slices"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Version is the program's version, which every output carries.
const Version = "0.1.0"

// notesPerKind is how many notes of one kind a report lists; okrug scenario check prints all.
const notesPerKind = 100

// Build is the report of a plan: verdict, checks, seats, regions, districts, the plan's tests by every rule, and what
// is known of its inputs. What made the plan is added by Solved or Amended.
func Build(p *districts.Plan) *Report {
	checks := p.Checks()
	r := &Report{
		Okrug:  Version,
		Format: 1,
		Made:   "check",
		Rule:   ruleInfo(p),
		Lawful: districts.Met(checks),
		Checks: checks,
		Seats:  map[string]int{},
		plan:   p,
	}
	r.Verdict = verdict(checks)
	for i, x := range p.Layer.Regions {
		r.Seats[x.ID] = p.Seats[i]
	}
	r.Regions, r.Districts = regions(p), []District{}
	unfinished := p.UnfinishedRegions()
	for _, d := range p.Districts {
		x := district(p, d)
		x.Open = d.Region >= 0 && unfinished[d.Region] || d.Region < 0 && !p.Finished()
		r.Districts = append(r.Districts, x)
	}
	r.Unassigned = []string{}
	for u, d := range p.Of {
		if d == districts.Unassigned {
			r.Unassigned = append(r.Unassigned, p.Layer.Units[u].ID)
		}
	}
	r.Estimated, r.Elsewhere = estimated(p), elsewhere(p)
	if s := p.Scenario; s != nil {
		r.Scenario = ScenarioInfo{ID: s.ID, Title: s.Title, Languages: s.Languages, UnitsAsOf: s.UnitsAsOf}
		r.Inputs = s.Inputs()
		r.Notes = append([]geo.Names{}, s.NoteTexts()...) // lists in the file, as its schema has it, even where empty
		r.Sources = append([]scenario.Source{}, s.Sources...)
		r.testRules(p, s.AllRules())
		r.Apportionment = Apportionment{
			Method: s.Seats.Method, Base: s.Seats.Base, Minimum: s.MinimumSeats(), Maximum: s.Seats.Maximum,
		}
		if len(s.Seats.Fixed) > 0 {
			r.Apportionment.Method = "fixed"
		}
	}
	r.Apportionment.Total = p.AllSeats()
	if n := p.PerDistrict(); n > 1 {
		r.Apportionment.PerDistrict = n
	}
	r.Apportionment.Ties = ties(p.Case)
	notes := slices.Clone(p.Notes)
	names, made := map[string]string{}, map[string]string{}
	for _, in := range r.Inputs {
		if names[in.File] = in.Name; in.Of != nil {
			made[in.Of.Name] = in.Name
		}
	}
	for i, n := range notes { // as they stand among the inputs, wherever they were read
		file := filepath.ToSlash(n.File)
		if file != "" {
			notes[i].File = cmp.Or(names[file], made[path.Base(file)], path.Base(file))
		}
	}
	r.InputNotes = append([]locale.Text{}, fault.Lines(notes, notesPerKind)...)
	r.Scenario.Units = len(p.Layer.Units)
	for _, u := range p.Layer.Units {
		r.Scenario.Voters += u.Voters
	}
	return r
}

// ties says how claims to the last seats that were equal were settled; nothing where none were.
func ties(c *districts.Case) locale.Text {
	if c.Apportionment == nil || c.Apportionment.Tie == nil {
		return locale.Text{}
	}
	tie := c.Apportionment.Tie
	var ids []string
	for _, i := range tie.Regions {
		ids = append(ids, c.Layer.Regions[i].ID)
	}
	return locale.T("%d of the seats were claimed equally by %s and given by %s", tie.Seats*c.PerDistrict(), ids, tie.Rule)
}

func ruleInfo(p *districts.Plan) RuleInfo {
	r := p.Rule
	return RuleInfo{
		ID: r.ID, Title: geo.Names(r.Title), Base: r.BaseName(), Scope: r.ScopeName(), Statistic: r.Statistic.String(),
		Limit: r.Limit.Float64(), LimitText: r.Limit.String(), Soft: r.Soft, Exceptions: r.Exceptions, Projected: r.Projected,
		Status:   r.Status,
		Sentence: inEach(p.RuleSentence), Citation: geo.Names(r.Citation), Sourced: geo.Names(r.Sourced),
	}
}

func inEach(say func(lang string) string) geo.Names {
	n := geo.Names{}
	for _, lang := range rule.Languages {
		n[lang] = say(lang)
	}
	return n
}

func regions(p *districts.Plan) []Region {
	voters := p.RegionVoters()
	list := make([]Region, len(p.Layer.Regions))
	for i, x := range p.Layer.Regions {
		list[i] = Region{
			ID: x.ID, Names: x.Names, Status: "checked",
			Voters: voters[i], VotersStatus: x.VotersStatus, VotersAsOf: x.VotersAsOf,
			Seats: p.Seats[i], SeatsEnacted: x.SeatsEnacted,
			Quota: round(float64(voters[i])/float64(max(1, p.Seats[i])), 3),
		}
	}
	regionOf := districts.RegionOf(p.Layer)
	for _, r := range regionOf {
		list[r].Units++
	}
	for _, d := range p.Districts {
		if d.Region >= 0 {
			x := &list[d.Region]
			x.MaxDeviation = max(x.MaxDeviation, round(math.Abs(float(d.Deviation())), 6))
		}
	}
	metres := make([]int64, len(list)) // whole metres, as the solvers count
	for _, b := range p.Layer.Borders {
		if r := regionOf[b.A]; r == regionOf[b.B] && p.Of[b.A] != p.Of[b.B] {
			metres[r] += districts.WholeMetres(b)
		}
	}
	for i := range list {
		list[i].BorderKm = round(float64(metres[i])/1000, 3)
	}
	return list
}

func district(p *districts.Plan, d districts.District) District {
	m := p.Measure(d)
	x := District{
		Number: d.Number, Names: d.Names, Centre: d.CentreName,
		Voters: d.Voters, Quota: round(float(d.Quota), 3), Deviation: round(float(d.Deviation()), 6),
		Lower: d.Lower, Upper: d.Upper,
		AreaKm2: round(m.Area/1e6, 3), PerimeterKm: round(m.Perimeter/1e3, 3), PolsbyPopper: round(m.PolsbyPopper, 6),
		Parts: len(p.Parts(d)), Units: p.UnitIDs(d),
	}
	if d.Seats > 1 {
		x.Seats = d.Seats
	}
	if d.Region >= 0 {
		x.RegionID = p.Layer.Regions[d.Region].ID
	}
	return x
}

// estimated counts the units that are estimated and names the regions whose figure is approximate.
func estimated(p *districts.Plan) Estimated {
	e := Estimated{Regions: []string{}}
	for _, u := range p.Layer.Units {
		if u.VotersStatus == geo.StatusEstimated {
			e.Units++
		}
	}
	for _, r := range p.Layer.Regions {
		if geo.Approximate(r.VotersStatus) {
			e.Regions = append(e.Regions, r.ID)
		}
	}
	return e
}

func elsewhere(p *districts.Plan) []Elsewhere {
	var list []Elsewhere
	for _, x := range p.Layer.Elsewhere {
		e := Elsewhere{ID: x.ID, Names: x.Names, Kind: x.Kind, Unit: p.Layer.Units[x.Unit].ID, Voters: x.Voters}
		if d := p.Of[x.Unit]; d != districts.Unassigned {
			e.District = p.Districts[d].Number
		}
		list = append(list, e)
	}
	return list
}

func float(r *big.Rat) float64 { f, _ := r.Float64(); return f }

// round rounds to a number of decimals, so that reports do not show more than is known.
func round(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}

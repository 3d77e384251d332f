package districts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts/crosswalk"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/districts/planfile/ben"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/project"
)

// ReadPlan reads a plan that nothing stands beside, as ReadPlanFrom does.
func ReadPlan(c *Case, file string, data []byte) (*Plan, error) {
	return ReadPlanFrom(c, format.Source{Name: file, Data: data}, Reading{})
}

// Reading says how a plan's file is read. The zero value is usual.
type Reading struct {
	// Sample says which plan of an ensemble is meant, counted from 1; 0 is its only one.
	Sample int
	// Crosswalk carries a plan of another list of units over to that of the case; nil where it is of the case's own.
	Crosswalk *crosswalk.Table
	// Options are what the file does not say of itself.
	Options exchange.Options
}

// ReadPlanFrom reads a plan from GeoJSON as okrug writes it, from CSV with unit_id,district, or from a file of any of
// the forms that planfile understands; Plan.Understood then says what it took for what. It may leave units out;
// "15|16", one of two districts and not known which, leaves its unit out too. A unit that is named in several districts
// counts for the first and is listed in Plan.Duplicates. Unknown units, districts that are no whole number from 1, and
// files that cannot be understood are errors, all reported at once; shapes that divide units are a
// *planfile.DividedError. Where finer units take the place of a unit, its id
// stands for all of them that the plan does not name. GeoJSON may store names and voters of the districts: names are
// kept, and voters that differ from the recount come back as a *FiguresError together with the plan, but of a plan that
// was carried over, whose voters are those of its own list.
func ReadPlanFrom(c *Case, s format.Source, r Reading) (*Plan, error) {
	r.Options.Most = output.Most()
	s, rest, packed, err := exchange.Unpack(s, r.Options, exchange.Plans)
	r.Options = rest
	if err != nil {
		return nil, err
	}
	x, err := readAny(c, s, r)
	var strange geo.Fault
	if errors.As(err, &strange) && strange.Kind == geo.UnknownUnit && r.Crosswalk != nil {
		err = errors.Join(err, locale.Errorf("a unit that only the other list has is known by its row in %s; give it one",
			r.Crosswalk.File))
	}
	if err != nil {
		return nil, err
	}
	if r.Crosswalk != nil && x.placed == nil {
		if err := x.carry(c, crosswalk.Plan{File: s.Name, Of: x.named(c)}, r.Crosswalk); err != nil {
			return nil, err
		}
		for i := range x.features {
			x.features[i].Properties.Voters = nil
		}
	}
	x.notes = append(packed, x.notes...)
	p, err := x.plan(c)
	if err != nil {
		return nil, err
	}
	return p, p.adopt(s.Name, x.features)
}

// readAny reads which unit has which district, in whatever form.
func readAny(c *Case, s format.Source, r Reading) (*statement, error) {
	x := &statement{of: map[int][]int{}, ofWhole: map[string][]int{}, wholes: c.wholes()}
	foreign := maps.Clone(x.wholes)
	if r.Crosswalk != nil {
		if ben.Is(s.Data) {
			return nil, locale.Errorf("%s: which unit a position of an ensemble means, only the list says that it was made "+
				"on; write its plan as a table with okrug convert first", s.Name)
		}
		for _, id := range r.Crosswalk.IDs() {
			foreign[id] = append(foreign[id], x.wholes[id]...)
		}
	}
	var err error
	switch {
	case listsUnits(s.Data):
		if err := planfile.Unasked(s, r.Options, exchange.Options{}); err != nil {
			return nil, err
		}
		err = x.readFeatures(s.Name, s.Data, c.Layer.Units, foreign)
	case isJSON(s.Data), ben.Is(s.Data), r.Options.Stated():
		err = x.understand(c, s, r, foreign)
	default:
		if err = x.readCSV(s.Name, s.Data, c.Layer.Units, foreign); err != nil {
			x.of, x.ofWhole = map[int][]int{}, map[string][]int{}
			err = x.understand(c, s, r, foreign)
		}
	}
	return x, err
}

// statement is what a file says of which unit has which district: numbers, of which the first counts, and none for a
// unit that is named without a district.
type statement struct {
	of       map[int][]int    // of the layer's units
	ofWhole  map[string][]int // of other ids that were allowed
	wholes   map[string][]int // the finer units of every unit that they replace, by its id
	features []planFeature
	notes    []geo.Fault
	carried  []geo.Fault // what Plan.Carried will be
	placed   []planfile.Placed
}

// plan is the plan of a case that is stated.
func (x *statement) plan(c *Case) (*Plan, error) {
	giveParts(x.of, x.ofWhole, x.wholes)
	numbers := make([]int, len(c.Layer.Units))
	doubles := Duplicates{}
	for u, named := range x.of {
		if len(named) == 0 {
			continue
		}
		numbers[u] = named[0]
		if distinct := slices.Compact(slices.Sorted(slices.Values(named))); len(distinct) > 1 {
			doubles[c.Layer.Units[u].ID] = distinct
		}
	}
	p, err := NewNumbered(c, numbers)
	if err != nil {
		return nil, err
	}
	p.Duplicates, p.Understood, p.Carried, p.Placed = doubles, x.notes, x.carried, x.placed
	return p, nil
}

// KnownPlan reads a plan that the scenario names by its id, and carries it over where the scenario names a crosswalk. A
// *geo.Fault or a file system's error says why it cannot be read.
func (c *Case) KnownPlan(id string) (*Plan, error) { return c.KnownPlanBy(id, nil) }

// KnownPlanBy is KnownPlan with another crosswalk than the scenario's, where that is not nil.
func (c *Case) KnownPlanBy(id string, t *crosswalk.Table) (*Plan, error) {
	for _, x := range c.Scenario.Plans {
		if x.ID != id {
			continue
		}
		data, file, err := c.Scenario.ReadPlanFile(x)
		if err != nil {
			return nil, err
		}
		if t == nil && x.Crosswalk != "" {
			text, name, err := c.Scenario.ReadCrosswalk(x)
			if err != nil {
				return nil, err
			}
			if t, err = crosswalk.Read(name, text); err != nil {
				return nil, err
			}
		}
		o := x.Options
		o.Stating = project.InScenario
		return ReadPlanFrom(c, format.Source{Name: file, Data: data}, Reading{Crosswalk: t, Options: o})
	}
	return nil, locale.Errorf("the scenario names no plan %q", id)
}

// isJSON tells a GeoJSON plan from a CSV one.
func isJSON(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(data) > 0 && (data[0] == '{' || data[0] == '[')
}

// listsUnits reports whether data are GeoJSON whose features list the units of their districts, as okrug writes it.
func listsUnits(data []byte) bool {
	if !isJSON(data) || !bytes.Contains(data, []byte(`"units"`)) {
		return false
	}
	var doc struct {
		Type     string `json:"type"`
		Features []struct {
			Properties struct {
				Units json.RawMessage `json:"units"`
			} `json:"properties"`
		} `json:"features"`
	}
	err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), &doc)
	if err != nil || doc.Type != "FeatureCollection" {
		return false
	}
	for _, f := range doc.Features {
		if bytes.HasPrefix(f.Properties.Units, []byte("[")) {
			return true
		}
	}
	return false
}

// understand reads a plan of any other form. Whole has the ids that may stand beside those of the units.
func (x *statement) understand(c *Case, s format.Source, r Reading, whole map[string][]int) error {
	wholes := slices.Sorted(maps.Keys(whole))
	p, err := planfile.Read(planfile.Case{Layer: c.Layer, Wholes: wholes, Districts: c.AllDistricts(), Sample: r.Sample,
		Options: r.Options}, s)
	if err != nil {
		return err
	}
	for u, numbers := range p.Of {
		if n := len(c.Layer.Units); u >= n {
			x.ofWhole[wholes[u-n]] = numbers
		} else {
			x.of[u] = numbers
		}
	}
	x.notes, x.placed = p.Notes, p.Placed
	return nil
}

// planFeature is what a plan's GeoJSON says of one district.
type planFeature struct {
	Properties struct {
		District *json.Number      `json:"district"`
		Units    []json.RawMessage `json:"units"`
		Voters   *json.Number      `json:"voters"`
		texts    map[string]string // every property that is a text
	} `json:"properties"`
}

func (f *planFeature) UnmarshalJSON(data []byte) error {
	type plain planFeature
	if err := json.Unmarshal(data, (*plain)(f)); err != nil {
		return err
	}
	var all struct {
		Properties map[string]any `json:"properties"`
	}
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	f.Properties.texts = map[string]string{}
	for k, v := range all.Properties {
		if s, ok := v.(string); ok {
			f.Properties.texts[k] = s
		}
	}
	return nil
}

// named are the texts of properties with a prefix, by the language behind it.
func (f *planFeature) named(prefix string) geo.Names {
	n := geo.Names{}
	for k, s := range f.Properties.texts {
		if lang, ok := strings.CutPrefix(k, prefix); ok && s != "" {
			n[lang] = s
		}
	}
	return n
}

// FiguresError says that a plan's file states other voters than its units have in the case that it is read for.
type FiguresError struct {
	File  string
	Wrong []WrongFigure
	// Meant says that other figures were asked for, so that what differs is news and no fault.
	Meant bool
}

// WrongFigure is one district's number of voters, as stored and as counted again.
type WrongFigure struct {
	District        int
	Stored, Counted int64
}

func (e *FiguresError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *FiguresError) In(lang string) string {
	said := locale.T("%s states other voters than its units have here; use the inputs that the plan was made from, or "+
		"make the plan again:", e.File)
	if e.Meant {
		said = locale.T("By these figures districts have other voters than %s states:", e.File)
	}
	s := said.In(lang)
	const shown = 5
	for i, w := range e.Wrong {
		line := locale.T("district %s: stored %d, counted %d", strconv.Itoa(w.District), w.Stored, w.Counted)
		if i == shown {
			line = locale.T("and %d more {1|district|districts}", len(e.Wrong)-shown)
		}
		s += "\n  " + line.In(lang)
		if i == shown {
			break
		}
	}
	return s
}

// adopt takes over what a plan's GeoJSON stores beside its units: the names of the districts, and their voters, which
// must be those that their units have. The plan is whole even with a *FiguresError.
func (p *Plan) adopt(file string, features []planFeature) error {
	at := map[int]int{}
	for i, d := range p.Districts {
		at[d.Number] = i
	}
	wrong := &FiguresError{File: file}
	for _, f := range features {
		n, err := number(f.Properties.District.String())
		i, ok := at[n]
		if err != nil || !ok {
			continue
		}
		p.takeName(i, f.named("name_"), f.named("centre_"))
		if f.Properties.Voters == nil {
			continue
		}
		if v, err := f.Properties.Voters.Int64(); err == nil && v != p.Districts[i].Voters {
			wrong.Wrong = append(wrong.Wrong, WrongFigure{n, v, p.Districts[i].Voters})
		}
	}
	if len(wrong.Wrong) > 0 {
		return wrong
	}
	return nil
}

// readFeatures reads each feature's properties "district" and "units".
func (x *statement) readFeatures(file string, data []byte, units []geo.Unit, whole map[string][]int) error {
	var doc struct {
		Type     string        `json:"type"`
		Features []planFeature `json:"features"`
	}
	if err := input.Unmarshal(file, data, &doc); err != nil {
		return locale.Errorf("not a plan in GeoJSON: %w", err)
	}
	if doc.Type != "FeatureCollection" || len(doc.Features) == 0 {
		return locale.Errorf("%s: not a FeatureCollection with one feature a district", file)
	}
	at := make(map[string]int, len(units))
	for u, unit := range units {
		at[unit.ID] = u
	}
	var errs []error
	for i, f := range doc.Features {
		bad := func(format string, args ...any) {
			errs = append(errs, locale.Errorf("%s: features[%d]: %s", file, locale.Nth(i), locale.Text{Key: format, Args: args}))
		}
		if f.Properties.District == nil {
			bad(`no property "district" with the district's number`)
			continue
		}
		n, err := number(f.Properties.District.String())
		if err != nil {
			bad("%v", err)
			continue
		}
		if f.Properties.Units == nil {
			bad(`no property "units" with the list of the district's unit ids`)
		}
		for _, raw := range f.Properties.Units {
			var id string
			if json.Unmarshal(raw, &id) != nil {
				id = input.PlainNumber(string(raw)) // an id written as a number
			}
			u, ok := at[id]
			if _, allowed := whole[id]; allowed && !ok {
				x.ofWhole[id] = append(x.ofWhole[id], n)
				continue
			}
			if !ok {
				bad("district %d: %s", n, unknownUnit(id, len(units)))
				continue
			}
			x.of[u] = append(x.of[u], n)
		}
	}
	x.features = doc.Features
	return errors.Join(errs...)
}

// readCSV reads unit_id,district; an empty district leaves the unit without one.
func (x *statement) readCSV(file string, data []byte, units []geo.Unit, whole map[string][]int) error {
	named := slices.Clone(units)
	for _, id := range slices.Sorted(maps.Keys(whole)) {
		named = append(named, geo.Unit{ID: id})
	}
	a, err := geo.ReadAssignment(geo.File{Name: file, Data: bytes.NewReader(data)}, named)
	if a == nil {
		return err
	}
	errs := []error{err}
	for u, unit := range named {
		if a.Line[u] == 0 {
			continue
		}
		var numbers []int
		for _, text := range append([]string{a.Of[u]}, a.Again[u]...) {
			if text == "" || strings.Contains(text, "|") {
				continue
			}
			n, err := number(text)
			if err != nil {
				errs = append(errs, locale.Errorf("%s:%d: unit %s: %w", file, a.Line[u], unit.ID, err))
				continue
			}
			numbers = append(numbers, n)
		}
		if u >= len(units) {
			x.ofWhole[unit.ID] = numbers
		} else {
			x.of[u] = numbers
		}
	}
	for _, note := range a.Notes {
		if note.Kind == geo.UnknownUnit {
			errs = append(errs, note)
		}
	}
	return errors.Join(errs...)
}

// wholes lists the finer units of every unit that they replace, by its id.
func (c *Case) wholes() map[string][]int {
	parts, ids := map[string][]int{}, map[string]bool{}
	if c.Scenario == nil || len(c.Scenario.Finer) == 0 {
		return parts
	}
	units := c.Layer.Units
	for _, x := range units {
		ids[x.ID] = true
	}
	for u, x := range units {
		if n := len(x.Parents); n > 0 && x.Parents[n-1] != "" && !ids[x.Parents[n-1]] {
			parts[x.Parents[n-1]] = append(parts[x.Parents[n-1]], u)
		}
	}
	return parts
}

// giveParts gives the parts of a unit the district that a plan made without finer units gives the whole, unless it
// names the part itself.
func giveParts(of map[int][]int, ofWhole map[string][]int, parts map[string][]int) {
	for id, numbers := range ofWhole {
		for _, u := range parts[id] {
			if len(of[u]) == 0 {
				of[u] = numbers
			}
		}
	}
}

// number reads the number of a district, which programs write as 1.0 where a column has gaps.
func number(text string) (int, error) {
	n, bad := input.Whole(strings.TrimSpace(text))
	switch {
	case bad == nil && n == 0:
		return 0, locale.Errorf("district %q is not a whole number from 1; leave it empty where the unit has none", text)
	case bad != nil:
		return 0, locale.Errorf("district %q is not a whole number from 1", text)
	}
	return int(n), nil
}

func unknownUnit(id string, units int) string {
	return fmt.Sprintf("unit %s is not among the scenario's %d units; correct the id or use the scenario that the plan "+
		"was made with", id, units)
}

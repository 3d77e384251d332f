package verify

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// scenario is as much of a scenario file as is needed here.
type scenario struct {
	Languages []string          `yaml:"languages"`
	Title     map[string]string `yaml:"title"`
	Voters    string            `yaml:"voters"`
	Elsewhere string            `yaml:"elsewhere"`
	Law       struct {
		Grammar      string `yaml:"grammar"`
		GrammarKinds string `yaml:"grammar_kinds"`
		Grounds      []struct {
			Status string   `yaml:"status"`
			Checks []string `yaml:"checks"`
		} `yaml:"grounds"`
	} `yaml:"law"`
	Units       unitFile `yaml:"units"`
	Settlements unitFile `yaml:"settlements"`
	Adjacency   string   `yaml:"adjacency"`
	Tolerance   struct {
		Width float64 `yaml:"width_m"`
	} `yaml:"tolerance"`
	Regions struct {
		File   string            `yaml:"file"`
		ID     string            `yaml:"id"`
		Names  map[string]string `yaml:"names"`
		Voters string            `yaml:"voters"`
		Order  []string          `yaml:"order"`
	} `yaml:"regions"`
	Links      []linked   `yaml:"links"`
	Unlinks    []linked   `yaml:"unlinks"`
	Objective  string     `yaml:"objective"`
	Equality   float64    `yaml:"equality_weight"`
	Finer      []unitFile `yaml:"finer"`
	Contiguity string     `yaml:"contiguity"`
	Seats      struct {
		Minimum *int `yaml:"minimum"`
		// PerDistrict is how many seats a district has, 0 for 1.
		PerDistrict int `yaml:"per_district"`
	} `yaml:"seats"`
}

// linked is a pair of units that count as neighbours without a border, or do not in spite of one.
type linked struct {
	A string `yaml:"a"`
	B string `yaml:"b"`
}

// unitFile says where units are and which property is what. Unit and Rescale are those of finer units: the property
// that names the unit that each is part of, and whether its voters are shared out among them.
type unitFile struct {
	File    string            `yaml:"file"`
	ID      string            `yaml:"id"`
	Unit    string            `yaml:"unit"`
	Region  string            `yaml:"region"`
	Kind    string            `yaml:"kind"`
	Names   map[string]string `yaml:"names"`
	Voters  string            `yaml:"voters"`
	Parents []string          `yaml:"parents"`
	Columns map[string]string `yaml:"columns"`
	Rescale bool              `yaml:"rescale"`
}

// balanced is the objective in which equality has a weight, and the one that is meant where none is named.
const balanced = "balanced"

// equality is what equality weighs in the objective; 0 where that is another than balanced.
func (s *scenario) equality() float64 {
	if cmp.Or(s.Objective, balanced) != balanced {
		return 0
	}
	return cmp.Or(s.Equality, 1)
}

// basis is who asks for a check: the rule for equality, else a provision that the scenario names, in the first place
// one that was read and not only reported, else nobody but the program.
func (s *scenario) basis(check string) string {
	if check == "equality" {
		return "rule"
	}
	asks := map[bool]bool{} // by whether they are reported
	for _, g := range s.Law.Grounds {
		for _, id := range g.Checks {
			if id == check {
				asks[g.Status == "reported"] = true
			}
		}
	}
	switch {
	case asks[false]:
		return "law"
	case asks[true]:
		return "reported"
	}
	return "program"
}

// unit is a unit of the inputs. names are by language, columns are further numbers of it by which a rule may count or
// exceptions may be marked.
type unit struct {
	id, region, kind string
	names            map[string]string
	parents          []string
	voters           int64 // with those elsewhere
	elsewhere        int64 // voters without territory
	columns          map[string]int64
	lines            [][]position
	area             float64 // plane area in square degrees
	km2              float64 // on the ellipsoid
	part                     // what it is, where it is part of a unit or region that is divided
}

// region is a region of the inputs. voters is its own figure, nil where it has none that should agree with its units'.
type region struct {
	id     string
	names  map[string]string
	voters *int64
	seats  int
}

// inputs are what the plan was made from. Units and regions are known by their indexes here.
type inputs struct {
	scenario scenario
	units    []unit
	at       map[string]int // unit id -> index
	regions  []region
	minimum  int
	divided  []*unit       // the units, or regions, that others are parts of
	faults   []locale.Text // of parts, and of what they are part of
	areas    []string      // files of finer units with lines of their own
	// elsewhere are the voters without territory, by id; nil where the scenario names no table of them.
	elsewhere map[string]away
}

// away is voters without territory and the unit in which they count.
type away struct {
	unit   int
	voters int64
}

// inputName is the place of a file that the scenario names.
func inputName(file string) string { return output.Inputs + "/" + file }

// wholeCountry is the region of units that name none.
const wholeCountry = "all"

// readInputs reads the scenario of the set and all that it names but the rule and the assignment. Faults of one file
// are told together.
func readInputs(set fs.FS) (*inputs, error) {
	text, err := fs.ReadFile(set, output.Scenario)
	if err != nil {
		return nil, err
	}
	in := &inputs{at: map[string]int{}, minimum: 1}
	if err := yaml.Unmarshal(text, &in.scenario); err != nil {
		line, what := input.YAML(err)
		return nil, geo.Fault{File: output.Scenario, Line: line, Detail: locale.T("not YAML: %s", what)}
	}
	if in.scenario.Units.File == "" && in.scenario.Settlements.File == "" {
		return nil, locale.Errorf("%s names no file of units", output.Scenario)
	}
	if m := in.scenario.Seats.Minimum; m != nil {
		in.minimum = *m
	}
	if n := in.perDistrict(); n > mostPerDistrict {
		return nil, locale.Errorf("%s: a district has %d {2|seat|seats}", output.Scenario, n)
	}
	if err := in.readUnits(set); err != nil {
		return nil, err
	}
	// Where voters come from a file of their own, the figures of regions are of another source, and are not compared.
	ownFigures, err := in.readVoters(set)
	if err != nil {
		return nil, err
	}
	if err := in.readElsewhere(set); err != nil {
		return nil, err
	}
	err = errors.Join(in.readRegions(set, !ownFigures), in.readSeats(set), in.readComputed(set))
	if r := in.regions; len(r) == 1 && len(in.scenario.Title) > 0 && r[0].names["und"] == r[0].id {
		r[0].names = in.scenario.Title // a council that is its own region
	}
	return in, err
}

// feature is a feature of a GeoJSON file.
type feature struct {
	ID         any            `json:"id"`
	Properties map[string]any `json:"properties"`
	Geometry   geometry       `json:"geometry"`
}

type geometry struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
}

// UnmarshalJSON takes what is no geometry for none: regions need none, and units are refused without.
func (g *geometry) UnmarshalJSON(data []byte) error {
	type plain geometry
	if json.Unmarshal(data, (*plain)(g)) != nil {
		*g = geometry{}
	}
	return nil
}

// readFeatures reads a GeoJSON file whole.
func readFeatures(set fs.FS, name string) (all []feature, err error) {
	err = eachFeature(set, name, func(f feature) { all = append(all, f) })
	return all, err
}

// eachFeature reads a GeoJSON file feature by feature, as those of a large country would fill the memory. Numbers are
// kept as they are written, so that long ids lose no digits.
func eachFeature(set fs.FS, name string, visit func(feature)) error {
	data, err := fs.ReadFile(set, name)
	if err != nil {
		return err
	}
	data = withoutNaN(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := features(dec, visit); err != nil {
		return locale.Errorf("%s: %w", name, input.Misread(data, err))
	}
	return nil
}

// features visits those of a collection.
func features(dec *json.Decoder, visit func(feature)) error {
	if err := open(dec, '{'); err != nil {
		return err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		if key != "features" {
			var other json.RawMessage
			if err := dec.Decode(&other); err != nil {
				return err
			}
			continue
		}
		if err := open(dec, '['); err != nil {
			return err
		}
		for dec.More() {
			var f feature
			if err := dec.Decode(&f); err != nil {
				return err
			}
			visit(f)
		}
		if _, err := dec.Token(); err != nil {
			return err
		}
	}
	_, err := dec.Token()
	return err
}

// open reads the beginning of an object or array.
func open(dec *json.Decoder, with json.Delim) error {
	t, err := dec.Token()
	if err == nil && t != with {
		err = locale.Errorf("%s stands where %s should", fmt.Sprint(t), with.String())
	}
	return err
}

// withoutNaN writes null in place of NaN and infinities, which are no JSON, where they stand for missing values.
func withoutNaN(data []byte) []byte {
	if !bytes.Contains(data, []byte("NaN")) && !bytes.Contains(data, []byte("Infinity")) {
		return data
	}
	return notJSON.ReplaceAllFunc(data, func(x []byte) []byte {
		if x[0] == '"' {
			return x
		}
		return []byte("null")
	})
}

// notJSON finds strings as well, so that NaN within one is passed over as part of it.
var notJSON = regexp.MustCompile(`"(\\.|[^"\\])*"|-?Infinity|NaN`)

// text is a value as text; a number that is whole is written without a point or an exponent.
func text(v any) string {
	if v == nil {
		return ""
	}
	s := strings.TrimSpace(fmt.Sprint(v))
	if _, number := v.(json.Number); number && strings.ContainsAny(s, ".eE") {
		if r, ok := new(big.Rat).SetString(s); ok && r.IsInt() {
			return r.RatString()
		}
	}
	return s
}

// id is the property that holds the id, or the feature's own id where that is to be "id" and there is no such property.
func (f feature) id(property string) string {
	if v, there := f.Properties[property]; there || property != "id" {
		return text(v)
	}
	return text(f.ID)
}

// whole is a value as a whole number, also where a program wrote it with a point or an exponent.
func whole(v any) (int64, error) {
	s := text(v)
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != float64(int64(f)) {
		return 0, locale.Errorf("%q is not a whole number", s)
	}
	return int64(f), nil
}

// counted is a property that is a whole number, which may stand in quotation marks, with spaces or apostrophes between
// its thousands.
func counted(v any) (int64, error) {
	if s, ok := v.(string); ok {
		v = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || strings.ContainsRune("'’_", r) {
				return -1
			}
			return r
		}, s)
	}
	return whole(v)
}

// named are the names of a feature; its id where it has none.
func named(f feature, props map[string]string, id string) map[string]string {
	n := map[string]string{}
	for lang, p := range props {
		if s := text(f.Properties[p]); s != "" {
			n[lang] = s
		}
	}
	if len(n) == 0 {
		return map[string]string{"und": id}
	}
	return n
}

// readUnits reads all units: those of a file, with finer ones in place of some, or settlements.
func (in *inputs) readUnits(set fs.FS) (err error) {
	if in.scenario.Settlements.File != "" {
		err = in.readSettlements(set)
	} else if in.units, err = readUnitFile(set, in.scenario.Units, false); err == nil {
		err = in.readFiner(set)
	}
	var errs []error
	for i, u := range in.units {
		if _, twice := in.at[u.id]; twice {
			errs = append(errs, locale.Errorf("the id of unit %s is missing or given twice", u.id))
		}
		in.at[u.id] = i
	}
	return errors.Join(append(errs, err)...)
}

// readUnitFile reads a file of units, and names the faults of all of them. Where no property has the region, all units
// lie in one region, the whole country. A unit without voters has 0. Only settlements may be points, or have no
// geometry at all.
func readUnitFile(set fs.FS, c unitFile, settlements bool) ([]unit, error) {
	file := inputName(c.File)
	var errs []error
	var units []unit
	seen := map[string]bool{}
	err := eachFeature(set, file, func(f feature) {
		var err error
		u := unit{id: f.id(c.ID), region: wholeCountry, kind: text(f.Properties[c.Kind]),
			names:   named(f, c.Names, f.id(c.ID)),
			columns: map[string]int64{}}
		if c.Region != "" {
			u.region = text(f.Properties[c.Region])
		}
		for _, p := range c.Parents {
			u.parents = append(u.parents, text(f.Properties[p]))
		}
		bad := func(err error) {
			errs = append(errs, locale.Errorf("%s: feature %d (%s): %w", file, len(units)+1, u.id, err))
		}
		if c.Voters != "" && f.Properties[c.Voters] != nil {
			if u.voters, err = counted(f.Properties[c.Voters]); err != nil {
				bad(err)
			}
		}
		for column, p := range c.Columns {
			if f.Properties[p] == nil {
				continue
			}
			if u.columns[column], err = counted(f.Properties[p]); err != nil {
				bad(err)
			}
		}
		if settlements {
			u.named = text(f.Properties[c.Region])
			if c.Unit != "" {
				u.named = text(f.Properties[c.Unit])
			}
			err = u.readPlace(f)
		} else {
			u.lines, u.area, err = readLines(f)
			u.km2 = squareKilometres(f)
		}
		if err != nil {
			bad(err)
		}
		if seen[u.id] || u.id == "" {
			bad(locale.Errorf("its id is missing or given twice"))
		}
		seen[u.id] = true
		units = append(units, u)
	})
	if err != nil {
		return nil, err
	}
	return units, errors.Join(errs...)
}

// readVoters puts the voters of a file of their own in place of the units'. Regions then have no figure of their own.
func (in *inputs) readVoters(set fs.FS) (replaced bool, err error) {
	if in.scenario.Voters == "" {
		return false, nil
	}
	file := inputName(in.scenario.Voters)
	rows, err := readTable(set, file, "unit_id", "voters")
	if err != nil {
		return false, err
	}
	seen := map[string]bool{}
	var errs []error
	for _, r := range rows {
		u, ok := in.at[r[0]]
		// A spreadsheet has made 12.0 of the id 12.
		if id, zeros, point := strings.Cut(r[0], "."); !ok && point && strings.Trim(zeros, "0") == "" {
			u, ok = in.at[id]
		}
		n, err := whole(r[1])
		if !ok || err != nil || seen[r[0]] {
			errs = append(errs, locale.Errorf("%s: the line of unit %q is unknown, twice there, or %q is no whole number", file,
				r[0], r[1]))
			continue
		}
		seen[r[0]] = true
		in.units[u].voters = n
	}
	return true, errors.Join(errs...)
}

// readElsewhere adds voters without territory to those of the units in which they count.
func (in *inputs) readElsewhere(set fs.FS) error {
	if in.scenario.Elsewhere == "" {
		return nil
	}
	file := inputName(in.scenario.Elsewhere)
	rows, err := readTable(set, file, "id", "unit_id", "voters")
	if err != nil {
		return err
	}
	in.elsewhere = map[string]away{}
	var errs []error
	largest := map[string]int{} // of the parts of each divided unit
	for i, u := range in.units {
		if u.of == nil {
			continue
		}
		k, known := largest[u.of.id]
		if x := in.units[k]; !known || u.voters > x.voters || u.voters == x.voters && u.id < x.id {
			largest[u.of.id] = i
		}
	}
	for _, r := range rows {
		u, ok := in.at[r[1]]
		if !ok {
			u, ok = largest[r[1]]
		}
		if id, zeros, point := strings.Cut(r[1], "."); !ok && point && strings.Trim(zeros, "0") == "" {
			u, ok = in.at[id]
		}
		n, err := whole(r[2])
		if _, twice := in.elsewhere[r[0]]; !ok || err != nil || n < 0 || twice || r[0] == "" {
			errs = append(errs, locale.Errorf("%s: %q is twice there, its unit %q is unknown, or %q is no number of voters",
				file, r[0], r[1], r[2]))
			continue
		}
		in.elsewhere[r[0]] = away{u, n}
		in.units[u].voters += n
		in.units[u].elsewhere += n
	}
	return errors.Join(errs...)
}

// readTable reads some columns, by their names in the first line, of a table separated by commas, semicolons, tabs or
// bars: whichever of these is most frequent in that line, or is named in a line of its own before it. Lines may have
// further fields, and end in carriage returns alone.
func readTable(set fs.FS, name string, columns ...string) ([][]string, error) {
	data, err := fs.ReadFile(set, name)
	if err != nil {
		return nil, err
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !bytes.Contains(data, []byte("\n")) {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	head, rest, _ := bytes.Cut(data, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(data))
	if bytes.HasPrefix(head, []byte("sep=")) {
		r = csv.NewReader(bytes.NewReader(rest))
	}
	most := 0
	for _, c := range ",;\t|" {
		if n := bytes.Count(head, []byte(string(c))); n > most {
			r.Comma, most = c, n
		}
	}
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		return nil, input.BadLine(name, err)
	}
	if len(rows) == 0 {
		return nil, locale.Errorf("%s: the file is empty", name)
	}
	column := func(name string) int {
		return slices.IndexFunc(rows[0], func(s string) bool { return strings.EqualFold(strings.TrimSpace(s), name) })
	}
	at := make([]int, len(columns))
	for i, c := range columns {
		if at[i] = column(c); at[i] < 0 {
			return nil, locale.Errorf("%s: the first line must name the columns %s", name, strings.Join(columns, ", "))
		}
	}
	var out [][]string
	for n, row := range rows[1:] {
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		if len(row) <= slices.Max(at) {
			return nil, locale.Errorf("%s, line %d: too few fields", name, n+2)
		}
		picked := make([]string, len(at))
		for i, k := range at {
			picked[i] = strings.TrimSpace(row[k])
		}
		out = append(out, picked)
	}
	return out, nil
}

// readRegions reads the regions, with their own figures of voters if those are to count. Without a file of regions,
// they are those that units name, in the order in which they do.
func (in *inputs) readRegions(set fs.FS, figures bool) error {
	s := in.scenario.Regions
	at := map[string]int{}
	if s.File == "" {
		for _, u := range in.units {
			if _, ok := at[u.region]; !ok {
				at[u.region] = len(in.regions)
				in.regions = append(in.regions, region{id: u.region, names: map[string]string{"und": u.region}})
			}
		}
		return nil
	}
	features, err := readFeatures(set, inputName(s.File))
	if err != nil {
		return err
	}
	for _, f := range features {
		r := region{id: f.id(s.ID), names: named(f, s.Names, f.id(s.ID))}
		if n, err := counted(f.Properties[s.Voters]); err == nil && s.Voters != "" && figures {
			r.voters = &n
		}
		at[r.id] = len(in.regions)
		in.regions = append(in.regions, r)
	}
	for _, u := range in.units {
		if _, ok := at[u.region]; !ok {
			return locale.Errorf("unit %s lies in region %q, which %s does not have", u.id, u.region, inputName(s.File))
		}
	}
	return nil
}

// mostPerDistrict is more seats than a district has anywhere.
const mostPerDistrict = 1000

// perDistrict is how many seats every district has.
func (in *inputs) perDistrict() int64 { return int64(max(1, in.scenario.Seats.PerDistrict)) }

// readSeats reads how many seats each region has. Every region must be listed, and nothing else.
func (in *inputs) readSeats(set fs.FS) error {
	rows, err := readTable(set, output.Seats, "region_id", "seats")
	if err != nil {
		return err
	}
	seats := maps.Collect(func(yield func(string, string) bool) {
		for _, r := range rows {
			if !yield(r[0], r[1]) {
				return
			}
		}
	})
	for i, r := range in.regions {
		n, err := strconv.Atoi(seats[r.id])
		if err != nil || n < 0 {
			return locale.Errorf("%s: region %s has %q seats", output.Seats, r.id, seats[r.id])
		}
		in.regions[i].seats = n
	}
	if len(rows) != len(in.regions) {
		return locale.Errorf("%s has %d regions, the inputs have %d", output.Seats, len(rows), len(in.regions))
	}
	return nil
}

// readAssignment reads the districts of every unit, by the unit's index: none where it has no district, and several
// where the table names it again, which is for the check of the assignment to judge.
func readAssignment(set fs.FS, in *inputs) (map[int][]int, error) {
	rows, err := readTable(set, output.Assignment, "unit_id", "district")
	if err != nil {
		return nil, err
	}
	of := map[int][]int{}
	var errs []error
	for _, r := range rows {
		u, ok := in.at[r[0]]
		if !ok {
			errs = append(errs, locale.Errorf("%s: there is no unit %q", output.Assignment, r[0]))
			continue
		}
		if r[1] == "" {
			continue
		}
		d, err := strconv.Atoi(r[1])
		if err != nil || d < 1 {
			errs = append(errs, locale.Errorf("%s: unit %s has the district %q, which is no number from 1", output.Assignment,
				r[0], r[1]))
			continue
		}
		of[u] = append(of[u], d)
	}
	return of, errors.Join(errs...)
}

func sortedKeys[K ~string | ~int, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

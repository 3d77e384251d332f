package scenario

import (
	"bytes"
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/okrug/okrug/geo/locale"
)

// Changes are what a run changes of a scenario, as flags of a command do. The zero value changes nothing.
type Changes struct {
	// Units, Settlements, Regions, Places, Voters and Elsewhere are files on disk in place of the scenario's. Settlements
	// are the units, or the finer ones that divide units.
	Units, Settlements, Regions, Places, Voters, Elsewhere string
	// VotersSource and VotersAsOf say where the figures of Voters are from and of what date; empty is not stated.
	VotersSource, VotersAsOf string
	// The sheet and columns of the table of voters, and the table of decisions on its doubtful rows; see VotersTable.
	VotersSheet, VotersID, VotersName, VotersRegion string

	VotersColumn, VotersStatus, Matches string

	// Districts are those of a plan that is known, by the ids of its units, for a table of voters without territory that
	// names districts; nil for none. WithoutElsewhere leaves that table out, so that such a plan can be read.
	Districts        *map[string]int
	WithoutElsewhere bool

	Seats           int // in all, in place of the total and of fixed seats
	PerDistrict     int // seats of every district
	Rule, Objective string
	Adjacency       string
	EqualityWeight  float64 // 0 is the scenario's
}

// None reports whether nothing is changed.
func (c Changes) None() bool { return c == Changes{} }

// Data reports whether the units, regions or voters are other ones.
func (c Changes) Data() bool {
	return c.Units != "" || c.Settlements != "" || c.Regions != "" || c.Voters != "" || c.Elsewhere != ""
}

// notStated stands in the credits of figures whose source nobody gave.
const notStated = "not stated"

// Fits says what of the changes the scenario has no place for.
func (s *Scenario) Fits(c Changes) error {
	switch {
	case c.Table() != (VotersTable{}) && c.Voters == "" && s.Voters == "":
		return &FlagError{Err: locale.Errorf("flags that name sheets and columns, and --matches, go with a table of " +
			"voters, of which there is none; name it with --voters")}
	case s.Settled() && c.Units != "":
		return &FlagError{Err: locale.Errorf("--units: the scenario has settlements in place of units; give --settlements")}
	case s.Settled() || c.Settlements == "":
	case len(s.Finer) == 0:
		return &FlagError{Err: locale.Errorf("--settlements: the scenario has units, whose new figures are given by " +
			"--voters; settlements are units without a scenario alone")}
	case len(s.Finer) > 1:
		return &FlagError{Err: locale.Errorf("--settlements: the scenario divides units by %d files; give new figures by "+
			"--voters", len(s.Finer))}
	case s.Voters != "" && c.Voters == "":
		return &FlagError{Err: locale.Errorf("--settlements: the scenario has all voters from a table; give new figures by " +
			"--voters")}
	}
	return nil
}

// settlements is the role of the file of settlements with voters: units, or parts of units.
func (s *Scenario) settlements() string {
	if s.Settled() {
		return "settlements"
	}
	return "finer:1"
}

// Apply changes the scenario. Notes and sources belong to the inputs that they name under "of", and go with them:
// replaced figures bring their own.
func (s *Scenario) Apply(c Changes) {
	s.took(c)
	s.districts, s.withoutElsewhere = c.Districts, c.WithoutElsewhere
	var gone []string
	for _, x := range []struct{ role, file string }{{"units", c.Units}, {s.settlements(), c.Settlements},
		{"regions", c.Regions},
		{"places", c.Places}, {"voters", c.Voters}, {"elsewhere", c.Elsewhere}} {
		if x.file != "" {
			s.replace(x.role, x.file)
			gone = append(gone, x.role)
		}
	}
	if (c.Units != "" || c.Settlements != "" && s.Settled()) && s.Voters == "" {
		gone = append(gone, "voters") // they are a property of the units
	}
	s.forget(gone)
	if c.Voters != "" {
		s.credit(Source{
			What:   locale.T("scenario.voters").InAll(),
			Credit: One(cmp.Or(c.VotersSource, notStated)), Licence: One(notStated),
			Vintage: One(cmp.Or(c.VotersAsOf, notStated)), Of: []string{"voters"},
		})
	}
	s.applyTable(c)
	if c.Seats > 0 {
		s.Seats.Total, s.Seats.Fixed = c.Seats, nil
		s.set(strconv.Itoa(c.Seats), "!!int", "seats", "total")
		s.drop("seats", "fixed")
	}
	if c.PerDistrict > 0 {
		s.Seats.PerDistrict = c.PerDistrict
		s.set(strconv.Itoa(c.PerDistrict), "!!int", "seats", "per_district")
	}
	if c.Adjacency != "" {
		s.Adjacency = c.Adjacency
		s.set(c.Adjacency, "!!str", "adjacency")
	}
	if c.Rule != "" {
		s.Rule = c.Rule
		s.set(c.Rule, "!!str", "rule")
	}
	if c.Objective != "" {
		s.Objective = c.Objective
		s.set(c.Objective, "!!str", "objective")
	}
	if w := c.EqualityWeight; w > 0 {
		s.EqualityWeight = w
		tag := "!!float"
		if w == math.Trunc(w) {
			tag = "!!int"
		}
		s.set(strconv.FormatFloat(w, 'f', -1, 64), tag, "equality_weight")
	}
}

// Table is what is changed of how the table of voters is read.
func (c Changes) Table() VotersTable {
	return VotersTable{Sheet: c.VotersSheet, ID: c.VotersID, Name: c.VotersName, Region: c.VotersRegion,
		Voters: c.VotersColumn, Status: c.VotersStatus, Matches: c.Matches}
}

// applyTable changes how the table of voters is read. What the scenario says of its own table is not true of another.
func (s *Scenario) applyTable(c Changes) {
	if c.Voters != "" {
		s.VotersTable = VotersTable{}
	}
	t, with := &s.VotersTable, c.Table()
	t.Sheet, t.ID, t.Name = cmp.Or(with.Sheet, t.Sheet), cmp.Or(with.ID, t.ID), cmp.Or(with.Name, t.Name)
	t.Region, t.Voters = cmp.Or(with.Region, t.Region), cmp.Or(with.Voters, t.Voters)
	t.Status, t.Matches = cmp.Or(with.Status, t.Status), cmp.Or(with.Matches, t.Matches)
	if with.Matches != "" {
		s.replace(roleOfMatches, with.Matches)
	}
}

// replace makes the role's file (units, settlements, regions, places, voters or elsewhere) come from a path on disk.
func (s *Scenario) replace(role, path string) {
	if s.files.replaced == nil {
		s.files.replaced = map[string]string{}
	}
	s.files.replaced[role] = path
}

// belongs reports whether a note or source is about replaced inputs alone.
func belongs(of, gone []string) bool {
	return len(of) > 0 && !slices.ContainsFunc(of, func(role string) bool { return !slices.Contains(gone, role) })
}

// forget drops the notes and the sources of inputs that are no longer used.
func (s *Scenario) forget(gone []string) {
	for i := len(s.Sources) - 1; i >= 0; i-- {
		if belongs(s.Sources[i].Of, gone) {
			s.Sources = slices.Delete(s.Sources, i, i+1)
			s.dropItem("sources", i)
		}
	}
	for i := len(s.Notes) - 1; i >= 0; i-- {
		if belongs(s.Notes[i].Of, gone) {
			s.Notes = slices.Delete(s.Notes, i, i+1)
			s.dropItem("notes", i)
		}
	}
}

func (s *Scenario) credit(x Source) {
	s.Sources = append(s.Sources, x)
	s.appendItem("sources", x)
}

// asRun is the text of the scenario as it is run: with the changes that were applied, and the inputs under the names
// that they have beside it. Where nothing differs it is the scenario's own text.
func (s *Scenario) asRun() ([]byte, error) {
	names := map[string]string{}
	for _, in := range s.files.inputs {
		names[in.Role] = in.Name
	}
	for _, role := range []string{"units", "settlements", "regions", "places"} {
		if names[role] != "" {
			s.set(names[role], "!!str", role, "file")
			s.dropReading(role)
		}
	}
	if names["base"] != "" {
		s.set(names["base"], "!!str", "map", "base", "file")
		s.dropReading("map", "base")
	}
	for _, role := range []string{"voters", "elsewhere"} {
		if names[role] != "" {
			s.set(names[role], "!!str", role)
		}
	}
	if names["voters"] != "" {
		s.drop("voters_table") // what is on record is plain
	}
	for i := range s.Finer {
		s.setItem(names["finer:"+strconv.Itoa(i+1)], "finer", i, "file")
	}
	for i, p := range s.Plans {
		s.setItem(names["plan:"+p.ID], "plans", i, "file")
		s.setItem(names["crosswalk:"+p.ID], "plans", i, "crosswalk")
	}
	for _, key := range []string{"grammar", "grammar_kinds"} {
		if names[key] != "" {
			s.set(names[key], "!!str", "law", key)
		}
	}
	if made := s.made(); len(made) > 0 || len(s.MadeFrom) > 0 {
		s.drop("made_from")
		for _, m := range made {
			s.appendItem("made_from", m)
		}
	}
	if !s.edited {
		return s.text, nil
	}
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(s.doc); err != nil {
		return nil, err
	}
	return b.Bytes(), enc.Close()
}

// child is the value of a path of keys, made where it is missing.
func (s *Scenario) child(keys ...string) *yaml.Node {
	n := s.doc.Content[0]
	for _, key := range keys {
		found := (*yaml.Node)(nil)
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				found = n.Content[i+1]
			}
		}
		if found == nil {
			if n.Kind != yaml.MappingNode {
				*n = yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
			}
			found = &yaml.Node{}
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, found)
			s.edited = true
		}
		n = found
	}
	return n
}

// FixSeats gives every region a number of seats that it has in place of an apportionment.
func (s *Scenario) FixSeats(seats map[string]int) {
	s.Seats.Fixed, s.Seats.Total = seats, 0
	s.drop("seats", "fixed")
	s.drop("seats", "total")
	total := 0
	for _, id := range slices.Sorted(maps.Keys(seats)) {
		s.set(strconv.Itoa(seats[id]), "!!int", "seats", "fixed", id)
		total += seats[id]
	}
	s.Seats.Total = total
	s.set(strconv.Itoa(total), "!!int", "seats", "total")
}

// Undivided is the scenario without finer units; nil where its voters are those of a file, which counts them. The table
// of voters without territory, which may name finer units, has another in its place, nil for none.
func (s *Scenario) Undivided(elsewhere []byte) *Scenario {
	if _, replaced := s.files.replaced["voters"]; s.Voters != "" || replaced {
		return nil
	}
	out := *s
	out.Finer, out.doc = nil, cloneNode(s.doc)
	out.files.inputs = nil
	for _, in := range s.files.inputs {
		if in.Role == "scenario" {
			out.files.inputs = append(out.files.inputs, in)
		}
	}
	out.drop("finer")
	out.elsewhere = elsewhere
	return &out
}

func cloneNode(n *yaml.Node) *yaml.Node {
	if n == nil {
		return nil
	}
	out := *n
	out.Content = make([]*yaml.Node, len(n.Content))
	for i, c := range n.Content {
		out.Content[i] = cloneNode(c)
	}
	return &out
}

// set writes a value at a path of keys.
func (s *Scenario) set(value, tag string, keys ...string) { s.write(s.child(keys...), value, tag) }

// setItem writes a file of the i-th item of a list, under the key that names it there.
func (s *Scenario) setItem(file, list string, i int, under string) {
	items := s.child(list)
	if file == "" || i >= len(items.Content) {
		return
	}
	n := items.Content[i]
	for k := 0; k+1 < len(n.Content); k += 2 {
		switch key := n.Content[k].Value; {
		case key == under:
			s.write(n.Content[k+1], file, "!!str")
		case list != "plans" && slices.Contains(readingKeys, key): // plans are on record as they came
			n.Content = slices.Delete(n.Content, k, k+2)
			k -= 2
			s.edited = true
		}
	}
}

// readingKeys are the keys of exchange.Options.
var readingKeys = []string{"layer", "encoding", "crs"}

// dropReading drops what is said of a file that is on record as GeoJSON, which needs nothing said.
func (s *Scenario) dropReading(keys ...string) {
	for _, key := range readingKeys {
		s.drop(append(slices.Clone(keys), key)...)
	}
}

func (s *Scenario) write(n *yaml.Node, value, tag string) {
	if n.Kind == yaml.ScalarNode && n.Value == value {
		return
	}
	style := yaml.Style(0)
	if tag == "!!str" {
		style = yaml.DoubleQuotedStyle // an id or a file name that looks like a number stays text
	}
	*n = yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: value, Style: style, LineComment: n.LineComment}
	s.edited = true
}

// drop removes a key below the others.
func (s *Scenario) drop(keys ...string) {
	n := s.child(keys[:len(keys)-1]...)
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == keys[len(keys)-1] {
			n.Content = slices.Delete(n.Content, i, i+2)
			s.edited = true
			return
		}
	}
}

func (s *Scenario) dropItem(list string, i int) {
	if n := s.child(list); i < len(n.Content) {
		n.Content = slices.Delete(n.Content, i, i+1)
		s.edited = true
	}
}

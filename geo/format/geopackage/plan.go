package geopackage

import (
	"cmp"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// output is a table to be written.
type output struct {
	file    string
	layer   format.Layer
	name    string
	id      string // column of the numbers of rows
	shape   string // column of the geometry, "" where no feature has any
	family  family
	multi   bool   // whether any geometry is of a type of several parts; then all of one family are
	title   string // by which gpkg_contents knows it, of which no two are the same
	fields  []format.Field
	numbers bool   // whether the ids number the rows: they are whole and rise, since rows stand in that order
	idField string // the field that holds the ids which do not, "" for none
	bound   orb.Bound
	boxes   []box
}

// box is where a feature's geometry lies.
type box struct {
	id    int64
	bound orb.Bound
}

// most is how many columns SQLite lets a table have.
const most = 2000

// plan looks through the layers once to see which tables they need, and what of it cannot be.
func plan(file string, layers []format.Layer) ([]*output, error) {
	if len(layers) == 0 {
		return nil, fault.Fault{File: file, Kind: fault.BadValue, Detail: locale.T("there is no layer to write")}
	}
	var tables []*output
	for _, l := range layers {
		o := &output{file: file, layer: l, name: l.Name}
		if o.name == "" {
			o.name = strings.TrimSuffix(path.Base(file), path.Ext(file))
		}
		if err := o.survey(); err != nil {
			return nil, err
		}
		if err := o.check(); err != nil {
			return nil, err
		}
		tables = append(tables, o)
	}
	return tables, distinct(tables)
}

// fault begins a fault of the layer.
func (o *output) fault(detail, remedy locale.Text) fault.Fault {
	return fault.Fault{File: o.file, Path: o.name, Kind: fault.BadValue, Detail: detail, Remedy: remedy}
}

// survey goes through the features for the types of their geometry and for their ids.
func (o *output) survey() error {
	n, ids, whole := 0, 0, 0
	o.numbers = true
	last := int64(-1)
	twin := -1 // the field named id, which may hold the ids already
	for i, f := range o.layer.Fields {
		if fold(f.Name) == "id" {
			twin = i
		}
	}
	same := true
	for f, err := range o.layer.Features {
		if err != nil {
			return err
		}
		if len(f.Values) != len(o.layer.Fields) {
			return o.wrong(n, f, problem{detail: locale.T("it has %d values for %d fields", len(f.Values), len(o.layer.Fields))})
		}
		g, multi, ok := familyOf(f.Geometry)
		if !ok {
			return o.wrong(n, f, problem{detail: locale.T("a geometry of type %s is not written", f.Geometry.GeoJSONType())})
		}
		o.family, o.multi = o.family.join(g), o.multi || multi
		if f.ID.ID() != "" {
			ids++
		}
		id, ok := number(f.ID)
		if ok {
			whole++
		}
		o.numbers = o.numbers && ok && id > last
		last = id
		same = same && twin >= 0 && f.ID.ID() == f.Values[twin].ID()
		n++
	}
	o.fields = o.layer.Fields
	if !o.numbers && ids > 0 && !same {
		t := format.Text
		if whole == ids {
			t = format.Integer
		}
		o.idField = o.free("id", "feature_id")
		o.fields = append(o.fields[:len(o.fields):len(o.fields)], format.Field{Name: o.idField, Type: t})
	}
	o.id = o.free("fid", "row_id")
	if o.family != nothing {
		o.shape = o.free("geom", "geometry")
	}
	return nil
}

// number is an id that can number a row.
func number(id input.Value) (int64, bool) {
	if id.Kind != input.Number {
		return 0, false
	}
	n, err := strconv.ParseInt(input.PlainNumber(id.Text), 10, 64)
	return n, err == nil && n >= 0 // programs take -1 for none
}

// free is the first of two names, or of the second with a number behind it, that no field has.
func (o *output) free(name, other string) string {
	taken := map[string]bool{}
	for _, f := range o.fields {
		taken[fold(f.Name)] = true
	}
	if !taken[name] {
		return name
	}
	for i := 1; ; i++ {
		name = other
		if i > 1 {
			name += "_" + strconv.Itoa(i)
		}
		if !taken[name] {
			return name
		}
	}
}

// check says what of the names a GeoPackage cannot have.
func (o *output) check() error {
	rename := locale.T("give it another name")
	for _, begins := range []string{"gpkg_", "sqlite_", "rtree_"} {
		if strings.HasPrefix(fold(o.name), begins) {
			return o.fault(locale.T("names that begin with %s are for a GeoPackage's own tables", begins), rename)
		}
	}
	if !plainName(o.name) {
		return o.fault(locale.T("%q is no name that a table can have", o.name), rename)
	}
	if len(o.fields)+2 > most {
		return o.fault(locale.T("it has %d fields, and a table has %d at most", len(o.fields), most-2),
			locale.T("divide it into several layers"))
	}
	seen := map[string]string{}
	for _, f := range o.fields {
		before, twice := seen[fold(f.Name)]
		switch {
		case !plainName(f.Name):
			return o.fault(locale.T("%q is no name that a field can have", f.Name), rename)
		case twice:
			return o.fault(locale.T("the fields %q and %q have one name, since small and capital letters are the same", before,
				f.Name), locale.T("give one of them another name"))
		}
		seen[fold(f.Name)] = f.Name
	}
	return o.checkTexts()
}

// colour is one as a style has it.
var colour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// checkTexts says what of the title and the style cannot be written.
func (o *output) checkTexts() error {
	l := o.layer
	texts := []string{l.Title, l.About, l.Lang}
	if s := l.Style; s != nil {
		for _, name := range []string{s.Field, s.Label} {
			if name != "" && !slices.ContainsFunc(l.Fields, func(f format.Field) bool { return f.Name == name }) {
				return o.fault(locale.T("its style names the field %q, which it does not have", name),
					locale.T("name one of its fields"))
			}
		}
		texts = append(texts, o.name, s.Field, s.Label)
		for _, class := range slices.Sorted(maps.Keys(s.Fills)) {
			texts = append(texts, class)
			if c := s.Fills[class]; c != "" && !colour.MatchString(c) {
				return o.fault(locale.T("%q is no colour in the form #rrggbb", c), locale.Text{})
			}
		}
		if s.Line != "" && !colour.MatchString(s.Line) {
			return o.fault(locale.T("%q is no colour in the form #rrggbb", s.Line), locale.Text{})
		}
		if !(s.Width >= 0 && s.Width < 1000) {
			return o.fault(locale.T("a line cannot be %v mm wide", s.Width), locale.Text{})
		}
	}
	for _, s := range texts {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, notXML) {
			return o.fault(locale.T("%q holds a character that XML does not have", s), locale.T("leave the character out"))
		}
	}
	return nil
}

// notXML says whether a character cannot stand in XML (XML 1.0, 2.2).
func notXML(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
}

// plainName says whether a text can be a name: that it is there, and that C takes all of it.
func plainName(s string) bool { return s != "" && utf8.ValidString(s) && !strings.Contains(s, "\x00") }

// distinct says which tables would have one name, and gives each a title of its own.
func distinct(tables []*output) error {
	taken, titles := map[string]bool{}, map[string]bool{}
	for _, name := range ofPrograms {
		taken[name], titles[name] = true, true
	}
	for _, t := range tables {
		for t.title = cmp.Or(t.layer.Title, t.name); titles[t.title]; {
			t.title += " (" + t.name + ")"
		}
		titles[t.title] = true
		if taken[fold(t.name)] {
			return t.fault(locale.T("a GeoPackage has another table of the name %q, small and capital letters being the same",
				t.name), locale.T("give it another name"))
		}
		taken[fold(t.name)] = true
	}
	return nil
}

// wrong is the fault of a feature.
func (o *output) wrong(index int, f format.Feature, p problem) error {
	x := o.fault(p.detail, p.remedy)
	x.Feature, x.HasFeature, x.ID = index, true, f.ID.ID()
	return x
}

package geo

import (
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/internal/stream"
	"github.com/okrug/okrug/geo/locale"
)

// columns are the properties to read of a file, each with what it is for.
type columns struct {
	properties, roles []string
	// quiet is the place of a property that is read where it is there, and is no fault where it is not or is none; -1
	// for none.
	quiet int
}

// glance asks for a property that a file may or may not have, and whose values need not be right.
func (c *columns) glance(property string) int {
	n := len(c.properties)
	i := c.want("", property)
	if i == n {
		c.quiet = i
	}
	return i
}

// want asks for a property and returns its place, or -1 where the file has none of that role.
func (c *columns) want(role, property string) int {
	if property == "" {
		return -1
	}
	if i := slices.Index(c.properties, property); i >= 0 {
		return i
	}
	c.properties, c.roles = append(c.properties, property), append(c.roles, role)
	return len(c.properties) - 1
}

// entry is a feature while it is being read.
type entry struct {
	stream.Feature
	file   *collection
	id     string
	name   Names
	column int // the column a fault is about, or -1
}

// collection is one file while it is being read.
type collection struct {
	reading *reading
	name    string
	columns columns
	seen    []bool // by column: some feature has it
	beside  int    // features whose id stands beside their properties
	// quoted are numbers that stand in quotation marks, and firstQuoted a note that begins with the first.
	quoted      int
	firstQuoted Fault
	held        []held
	again       io.ReadSeeker       // the file; nil where it can be read once alone
	marks       map[int]input.Marks // by column, of those that were looked at
}

// figure is a whole number that stands as a text, in the forms in which tables have them. What commas and points stand
// for is taken from the number itself where that shows it, else from all others of the column.
func (c *collection) figure(column int, v input.Value) (int64, bool) {
	if v.Kind != input.Text {
		return 0, false
	}
	n, _, err := input.Written(v.Text, input.Marks{})
	if err != nil && strings.ContainsAny(v.Text, ",.") {
		n, _, err = input.Written(v.Text, c.marksOf(column))
	}
	return n, err == nil
}

// marksOf looks through a column for what commas and points stand for in it.
func (c *collection) marksOf(column int) input.Marks {
	if m, known := c.marks[column]; known || c.again == nil {
		return m
	}
	var seen input.Column
	here, err := c.again.Seek(0, io.SeekCurrent)
	if err == nil {
		_, err = c.again.Seek(0, io.SeekStart)
	}
	if err != nil {
		return input.Marks{}
	}
	_, _ = stream.Read(c.reading.ctx, c.again, c.columns.properties[column:column+1], func(f stream.Feature) error {
		switch v := f.Values[0]; v.Kind {
		case input.Text:
			seen.See(v.Text)
		case input.Number:
			if x, err := strconv.ParseFloat(v.Text, 64); err == nil && math.Abs(x) > 999 {
				seen.SeeNumber()
			}
		}
		return nil
	}) // what is wrong with the file is told by the reading that asks
	if _, err := c.again.Seek(here, io.SeekStart); err != nil {
		return input.Marks{}
	}
	if c.marks == nil {
		c.marks = map[int]input.Marks{}
	}
	c.marks[column] = seen.Marks()
	return c.marks[column]
}

// spare says whether a layer can do without a column that no feature has: a kind, a status, what places are the seat
// of, or the name in one of several languages.
func (c *collection) spare(column int) bool {
	const names = "names."
	switch role := c.columns.roles[column]; {
	case role == "kind" || role == "voters_status" || role == "voters_as_of" || role == seatOf || role == coversRole ||
		strings.HasPrefix(role, fullNames):
		return true
	case strings.HasPrefix(role, names):
		for i, r := range c.columns.roles {
			if c.seen[i] && strings.HasPrefix(r, names) {
				return true
			}
		}
	}
	return false
}

// held is a fault that is only told if its column is there at all: one fault says it for the whole file otherwise.
type held struct {
	column int
	fault  Fault
}

// fault begins a fault of the entry.
func (e *entry) fault(kind Kind, detail, remedy locale.Text) Fault {
	return Fault{File: e.file.name, Feature: e.Index, HasFeature: true, ID: e.id, Name: e.name, Kind: kind, Detail: detail,
		Remedy: remedy}
}

// report adds a fault about a column, or about none (-1).
func (e *entry) report(column int, f Fault) {
	e.file.held = append(e.file.held, held{column, f})
}

// text returns a property as text, trimmed; a number as a number that is an id.
func (e *entry) text(column int) string {
	if column < 0 {
		return ""
	}
	v := e.Values[column]
	if v.Kind == input.Other {
		e.report(column, e.fault(BadText, locale.T("property %q is neither text nor a number",
			e.file.columns.properties[column]), locale.T("write text")))
	}
	if i := strings.IndexFunc(v.ID(), input.Unprintable); i >= 0 {
		r, _ := utf8.DecodeRuneInString(v.ID()[i:])
		e.report(column, e.fault(BadText, locale.T("property %q has the control character %U in it",
			e.file.columns.properties[column], r), locale.T("take it out")))
	}
	return v.ID()
}

// ownID returns the id of an entry. Where no feature of the file has the property, and it is to be "id", it is that of
// the Feature object; other names are not taken for it, since many programs number the features there.
func (e *entry) ownID(column int) string {
	if column < 0 || e.Values[column].Kind != input.Missing || e.ID.ID() == "" {
		return e.text(column)
	}
	e.file.beside++
	if e.file.columns.properties[column] != idMember {
		return ""
	}
	e.id = e.ID.ID()
	e.report(column, e.fault(MissingID, locale.T(`property "id" is missing, though other features have it`),
		locale.T("give all features their ids in the same place")))
	return e.id
}

// idMember is the member of a Feature beside its properties that RFC 7946 has for an id.
const idMember = "id"

// number returns a property that is to be a whole number. A missing one is a fault where it is required.
func (e *entry) number(column int, required bool) (n int64, ok bool) {
	if column < 0 {
		return 0, false
	}
	v := e.Values[column]
	if v.Absent() && !required {
		return 0, false
	}
	n, err := v.Whole()
	if err == nil {
		return n, true
	}
	if n, ok := e.file.figure(column, v); ok {
		if f := e.file; f.quoted == 0 {
			f.firstQuoted = e.fault(ReadAs, locale.Text{}, locale.Text{})
			f.firstQuoted.Detail = locale.T("the first, %q of property %q, is read as %s", input.Printable(v.Text),
				f.columns.properties[column], strconv.FormatInt(n, 10))
		}
		e.file.quoted++
		return n, true
	}
	kind := BadNumber
	if v.Absent() {
		kind = MissingNumber
	}
	detail := locale.T("property %q %s", e.file.columns.properties[column], err.Detail)
	e.report(column, e.fault(kind, detail, err.Remedy))
	return 0, false
}

// glance returns a whole number where there is one, else -1, and reports nothing.
func (e *entry) glance(column int) int64 {
	if column < 0 {
		return -1
	}
	n, err := e.Values[column].Whole()
	if err != nil {
		var ok bool
		if n, ok = quoted(e.Values[column]); !ok {
			return -1
		}
	}
	return n
}

// quoted is a whole number that stands in quotation marks, as spreadsheets and databases export columns that they take
// for text.
func quoted(v input.Value) (int64, bool) {
	if v.Kind != input.Text {
		return 0, false
	}
	return input.Quoted(v.Text)
}

// names returns the names of an entry by language.
func (e *entry) names(columns map[string]int) Names {
	n := make(Names, len(columns))
	for lang, c := range columns {
		if s := e.text(c); s != "" {
			n[lang] = s
		}
	}
	return n
}

// wantNames asks for the properties of names.
func (c *columns) wantNames(names map[string]string) map[string]int {
	return c.wantNamesAs("names.", names)
}

// wantNamesAs asks for properties by language, whose role is the prefix and the language.
func (c *columns) wantNamesAs(prefix string, names map[string]string) map[string]int {
	langs := make([]string, 0, len(names))
	for l := range names {
		langs = append(langs, l)
	}
	slices.Sort(langs)
	out := make(map[string]int, len(names))
	for _, l := range langs {
		if names[l] != "" {
			out[l] = c.want(prefix+l, names[l])
		}
	}
	return out
}

package fault

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/locale"
)

// Kind says what sort of fault a Fault is. Kinds are stable words that programs may test; every package that makes
// faults names the kinds of its own.
type Kind string

// Kinds that several packages find.
const (
	NotReadable   Kind = "not readable" // the file could not be opened or read to its end
	NotJSON       Kind = "not JSON"
	UnknownKey    Kind = "unknown key"
	RepeatedKey   Kind = "key given twice"
	BadValue      Kind = "bad value"
	MissingID     Kind = "missing id"
	DuplicateID   Kind = "duplicate id"
	MissingNumber Kind = "missing number"
	BadNumber     Kind = "bad number"
	BadLink       Kind = "bad link"
	NotTable      Kind = "not a table"
	MissingUnit   Kind = "missing unit"
	UnknownUnit   Kind = "unknown unit"
	RepeatedUnit  Kind = "unit named twice"

	RepeatedColumn Kind = "column named twice"
	SurplusCells   Kind = "more cells than columns"
)

// Fault is one thing wrong with an input. A fault is an error, or a note where it does not stand in the way: a sliver
// too small to matter, a ring wound the other way. Errors.As finds the first one of a Faults.
type Fault struct {
	File string // as the caller named it; empty for a question that no file holds
	// Line and Column are the place in a text file, counted from 1; 0 where there is none.
	Line, Column int
	// Feature is the feature's place in its file, counted from 0; it is meaningful where HasFeature is true.
	Feature    int
	HasFeature bool
	// Path is the place within a document by its own words, such as rules[2].exceptions[0].limit or node 4.
	Path string
	// Where is the same in words, such as paragraph 3.
	Where  locale.Text
	ID     string // of the unit, region, place, node or district
	Name   locale.Names
	Kind   Kind
	Detail locale.Text // what is wrong, in one clause
	Remedy locale.Text // what to do about it, in one clause
	Place  *orb.Point  // longitude and latitude in degrees, WGS 84
}

// Error is the fault in one line of English: file, line or feature, path, id and name, what is wrong and where, and the
// remedy.
func (f Fault) Error() string { return f.In("en") }

// MarshalText writes the fault in one line of English.
func (f Fault) MarshalText() ([]byte, error) { return []byte(f.Error()), nil }

// UnmarshalText reads what MarshalText wrote, as the detail of a fault that knows no more.
func (f *Fault) UnmarshalText(s []byte) error {
	*f = Fault{Detail: locale.Raw(string(s))}
	return nil
}

// In is the fault in one line of a language.
func (f Fault) In(lang string) string {
	var b strings.Builder
	for _, part := range []string{f.position(lang), f.subject(lang)} {
		if part != "" {
			b.WriteString(part + ": ")
		}
	}
	b.WriteString(f.Detail.In(lang))
	if f.Place != nil {
		// as map services take it
		at := fmt.Sprintf("%.6f, %.6f", f.Place[1], f.Place[0])
		b.WriteString(" " + locale.T("at %s (lat, lon)", at).In(lang))
	}
	if !f.Remedy.Empty() {
		b.WriteString("; " + f.Remedy.In(lang))
	}
	return oneLine(b.String())
}

// position is file, line and column.
func (f Fault) position(lang string) string {
	switch {
	case f.File != "" && f.Column > 0:
		return fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
	case f.File != "" && f.Line > 0:
		return fmt.Sprintf("%s:%d", f.File, f.Line)
	case f.File != "":
		return f.File
	case f.Column > 0:
		return locale.T("line %s, column %s", strconv.Itoa(f.Line), strconv.Itoa(f.Column)).In(lang)
	case f.Line > 0:
		return locale.T("line %s", strconv.Itoa(f.Line)).In(lang)
	}
	return ""
}

// subject is what the fault is about: the feature, the path, the id and name.
func (f Fault) subject(lang string) string {
	label, path := name{f.ID, f.Name}.In(lang), f.Path
	if path == "" && !f.Where.Empty() {
		path = f.Where.In(lang)
	}
	if path != "" && label != "" {
		label = path + " (" + label + ")"
	} else {
		label += path
	}
	if f.HasFeature {
		return strings.TrimSpace(fmt.Sprintf("features[%d] %s", f.Feature, label))
	}
	return label
}

// Label names a unit, region or place by id and name.
func Label(id string, names locale.Names) locale.Text { return locale.T("%s", name{id, names}) }

// LabelFeature names the unit of a feature, counted from 0.
func LabelFeature(feature int, id string, names locale.Names) locale.Text {
	return locale.T("features[%d] %s", locale.Nth(feature), name{id, names})
}

// name is an id with the name that it has.
type name struct {
	id    string
	names locale.Names
}

// In is the id, and the name in a language in its quotation marks; the id alone where it is all the name there is.
func (n name) In(lang string) string {
	in := n.names.In(lang)
	if in == "" || in == n.id {
		return n.id
	}
	return strings.TrimSpace(n.id + " " + locale.Of(lang).Say("language.quote", in))
}

// oneLine puts what stands on several lines, as the errors of other libraries do, on one.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return s
	}
	lines := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' })
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	return strings.Join(lines, " ")
}

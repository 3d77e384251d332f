package shapefile

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// tableFindings counts what came up in the records of a table.
type tableFindings struct {
	deleted, ended, cut, misfit, tooWide tally
}

// prepare decides which fields are read and in which encoding.
func (t *table) prepare(asked string, cpg []byte) error {
	others := t.choose()
	var err error
	if t.encoding, err = t.encode(asked, cpg); err != nil {
		return err
	}
	for k := range t.columns {
		t.columns[k].name = t.fieldName(t.columns[k].raw)
	}
	for _, c := range others {
		name := t.fieldName(c.raw)
		if c.width == 0 {
			t.note(NotRead, locale.T("the field %s has a width of 0 and is left out", name))
			continue
		}
		t.note(NotRead, locale.T("the field %s is left out: it is of type %s with %d {3|byte|bytes}, which is not read", name,
			string(rune(c.kind)), c.width))
	}
	for k, c := range t.columns {
		same := func(other column) bool { return other.name == c.name }
		if slices.ContainsFunc(t.columns[:k], same) {
			t.note(fault.RepeatedKey, locale.T("two fields have the name %q", c.name))
		}
	}
	return nil
}

// fieldName is the name of a field, without a character that its end cuts off. Where it is no text in the table's
// encoding, which is often that of the texts alone, it is read in the one that it looks to be in.
func (t *table) fieldName(raw []byte) string {
	c := column{width: len(raw)}
	for _, b := range [][]byte{raw, c.whole(raw)} {
		if s, err := t.encoding.Decode(b); err == nil {
			return s
		}
	}
	text, err := charset.Decode(raw, "")
	if err != nil {
		return strconv.Quote(string(raw))
	}
	return text.Text
}

// read is the value of a field of a record, or what is wrong with it.
func (t *table) read(k int, row []byte, found *tableFindings, i int) (input.Value, locale.Text) {
	c := &t.columns[k]
	if c.kind == 'C' || c.literal {
		v, bad := t.text(c, row, found, i)
		if !bad.Empty() {
			bad = locale.T("%s: %s", c.name, bad)
		}
		return v, bad
	}
	v, bad := t.value(c, row)
	if !bad.Empty() {
		bad = locale.T("%s %s", c.name, bad)
	}
	return v, bad
}

// survey reads the values of a record to see what the fields hold.
func (t *table) survey(row []byte, found *tableFindings, i int) {
	for k := range t.columns {
		c := &t.columns[k]
		switch v, bad := t.read(k, row, found, i); {
		case !bad.Empty():
			if c.bad++; c.bad == 1 {
				c.example = bad
			}
		case (c.kind == 'N' || c.kind == 'F') && !c.literal && bytes.IndexByte(row[c.at:c.at+c.width], '*') >= 0:
			found.tooWide.add(1, i)
		case !v.Absent():
			c.good++
			if c.holds == format.Integer && strings.ContainsAny(v.Text, ".e") {
				c.holds = format.Real
			}
		}
	}
}

// settle reads fields as texts in which most values are not of the type that the head states, such as days written as
// people write them: no value is lost then, and none guessed at.
func (t *table) settle() {
	for k := range t.columns {
		if c := &t.columns[k]; c.bad > c.good && strings.IndexByte("NFDL", c.kind) >= 0 {
			c.literal, c.holds = true, format.Text
			t.note(BadValue, locale.T("%s; that goes for %d of its %d {3|value|values}, and the field is read as text",
				c.example, c.bad, c.bad+c.good))
		}
	}
}

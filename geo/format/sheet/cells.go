package sheet

import (
	"cmp"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// readSheet reads the cells of a sheet (ECMA-376, Part 1, 18.3.1).
func (b *book) readSheet(part string, s *Sheet) error {
	last := 0
	err := b.each(part, func(d *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "col":
			from, err := strconv.Atoi(attribute(e, "min"))
			to, too := strconv.Atoi(attribute(e, "max"))
			if isTrue(attribute(e, "hidden")) && err == nil && too == nil && len(s.HiddenColumns) < mostColumns {
				s.HiddenColumns = append(s.HiddenColumns, Area{1, mostRows, from - 1, to - 1})
			}
		case "row":
			row, err := b.readRow(d, e, last)
			if err != nil {
				return b.inSheet(s, err)
			}
			last = row.Number
			if len(row.Cells) > 0 {
				s.Rows = append(s.Rows, row)
			}
		case "mergeCell":
			a, ok := area(attribute(e, "ref"))
			if !ok {
				return b.inSheet(s, locale.Errorf("%q is no area of cells", attribute(e, "ref")))
			}
			if len(s.Merged) == mostAreas {
				return b.tooLarge(locale.T("the sheet %q has more than %d merged cells", s.Name, mostAreas))
			}
			s.Merged = append(s.Merged, a)
		}
		return nil
	})
	slices.SortFunc(s.Merged, func(a, b Area) int {
		return cmp.Or(cmp.Compare(a.Top, b.Top), cmp.Compare(a.Left, b.Left))
	})
	return err
}

func (b *book) inSheet(s *Sheet, err error) error {
	if _, own := err.(fault.Fault); own { //nolint:errorlint // it is made here and not wrapped
		return err
	}
	return locale.Errorf("the sheet %q: %w", s.Name, err)
}

// readRow reads a row. Rows and cells that do not say where they are stand behind the ones before them.
func (b *book) readRow(d *xml.Decoder, e xml.StartElement, last int) (Row, error) {
	row := Row{Number: last + 1, Hidden: isTrue(attribute(e, "hidden"))}
	if r := attribute(e, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n <= last || n > mostRows {
			return row, locale.Errorf("%q is no number of a row behind row %s", r, strconv.Itoa(last))
		}
		row.Number = n
	}
	if row.Number > mostRows {
		return row, locale.Errorf("it has more than %d rows", mostRows)
	}
	column := -1
	for {
		t, err := d.Token()
		if err != nil {
			return row, err
		}
		switch t := t.(type) {
		case xml.EndElement:
			return row, nil
		case xml.StartElement:
			if t.Name.Local != "c" {
				if err := d.Skip(); err != nil {
					return row, err
				}
				continue
			}
			column++
			if r := attribute(t, "r"); r != "" {
				n, at, ok := address(r)
				if !ok || n != row.Number || at < column {
					return row, locale.Errorf("%q is no cell of row %s behind the one before it", r, strconv.Itoa(row.Number))
				}
				column = at
			}
			if column >= mostColumns {
				return row, locale.Errorf("it has more than %d columns", mostColumns)
			}
			c, err := b.readCell(d, t)
			if err != nil {
				return row, locale.Errorf("cell %s: %w", Address(row.Number, column), err)
			}
			if c.Column = column; c.Kind == Unknown || filled(c.Text) {
				if b.cells++; b.cells > mostCells {
					return row, b.tooLarge(locale.T("it has more than %d cells", mostCells))
				}
				row.Cells = append(row.Cells, c)
			}
		}
	}
}

// readCell reads a cell up to its end (18.3.1.4).
func (b *book) readCell(d *xml.Decoder, e xml.StartElement) (c Cell, err error) {
	value, inline, formula, has := "", "", "", false
	for {
		t, err := d.Token()
		if err != nil {
			return c, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "v":
				value, err = text(d)
				has = value != "" || attribute(e, "t") == "str" // a formula may give an empty text
			case "is":
				inline, err = richText(d)
			case "f":
				formula, err = text(d)
				formula = "=" + formula
			default:
				err = d.Skip()
			}
			if err != nil {
				return c, err
			}
		case xml.EndElement:
			if formula != "" && !has {
				return Cell{Kind: Unknown, Text: formula}, nil
			}
			return b.cell(attribute(e, "t"), attribute(e, "s"), value, inline)
		}
	}
}

// text reads the characters of an element up to its end.
func text(d *xml.Decoder) (string, error) {
	var b strings.Builder
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 1 {
				b.Write(t)
			}
		}
	}
	return b.String(), nil
}

// cell is a cell by its type, the number of its style, and its value (18.18.11).
func (b *book) cell(kind, style, value, inline string) (Cell, error) {
	var c Cell
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if value == "" {
			return c, nil
		}
		if err != nil || i < 0 || i >= len(b.strings) {
			return c, locale.Errorf("there is no text %s", value)
		}
		c.Text = b.strings[i]
	case "str":
		c.Text = unescape(value)
	case "inlineStr":
		c.Text = inline
	case "b":
		c.Kind, c.Text = Boolean, "FALSE"
		if isTrue(strings.TrimSpace(value)) {
			c.Text = "TRUE"
		}
	case "e":
		c.Kind, c.Text = Error, value
	case "d":
		c.Kind, c.Text = Date, value
	case "n", "":
		if c.Text = strings.TrimSpace(value); c.Text == "" {
			return c, nil
		}
		if _, err := strconv.ParseFloat(c.Text, 64); err != nil || strings.ContainsAny(c.Text, "xXpPnN_") {
			return c, locale.Errorf("%q is no number", c.Text)
		}
		c.Kind = Number
		if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(b.dates) && b.dates[i] {
			c.Kind = Date
		}
	default:
		return c, locale.Errorf("%q is no type of cell", kind)
	}
	if len(c.Text) > mostLetters && utf8.RuneCountInString(c.Text) > mostLetters {
		return c, locale.Errorf("its text has more than %d letters", mostLetters)
	}
	return c, nil
}

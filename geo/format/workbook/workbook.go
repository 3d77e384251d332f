// Package workbook reads and writes the tables of layers as a workbook of Excel: a sheet a layer, its fields named in
// the first row, which stays in sight, and numbers that are numbers.
package workbook

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Widths of columns in letters, and of the texts from which they are taken.
const (
	narrowest, widest = 8, 60
	mostRows          = 1<<20 - 1 // below the head
	exactDigits       = 15        // more of a number are lost in a spreadsheet
)

// Write writes the layers' fields; geometry has no place in a workbook and is left out, which the name of the format
// tells. Ids are a field where they are not in one already. Numbers of more than fifteen digits are written as text,
// since a spreadsheet would round them.
func Write(name string, layers []format.Layer) ([]format.File, error) {
	d := sheet.Document{}
	taken := map[string]bool{}
	for _, l := range layers {
		if d.Title == "" {
			d.Title, d.Lang = l.Title, l.Lang
		}
		l, err := rows.WithIDs(l)
		if err != nil {
			return nil, err
		}
		p, err := page(l)
		if err != nil {
			return nil, err
		}
		p.Name = sheetName(l.Name, taken)
		d.Pages = append(d.Pages, p)
	}
	data, err := sheet.Write(d)
	if err != nil {
		return nil, locale.Errorf("%s: %w", name, err)
	}
	return []format.File{{Name: name, Data: data}}, nil
}

// sheetName is a name that a sheet may have: at most 31 letters, without some signs, and no other's.
func sheetName(name string, taken map[string]bool) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) || r < ' ' {
			return '_'
		}
		return r
	}, name)
	letters := []rune(name)
	if len(letters) == 0 {
		letters = []rune("1")
	}
	letters = letters[:min(len(letters), 31)]
	for n := 2; taken[strings.ToLower(string(letters))]; n++ {
		end := []rune(fmt.Sprintf(" %d", n))
		letters = append(letters[:min(len(letters), 31-len(end))], end...)
	}
	taken[strings.ToLower(string(letters))] = true
	return string(letters)
}

func page(l format.Layer) (sheet.Page, error) {
	p := sheet.Page{Frozen: 1, Landscape: len(l.Fields) > 6}
	var head []sheet.Put
	for i, f := range l.Fields {
		head = append(head, sheet.Put{Column: i, Text: f.Name, Style: sheet.Head})
		p.Widths = append(p.Widths, float64(max(narrowest, utf8.RuneCountInString(f.Name)+2)))
	}
	p.Rows = [][]sheet.Put{head}
	for f, err := range l.Features {
		if err != nil {
			return p, err
		}
		if len(p.Rows) > mostRows {
			return p, locale.Errorf("the layer %s has more rows than a sheet can hold, %d", l.Name, mostRows)
		}
		var row []sheet.Put
		for i, v := range f.Values {
			c := cell(v)
			if c.Column = i; c.Text+c.Number+c.Boolean == "" {
				continue
			}
			wide := min(widest, utf8.RuneCountInString(c.Text+c.Number+c.Boolean)+2)
			p.Widths[i] = max(p.Widths[i], float64(wide))
			row = append(row, c)
		}
		p.Rows = append(p.Rows, row)
	}
	return p, nil
}

// cell is a value: a number where it is one and keeps all its digits.
func cell(v input.Value) sheet.Put {
	switch {
	case v.Absent():
		return sheet.Put{}
	case v.Kind == input.Number && exact(v.Text):
		return sheet.Put{Number: v.Text}
	case v.Kind == input.Text:
		return sheet.Put{Text: v.Text, Style: sheet.Plain}
	case v.Kind == input.Other && (v.Text == "true" || v.Text == "false"):
		return sheet.Put{Boolean: v.Text}
	}
	return sheet.Put{Text: v.Text}
}

// exact reports whether a number keeps its digits in a spreadsheet.
func exact(s string) bool {
	if _, err := strconv.ParseFloat(s, 64); err != nil {
		return false
	}
	mantissa, _, _ := strings.Cut(strings.ToLower(s), "e")
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, mantissa)
	plain := strings.Trim(s, "+-0123456789.eE") == "" && !strings.HasPrefix(s, "+") && !strings.HasSuffix(s, ".")
	return plain && len(strings.TrimLeft(digits, "0")) <= exactDigits
}

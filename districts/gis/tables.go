package gis

import (
	"encoding/json"
	"strings"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// Checks is the report's table of checks as a layer without geometry.
func Checks(r *report.Report) format.Layer { return ofTable("checks", r.CheckTable()) }

// ofTable is a table as a layer without geometry. A column in which everything that is filled is a number has numbers.
func ofTable(name string, t output.Table) format.Layer {
	l := format.Layer{Name: name, Count: len(t.Rows) - 1}
	for i, head := range t.Rows[0] {
		f := format.Field{Name: head, Type: format.Integer}
		if head == "id" || strings.HasSuffix(head, "_id") { // whatever its digits
			f.Type = format.Text
		}
		for _, row := range t.Rows[1:] {
			switch {
			case row[i] == "":
			case !isNumber(row[i]):
				f.Type = format.Text
			case f.Type == format.Integer && strings.ContainsAny(row[i], ".eE"):
				f.Type = format.Real
			}
		}
		l.Fields = append(l.Fields, f)
	}
	l.Features = func(yield func(format.Feature, error) bool) {
		for _, row := range t.Rows[1:] {
			f := format.Feature{Values: make([]input.Value, len(row))}
			for i, s := range row {
				switch {
				case s == "":
					f.Values[i].Kind = input.Null
				case l.Fields[i].Type == format.Text:
					f.Values[i] = input.Value{Kind: input.Text, Text: s}
				default:
					f.Values[i] = input.Value{Kind: input.Number, Text: s}
				}
			}
			if !yield(f, nil) {
				return
			}
		}
	}
	return l
}

// isNumber reports whether a text is a number as JSON writes it.
func isNumber(s string) bool {
	var n json.Number
	return json.Unmarshal([]byte(s), &n) == nil && s[0] != '"'
}

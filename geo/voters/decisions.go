package voters

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// leaveOut stands in the place of a unit's id for a row that is none.
const leaveOut = "-"

// mostDoubts is how many doubtful rows are kept.
const mostDoubts = 100_000

// Doubt is a row of which it is not sure which unit it means.
type Doubt struct {
	Row              string // where it is, for people
	ID, Name, Region string // as written; the region as it is understood
	Voters           string
	Candidates       []locale.Text // units by id and name
}

// Decisions say which units rows mean that are doubtful. Nil has none.
type Decisions struct {
	file   string
	rows   []decision
	byKey  map[string]int
	byName map[string][]int // the same without the region
}

type decision struct {
	Doubt
	file, unit string // unit is an id, leaveOut, or "" where nobody has decided
}

// columnsOfDecisions are those of their table, of which the first five say which row is meant.
var columnsOfDecisions = []string{"row", "id", "name", "region", "voters", "candidates", "unit_id"}

// key is what a row is known by when the table has changed: its id and name as they are compared, and its region.
func key(id, name, region string) string {
	return strings.TrimLeft(id, "0") + "\x00" + namesake.Fold(name).Full + "\x00" + namesake.Fold(region).Full
}

// ReadDecisions reads a table that Decisions.Table has written and somebody has filled in, in text or as a workbook. A
// row means the unit whose id stands in its column unit_id, or the total of the region whose id stands there; a dash
// leaves it out.
func ReadDecisions(file string, data []byte) (*Decisions, error) {
	d := &Decisions{file: file, byKey: map[string]int{}, byName: map[string][]int{}}
	book, faults := sheet.Read(file, data)
	if book == nil || faults.Err() != nil {
		return nil, faults.Err()
	}
	if len(book.Sheets) == 0 || len(book.Sheets[0].Rows) == 0 {
		faults.Add(fault.Fault{File: file, Kind: fault.NotTable, Detail: locale.T("the file is empty"),
			Remedy: locale.T("give the table that --matches writes")})
		return nil, faults.Err()
	}
	rows := book.Sheets[0].Rows
	at := make([]int, len(columnsOfDecisions))
	for i, name := range columnsOfDecisions {
		at[i] = -1
		for _, c := range rows[0].Cells {
			if strings.EqualFold(input.Trim(c.Text), name) {
				at[i] = c.Column
			}
		}
		if at[i] < 0 && slices.Contains([]string{"id", "name", "region", "unit_id"}, name) {
			var titles []string
			for _, c := range rows[0].Cells {
				titles = append(titles, c.Text)
			}
			faults.Add(fault.Fault{File: file, Line: rows[0].Number, Kind: NoHead,
				Detail: locale.T("the header has no column %q", name), Remedy: fault.Choose(name, titles)})
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	for _, row := range rows[1:] {
		cell := func(i int) string {
			if at[i] < 0 {
				return ""
			}
			return idText(row.At(at[i]))
		}
		x := decision{Doubt: Doubt{Row: cell(0), ID: cell(1), Name: cell(2), Region: cell(3), Voters: cell(4)}, file: file,
			unit: cell(6)}
		if c := cell(5); c != "" {
			for _, label := range strings.Split(c, candidatesBy) {
				x.Candidates = append(x.Candidates, locale.Raw(label))
			}
		}
		if x.Row+x.ID+x.Name+x.Region+x.unit == "" {
			continue // a line of nothing
		}
		k := key(x.ID, x.Name, x.Region)
		if i, twice := d.byKey[k]; twice {
			if d.rows[i].unit != x.unit && d.rows[i].unit != "" && x.unit != "" {
				faults.Add(fault.Fault{File: file, Line: row.Number, ID: x.ID, Name: locale.One(x.Name), Kind: fault.RepeatedUnit,
					Detail: locale.T("the row is decided in two ways, %q and %q", d.rows[i].unit, x.unit),
					Remedy: locale.T("keep one of the lines")})
			}
			if d.rows[i].unit == "" {
				d.rows[i].unit = x.unit
			}
			continue
		}
		d.byKey[k] = len(d.rows)
		name := key(x.ID, x.Name, "")
		d.byName[name] = append(d.byName[name], len(d.rows))
		d.rows = append(d.rows, x)
	}
	return d, faults.Err()
}

// candidatesBy stands between the candidates of a row.
const candidatesBy = " | "

// of is what was decided of a row. Of which region a row is may hang on what was decided of others: where only one row
// of its name was decided, it is that one.
func (d *Decisions) of(id, name, region string) (decision, bool) {
	if d == nil {
		return decision{}, false
	}
	i, ok := d.byKey[key(id, name, region)]
	if same := d.byName[key(id, name, "")]; !ok && len(same) == 1 {
		i, ok = same[0], true
	}
	if !ok {
		return decision{}, false
	}
	return d.rows[i], true
}

// With are the decisions, and the doubtful rows that they do not have yet.
func (d *Decisions) With(doubts []Doubt) *Decisions {
	out := &Decisions{byKey: map[string]int{}}
	put := func(x decision) {
		k := key(x.ID, x.Name, x.Region)
		if _, ok := out.byKey[k]; !ok {
			out.byKey[k] = len(out.rows)
			out.rows = append(out.rows, x)
		}
	}
	if d != nil {
		out.file = d.file
		for _, x := range d.rows {
			put(x)
		}
	}
	for _, x := range doubts {
		put(decision{Doubt: x})
	}
	return out
}

// Table is the table to fill in, with candidates' names in a language: CSV in UTF-8 with the mark by which spreadsheet
// programs know that.
func (d *Decisions) Table(lang string) []byte {
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b)
	rows := [][]string{columnsOfDecisions}
	for _, x := range d.rows {
		labels := make([]string, len(x.Candidates))
		for i, c := range x.Candidates {
			labels[i] = c.In(lang)
		}
		rows = append(rows, []string{x.Row, x.ID, x.Name, x.Region, x.Voters, strings.Join(labels, candidatesBy), x.unit})
	}
	_ = w.WriteAll(rows) // a bytes.Buffer does not fail
	return b.Bytes()
}

// Open is how many rows nobody has decided.
func (d *Decisions) Open() (n int) {
	for _, x := range d.rows {
		if x.unit == "" {
			n++
		}
	}
	return n
}

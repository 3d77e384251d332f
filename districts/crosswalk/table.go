package crosswalk

import (
	"math/big"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/usual"
)

// The kinds of fault.
const (
	RepeatedPair  fault.Kind = "pair given twice"
	BadShares     fault.Kind = "shares that do not add up"
	DoubtDistrict fault.Kind = "district in doubt"
)

// Table is a crosswalk as its file has it.
type Table struct {
	File   string
	Titles [2]string // of the columns of the earlier and the later list
	// By is what the weights of the rows are, as package usual calls it: a share of the earlier unit, 0 to 1, voters, or
	// an area in any one measure; "" where the table has none.
	By   string
	Rows []Row
}

// Row is a pair of units that have territory in common.
type Row struct {
	Line   int
	IDs    [2]string // of the earlier and the later unit
	Weight *big.Rat  // nil for none
}

// Read reads a table in text or a workbook. Errors are a *fault.Faults with all that is wrong with it.
func Read(file string, data []byte) (*Table, error) {
	book, faults := sheet.Read(file, data)
	if book == nil {
		return nil, faults.Err()
	}
	if book.Foreign != nil {
		faults.Add(*book.Foreign)
	}
	t := &Table{File: file}
	var found []int
	for i := range book.Sheets {
		if _, ok := head(&book.Sheets[i]); ok {
			found = append(found, i)
		}
	}
	if len(found) == 1 {
		t.read(&book.Sheets[found[0]], faults)
	} else {
		detail := locale.T("%d of its tables have a column of the earlier and one of the later units' ids", len(found))
		if len(found) == 0 {
			detail = locale.T("no table of it has a column of the earlier and one of the later units' ids")
		}
		faults.Add(fault.Fault{File: file, Kind: geo.UnknownProperty, Detail: detail,
			Remedy: locale.T("keep one table and call the columns old_id and new_id, and a third one share, voters or area " +
				"where units were divided")})
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return t, nil
}

// columns are those of a table, -1 for none.
type columns struct {
	ids     [2]int
	weight  int
	several bool // columns that weigh
}

// head finds the columns by the titles of the first row.
func head(s *sheet.Sheet) (c columns, ok bool) {
	if len(s.Rows) == 0 {
		return c, false
	}
	titles := titlesOf(s)
	c.weight = -1
	if c.ids[0], c.ids[1], ok = usual.Pair(titles); !ok {
		return c, false
	}
	for i, title := range titles {
		if usual.Measure(title) == "" {
			continue
		}
		c.several = c.weight >= 0
		if c.weight < 0 {
			c.weight = i
		}
	}
	return c, true
}

func titlesOf(s *sheet.Sheet) []string {
	var titles []string
	for _, x := range s.Rows[0].Cells {
		for len(titles) <= x.Column {
			titles = append(titles, "")
		}
		titles[x.Column] = input.Undress(x.Text)
	}
	return titles
}

// read reads the rows of a sheet.
func (t *Table) read(s *sheet.Sheet, faults *fault.Faults) {
	c, _ := head(s)
	titles := titlesOf(s)
	for k, i := range c.ids {
		t.Titles[k] = titles[i]
	}
	if c.several {
		faults.Add(fault.Fault{File: t.File, Line: s.Rows[0].Number, Kind: fault.RepeatedColumn, Detail: locale.T(
			"several columns say how much units have in common"), Remedy: locale.T("keep one of share, voters and area")})
	}
	read := numbers(s, c.weight)
	if c.weight >= 0 {
		t.By = usual.Measure(titles[c.weight])
	}
	line := map[[2]string]int{}
	for _, row := range s.Rows[1:] {
		if f, surplus := sheet.Surplus(t.File, row, s.Rows[0].Width, s.Separator); surplus {
			faults.Add(f)
			continue
		}
		x := Row{Line: row.Number}
		for k, i := range c.ids {
			x.IDs[k] = id(row.At(i))
		}
		if x.IDs == [2]string{} {
			continue
		}
		bad := func(kind fault.Kind, detail, remedy locale.Text) {
			faults.Add(fault.Fault{File: t.File, Line: row.Number, ID: x.label(), Kind: kind, Detail: detail, Remedy: remedy})
		}
		if x.IDs[0] == "" || x.IDs[1] == "" {
			bad(fault.MissingID, locale.T("the line names one unit alone"),
				locale.T("write the ids of the earlier and of the later unit"))
			continue
		}
		if first, again := line[x.IDs]; again {
			bad(RepeatedPair, locale.T("the pair stands in line %d too", locale.Nth(first)), locale.T("keep one of the two"))
			continue
		}
		line[x.IDs] = row.Number
		if c.weight >= 0 {
			var wrong *input.NumberError
			if x.Weight, wrong = read(t.By, row.At(c.weight)); wrong != nil {
				bad(fault.BadNumber, locale.T("%s %s", titles[c.weight], wrong.Detail), wrong.Remedy)
			}
		}
		t.Rows = append(t.Rows, x)
	}
	if t.By == usual.Share && faults.Err() == nil {
		t.checkShares(faults)
	}
}

func id(c sheet.Cell) string {
	if c.Kind == sheet.Number {
		return input.PlainNumber(c.Text)
	}
	return input.Undress(c.Text)
}

// label names the pair.
func (x Row) label() string {
	switch {
	case x.IDs[0] == "":
		return x.IDs[1]
	case x.IDs[1] == "":
		return x.IDs[0]
	}
	return x.IDs[0] + " → " + x.IDs[1]
}

// checkShares holds the shares of every earlier unit against the whole of it. A unit with one row may leave its share
// out. Each may be rounded to its last digit.
func (t *Table) checkShares(faults *fault.Faults) {
	rows := map[string][]int{}
	var order []string
	for i, x := range t.Rows {
		if rows[x.IDs[0]] == nil {
			order = append(order, x.IDs[0])
		}
		rows[x.IDs[0]] = append(rows[x.IDs[0]], i)
	}
	one := big.NewRat(1, 1)
	for _, unit := range order {
		of := rows[unit]
		if len(of) == 1 && t.Rows[of[0]].Weight == nil {
			t.Rows[of[0]].Weight = one
			continue
		}
		sum, slack, whole := new(big.Rat), new(big.Rat), true
		for _, i := range of {
			w := t.Rows[i].Weight
			if w == nil {
				whole = false
				continue
			}
			sum.Add(sum, w)
			slack.Add(slack, rounded(w))
		}
		off := new(big.Rat).Sub(sum, one)
		if whole && off.Abs(off).Cmp(slack) <= 0 {
			continue
		}
		detail := locale.T("its shares add up to %s", share{sum})
		if !whole {
			detail = locale.T("some of its rows have no share")
		}
		faults.Add(fault.Fault{File: t.File, Line: t.Rows[of[0]].Line, ID: unit, Kind: BadShares, Detail: detail,
			Remedy: locale.T("give every part of the unit a row, that part too which keeps its id, with shares of 1 in all")})
	}
}

// IDs are the units that the table names, in its order.
func (t *Table) IDs() []string {
	seen := map[string]bool{}
	var out []string
	for _, x := range t.Rows {
		for _, id := range x.IDs {
			if !seen[id] {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	return out
}

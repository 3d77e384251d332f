package kz2022

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// SourceError is a fault of one row of a source table.
type SourceError struct {
	File string
	Line int // counted from 1; 0 where the fault is of the whole file
	Err  error
}

func (e *SourceError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s, line %d: %v", e.File, e.Line, e.Err)
}

func (e *SourceError) Unwrap() error { return e.Err }

// row is one record of a table, by column name. Faults are gathered in the table, so that all are told at once.
type row struct {
	table *table
	line  int
	cells map[string]string
}

type table struct {
	file string
	rows []row
	errs []error
}

// readTable reads a CSV file with a header that must have the columns given.
func readTable(fsys fs.FS, file string, columns ...string) (*table, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	r := csv.NewReader(f)
	r.Comment = '#'
	records, err := r.ReadAll()
	if err != nil {
		return nil, &SourceError{File: file, Err: err}
	}
	if len(records) == 0 {
		return nil, &SourceError{File: file, Err: errors.New("the table is empty")}
	}
	t := &table{file: file}
	header := records[0]
	for _, c := range columns {
		if !contains(header, c) {
			t.errs = append(t.errs,
				&SourceError{file, 1, fmt.Errorf("the column %q is missing; there are %s", c, strings.Join(header, ", "))})
		}
	}
	if len(t.errs) > 0 {
		return nil, errors.Join(t.errs...)
	}
	for i, rec := range records[1:] {
		cells := make(map[string]string, len(header))
		for j, h := range header {
			cells[h] = strings.TrimSpace(rec[j])
		}
		t.rows = append(t.rows, row{t, i + 2, cells})
	}
	return t, nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// fault notes a fault of the row.
func (r row) fault(format string, args ...any) {
	r.table.errs = append(r.table.errs, &SourceError{r.table.file, r.line, fmt.Errorf(format, args...)})
}

// count reads a whole number that is not negative.
func (r row) count(column string) int64 {
	n, err := strconv.ParseInt(r.cells[column], 10, 64)
	if err != nil || n < 0 {
		r.fault("%s is %q; it must be a whole number, not negative", column, r.cells[column])
	}
	return n
}

// degrees reads a longitude or latitude.
func (r row) degrees(column string) float64 {
	x, err := strconv.ParseFloat(r.cells[column], 64)
	if err != nil {
		r.fault("%s is %q; it must be a number of degrees", column, r.cells[column])
	}
	return x
}

// text reads a cell that must not be empty.
func (r row) text(column string) string {
	s := r.cells[column]
	if s == "" {
		r.fault("%s is empty", column)
	}
	return s
}

func (t *table) err() error { return errors.Join(t.errs...) }

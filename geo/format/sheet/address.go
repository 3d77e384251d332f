package sheet

import (
	"strconv"
	"strings"
)

// The most rows and columns that a sheet has (Excel specifications and limits, Microsoft).
const (
	mostRows    = 1 << 20
	mostColumns = 1 << 14
)

// ColumnName is what spreadsheet programs call a column, counted from 0: A, B, ..., Z, AA, AB, ...
func ColumnName(column int) string {
	name := ""
	for column++; column > 0; column /= 26 {
		column--
		name = string(rune('A'+column%26)) + name
	}
	return name
}

// Column is the number of a column by its name, from 0; -1 where it is no name of one.
func Column(name string) int {
	n := 0
	for _, c := range strings.ToUpper(name) {
		if c < 'A' || c > 'Z' || n > mostColumns {
			return -1
		}
		n = n*26 + int(c-'A') + 1
	}
	if n > mostColumns {
		return -1
	}
	return n - 1
}

// Address is what spreadsheet programs call a cell: B7.
func Address(row, column int) string { return ColumnName(column) + strconv.Itoa(row) }

// address reads the address of a cell, with or without marks that hold it fast: $B$7.
func address(s string) (row, column int, ok bool) {
	s = strings.ReplaceAll(s, "$", "")
	i := strings.IndexAny(s, "0123456789")
	if i < 1 {
		return 0, 0, false
	}
	column = Column(s[:i])
	row, err := strconv.Atoi(s[i:])
	return row, column, err == nil && column >= 0 && row >= 1 && row <= mostRows
}

// area reads a rectangle: A1:B2, or a single cell.
func area(s string) (Area, bool) {
	from, to, pair := strings.Cut(s, ":")
	if !pair {
		to = from
	}
	top, left, ok := address(from)
	bottom, right, too := address(to)
	return Area{min(top, bottom), max(top, bottom), min(left, right), max(left, right)}, ok && too
}

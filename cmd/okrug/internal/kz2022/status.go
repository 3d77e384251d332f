package kz2022

import "strings"

// The statuses that a figure of the data set may have.
const (
	read        = "read"                  // in a release or news, of the day or within weeks of it
	readOther   = "read, other date"      // months or years before or after it
	readContext = "read, date by context" // not dated, but told of in words that only fit the day
	readSum     = "read, sum of two"
	derived     = "derived" // follows from figures read
	estimated   = "estimated"
)

// statuses are what the source's tables call them.
var statuses = map[string]string{
	read: read, readOther: readOther, "read, undated": readContext, readSum: readSum, "read, sum": readSum,
	"read; date by context": readContext, "read before, confirmed": read, "read, encyclopedia": read, derived: derived,
	"estimate": estimated,
}

// status reads a cell with one of the source's statuses.
func (r row) status(column string) string {
	s, ok := statuses[r.cells[column]]
	if !ok {
		r.fault("%s is %q; statuses are known in status.go", column, r.cells[column])
	}
	return s
}

// isRead reports whether a figure stands in a source as it is here.
func isRead(status string) bool { return strings.HasPrefix(status, read) }

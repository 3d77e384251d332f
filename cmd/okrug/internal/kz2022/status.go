package kz2022

import (
	"strings"

	"github.com/okrug/okrug/geo"
)

// statuses are what the source's tables call those that a figure of the data set may have.
var statuses = map[string]string{
	geo.StatusRead: geo.StatusRead, "read before, confirmed": geo.StatusRead, "read, encyclopedia": geo.StatusRead,
	geo.StatusReadOtherDate: geo.StatusReadOtherDate,
	"read, undated":         geo.StatusReadContext, "read; date by context": geo.StatusReadContext,
	geo.StatusReadSum: geo.StatusReadSum, "read, sum": geo.StatusReadSum,
	geo.StatusDerived: geo.StatusDerived, "estimate": geo.StatusEstimated,
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
func isRead(status string) bool { return strings.HasPrefix(status, geo.StatusRead) }

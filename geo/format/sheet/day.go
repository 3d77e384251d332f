package sheet

import (
	"math"
	"strconv"
	"time"
)

// mostDays is the number of 31 December 9999, the last day that such programs know.
const mostDays = 2_958_465

// Day is what the number of a cell that shows a day or an hour means, in the form of ISO 8601: 2026-07-01,
// 2026-07-01T18:30:00 or 18:30:00. What is no number, or no day of such a program, stays as it is. A sheet knows no
// zones.
func (w *Workbook) Day(text string) string {
	days, err := strconv.ParseFloat(text, 64)
	if err != nil || days < 0 || days > mostDays {
		return text
	}
	whole, part := math.Modf(days)
	seconds := time.Duration(math.Round(part*86400)) * time.Second
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case w.From1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case whole == 0:
		return first.Add(seconds).Format("15:04:05")
	case whole < 60: // before the 29 February 1900 that there never was, and that these programs have
		first = first.AddDate(0, 0, 1)
	}
	day := first.AddDate(0, 0, int(whole)).Add(seconds)
	if seconds == 0 {
		return day.Format(time.DateOnly)
	}
	return day.Format("2006-01-02T15:04:05")
}

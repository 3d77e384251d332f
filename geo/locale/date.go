package locale

import (
	"strconv"
	"strings"
	"time"
)

// Case is a form of a month or a year that a date takes in a sentence. Kazakh has four; Russian has another than the
// first where no day is named.
type Case int

// Cases of dates.
const (
	Plain Case = iota
	At         // "as at", the attributive locative: 31 желтоқсандағы
	From       // the ablative: 31 желтоқсаннан; с декабря 2022 года
	Until      // the dative: 31 желтоқсанға; до декабря 2022 года
)

// lists are the keys of the months' names in each case, years those of a year alone.
var (
	lists = map[Case]string{
		Plain: "date.months", At: "date.months.at", From: "date.months.from", Until: "date.months.until",
	}
	years = map[Case]string{
		Plain: "date.year", At: "date.year.at", From: "date.year.from", Until: "date.year.until",
	}
)

// month is a name out of the list of a key.
func (l *Locale) month(list string, m time.Month) string {
	return strings.Split(l.Must(list), "|")[m-1]
}

// Date words an ISO 8601 date known to the day, the month or the year; what is none stays as it is.
func (l *Locale) Date(iso string) string { return l.DateIn(iso, Plain) }

// DateIn is Date in a case.
func (l *Locale) DateIn(iso string, c Case) string {
	if t, err := time.Parse("2006-01", iso); err == nil {
		list := lists[c]
		if c == Plain {
			list = "date.months.alone"
		}
		return l.Say("date.month", l.month(list, t.Month()), strconv.Itoa(t.Year()))
	}
	if t, err := time.Parse("2006", iso); err == nil {
		return l.Say(years[c], strconv.Itoa(t.Year()))
	}
	return l.Day(iso, c)
}

// Day words a date known to the day in a case; what is none stays as it is.
func (l *Locale) Day(iso string, c Case) string { return l.day("date.day", iso, c) }

// ShortDay is Day where room is short: Russian has г. for года.
func (l *Locale) ShortDay(iso string, c Case) string { return l.day("date.day.short", iso, c) }

func (l *Locale) day(format, iso string, c Case) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return l.Say(format, strconv.Itoa(t.Day()), l.month(lists[c], t.Month()), strconv.Itoa(t.Year()))
}

package voters

import (
	"math"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// marks finds out what commas and points stand for in the figures of a sheet.
func (r *reading) marks(w *walk, rows []sheet.Row) input.Marks {
	var c input.Column
	for _, row := range rows {
		switch cell := row.At(w.voters); cell.Kind {
		case sheet.Text:
			c.See(cell.Text)
		case sheet.Number:
			if f, err := strconv.ParseFloat(cell.Text, 64); err == nil && math.Abs(f) > 999 {
				c.SeeNumber()
			}
		}
	}
	return c.Marks()
}

// checkThousands refuses figures of thousands of people.
func (r *reading) checkThousands(w *walk) {
	say := func(row int, text string) {
		r.faults.Add(r.fault(place{w.number, row}, w.voters, fault.BadNumber, locale.T("%q says that the figures are "+
			"thousands of people", input.Printable(text)), locale.T("give the voters of every unit, counted whole")))
	}
	if t := w.titles[w.voters]; inThousands.MatchString(strings.ToLower(t)) {
		say(w.sheet.Rows[w.first].Number, t)
		return
	}
	for _, row := range w.sheet.Rows[:w.first] {
		for _, c := range row.Cells {
			if low := strings.ToLower(c.Text); len(low) < 1000 && wholeInThousands.MatchString(low) {
				say(row.Number, c.Text)
				return
			}
		}
	}
}

// readFigure reads the voters of a row.
func (r *reading) readFigure(w *walk, x line) (int64, *input.NumberError) {
	n, form, err := int64(0), input.Form(0), (*input.NumberError)(nil)
	open := locale.T("open it in a spreadsheet program, see what the cell shows, and save it")
	switch c := x.figure; c.Kind {
	case sheet.Number:
		n, form, err = input.Stored(c.Text)
	case sheet.Text:
		n, form, err = input.Written(c.Text, w.marks)
	case sheet.Error:
		err = &input.NumberError{Detail: locale.T("is %s, the error of a formula", c.Text), Remedy: open}
	case sheet.Unknown:
		err = &input.NumberError{Detail: locale.T("is a formula, %s, whose value is not in the file", c.Text), Remedy: open}
	case sheet.Date:
		err = &input.NumberError{Detail: locale.T("is shown as a date"), Remedy: locale.T(
			"give the cell the format of a number, and see whether the figure is right")}
	case sheet.Boolean:
		err = &input.NumberError{Detail: locale.T("is %s, not a number", c.Text), Remedy: input.WholeRemedy}
	}
	switch {
	case err != nil:
		return 0, err
	case n > math.MaxInt64-r.sum:
		return 0, &input.NumberError{Detail: locale.T("add up to more than can be counted"),
			Remedy: locale.T("check for a slip of the decimal point")}
	}
	r.noteForm(w, x, n, form)
	return n, nil
}

// badFigure tells of a figure that cannot be read; the unit is nil where the row is none.
func (r *reading) badFigure(x line, w *walk, u *Unit, err *input.NumberError) {
	f := r.fault(x.at, w.voters, fault.BadNumber, locale.T("voters %s", err.Detail), err.Remedy)
	if f.Name = locale.One(x.label); u != nil {
		f.ID, f.Name = u.ID, u.Shown
	}
	r.faults.Add(f)
}

package voters

import (
	"regexp"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/usual"
)

// assign finds out what the columns are for.
func (r *reading) assign(h *head, parts map[int][]string, width int) {
	taken := map[int]bool{}
	named := func(want string) int {
		if want == "" {
			return -1
		}
		for column := range width {
			is := func(s string) bool { return usual.Plain(s) == usual.Plain(want) && s != "" }
			if is(h.titles[column]) || slices.ContainsFunc(parts[column], is) {
				taken[column] = true
				return column
			}
		}
		if column := sheet.Column(want); column >= 0 && want == strings.ToUpper(want) {
			taken[column] = true
			return column
		}
		return -1
	}
	c := r.columns
	h.voters, h.id, h.region, h.status = named(c.Voters), named(c.ID), named(c.Region), named(c.Status)
	h.sure = h.id >= 0
	if name := named(c.Name); name >= 0 {
		h.names = []int{name}
	}
	score := map[string]map[int]int{}
	for column := range width {
		if role, n := recognise(h.titles[column]); n > 0 && !taken[column] {
			if score[role] == nil {
				score[role] = map[int]int{}
			}
			score[role][column] = n
		}
	}
	best := func(role string, given string) []int {
		if given != "" {
			return nil
		}
		var out []int
		for column := range width {
			n := score[role][column]
			switch {
			case n == 0 || len(out) > 0 && n < score[role][out[0]]:
			case len(out) > 0 && n == score[role][out[0]]:
				out = append(out, column)
			default:
				out = []int{column}
			}
		}
		return out
	}
	one := func(role, given string, to *int) {
		switch found := best(role, given); len(found) {
		case 0:
		case 1:
			*to = found[0]
		default:
			if h.several[role] = found; role == "region" {
				*to = found[0] // its id or its name, of which either is known
			}
		}
	}
	one("voters", c.Voters, &h.voters)
	one("id", c.ID, &h.id)
	one("region", c.Region, &h.region)
	one("status", c.Status, &h.status)
	if names := best("name", c.Name); len(names) == 1 || len(names) > 1 && h.translations(names) {
		h.names = names
	} else if len(names) > 1 {
		h.several["name"] = names
	}
	h.sure = h.sure || h.id >= 0 && usual.Plain(h.titles[h.id]) == "unitid"
}

// translations reports whether columns have the same in several languages.
func (h *head) translations(columns []int) bool {
	seen := map[string]bool{}
	for _, c := range columns {
		title := usual.Plain(h.titles[c])
		stem, lang := usual.Tongue(title)
		if lang == "" && len(columns) > 1 && !slices.Contains(usual.Names("name"), title) {
			return false
		}
		seen[stem] = true
	}
	for stem := range seen {
		if len(seen) > 1 && !slices.Contains(usual.Names("name"), stem) {
			return false
		}
	}
	return true
}

// What titles of columns have in them, by what the columns are for.
var (
	serial = regexp.MustCompile(`^(№|n|#|no)\.?( ?п/?п)?\.?$|п/п|^р/с|^рет|порядк`)
	// inThousands are titles of columns that count thousands of people.
	inThousands = regexp.MustCompile(`тыс\.|тысяч|тыс( чел)?\)?$|мың (адам|сайлаушы)|thousand|'000`)
)

// wholeInThousands are titles of such tables.
var wholeInThousands = regexp.MustCompile(`тыс\.? ?(чел|избир)|тысяч(ах)? (чел|избир)|мың адам|in thousands`)

// recognise says what a column is for by its title, and how sure that is, from 1; 0 where it is for nothing.
func recognise(title string) (role string, sure int) {
	plain, low := usual.Plain(title), strings.ToLower(title)
	is := func(role string) bool { return slices.Contains(usual.Names(role), plain) }
	switch {
	case plain == "" || serial.MatchString(low):
		return "", 0
	case is("status"):
		return "status", 4
	}
	if sure = usual.OfAllVoters(title); sure > 0 {
		return "voters", sure
	}
	if usual.OfSomeVoters(title) {
		return "", 0
	}
	of, sure := usual.Title(title)
	switch of {
	case usual.OfRows:
		return "", 0 // a number of the row as likely as of the unit
	case usual.OfUnits:
		of = usual.OfNames // until its cells are seen
	}
	return string(of), sure
}

// lettered is a table whose columns are all named by their letters and that need have no head: it begins with the first
// row that has a figure. It is nil where some column is named otherwise.
func (r *reading) lettered(s *sheet.Sheet) *head {
	c := r.columns
	h := &head{titles: map[int]string{}, id: sheet.Column(c.ID), region: sheet.Column(c.Region),
		voters: sheet.Column(c.Voters), status: sheet.Column(c.Status), several: map[string][]int{}}
	if name := sheet.Column(c.Name); name >= 0 {
		h.names = []int{name}
	}
	for _, given := range []string{c.ID, c.Region, c.Voters, c.Status, c.Name} {
		if given != "" && (sheet.Column(given) < 0 || given != strings.ToUpper(given) || r.isTitle(s, given)) {
			return nil
		}
	}
	if !h.complete() {
		return nil
	}
	h.sure = h.id >= 0
	for i, row := range s.Rows {
		cell := row.At(h.voters)
		if _, _, err := input.Written(cell.Text, input.Marks{}); err == nil || cell.Kind == sheet.Number {
			h.first = i
			return h
		}
	}
	return h
}

func (r *reading) isTitle(s *sheet.Sheet, given string) bool {
	return slices.ContainsFunc(s.Rows[:min(len(s.Rows), headWithin)], func(row sheet.Row) bool {
		return slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool { return usual.Plain(c.Text) == usual.Plain(given) })
	})
}

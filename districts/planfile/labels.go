package planfile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/namesake"
)

// labelled is a district as it is written, and the place where it is.
type labelled struct {
	at   fault.Fault // file, line and the like, and the unit's id
	text string
}

// none are the words for no district. ZZ and ZZZ are those of the block files of the Census Bureau.
var none = []string{"", "-", "–", "—", "zz", "zzz", "unassigned", "not assigned", "none", "null", "nan", "n/a", "na",
	"undefined", "нет", "без округа", "не распределен", "не распределён", "не распределена", "жоқ", "округсіз",
	"бөлінбеген"}

// numbered is a number with the words for a district before or behind it: № 1, Округ 1, District 01, 1-округ, CD 7.
var numbered = regexp.MustCompile(`^(?:(?:(?:single-mandate|single-member|congressional|electoral|election|` +
	`legislative|senate|house|одномандатный|избирательный|территориальный|бірмандаттық|бірмандатты|сайлау|аумақтық|` +
	`district|dist|constituency|округ|округі|округ номер|cd|sd|hd|no|number|номер|нөмір|nr|n|№|#)[.:]?\s*)+[-–]?\s*)?` +
	`([0-9]+)(?:[.,]0+)?\s*(?:[-–]?(?:й|ый|ші|шы|інші|ыншы|st|nd|rd|th)?)?\s*` +
	`(?:\s*(?:single-mandate|single-member|congressional|electoral|election|legislative|одномандатный|избирательный|` +
	`бірмандаттық|бірмандатты|сайлау|district|constituency|округ|округі))*$`)

// numberOf is the number that a label gives a district, as it is written.
func numberOf(text string) (digits string, ok bool) {
	if _, bad := input.Whole(text); bad == nil {
		return input.PlainNumber(text), true
	}
	m := numbered.FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		return "", false
	}
	return m[1], true
}

// isNumber reports whether a label is a number, if none of a district: -1, 1.5.
func isNumber(text string) bool {
	_, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	return err == nil
}

// isNone reports whether a label is a word for no district.
func isNone(text string) bool { return slices.Contains(none, strings.ToLower(text)) }

// isOpen reports whether a label names several districts, one of which is meant: 15|16.
func isOpen(text string) bool { return strings.Contains(text, "|") }

// counting is what the form of a file says of how districts are counted in it.
type counting byte

const (
	// unsaid is that of tables and shapes: from 1 or from 0, and 0 may be no district.
	unsaid counting = iota
	// everyUnit is that of files which give every unit a district, as ensembles and graphs do.
	everyUnit
	// fromZero is that of a program which counts from 0.
	fromZero
)

// The numbers of districts that labels stand for.
const (
	without = 0
	// faulty is a label that stands for none, of which a fault tells.
	faulty = -1
)

// numbers says which number each label stands for, or without. Labels that are names are numbered in the order in which
// they come first.
func (r *reading) numbers(list []labelled, counts counting) []int {
	out := make([]int, len(list))
	digits, names := 0, 0
	for i := range list {
		list[i].text = input.Undress(list[i].text)
		switch text := list[i].text; {
		case isNone(text), isOpen(text):
		default:
			switch d, ok := numberOf(text); {
			case !ok && isNumber(text), ok && strings.Trim(d, "0") != "":
				digits++
			case !ok:
				names++
			}
		}
	}
	if names > 0 && digits == 0 {
		return r.namesOf(list)
	}
	var zeros []int
	empty, open := 0, 0
	for i, x := range list {
		if isNone(x.text) {
			empty++
			continue
		}
		if isOpen(x.text) {
			open++
			continue
		}
		d, ok := numberOf(x.text)
		n, bad := input.Whole(trimZeros(d))
		if !ok || bad != nil || n > mostNumber {
			out[i] = faulty
			r.bad(x, locale.T("district %q is not a whole number from 1", x.text), locale.T("write the district's number, or "+
				"leave it empty where the unit has none"))
			continue
		}
		if out[i] = int(n); n == 0 {
			zeros = append(zeros, i)
		}
	}
	r.zeros(list, out, zeros, empty+open, counts)
	if open > 0 {
		r.note(fault.Fault{File: r.s.Name, Kind: ReadAs, Detail: locale.T("%d {1|unit has|units have} one of several "+
			"districts, not said which, and {1|is|are} taken to have none", open)})
	}
	return out
}

// mostNumber is the largest number of a district, as many as an int has on every machine.
const mostNumber = 1<<31 - 2

func trimZeros(digits string) string {
	if s := strings.TrimLeft(digits, "0"); s != "" {
		return s
	}
	return "0"
}

// zeros decides what 0 is: no district, or the first of a program that counts from 0. Empty is how many units have
// none. Districts from 0 to one less than there are seats leave no seat out, and so may be counted from 0; where units
// may be left without a district they may as well be a plan of which one district is not drawn.
func (r *reading) zeros(list []labelled, out, zeros []int, empty int, counts counting) {
	seen, highest, some := map[int]bool{}, 0, 0
	for i, n := range out {
		if n >= 0 {
			seen[n] = true
			highest = max(highest, n)
		}
		if n > 0 {
			some = i
		}
	}
	switch {
	case len(zeros) > 0:
	case counts == fromZero && highest > 0 && highest < r.Districts:
		zeros = []int{some} // where it shows, for the note
	default:
		return
	}
	complete := r.Districts > 0 && highest == r.Districts-1 && len(seen) == r.Districts
	first := list[zeros[0]].at
	first.ID, first.Name = "", nil
	first.Kind = ReadAs
	switch {
	case counts == fromZero || counts == everyUnit && complete && empty == 0:
		for i, x := range list {
			if out[i] >= 0 && !isNone(x.text) && !isOpen(x.text) {
				out[i]++
			}
		}
		first.Detail = locale.T("the districts are numbered from 0; each is taken for the one of the next number, 0 for 1")
		r.note(first)
	case (complete || empty > 0) && highest < r.Districts:
		r.bad(list[zeros[0]], locale.T("0 may be no district, or the first of districts that are numbered from 0"),
			locale.T("leave it empty for no district, or number the districts from 1"))
	default:
		first.Detail = locale.T("0 is taken for no district, of %d {1|unit|units}", len(zeros))
		r.note(first)
	}
}

// namesOf numbers districts that have names.
func (r *reading) namesOf(list []labelled) []int {
	out := make([]int, len(list))
	at, fold := map[string]int{}, map[string]string{}
	var told []string
	for i, x := range list {
		if _, zero := numberOf(x.text); zero || isNone(x.text) || isOpen(x.text) {
			continue
		}
		n, ok := at[x.text]
		if !ok {
			key := namesake.Fold(x.text).Full
			if other, there := fold[key]; there && key != "" {
				out[i] = faulty
				r.bad(x, locale.T("the district %q is also written %q", x.text, other),
					locale.T("write it in one way, or number the districts"))
				continue
			}
			n = len(at) + 1
			at[x.text], fold[key] = n, x.text
			told = append(told, x.text+" = "+strconv.Itoa(n))
		}
		out[i] = n
	}
	r.note(fault.Fault{File: r.s.Name, Kind: ReadAs, Detail: locale.T("the districts have names and no numbers; they are "+
		"numbered in the order in which they come: %s", locale.Listed(told, fault.PerKind))})
	return out
}

// bad adds a fault of a label.
func (r *reading) bad(x labelled, detail, remedy locale.Text) {
	f := x.at
	f.Kind, f.Detail, f.Remedy = BadDistrict, detail, remedy
	r.faults.Add(f)
}

package namesake

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Loss is what a spreadsheet has done to an id that it took for a number.
type Loss byte

// The losses. Exact is none.
const (
	Exact    Loss = iota
	Zeros         // those at the beginning are gone: 1001 for 01001
	Exponent      // it is written with one, and may be rounded: 1.018E+08
	Grouping      // marks stand between its thousands
)

// IDs finds ids, and those of which spreadsheets have left something.
type IDs struct {
	exact    map[string]int
	zeroless map[string][]int         // by what remains without zeros at the beginning
	rounded  map[int]map[string][]int // by digits that are left, by these and the length
}

// NewIDs makes an index of ids; empty ones and those that are there already are not found.
func NewIDs(ids []string) *IDs {
	x := &IDs{exact: make(map[string]int, len(ids)), zeroless: map[string][]int{},
		rounded: map[int]map[string][]int{}}
	for i, id := range ids {
		if _, twice := x.exact[id]; twice || id == "" {
			continue
		}
		x.exact[id] = i
		if isDigits(id) {
			rest := strings.TrimLeft(id, "0")
			x.zeroless[rest] = append(x.zeroless[rest], i)
		}
	}
	return x
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// Find returns the ids that a text can be: the id itself, alone, or those that a spreadsheet may have made it of.
func (x *IDs) Find(text string) ([]int, Loss) {
	text = input.Trim(text)
	if i, ok := x.exact[text]; ok {
		return []int{i}, Exact
	}
	if whole, zeros, ok := strings.Cut(text, "."); ok && zeros != "" && strings.Trim(zeros, "0") == "" {
		if i, ok := x.exact[whole]; ok { // programs write 5001.0 in columns of numbers with gaps
			return []int{i}, Exact
		}
		text = whole
	}
	if isDigits(text) {
		return x.zeroless[strings.TrimLeft(text, "0")], Zeros
	}
	if strings.ContainsAny(text, "eE") {
		return x.exponent(strings.Replace(text, ",", ".", 1)), Exponent
	}
	if n, form, err := input.Written(text, input.Marks{}); err == nil && form&^(input.Spaced|input.Marked) == 0 {
		return x.zeroless[strconv.FormatInt(n, 10)], Grouping
	}
	return nil, Exact
}

// exponent returns the ids that are a number with an exponent, when rounded to as many digits.
func (x *IDs) exponent(text string) []int {
	mantissa, exp, _ := strings.Cut(strings.ToLower(text), "e")
	power, err := strconv.Atoi(exp)
	first, rest, _ := strings.Cut(mantissa, ".")
	if err != nil || power < 0 || power > 40 || len(first) != 1 || !isDigits(first+rest) || first == "0" {
		return nil
	}
	digits := first + rest
	if len(digits) > power+1 { // what is behind the point must be nothing
		if strings.Trim(digits[power+1:], "0") != "" {
			return nil
		}
		digits = digits[:power+1]
	}
	if x.rounded[len(digits)] == nil {
		x.rounded[len(digits)] = map[string][]int{}
		for rest, list := range x.zeroless {
			if key := rounding(rest, len(digits)); key != "" {
				x.rounded[len(digits)][key] = append(x.rounded[len(digits)][key], list...)
			}
		}
	}
	found := slices.Clone(x.rounded[len(digits)][roundKey(digits, power+1)])
	slices.Sort(found)
	return slices.Compact(found)
}

func roundKey(digits string, length int) string { return digits + "/" + strconv.Itoa(length) }

// rounding is the key of a number when rounded to so many digits, halves up; "" for one that has fewer.
func rounding(number string, digits int) string {
	if number == "" || digits > len(number) {
		return ""
	}
	kept, up := []byte(number[:digits]), digits < len(number) && number[digits] >= '5'
	length := len(number)
	for i := digits - 1; up && i >= 0; i-- {
		if up = kept[i] == '9'; up {
			kept[i] = '0'
		} else {
			kept[i]++
		}
	}
	if up { // 99 has become 100
		kept, length = append([]byte{'1'}, kept[:digits-1]...), length+1
	}
	return roundKey(string(kept), length)
}

// Meant says which of the ids was probably meant, and what the eye does not see where the two look alike.
func Meant(id string, ids []string) locale.Text {
	near := fault.Nearest(id, ids, 1, 0)
	number, bad := input.Whole(id)
	switch remedy := fault.DidYouMean(near); {
	case len(near) > 0 && norm.NFC.String(id) == norm.NFC.String(near[0]):
		return locale.T("%s they look alike; of a letter and its mark one has a single character, the other two", remedy)
	case bad == nil && number > 0 && strings.ContainsAny(id, "eE"):
		return locale.T("a spreadsheet may have taken the ids for numbers and rounded them; export that column as text")
	default:
		return remedy
	}
}

package crosswalk

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/usual"
)

var (
	isDecimal = regexp.MustCompile(`^[0-9]+(?:[.,][0-9]+)?$`)
	// isEither is a number of which the comma may stand between thousands.
	isEither = regexp.MustCompile(`^[1-9][0-9]{0,2},[0-9]{3}$`)
)

// numbers returns what reads the cells of a column: nil for an empty one.
func numbers(s *sheet.Sheet, column int) func(by string, c sheet.Cell) (*big.Rat, *input.NumberError) {
	var all input.Column
	for _, row := range s.Rows[1:] {
		if c := row.At(column); c.Kind == sheet.Number {
			all.SeeNumber()
		} else {
			all.See(c.Text)
		}
	}
	marks := all.Marks()
	return func(by string, c sheet.Cell) (*big.Rat, *input.NumberError) {
		text := input.Undress(c.Text)
		if text == "" {
			return nil, nil
		}
		if by == usual.Voters {
			n, _, err := input.Written(text, marks)
			if c.Kind == sheet.Number {
				n, _, err = input.Stored(text)
			}
			return new(big.Rat).SetInt64(n), err
		}
		return decimal(by, text, c.Kind == sheet.Number)
	}
}

// decimal reads a share or an area. Programs may write 4E-1.
func decimal(by, text string, stored bool) (*big.Rat, *input.NumberError) {
	remedy := locale.T("write a number, 0 or more, such as 1234.5")
	if by == usual.Share {
		remedy = locale.T("write a number from 0 to 1, such as 0.25, or 25%%")
	}
	bad := func(detail locale.Text) (*big.Rat, *input.NumberError) {
		return nil, &input.NumberError{Detail: detail, Remedy: remedy}
	}
	plain := strings.ReplaceAll(text, " ", "")
	plain, percent := strings.CutSuffix(plain, "%")
	r, ok := new(big.Rat), false
	switch {
	case percent && by != usual.Share, len(plain) > 40, isEither.MatchString(plain):
	case isDecimal.MatchString(plain):
		r, ok = r.SetString(strings.Replace(plain, ",", ".", 1))
	case stored:
		if f, err := strconv.ParseFloat(plain, 64); err == nil && f < 1e15 {
			r, ok = r.SetString(strconv.FormatFloat(f, 'f', 15, 64))
		}
	}
	if !ok || r.Sign() < 0 {
		return bad(locale.T("is %q, not a number", text))
	}
	if percent {
		r.Quo(r, big.NewRat(100, 1))
	}
	if by == usual.Share && r.Cmp(big.NewRat(1, 1)) > 0 {
		return bad(locale.T("is %s, more than the whole", text))
	}
	return r, nil
}

// rounded is half of the last digit with which a share may have been written: two digits at least.
func rounded(r *big.Rat) *big.Rat {
	half := big.NewRat(1, 200)
	if r.IsInt() {
		return half.SetInt64(0) // 0 or 1 is the whole of it
	}
	ten := big.NewRat(10, 1)
	for scaled := new(big.Rat).Mul(r, big.NewRat(100, 1)); !scaled.IsInt(); scaled.Mul(scaled, ten) {
		half.Quo(half, ten)
	}
	return half
}

// share is a share of 1, written as a percentage.
type share struct{ r *big.Rat }

// In is the share in a language.
func (s share) In(lang string) string { return locale.Of(lang).ExactShare(s.r, 2) }

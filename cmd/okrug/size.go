package main

import (
	"math"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// sizes are the units of an amount of memory, in bytes.
var sizes = map[string]int64{
	"B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
	"KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40,
}

// sizeFlag is a flag that takes an amount of memory.
type sizeFlag struct {
	bytes *int64
	text  string // as given
}

func (f *sizeFlag) String() string { return f.text }
func (f *sizeFlag) Type() string   { return "size" }

// Set reads what was given.
func (f *sizeFlag) Set(s string) error {
	n, err := parseSize(s)
	if err == nil {
		*f.bytes, f.text = n, s
	}
	return err
}

// parseSize reads an amount of memory, as 512MB or 1.5GiB.
func parseSize(s string) (int64, error) {
	digits := strings.TrimRight(s, "BKMGTibkmgt ")
	unit, known := sizes[strings.ToUpper(strings.TrimSpace(s[len(digits):]))]
	n, err := strconv.ParseFloat(digits, 64)
	switch {
	case err != nil || !known:
		return 0, locale.Errorf("%q is no amount of memory; give one as 512MB or 2GiB", s)
	case !(n*float64(unit) >= 1 && n*float64(unit) < math.MaxInt64):
		return 0, locale.Errorf("%q is out of range; give an amount of memory above 0, as 512MB or 2GiB", s)
	}
	return int64(n * float64(unit)), nil
}

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

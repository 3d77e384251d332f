package page

import (
	"math/big"

	"github.com/okrug/okrug/geo/locale"
)

// words are what the page says in one language.
type words struct {
	Set, Verdict, Draft, Check, Sources, File, What, Size string
	Language, Districts, Downloads, Map, MapHelp, Link    string
	CheckAll, CheckSums, CheckOne                         string
	Settlement, Units                                     string
	Find, Hint, Found, NotFound, Several                  string
	ZoomIn, ZoomOut, WholeMap                             string
	Kilobyte, Megabyte                                    string
	Verdicts                                              map[string]string
	Sections                                              map[string]string // by folder
	Files                                                 map[string]string // by the file's first word
	Inputs                                                map[string]string // by role
	Tables                                                map[string]string // by the table's name
	// what is said of sheets left out: their numbers of regions and districts, and how many to ask for
	WithoutDistricts, WithoutRegions string
}

func wordsOf(lang string) words {
	var w words
	locale.Of(lang).Fill("publish", &w)
	return w
}

// unitKind is what a kind of units is called; a code without words stands for itself.
func unitKind(lang, code string) string {
	if s, ok := locale.Of(lang).Find("report.unit-kind." + code); ok {
		return s
	}
	return code
}

// size writes a number of bytes in thousands and millions of them, with decimals where there would be one digit.
func (w words) size(lang string, bytes int) string {
	unit, name := int64(1000), w.Kilobyte
	if bytes >= 999_500 {
		unit, name = 1_000_000, w.Megabyte
	}
	x, decimals := big.NewRat(int64(bytes), unit), 0
	switch {
	case bytes < 100: // 0.07 kB
		decimals = 2
	case x.Cmp(big.NewRat(995, 100)) < 0: // 0.3 kB, 1.4 MB
		decimals = 1
	}
	return locale.Of(lang).Exact(x, decimals) + locale.NoBreak + name
}

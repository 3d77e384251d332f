package shapefile

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// nameLength is how many letters the name of a field has at most.
const nameLength = 10

// nameFields gives the fields names that a table can hold: those that are such names already keep them.
func (w *writing) nameFields() error {
	if n := len(w.layer.Fields); n > mostFields {
		return fault.Fault{File: w.name, Kind: NotHeld, Remedy: otherFormat,
			Detail: locale.T("the layer has %d {1|field|fields}, and a shapefile holds %d", n, mostFields)}
	}
	taken := map[string]bool{}
	names := make([]string, len(w.layer.Fields))
	for k, f := range w.layer.Fields {
		low := strings.ToLower(f.Name)
		if f.Name != "" && len(f.Name) <= nameLength && latin(f.Name) == f.Name && !taken[low] {
			names[k], taken[low] = f.Name, true
		}
	}
	for k, f := range w.layer.Fields {
		if names[k] == "" {
			names[k] = distinct(latin(f.Name), nameLength, taken)
		}
		w.cells = append(w.cells, cell{name: names[k], field: k, title: f.Name, holds: f.Type})
	}
	if len(w.cells) == 0 {
		w.cells = []cell{{name: "FID", field: -1, title: "FID", holds: format.Integer}}
	}
	return nil
}

// distinct cuts a name to so many letters and numbers it where another one is the same but for capitals.
func distinct(name string, most int, taken map[string]bool) string {
	if name == "" {
		name = "field"
	}
	cut := name[:min(len(name), most)]
	for n := 1; taken[strings.ToLower(cut)]; n++ {
		suffix := "_" + strconv.Itoa(n)
		cut = name[:min(len(name), most-len(suffix))] + suffix
	}
	taken[strings.ToLower(cut)] = true
	return cut
}

// letters are those of Russian, Kazakh and Ukrainian in Latin ones, as passports write those of Russian (ICAO, Doc
// 9303, part 3, section 6) and without marks.
var letters = map[rune]string{
	'а': "a", 'ә': "a", 'б': "b", 'в': "v", 'г': "g", 'ғ': "g", 'ґ': "g", 'д': "d", 'е': "e", 'ё': "e", 'є': "ie",
	'ж': "zh", 'з': "z", 'и': "i", 'й': "i", 'к': "k", 'қ': "q", 'л': "l", 'м': "m", 'н': "n", 'ң': "n", 'о': "o",
	'ө': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ұ': "u", 'ү': "u", 'ф': "f", 'х': "kh", 'һ': "h",
	'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'і': "i", 'ї': "i", 'ь': "", 'э': "e", 'ю': "iu",
	'я': "ia",
}

// latin writes a name in letters, digits and underscores of ASCII.
func latin(name string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(name) {
		low := unicode.ToLower(r)
		s, known := letters[low]
		if !known {
			s = "_"
			base := norm.NFD.String(string(r))[0] // a letter stands before its marks
			if base < 0x80 && (unicode.IsLetter(rune(base)) || unicode.IsDigit(rune(base))) {
				s = string(base)
			}
		} else if low != r && s != "" {
			s = strings.ToUpper(s[:1]) + s[1:]
		}
		b.WriteString(s)
	}
	return b.String()
}

package sheet

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// readStyles finds out which styles show a number as a day or an hour (ECMA-376, Part 1, 18.8).
func (b *book) readStyles(part string) error {
	const most = 1 << 16 // more than any program has
	own := map[int]bool{}
	within := ""
	return b.each(part, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "cellXfs", "cellStyleXfs", "dxfs", "numFmts", "fonts", "fills", "borders", "cellStyles":
			within = e.Name.Local
		case "numFmt":
			if n, err := strconv.Atoi(attribute(e, "numFmtId")); err == nil && within == "numFmts" && len(own) < most {
				own[n] = showsDate(attribute(e, "formatCode"))
			}
		case "xf":
			if within != "cellXfs" || len(b.dates) == most {
				return nil
			}
			n, _ := strconv.Atoi(attribute(e, "numFmtId")) // none is 0, General
			date, known := own[n]
			if !known {
				date = n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58 // 18.8.30
			}
			b.dates = append(b.dates, date)
		}
		return nil
	})
}

// showsDate reports whether a format shows days or hours: a letter for one of their parts stands in it outside quotes,
// brackets and escapes (18.8.31).
func showsDate(format string) bool {
	format, _, _ = strings.Cut(format, ";")
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case '"':
			end := strings.IndexByte(format[i+1:], '"')
			if end < 0 {
				return false
			}
			i += end + 1
		case '[': // a colour, a condition or a language, or hours that go on beyond a day
			end := strings.IndexByte(format[i:], ']')
			if end < 0 {
				return false
			}
			if strings.Trim(strings.ToLower(format[i+1:i+end]), "hms") == "" && end > 1 {
				return true
			}
			i += end
		case '\\', '_', '*':
			i++
		case 'G', 'g':
			if strings.HasPrefix(strings.ToLower(format[i:]), "general") {
				i += len("general") - 1
			}
		case 'd', 'D', 'm', 'M', 'y', 'Y', 'h', 'H', 's', 'S':
			return true
		}
	}
	return false
}

package charset

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// pages are the numbers of code pages whose names browsers do not know, and those that have another name there.
var pages = map[int]struct {
	name string
	page *charmap.Charmap
}{
	437: {"IBM437", charmap.CodePage437}, 850: {"IBM850", charmap.CodePage850}, 852: {"IBM852", charmap.CodePage852},
	855: {"IBM855", charmap.CodePage855}, 858: {"IBM00858", charmap.CodePage858}, 860: {"IBM860", charmap.CodePage860},
	862: {"IBM862", charmap.CodePage862}, 863: {"IBM863", charmap.CodePage863}, 865: {"IBM865", charmap.CodePage865},
}

// numbers are the numbers of code pages, as Windows has them, whose encodings browsers have by name.
var numbers = map[int]string{
	866: "ibm866", 874: "windows-874", 932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 1250: "windows-1250",
	1251: "windows-1251", 1252: "windows-1252", 1253: "windows-1253", 1254: "windows-1254", 1255: "windows-1255",
	1256: "windows-1256", 1257: "windows-1257", 1258: "windows-1258", 10000: "macintosh", 10007: "x-mac-cyrillic",
	20866: "koi8-r", 20932: "euc-jp", 21866: "koi8-u", 28591: "iso-8859-1", 28592: "iso-8859-2", 28593: "iso-8859-3",
	28594: "iso-8859-4", 28595: "iso-8859-5", 28596: "iso-8859-6", 28597: "iso-8859-7", 28598: "iso-8859-8",
	28599: "iso-8859-9", 28603: "iso-8859-13", 28605: "iso-8859-15", 51949: "euc-kr", 54936: "gb18030",
}

// registered are the names of the registry that are written otherwise than in small letters.
var registered = map[string]string{
	"ibm866": "IBM866", "koi8-r": "KOI8-R", "koi8-u": "KOI8-U", "gbk": "GBK", "big5": "Big5", "euc-jp": "EUC-JP",
	"euc-kr": "EUC-KR", "shift_jis": "Shift_JIS", "gb18030": "GB18030", "iso-2022-jp": "ISO-2022-JP",
}

// Names of code pages by a number, and of the parts of ISO 8859, in the ways in which programs write them.
var (
	numbered = regexp.MustCompile(`^(?:ansi|oem|cp|ms|ibm|dos|win|windows|kz|rk|strk|x)?[ _-]*(\d{3,5})(?:-2002)?$`)
	latin    = regexp.MustCompile(`^(?:iso)?[ _-]*8859[ _-]*(\d{1,2})$`)
	unwanted = regexp.MustCompile(`^(?:x-user-defined|replacement)$`)
)

// Named is the encoding of a name, as people, browsers and .cpg files write it: UTF-8, windows-1251, 1251, ANSI 1251,
// CP1251, OEM 866, 88591. Where browsers read an encoding as a larger one, such as ISO-8859-1 as windows-1252, so does
// this. A name that says nothing is a *NameError.
func Named(name string) (Encoding, error) {
	s := strings.ToLower(strings.Trim(name, " \t\r\n\x00\"'\ufeff"))
	switch strings.NewReplacer("-", "", "_", "", " ", "").Replace(s) {
	case "utf8", "65001", "cp65001":
		return UTF8, nil
	case "utf16":
		return utf16, nil
	case "utf16le", "1200", "cp1200":
		return utf16LE, nil
	case "utf16be", "1201", "cp1201":
		return utf16BE, nil
	case "utf32":
		return utf32, nil
	case "utf32le", "12000", "cp12000":
		return utf32LE, nil
	case "utf32be", "12001", "cp12001":
		return utf32BE, nil
	}
	if m := latin.FindStringSubmatch(s); m != nil {
		s = "iso-8859-" + m[1]
	} else if m := numbered.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[1]) // five digits at most
		if n == 1048 {
			return Encoding{name: "KZ-1048", table: kz1048()}, nil
		}
		if p, ok := pages[n]; ok {
			return Encoding{name: p.name, table: tableOf(p.page)}, nil
		}
		s = numbers[n]
	}
	e, err := htmlindex.Get(strings.ReplaceAll(s, " ", "-"))
	if err != nil || unwanted.MatchString(s) {
		return Encoding{}, &NameError{name}
	}
	return ofLibrary(e), nil
}

// ofLibrary is an encoding of the library, which has a name in its index.
func ofLibrary(e encoding.Encoding) Encoding {
	if e == unicode.UTF8 {
		return UTF8
	}
	name, _ := htmlindex.Name(e)
	if own, ok := registered[name]; ok {
		name = own
	} else if strings.HasPrefix(name, "iso-") {
		name = strings.ToUpper(name)
	}
	if c, ok := e.(*charmap.Charmap); ok {
		return Encoding{name: name, table: tableOf(c)}
	}
	return Encoding{name: name, codec: e}
}

// NameError says that a name is that of no encoding.
type NameError struct{ Name string }

// In is the error in a language.
func (e *NameError) In(lang string) string { return e.text().In(lang) }

func (e *NameError) Error() string { return e.In("en") }

func (e *NameError) text() locale.Text {
	return locale.T("%q is no encoding of text that is known", e.Name)
}

// Fault is the error as a fault of a file.
func (e *NameError) Fault(file string) fault.Fault {
	return fault.Fault{File: file, Kind: UnknownEncoding, Detail: e.text(),
		Remedy: locale.T("name one such as UTF-8, windows-1251, KZ-1048, IBM866 or KOI8-R")}
}

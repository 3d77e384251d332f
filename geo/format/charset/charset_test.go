package charset_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/okrug/okrug/data"
	"github.com/okrug/okrug/geo/format/charset"
)

// Names as people, browsers, Esri's and other programs write them.
func TestNamed(t *testing.T) {
	for want, names := range map[string][]string{
		"UTF-8":          {"UTF-8", "utf8", "'utf-8'", "65001", "CP65001", "\ufeffUTF-8\r\n", "UTF-8\x00"},
		"UTF-16":         {"UTF-16", "utf16"},
		"UTF-16LE":       {"UTF-16LE", "1200"},
		"UTF-16BE":       {"utf-16be", "1201"},
		"UTF-32":         {"UTF-32"},
		"windows-1251":   {"1251", "CP1251", "cp-1251", "windows-1251", "Windows 1251", "win1251", "ANSI 1251", "x-cp1251"},
		"windows-1252":   {"1252", "ANSI 1252", "ISO-8859-1", "ISO 8859-1", "88591", "8859_1", "latin1", "28591"},
		"KZ-1048":        {"KZ-1048", "kz1048", "RK1048", "STRK1048-2002", "kz_1048"},
		"IBM866":         {"866", "OEM 866", "CP866", "IBM866", "dos-866"},
		"IBM437":         {"OEM 437", "IBM437"},
		"KOI8-R":         {"KOI8-R", "koi8_r", "20866"},
		"KOI8-U":         {"KOI8-U"},
		"ISO-8859-5":     {"ISO-8859-5", "88595"},
		"x-mac-cyrillic": {"10007", "x-mac-cyrillic"},
		"GBK":            {"936", "GBK"},
		"Shift_JIS":      {"932", "Shift_JIS"},
	} {
		for _, name := range names {
			e, err := charset.Named(name)
			require.NoError(t, err, name)
			assert.Equal(t, want, e.String(), name)
		}
		again, err := charset.Named(want)
		require.NoError(t, err)
		assert.Equal(t, want, again.String(), "a name that is shown can be given")
	}
	for _, name := range []string{"", "SYSTEM", "1249", "123456", "88599999", "x-user-defined", "replacement", "?"} {
		_, err := charset.Named(name)
		var unknown *charset.NameError
		require.ErrorAs(t, err, &unknown, name)
		require.ErrorContains(t, unknown.Fault("a.cpg"), "a.cpg: ")
	}
}

// Every byte of the encodings of one byte a character is the character that iconv of the C library has for it.
func TestTablesAreThoseOfIconv(t *testing.T) {
	if exec.Command("iconv", "-f", "RK1048", "-t", "UTF-8", "/dev/null").Run() != nil {
		t.Skip("iconv of the GNU C library is not there")
	}
	for name, theirs := range map[string]string{
		"KZ-1048": "RK1048", "windows-1251": "CP1251", "windows-1252": "CP1252", "IBM866": "CP866", "KOI8-R": "KOI8-R",
		"IBM437": "CP437", "IBM852": "CP852", "ISO-8859-5": "ISO-8859-5", "windows-1250": "CP1250",
		"windows-1254": "CP1254",
	} {
		e, err := charset.Named(name)
		require.NoError(t, err)
		var bytes []byte // a line each
		for b := 0x80; b < 256; b++ {
			bytes = append(bytes, byte(b), '\n')
		}
		c := exec.Command("iconv", "-c", "-f", theirs, "-t", "UTF-8") // -c leaves out what is no character
		c.Stdin = strings.NewReader(string(bytes))
		out, _ := c.Output()
		want := strings.Split(string(out), "\n")
		require.Len(t, want, 129, name)
		for b := 0x80; b < 256; b++ {
			got, err := e.Decode([]byte{byte(b)})
			// What iconv reads as a control character of ISO 8859 is no text.
			printable := strings.TrimFunc(want[b-0x80], unicode.IsControl)
			require.Equal(t, printable, got, "%s %02x", name, b)
			require.Equal(t, got == "", err != nil, "%s %02x", name, b)
		}
	}
}

// names are the official names of Kazakhstan's units and settlements in a language.
func names(t *testing.T, lang string) []string {
	var out []string
	for _, file := range []string{"kz2022/units.geojson", "kz2022/settlements.geojson"} {
		raw, err := data.Files.ReadFile(file)
		require.NoError(t, err)
		var in struct {
			Features []struct{ Properties map[string]any }
		}
		require.NoError(t, json.Unmarshal(raw, &in))
		for _, f := range in.Features {
			if s, ok := f.Properties["name_"+lang].(string); ok && s != "" {
				out = append(out, s)
			}
		}
	}
	require.Greater(t, len(out), 500)
	return out
}

// in writes a text in an encoding, by the library or, where that lacks it, by its table read backwards.
func in(t *testing.T, name, text string) []byte {
	e, err := charset.Named(name)
	require.NoError(t, err)
	back := map[rune]byte{}
	for b := range 256 {
		if s, err := e.Decode([]byte{byte(b)}); err == nil {
			back[[]rune(s)[0]] = byte(b)
		}
	}
	var out []byte
	for _, r := range text {
		b, ok := back[r]
		if !ok {
			return nil
		}
		out = append(out, b)
	}
	return out
}

// Names of places in Russian and Kazakh are told from one another's encodings by ten of them always, and by one mostly;
// whatever is assumed is said not to be sure.
func TestNamesTellTheirEncoding(t *testing.T) {
	for _, c := range []struct {
		lang, encoding string
		one            float64 // the least share of single names that tell
	}{
		{"ru", "windows-1251", 0.99}, {"ru", "IBM866", 0.99}, {"ru", "KOI8-R", 0.99}, {"kk", "KZ-1048", 0.99},
		{"ru", "ISO-8859-5", 0.75}, {"ru", "x-mac-cyrillic", 0.05}, // rare ones need several, of the last capitals
	} {
		all := names(t, c.lang)
		right, tried := 0, 0
		for i, name := range all {
			raw := in(t, c.encoding, name)
			if raw == nil || strings.IndexFunc(name, func(r rune) bool { return r > 0x80 }) < 0 {
				continue
			}
			// A Kazakh name without a letter of its own is the same in windows-1251.
			if c.lang == "kk" && !strings.ContainsAny(strings.ToLower(name), "қғәөңүұһ") {
				continue
			}
			tried++
			got, err := charset.Decode(raw, "")
			if err == nil && got.Text == name {
				right++
			} else if testing.Verbose() {
				t.Logf("%s %q: %s %q", c.encoding, name, got.Encoding, got.Text)
			}
			if i%10 == 0 && i+10 <= len(all) {
				ten := strings.Join(all[i:i+10], "\n")
				if raw := in(t, c.encoding, ten); raw != nil {
					got, err := charset.Decode(raw, "")
					require.NoError(t, err)
					require.Equal(t, ten, got.Text, "%s as %s", c.encoding, got.Encoding)
					require.False(t, got.Sure)
					require.Len(t, got.Notes("a.csv"), 1)
				}
			}
		}
		require.Greater(t, tried, 200)
		require.Greater(t, float64(right)/float64(tried), c.one, "%s in %s: %d of %d", c.lang, c.encoding, right, tried)
		t.Logf("%s in %s: %d of %d", c.lang, c.encoding, right, tried)
	}
}

// Texts of other languages and sorts, whole sentences and single words.
func TestTextsTellTheirEncoding(t *testing.T) {
	for _, c := range []struct{ encoding, text string }{
		{"windows-1251", "САЙЛАУ ОКРУГІ № 5; УЧАСТОК «ЦЕНТР»"},
		{"windows-1251", "unit_id;name\n751110000;Алмалинский район\n751210000;Ауэзовский район\n"},
		{"IBM866", "АЛМАТИНСКАЯ ОБЛАСТЬ"},
		{"KOI8-R", "АЛМАТИНСКАЯ ОБЛАСТЬ"},
		{"windows-1251", "Київська область; Чернігівська область; Запоріжжя, виборчий округ, Європейська площа"},
		{"KOI8-U", "Київська область; Чернігівська область; Запоріжжя, виборчий округ, Європейська площа"},
		{"windows-1252", "São Paulo; Niterói; Maceió"},
		{"windows-1252", "Besançon, Évreux, Orléans"},
		{"windows-1252", "München, Köln, Nürnberg, Weißenfels"},
		{"windows-1252", "Málaga"},
		{"windows-1252", "Charløtte"},
		{"windows-1251", "Алматы–Астана"},
		{"windows-1251", "№ 5"},
		{"ISO-8859-5", "АЛМАТИНСКАЯ ОБЛАСТЬ"},
		{"ISO-8859-5", "код;название\n1;Алмалинский район\n2;Ауэзовский район\n"},
		{"x-mac-cyrillic", "код;название\n1;Алмалинский район\n2;Бостандыкская улица\n"},
		{"windows-1251", "я"},
		{"windows-1251", "Я"},
		{"windows-1251", "абай"}, // which is the same on a Macintosh
		{"windows-1251", "г. Абай"},
		{"KZ-1048", "Қостанай облысы; Түркістан қаласы"},
	} {
		raw := in(t, c.encoding, c.text)
		require.NotNil(t, raw, c.text)
		got, err := charset.Decode(raw, "")
		require.NoError(t, err, c.text)
		assert.Equal(t, c.encoding, got.Encoding.String(), c.text)
		assert.Equal(t, c.text, got.Text)
		assert.False(t, got.Sure)
	}
}

// What a file shows of itself needs no assumption.
func TestSureEncodings(t *testing.T) {
	const text = "код;название\r\n1;Қостанай 𐐀\r\n"
	units := utf16.Encode([]rune(text))
	var le, be []byte
	for _, u := range units {
		le = append(le, byte(u), byte(u>>8))
		be = append(be, byte(u>>8), byte(u))
	}
	var le32 []byte
	for _, r := range text {
		le32 = append(le32, byte(r), byte(r>>8), byte(r>>16), 0)
	}
	for _, c := range []struct {
		want, stated string
		raw          []byte
	}{
		{"UTF-8", "", []byte(text)},
		{"UTF-8", "", []byte("\ufeff" + text)},
		{"UTF-8", "utf-8", []byte("\ufeff" + text)},
		{"UTF-16LE", "", append([]byte("\xff\xfe"), le...)},
		{"UTF-16BE", "", append([]byte("\xfe\xff"), be...)},
		{"UTF-16BE", "UTF-16", append([]byte("\xfe\xff"), be...)},
		{"UTF-16LE", "", le},
		{"UTF-16BE", "", be},
		{"UTF-16BE", "utf-16", be},
		{"UTF-16BE", "utf-16be", be},
		{"UTF-32LE", "", append([]byte("\xff\xfe\x00\x00"), le32...)},
		{"UTF-32LE", "utf-32", le32},
	} {
		got, err := charset.Decode(c.raw, c.stated)
		require.NoError(t, err, c.want)
		assert.Equal(t, text, got.Text, c.want)
		assert.Equal(t, c.want, got.Encoding.String())
		assert.True(t, got.Sure)
		assert.Empty(t, got.Notes("a.csv"))
	}
	for _, ascii := range []string{"", "a", "id,name\n1,Abay\n", "a\x00b\x00", "\x00\x00\x00\x00"} {
		got, err := charset.Decode([]byte(ascii), "")
		require.NoError(t, err)
		if !strings.Contains(ascii, "b") { // that one is UTF-16
			require.Equal(t, ascii, got.Text)
			require.Equal(t, "UTF-8", got.Encoding.String())
		}
	}
}

// Text in several bytes a character is read where its encoding is stated.
func TestSeveralBytes(t *testing.T) {
	raw, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("新疆\n"))
	require.NoError(t, err)
	got, err := charset.Decode(raw, "936")
	require.NoError(t, err)
	require.Equal(t, "新疆\n", got.Text)
	_, err = charset.Decode(append(raw, 0xff, 'a'), "gbk")
	require.EqualError(t, err, "after byte 5 stands FF, which is no text in GBK")
	raw, err = japanese.ShiftJIS.NewEncoder().Bytes([]byte("東京"))
	require.NoError(t, err)
	got, err = charset.Decode(raw, "Shift_JIS")
	require.NoError(t, err)
	require.Equal(t, "東京", got.Text)
}

// Bytes that do not fit are named with their place.
func TestMisfit(t *testing.T) {
	cp1251, err := charmap.Windows1251.NewEncoder().Bytes([]byte("id;имя\n1;Абай\n"))
	require.NoError(t, err)
	for _, c := range []struct {
		stated string
		raw    []byte
		line   int
		want   string
	}{
		{"UTF-8", cp1251, 1, "after byte 3 stands E8, which is no text in UTF-8"},
		{"UTF-8", []byte("a\nб\xd0"), 2, "after byte 4 stands D0, which is no text in UTF-8"},
		{"UTF-8", []byte("\xe2\x82"), 1, "after byte 0 stands E2 82, which is no text in UTF-8"},
		{"windows-1251", []byte("a\nb\n\x98"), 3, "after byte 4 stands 98, which is no text in windows-1251"},
		{"windows-1251", []byte("\xef\xbb\xbfid"), 1, "after byte 0 stands EF BB BF, which is no text in windows-1251"},
		{"UTF-16LE", []byte("\xfe\xff\x00a"), 1, "after byte 0 stands FE FF, which is no text in UTF-16LE"},
		{"UTF-16", []byte("\xff\xfea\x00\n\x00\x00\xd8b\x00"), 2, "after byte 6 stands 00 D8, which is no text in UTF-16LE"},
		{"UTF-16LE", []byte("a\x00b"), 1, "after byte 2 stands 62, which is no text in UTF-16LE"},
		{"UTF-32", []byte("a\x00\x00\x00\xff\xff\xff\xff"), 1,
			"after byte 4 stands FF FF FF FF, which is no text in UTF-32LE"},
	} {
		_, err := charset.Decode(c.raw, c.stated)
		require.EqualError(t, err, c.want)
		var misfit *charset.MisfitError
		require.True(t, errors.As(err, &misfit))
		require.Equal(t, c.line, misfit.Line)
		require.Equal(t, fmt.Sprintf("u.csv:%d: %s; name the encoding that it is written in, or save it in UTF-8", c.line,
			c.want), misfit.Fault("u.csv").Error())
	}
	// UTF-8 but for one place is no other encoding.
	_, err = charset.Decode([]byte(strings.Repeat("Қостанай\n", 3)+"\xff"), "")
	require.EqualError(t, err, "after byte 51 stands FF, which is no text in UTF-8")
}

// A text of any bytes is read or refused: what is read holds all that was there.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("id;имя\n1;Абай\n"), "")
	f.Add([]byte("\xff\xfea\x00"), "utf-16")
	f.Add([]byte("\xff\xfe\xff\xfe"), "utf-16")
	f.Add([]byte("\xcf\xf0\xe8\xe2\xe5\xf2"), "1251")
	f.Add([]byte("\x8f\xe0\xa8\xa2\xa5\xe2"), "")
	f.Add([]byte("\xd0\xc2\xbd\xae"), "936")
	f.Fuzz(func(t *testing.T, raw []byte, stated string) {
		before := slices.Clone(raw)
		got, err := charset.Decode(raw, stated)
		require.Equal(t, before, raw)
		if err != nil {
			var misfit *charset.MisfitError
			var unknown *charset.NameError
			switch {
			case errors.As(err, &misfit):
				require.LessOrEqual(t, misfit.Offset, len(raw))
				require.NotEmpty(t, misfit.Bytes)
			default:
				require.ErrorAs(t, err, &unknown)
				require.NotEmpty(t, stated)
			}
			return
		}
		require.True(t, strings.ToValidUTF8(got.Text, "") == got.Text, "valid UTF-8")
		again, err := got.Encoding.Decode(raw)
		require.NoError(t, err)
		require.Contains(t, []string{got.Text, "\ufeff" + got.Text}, again) // a text may begin with a second mark
		switch name := got.Encoding.String(); {
		case got.Encoding.Single():
			require.Len(t, []rune(got.Text), len(raw))
		case name == "UTF-8":
			require.Equal(t, strings.TrimPrefix(string(raw), "\ufeff"), got.Text)
		case name == "UTF-16LE" || name == "UTF-16BE":
			n := len(utf16.Encode([]rune(got.Text)))
			require.Contains(t, []int{len(raw) / 2, len(raw)/2 - 1}, n)
		}
	})
}

package shapefile_test

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

// tableOf reads a table beside shapes that are none.
func tableOf(t require.TestingT, dbf []byte, o format.Options) (format.Layer, []format.Feature, []string) {
	n := int(binary.LittleEndian.Uint32(dbf[4:]))
	l, rows, all := readAll(t, together(map[string][]byte{"u.shp": nulls(n), "u.dbf": dbf}), o)
	var faults []string
	for _, f := range all {
		faults = append(faults, f.Error())
	}
	return l, rows, faults
}

func boolean(s string) input.Value { return input.Value{Kind: input.Other, Text: s} }

// Values as programs write them, and what is read.
func TestValues(t *testing.T) {
	nan := input.Value{Kind: input.NaN}
	for _, c := range []struct {
		kind     byte
		decimals byte
		cell     string
		want     input.Value
		holds    format.Type
		remains  string
	}{
		{'N', 0, "   12", number("12"), format.Integer, ""},
		{'N', 0, "12   ", number("12"), format.Integer, ""},
		{'N', 0, "-0012", number("-12"), format.Integer, ""},
		{'N', 0, "+7", number("7"), format.Integer, ""},
		{'N', 0, "000", number("0"), format.Integer, ""},
		{'N', 0, "     ", null, format.Integer, ""},
		{'N', 0, "\x00\x00\x00", null, format.Integer, ""},
		{'N', 0, "1.5", number("1.5"), format.Real, ""},
		{'N', 0, "1e3", number("1e3"), format.Real, ""},
		{'N', 2, "12", number("12"), format.Real, ""},
		{'N', 2, "1.50", number("1.50"), format.Real, ""},
		{'N', 2, ".5", number("0.5"), format.Real, ""},
		{'N', 2, "-.5", number("-0.5"), format.Real, ""},
		{'N', 2, "5.", number("5"), format.Real, ""},
		{'N', 2, "12,50", number("12.50"), format.Real, ""}, // of a program in Russian
		{'F', 9, "1.234567890e+002", number("1.234567890e+002"), format.Real, ""},
		{'F', 9, "0.1234567890123456789", number("0.1234567890123456789"), format.Real, ""}, // more than a float64 holds
		{'N', 0, "nan", nan, format.Integer, ""},
		{'N', 2, "-1.#IND", nan, format.Real, ""},
		{'N', 2, "-inf", nan, format.Real, ""},
		{'D', 0, "20230131", text("2023-01-31"), format.Date, ""},
		{'D', 0, "        ", null, format.Date, ""},
		{'D', 0, "00000000", null, format.Date, ""},
		{'L', 0, "T", boolean("true"), format.Boolean, ""},
		{'L', 0, "y", boolean("true"), format.Boolean, ""},
		{'L', 0, "F", boolean("false"), format.Boolean, ""},
		{'L', 0, "n", boolean("false"), format.Boolean, ""},
		{'L', 0, "?", null, format.Boolean, ""},
		{'L', 0, " ", null, format.Boolean, ""},
		{'C', 0, "  Abay  ", text("  Abay"), format.Text, ""},
		{'C', 0, "Abay\x00\x00", text("Abay"), format.Text, ""},
		{'C', 0, "        ", null, format.Text, ""},
		{'C', 0, "007", text("007"), format.Text, ""},
		// A field whose values are not of its type is read as texts, and that is told.
		{'D', 0, "04/25/1989", text("04/25/1989"), format.Text, `F is "04/25/1989", not a day as YYYYMMDD`},
		{'D', 0, "20230231", text("20230231"), format.Text, `F is "20230231", not a day as YYYYMMDD`},
		{'N', 0, "  1 000", text("1 000"), format.Text, `F is "1 000", not a number`},
		{'N', 0, "12,50", text("12,50"), format.Text, `F is "12,50", not a number`}, // that may be grouped digits
		{'L', 0, "J", text("J"), format.Text, `F is "J", neither true nor false`},
	} {
		l, rows, faults := tableOf(t, rawTable(3, 0, []rawField{{"F", c.kind, byte(len(c.cell)), c.decimals, 0}}, " "+c.cell),
			format.Options{})
		require.Empty(t, faults, c.cell)
		require.Equal(t, []format.Field{{Name: "F", Type: c.holds}}, l.Fields, c.cell)
		require.Equal(t, c.want, rows[0].Values[0], "%q", c.cell)
		if c.remains == "" {
			require.Empty(t, l.Notes, c.cell)
		} else {
			require.Equal(t, []string{"u.dbf: " + c.remains + "; that goes for 1 of its 1 value, and the field is read as text"},
				notes(l))
		}
	}
}

// A value that is not of its field's type among others that are is a fault of its feature, and the others are read. All
// that is wrong with a feature is told at once.
func TestFaultsOfValues(t *testing.T) {
	fields := []rawField{{"ID", 'C', 2, 0, 0}, {"VOTERS", 'N', 5, 0, 0}, {"DAY", 'D', 8, 0, 0}}
	l, rows, faults := tableOf(t, rawTable(3, 0xc9, fields, " a 12O5 20230132", "*b     1        ", " \xc0   10020230101",
		" \x98    1020230101", " e     1        "), format.Options{})
	require.Equal(t, []string{
		`u.shp: features[0]: VOTERS is "12O5", not a number; DAY is "20230132", not a day as YYYYMMDD; ` +
			`mend the record, or export the shapefile anew`,
		"u.shp: features[3]: ID: after byte 0 stands 98, which is no text in windows-1251; " +
			"name the encoding that it is written in, or save it in UTF-8",
	}, faults)
	require.Len(t, rows, 2)
	require.Equal(t, []input.Value{text("А"), number("100"), text("2023-01-01")}, rows[0].Values)
	require.Equal(t, []input.Value{text("e"), number("1"), null}, rows[1].Values)
	require.Equal(t, 4, l.Count)
	require.Equal(t, []string{"u.dbf: 1 record marked as deleted is left out; the first is features[1]"}, notes(l))
}

// Fields that are not read are left out and named; FoxPro's table of nulls is no field.
func TestFieldsThatAreLeftOut(t *testing.T) {
	fields := []rawField{{"MEMO", 'M', 2, 0, 0}, {"A", 'C', 1, 0, 0}, {"EMPTY", 'C', 0, 0, 0}, {"TIME", '@', 2, 0, 0},
		{"A", 'N', 1, 0, 0}}
	l, rows, faults := tableOf(t, rawTable(0x83, 0, fields, "  1x@@7"), format.Options{})
	require.Empty(t, faults)
	require.Equal(t, []string{
		"u.dbf: the field MEMO is left out: it is of type M with 2 bytes, which is not read",
		"u.dbf: the field EMPTY has a width of 0 and is left out",
		"u.dbf: the field TIME is left out: it is of type @ with 2 bytes, which is not read",
		`u.dbf: two fields have the name "A"`,
	}, notes(l))
	require.Equal(t, []input.Value{text("x"), number("7")}, rows[0].Values)
}

// FoxPro's fields of bytes, and its bits of what is null.
func TestFoxPro(t *testing.T) {
	fields := []rawField{{"I", 'I', 4, 0, 0}, {"B", 'B', 8, 2, 2}, {"Y", 'Y', 8, 4, 0}, {"T", 'T', 8, 0, 0},
		{"N", 'N', 3, 0, 2}, {"_NullFlags", '0', 1, 0, 5}}
	bytes := func(i int32, b float64, y int64, day, ms uint32, n string, nulls byte) string {
		row := []byte{' '}
		row = binary.LittleEndian.AppendUint32(row, uint32(i))
		row = binary.LittleEndian.AppendUint64(row, math.Float64bits(b))
		row = binary.LittleEndian.AppendUint64(row, uint64(y))
		row = binary.LittleEndian.AppendUint32(row, day)
		row = binary.LittleEndian.AppendUint32(row, ms)
		return string(row) + n + string([]byte{nulls})
	}
	l, rows, faults := tableOf(t, rawTable(0x30, 3, fields, bytes(-5, 0.25, -12345, 2451545, 43200000, " 12", 0),
		bytes(7, math.Inf(1), 10000, 0, 0, " 12", 2), bytes(math.MaxInt32, 1, math.MinInt64, 2440588, 1, "  9", 1)),
		format.Options{})
	require.Empty(t, faults)
	require.Empty(t, l.Notes)
	require.Equal(t, []format.Type{format.Integer, format.Real, format.Real, format.Text, format.Integer}, types(l))
	require.Equal(t, []input.Value{number("-5"), number("0.25"), number("-1.2345"), text("2000-01-01T12:00:00"),
		number("12")}, rows[0].Values)
	require.Equal(t, []input.Value{number("7"), {Kind: input.NaN}, number("1.0000"), null, null}, rows[1].Values)
	require.Equal(t, []input.Value{number("2147483647"), null, number("-922337203685477.5808"),
		text("1970-01-01T00:00:00.001"), number("9")}, rows[2].Values)
}

func types(l format.Layer) (out []format.Type) {
	for _, f := range l.Fields {
		out = append(out, f.Type)
	}
	return out
}

// dBase 7 has a longer head, longer names, and numbers whose bytes sort as they do. The bytes of ID are those of a
// table that dBase has written.
func TestDBase7(t *testing.T) {
	b := make([]byte, 68)
	b[0] = 0x04
	for _, f := range []struct {
		name  string
		kind  byte
		width byte
	}{{"ID", '+', 4}, {"Number of voters", 'I', 4}, {"Share", 'O', 8}, {"Name of the unit in full", 'C', 4}} {
		d := make([]byte, 48)
		copy(d, f.name)
		d[32], d[33] = f.kind, f.width
		b = append(b, d...)
	}
	b = append(b, 0x0d)
	binary.LittleEndian.PutUint32(b[4:], 3)
	binary.LittleEndian.PutUint16(b[8:], uint16(len(b)))
	binary.LittleEndian.PutUint16(b[10:], 21)
	half, minus := math.Float64bits(0.5)|1<<63, ^math.Float64bits(-2)
	for _, r := range []struct {
		i uint32
		o uint64
	}{{0x80000005, half}, {0x7fffffff, minus}, {0, 0}} {
		b = append(b, ' ', 0x80, 0, 0, 1)
		b = binary.BigEndian.AppendUint32(b, r.i)
		b = binary.BigEndian.AppendUint64(b, r.o)
		b = append(b, "Abay"...)
	}
	l, rows, faults := tableOf(t, b, format.Options{})
	require.Empty(t, faults)
	require.Equal(t, []format.Field{{Name: "ID", Type: format.Integer}, {Name: "Number of voters", Type: format.Integer},
		{Name: "Share", Type: format.Real}, {Name: "Name of the unit in full", Type: format.Text}}, l.Fields)
	require.Equal(t, []input.Value{number("1"), number("5"), number("0.5"), text("Abay")}, rows[0].Values)
	require.Equal(t, []input.Value{number("1"), number("-1"), number("-2"), text("Abay")}, rows[1].Values)
	require.Equal(t, []input.Value{number("1"), null, null, text("Abay")}, rows[2].Values)
}

// A text of more than 255 bytes has the upper part of its width where numbers have their decimals.
func TestLongTexts(t *testing.T) {
	b := rawTable(3, 0, []rawField{{"A", 'C', 44, 1, 0}, {"B", 'N', 2, 0, 0}}, " "+strings.Repeat("x", 300)+"12")
	binary.LittleEndian.PutUint16(b[10:], 303)
	_, rows, faults := tableOf(t, b, format.Options{})
	require.Empty(t, faults)
	require.Equal(t, []input.Value{text(strings.Repeat("x", 300)), number("12")}, rows[0].Values)
	// Where the records are not so long, the number there means nothing.
	_, rows, faults = tableOf(t, rawTable(3, 0, []rawField{{"A", 'C', 4, 1, 0}, {"B", 'N', 2, 0, 0}}, " abcd12"),
		format.Options{})
	require.Empty(t, faults)
	require.Equal(t, []input.Value{text("abcd"), number("12")}, rows[0].Values)
}

// What the texts are written in: as one is told, by the .cpg, by the byte of the language, by the letters.
func TestEncodings(t *testing.T) {
	cyrillic := "\xc0\xe1\xe0\xe9\xf1\xea\xe8\xe9" // Абайский in windows-1251
	named := rawField{"\xcd\xe0\xe7\xe2", 'C', 20, 0, 0}
	table := func(driver byte, s string) []byte {
		return rawTable(3, driver, []rawField{named}, " "+s+strings.Repeat(" ", 20-len(s)))
	}
	const assumed = "u.dbf: it does not say what its texts are written in; by their letters it is taken to be " +
		"windows-1251; if words read wrong, name the encoding"
	const utf8 = "Шығыс" // in ten bytes
	for _, c := range []struct {
		name, cpg string
		asked     string
		driver    byte
		raw       string
		want      string
		encoding  string
		notes     []string
	}{
		{"by the .cpg", "1251", "", 0, cyrillic, "Абайский", "windows-1251", nil},
		{"by the .cpg before the byte", "ANSI 1251\r\n", "", 0x03, cyrillic, "Абайский", "windows-1251", nil},
		{"by the byte", "", "", 0xc9, cyrillic, "Абайский", "windows-1251", nil},
		{"by the letters", "", "", 0, cyrillic, "Абайский", "windows-1251", []string{assumed}},
		{"whatever Windows had", "", "", 0x57, cyrillic, "Абайский", "windows-1251", []string{assumed}},
		{"as asked", "866", "cp1251", 0x03, cyrillic, "Абайский", "windows-1251", nil},
		{"unknown .cpg", "SYSTEM", "", 0xc9, cyrillic, "Абайский", "windows-1251",
			[]string{`u.cpg: "SYSTEM" is no encoding of text that is known; it is passed over`}},
		{"stated and unlikely", "", "", 0x03, cyrillic, "Àáàéñêèé", "windows-1252",
			[]string{"u.dbf: its texts are said to be in windows-1252 and look to be in windows-1251; they are read as is " +
				"said; if words read wrong, name the encoding"}},
		{"UTF-8 by its bytes", "", "", 0, utf8, "Шығыс", "UTF-8", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string][]byte{"u.shp": nulls(1), "u.DBF": table(c.driver, c.raw)}
			if c.raw == utf8 {
				files["u.DBF"] = rawTable(3, 0, []rawField{{"NAME", 'C', 20, 0, 0}}, " "+utf8+strings.Repeat(" ", 10))
			}
			if c.cpg != "" {
				files["u.cpg"] = []byte(c.cpg)
			}
			l, rows := read(t, together(files), format.Options{Encoding: c.asked})
			require.Equal(t, text(c.want), rows[0].Values[0])
			require.Equal(t, c.encoding, l.Encoding)
			require.Equal(t, c.notes, notes(l))
			if c.encoding == "windows-1251" {
				require.Equal(t, "Назв", l.Fields[0].Name)
			}
		})
	}
	// A name in another encoding than the texts is read by its own letters.
	l, _ := read(t, together(map[string][]byte{"u.shp": nulls(1), "u.cpg": []byte("UTF-8"),
		"u.dbf": table(0, "Abay")}), format.Options{})
	require.Equal(t, "Назв", l.Fields[0].Name)

	// Texts that are not in the stated encoding are faults of their features.
	_, rows, faults := readAll(t, together(map[string][]byte{"u.shp": nulls(1), "u.dbf": rawTable(3, 0,
		[]rawField{{"NAME", 'C', 9, 0, 0}}, " "+cyrillic+" ")}), format.Options{Encoding: "utf-8"})
	require.Empty(t, rows)
	require.EqualError(t, faults[0], "u.shp: features[0]: NAME: after byte 0 stands C0, which is no text in UTF-8; "+
		"name the encoding that it is written in, or save it in UTF-8")
}

// UTF-8 that a program has cut at the end of its field loses the part of a character and not the file its encoding.
func TestCutTexts(t *testing.T) {
	l, rows := read(t, together(map[string][]byte{"u.shp": nulls(2), "u.dbf": rawTable(3, 0,
		[]rawField{{"NAME", 'C', 9, 0, 0}}, " "+"Шығыс"[:9], " "+"Абай ")}), format.Options{})
	require.Equal(t, "UTF-8", l.Encoding)
	require.Equal(t, text("Шығы"), rows[0].Values[0])
	require.Equal(t, text("Абай"), rows[1].Values[0])
	require.Equal(t, []string{"u.dbf: 1 text fills its field and ends in the middle of a character, which is left out; " +
		"the first is in features[0]"}, notes(l))
	l, rows = read(t, together(map[string][]byte{"u.shp": nulls(1), "u.dbf": rawTable(3, 0,
		[]rawField{{"NAME", 'C', 9, 0, 0}}, " Abay\x00junk")}), format.Options{})
	require.Equal(t, text("Abay"), rows[0].Values[0])
	require.Equal(t, []string{"u.dbf: 1 text has a zero byte, and what follows it is left out; the first is in " +
		"features[0]"}, notes(l))
}

// Asterisks stand where programs had a number that is too wide for its field: the value is lost, and this is said.
func TestNumbersTooWide(t *testing.T) {
	l, rows := read(t, together(map[string][]byte{"u.shp": nulls(4), "u.dbf": rawTable(3, 0,
		[]rawField{{"N", 'N', 4, 0, 0}, {"F", 'F', 3, 1, 0}}, "   12***", " ****1.5", " ****2.5",
		"        ")}), format.Options{})
	require.Equal(t, []input.Value{{Kind: input.Number, Text: "12"}, {Kind: input.Null}}, rows[0].Values)
	require.Equal(t, input.Null, rows[1].Values[0].Kind)
	require.Equal(t, []string{"u.dbf: 3 numbers were too wide for their fields, where asterisks stand now, and are " +
		"missing; the first is in features[0]"}, notes(l), "what is blank was never there")
}

// Tables whose heads make no sense are faults of the file.
func TestTablesThatAreNone(t *testing.T) {
	good := rawTable(3, 0, []rawField{{"A", 'C', 2, 0, 0}}, " ab")
	change := func(at int, b byte) []byte {
		out := append([]byte(nil), good...)
		out[at] = b
		return out
	}
	for want, dbf := range map[string][]byte{
		"its head is cut off after 0 bytes":                         {},
		"its head is cut off after 10 bytes":                        good[:10],
		"it is a table of dBase II, which is not read":              change(0, 2),
		"it does not begin as a table of dBase does":                change(8, 3),
		"its head is said to have 65 345 bytes, the file has 69":    change(9, 255),
		"its fields take 3 bytes, and a record has 2":               change(10, 2),
		"u.shp: it has 1 shape, and u.dbf has 2 records; take both": change(4, 2),
	} {
		_, err := readLayer(map[string][]byte{"u.shp": nulls(1), "u.dbf": dbf})
		require.ErrorContains(t, err, strings.ReplaceAll(want, "65 345", "65\u00a0345"))
	}
}

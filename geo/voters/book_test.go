package voters_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/voters"
)

// book is a workbook of one sheet with these cells, row by row; nil is an empty cell, and a text that begins with = a
// formula.
func book(t testing.TB, rows ...[]any) *excelize.File {
	f := excelize.NewFile()
	for i, row := range rows {
		for k, v := range row {
			at, err := excelize.CoordinatesToCellName(k+1, i+1)
			require.NoError(t, err)
			if s, ok := v.(string); ok && strings.HasPrefix(s, "=") {
				require.NoError(t, f.SetCellFormula("Sheet1", at, s[1:]))
			} else if v != nil {
				require.NoError(t, f.SetCellValue("Sheet1", at, v))
			}
		}
	}
	return f
}

func readBook(t testing.TB, f *excelize.File, c voters.Columns) (*voters.Table, *fault.Faults) {
	b, err := f.WriteToBuffer()
	require.NoError(t, err)
	return voters.Read("b.xlsx", b.Bytes(), units, regions, c, nil)
}

// printed is a workbook as offices print it: a title over all columns, a head of two rows, region names in merged cells
// beside their units, and totals.
func printed(t testing.TB) *excelize.File {
	f := book(t,
		[]any{"Сведения о численности избирателей"},
		[]any{"Область", "Город, район", "Число избирателей"},
		[]any{nil, nil, "всего", "из них на дому"},
		[]any{"Карагандинская область", "г.Караганда", 382170, 1},
		[]any{nil, "Абайский р-н", "39 623", 2},
		[]any{nil, "Итого", 421793, 3},
		[]any{"Абай облысы", "Абай ауданы", 9434.0, 4},
		[]any{nil, "Аягөз қ.", 1000, 5},
		[]any{nil, "Аягөз ауданы", 44454, 6},
		[]any{"Алматы қаласы", "Алатау ауданы", 128000, 7},
		[]any{"Всего по республике", nil, 604681, 28},
	)
	for _, area := range [][2]string{{"A1", "D1"}, {"A2", "A3"}, {"B2", "B3"}, {"C2", "D2"}, {"A4", "A6"}, {"A7", "A9"}} {
		require.NoError(t, f.MergeCell("Sheet1", area[0], area[1]))
	}
	return f
}

func TestReadBook(t *testing.T) {
	f := printed(t)
	require.NoError(t, f.SetRowVisible("Sheet1", 5, false))
	require.NoError(t, f.SetColVisible("Sheet1", "B", false))
	_, err := f.NewSheet("Справка")
	require.NoError(t, err)
	require.NoError(t, f.SetCellValue("Справка", "A1", 2026))
	got, faults := readBook(t, f, voters.Columns{})
	require.NoError(t, faults.Err())
	assert.Equal(t, truth, got.Of)
	var told []string
	for _, n := range faults.Notes {
		told = append(told, strings.TrimPrefix(n.Error(), "b.xlsx: "))
	}
	assert.Equal(t, []string{
		"Sheet1!A2: the columns are taken so: names: “Город, район” (B); regions: “Область” (A); voters: “Число " +
			"избирателей " +
			"всего” (C)",
		`Справка!A1: 1 sheet has figures and no table of voters, and is not read; the first is "Справка"`,
		"Sheet1!A2: 1 hidden column is read; the first is “Город, район” (B)",
		`Sheet1!A1: 1 row above the head is passed over; the first says "Сведения о численности избирателей"`,
		`Sheet1!B4: 6 units are known by their names; the first, "г.Караганда", is taken for 0101 “Karaganda”`,
		`Sheet1!C5: 1 figure has spaces between thousands; the first, "39 623", is read as 39623`,
		`Sheet1!C6: 2 rows are totals and no units; all are the sum of their rows; the first is "Итого"`,
		`Sheet1!A5: 1 hidden row is read; the first is "Абайский р-н"`,
	}, told)
	// One sheet by its name; another that has no table.
	got, faults = readBook(t, f, voters.Columns{Sheet: "sheet1", Voters: "C"})
	require.NoError(t, faults.Err())
	assert.Equal(t, truth, got.Of)
	_, faults = readBook(t, f, voters.Columns{Sheet: "Справка"})
	require.EqualError(t, faults.Err(), "b.xlsx: Справка!A1: no row looks like the head of a table of voters; name "+
		"the columns by "+
		"their titles or letters with --voters-column and with --id-column or --name-column")
	_, faults = readBook(t, f, voters.Columns{Sheet: "Лист1"})
	require.EqualError(t, faults.Err(), `b.xlsx: there is no sheet "Лист1"; there are "Sheet1", "Справка"`)
}

// A sheet a region, the sheet named as it: they are one table.
func TestReadSheetOfEachRegion(t *testing.T) {
	f := book(t, []any{"Район", "Избиратели"}, []any{"г. Караганда", 382170}, []any{"Абайский", 39623}, []any{"Итого",
		421793})
	require.NoError(t, f.SetSheetName("Sheet1", "Карагандинская область"))
	for name, rows := range map[string][][2]any{
		"Абай":   {{"Район", "Избиратели"}, {"Абайский", 9434}, {"г. Аягоз", 1000}, {"Аягозский", 44454}, {"Всего", 54888}},
		"Алматы": {{"Район", "Избиратели"}, {"Алатауский", 128000}},
	} {
		_, err := f.NewSheet(name)
		require.NoError(t, err)
		for i, row := range rows {
			require.NoError(t, f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &[]any{row[0], row[1]}))
		}
	}
	require.NoError(t, f.SetSheetVisible("Абай", false))
	got, faults := readBook(t, f, voters.Columns{})
	require.NoError(t, faults.Err())
	assert.Equal(t, truth, got.Of)
	assert.Contains(t, fmt.Sprint(faults.Notes), "1 hidden sheet is read")
}

// A cell that is no number for a program is a fault with its address.
func TestFaultsOfBook(t *testing.T) {
	for _, c := range []struct {
		cell string
		put  any
		want string
	}{
		{"C5", "=1+1", "C5 (0102 “Abai”): voters is a formula, =1+1, whose value is not in the file; open it in a"},
		{"C5", time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC), "C5 (0102 “Abai”): voters is shown as a date; give the cell"},
		{"C5", true, "C5 (0102 “Abai”): voters is TRUE, not a number; write a whole"},
		{"C5", 39623.5, "C5 (0102 “Abai”): voters is 39623.5, not a whole number"},
		{"C5", "39,623", `C5 (0102 “Abai”): voters is "39,623", which is 39623 or a number with decimals`},
		{"C5", "", "C5 (0102 “Abai”): voters is missing"},
		{"C6", 421794, "C6: \"Итого\" states 421\u00a0794 voters, and its rows have 421\u00a0793 together, a " +
			"difference of +1"},
		{"C6", "много", "C6 (“Итого”): voters is \"много\", not a number"},
		{"B8", "Аягоз", ""}, // the city's Russian name
		{"B8", "Абай ауданы", "B8 (0201 “Abai”): the unit is named in row 7 already; keep one of the lines"},
		{"A7", "Абайская", "A7: no region is called \"Абайская\""},
	} {
		f := printed(t)
		if s, ok := c.put.(string); ok && strings.HasPrefix(s, "=") {
			require.NoError(t, f.SetCellValue("Sheet1", c.cell, nil))
			require.NoError(t, f.SetCellFormula("Sheet1", c.cell, s[1:]))
		} else {
			require.NoError(t, f.SetCellValue("Sheet1", c.cell, c.put))
		}
		got, faults := readBook(t, f, voters.Columns{})
		if c.want == "" {
			require.NoError(t, faults.Err())
			assert.Equal(t, truth, got.Of)
			continue
		}
		require.NotEmpty(t, faults.List, c.want)
		assert.True(t, strings.HasPrefix(faults.List[0].Error(), "b.xlsx: "+c.want), "got  %s\nwant %s",
			faults.List[0].Error(), c.want)
	}
}

// An id that a spreadsheet keeps as a number is known where it has kept all its digits.
func TestIDsAsNumbers(t *testing.T) {
	rows := [][]any{{"Код", "Избиратели"}, {101, 382170}, {102, 39623}, {201, 9434}, {"0202", 1000}, {203, 44454}, {301,
		128000}}
	got, faults := readBook(t, book(t, rows...), voters.Columns{})
	require.NoError(t, faults.Err())
	assert.Equal(t, truth, got.Of)
	assert.Contains(t, fmt.Sprint(faults.Notes), `5 ids lack zeros that a spreadsheet took away; the first, "101", `+
		`is taken for`)
	long := []voters.Unit{{ID: "11000000000012300", Shown: locale.One("a")},
		{ID: "11000000000012345", Shown: locale.One("b")}}
	read := func(rows ...[]any) string {
		b, err := book(t, rows...).WriteToBuffer()
		require.NoError(t, err)
		_, faults := voters.Read("b.xlsx", b.Bytes(), long, nil, voters.Columns{}, nil)
		return fmt.Sprint(faults.Err())
	}
	assert.Contains(t, read([]any{"Код", "Избиратели"}, []any{11000000000012300, 1}, []any{"11000000000012345", 2}),
		"A2 (11000000000012300): its id 11000000000012300 is a number of more than 15 digits, of which spreadsheets "+
			"keep no more")
	_, faults = voters.Read("v.csv", []byte("Код;Избиратели\n1.10000000000123E+16;1\n11000000000012345;2\n"), long, nil,
		voters.Columns{}, nil)
	require.ErrorContains(t, faults.Err(), `v.csv:2: 1.10000000000123E+16: its id "1.10000000000123E+16" fits `+
		`several units`)
	_, faults = voters.Read("v.csv", []byte("Код;Избиратели\n1.100000000001234E+16;1\n11000000000012300;2\n"), long, nil,
		voters.Columns{}, nil)
	require.ErrorContains(t, faults.Err(), "“b”: the unit is missing", "1.2345 is not rounded to 1.234")
}

// Tens of thousands of rows take a second or two, and memory in proportion, however little they tell.
func TestManyRows(t *testing.T) {
	const n = 20_000
	many := make([]voters.Unit, n)
	want := make([]int64, n)
	var text strings.Builder
	text.WriteString("Код;Область;Участок;Избиратели\n")
	for i := range many {
		many[i] = voters.Unit{ID: fmt.Sprintf("%06d", i), Region: i % 3, Names: []string{fmt.Sprintf("Участок %d", i)},
			Shown: locale.One("x")}
		want[i] = int64((i%9+1)*1000 + i%1000)
		fmt.Fprintf(&text, "%d;%s;Участок %d;%d %03d\n", i, regions[i%3].Names[1], i, i%9+1, i%1000)
	}
	measure := func(what string, c voters.Columns, text string, right bool) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begun := time.Now()
		got, faults := voters.Read("v.csv", []byte(text), many, regions, c, nil)
		runtime.ReadMemStats(&after)
		t.Log(what, time.Since(begun), (after.TotalAlloc-before.TotalAlloc)>>20, "MB in all")
		if right {
			require.NoError(t, faults.Err())
			require.Equal(t, want, got.Of)
		} else {
			require.Error(t, faults.Err())
		}
		require.Less(t, (after.TotalAlloc-before.TotalAlloc)>>20, uint64(400), what)
	}
	measure("by ids", voters.Columns{}, text.String(), true)
	measure("by names", voters.Columns{Name: "Участок"}, strings.ReplaceAll(text.String(), "Код", "№"), true)
	measure("nothing but strange names", voters.Columns{Name: "Участок"},
		strings.NewReplacer("Код", "№", "Участок ", "Уч-к ").Replace(text.String()), false)
}

// FuzzTable understands anything, or says what is wrong; what is accepted has every unit once, and is the same in the
// plain form.
func FuzzTable(f *testing.F) {
	f.Add("Число избирателей по районам;;\nОбласть;Район;Избиратели\nКарагандинская область;г.Караганда;382 170\n"+
		";Абайский;39 623\n"+
		"Абай облысы;Абай;9434\n;Аягоз;1000\n;Аягозский;44454\nг. Алматы;Алатау;128000\nВсего;;604681\n", "", "")
	f.Add(plainly(), "unit_id", "C")
	f.Add("0,v", "", "%!d")
	f.Add(plainly("0101", "101", "382170", "3.8217E+05"), "A", "voters")
	f.Fuzz(func(t *testing.T, text, id, of string) {
		got, faults := voters.Read("v.csv", []byte(text), units, regions, voters.Columns{ID: id, Voters: of}, nil)
		own := strings.Contains(text+id+of, "%!") // what was given may be quoted
		for _, x := range append(faults.List, faults.Notes...) {
			for _, lang := range []string{"en", "ru", "kk"} {
				require.True(t, own || !strings.Contains(x.In(lang), "%!"), "a text with too few arguments: %s", x.In(lang))
			}
		}
		if got == nil || faults.Err() != nil {
			require.Error(t, faults.Err())
			return
		}
		var b bytes.Buffer
		b.WriteString("unit_id,voters\n")
		for i, u := range units {
			require.GreaterOrEqual(t, got.Of[i], int64(0))
			fmt.Fprintf(&b, "%s,%d\n", u.ID, got.Of[i])
		}
		again, faults := voters.Read("v.csv", b.Bytes(), units, regions, voters.Columns{}, nil)
		require.NoError(t, faults.Err())
		require.Equal(t, got.Of, again.Of)
	})
}

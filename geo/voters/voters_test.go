package voters_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/voters"
)

// A country of three regions. Two have a raion of Abai, one a city and a raion of one name, and the third is a city.
var (
	regions = []voters.Region{
		{ID: "KZ-35", Kind: "region", Names: []string{"Қарағанды облысы", "Карагандинская область", "Karaganda Region"},
			Shown: locale.One("Karaganda Region")},
		{ID: "KZ-10", Kind: "region", Names: []string{"Абай облысы", "область Абай", "Abai Region"},
			Shown: locale.One("Abai Region")},
		{ID: "KZ-75", Kind: "republican city", Names: []string{"Алматы қаласы", "город Алматы", "Almaty"},
			Shown: locale.One("Almaty")},
	}
	units = []voters.Unit{
		{ID: "0101", Kind: "city", Region: 0, Names: []string{"Қарағанды", "Караганда", "Karaganda"},
			Shown: locale.One("Karaganda")},
		{ID: "0102", Kind: "raion", Region: 0, Names: []string{"Абай", "Абайский", "Abai"}, Shown: locale.One("Abai")},
		{ID: "0201", Kind: "raion", Region: 1, Names: []string{"Абай", "Абайский", "Abai"}, Shown: locale.One("Abai")},
		{ID: "0202", Kind: "city", Region: 1, Names: []string{"Аягөз", "Аягоз", "Ayagoz"}, Shown: locale.One("Ayagoz")},
		{ID: "0203", Kind: "raion", Region: 1, Names: []string{"Аягөз", "Аягозский", "Ayagoz"},
			Shown: locale.One("Ayagoz")},
		{ID: "0301", Kind: "city district", Region: 2, Names: []string{"Алатау", "Алатауский", "Alatau"},
			Shown: locale.One("Alatau")},
	}
	truth = []int64{382170, 39623, 9434, 1000, 44454, 128000}
)

func read(text string, c voters.Columns, d *voters.Decisions) (*voters.Table, *fault.Faults) {
	return voters.Read("v.csv", []byte(text), units, regions, c, d)
}

// lines are notes or faults, without the name of the file.
func lines(list []fault.Fault) (out []string) {
	for _, f := range list {
		out = append(out, strings.TrimPrefix(f.Error(), "v.csv:"))
	}
	return out
}

// Whatever stands around the figures, they are those that are meant, and what was taken for what is said.
func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, text string
		columns    voters.Columns
		notes      []string
	}{
		{"titles, regions above, totals and a footnote", `Численность избирателей, включенных в списки, по районам;;;
на 1 июля 2026 года;;;

№ п/п;Наименование района, города;Число избирателей;Примечание
1;2;3;4
;Карагандинская область;;
1;г. Караганда;382 170;
2;Абайский р-н;39 623;
;Итого;421 793;
;область Абай;;
3;Абайский район;9 434;
4;г. Аягоз;1 000;
5;Аягозский;44 454;
;Всего по области:;54 888;
;город Алматы;;
6;Алатауский р-н;128 000;
;Итого;128 000;
;Всего по Республике Казахстан;604 681;

* по данным акиматов;;;
`, voters.Columns{}, []string{
			"4: the columns are taken so: names: “Наименование района, города” (B); voters: “Число избирателей” (C)",
			`1: 2 rows above the head are passed over; the first says "Численность избирателей, включенных в списки, по ` +
				`районам"`,
			"5: the row that numbers the columns is passed over",
			`6: 3 regions are named in a row above their units; the first is "Карагандинская область"`,
			`7: 6 units are known by their names; the first, "г. Караганда", is taken for 0101 “Karaganda”`,
			`7: 10 figures have spaces between thousands; the first, "382 170", is read as 382170`,
			`9: 4 rows are totals and no units; all are the sum of their rows; the first is "Итого"`,
			`20: 1 row without figures is passed over; the first says "* по данным акиматов"`,
		}},
		{"a head of two rows, totals of regions above, Kazakh", "Аудан, қала;Сайлаушылар саны;;\n;барлығы;ерлер;әйелдер\n" +
			"Қарағанды облысы;421793;1;1\nҚарағанды қ.;382170;1;1\nАбай ауданы;39623;1;1\nАбай облысы;54888;1;1\n" +
			"Абай ауданы;9434;1;1\nАягөз қаласы;1000;1;1\nАягөз ауданы;44454;1;1\nАлматы қаласы;128000;1;1\nАлатау " +
			"ауданы;128000;1;1\n" +
			"Республика бойынша барлығы;604681;1;1\n", voters.Columns{}, []string{
			"1: the columns are taken so: names: “Аудан, қала” (A); voters: “Сайлаушылар саны барлығы” (B)",
			`4: 6 units are known by their names; the first, "Қарағанды қ.", is taken for 0101 “Karaganda”`,
			`3: 4 rows are totals and no units; all are the sum of their rows; the first is "Қарағанды облысы"`,
		}},
		{"region names given once, ids without zeros", "Область\tКод\tЧисло избирателей, всего\tЧисло избирателей на дому\n" +
			"Карагандинская обл.\t101\t382,170\t1\n\t102\t39,623\t1\nАбайская область\t201\t9,434\t1\n\t202\t1,000\t1\n" +
			"\t203\t44,454\t1\n" +
			"г. Алматы\t301\t128,000\t1\n", voters.Columns{}, []string{
			"1: the columns are taken so: ids: “Код” (B); regions: “Область” (A); voters: “Число избирателей, всего” (C)",
			`3: 3 rows without a region are taken to be of the one named above them; the first is "102", of Karaganda Region`,
			`4: 1 region is known by a name that is written otherwise; the first, "Абайская область", is taken for Abai Region`,
			`2: 6 ids lack zeros that a spreadsheet took away; the first, "101", is taken for 0101 “Karaganda”`,
			`2: 6 figures have commas or points between thousands; the first, "382,170", is read as 382170`,
		}},
		{"columns by flags, other names, decimals", "a;b;c\nx;y;z\n0101;382170,00;Караганда\n0102;39623,00;\n" +
			"0201;9434,00;\n" +
			"0202;1000,00;\n0203;44454,00;\n0301;128000,00;\n", voters.Columns{ID: "x", Voters: "B"}, []string{
			"2: the columns are taken so: ids: “x” (A); voters: “y” (B)",
			`1: 1 row above the head is passed over; the first says "a"`,
			`3: 6 figures have decimals that are nothing; the first, "382170,00", is read as 382170`,
		}},
		{"no head at all", "0101,382170\n0102,39623\n0201,9434\n0202,1000\n0203,44454\n0301,128000\n",
			voters.Columns{ID: "A", Voters: "B"}, []string{"1: the columns are taken so: ids: A; voters: B"}},
		{"the whole in the name, the other alphabet", "District;Registered voters\nKaraganda Region, Qaragandy " +
			"city;382170\n" +
			"Карагандинская область, Абайский район;39623\nAbai Region, Abai district;9434\nAyagoz city;1000\nAyagoz " +
			"district;44454\n" +
			"Алатауский район города Алматы;128000\n", voters.Columns{}, []string{
			"1: the columns are taken so: names: “District” (A); voters: “Registered voters” (B)",
			`3: 5 units are known by their names; the first, "Карагандинская область, Абайский район", is taken for 0102 “Abai”`,
			`2: 1 unit is known by a name that is written otherwise and sounds the same; the first, "Karaganda Region, ` +
				`Qaragandy ` +
				`city", is taken for 0101 “Karaganda”`,
		}},
		{"quotes, words and exponents", "unit_id;name;voters;status\n0101;;'382170;official\n0102;;39623*;\n" +
			"0201;;9434 чел.;\n" +
			"0202;;1.000E+03;\n0203;;«44454»;\n0301;;128000;\n", voters.Columns{}, []string{
			`2: 4 figures stand in quotation marks or with a mark or word behind them; the first, "'382170", is read as 382170`,
			" 1 figure is written with an exponent: 0202 1.000E+03; a spreadsheet that writes so may have rounded them; make " +
				"sure that all their digits are there",
		}},
		{"ids in a column of either, dressed", "Precinct;Voters\n\"=\"\"0101\"\"\";382170\n'0102;39623\n201;9434\n" +
			"Аягоз г.;1000\n0203;44454\n0301;128000\n", voters.Columns{}, []string{
			"1: the columns are taken so: ids: “Precinct” (A); voters: “Voters” (B)",
			`4: 1 id lacks zeros that a spreadsheet took away; the first, "201", is taken for 0201 “Abai”`,
			`5: 1 unit is known by its name; the first, "Аягоз г.", is taken for 0202 “Ayagoz”`,
		}},
		{"a region that may be two, of a row with an id", "Region;GEOID20;Voters\nKZ-35;0101;382170\nKZ-35;0102;39623\n" +
			"KZ-10;0201;9434\nKZ-10;0202;1000\nKZ-10;0203;44454\nАлматы;0301;128000\n", voters.Columns{}, []string{
			"1: the columns are taken so: ids: “GEOID20” (B); regions: “Region” (A); voters: “Voters” (C)",
		}},
		{"a head on every page, and words between", "Код КАТО;Город, район;Избиратели\n0101;Караганда;382170\n" +
			"0102;Абай;39623\n" +
			"в том числе:;;\nКод КАТО;Город, район;Избиратели\n0201;Абай;9434\n0202;;1000\n0203;;44454\n0301;;128000\n" +
			";ИТОГО;604681\n",
			voters.Columns{}, []string{
				"1: the columns are taken so: ids: “Код КАТО” (A); names: “Город, район” (B); voters: “Избиратели” (C)",
				"5: the head is there 1 more time, and is passed over there",
				`10: 1 row is a total and no unit; it is the sum of its rows; the first is "ИТОГО"`,
				`4: 1 row without figures is passed over; the first says "в том числе:"`,
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, faults := read(c.text, c.columns, nil)
			require.NoError(t, faults.Err())
			assert.Equal(t, truth, got.Of)
			assert.Empty(t, got.Doubts)
			assert.Equal(t, c.notes, lines(faults.Notes))
		})
	}
}

// plainly is a plain table with some lines in place of others.
func plainly(replace ...string) string {
	text := "unit_id;name;voters\n0101;Караганда;382170\n0102;Абай;39623\n0201;Абай;9434\n0202;г. Аягоз;1000\n" +
		"0203;Аягоз;44454\n0301;Алатау;128000\n"
	return strings.NewReplacer(replace...).Replace(text)
}

// What is doubtful is refused, and says where it is and what to do.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name, text string
		columns    voters.Columns
		want       []string
	}{
		{"a slipped column of names", plainly("0102;Абай;", "0102;Караганда;"), voters.Columns{}, []string{
			`3: 0102 “Караганда”: its id is that of 0102 “Abai”, and its name, "Караганда", that of 0101 “Karaganda”; decide ` +
				`between 0102 “Abai”, 0101 “Karaganda”`, " 0102 “Abai”: the unit is missing from the file"}},
		{"a slipped column of regions", "Код;Область;Избиратели\n0101;Карагандинская обл.;382170\n0102;Карагандинская " +
			"обл.;39623\n" +
			"0201;область Абай;9434\n0202;область Абай;1000\n0203;Карагандинская обл.;44454\n0301;г. Алматы;128000\n",
			voters.Columns{},
			[]string{"6: 0203: its id is that of 0203 “Ayagoz”, which is in KZ-10 “Abai Region”, and the row is of KZ-35 " +
				"“Karaganda " +
				"Region”; did you mean 0203 “Ayagoz”?", " 0203 “Ayagoz”: the unit is missing"}},
		{"men and women alone", "Код;Число избирателей;\n;мужчин;женщин\n0101;1;2\n", voters.Columns{}, []string{
			"1: no column looks like the voters of units; the titles are “Код” (A), “Число избирателей мужчин” (B), " +
				"“Число избирателей " +
				"женщин” (C)"}},
		{"town and country alone", "Код;Число избирателей;\n;город;село\n0101;1;2\n", voters.Columns{}, []string{
			"1: any of these columns may have the voters: “Число избирателей город” (B), “Число избирателей село” (C)"}},
		{"a wrong total", plainly() + ";Всего;604680\n", voters.Columns{}, []string{
			"8: \"Всего\" states 604\u00a0680 voters, and its rows have 604\u00a0681 together, a difference of −1; find " +
				"out which"}},
		{"a wrong total of a region", plainly() + ";Карагандинская область;421800\n", voters.Columns{}, []string{
			"8: \"Карагандинская область\" states 421\u00a0800 voters, and its rows have 421\u00a0793 together, a " +
				"difference of +7"}},
		{"twice and missing", plainly("0301;Алатау", "0101;"), voters.Columns{}, []string{
			"7: 0101 “Karaganda”: the unit is named on line 2 already; keep one", " 0301 “Alatau”: the unit is missing"}},
		{"an unknown id", plainly("0301;Алатау", "0309;"), voters.Columns{}, []string{
			`7: 0309: there is no unit of this id; did you mean "0301"?`, " 0301 “Alatau”: the unit is missing"}},
		{"no id", plainly("0301;Алатау", ";"), voters.Columns{}, []string{"7: the line names no unit; give its id, or delete",
			" 0301 “Alatau”: the unit is missing"}},
		{"a total without a word", plainly() + ";;604681\n", voters.Columns{}, []string{
			"8: the line names no unit; if it is the total, write so before it"}},
		{"an empty figure", plainly("9434", ""), voters.Columns{}, []string{"4: 0201 “Abai”: voters is missing; write " +
			"a whole"}},
		{"figures that are none", plainly("9434", "н/д", "382170", "-5", "44454", "44,5"), voters.Columns{}, []string{
			"2: 0101 “Karaganda”: voters is -5, a negative number", "4: 0201 “Abai”: voters is \"н/д\", not a number",
			"6: 0203 “Ayagoz”: voters is 44.5, not a whole number"}},
		{"a mark that may be two things", plainly("9434", "9,434", "39623", "39,623"), voters.Columns{}, []string{
			`3: 0102 “Abai”: voters is "39,623", which is 39623 or a number with decimals; the column does not tell; ` +
				`write whole`,
			`4: 0201 “Abai”: voters is "9,434", which is 9434`}},
		{"more than can be counted", plainly("9434", "9223372036854775807"), voters.Columns{}, []string{
			"4: 0201 “Abai”: voters add up to more than can be counted; check"}},
		{"thousands of people", plainly("voters", "Число избирателей, тыс. чел."), voters.Columns{}, []string{
			`1: "Число избирателей, тыс. чел." says that the figures are thousands of people`}},
		{"thousands by the title", "Избиратели (тысяч человек)\n" + plainly(), voters.Columns{}, []string{
			`1: "Избиратели (тысяч человек)" says that the figures are thousands`}},
		{"two columns of voters", plainly("name;voters", "voters 2022;voters 2023", "Караганда", "1"), voters.Columns{},
			[]string{
				"1: any of these columns may have the voters: “voters 2022” (B), “voters 2023” (C); name the one"}},
		{"no column of voters", plainly("voters", "population"), voters.Columns{}, []string{
			"1: no column looks like the voters of units; the titles are “unit_id” (A), “name” (B), “population” (C); " +
				"name the"}},
		{"no column of units", plainly("unit_id;name", "p;q"), voters.Columns{}, []string{
			"1: no column looks like the ids or names of units; the titles are"}},
		{"a column that is not there", plainly(), voters.Columns{Voters: "Voters total"}, []string{
			`1: no row has the title "Voters total" of --voters-column; the titles are “unit_id” (A)`}},
		{"only those who voted", plainly("voters", "Проголосовало избирателей"), voters.Columns{}, []string{
			"1: no column looks like the voters of units"}},
		{"an unknown region", "Область;Район;Избиратели\nАбайская;Абай;1\n", voters.Columns{}, []string{
			`2: no region is called "Абайская"; did you mean KZ-10 “Abai Region”?`, " 0101", " 0102", " 0201", " 0202", " 0203",
			" 0301"}},
		{"a unit of a region's name, in a table without its region", "Район;Избиратели\nАбай;1\nАлматы;2\n", voters.Columns{},
			[]string{`2: "Абай" states 1 voter, and its rows have 0 together`, `3: "Алматы" states 2 voters, and its ` +
				`rows have 0 `,
				" 0101", " 0102", " 0201", " 0202", " 0203", " 0301"}},
		{"near names and two candidates", "Район;Избиратели\nАбайский;1\nКараганды;2\nАлатавская;3\nАягозский;4\n" +
			"Аягоз г.а.;5\n" +
			"Марс;6\n", voters.Columns{}, []string{
			`2: “Абайский”: "Абайский" may be one of several units; decide between 0102 “Abai”, 0201 “Abai”`,
			`4: “Алатавская”: no unit is called "Алатавская"; did you mean 0301 “Alatau”?`,
			`7: “Марс”: no unit is called "Марс"`, " 0102", " 0201", " 0301"}},
		{"not a table", "<html><table>", voters.Columns{}, []string{" it is a web page or XML"}},
		{"empty", "", voters.Columns{}, []string{" the file is empty"}},
		{"broken letters", "Район;voters\n\xd0;1\nРайон;2\nРайон;3\nРайон;4\n", voters.Columns{}, []string{"2: "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, faults := read(c.text, c.columns, nil)
			got := lines(faults.List)
			require.Len(t, got, len(c.want), strings.Join(got, "\n"))
			for i := range got {
				assert.True(t, strings.HasPrefix(got[i], c.want[i]), "got  %s\nwant %s", got[i], c.want[i])
			}
		})
	}
}

// Somebody decides once: the table of doubtful rows is filled in, and holds for the next table too.
func TestDecisions(t *testing.T) {
	const text = "Район;Избиратели\nг. Караганда;382170\nАбайский район;39623\nАбай;9434\nг. Аягоз;1000\n" +
		"Аягозский;44454\n" +
		"Алатау-2;128000\nЗаграничный;77\nВсего;604758\n"
	got, faults := read(text, voters.Columns{}, nil)
	require.Error(t, faults.Err())
	require.Len(t, got.Doubts, 4)
	var none *voters.Decisions
	d := none.With(got.Doubts)
	assert.Equal(t, 4, d.Open())
	const want = "\ufeffrow,id,name,region,voters,candidates,unit_id\n" +
		"3,,Абайский район,,39623,0102 “Abai” | 0201 “Abai”,\n7,,Алатау-2,Abai Region,128000,,\n" +
		"8,,Заграничный,Abai Region,77,,\n4,,Абай,Abai Region,9434,KZ-10 “Abai Region” | 0102 “Abai” | 0201 “Abai”,\n"
	require.Equal(t, want, string(d.Table("en")))

	filled := strings.NewReplacer("“Abai”,\n7", "“Abai”,0102\n7", "128000,,", "128000,,0301", "77,,", "77,,-",
		"0102 “Abai” | 0201 “Abai”,\n", "0102 “Abai” | 0201 “Abai”,201\n").Replace(want)
	filled = strings.Replace(filled, "201\n7", "0102\n7", 1)
	for name, text := range map[string]string{"as it was": filled,
		"as a spreadsheet saves it": strings.NewReplacer(",", ";", "\n", "\r\n").Replace(filled)} {
		d, err := voters.ReadDecisions("m.csv", []byte(text))
		require.NoError(t, err, name)
		assert.Zero(t, d.Open())
		again, err := voters.ReadDecisions("m.csv", d.Table("en"))
		require.NoError(t, err)
		assert.Equal(t, d, again)
	}
	d, err := voters.ReadDecisions("m.csv", []byte(filled))
	require.NoError(t, err)
	got, faults = read("Лист\n"+text, voters.Columns{}, d) // a row further down
	require.NoError(t, faults.Err())
	assert.Equal(t, truth, got.Of)
	assert.Contains(t, lines(faults.Notes), `4: 3 rows are taken for the units that m.csv names; the first, `+
		`"Абайский район", `+
		`for 0102 “Abai”`)
	assert.Contains(t, lines(faults.Notes), `9: 1 row is left out, as m.csv says; the first is "Заграничный"`)

}

func TestBadDecisions(t *testing.T) {
	_, err := voters.ReadDecisions("m.csv", []byte("id,name,region\n"))
	require.EqualError(t, err, `m.csv:1: the header has no column "unit_id"; there are "id", "name", "region"`)
	_, err = voters.ReadDecisions("m.csv", []byte("id,name,region,unit_id\n,Абай,,1\n,Абай,,2\n"))
	require.EqualError(t, err, `m.csv:3: “Абай”: the row is decided in two ways, "1" and "2"; keep one of the lines`)
	d, err := voters.ReadDecisions("m.csv", []byte("id,name,region,unit_id\n,Абай,,0209\n"))
	require.NoError(t, err)
	_, faults := read("Район;Избиратели\nАбай;9434\nАягозский;1\n", voters.Columns{}, d)
	require.Contains(t, lines(faults.List), `2: “Абай”: m.csv says that it is the unit "0209", which there is not; `+
		`did you `+
		`mean "0201"?`)
}

// A table that a spreadsheet has saved in an encoding of before Unicode is read, and the encoding that was assumed is
// told; Kazakh letters are in none of them.
func TestEncoding(t *testing.T) {
	text, err := charmap.Windows1251.NewEncoder().String("Область;Район;Число избирателей\nКарагандинская " +
		"область;г. Караганда;" +
		"382\u00a0170\n;Абайский р-н;39\u00a0623\nАбайская обл.;Абайский р-н;9\u00a0434\n;г. Аягоз;1\u00a0000\n" +
		";Аягозский р-н;44\u00a0454\n" +
		"город Алматы;Алатауский р-н;128\u00a0000\n")
	require.NoError(t, err)
	got, faults := read(text, voters.Columns{}, nil)
	require.NoError(t, faults.Err())
	assert.Equal(t, truth, got.Of)
	assert.Equal(t, charset.Assumed, faults.Notes[0].Kind)
}

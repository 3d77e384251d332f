package planfile_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"github.com/okrug/okrug/districts/planfile"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
)

// four are four units in two regions, two of one name, with ids that spreadsheets spoil.
func four(seats int) planfile.Case {
	names := func(ru, en string) geo.Names { return geo.Names{"ru": ru, "en": en} }
	return planfile.Case{Districts: seats, Layer: &geo.Layer{
		Regions: []geo.Region{{ID: "N", Names: names("Север", "North")}, {ID: "S", Names: names("Юг", "South")}},
		Units: []geo.Unit{{ID: "0101", RegionID: "N", Kind: "raion", Names: names("Абайский", "Abai")},
			{ID: "0102", RegionID: "N", Kind: "city", Names: names("Семей", "Semey")},
			{ID: "0201", RegionID: "S", Kind: "raion", Names: names("Абайский", "Abai")},
			{ID: "0202", RegionID: "S", Kind: "raion", Names: names("Уланский", "Ulan")}}}}
}

func read(t *testing.T, c planfile.Case, data string) (map[int][]int, string, error) {
	t.Helper()
	p, err := planfile.Read(c, format.Source{Name: "p", Data: []byte(data)})
	if err != nil {
		return nil, "", err
	}
	return p.Of, strings.Join(lines(p.Notes), "\n"), nil
}

func lines(notes []fault.Fault) (out []string) {
	for _, n := range notes {
		out = append(out, n.Error())
	}
	return out
}

func utf16le(s string) string {
	b := []byte("\xff\xfe")
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

func cp1251(t *testing.T, s string) string {
	t.Helper()
	out, err := charmap.Windows1251.NewEncoder().String(s)
	require.NoError(t, err)
	return out
}

// Every way of writing one plan says the same: 0101 and 0102 in district 1, 0201 in 2, 0202 in none. What a file leaves
// open is noted.
func TestDialects(t *testing.T) {
	for name, c := range map[string]struct{ data, noted string }{
		"semicolons": {"unit_id;district\n0101;1\n0102;1\n0201;2\n0202;\n", ""},
		"tabs":       {"unit_id\tdistrict\n0101\t1\n0102\t1\n0201\t2\n0202\t-\n", ""},
		"bars":       {"BLOCKID|DISTRICT\n0101|01\n0102|01\n0201|02\n0202|ZZ\n", ""},
		"sep":        {"sep=;\nunit_id;district\n0101;1\n0102;1\n0201;2\n0202;\n", ""},
		"mark":       {"\ufeffGEOID20,District\n0101,1\n0102,1\n0201,2\n0202,Unassigned\n", ""},
		"CRLF":       {"id,округ\r\n0101,1\r\n0102,1\r\n0201,2\r\n0202,\r\n", ""},
		"UTF-16":     {utf16le("код\tокруг\n0101\t1\n0102\t1\n0201\t2\n0202\t\n"), ""},
		"cp1251": {cp1251(t, "код;название;номер округа\n0101;Абайский район;1\n0102;Семей;1\n0201;Абайский;2\n"+
			"0202;Уланский;\n"), "windows-1251"},
		"Kazakh":          {"бірлік коды,округтің нөмірі\n0101,№ 1\n0102,№1\n0201,№ 2\n0202,жоқ\n", ""},
		"swapped":         {"district,unit_id\n1,0101\n1,0102\n2,0201\n,0202\n", ""},
		"further":         {"name,GEOID,pop,district_id\nx,0101,7,1.0\ny,0102,8,1.0\nz,0201,9,2.0\nu,0202,5,\n", ""},
		"no head":         {"0101,1\n0102,1\n0201,2\n0202,\n", "no header; column 1"},
		"no head, other":  {"1,0101\n1,0102\n2,0201\n,0202\n", "no header; column 2"},
		"headless labels": {"101,District 1\n102,District 1\n0201,District 2\n0202,\n", "no header; column 1"},
		"strange head":    {"Einheit,Wahlkreis\n0101,1\n0102,1\n0201,2\n0202,\n", `"Einheit" is taken for the units`},
		"zeros lost":      {"unit_id,district\n101,1\n102,1\n201,2\n202,\n", `4 ids lack zeros`},
		"formulas":        {"unit_id,district\n\"=\"\"0101\"\"\",1\n\"=\"\"0102\"\"\",1\n'0201,2\n0202,\n", ""},
		"exponents":       {"unit_id,district\n1.01E+02,1\n1.02E+02,1\n2.01E+02,2\n0202,\n", "3 ids are written with"},
		"names": {"область,район,округ\nСевер,Абайский р-н,1\nСевер,г. Семей,1\nЮг,Абайский,2\nЮг,Улан. ,\n",
			`1 unit is known by a name that is written otherwise and sounds the same; the first, "Улан.", is taken for 0202`},
		"regions that sound alike": {"region,name,district\nNorth,Abai district,1\nNort,Semey,1\nSouth,Abai,2\nSouth,Ulan,\n",
			"!no region is called \"Nort\"; did you mean N “North”?"},
		"regions in the other alphabet": {"region,name,district\nSever,Abai,1\nSever,Semey,1\nЮг,Abai,2\nЮг,Ulan,\n",
			`1 region is known by a name that is written otherwise; the first, "Sever", is taken for N “North”`},
		"regions of something else": {"unit_id,region,district\n0101,7,1\n0102,7,1\n0201,8,2\n0202,8,\n", ""},
		"names in place of some ids": {"unit_id,district\n0101,1\nСемей,1\n0201,2\n0202,\n",
			`1 unit is known by its name; the first, "Семей", is taken for 0102`},
		"ids that are none beside names": {"code,region,name,district\nx,N,Abai,1\ny,N,Semey,1\nz,S,Abai,2\nu,S,Ulan,\n",
			`the column "code" has no ids of the units, which are known by their names instead`},
		"names within regions": {"region,name,district\nN,Abai district,1\nN,Semey,1\nS,Abai,2\nS,Ulan,\n",
			"4 units are known by their names"},
		"okrugs":        {"код,округ\n0101,Округ № 1\n0102,1-округ\n0201,округ 2\n0202,нет\n", ""},
		"zero for none": {"unit_id,district\n0101,1\n0102,1\n0201,2\n0202,0\n", "0 is taken for no district, of 1 unit"},
		"Districtr": {"\"id-place-units-2-Districts\",assignment\n0101,0\n0102,0\n0201,1\n0202,null\n",
			"numbered from 0"},
		"Districtr JSON": {`{"id": "x", "problem": {"numberOfParts": 2}, "assignment": {"0101": 0, "0102": [0], "0201": 1,
			"0202": null}}`, "numbered from 0"},
		"flat JSON": {`{"0101": 1, "0102": 1, "0201": 2, "0202": null}`, ""},
		"records": {`[{"id": "0101", "district": 1}, {"id": "0102", "district": 1.0}, {"district": "2", "id": "0201"},
			{"id": "0202"}]`, ""},
		"graph": {`{"directed": false, "nodes": [{"id": 0, "GEOID": "0101", "assignment": 1}, {"id": 1, "GEOID": "0102",
			"assignment": 1}, {"id": 2, "GEOID": "0201", "assignment": 2}, {"id": 3, "GEOID": "0202"}], "links": []}`, ""},
		"graph with a strange attribute": {`{"nodes": [{"id": "0101", "pop": 5, "x": 1}, {"id": "0102", "pop": 6, "x": 1},
			{"id": "0201", "pop": 7, "x": 2}, {"id": "0202", "pop": 8, "x": null}], "adjacency": [[], [], [], []]}`,
			`"x" for the districts`},
		"features": {`{"type": "FeatureCollection", "features": [
			{"type": "Feature", "properties": {"GEOID": "0101", "district": 1}, "geometry": null},
			{"type": "Feature", "properties": {"GEOID": "0102", "district": 1}, "geometry": null},
			{"type": "Feature", "properties": {"GEOID": "0201", "district": 2}, "geometry": null},
			{"type": "Feature", "properties": {"GEOID": "0202", "district": null}, "geometry": null}]}`, ""},
	} {
		of, notes, err := read(t, four(2), c.data)
		if strings.HasPrefix(c.noted, "!") {
			assert.ErrorContains(t, err, c.noted[1:], name)
			continue
		}
		if !assert.NoError(t, err, name) {
			continue
		}
		assert.Equal(t, map[int][]int{0: {1}, 1: {1}, 2: {2}}, of, name)
		if c.noted == "" {
			assert.Empty(t, notes, name)
		} else {
			assert.Contains(t, notes, c.noted, name)
		}
	}
}

// A workbook is read as its cells are, whichever sheet has the plan.
func TestWorkbook(t *testing.T) {
	f := excelize.NewFile()
	_, err := f.NewSheet("plan")
	require.NoError(t, err)
	for cell, v := range map[string]any{"A1": "GEOID", "B1": "district", "A2": "0101", "B2": 1, "A3": 102, "B3": 1.0,
		"A4": "0201", "B4": "2"} {
		require.NoError(t, f.SetCellValue("plan", cell, v))
	}
	require.NoError(t, f.SetCellValue("Sheet1", "A1", "read me"))
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	of, notes, err := read(t, four(2), b.String())
	require.NoError(t, err)
	require.Equal(t, map[int][]int{0: {1}, 1: {1}, 2: {2}}, of)
	require.Contains(t, notes, `1 id lacks zeros that a spreadsheet took away; the first, "102", is taken for 0102`)
}

// What is said of a file is what it is read by: the encoding of a table, the sheet of a workbook. What does not concern
// it is refused, with what does.
func TestOptions(t *testing.T) {
	text, err := charmap.CodePage866.NewEncoder().String("область;название;округ\nСевер;Абайский район;1\nЮг;Уланский;2\n")
	require.NoError(t, err)
	f := excelize.NewFile()
	require.NoError(t, f.SetSheetName("Sheet1", "draft"))
	_, err = f.NewSheet("final")
	require.NoError(t, err)
	for sheet, d := range map[string]int{"draft": 2, "final": 1} {
		require.NoError(t, f.SetSheetRow(sheet, "A1", &[]any{"unit_id", "district"}))
		require.NoError(t, f.SetSheetRow(sheet, "A2", &[]any{"0101", d}))
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	table, ensemble := "unit_id,district\n0101,1\n", `{"assignment": [1, 1, 2, 2], "sample": 1}`
	for name, x := range map[string]struct {
		data  string
		o     exchange.Options
		want  map[int][]int
		fault string
	}{
		"encoding":       {text, exchange.Options{Encoding: "ibm866"}, map[int][]int{0: {1}, 3: {2}}, ""},
		"wrong encoding": {text, exchange.Options{Encoding: "UTF-8"}, nil, "which is no text in UTF-8"},
		"sheet":          {b.String(), exchange.Options{Layer: "Final"}, map[int][]int{0: {1}}, ""},
		"no such sheet":  {b.String(), exchange.Options{Layer: "x"}, nil, `it has no layer "x"; there are "draft", "final"`},
		"no sheet named": {b.String(), exchange.Options{}, nil, "2 of its sheets have ids of the units"},
		"a table has no system": {table, exchange.Options{Encoding: "UTF-8", CRS: "EPSG:3857"}, nil,
			"p: it is no file that is read by crs EPSG:3857; leave that out"},
		"nor an ensemble": {ensemble, exchange.Options{Layer: "x", CRS: "EPSG:3857"}, nil,
			"p: it is no file that is read by layer x, crs EPSG:3857; leave that out"},
	} {
		c := four(2)
		c.Options = x.o
		p, err := planfile.Read(c, format.Source{Name: "p", Data: []byte(x.data)})
		if x.fault != "" {
			require.ErrorContains(t, err, x.fault, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, x.want, p.Of, name)
	}
	c := four(2)
	c.Options = exchange.Options{Encoding: "UTF-8", CRS: "EPSG:3857", Layer: "x"}
	_, err = planfile.Read(c, format.Source{Name: "p", Data: []byte(table)})
	var unasked *planfile.UnaskedError
	require.ErrorAs(t, err, &unasked)
	require.Equal(t, exchange.Options{Encoding: "UTF-8"}, unasked.Concern)
}

// Districts that have names are numbered as they come.
func TestNamedDistricts(t *testing.T) {
	of, notes, err := read(t, four(2), "unit_id,district\n0202,West\n0101,East\n0102,East\n0201,West\n")
	require.NoError(t, err)
	require.Equal(t, map[int][]int{0: {2}, 1: {2}, 2: {1}, 3: {1}}, of)
	require.Contains(t, notes, "West = 1, East = 2")
}

// Districts from 0 to one less than there are seats leave no seat out, and so are counted from 0 where every unit has
// one. Of a table they may be a plan of which the rest is not drawn: somebody has to say.
func TestFromZero(t *testing.T) {
	graph := func(labels ...string) string {
		s := `{"nodes": [`
		for u, id := range []string{"0101", "0102", "0201", "0202"} {
			s += fmt.Sprintf(`{"id": %q, "district": %s}, `, id, labels[u])
		}
		return s[:len(s)-2] + `], "links": []}`
	}
	for data, want := range map[string]map[int][]int{
		graph("0", "1", "2", "2"):                   {0: {1}, 1: {2}, 2: {3}, 3: {3}},
		`{"assignment": [0, 1, 2, 2], "sample": 1}`: {0: {1}, 1: {2}, 2: {3}, 3: {3}},
	} {
		of, notes, err := read(t, four(3), data)
		require.NoError(t, err, data)
		require.Equal(t, want, of, data)
		require.Contains(t, notes, "numbered from 0", data)
	}
	for data, c := range map[string]planfile.Case{
		"unit_id,district\n0101,0\n0102,1\n0201,2\n0202,2\n":             four(3),
		"unit_id,district\n0102,1\n0101,0\n0201,0\n0202,0\n":             four(2),
		"0102\t1\n0101\t0\n0201\t0\n0202\t0\n":                           four(2),
		`{"0102": 1, "0101": 0, "0201": 0, "0202": 0}`:                   four(2),
		`[{"id": "0101", "district": 0}, {"id": "0102", "district": 1}]`: four(2),
		graph("0", "null", "1", "2"):                                     four(3),
	} {
		_, _, err := read(t, c, data)
		require.ErrorContains(t, err, "0101 “Abai”", data)
		require.ErrorContains(t, err, ": 0 may be no district, or the first of districts that are numbered from 0; "+
			"leave it empty for no district, or number the districts from 1", data)
	}
	// Where there are as many numbers above 0 as seats, 0 is none, and where there are too few, too.
	for _, seats := range []int{1, 3} {
		of, notes, err := read(t, four(seats), "unit_id,district\n0101,0\n0102,1\n0201,0\n0202,1\n")
		require.NoError(t, err)
		require.Equal(t, map[int][]int{1: {1}, 3: {1}}, of)
		require.Contains(t, notes, "0 is taken for no district, of 2 units")
	}
	// Districtr counts from 0 also where nobody has the first; unless there is one for which that is too many.
	for name, c := range map[string]struct {
		seats int
		want  []int
	}{"not drawn": {3, []int{2}}, "from 1": {1, []int{1}}} {
		of, _, err := read(t, four(c.seats), "\"id-place-units-3-Districts\",assignment\n0101,1\n0102,\n")
		require.NoError(t, err)
		require.Equal(t, map[int][]int{0: c.want}, of, name)
	}
	_, _, err := read(t, four(3), "unit_id,district\n0101,0\n0102,1\n0201,\n0202,1\n")
	require.ErrorContains(t, err, "p:2: 0101 “Abai”: 0 may be no district, or the first")
}

// What may be read in two ways, or not at all, is refused with what to do.
func TestRefused(t *testing.T) {
	for _, c := range [][2]string{
		{"unit_id,district\n01О1,1\n", `p:2: 01О1: there is no unit of this id; did you mean "0101"?`},
		{"unit_id,district\nО101,1\n", `did you mean "0101"?`},
		{"unit_id,district\n0101,1\n0102,West\n", `p:3: 0102 “Semey”: district "West" is not a whole number from 1`},
		{"01O1,1\n0102,1\n0201,2\n", `p:1: 01O1: there is no unit of this id`},
		{"unit_id,district\n0101,-1\n0102,1\n", `district "-1" is not`},
		{"unit_id,district\n0101,99999999999999999999\n", `is not a whole number from 1`},
		{"unit_id,district\n0101,West\n0102,west\n", `the district "west" is also written "West"`},
		{"name,district\nAbai,1\nUlan,1\n", `"Abai" may be one of several units; decide between 0101`},
		{"id,name,district\n0101,Abai,1\n0102,Abai,1\n0202,Ulan,1\n",
			`its id is that of 0102 “Semey”, and its name, "Abai"`},
		{"unit_id,district,district\n0101,1,2\n", `the header names the column "district" twice`},
		{"unit_id,CD,SLDU\n0101,1,2\n", `any of these columns may have the districts: CD, SLDU`},
		{"unit_id,a,b\n0101,7,2\n0102,8,3\n", `may have the districts: a, b`},
		{"unit_id,a,b\n0101,x,2\n0102,y,3\n0201,z,4\n", `no column "district"`},
		{"a,b\nx,1\ny,2\n", `no column "unit_id"`},
		{"unit_id,district\n0101,1\n0102,1,9\n", `the line has 3 cells`},
		{"unit_id,district\n\"01\"01,1\n", `not CSV`},
		{"unit_id,district\n,1\n", `the line names no unit`},
		{"", "the file is empty"},
		{`{"nodes": [{"id": "0101", "district": 1}, 5]}`, "node 1: it is no object"},
		{`{"assignment": {"0101": 1, "0101": 2}}`, `"0101" is given twice`},
		{`{"assignment": {"0101": 1}`, "not JSON"},
		{`{"a": {"b": 1}}`, "it is no plan"},
		{`{"type": "FeatureCollection", "features": []}`, "it has neither units with districts nor shapes"},
		{`{"0101": 1, "9999": 2}`, "9999: there is no unit of this id"},
		{"<html>", "it is of none of the formats that are read"},
		{"unit_id,district\n0101,1\n\"0102\n", "not CSV"},
		{"unit_id,district\n1.0E+02,1\n", `its id "1.0E+02" fits several units; a spreadsheet`},
		{"region,name,district\nS,Semey,1\nN,Abai,1\nS,Ulan,1\nS,Abai,1",
			`no unit of South is called "Semey"; did you mean 0102`},
		{"unit_id,region,district\n0101,N,1\n0102,S,1\n",
			`its id is that of 0102 “Semey”, which is in N “North”, and the row is of S “South”`},
		{"unit_id,name,district\nx,Abai,1\ny,Semey,1\n", `p:3: y: there is no unit of this id; did you mean 0102 “Semey”?`},
		{"unit_id,district\n1,1\n2,1\n", `there is no unit of this id`},
	} {
		_, _, err := read(t, four(2), c[0])
		assert.ErrorContains(t, err, c[1], c[0])
	}
}

// A unit that comes again with another district has both, for the check of that.
func TestUnitTwice(t *testing.T) {
	of, _, err := read(t, four(2), "GEOID,CD\n0101,1\n0101,2\n0102,1|2\n")
	require.NoError(t, err)
	require.Equal(t, map[int][]int{0: {1, 2}}, of)
}

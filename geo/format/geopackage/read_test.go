package geopackage

import (
	"encoding/binary"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/input"
)

func TestRead(t *testing.T) {
	layers := read(t, made(t))
	require.Len(t, layers, 1)
	l := layers[0]
	require.Equal(t, "districts", l.Name)
	require.Equal(t, []format.Field{{Name: "name"}, {Name: "n", Type: format.Integer}}, l.Fields)
	require.Equal(t, []string{"EPSG:4326", "Districts", "of Kazakhstan", "", ""}, []string{l.CRS, l.Title, l.About, l.Lang,
		l.Encoding})
	require.Equal(t, 2, l.Count)
	require.Equal(t, []format.Feature{
		{ID: numberValue("3"), Values: []input.Value{textValue("Ақмола"), numberValue("5")},
			Geometry: orb.Point{71.5, 51.25}},
		{ID: numberValue("7"), Values: []input.Value{null, null}},
	}, collect(t, l))
}

// Files of other kinds, cut short or damaged are told for what they are.
func TestOtherFiles(t *testing.T) {
	whole := made(t)
	turned := func(at int, b ...byte) []byte {
		out := append([]byte{}, whole...)
		copy(out[at:], b)
		return out
	}
	d, err := open(whole)
	require.NoError(t, err)
	schema, err := readSchema(d, newPages(whole))
	require.NoError(t, err)
	require.NoError(t, d.close())
	contents := schema.tables["gpkg_contents"].root
	table := func(statements ...string) []byte { return made(t, append(statements, "DROP TABLE gpkg_contents")...) }
	for want, data := range map[string][]byte{
		"it is not a GeoPackage, nor any other database of SQLite": nil,
		"it is not a GeoPackage, nor":                              []byte("PK\x03\x04" + strings.Repeat("x", 200)),
		"it has 3\u00a0072 of its":                                 whole[:3072],
		"there is no table gpkg_contents":                          table(),
		"it is a database of SpatiaLite": table("CREATE TABLE spatial_ref_sys (a)",
			"CREATE TABLE geometry_columns (a)"),
		"it is a set of map tiles":                        table("CREATE TABLE tiles (a)", "CREATE TABLE metadata (a)"),
		"it has no features: gpkg_contents lists nothing": made(t, "DELETE FROM gpkg_contents"),
		"it has no features, only districts (tiles)":      made(t, "UPDATE gpkg_contents SET data_type = 'tiles'"),
		"gpkg_contents has no column identifier": made(t,
			"ALTER TABLE gpkg_contents RENAME COLUMN identifier TO i"),
		"there is no table \"gpkg_spatial_ref_sys\"":           made(t, "DROP TABLE gpkg_spatial_ref_sys"),
		"a page of it is not what it should be":                turned((int(contents)-1)*1024+5, make([]byte, 100)...),
		"parts of it are missing or are used more than once":   turned(100, 2),
		"its header is not that of a database, or it is encry": turned(18, 9, 9),
		"gpkg_contents lists the table \"districts\" twice": made(t,
			"CREATE TABLE c AS SELECT * FROM gpkg_contents UNION ALL SELECT * FROM gpkg_contents",
			"DROP TABLE gpkg_contents", "ALTER TABLE c RENAME TO gpkg_contents"),
	} {
		f := refused(t, format.Source{Name: "dir/made.gpkg", Data: data})
		require.Contains(t, f.Error(), want)
		require.True(t, strings.HasPrefix(f.Error(), "dir/made.gpkg: "))
	}
}

// What one table lacks is told when its features are asked for, and the others are read.
func TestTables(t *testing.T) {
	const other = "INSERT INTO gpkg_contents VALUES ('other', 'features', 'o', '', '', 0, 0, 1, 1, 4326)"
	const located = "INSERT INTO gpkg_geometry_columns VALUES ('other', 'geom', 'POINT', 4326, 0, 0)"
	for want, statements := range map[string][]string{
		`other: there is no table "other"`: {other},
		`other: "other" is a view or a virtual table, which is not run`: {other, located,
			"CREATE VIEW other AS SELECT * FROM districts"},
		`other: "other" is a view or a virtual table`: {other, located,
			"CREATE VIRTUAL TABLE other USING rtree(id, a, b)"},
		"other: gpkg_geometry_columns does not say":  {other, "CREATE TABLE other AS SELECT * FROM districts"},
		`other: the column "geom", which is to hold`: {other, located, "CREATE TABLE other (fid INTEGER PRIMARY KEY)"},
		`other: the table "other" does not number its rows`: {other, located,
			"CREATE TABLE other (a INTEGER PRIMARY KEY, geom) WITHOUT ROWID"},
		"contents that are no features are left out: other (tiles)": {"CREATE TABLE other (a)",
			strings.Replace(other, "features", "tiles", 1)},
		"tables that gpkg_contents does not list are left out: other": {"CREATE TABLE other (a)"},
		`districts: the column "b" is left out: it holds binary data`: {"ALTER TABLE districts ADD b BLOB"},
		`districts: the column "c" is left out: it holds binary data`: {"ALTER TABLE districts ADD c",
			"UPDATE districts SET c = x'00'"},
		`districts: the column "d" is left out: it is computed`: {"ALTER TABLE districts ADD d AS (n + 1)"},
		`the column "n" is declared as INTEGER and holds "1.5" too; it is read as real numbers`: {
			"UPDATE districts SET n = 1.5 WHERE fid = 3"},
		`the column "n" is declared as INTEGER and holds "n/a" too; it is read as text`: {"UPDATE districts SET n = 'n/a'"},
		`the column "y" is declared as BOOLEAN and holds "2" too; it is read as whole`: {
			"ALTER TABLE districts ADD y BOOLEAN", "UPDATE districts SET y = 2"},
		`the column "day" is declared as DATE and holds "31.01.2023" too; it is read as text`: {
			"ALTER TABLE districts ADD day DATE", "UPDATE districts SET day = '31.01.2023'"},
		"districts: its reference system 5 is not in gpkg_spatial_ref_sys": {"UPDATE gpkg_geometry_columns SET srs_id = 5",
			"UPDATE districts SET geom = NULL"},
		"features[0] districts (3): its geometry is in the reference system 4326, and not in 0": {
			"UPDATE gpkg_geometry_columns SET srs_id = 0"},
		`features[0] districts (3): where its geometry should be stands "x"`: {
			"UPDATE districts SET geom = 'x' WHERE fid = 3"},
		`features[0] districts (3): its geometry is not in the form of a GeoPacka`: {
			"UPDATE districts SET geom = x'0001' WHERE fid = 3"},
		`features[0] districts (3): its field "name" is not text in UTF-8`: {
			"UPDATE districts SET name = CAST(x'cce0' AS TEXT) WHERE fid = 3"},
	} {
		data := made(t, statements...)
		all := told(t, data)
		if len(all) == 2 { // the tables that a virtual one is kept in
			require.Contains(t, all[0], "other_rowid, other_node, other_parent")
			all = all[1:]
		}
		require.Len(t, all, 1, want)
		require.Contains(t, all[0], want)
		require.True(t, strings.HasPrefix(all[0], "made.gpkg: "), all[0])
		good := 0
		for f, err := range read(t, data)[0].Features {
			require.NotNil(t, f.Values)
			if err == nil {
				good++
			}
		}
		require.Positive(t, good)
	}
}

// Every value is given as what it is, whatever types programs declare.
func TestValues(t *testing.T) {
	for _, c := range []struct {
		declared, stored string
		want             format.Type
		value            input.Value
	}{
		{"BOOLEAN", "1", format.Boolean, boolValue(true)}, {"BOOLEAN", "0", format.Boolean, boolValue(false)},
		{"BOOL", "1", format.Boolean, boolValue(true)}, {"TINYINT", "-7", format.Integer, numberValue("-7")},
		{"MEDIUMINT", "9223372036854775807", format.Integer, numberValue("9223372036854775807")},
		{"BIGINT", "1", format.Integer, numberValue("1")}, {"REAL", "5", format.Real, numberValue("5")},
		{"DOUBLE", "0.1", format.Real, numberValue("0.1")}, {"FLOAT", "1e21", format.Real, numberValue("1e+21")},
		{"DOUBLE PRECISION", "123456789012345680000.0", format.Real, numberValue("123456789012345680000")},
		{"REAL", "1e-7", format.Real, numberValue("1e-07")}, {"REAL", "9e999", format.Real, input.Value{Kind: input.NaN}},
		{"NUMERIC(10,2)", "12.5", format.Real, numberValue("12.5")}, {"DECIMAL", "12", format.Integer, numberValue("12")},
		{"TEXT(20)", "'a'", format.Text, textValue("a")}, {"VARCHAR(20)", "5", format.Text, textValue("5")},
		{"", "5", format.Integer, numberValue("5")}, {"", "'5'", format.Text, textValue("5")},
		{"JSON", "'{}'", format.Text, textValue("{}")}, {"DATE", "'2024-02-29'", format.Date, textValue("2024-02-29")},
		{"DATETIME", "'2024-02-29T01:02:03.456Z'", format.Time, textValue("2024-02-29T01:02:03.456Z")},
		{"DATETIME", "'2024-02-29 01:02'", format.Time, textValue("2024-02-29T01:02:00Z")},
		{"TIMESTAMP", "'2024-02-29T01:02:03+0500'", format.Time, textValue("2024-02-29T01:02:03+05:00")},
		{"TIMESTAMP", "'2024-02-30 01:02:03'", format.Text, textValue("2024-02-30 01:02:03")},
		{"TIMESTAMP", "1700000000", format.Text, numberValue("1700000000")},
		{"TEXT", "NULL", format.Text, null},
	} {
		data := made(t, `ALTER TABLE districts ADD v `+c.declared, "UPDATE districts SET v = "+c.stored)
		l := read(t, data)[0]
		require.Empty(t, l.Notes, c)
		require.Equal(t, c.want, l.Fields[2].Type, c)
		require.Equal(t, c.value, collect(t, l)[0].Values[2], c)
	}
}

// A system of EPSG is its code, another its definition; what is undefined is nothing.
func TestReferenceSystems(t *testing.T) {
	for want, row := range map[string]string{
		"EPSG:32642": "'a', 5, 'epsg', 32642, 'PROJCS[...]', ''",
		"PROJCS[x]":  "'a', 5, 'ESRI', 102025, 'PROJCS[x]', ''",
		"":           "'a', 5, 'NONE', 5, 'undefined', ''",
	} {
		got := read(t, made(t, "UPDATE districts SET geom = NULL", "INSERT INTO gpkg_spatial_ref_sys VALUES ("+row+")",
			"UPDATE gpkg_geometry_columns SET srs_id = 5"))
		require.Equal(t, want, got[0].CRS)
	}
	newer := read(t, made(t, "UPDATE gpkg_spatial_ref_sys SET organization = 'o', definition = 'undefined'",
		"ALTER TABLE gpkg_spatial_ref_sys ADD definition_12_063 TEXT",
		"UPDATE gpkg_spatial_ref_sys SET definition_12_063 = 'GEOGCRS[y]'"))
	require.Equal(t, "GEOGCRS[y]", newer[0].CRS)
}

// Ids are those of the primary key where it numbers the rows; names of columns and tables may be any.
func TestKeys(t *testing.T) {
	for _, c := range []struct {
		table  string
		id     input.Value
		fields []string
	}{
		{"a INTEGER PRIMARY KEY, geom", numberValue("5"), nil},
		{"a INTEGER NOT NULL, geom, PRIMARY KEY(a)", numberValue("5"), nil},
		{"a INT PRIMARY KEY, geom", input.Value{}, []string{"a"}},
		{"a TEXT PRIMARY KEY, geom", input.Value{}, []string{"a"}},
		{"a INTEGER, geom", input.Value{}, []string{"a"}},
		{"rowid INTEGER PRIMARY KEY, geom, oid TEXT, _rowid_ TEXT", numberValue("5"), []string{"oid", "_rowid_"}},
		{`"a ""b""" INTEGER PRIMARY KEY, geom, "c;--" TEXT`, numberValue("5"), []string{"c;--"}},
	} {
		l := read(t, made(t, "DROP TABLE districts", "CREATE TABLE Districts ("+c.table+")",
			"INSERT INTO districts SELECT * FROM (SELECT 5, NULL"+strings.Repeat(", 'x'", strings.Count(c.table, " TEXT")-
				strings.Count(c.table, "a TEXT"))+")"))[0]
		require.Empty(t, l.Notes)
		var names []string
		for _, f := range l.Fields {
			names = append(names, f.Name)
		}
		require.Equal(t, c.fields, names)
		require.Equal(t, c.id, collect(t, l)[0].ID)
	}
}

// Changes that stand beside the file and not yet in it are told, and leftovers that hold none are not. Without sight of
// what is beside, a file that says that it is written so comes with a note.
func TestChangesBeside(t *testing.T) {
	tools(t, "sqlite3")
	file := filepath.Join(t.TempDir(), "a.gpkg")
	require.NoError(t, os.WriteFile(file, made(t), 0o600))
	beside := func(ending string) ([]byte, error) { return os.ReadFile(strings.TrimSuffix(file, ".gpkg") + ending) }
	var wal []byte
	// The log is there as long as the database is open, and so is copied from within.
	run(t, "sqlite3", file, "PRAGMA journal_mode = wal; UPDATE districts SET n = 6;",
		".shell cp "+file+"-wal "+file+".log", ".shell cp "+file+" "+file+".ahead")
	data, err := os.ReadFile(file + ".ahead")
	require.NoError(t, err)
	wal, err = os.ReadFile(file + ".log")
	require.NoError(t, err)
	source := format.Source{Name: file, Data: data, Beside: beside}
	require.Equal(t, numberValue("5"), collect(t, readOne(t, source))[0].Values[1], "before the change")
	require.NoError(t, os.WriteFile(file+"-wal", wal, 0o600))
	require.Contains(t, refused(t, source).Error(), "changes to it stand in the file beside it that ends in .gpkg-wal")
	require.NoError(t, os.WriteFile(file+"-wal", wal[:32], 0o600))
	require.Empty(t, readOne(t, source).Notes, "a log without frames")
	require.NoError(t, os.Remove(file+"-wal"))
	require.Empty(t, readOne(t, source).Notes)
	source.Beside = nil
	require.Len(t, readOne(t, source).Notes, 1)
	require.Contains(t, readOne(t, source).Notes[0].Error(), "which is not at hand")
	source.Beside = func(ending string) ([]byte, error) {
		if ending == ".gpkg-journal" {
			return append([]byte("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"), make([]byte, 600)...), nil
		}
		return nil, fs.ErrNotExist
	}
	require.Contains(t, refused(t, source).Error(), "that ends in .gpkg-journal")
	source.Beside = func(string) ([]byte, error) { return nil, fs.ErrPermission }
	_, err = Read(source, format.Options{})
	require.ErrorContains(t, err, "permission denied")
}

func readOne(t *testing.T, src format.Source) format.Layer {
	layers, err := Read(src, format.Options{})
	require.NoError(t, err)
	return layers[0]
}

// A told encoding has no use here and is said to have none.
func TestEncoding(t *testing.T) {
	layers, err := Read(format.Source{Name: "a.gpkg", Data: made(t)}, format.Options{Encoding: "windows-1251"})
	require.NoError(t, err)
	require.Len(t, layers[0].Notes, 1)
	require.Contains(t, layers[0].Notes[0].Error(), "windows-1251 is passed over")
	utf16 := read(t, madeIn(t, "UTF-16be"))
	require.Equal(t, "Ақмола", collect(t, utf16[0])[0].Values[0].Text)
}

// A tree that leads to the same pages again has rows without end, and is refused before it is read.
func TestEndless(t *testing.T) {
	data := made(t, "WITH RECURSIVE c(i) AS (SELECT 100 UNION ALL SELECT i+1 FROM c WHERE i < 2000) "+
		"INSERT INTO districts SELECT i, NULL, 'name', i FROM c")
	require.Empty(t, told(t, data))
	const page = 1024
	met := 0
	for at := page; at < len(data); at += page {
		if data[at] != inner || binary.BigEndian.Uint16(data[at+cells:]) < 2 {
			continue
		}
		met++
		bad := append([]byte{}, data...)
		place := int(binary.BigEndian.Uint16(bad[at+first:]))
		copy(bad[at+place:], bad[at+last:at+last+4]) // the first child is the last one
		all := told(t, bad)
		require.Len(t, all, 1)
		require.Contains(t, all[0], "parts of it are missing or are used more than once")
	}
	require.Positive(t, met)
}

// What a stranger wrote into the database is not run, and nothing in it makes reading last.
func TestHostile(t *testing.T) {
	const listed = "INSERT INTO gpkg_contents VALUES ('x', 'attributes', 'x', '', '', 0, 0, 1, 1, NULL)"
	const rows = "WITH RECURSIVE c(i) AS (SELECT 100 UNION ALL SELECT i+1 FROM c WHERE i < 3000) " +
		"INSERT INTO districts SELECT i, NULL, NULL, NULL FROM c"
	for want, statements := range map[string][]string{
		`"x" is a view or a virtual table, which is not run`: {listed, "CREATE VIEW x AS WITH RECURSIVE c(i) AS " +
			"(SELECT 1 UNION ALL SELECT i+1 FROM c) SELECT i FROM c"},
		`the column "x" is left out: it is computed`: {
			"ALTER TABLE districts ADD x AS (hex(zeroblob(100000000)))"},
		"more comes out of it than it can hold": {rows,
			"ALTER TABLE districts ADD x DEFAULT '" + strings.Repeat("x", 30000) + "'"},
	} {
		all := told(t, made(t, statements...))
		require.Len(t, all, 1, want)
		require.Contains(t, all[0], want)
	}
	// The catalogue itself as a view is no catalogue.
	f := refused(t, format.Source{Name: "a.gpkg", Data: made(t, "ALTER TABLE gpkg_contents RENAME TO c",
		"CREATE VIEW gpkg_contents AS SELECT * FROM c")})
	require.Contains(t, f.Error(), `"gpkg_contents" is a view or a virtual table`)
	// A view that says that it is a table is refused by SQLite, and a virtual table that says so is not opened.
	for kind, want := range map[string]string{"CREATE VIEW x AS SELECT 1": "a page of it is not",
		"CREATE VIRTUAL TABLE x USING rtree(a, b, c)": "is a view or a virtual table"} {
		data := made(t, listed, kind, "PRAGMA writable_schema = on",
			"UPDATE sqlite_schema SET type = 'table', rootpage = 2 WHERE name = 'x'")
		layers, err := Read(format.Source{Name: "a.gpkg", Data: data}, format.Options{})
		if err == nil {
			for _, err = range layers[1].Features {
				break
			}
		}
		require.ErrorContains(t, err, want)
	}
}

// So much may be read of a database and no more, however it is asked for.
func TestAllowance(t *testing.T) {
	data := make([]byte, 1<<16)
	f, err := image(data).Open(imageName)
	require.NoError(t, err)
	b, total := make([]byte, 4096), 0
	for err == nil {
		_, err = f.(*reading).Seek(0, io.SeekStart)
		require.NoError(t, err)
		_, err = f.Read(b)
		total += len(b)
	}
	require.ErrorIs(t, err, errEndless)
	require.InDelta(t, allowance(len(data)), total, 4096)
}

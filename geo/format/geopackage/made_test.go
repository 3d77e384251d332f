package geopackage

import (
	"context"
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"
	"modernc.org/sqlite"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
)

// made is a GeoPackage to which statements were applied: one table, districts, of a name, a number, and a point each.
func made(t testing.TB, statements ...string) []byte { return madeIn(t, "UTF-8", statements...) }

// madeIn is made with texts in an encoding.
func madeIn(t testing.TB, encoding string, statements ...string) []byte {
	connector, err := sqlite.NewConnector("file::memory:?_pragma=page_size(1024)&_pragma=journal_mode(off)" +
		"&_pragma=encoding('" + encoding + "')")
	require.NoError(t, err)
	pool := sql.OpenDB(connector)
	defer pool.Close()
	conn, err := pool.Conn(context.Background())
	require.NoError(t, err)
	defer conn.Close()
	m := &maker{name: "made.gpkg", ctx: context.Background(), conn: conn}
	require.NoError(t, m.run(core...))
	require.NoError(t, m.systems())
	require.NoError(t, m.run(
		"CREATE TABLE districts (fid INTEGER PRIMARY KEY, geom POINT, name TEXT, n INTEGER)",
		"INSERT INTO gpkg_contents VALUES ('districts', 'features', 'Districts', 'of Kazakhstan', '', 0, 0, 1, 1, 4326)",
		"INSERT INTO gpkg_geometry_columns VALUES ('districts', 'geom', 'POINT', 4326, 0, 0)",
		"INSERT INTO districts VALUES (3, x'47500001e610000001010000000000000000e051400000000000a04940', 'Ақмола', 5)",
		"INSERT INTO districts VALUES (7, NULL, NULL, NULL)"))
	require.NoError(t, m.run(statements...))
	var data []byte
	require.NoError(t, conn.Raw(func(c any) error {
		data, err = c.(interface{ Serialize() ([]byte, error) }).Serialize()
		return err
	}))
	return data
}

// refused is the one fault of a file that cannot be read.
func refused(t *testing.T, src format.Source) fault.Fault {
	layers, err := Read(src, format.Options{})
	require.Nil(t, layers)
	var f fault.Fault
	require.ErrorAs(t, err, &f)
	require.Equal(t, fault.NotReadable, f.Kind)
	require.False(t, f.Remedy.Empty(), f)
	return f
}

// told is what is said of the layers of a file in order: notes, and errors of features.
func told(t *testing.T, data []byte) []string {
	layers, err := Read(format.Source{Name: "made.gpkg", Data: data}, format.Options{})
	require.NoError(t, err)
	var all []string
	for _, l := range layers {
		for _, n := range l.Notes {
			all = append(all, n.Error())
		}
		for _, err := range l.Features {
			if err != nil {
				var f fault.Fault
				require.ErrorAs(t, err, &f)
				all = append(all, err.Error())
			}
		}
	}
	return all
}

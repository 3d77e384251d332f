package geopackage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// Write writes a GeoPackage with a table for each layer, in their order: with geometry and an index of where it is, or
// of attributes alone where no feature has any. Ids that are whole numbers in rising order number the rows; others
// become a field. Title, description and language stand in gpkg_contents and, in Dublin Core, in gpkg_metadata; styles
// in layer_styles, from where QGIS takes them when it opens a layer.
//
// It is of version 1.3 of the standard, which older programs know as well. The times that it asks for are the beginning
// of 1970, so that the same layers give the same bytes.
func Write(name string, layers []format.Layer) ([]format.File, error) {
	tables, err := plan(name, layers)
	if err != nil {
		return nil, err
	}
	m := &maker{name: name, ctx: context.Background()}
	data, err := m.make(tables)
	if err != nil {
		return nil, err
	}
	return []format.File{{Name: name, Data: data}}, nil
}

// beginning is the time that stands for all of which a GeoPackage keeps one.
const beginning = "1970-01-01T00:00:00.000Z"

// maker is a GeoPackage being made, in memory.
type maker struct {
	name string
	ctx  context.Context
	conn *sql.Conn
}

// make makes the database and returns its bytes.
func (m *maker) make(tables []*output) (data []byte, err error) {
	connector, err := sqlite.NewConnector("file::memory:?_pragma=page_size(4096)&_pragma=auto_vacuum(0)" +
		"&_pragma=journal_mode(off)&_pragma=temp_store(2)&_pragma=secure_delete(1)&_dqs=0")
	if err != nil {
		return nil, m.failed(err)
	}
	pool := sql.OpenDB(connector)
	pool.SetMaxOpenConns(1)
	defer pool.Close() //nolint:errcheck // what there was is gone with it or in data
	if m.conn, err = pool.Conn(m.ctx); err != nil {
		return nil, m.failed(err)
	}
	defer m.conn.Close() //nolint:errcheck // likewise
	if err = m.fill(tables); err != nil {
		return nil, err
	}
	err = m.conn.Raw(func(c any) error {
		s, ok := c.(interface{ Serialize() ([]byte, error) })
		if !ok {
			return fmt.Errorf("geopackage: no bytes of %T", c)
		}
		data, err = s.Serialize()
		return err
	})
	if err != nil {
		return nil, m.failed(err)
	}
	return data, nil
}

// failed is the error of a database that could not be made.
func (m *maker) failed(err error) error {
	var f fault.Fault
	if errors.As(err, &f) {
		return err
	}
	return fault.Fault{File: m.name, Kind: fault.NotReadable, Detail: locale.T("the database could not be made: %w", err)}
}

// run executes statements one after another.
func (m *maker) run(statements ...string) error {
	for _, s := range statements {
		if _, err := m.conn.ExecContext(m.ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// insert puts a row into a table.
func (m *maker) insert(table string, values ...any) error {
	_, err := m.conn.ExecContext(m.ctx, insertion(table, len(values)), values...)
	return err
}

// fill makes all tables.
func (m *maker) fill(tables []*output) error {
	steps := []func() error{
		func() error { return m.run(append([]string{"BEGIN"}, core...)...) },
		m.systems,
	}
	for _, t := range tables {
		steps = append(steps, func() error { return m.table(t) })
	}
	steps = append(steps,
		func() error { return m.describe(tables) },
		func() error { return m.dress(tables) },
		func() error { return m.run("COMMIT", "VACUUM") })
	for _, step := range steps {
		if err := step(); err != nil {
			return m.failed(err)
		}
	}
	return nil
}

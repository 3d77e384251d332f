package geopackage

import (
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// table is a table of the database as it is declared.
type table struct {
	name    string
	plain   bool // and neither a view nor a virtual table, which would run what a stranger wrote
	root    uint32
	columns []column
}

// column is a column of a table as it is declared.
type column struct {
	name, declared string
	key            int  // its place in the primary key, from 1; 0 for none
	computed       bool // out of others, when it is read
}

// schema is what the database has by its folded name.
type schema struct {
	tables map[string]*table
	order  []string // names in the order in which they were made
	pages  *pages
}

// readSchema reads which tables and views there are.
func readSchema(d *database, p *pages) (*schema, error) {
	s := &schema{tables: map[string]*table{}, pages: p}
	err := d.each("SELECT type, name, sql, rootpage FROM sqlite_schema ORDER BY rowid", func(row []any) error {
		kind, name, made := text(row[0]), text(row[1]), text(row[2])
		if kind != "table" && kind != "view" {
			return nil
		}
		// SQLite stores the statement in its own spelling and refuses a database where what it makes has another type or
		// name than the row says.
		plain := kind == "table" && strings.HasPrefix(made, "CREATE TABLE ")
		root, _ := row[3].(int64)
		s.tables[fold(name)] = &table{name: name, plain: plain, root: uint32(root)}
		s.order = append(s.order, name)
		return nil
	})
	return s, err
}

// table is the table of a name with its columns, or what is wrong with it.
func (s *schema) table(d *database, name string) (*table, locale.Text) {
	t, ok := s.tables[fold(name)]
	switch {
	case !ok:
		return nil, locale.T("there is no table %q", name)
	case !t.plain:
		return nil, locale.T("%q is a view or a virtual table, which is not run", name)
	case t.columns != nil:
		return t, locale.Text{}
	case s.pages.index(t.root):
		return nil, locale.T("the table %q does not number its rows (WITHOUT ROWID)", name)
	case !s.pages.tree(t.root):
		return nil, endless
	}
	err := d.each("PRAGMA table_xinfo("+quote(t.name)+")", func(row []any) error {
		key, _ := row[5].(int64)
		hidden, _ := row[6].(int64)
		// hidden is 2 for a column that is computed when it is read, 3 for one that was when it was written.
		t.columns = append(t.columns, column{text(row[1]), text(row[2]), int(key), hidden == 2})
		return nil
	})
	if err != nil {
		return nil, cause(err)
	}
	return t, locale.Text{}
}

// column is the column of a name.
func (t *table) column(name string) (column, bool) {
	for _, c := range t.columns {
		if fold(c.name) == fold(name) {
			return c, true
		}
	}
	return column{}, false
}

// rowid is a name by which the number of a row can be asked for; the rows are in no order but that of their tree where
// columns have taken all of them.
func (t *table) rowid() string {
	for _, name := range []string{"rowid", "_rowid_", "oid"} {
		if _, taken := t.column(name); !taken {
			return name
		}
	}
	return ""
}

// id is the column whose values number the rows: the primary key, where it is one column of whole numbers.
func (t *table) id() string {
	name, keys := "", 0
	for _, c := range t.columns {
		if c.key > 0 {
			keys++
			if strings.EqualFold(c.declared, "INTEGER") {
				name = c.name
			}
		}
	}
	if keys != 1 {
		return ""
	}
	return name
}

// rows reads the named columns of a plain table, in its order.
func (s *schema) rows(d *database, name string, columns []string, visit func([]any) error) locale.Text {
	t, wrong := s.table(d, name)
	if !wrong.Empty() {
		return wrong
	}
	for _, c := range columns {
		if found, ok := t.column(c); !ok || found.computed {
			return locale.T("its table %s has no column %s", name, c)
		}
	}
	if err := d.each(t.query(columns), visit); err != nil {
		return cause(err)
	}
	return locale.Text{}
}

// query selects columns in the order of the rows, NULL for one without a name. The sign before a name takes the
// declared type from the values, by which the driver would make dates of texts; an index, which might say other things
// than the table, is not used.
func (t *table) query(columns []string) string {
	selected := []string{}
	for _, c := range columns {
		if c == "" {
			selected = append(selected, "NULL")
		} else {
			selected = append(selected, "+"+quote(c))
		}
	}
	if len(selected) == 0 {
		selected = append(selected, "NULL")
	}
	q := "SELECT " + strings.Join(selected, ", ") + " FROM " + quote(t.name) + " NOT INDEXED"
	if number := t.rowid(); number != "" {
		q += " ORDER BY " + number
	}
	return q
}

// text is a value as text, "" where it is none.
func text(v any) string {
	s, _ := v.(string)
	return s
}

package geopackage

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
	"modernc.org/sqlite/vfs"

	"github.com/okrug/okrug/geo/locale"
)

// database is a database that is open for reading where its bytes lie, without a file.
type database struct {
	files *vfs.FS
	pool  *sql.DB
	conn  *sql.Conn
}

// settings of a connection for reading, as SQLite advises for files of strangers (sqlite.org/security.html). A database
// that says it is immutable needs neither a lock nor the files that belong to a write-ahead log, which its header may
// ask for. The cache is small so that a page which is used again and again is read again and counted.
const settings = "&mode=ro&immutable=1&_defensive=1&_dqs=0&_query_only=1&_pragma=trusted_schema(0)" +
	"&_pragma=cell_size_check(1)&_pragma=mmap_size(0)&_pragma=cache_size(-512)&_pragma=temp_store(2)"

// open opens a database, of whose schema the pages were looked at. What is read of it until it is closed is at most so
// many times its size.
func open(data []byte) (*database, error) {
	name, files, err := vfs.New(image(data))
	if err != nil {
		return nil, err
	}
	d := &database{files: files}
	connector, err := sqlite.NewConnector("file:" + imageName + "?vfs=" + name + settings)
	if err == nil {
		d.pool = sql.OpenDB(connector)
		d.pool.SetMaxOpenConns(1)
		if d.conn, err = d.pool.Conn(context.Background()); err == nil {
			err = d.restrict(len(data))
		}
	}
	if err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// restrict takes from the connection what reading plain tables does not need.
func (d *database) restrict(size int) error {
	for id, most := range map[int]int{
		sqlite3.SQLITE_LIMIT_LENGTH:         min(max(size, 1<<20), math.MaxInt32),
		sqlite3.SQLITE_LIMIT_ATTACHED:       0,
		sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
		sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH:  1,
	} {
		if _, err := sqlite.Limit(d.conn, id, most); err != nil {
			return err
		}
	}
	return d.conn.Raw(func(c any) error {
		authorizer, ok := c.(sqlite.AuthorizerRegisterer)
		if !ok {
			return fmt.Errorf("geopackage: no authorizer in %T", c)
		}
		return authorizer.RegisterAuthorizer(permit)
	})
}

// permit lets statements select from tables and ask for a table's columns, and do nothing else: not call a function and
// not look through a view.
func permit(action sqlite.AuthorizerActionCode, what, _, _, within string) sqlite.AuthorizerReturnCode {
	switch {
	case within != "":
	case action == sqlite.AuthSelect, action == sqlite.AuthRead,
		action == sqlite.AuthPragma && strings.EqualFold(what, "table_xinfo"):
		return sqlite.AuthorizerOK
	}
	return sqlite.AuthorizerDeny
}

func (d *database) close() error {
	var errs []error
	if d.conn != nil {
		errs = append(errs, d.conn.Close())
	}
	if d.pool != nil {
		errs = append(errs, d.pool.Close())
	}
	return errors.Join(append(errs, d.files.Close())...)
}

// each calls visit for every row of a query with its values, which are nil, int64, float64, string or []byte. An error
// of visit ends the query and is returned as it is.
func (d *database) each(query string, visit func([]any) error) error {
	rows, err := d.conn.QueryContext(context.Background(), query)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // the errors of reading are those of rows.Err
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := visit(values); err != nil {
			return err
		}
	}
	return rows.Err()
}

// cause is what SQLite says is wrong, without its own number of it.
func cause(err error) locale.Text {
	var e *sqlite.Error
	switch {
	case errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_IOERR, errors.Is(err, errEndless):
		return locale.T("more comes out of it than it can hold")
	case errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CORRUPT:
		return locale.T("a page of it is not what it should be")
	case errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_NOTADB:
		return locale.T("its header is not that of a database, or it is encrypted")
	}
	return locale.Raw(err.Error())
}

// endless is said of a database in which pages are met again.
var endless = locale.T("parts of it are missing or are used more than once")

// quote is a name as SQL has it.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// fold is a name as SQLite compares it: only the letters of ASCII have a case.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, name)
}

// imageName is that of the only file there is for a database.
const imageName = "database"

// image is a file system of one file, the database.
type image []byte

// Open implements fs.FS.
func (m image) Open(name string) (fs.File, error) {
	if name != imageName {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &reading{bytes.NewReader(m), allowance(len(m))}, nil
}

// allowance is how much of a database of so many bytes may be read in one pass, or come out of it. A whole pass reads
// most pages once and some a few times.
func allowance(size int) int64 { return 16*int64(size) + 1<<20 }

var errEndless = errors.New("more is read than there is")

// reading is the database being read. It knows how much may still be.
type reading struct {
	*bytes.Reader
	left int64
}

// Read implements fs.File.
func (r *reading) Read(p []byte) (int, error) {
	if r.left -= int64(len(p)); r.left < 0 {
		return 0, errEndless
	}
	return r.Reader.Read(p)
}

// Close implements fs.File.
func (r *reading) Close() error { return nil }

// Stat implements fs.File.
func (r *reading) Stat() (fs.FileInfo, error) { return info(r.Reader.Size()), nil }

// info is what there is to know of the database as a file: its size.
type info int64

func (i info) Name() string       { return imageName }
func (i info) Size() int64        { return int64(i) }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }

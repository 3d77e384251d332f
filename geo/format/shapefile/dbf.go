package shapefile

import (
	"bytes"
	"encoding/binary"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/locale"
)

// table is a .dbf whose fields have been found (dBase, Table File Structure; the same of level 7; Microsoft, Table File
// Structure of Visual FoxPro).
type table struct {
	name    string // of the file, for faults
	data    []byte
	head    int // bytes before the first record
	row     int // bytes of a record
	rows    int // as the head states
	level7  bool
	fox     bool
	driver  byte // of the language, which stands for an encoding
	columns []column
	// nulls is where the bits stand that say of FoxPro's fields whether they are null, -1 for none.
	nulls, nullWidth int
	encoding         charset.Encoding
	notes            []fault.Fault
}

// column is a field that is read.
type column struct {
	raw      []byte // its name
	name     string
	kind     byte // by dBase's letter
	at       int  // in the record
	width    int
	decimals int
	null     int // the bit that says that it is null, -1 for none
	holds    format.Type

	// What its values were in the survey of the file, and whether they are read as texts, since most are not of its type.
	good, bad int
	example   locale.Text // what is wrong with the first that is not
	literal   bool
}

// The ends of lists and files, and the mark of a deleted record.
const (
	endOfFields = 0x0d
	deleted     = '*'
)

// openTable reads the head of a .dbf.
func openTable(name string, data []byte) (*table, error) {
	t := &table{name: name, data: data, nulls: -1}
	bad := func(detail locale.Text) error {
		return fault.Fault{File: name, Kind: NotTable, Detail: detail, Remedy: locale.T("export the shapefile anew")}
	}
	if len(data) < 33 {
		return nil, bad(locale.T("its head is cut off after %d {1|byte|bytes}", len(data)))
	}
	t.rows = int(binary.LittleEndian.Uint32(data[4:]))
	t.head = int(binary.LittleEndian.Uint16(data[8:]))
	t.row = int(binary.LittleEndian.Uint16(data[10:]))
	t.driver = data[29]
	t.fox = data[0]&0xf0 == 0x30
	if t.rows == 0 {
		t.row = max(t.row, 1) // a table of nothing may have records of no length
	}
	first, step, nameLength := 32, 32, 11
	if !t.fox && data[0]&7 == 4 && isLevel7(data, t.head) {
		t.level7, first, step, nameLength = true, 68, 48, 32
	}
	switch {
	case data[0] == 2:
		return nil, bad(locale.T("it is a table of dBase II, which is not read"))
	case t.head < 33 || t.row < 1:
		return nil, bad(locale.T("it does not begin as a table of dBase does"))
	case t.head > len(data):
		return nil, bad(locale.T("its head is said to have %d {1|byte|bytes}, the file has %d", t.head, len(data)))
	}
	next, bit := 1, 0 // the first byte is the mark of deletion
	var wide []int
	for pos := first; pos+step <= t.head && data[pos] != endOfFields; pos += step {
		d := data[pos : pos+step]
		raw, _, _ := bytes.Cut(d[:nameLength], []byte{0})
		c := column{raw: bytes.TrimRight(raw, " "), at: next, null: -1}
		if t.level7 {
			c.kind, c.width, c.decimals = d[32], int(d[33]), int(d[34])
		} else {
			c.kind, c.width, c.decimals = d[11], int(d[16]), int(d[17])
		}
		flags := byte(0)
		if t.fox {
			flags = d[18]
		}
		if c.kind == 'V' || c.kind == 'Q' { // of a width that varies, which has a bit of its own
			bit++
		}
		if flags&2 != 0 && c.kind != '0' {
			c.null = bit
			bit++
		}
		if c.kind == '0' {
			t.nulls, t.nullWidth = c.at, c.width
		}
		if c.kind == 'C' && c.decimals > 0 {
			wide = append(wide, len(t.columns))
		}
		next += c.width
		t.columns = append(t.columns, c)
	}
	next += t.widen(wide, t.row-next)
	if next > t.row {
		return nil, bad(locale.T("its fields take %d {1|byte|bytes}, and a record has %d", next, t.row))
	}
	return t, nil
}

// isLevel7 reports whether the fields are those of level 7: they follow its longer head. Other programs write its
// number on tables of the older form.
func isLevel7(data []byte, head int) bool {
	for pos := 68; pos < min(head, len(data)); pos += 48 {
		if data[pos] == endOfFields {
			return pos > 68
		}
	}
	return false
}

// widen gives texts of more than 255 bytes their width, of which Clipper and FoxPro write the upper byte where numbers
// have their decimals, if the records are just so much longer. It returns how many bytes that makes.
func (t *table) widen(columns []int, missing int) int {
	more := 0
	for _, k := range columns {
		more += t.columns[k].decimals << 8
	}
	if more == 0 || more != missing {
		return 0
	}
	shift := 0
	for k := range t.columns {
		c := &t.columns[k]
		c.at += shift
		if c.kind == 'C' && c.decimals > 0 {
			shift += c.decimals << 8
			c.width += c.decimals << 8
		}
	}
	return more
}

// choose leaves the fields that are read, and returns the others. A field without a width holds nothing: a table of
// them would be endless.
func (t *table) choose() (others []column) {
	var kept []column
	for _, c := range t.columns {
		switch {
		case c.kind == '0': // FoxPro's own
		case c.width > 0 && t.reads(&c):
			kept = append(kept, c)
		default:
			others = append(others, c)
		}
	}
	t.columns = kept
	return others
}

// reads reports whether the field is of a type that is read, and sets what it holds.
func (t *table) reads(c *column) bool {
	switch c.kind {
	case 'C':
		c.holds = format.Text
	case 'N', 'F':
		c.holds = format.Integer // until a value is none
		if c.decimals > 0 {
			c.holds = format.Real
		}
	case 'D':
		c.holds = format.Date
	case 'L':
		c.holds = format.Boolean
	case 'I', '+':
		c.holds = format.Integer
		return c.width == 4
	case 'O':
		c.holds = format.Real
		return c.width == 8
	case 'B', 'Y': // of dBase B is a memo
		c.holds = format.Real
		return t.fox && c.width == 8
	case 'T':
		c.holds = format.Text // a time of a day without a zone
		return t.fox && c.width == 8
	default:
		return false
	}
	return true
}

// record is the bytes of a record, nil where the file ends before it.
func (t *table) record(i int) []byte {
	if i >= t.present() {
		return nil
	}
	from := t.head + i*t.row
	return t.data[from : from+t.row]
}

// present is how many records there are, of those that the head states.
func (t *table) present() int { return min(t.rows, (len(t.data)-t.head)/t.row) }

// deleted reports whether a record is marked as deleted.
func (t *table) deleted(i int) bool {
	r := t.record(i)
	return r != nil && r[0] == deleted
}

func (t *table) note(kind fault.Kind, detail locale.Text) {
	t.notes = append(t.notes, fault.Fault{File: t.name, Kind: kind, Detail: detail})
}

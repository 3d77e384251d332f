package shapefile

import (
	"encoding/binary"
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

const (
	fileCode     = 9994
	version      = 1000
	headerLength = 100 // bytes of a .shp's or .shx's head
	recordHead   = 8   // bytes before each record of a .shp: its number and its length
)

// shapes is a .shp whose records have been found.
type shapes struct {
	source  format.Source
	kind    shapeType
	records []record
	// broken says that records may follow the last one, which could not be found.
	broken bool
	end    int // of the last one found in their order
	notes  []fault.Fault
}

// record is where a shape stands.
type record struct {
	at, length int         // of its content
	problem    locale.Text // why it cannot be read, if so
}

// open reads the head of a .shp and finds its records.
func open(s format.Source, index []byte, rows int) (*shapes, error) {
	notRead := func(detail, remedy locale.Text) error { return s.Fault(NotShapefile, detail, remedy) }
	again := locale.T("give the .shp of a shapefile, or export it anew")
	switch {
	case len(s.Data) == 0:
		return nil, notRead(locale.T("the file is empty"), again)
	case len(s.Data) < headerLength || binary.BigEndian.Uint32(s.Data) != fileCode:
		return nil, notRead(locale.T("it does not begin as a shapefile does"), again)
	}
	f := &shapes{source: s, kind: shapeType(int32(binary.LittleEndian.Uint32(s.Data[32:])))}
	if !f.kind.known() {
		return nil, s.Fault(NotRead, locale.T("its shapes are of %s, which is not read", f.kind.text()),
			locale.T("convert it to points, lines or polygons, for instance with ogr2ogr"))
	}
	f.find(index, rows)
	return f, nil
}

// find finds the records: one behind the other, or where the index says, if that fits and the order does not. rows is
// how many records the table has, -1 for none.
func (f *shapes) find(index []byte, rows int) {
	var beyond int
	f.records, beyond = f.walk(rows)
	listed, ok := f.listed(index)
	name := sibling(f.source.Name, ".shx")
	switch {
	case index == nil:
	case !ok:
		f.note(WrongLength, locale.T("%s is no index of a shapefile; it is not used", name))
	case f.broken:
		f.note(WrongLength, locale.T("what follows byte %d is no shape; the shapes are read where %s says", locale.Nth(f.end),
			name))
		f.byIndex(listed)
		return
	case !slices.EqualFunc(listed, f.records, func(at int, r record) bool { return at == r.at-recordHead }):
		if rows >= 0 && len(listed) == rows && f.sound(listed) {
			f.note(WrongLength, locale.T("its records do not follow one another as %s lists them; they are read by the list, "+
				"which has %d {2|shape|shapes} of the %d {3|one|ones} there are", name, len(listed), len(f.records)))
			f.byIndex(listed)
			return
		}
		f.note(WrongLength, locale.T("%s lists %d {2|shape|shapes} and does not fit the %d {3|one|ones} there are; "+
			"it is not used", name, len(listed), len(f.records)))
	}
	if beyond > 0 {
		f.note(WrongLength, locale.T("%d {1|byte|bytes} after the last shape {1|is|are} left out", beyond))
	}
}

// walk finds the records one behind the other, and how many bytes after them are left out: those beyond the end that
// the head states, if a record ends there, and what is no record behind as many as the table has. A longer file that
// has as many records as the table counts for more than its head.
func (f *shapes) walk(rows int) (records []record, beyond int) {
	data := f.source.Data
	stated := 2 * int(binary.BigEndian.Uint32(data[24:]))
	atStated := -1 // how many records end where the head says
	pos := headerLength
	for {
		if pos == stated {
			atStated = len(records)
		}
		if pos == len(data) {
			break
		}
		length, ok := f.lengthAt(pos)
		if !ok {
			f.broken = true
			break
		}
		records = append(records, record{at: pos + recordHead, length: length})
		pos += recordHead + length
		f.end = pos
	}
	if atStated >= 0 && (f.broken || len(records) != rows) {
		f.broken = false
		return records[:atStated], len(data) - stated
	}
	if f.broken && len(records) == rows {
		f.broken = false
		return records, len(data) - pos
	}
	if f.broken {
		r := record{problem: locale.T("%d {1|byte|bytes} are left where the next shape should stand, and hold none: the "+
			"file is cut off or damaged", len(data)-pos)}
		if len(data)-pos >= recordHead {
			r.problem = locale.T("it is said to have %d {1|byte|bytes}, and %d {2|follows|follow}: the file is cut off or "+
				"damaged", 2*int(int32(binary.BigEndian.Uint32(data[pos+4:]))), len(data)-pos-recordHead)
		}
		records = append(records, r)
	}
	return records, 0
}

// lengthAt is the length of the content of a record whose head stands at a place, if it fits into the file.
func (f *shapes) lengthAt(pos int) (int, bool) {
	data := f.source.Data
	if pos < headerLength || pos > len(data)-recordHead {
		return 0, false
	}
	words := int32(binary.BigEndian.Uint32(data[pos+4:]))
	length := 2 * int(words)
	return length, words >= 0 && length <= len(data)-pos-recordHead
}

// listed is the places of the heads of records as the index has them.
func (f *shapes) listed(index []byte) ([]int, bool) {
	if len(index) < headerLength || binary.BigEndian.Uint32(index) != fileCode {
		return nil, false
	}
	var at []int
	for e := index[headerLength:]; len(e) >= 8; e = e[8:] {
		at = append(at, 2*int(binary.BigEndian.Uint32(e)))
	}
	return at, true
}

// sound reports whether the index leads to records that all fit into the file and have no byte in common.
func (f *shapes) sound(listed []int) bool {
	end := 0
	for _, pos := range slices.Sorted(slices.Values(listed)) {
		length, ok := f.lengthAt(pos)
		if !ok || pos < end {
			return false
		}
		end = pos + recordHead + length
	}
	return true
}

// byIndex takes the records from the index. Those that do not fit into the file, or have bytes in common with one
// before, have a problem.
func (f *shapes) byIndex(listed []int) {
	f.broken = false
	f.records = make([]record, len(listed))
	order := make([]int, len(listed))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return listed[a] - listed[b] })
	end := 0
	for _, i := range order {
		pos := listed[i]
		length, ok := f.lengthAt(pos)
		if !ok || pos < end {
			f.records[i].problem = locale.T("%s says that it stands after byte %d, where there is none",
				sibling(f.source.Name, ".shx"), locale.Nth(pos))
			continue
		}
		f.records[i] = record{at: pos + recordHead, length: length}
		end = pos + recordHead + length
	}
}

func (f *shapes) note(kind fault.Kind, detail locale.Text) {
	f.notes = append(f.notes, f.source.Fault(kind, detail, locale.Text{}))
}

package shapefile

import (
	"errors"
	"io/fs"
	"iter"
	"path"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Read reads a .shp with what stands beside it; it is a format.Reader. Without a .dbf features have no fields. The
// number of a feature is its place in the .shp, from 0, deleted ones counted. Texts lose the blanks behind them, and
// empty ones are null, as a table has no other way to say so; so are numbers of asterisks, which were too wide for
// their field. Heights and measures (Z, M) are left out, and so are memos and other fields whose values stand in other
// files.
//
// A number of shapes that is not that of the table's records is a fault of the file, and so is a kind of shape that is
// not read. What is wrong with a record is a fault of its feature.
func Read(s format.Source, o format.Options) ([]format.Layer, error) {
	beside := map[string][]byte{}
	for _, ending := range []string{".dbf", ".shx", ".prj", ".cpg"} {
		data, err := companion(s, ending)
		if err != nil {
			return nil, err
		}
		beside[ending] = data
	}
	r := reading{Source: s}
	rows := -1
	if data := beside[".dbf"]; data != nil {
		var err error
		if r.table, err = openTable(sibling(s.Name, ".dbf"), data); err != nil {
			return nil, err
		}
		if err := r.table.prepare(o.Encoding, beside[".cpg"]); err != nil {
			return nil, err
		}
		rows = r.table.rows
	}
	var err error
	if r.shapes, err = open(s, beside[".shx"], rows); err != nil {
		return nil, err
	}
	if n := len(r.shapes.records); rows >= 0 && n != rows && !r.shapes.broken {
		return nil, s.Fault(Unequal, locale.T("it has %d {1|shape|shapes}, and %s has %d {3|record|records}", n,
			r.table.name, rows), locale.T("take both files from the same export"))
	}
	layer := format.Layer{
		Name:     strings.TrimSuffix(path.Base(strings.ReplaceAll(s.Name, `\`, "/")), path.Ext(s.Name)),
		CRS:      wkt(beside[".prj"]),
		Count:    r.survey(),
		Features: r.features(),
		Notes:    r.notes,
	}
	if r.table != nil {
		layer.Encoding = r.table.encoding.String()
		for _, c := range r.table.columns {
			layer.Fields = append(layer.Fields, format.Field{Name: c.name, Type: c.holds})
		}
	}
	return []format.Layer{layer}, nil
}

// companion is a file beside the .shp, nil where there is none.
func companion(s format.Source, ending string) ([]byte, error) {
	if s.Beside == nil {
		return nil, nil
	}
	data, err := s.Beside(ending)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fault.Fault{File: sibling(s.Name, ending), Kind: fault.NotReadable, Detail: locale.T("%v", err)}
	case data == nil:
		data = []byte{}
	}
	return data, nil
}

// wkt is the text of a .prj.
func wkt(prj []byte) string {
	t, err := charset.Decode(prj, "")
	if err != nil {
		return strings.ToValidUTF8(string(prj), "\ufffd")
	}
	return strings.Trim(t.Text, " \t\r\n\x00")
}

// reading is a shapefile on its way to a layer.
type reading struct {
	format.Source
	*shapes
	table *table // nil for none
	notes []fault.Fault
}

// survey reads everything once, for the notes and the types of fields, and counts the features.
func (r *reading) survey() int {
	var found findings
	var inTable tableFindings
	count := 0
	for i := range r.records {
		if r.table != nil && r.table.deleted(i) {
			inTable.deleted.add(1, i)
			continue
		}
		count++
		_, _ = r.geometry(i, &found)
		if r.table != nil {
			if row := r.table.record(i); row != nil {
				r.table.survey(row, &inTable, i)
			}
		}
	}
	if r.table != nil {
		r.table.settle()
	}
	r.tell(&found, &inTable)
	return count
}

// features gives the features that are not deleted.
func (r *reading) features() iter.Seq2[format.Feature, error] {
	return func(yield func(format.Feature, error) bool) {
		for i := range r.records {
			if r.table != nil && r.table.deleted(i) {
				continue
			}
			if !yield(r.feature(i)) {
				return
			}
		}
	}
}

// feature reads one, or returns a fault of all that is wrong with it.
func (r *reading) feature(i int) (format.Feature, error) {
	var found findings
	var inTable tableFindings
	var wrong []locale.Text
	geometry, bad := r.geometry(i, &found)
	kind := BadValue
	if !bad.Empty() {
		kind = BadShape
		wrong = append(wrong, bad)
	}
	f := format.Feature{Geometry: geometry}
	if r.table != nil {
		row := r.table.record(i)
		if row == nil {
			wrong = append(wrong, locale.T("%s ends before its record", r.table.name))
		} else {
			f.Values = make([]input.Value, len(r.table.columns))
			for k := range r.table.columns {
				if f.Values[k], bad = r.table.read(k, row, &inTable, i); !bad.Empty() {
					wrong = append(wrong, bad)
				}
			}
		}
	}
	if len(wrong) == 0 {
		return f, nil
	}
	remedy := locale.T("mend the record, or export the shapefile anew")
	if inTable.misfit.count > 0 {
		kind, remedy = charset.Misfit, charset.MisfitRemedy
	}
	return format.Feature{}, r.FeatureFault(i, kind, locale.T("%s", wrong), remedy)
}

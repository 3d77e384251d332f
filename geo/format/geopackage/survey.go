package geopackage

import (
	"fmt"

	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/locale"
)

// survey goes through all rows to see what the columns hold in truth, and counts them; -1 where they cannot be read.
func (f *features) survey(d *database, left *int64, note func(locale.Text)) int {
	var columns []string
	for _, x := range f.fields {
		columns = append(columns, x.name)
	}
	count := 0
	found := make([]any, len(columns)) // the first value that made a column's kind wider
	err := d.each(f.table.query(append(columns, f.geometry)), func(row []any) error {
		count++
		b, _ := row[len(columns)].([]byte)
		f.found.Add(&parts.Found{Measured: hasHeights(b)})
		for i, v := range row[:len(columns)] {
			x := &f.fields[i]
			if wider := x.kind.holding(v); wider != x.kind {
				if found[i] == nil {
					found[i] = v
				}
				x.kind = wider
			}
		}
		return charge(left, row)
	})
	if err != nil {
		return -1 // as is told when the features are read
	}
	kept := f.fields[:0]
	for i, x := range f.fields {
		k, named := declaredKind(x.declared)
		switch {
		case x.kind == blob:
			note(binaryColumn(x.name))
			continue
		case k == x.kind || !named:
		case x.kind == words:
			note(locale.T("the column %q is declared as %s and holds %q too; it is read as text", x.name, x.declared,
				short(fmt.Sprint(found[i]))))
		case x.kind == real:
			note(locale.T("the column %q is declared as %s and holds %q too; it is read as real numbers", x.name, x.declared,
				short(fmt.Sprint(found[i]))))
		default:
			note(locale.T("the column %q is declared as %s and holds %q too; it is read as whole numbers", x.name, x.declared,
				short(fmt.Sprint(found[i]))))
		}
		kept = append(kept, x)
	}
	f.fields = kept
	return count
}

// charge takes what a row holds off what may still come out of the database.
func charge(left *int64, row []any) error {
	for _, v := range row {
		*left--
		switch v := v.(type) {
		case string:
			*left -= int64(len(v))
		case []byte:
			*left -= int64(len(v))
		}
	}
	if *left < 0 {
		return errEndless
	}
	return nil
}

package geopackage

import (
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// Read reads the tables that gpkg_contents names as features or attributes, in the order in which they stand there. A
// feature's id is the number of its row, the primary key. What is wrong with one table alone is told when its features
// are read.
//
// A database whose latest changes stand in a file beside it is refused. Values that the declared type of their column
// does not allow make the field one of a wider type, which is noted. Left out and noted are heights, columns of
// binary data, columns that are computed in reading, and contents of other kinds.
func Read(src format.Source, opts format.Options) ([]format.Layer, error) {
	notes, err := recognise(src)
	if err != nil {
		return nil, err
	}
	pages := newPages(src.Data)
	if !pages.tree(1) {
		return nil, damaged(src, endless)
	}
	d, err := open(src.Data)
	if err != nil {
		return nil, damaged(src, cause(err))
	}
	p := &pack{src: src, notes: notes}
	err = p.read(d, pages)
	if closing := d.close(); err == nil && closing != nil {
		err = damaged(src, cause(closing))
	}
	if err != nil {
		return nil, err
	}
	if opts.Encoding != "" && !strings.EqualFold(opts.Encoding, "UTF-8") {
		p.notes = append(p.notes, src.Fault(fault.BadValue,
			locale.T("the texts of a GeoPackage say themselves how they are encoded; %s is passed over", opts.Encoding),
			locale.Text{}))
	}
	p.layers[0].Notes = append(p.notes, p.layers[0].Notes...)
	return p.layers, nil
}

// damaged is the fault of a database that SQLite cannot read.
func damaged(src format.Source, why locale.Text) fault.Fault {
	return src.Fault(fault.NotReadable, locale.T("the database is damaged: %s", why),
		locale.T("take another copy of it, or open it in QGIS and save anew what is left"))
}

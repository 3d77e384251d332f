package geopackage

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// The header of a database (sqlite.org/fileformat2.html, 1.3): what it begins with, its length, and where in it stand
// the size of a page, the way of reading, the number of changes, the number of pages, and the change of which that
// number is.
const (
	heading      = "SQLite format 3\x00"
	headingBytes = 100
	pageSizeAt   = 16
	readWayAt    = 19
	changesAt    = 24
	pagesAt      = 28
	validForAt   = 92
	aheadLog     = 2 // the way of reading where a log is written ahead
)

// recognise looks at a file before it is opened: whether it is of another kind, is cut short, or has changes in a file
// beside it.
func recognise(src format.Source) (notes []fault.Fault, err error) {
	b := src.Data
	if len(b) < headingBytes || string(b[:len(heading)]) != heading {
		return nil, src.Fault(fault.NotReadable, locale.T("it is not a GeoPackage, nor any other database of SQLite"),
			locale.T("name a file that ends in .gpkg, unpacked"))
	}
	known := binary.BigEndian.Uint32(b[changesAt:]) == binary.BigEndian.Uint32(b[validForAt:])
	if whole := uint64(pageSize(b)) * uint64(binary.BigEndian.Uint32(b[pagesAt:])); known && uint64(len(b)) < whole {
		return nil, src.Fault(fault.NotReadable, locale.T("it has %d of its %d bytes", len(b), whole),
			locale.T("copy or download it again"))
	}
	if src.Beside == nil {
		if b[readWayAt] == aheadLog {
			notes = append(notes, src.Fault(fault.NotReadable,
				locale.T("its latest changes may stand in a file beside it that ends in -wal, which is not at hand"),
				locale.T("where there is one, close the programs that have it open and take the file again")))
		}
		return notes, nil
	}
	for _, x := range endings {
		ending := filepath.Ext(src.Name) + x.ending
		log, err := src.Beside(ending)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, src.Fault(fault.NotReadable, locale.T("the file beside it that ends in %s: %w", ending, err),
				locale.Text{})
		case x.unfinished(log):
			return nil, src.Fault(fault.NotReadable,
				locale.T("changes to it stand in the file beside it that ends in %s, and not yet in it", ending),
				locale.T("close the programs that have it open, such as QGIS; if none has, open it in one and close that"))
		}
	}
	return notes, nil
}

// endings are those of the files beside a database that hold what it lacks, and what tells that they do.
var endings = []struct {
	ending     string
	unfinished func([]byte) bool
}{{"-wal", ahead}, {"-journal", interrupted}}

// ahead says whether a write-ahead log holds changes: frames behind its header that bear the header's salt
// (sqlite.org/fileformat2.html, 4.1).
func ahead(log []byte) bool {
	const header, frame, salt, frameSalt = 32, 24, 16, 8
	return len(log) > header+frame && binary.BigEndian.Uint32(log)&^1 == 0x377f0682 &&
		string(log[salt:salt+8]) == string(log[header+frameSalt:header+frameSalt+8])
}

// interrupted says whether a journal holds what was there before a change that did not come to its end
// (sqlite.org/fileformat2.html, 3).
func interrupted(journal []byte) bool {
	const magic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
	return len(journal) > 28 && string(journal[:len(magic)]) == magic
}

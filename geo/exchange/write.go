package exchange

import (
	"archive/zip"
	"compress/gzip"
	"errors"
	"io"
	"time"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// Write writes layers, in longitude and latitude on WGS 84, as files of the format that the name's ending asks for: the
// first has that name, others that the format needs stand beside it. With .gz or .zip behind the ending they are packed
// into one. The same layers give the same bytes. Where features cannot be read, all of them are told, and nothing is
// written.
func Write(name string, layers []format.Layer) ([]format.File, error) {
	files, err := Stream(name, layers)
	for i := range files {
		if err == nil {
			files[i], err = files[i].Whole()
		}
	}
	if err != nil {
		return nil, err
	}
	return files, nil
}

// Stream is Write with files whose contents are written feature by feature, where the format can be.
func Stream(name string, layers []format.Layer) ([]format.File, error) {
	if len(layers) == 0 {
		return nil, locale.Errorf("%s: there is nothing to write", name)
	}
	if err := sound(layers); err != nil {
		return nil, err
	}
	return write(name, layers)
}

// Writes is nil where the ending of a name says a format that is written, packed or not.
func Writes(name string) error {
	switch ending(name) {
	case ".kmz", ".zip": // one that names nothing else is of a shapefile
		return nil
	case ".gz":
		return Writes(name[:len(name)-len(".gz")])
	}
	_, err := toWrite(name)
	return err
}

// Shapeless is how many features of layers have a geometry that a file of the name cannot hold: one in a format of
// tables alone.
func Shapeless(name string, layers []format.Layer) (n int) {
	for end := ending(name); end == ".gz" || end == ".zip"; end = ending(name) {
		name = name[:len(name)-len(end)]
	}
	if f, err := toWrite(name); err != nil || !f.tables {
		return 0
	}
	for _, l := range layers {
		for f, err := range l.Features {
			if err == nil && !format.Empty(f.Geometry) {
				n++
			}
		}
	}
	return n
}

// sound is nil where every feature of the layers can be read; else it has every fault of them.
func sound(layers []format.Layer) error {
	var faults fault.Faults
	if err := gather(&faults, layers...); err != nil {
		return err
	}
	return faults.Err()
}

// write is Write of layers that are sound.
func write(name string, layers []format.Layer) ([]format.File, error) {
	switch ending(name) {
	case ".gz":
		files, err := write(name[:len(name)-len(".gz")], layers)
		if err != nil {
			return nil, err
		}
		if len(files) != 1 {
			return nil, locale.Errorf("%s: the format has %d files, and .gz packs one: use .zip", name, len(files))
		}
		return []format.File{{Name: name, Stream: func(to io.Writer) error {
			w := gzip.NewWriter(to)
			return errors.Join(files[0].To(w), w.Close())
		}}}, nil
	case ".kmz": // an archive of one file, by the name that programs look for
		files, err := write("doc.kml", layers)
		if err != nil {
			return nil, err
		}
		return zipped(name, files), nil
	case ".zip":
		inner := name[:len(name)-len(".zip")]
		if f, err := toWrite(inner); err != nil || f == nil {
			inner += ".shp" // an archive that names nothing else is one of a shapefile, as programs take it
		}
		files, err := write(inner, layers)
		if err != nil {
			return nil, err
		}
		return zipped(name, files), nil
	}
	f, err := toWrite(name)
	if err != nil {
		return nil, err
	}
	return f.write(name, layers)
}

// zipped packs files into one archive, under their names without folders, dated 1 January 1980: the clock has no part.
func zipped(name string, files []format.File) []format.File {
	return []format.File{{Name: name, Stream: func(to io.Writer) error {
		w := zip.NewWriter(to)
		for _, f := range files {
			in, err := w.CreateHeader(&zip.FileHeader{Name: base(f.Name), Method: zip.Deflate,
				Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
			if err != nil {
				return err
			}
			if err := f.To(in); err != nil {
				return err
			}
		}
		return w.Close()
	}}}
}

// Kept are the endings of files that stand beside one of a format of several and are part of it, or kept by programs as
// indexes and descriptions of what was there: what of them a new file does not bring would be false of it.
func Kept(name string) []string {
	if ending(name) != ".shp" {
		return nil
	}
	return []string{".shx", ".dbf", ".prj", ".cpg", ".fields.csv", ".qix", ".qpj", ".sbn", ".sbx", ".fbn", ".fbx", ".ain",
		".aih", ".ixs", ".mxs", ".atx", ".idm", ".ind", ".shp.xml"}
}

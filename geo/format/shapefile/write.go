package shapefile

import (
	"bytes"
	"encoding/csv"
	"math"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/locale"
)

// wgs84 is longitude and latitude on WGS 84 as Esri's programs write it.
const wgs84 = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],` +
	`PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`

// mostBytes is how long a .shp or .dbf may be: programs count its bytes in 31 bits. Tests make it less.
var mostBytes int64 = math.MaxInt32

// Write makes a shapefile of each layer; it is a format.Writer. One layer gets the name given; of several, each gets
// that name with the layer's own behind it. The files of a layer are .shp, .shx, .dbf, .prj and .cpg.
//
// A layer must have geometry, all of one kind: points, groups of points, lines or areas. Names of fields have ten
// letters, digits or underscores of ASCII; where any had to be changed, a table of both names stands beside the others,
// in NAME.fields.csv. Ids are a field where they are not in one already. A layer without fields gets one, FID, that
// numbers the features, since a table has one at least. Texts are in UTF-8 and have 254 bytes at most; longer ones are
// refused. An empty text is written as one that is not there is, and a text is read without the blanks at its end: a
// table has no other way.
func Write(name string, layers []format.Layer) ([]format.File, error) {
	if len(layers) == 0 {
		return nil, fault.Fault{File: name, Kind: NotHeld, Detail: locale.T("there is no layer to write")}
	}
	base := name
	if ending := len(name) - len(".shp"); ending > 0 && strings.EqualFold(name[ending:], ".shp") {
		base = name[:ending]
	}
	var files []format.File
	taken := map[string]bool{}
	for _, l := range layers {
		l, err := rows.WithIDs(l)
		if err != nil {
			return nil, err
		}
		w := writing{name: name, layer: l}
		of := base
		if len(layers) > 1 {
			of = base + "_" + distinct(latin(l.Name), mostName, taken)
			w.name = of + ".shp"
		}
		made, err := w.files(of)
		if err != nil {
			return nil, err
		}
		files = append(files, made...)
	}
	return files, nil
}

// mostName is how many letters of a layer's name are part of its files'.
const mostName = 80

// writing is a layer on its way to a shapefile.
type writing struct {
	name  string // of the .shp
	layer format.Layer
	kind  shapeType
	rows  int
	bytes int64 // of the .shp's records
	cells []cell
}

// files makes the files of the layer, with the name they have in common.
func (w *writing) files(base string) ([]format.File, error) {
	if err := w.measure(); err != nil {
		return nil, err
	}
	shp, shx, err := w.shapes()
	if err != nil {
		return nil, err
	}
	dbf, err := w.table()
	if err != nil {
		return nil, err
	}
	files := []format.File{{Name: w.name, Data: shp}, {Name: base + ".shx", Data: shx}, {Name: base + ".dbf", Data: dbf},
		{Name: base + ".prj", Data: []byte(wgs84)}, {Name: base + ".cpg", Data: []byte("UTF-8")}}
	if names := w.renamed(); names != nil {
		files = append(files, format.File{Name: base + ".fields.csv", Data: names})
	}
	return files, nil
}

// measure reads the layer for the first time: what its geometry is and how wide its fields are.
func (w *writing) measure() error {
	if err := w.nameFields(); err != nil {
		return err
	}
	kinds := map[shapeType]int{} // the first feature of each
	for f, err := range w.layer.Features {
		if err != nil {
			return err
		}
		if len(f.Values) != len(w.layer.Fields) {
			return w.refuse(w.rows, locale.T("it has %d {1|value|values}, the layer %d {2|field|fields}", len(f.Values),
				len(w.layer.Fields)))
		}
		kind, parts, bad := dissect(f.Geometry)
		if !bad.Empty() {
			return w.refuse(w.rows, bad)
		}
		if _, ok := kinds[kind]; !ok && kind != null {
			kinds[kind] = w.rows
		}
		w.bytes += int64(recordHead + contentLength(kind, parts))
		for k := range w.cells {
			if bad := w.cells[k].fit(w.cells[k].value(f, w.rows)); !bad.Empty() {
				return w.refuse(w.rows, bad)
			}
		}
		w.rows++
	}
	return w.judge(kinds)
}

// judge decides whether a shapefile can hold the layer, whose kinds of geometry come with the first feature of each.
func (w *writing) judge(kinds map[shapeType]int) error {
	var words []locale.Text
	last := 0
	for _, k := range []shapeType{point, multiPoint, polyLine, polygon} {
		if first, ok := kinds[k]; ok {
			w.kind, last = k, max(last, first)
			words = append(words, kindWords[k])
		}
	}
	switch len(words) {
	case 0:
		return fault.Fault{File: w.name, Kind: NotHeld, Remedy: otherFormat,
			Detail: locale.T("no feature has a geometry, and a shapefile is of geometry")}
	case 1:
	default:
		f := w.refuse(last, locale.T("the layer has geometry of several kinds (%s), and a shapefile holds one", words))
		f.Remedy = locale.T("write each kind as a layer of its own, or another format, such as GeoPackage")
		return f
	}
	width := int64(1) // with the mark of deletion
	for k := range w.cells {
		w.cells[k].settle()
		width += int64(w.cells[k].width)
	}
	for _, f := range []struct {
		ending string
		size   int64
	}{{".shp", headerLength + w.bytes}, {".dbf", int64(w.rows) * width}} {
		if f.size > mostBytes {
			return fault.Fault{File: sibling(w.name, f.ending), Kind: NotHeld, Remedy: otherFormat,
				Detail: locale.T("it would have %d {1|byte|bytes}, and may have %d", f.size, mostBytes)}
		}
	}
	return nil
}

// kindWords name the kinds of geometry that a shapefile can hold.
var kindWords = map[shapeType]locale.Text{point: locale.T("points"), multiPoint: locale.T("groups of points"),
	polyLine: locale.T("lines"), polygon: locale.T("areas")}

// otherFormat is what to do with what a shapefile cannot hold.
var otherFormat = locale.T("write another format, such as GeoPackage")

// refuse is a fault of a feature.
func (w *writing) refuse(feature int, detail locale.Text) fault.Fault {
	return fault.Fault{File: w.name, Feature: feature, HasFeature: true, Kind: NotHeld, Detail: detail,
		Remedy: otherFormat}
}

// renamed is the table of the names of fields, nil where all are as they were.
func (w *writing) renamed() []byte {
	changed := false
	rows := [][]string{{"field", "name"}}
	for _, c := range w.cells {
		name := ""
		if c.field >= 0 {
			name = w.layer.Fields[c.field].Name
		}
		changed = changed || name != c.name
		rows = append(rows, []string{c.name, name})
	}
	if !changed {
		return nil
	}
	var b bytes.Buffer
	c := csv.NewWriter(&b)
	_ = c.WriteAll(rows) // a buffer takes all
	return b.Bytes()
}

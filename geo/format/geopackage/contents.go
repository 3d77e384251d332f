package geopackage

import (
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// pack is a GeoPackage being read.
type pack struct {
	src    format.Source
	schema *schema
	notes  []fault.Fault // on the whole
	layers []format.Layer

	systems  map[int64]string // names or definitions of reference systems by number
	geometry map[string]geometryColumn
	about    map[string]about
	styles   map[string][]style
	left     int64 // how much may still come out of all tables together, to see what they hold
}

// content is a row of gpkg_contents.
type content struct {
	table, kind, title, about string
}

// geometryColumn is a row of gpkg_geometry_columns.
type geometryColumn struct {
	name string
	srs  int64
}

// tables that programs list among the contents and that hold no data of their own: how to show that of others, and
// what GDAL puts into a file that would else be empty.
var ofPrograms = []string{"layer_styles", "qgis_projects", "ogr_empty_table"}

// read reads what layers there are. Its errors are faults.
func (p *pack) read(d *database, pages *pages) error {
	var err error
	if p.schema, err = readSchema(d, pages); err != nil {
		return damaged(p.src, cause(err))
	}
	if p.schema.tables["gpkg_contents"] == nil {
		return p.noPackage()
	}
	contents, err := p.contents(d)
	if err != nil {
		return err
	}
	for _, read := range []func(*database) locale.Text{p.readSystems, p.readGeometryColumns, p.readAbout, p.readStyles} {
		if wrong := read(d); !wrong.Empty() {
			return p.bad(wrong)
		}
	}
	p.left = allowance(len(p.src.Data))
	var others []string
	for _, c := range contents {
		switch c.kind {
		case "features", "attributes", "aspatial": // the last is what GDAL called attributes before the standard had them
			if !slices.Contains(ofPrograms, fold(c.table)) {
				p.layers = append(p.layers, p.layer(d, c))
			}
		default:
			others = append(others, c.table+" ("+c.kind+")")
		}
	}
	if len(p.layers) == 0 {
		return p.empty(others)
	}
	if len(others) > 0 {
		p.notes = append(p.notes, p.src.Fault(fault.BadValue,
			locale.T("contents that are no features are left out: %s", locale.Listed(others, fault.PerKind)), locale.Text{}))
	}
	if apart := p.unlisted(contents); len(apart) > 0 {
		p.notes = append(p.notes, p.src.Fault(fault.BadValue,
			locale.T("tables that gpkg_contents does not list are left out: %s", locale.Listed(apart, fault.PerKind)),
			locale.Text{}))
	}
	return nil
}

// bad is the fault of a database that is read and is not as the standard says.
func (p *pack) bad(detail locale.Text) fault.Fault {
	return p.src.Fault(fault.NotReadable, locale.T("it is not a whole GeoPackage: %s", detail), saveAnew)
}

var saveAnew = locale.T("open it in QGIS and save it anew as a GeoPackage")

// noPackage is the fault of a database of another kind.
func (p *pack) noPackage() error {
	what := locale.T("it is a database of SQLite, but not a GeoPackage: there is no table gpkg_contents")
	if p.schema.tables["spatial_ref_sys"] != nil && p.schema.tables["geometry_columns"] != nil {
		what = locale.T("it is a database of SpatiaLite, not a GeoPackage")
	} else if p.schema.tables["tiles"] != nil && p.schema.tables["metadata"] != nil {
		what = locale.T("it is a set of map tiles (MBTiles), not a GeoPackage")
	}
	return p.src.Fault(fault.NotReadable, what, saveAnew)
}

// empty is the fault of a GeoPackage without layers.
func (p *pack) empty(others []string) error {
	what := locale.T("it has no features: gpkg_contents lists nothing")
	if len(others) > 0 {
		what = locale.T("it has no features, only %s", locale.Listed(others, fault.PerKind))
	}
	return p.src.Fault(fault.NotReadable, what, locale.T("name a GeoPackage with a table of features"))
}

// contents reads gpkg_contents.
func (p *pack) contents(d *database) ([]content, error) {
	var all []content
	seen := map[string]bool{}
	twice := ""
	wrong := p.schema.rows(d, "gpkg_contents", []string{"table_name", "data_type", "identifier", "description"},
		func(row []any) error {
			c := content{text(row[0]), text(row[1]), text(row[2]), text(row[3])}
			if seen[fold(c.table)] {
				twice = c.table
				return errStopped
			}
			seen[fold(c.table)] = true
			all = append(all, c)
			return nil
		})
	if twice != "" {
		wrong = locale.T("gpkg_contents lists the table %q twice", twice)
	}
	if !wrong.Empty() {
		return nil, p.bad(wrong)
	}
	return all, nil
}

// unlisted are the tables of data that gpkg_contents does not list.
func (p *pack) unlisted(contents []content) []string {
	listed := map[string]bool{}
	for _, c := range contents {
		listed[fold(c.table)] = true
	}
	var apart []string
	for _, name := range p.schema.order {
		n := fold(name)
		known := listed[n] || !p.schema.tables[n].plain || slices.Contains(ofPrograms, n)
		for _, begins := range []string{"gpkg_", "gpkgext_", "sqlite_", "rtree_"} {
			known = known || strings.HasPrefix(n, begins)
		}
		if !known {
			apart = append(apart, name)
		}
	}
	return apart
}

// readSystems reads gpkg_spatial_ref_sys. A system of EPSG is named by its code, another is its definition; what is
// undefined is "". Newer definitions stand in a column of an extension (gpkg_crs_wkt).
func (p *pack) readSystems(d *database) locale.Text {
	p.systems = map[int64]string{}
	const name = "gpkg_spatial_ref_sys"
	columns := []string{"srs_id", "organization", "organization_coordsys_id", "definition"}
	if t, _ := p.schema.table(d, name); t != nil {
		if _, ok := t.column("definition_12_063"); ok {
			columns = append(columns, "definition_12_063")
		}
	}
	return p.schema.rows(d, name, columns, func(row []any) error {
		id, ok := row[0].(int64)
		code, coded := row[2].(int64)
		if !ok {
			return nil
		}
		p.systems[id] = ""
		if strings.EqualFold(text(row[1]), "EPSG") && coded {
			p.systems[id] = "EPSG:" + strconv.FormatInt(code, 10)
			return nil
		}
		for _, v := range row[3:] {
			if s := text(v); p.systems[id] == "" && !strings.EqualFold(s, "undefined") {
				p.systems[id] = s
			}
		}
		return nil
	})
}

// readGeometryColumns reads gpkg_geometry_columns, which a file without features may lack.
func (p *pack) readGeometryColumns(d *database) locale.Text {
	p.geometry = map[string]geometryColumn{}
	const name = "gpkg_geometry_columns"
	if p.schema.tables[name] == nil {
		return locale.Text{}
	}
	return p.schema.rows(d, name, []string{"table_name", "column_name", "srs_id"}, func(row []any) error {
		srs, _ := row[2].(int64)
		p.geometry[fold(text(row[0]))] = geometryColumn{text(row[1]), srs}
		return nil
	})
}

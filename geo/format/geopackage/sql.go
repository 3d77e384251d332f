package geopackage

import "strings"

// core are the statements that every GeoPackage begins with: application_id is GPKG in ASCII, and the tables are those
// of the standard's annex C.
var core = []string{
	"PRAGMA application_id = 0x47504B47",
	"PRAGMA user_version = 10300",
	`CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
)`,
	`CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
)`,
	`CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
)`,
	`CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
)`,
}

// wgs84 is the number of the reference system of what is written, and its definition.
const (
	wgs84           = 4326
	wgs84Definition = `GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,` +
		`AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],` +
		`UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],` +
		`AUTHORITY["EPSG","4326"]]`
)

// systems writes the three reference systems that every GeoPackage has (requirement 11).
func (m *maker) systems() error {
	for _, row := range [][]any{
		{"Undefined Cartesian", -1, "NONE", -1, "undefined", "undefined Cartesian coordinates"},
		{"Undefined geographic", 0, "NONE", 0, "undefined", "undefined longitude and latitude"},
		{"WGS 84", wgs84, "EPSG", wgs84, wgs84Definition, "longitude and latitude in degrees"},
	} {
		if err := m.insert("gpkg_spatial_ref_sys", row...); err != nil {
			return err
		}
	}
	return nil
}

// insertion is the statement that inserts a row of so many values.
func insertion(table string, values int) string {
	return "INSERT INTO " + quote(table) + " VALUES (" + strings.TrimSuffix(strings.Repeat("?,", values), ",") + ")"
}

// indexing are the statements that make the index of where the geometries of a table are, and the triggers that keep it
// up to date when a program changes the table, as annex F.3 of version 1.3.1 of the standard names and words them. The
// index is filled between the first statement and the others.
func indexing(table, column, id string) (index string, triggers []string) {
	name := "rtree_" + table + "_" + column
	fill := strings.NewReplacer("<r>", quote(name), "<t>", quote(table), "<c>", quote(column), "<i>", quote(id)).Replace
	const (
		filled  = "(NEW.<c> NOTNULL AND NOT ST_IsEmpty(NEW.<c>))"
		empty   = "(NEW.<c> ISNULL OR ST_IsEmpty(NEW.<c>))"
		replace = "INSERT OR REPLACE INTO <r> VALUES (NEW.<i>, ST_MinX(NEW.<c>), ST_MaxX(NEW.<c>), " +
			"ST_MinY(NEW.<c>), ST_MaxY(NEW.<c>));"
		remove = "DELETE FROM <r> WHERE id = OLD.<i>;"
	)
	for _, x := range [][3]string{
		{"insert", "AFTER INSERT ON <t> WHEN " + filled, replace},
		{"update1", "AFTER UPDATE OF <c> ON <t> WHEN OLD.<i> = NEW.<i> AND " + filled, replace},
		{"update2", "AFTER UPDATE OF <c> ON <t> WHEN OLD.<i> = NEW.<i> AND " + empty, remove},
		{"update3", "AFTER UPDATE ON <t> WHEN OLD.<i> != NEW.<i> AND " + filled, remove + " " + replace},
		{"update4", "AFTER UPDATE ON <t> WHEN OLD.<i> != NEW.<i> AND " + empty,
			"DELETE FROM <r> WHERE id IN (OLD.<i>, NEW.<i>);"},
		{"delete", "AFTER DELETE ON <t> WHEN OLD.<c> NOT NULL", remove},
	} {
		triggers = append(triggers, fill("CREATE TRIGGER "+quote(name+"_"+x[0])+" "+x[1]+" BEGIN "+x[2]+" END"))
	}
	return fill("CREATE VIRTUAL TABLE <r> USING rtree(id, minx, maxx, miny, maxy)"), triggers
}

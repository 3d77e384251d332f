package geopackage

import (
	"encoding/xml"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// dublinCore is the namespace of the words by which title, abstract and language of a table stand in gpkg_metadata
// (DCMI Metadata Element Set 1.1).
const dublinCore = "http://purl.org/dc/elements/1.1/"

// about is what the metadata say of a table.
type about struct{ title, about, lang string }

// readAbout reads what gpkg_metadata says of tables in Dublin Core; other metadata are for people and for programs that
// know them.
func (p *pack) readAbout(d *database) locale.Text {
	p.about = map[string]about{}
	const name, reference = "gpkg_metadata", "gpkg_metadata_reference"
	if p.schema.tables[name] == nil || p.schema.tables[reference] == nil {
		return locale.Text{}
	}
	texts := map[int64]about{}
	wrong := p.schema.rows(d, name, []string{"id", "md_standard_uri", "metadata"}, func(row []any) error {
		if id, ok := row[0].(int64); ok && strings.HasPrefix(text(row[1]), strings.TrimSuffix(dublinCore, "1.1/")) {
			texts[id] = parseAbout(text(row[2]))
		}
		return nil
	})
	if !wrong.Empty() {
		return wrong
	}
	return p.schema.rows(d, reference, []string{"reference_scope", "table_name", "md_file_id"}, func(row []any) error {
		id, _ := row[2].(int64)
		a, ok := texts[id]
		if table := fold(text(row[1])); ok && text(row[0]) == "table" && p.about[table] == (about{}) {
			p.about[table] = a
		}
		return nil
	})
}

// parseAbout reads title, description and language, wherever in a document they stand. What is no XML says nothing.
func parseAbout(document string) about {
	var a about
	in := xml.NewDecoder(strings.NewReader(document))
	var into *string
	for {
		t, err := in.Token()
		if err != nil {
			return a
		}
		switch t := t.(type) {
		case xml.StartElement:
			into = nil
			if t.Name.Space == dublinCore {
				into = map[string]*string{"title": &a.title, "description": &a.about, "language": &a.lang}[t.Name.Local]
			}
			if into != nil && *into != "" {
				into = nil // the first one counts
			}
		case xml.EndElement:
			into = nil
		case xml.CharData:
			if into != nil {
				*into += string(t)
			}
		}
	}
}

// titled is what is said of a table. The identifier in gpkg_contents is a title where it is not the table's name.
func (p *pack) titled(c content) (title, description, lang string) {
	a := p.about[fold(c.table)]
	title, description = a.title, a.about
	if title == "" && c.title != c.table {
		title = c.title
	}
	if description == "" {
		description = c.about
	}
	return title, description, a.lang
}

// metadata are the statements that make the tables of metadata (the standard's annex F.8).
var metadata = []string{
	`CREATE TABLE gpkg_metadata (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT ''
)`,
	`CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL,
  table_name TEXT,
  column_name TEXT,
  row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
)`,
}

// describe writes title, description and language of the tables that have any.
func (m *maker) describe(tables []*output) error {
	id := 0
	for _, t := range tables {
		a := about{t.layer.Title, t.layer.About, t.layer.Lang}
		if a == (about{}) {
			continue
		}
		if id++; id == 1 {
			if err := m.run(metadata...); err != nil {
				return err
			}
			for _, table := range []string{"gpkg_metadata", "gpkg_metadata_reference"} {
				if err := m.extension(table, nil, "gpkg_metadata", "extension_metadata", "read-write"); err != nil {
					return err
				}
			}
		}
		if err := m.insert("gpkg_metadata", id, "dataset", dublinCore, "text/xml", a.document()); err != nil {
			return err
		}
		err := m.insert("gpkg_metadata_reference", "table", t.name, nil, nil, beginning, id, nil)
		if err != nil {
			return err
		}
	}
	return nil
}

// document is a description in Dublin Core.
func (a about) document() string {
	var b strings.Builder
	b.WriteString(xml.Header + `<metadata xmlns:dc="` + dublinCore + `">`)
	for _, x := range []struct{ name, text string }{{"title", a.title}, {"description", a.about}, {"language", a.lang}} {
		if x.text != "" {
			b.WriteString("\n  <dc:" + x.name + ">" + escaped(x.text) + "</dc:" + x.name + ">")
		}
	}
	b.WriteString("\n</metadata>\n")
	return b.String()
}

// escaped is a text as XML has it.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}

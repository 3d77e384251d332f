package markup

import (
	"fmt"

	"github.com/okrug/okrug/geo/locale"
)

type rel struct{ kind, target string }

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

func relations(rels ...rel) *element {
	e := el("Relationships").attr("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
	for i, r := range rels {
		kind := office + r.kind
		if r.kind == "core" {
			kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
		}
		e.add(el("Relationship").attr("Id", fmt.Sprint("rId", i+1), "Type", kind, "Target", r.target))
	}
	return e
}

func contentTypes() *element {
	const main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	e := el("Types",
		el("Default").attr("Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml"),
		el("Default").attr("Extension", "xml", "ContentType", "application/xml"),
		el("Override").attr("PartName", "/docProps/core.xml", "ContentType",
			"application/vnd.openxmlformats-package.core-properties+xml"),
	).attr("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
	for _, p := range [][2]string{{"document", "document.main"}, {"styles", "styles"}, {"settings", "settings"},
		{"header", "header"}, {"footer", "footer"}} {
		e.add(el("Override").attr("PartName", "/word/"+p[0]+".xml", "ContentType", main+p[1]+"+xml"))
	}
	return e
}

// core holds no date: the same text gives the same bytes.
func (s *Document) core() *element {
	return el("cp:coreProperties", el("dc:title", s.Title), el("dc:language", s.Lang)).attr(
		"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/")
}

func settings() *element {
	return word("w:settings", el("w:compat",
		el("w:compatSetting").attr("w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word",
			"w:val", 15)))
}

func (s *Document) styles() *element {
	lang := s.Lang // or the tag that word processors choose a dictionary by
	if l := locale.Of(lang); l.Lang == lang {
		lang = l.Must("language.tag")
	}
	const face = "Times New Roman"
	e := word("w:styles", el("w:docDefaults",
		el("w:rPrDefault", el("w:rPr",
			el("w:rFonts").attr("w:ascii", face, "w:hAnsi", face, "w:cs", face, "w:eastAsia", face),
			val("w:sz", "28"), val("w:szCs", "28"), val("w:lang", lang))),
		el("w:pPrDefault", el("w:pPr", el("w:spacing").attr("w:after", 0, "w:line", 240, "w:lineRule", "auto")))))
	style := func(id, name string, ppr, rpr []any) {
		st := el("w:style").attr("w:type", "paragraph", "w:styleId", id)
		if id == "Normal" {
			st.attr("w:default", 1)
		}
		st.add(val("w:name", name))
		if id != "Normal" {
			st.add(val("w:basedOn", "Normal"))
		}
		st.add(el("w:qFormat"), el("w:pPr", ppr...), el("w:rPr", rpr...))
		e.add(st)
	}
	indent := func(left, first int) *element { return el("w:ind").attr("w:left", left, "w:firstLine", first) }
	space := func(before, after int) *element { return el("w:spacing").attr("w:before", before, "w:after", after) }
	bold := []any{el("w:b")}
	small := func(size string) []any { return []any{val("w:sz", size), val("w:szCs", size)} }
	style("Normal", "Normal", []any{space(0, 60), indent(0, 709), val("w:jc", "both")}, nil)
	style("Title", "Title", []any{el("w:keepNext"), space(240, 240), indent(0, 0), val("w:jc", "center"),
		val("w:outlineLvl", "0")}, bold)
	style("Heading1", "heading 1", []any{el("w:keepNext"), space(240, 60), indent(0, 0), val("w:jc", "center"),
		val("w:outlineLvl", "1")}, bold)
	style("Heading2", "heading 2", []any{el("w:keepNext"), space(120, 60), indent(0, 0), val("w:jc", "left"),
		val("w:outlineLvl", "2")}, bold)
	style("Centre", "Centred", []any{el("w:keepNext"), space(60, 60), indent(0, 0), val("w:jc", "center")}, nil)
	style("Citation", "Annex citation", []any{space(0, 0), indent(4253, 0), val("w:jc", "center")}, small("24"))
	border := func(side string) *element {
		return el(side).attr("w:val", "single", "w:sz", 6, "w:space", 4, "w:color", "000000")
	}
	style("Notice", "Notice", []any{
		el("w:pBdr", border("w:top"), border("w:left"), border("w:bottom"), border("w:right")),
		space(0, 0), indent(0, 0), val("w:jc", "left"),
	}, small("22"))
	style("Item", "Item", []any{indent(0, 709), val("w:jc", "both")}, nil)
	style("Fact", "Fact", []any{el("w:keepNext"), el("w:keepLines"), indent(0, 709), val("w:jc", "left")}, nil)
	style("Left", "Flush left", []any{indent(0, 709), val("w:jc", "left")}, nil)
	style("Signature", "Signature line", []any{el("w:tabs", el("w:tab").attr("w:val", "right", "w:pos", textWidth)),
		space(360, 0), indent(0, 0), val("w:jc", "left")}, bold)
	style("Cell", "Table text", []any{space(0, 0), indent(0, 0), val("w:jc", "left")}, small("20"))
	style("CellHead", "Table head", []any{el("w:keepNext"), space(0, 0), indent(0, 0), val("w:jc", "center")},
		append(bold, small("20")...))
	style("Gap", "Table gap", []any{indent(0, 0)}, small("12"))
	style("Header", "header", []any{indent(0, 0), val("w:jc", "center")}, nil)
	style("Footer", "footer", []any{indent(0, 0), val("w:jc", "left")}, small("16"))
	lines := el("w:tblBorders")
	for _, side := range []string{"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"} {
		lines.add(el(side).attr("w:val", "single", "w:sz", 4, "w:space", 0, "w:color", "000000"))
	}
	e.add(el("w:style", val("w:name", "Lines"), el("w:tblPr", lines,
		el("w:tblCellMar", el("w:left").attr("w:w", 85, "w:type", "dxa"), el("w:right").attr("w:w", 85, "w:type", "dxa")))).
		attr("w:type", "table", "w:styleId", "Lines"))
	return e
}

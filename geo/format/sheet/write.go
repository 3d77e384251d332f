package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/locale"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	main    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	office  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	content = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// Write writes a workbook of Excel (ECMA-376, Part 1). The same document gives the same bytes. Formulas have no values
// yet: programs work them out as they open the file. It is an error if a name of a sheet or a text is longer than such
// a file can hold.
func Write(d Document) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name, text string) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate,
			Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}) // the first day that the format knows
		if err != nil {
			return err
		}
		_, err = w.Write([]byte(xmlHead + text))
		return err
	}
	var types, sheets, relations, titles strings.Builder
	pages := make([]string, len(d.Pages))
	for i, p := range d.Pages {
		if utf8.RuneCountInString(p.Name) > 31 || strings.ContainsAny(p.Name, `[]:*?/\`) || p.Name == "" {
			return nil, locale.Errorf("%q cannot be the name of a sheet", p.Name)
		}
		var err error
		if pages[i], err = p.xml(); err != nil {
			return nil, err
		}
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, content)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%[2]d"/>`, escape(p.Name), i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1,
			office)
		if p.Frozen > 0 {
			fmt.Fprintf(&titles, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">'%s'!$1:$%d</definedName>`, i,
				escape(strings.ReplaceAll(p.Name, "'", "''")), p.Frozen)
		}
	}
	fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/>`, len(pages)+1, office)
	if titles.Len() > 0 {
		sheets.WriteString("</sheets><definedNames>" + titles.String() + "</definedNames>")
	} else {
		sheets.WriteString("</sheets>")
	}
	const packages = "http://schemas.openxmlformats.org/package/2006/"
	parts := []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="` + packages + `content-types"><Default Extension="rels" ContentType="` +
			`application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ` +
			`ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + content + `sheet.main+xml"/>` + types.String() +
			`<Override PartName="/xl/styles.xml" ContentType="` + content + `styles+xml"/><Override ` +
			`PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + office +
			`/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="` + packages +
			`relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"docProps/core.xml", `<cp:coreProperties xmlns:cp="` + packages + `metadata/core-properties" ` +
			`xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + escape(d.Title) + `</dc:title><dc:language>` +
			escape(d.Lang) + `</dc:language></cp:coreProperties>`},
		{"xl/workbook.xml", `<workbook ` + main + ` xmlns:r="` + office + `"><sheets>` + sheets.String() +
			`<calcPr fullCalcOnLoad="1"/></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packages + `relationships">` + relations.String() +
			`</Relationships>`},
		{"xl/styles.xml", styles},
	}
	for i, p := range pages {
		parts = append(parts, struct{ name, text string }{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), p})
	}
	for _, p := range parts {
		if err := put(p.name, p.text); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}

// xml is the part of a sheet, its elements in the order of the standard (18.3.1.99).
func (p Page) xml() (string, error) {
	var b strings.Builder
	b.WriteString(`<worksheet ` + main + `><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView ` +
		`workbookViewId="0" showGridLines="0">`)
	if p.Frozen > 0 {
		fmt.Fprintf(&b, `<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>`, p.Frozen, p.Frozen+1)
	}
	b.WriteString(`</sheetView></sheetViews><cols>`)
	for i, w := range p.Widths {
		fmt.Fprintf(&b, `<col min="%d" max="%[1]d" width="%g" customWidth="1"/>`, i+1, w)
	}
	b.WriteString(`</cols><sheetData>`)
	var codes []string
	for i, row := range p.Rows {
		fmt.Fprintf(&b, `<row r="%d"%s>`, i+1, p.height(row))
		for _, c := range row {
			at := Address(i+1, c.Column)
			switch {
			case utf8.RuneCountInString(c.Text) > mostLetters:
				return "", locale.Errorf("the text of cell %s has more than %d letters", at, mostLetters)
			case c.Formula != "":
				fmt.Fprintf(&b, `<c r="%s" s="%d"><f>%s</f></c>`, at, c.Style, escape(c.Formula))
			case c.Number != "":
				fmt.Fprintf(&b, `<c r="%s" s="%d"><v>%s</v></c>`, at, c.Style, escape(c.Number))
			case c.Boolean != "":
				value := 0
				if c.Boolean == "true" {
					value = 1
				}
				fmt.Fprintf(&b, `<c r="%s" s="%d" t="b"><v>%d</v></c>`, at, c.Style, value)
			case c.Text != "":
				fmt.Fprintf(&b, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, c.Style,
					escape(c.Text))
			default:
				fmt.Fprintf(&b, `<c r="%s" s="%d"/>`, at, c.Style)
			}
			if c.Style == Code && c.Column == 0 {
				codes = append(codes, at)
			}
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData>`)
	if p.Protected {
		b.WriteString(`<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>`)
	}
	b.WriteString(p.checks())
	orientation := "portrait"
	if p.Landscape {
		orientation = "landscape"
	}
	fmt.Fprintf(&b, `<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup `+
		`paperSize="9" orientation="%s" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter>`+
		`</headerFooter>`, orientation)
	if len(codes) > 0 { // digits that are text are meant to be
		fmt.Fprintf(&b, `<ignoredErrors><ignoredError sqref="%s:%s" numberStoredAsText="1"/></ignoredErrors>`, codes[0],
			codes[len(codes)-1])
	}
	b.WriteString(`</worksheet>`)
	return b.String(), nil
}

// height is that of a row with a wrapped text, which no program works out before the row is touched; "" for others.
func (p Page) height(row []Put) string {
	const points, spare = 15.0, 6
	lines := 0
	for _, c := range row {
		if c.Style == Words && c.Column < len(p.Widths) {
			width := max(1, int(p.Widths[c.Column])-spare)
			lines = max(lines, (utf8.RuneCountInString(c.Text)+width-1)/width)
		}
	}
	if lines < 2 {
		return ""
	}
	return fmt.Sprintf(` ht="%g" customHeight="1"`, points*float64(lines))
}

// checks are the limits of what cells take (18.3.1.33).
func (p Page) checks() string {
	if len(p.Counts)+len(p.Choices) == 0 {
		return ""
	}
	n := 0
	var b strings.Builder
	if len(p.Counts) > 0 {
		n++
		fmt.Fprintf(&b, `<dataValidation type="whole" operator="greaterThanOrEqual" allowBlank="1" showErrorMessage="1" `+
			`error="%s" sqref="%s"><formula1>0</formula1></dataValidation>`, escape(p.Refusal), references(p.Counts))
	}
	if len(p.Choices) > 0 {
		n++
		fmt.Fprintf(&b, `<dataValidation type="list" allowBlank="1" showErrorMessage="0" `+
			`sqref="%s"><formula1>"%s"</formula1>`+
			`</dataValidation>`, references(p.Choices), escape(strings.Join(p.Choice, ",")))
	}
	return fmt.Sprintf(`<dataValidations count="%d">%s</dataValidations>`, n, b.String())
}

func references(areas []Area) string {
	list := make([]string, len(areas))
	for i, a := range areas {
		list[i] = Address(a.Top, a.Left) + ":" + Address(a.Bottom, a.Right)
	}
	return strings.Join(list, " ")
}

// styles are those of cells, in the order of Style.
const styles = `<styleSheet ` + main + `>` +
	`<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name ` +
	`val="Calibri"/></font>` +
	`<font><b/><sz val="14"/><name val="Calibri"/></font></fonts>` +
	`<fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF2"/></patternFill></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8DC"/></patternFill></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFD5DEE8"/></patternFill></fill></fills>` +
	`<borders count="2"><border/><border><left style="thin"><color rgb="FFA0A0A0"/></left><right style="thin"><color ` +
	`rgb="FFA0A0A0"/></right><top style="thin"><color rgb="FFA0A0A0"/></top><bottom style="thin"><color rgb="FFA0A0A0"/>` +
	`</bottom></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="10">` +
	`<xf/>` +
	`<xf fontId="2" applyFont="1"/>` +
	`<xf fontId="1" fillId="4" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ` +
	`horizontal="center" vertical="center" wrapText="1"/></xf>` +
	`<xf numFmtId="49" borderId="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" ` +
	`wrapText="1"/></xf>` +
	`<xf fontId="1" fillId="2" applyFont="1" applyFill="1"/>` +
	`<xf numFmtId="3" fontId="1" borderId="1" applyNumberFormat="1" applyFont="1" applyBorder="1"/>` +
	`<xf fontId="1" borderId="1" applyFont="1" applyBorder="1"/>` +
	`<xf numFmtId="3" fillId="3" borderId="1" applyNumberFormat="1" applyFill="1" applyBorder="1" applyProtection="1">` +
	`<protection locked="0"/></xf>` +
	`<xf numFmtId="49" fillId="3" borderId="1" applyNumberFormat="1" applyFill="1" applyBorder="1" applyProtection="1">` +
	`<protection locked="0"/></xf><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

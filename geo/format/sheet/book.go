package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// Limits of what a workbook may unpack to. A sheet of 100 000 rows and ten columns has a million cells and takes 40 MB.
// They are variables so that tests can do with less.
var (
	mostBytes   int64 = 512 << 20 // of all parts that are read
	mostCells         = 8 << 20
	mostStrings       = 8 << 20
	mostAreas         = 1 << 17
)

// mostLetters is how many a cell holds (Excel specifications and limits, Microsoft).
const mostLetters = 32767

// book is a workbook while it is read.
type book struct {
	name    string
	files   map[string]*zip.File
	left    int64    // bytes that may still be unpacked
	cells   int      // read so far
	strings []string // texts that cells share
	dates   []bool   // by style: whether it shows a number as a day or an hour
}

// readBook reads a workbook of Excel.
func readBook(name string, data []byte) (*Workbook, *fault.Faults) {
	var faults fault.Faults
	b := &book{name: name, files: map[string]*zip.File{}, left: mostBytes}
	w, err := b.read(data)
	if err == nil {
		return w, &faults
	}
	var own fault.Fault
	if !errors.As(err, &own) {
		detail := locale.T("the workbook is damaged: %v", err)
		for _, packing := range []error{zip.ErrFormat, zip.ErrChecksum, io.ErrUnexpectedEOF} {
			if errors.Is(err, packing) { // whose words nobody has translated
				detail = locale.T("the workbook is damaged: a part of its bytes is missing or changed")
			}
		}
		own = fault.Fault{File: name, Kind: fault.NotTable, Detail: detail,
			Remedy: locale.T("open it in a spreadsheet program and save it anew as an Excel workbook (.xlsx)")}
	}
	faults.Add(own)
	return nil, &faults
}

// part names begin without a slash and are compared without regard to case (ECMA-376, Part 2, 6.2.2).
func plainPart(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (b *book) read(data []byte) (*Workbook, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	for _, f := range z.File {
		if _, twice := b.files[plainPart(f.Name)]; !twice {
			b.files[plainPart(f.Name)] = f
		}
	}
	main, err := b.related("", "officedocument")
	if err != nil {
		return nil, err
	}
	if len(main) != 1 || strings.HasSuffix(main[0].target, ".bin") || b.files[main[0].target] == nil {
		return nil, fault.Fault{File: b.name, Kind: fault.NotTable, Detail: b.other(), Remedy: locale.T(
			"open it in a spreadsheet program and save it as an Excel workbook (.xlsx)")}
	}
	of, err := b.related(main[0].target, "")
	if err != nil {
		return nil, err
	}
	for _, r := range of {
		switch r.kind {
		case "sharedstrings":
			err = b.readStrings(r.target)
		case "styles":
			err = b.readStyles(r.target)
		}
		if err != nil {
			return nil, err
		}
	}
	return b.readSheets(main[0].target, of)
}

// other says what a packed file is that is no workbook.
func (b *book) other() locale.Text {
	if f := b.files["mimetype"]; f != nil {
		if r, err := f.Open(); err == nil {
			kind, _ := io.ReadAll(io.LimitReader(r, 100)) // what it says so far is all that is asked
			if strings.HasSuffix(string(kind), "opendocument.spreadsheet") {
				return locale.T("it is an OpenDocument spreadsheet (.ods)")
			}
		}
	}
	return locale.T("it is a packed file, and no Excel workbook (.xlsx)")
}

// relation is a part that another one needs.
type relation struct{ id, kind, target string }

// related are the parts that one part names, "" for the file itself, of one kind or of any: "".
func (b *book) related(of, kind string) ([]relation, error) {
	dir, base := path.Split(of)
	var out []relation
	err := b.each(plainPart(dir+"_rels/"+base+".rels"), func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "Relationship" || attribute(e, "TargetMode") == "External" {
			return nil
		}
		r := relation{id: attribute(e, "Id"), kind: strings.ToLower(path.Base(attribute(e, "Type")))}
		if r.target = attribute(e, "Target"); !strings.HasPrefix(r.target, "/") {
			r.target = dir + r.target
		}
		r.target = plainPart(r.target)
		if kind == "" || r.kind == kind {
			out = append(out, r)
		}
		return nil
	})
	return out, err
}

// each calls visit for every element of a part, from which visit may read on; there are none in a part that is not
// there.
func (b *book) each(part string, visit func(d *xml.Decoder, e xml.StartElement) error) error {
	f := b.files[part]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	d := xml.NewDecoder(&limited{r, b})
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return r.Close()
		}
		if err != nil {
			return inPart(f.Name, err)
		}
		if e, ok := t.(xml.StartElement); ok {
			if err := visit(d, e); err != nil {
				return inPart(f.Name, err)
			}
		}
	}
}

// inPart says in which part an error lies; a fault of the workbook says enough.
func inPart(part string, err error) error {
	var own fault.Fault
	if errors.As(err, &own) {
		return own
	}
	return locale.Errorf("%s: %w", part, err)
}

// limited ends reading where a workbook has unpacked to more than it may.
type limited struct {
	r io.Reader
	b *book
}

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.b.left -= int64(n); l.b.left < 0 {
		return 0, l.b.tooLarge(locale.T("it unpacks to more than %d MB", mostBytes>>20))
	}
	return n, err
}

func (b *book) tooLarge(detail locale.Text) fault.Fault {
	return fault.Fault{File: b.name, Kind: TooLarge, Detail: detail,
		Remedy: locale.T("keep only the table of voters in it, or save that as CSV in UTF-8")}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// isTrue reads a truth as XML Schema writes it.
func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }

// readStrings reads the texts that cells share (ECMA-376, Part 1, 18.4).
func (b *book) readStrings(part string) error {
	return b.each(part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		if len(b.strings) == mostStrings {
			return b.tooLarge(locale.T("it has more than %d texts", mostStrings))
		}
		s, err := richText(d)
		b.strings = append(b.strings, s)
		return err
	})
}

// richText reads a text up to the end of its element: one piece, or several of different looks, without what says how
// they are pronounced (18.4.6, 18.4.8).
func richText(d *xml.Decoder) (string, error) {
	var b strings.Builder
	for depth, spoken, own := 1, 0, false; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			if t.Name.Local == "rPh" && spoken == 0 {
				spoken = depth
			}
			own = t.Name.Local == "t" && spoken == 0
		case xml.EndElement:
			if spoken == depth {
				spoken = 0
			}
			depth--
			own = false
		case xml.CharData:
			if own {
				b.Write(t)
			}
		}
	}
	return unescape(b.String()), nil
}

// unescape puts characters in place of what stands for those that XML cannot have, such as _x000D_ (22.9.2.19).
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			return b.String() + s
		}
		b.WriteString(s[:i])
		s = s[i:]
		if len(s) >= 7 && s[6] == '_' {
			if n, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				s = s[7:]
				continue
			}
		}
		b.WriteString(s[:2])
		s = s[2:]
	}
}

// readSheets reads the tables of a workbook, in the order in which they are shown.
func (b *book) readSheets(main string, of []relation) (*Workbook, error) {
	w := &Workbook{Book: true}
	var parts []string
	err := b.each(main, func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local == "workbookPr" {
			w.From1904 = isTrue(attribute(e, "date1904"))
		}
		if e.Name.Local != "sheet" {
			return nil
		}
		id := attribute(e, "id")
		i := slices.IndexFunc(of, func(r relation) bool { return r.id == id && r.kind == "worksheet" })
		if i < 0 {
			return nil // a sheet with a chart alone
		}
		if slices.Contains(parts, of[i].target) || b.files[of[i].target] == nil {
			return locale.Errorf("the sheet %q is missing", attribute(e, "name"))
		}
		parts = append(parts, of[i].target)
		state := attribute(e, "state")
		w.Sheets = append(w.Sheets, Sheet{Name: attribute(e, "name"), Hidden: state == "hidden" || state == "veryHidden"})
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range w.Sheets {
		if err := b.readSheet(parts[i], &w.Sheets[i]); err != nil {
			return nil, err
		}
	}
	return w, nil
}

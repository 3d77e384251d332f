package exchange

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/charset"
	"github.com/okrug/okrug/geo/format/sheet"
	"github.com/okrug/okrug/geo/locale"
)

// MostUnpacked is how many bytes a packed file may have unpacked, where Options do not say otherwise.
const MostUnpacked = 4 << 30

// mostMembers is how many files an archive may have.
const mostMembers = 10_000

func base(name string) string { return path.Base(strings.ReplaceAll(name, `\`, "/")) }

// Unpack is a file as it is without .gz and .zip around it, for readers that open one themselves: of an archive the one
// file that may be meant, with those beside it in the archive, and a note for each time that it was packed. What is not
// packed comes back as it is; so does a workbook, which is an archive itself. Options name the file in an archive and
// the limit of what is unpacked; rest are those that are left to say of the file. Errors are a fault.Fault.
func Unpack(s format.Source, o Options, c Content) (inner format.Source, rest Options, notes []fault.Fault, err error) {
	inner, notes, picked, err := unpack(s, o, c)
	if picked {
		o.Layer = ""
	}
	return inner, o, notes, err
}

// unpack unpacks a file as often as it is packed, to a depth that no honest file has. It says whether the options
// picked what was unpacked out of an archive.
func unpack(s format.Source, o Options, c Content) (inner format.Source, notes []fault.Fault, picked bool, err error) {
	for range 3 {
		switch {
		case bytes.HasPrefix(s.Data, []byte("\x1f\x8b")):
			inner, err = gunzip(s, o)
		case bytes.HasPrefix(s.Data, []byte("PK\x03\x04")):
			a, zipErr := zip.NewReader(bytes.NewReader(s.Data), int64(len(s.Data)))
			if zipErr == nil && isWorkbook(a) || zipErr != nil && bytes.Contains(s.Data, []byte("[Content_Types].xml")) {
				return s, notes, picked, nil
			}
			var by bool
			inner, by, err = member(s, a, zipErr, o, c)
			picked = picked || by
		default:
			return s, notes, picked, nil
		}
		if err != nil {
			return s, nil, false, err
		}
		notes = append(notes, s.Fault(Packed, locale.T("it is packed; what is read of it is %s", inner.Name), locale.Text{}))
		s = inner
	}
	return s, nil, false, s.Fault(Packed, locale.T("it is packed several times over"), locale.T("unpack it"))
}

func (o Options) most() int64 {
	if o.Most > 0 {
		return o.Most
	}
	return MostUnpacked
}

// all reads no more than a limit.
func all(r io.Reader, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(data)) > most {
		return nil, errTooLarge
	}
	return data, err
}

// errTooLarge says that unpacking came to the limit.
var errTooLarge = errors.New("larger than the limit")

// damaged is the fault of what cannot be unpacked: it is too large, or breaks off.
func damaged(s format.Source, o Options, err error) error {
	if errors.Is(err, errTooLarge) {
		return s.Fault(Packed, locale.T("it is larger than %g MB unpacked", locale.Megabytes(o.most())),
			locale.T("if it is what you mean, raise the limit with --max-file, or unpack it"))
	}
	return s.Fault(Packed, locale.T("it cannot be unpacked: it is damaged or breaks off"),
		locale.T("pack it anew, or give what is in it"))
}

func gunzip(s format.Source, o Options) (format.Source, error) {
	r, err := gzip.NewReader(bytes.NewReader(s.Data))
	if err != nil {
		return s, damaged(s, o, err)
	}
	data, err := all(r, o.most())
	if err != nil {
		return s, damaged(s, o, err)
	}
	name := s.Name
	if ending(name) == ".gz" {
		name = name[:len(name)-len(".gz")]
	}
	return format.Source{Name: name, Data: data, Beside: s.Beside}, nil
}

// isWorkbook says whether an archive is an office document, which is read whole.
func isWorkbook(a *zip.Reader) bool {
	for _, f := range a.File {
		if f.Name == "[Content_Types].xml" || f.Name == "mimetype" {
			return true
		}
	}
	return false
}

// member finds the file in an archive that is meant: the one that options name, else the only one that may be. Files
// beside it are those of its folder in the archive. It says whether it was named.
func member(s format.Source, a *zip.Reader, zipErr error, o Options, c Content) (inner format.Source, picked bool,
	err error) {
	switch {
	case zipErr != nil:
		return s, false, damaged(s, o, zipErr)
	case len(a.File) > mostMembers:
		return s, false, s.Fault(Packed, locale.T("it has %d files in it, more than %d", len(a.File), mostMembers),
			locale.T("unpack it, and give the file that is meant"))
	}
	found, picked := candidates(a, o.Layer, c)
	switch {
	case len(found) == 0:
		return s, false, s.Fault(Packed, locale.T("nothing in it is of a format that is read: %s", c.names()),
			locale.T("give an archive with one such file"))
	case len(found) > 1:
		var names []string
		for _, f := range found {
			names = append(names, f.Name)
		}
		remedy := locale.T("give an archive with one such file")
		if c == Places {
			remedy = locale.T("name the one that is meant")
		}
		return s, false, s.Fault(ManyLayers, locale.T("it has %d {1|file|files} that can be read: %s", len(found),
			strings.Join(names, ", ")), remedy)
	}
	data, err := opened(found[0], o.most())
	if err != nil {
		return s, false, damaged(s, o, err)
	}
	stem := strings.TrimSuffix(found[0].Name, path.Ext(found[0].Name))
	return format.Source{Name: s.Name + "/" + found[0].Name, Data: data, Beside: func(end string) ([]byte, error) {
		for _, f := range a.File {
			if strings.EqualFold(f.Name, stem+end) {
				return opened(f, o.most())
			}
		}
		return nil, fs.ErrNotExist
	}}, picked, nil
}

func opened(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	data, err := all(r, most)
	return data, errors.Join(err, r.Close())
}

// marked is decoded where the file begins with a mark that it is written in UTF-16 or UTF-32, so that nothing else of
// it shows what it is; any other file stays as it is.
func marked(s format.Source, o Options) (text format.Source, encoding string, notes []fault.Fault, err error) {
	if !wide(s.Data) {
		return s, "", nil, nil
	}
	return decoded(s, o)
}

// wide reports whether a file begins with a mark that it is written in UTF-16 or UTF-32.
func wide(data []byte) bool {
	return sheet.IsUTF16(data) || bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff"))
}

// decoded is a text in UTF-8 whatever encoding it came in, which is returned where it was another, with a note where
// that was found out or assumed.
func decoded(s format.Source, o Options) (text format.Source, encoding string, notes []fault.Fault, err error) {
	if o.Encoding == "" && utf8.Valid(s.Data) && !wide(s.Data) {
		return s, "", nil, nil
	}
	t, err := charset.Decode(s.Data, o.Encoding)
	if err != nil {
		return s, "", nil, s.Fault(charset.Misfit, locale.T("%v", err),
			locale.T("state its encoding with --encoding, or save it "+
				"as UTF-8"))
	}
	s.Data = []byte(t.Text)
	return s, t.Encoding.String(), t.Notes(s.Name), nil
}

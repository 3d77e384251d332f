package charset

import "github.com/okrug/okrug/geo/fault"

// Text is what a file says.
type Text struct {
	Text     string   // without a byte order mark
	Encoding Encoding // that it was written in
	Sure     bool     // the encoding was stated, or the bytes show it; otherwise it is assumed
}

// Notes tell that the encoding was assumed, where it was.
func (t Text) Notes(file string) []fault.Fault {
	if t.Sure {
		return nil
	}
	return []fault.Fault{AssumedNote(file, t.Encoding)}
}

// Decode reads a file's text in the encoding that is stated for it, by any name that Named knows, or in the one that it
// looks to be in where stated is "". Bytes that are no text in it are a *MisfitError, also where a mark says that they
// are in another encoding than the one stated; a name that is unknown is a *NameError.
func Decode(data []byte, stated string) (Text, error) {
	t := Text{Sure: true}
	mark, n := marked(data)
	switch {
	case stated != "":
		e, err := Named(stated)
		if err != nil {
			return Text{}, err
		}
		t.Encoding = e.ordered(data)
		if n > 0 && t.Encoding.name != mark.name {
			return Text{}, misfit(e, data, 0, n)
		}
	case n > 0:
		t.Encoding = mark
	default:
		t.Encoding, t.Sure = Find(data)
	}
	text, err := t.Encoding.Decode(data)
	if err != nil {
		return Text{}, err
	}
	if n > 0 {
		text = text[len("\ufeff"):]
	}
	t.Text = text
	return t, nil
}

// ordered is an encoding of several bytes a unit with the order of those, by a file's mark or by its pattern.
func (e Encoding) ordered(data []byte) Encoding {
	if e.wide < 2 || e.order != nil {
		return e
	}
	if mark, n := marked(data); n > 0 && mark.wide == e.wide {
		return mark
	}
	if e.wide == 4 {
		return utf32LE
	}
	if found, ok := unmarked16(data); ok {
		return found
	}
	return utf16LE
}

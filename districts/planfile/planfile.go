package planfile

import (
	"bytes"

	"github.com/okrug/okrug/districts/planfile/ben"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/voters"
)

// The kinds of fault.
const (
	NoColumn    fault.Kind = "column not found"
	BadDistrict fault.Kind = "bad district"
	DoubtUnit   fault.Kind = "unit in doubt"
	// UnknownRegion is a region that there is not, or that may be several.
	UnknownRegion = voters.UnknownRegion
	// ReadAs notes how something was understood.
	ReadAs = geo.ReadAs
)

// Case is what a plan is read for.
type Case struct {
	Layer *geo.Layer
	// Wholes are ids of units that finer ones have taken the place of, and that a plan may still name.
	Wholes    []string
	Districts int // of all regions; 0 where they are not known
	// Sample is which plan of an ensemble is meant, from 1; 0 for its only one.
	Sample int
	// Options are what the file does not say of itself.
	Options exchange.Options
}

// Plan is which unit has which district, as a file says it.
type Plan struct {
	// Of are the numbers of the districts, from 1, that the file gives each unit, in the file's order. Units are counted
	// as those of the layer, and behind them as Case.Wholes. Units without a district are not there.
	Of    map[int][]int
	Notes []fault.Fault
	// Placed says of every unit of the layer where it lies, where the file has shapes of the districts alone; else nil.
	Placed []Placed
}

// Read reads a plan in any of the forms of this package, packed or not. All faults are told at once, as a
// *fault.Faults; shapes that divide units between them are a *DividedError, which has the rest of the plan. Options
// that do not concern the file are an *UnaskedError.
func Read(c Case, s format.Source) (*Plan, error) {
	s, rest, packed, err := exchange.Unpack(s, c.Options, exchange.Plans)
	c.Options = rest
	r := newReading(c, s)
	if r.notes = packed; err != nil {
		r.add(err)
		return nil, r.faults.Err()
	}
	p := &Plan{}
	switch {
	case ben.Is(s.Data):
		p.Of = r.ensemble()
	case isBinary(s.Data), isXML(s.Data):
		p.Of = r.layers()
	case isJSON(s.Data):
		p.Of = r.json()
	default:
		p.Of = r.sheets()
	}
	if err := Unasked(s, c.Options, r.concern); err != nil {
		return nil, err
	}
	switch err := r.faults.Err(); {
	case err != nil && r.placed != nil:
		return nil, &DividedError{Faults: &r.faults, Placed: r.placed}
	case err != nil:
		return nil, err
	}
	p.Notes, p.Placed = r.notes, r.placed
	return p, nil
}

func isPacked(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("\x1f\x8b"))
}

// isBinary reports whether a file begins as no text does. Texts in UTF-16 have zeros too, every other byte; workbooks
// of old versions of Excel are left to the reader of tables, which says what to do.
func isBinary(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) ||
		bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) || isPacked(data) {
		return false
	}
	return bytes.Contains(data[:min(len(data), 512)], []byte("\x00\x00"))
}

func isXML(data []byte) bool { return bytes.HasPrefix(begin(data), []byte("<")) }

func isJSON(data []byte) bool {
	data = begin(data)
	return len(data) > 0 && (data[0] == '{' || data[0] == '[' || data[0] == '\x1e')
}

func begin(data []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), " \t\r\n")
}

// reading is a file while it is read.
type reading struct {
	Case
	s      format.Source
	units  *units
	faults fault.Faults
	notes  []fault.Fault

	placed  []Placed
	concern exchange.Options // what of the options was asked
}

func newReading(c Case, s format.Source) *reading {
	return &reading{Case: c, s: s, units: newUnits(c)}
}

// add adds the faults of an error.
func (r *reading) add(err error) {
	r.faults.Merge(faultsOf(r.s, err))
}

func (r *reading) note(f fault.Fault) { r.notes = append(r.notes, f) }

package ben

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"math"
	"strconv"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// isLines reports whether a file begins with an object that has a list "assignment".
func isLines(data []byte) bool {
	if !bytes.Contains(data, []byte(`"assignment"`)) {
		return false
	}
	in, err := input.NewReader(bytes.NewReader(data))
	if err != nil || !in.Is('{') {
		return false
	}
	found := false
	_ = in.Object(func(key string) error {
		if key == "assignment" {
			found = in.Is('[')
			return errEnough
		}
		return in.Skip()
	})
	return found
}

// lines reads objects that have an assignment each. The number of a sample is what its object says, else its place.
func (r *reading) lines() error {
	in, err := input.NewReader(r.in)
	if err != nil {
		return r.s.Fault(fault.NotJSON, locale.T("%v", err), locale.Text{})
	}
	for {
		if !in.Is('{') {
			if err := in.Skip(); errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
				return nil
			} else if err != nil {
				return r.notJSON(in.Fail(err))
			}
			return r.fault(fault.BadValue, locale.T("it is no object"), listRemedy)
		}
		listed, err := r.object(in)
		var f fault.Fault
		switch {
		case errors.As(err, &f):
			return f
		case err != nil:
			return r.notJSON(in.Fail(err))
		case !listed:
			return r.fault(fault.BadValue, locale.T("it has no list \"assignment\""), listRemedy)
		}
		for _, x := range in.Repeats() {
			return x.Fault(r.s.Name)
		}
		if err := r.end(1); err != nil {
			return err
		}
	}
}

var listRemedy = locale.T(
	`give an object with "assignment" in every line, as {"assignment": [1, 1, 2], "sample": 1}`)

func (r *reading) object(in *input.Reader) (listed bool, err error) {
	r.begin()
	number, said := 0, false
	err = in.Object(func(key string) error {
		switch {
		case key == "sample" && (in.Is('0') || in.Is('"')):
			v, err := in.Value()
			if err != nil {
				return err
			}
			n, bad := input.Whole(v.Text)
			if v.Kind != input.Number || bad != nil || n < 1 || n > math.MaxInt32 {
				return r.fault(fault.BadValue, locale.T("its number %s is no whole number from 1", v.Text),
					locale.T("number the samples from 1 upwards, or not at all"))
			}
			number, said = int(n), true
			return nil
		case key == "assignment" && in.Is('[') && !listed:
			listed = true
			return in.Array(func(i int) error { return r.district(in, i) })
		}
		return in.Skip()
	})
	switch {
	case err != nil || !said:
	case number <= r.last:
		return listed, r.fault(fault.BadValue, locale.T("it is numbered %d, and what is before it %d", locale.Nth(number),
			locale.Nth(r.last)), locale.T("number the samples from 1 upwards, or not at all"))
	default:
		r.next = number
	}
	return listed, err
}

// district reads a district of a list.
func (r *reading) district(in *input.Reader, i int) error {
	v, err := in.Value()
	if err != nil {
		return err
	}
	n, bad := int64(0), &input.NumberError{}
	if v.Kind == input.Number {
		n, bad = input.Whole(v.Text)
	}
	if bad != nil || n > math.MaxUint16 {
		return r.fault(fault.BadValue, locale.T("position %d is no whole number from 0 to 65535", locale.Nth(i+1)),
			locale.T("number the districts from 1, and give 0 where a unit has none"))
	}
	return r.run(uint16(n), 1)
}

func (r *reading) notJSON(err error) error {
	var syntax *input.SyntaxError
	if !errors.As(err, &syntax) {
		return r.failed(err)
	}
	f := r.fault(fault.NotJSON, locale.T("not JSON: %v", err), locale.Text{})
	f.Line = syntax.Line
	return f
}

// writeLines writes objects that have an assignment each.
func writeLines(w io.Writer, samples iter.Seq[[]uint16]) error {
	n := 0
	for of := range samples {
		list, err := json.Marshal(of)
		if err != nil {
			return err
		}
		n++
		_, err = io.WriteString(w, `{"assignment":`+string(list)+`,"sample":`+strconv.Itoa(n)+"}\n")
		if err != nil {
			return err
		}
	}
	return nil
}

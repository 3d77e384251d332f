package repair

import (
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// The kinds of change.
const (
	Joined        fault.Kind = "features joined"
	Dropped       fault.Kind = "feature left out"
	Closed        fault.Kind = "ring closed"
	Repeated      fault.Kind = "repeated positions left out"
	Spike         fault.Kind = "spikes cut off"
	Degenerate    fault.Kind = "ring without area left out"
	Split         fault.Kind = "ring split where it crosses itself"
	PartsJoined   fault.Kind = "parts joined that overlap"
	PartLeftOut   fault.Kind = "part left out that is there twice"
	GapClosed     fault.Kind = "gap closed"
	OverlapShared fault.Kind = "overlap given to one"
	Moved         fault.Kind = "piece beside slivers given to one"
	Redrawn       fault.Kind = "line drawn as the neighbours have it"
	Parted        fault.Kind = "rings parted or joined where they touch"
)

// Change is one thing that was changed: the fault that it mends, with its place, and what was done about it as the
// detail.
type Change struct {
	fault.Fault
	Other  string  // id of the unit on the other side of an overlap or gap; "" where there is none
	Area   float64 // square metres that are concerned, 0 where it is a matter of lines
	Length float64 // metres of line that are concerned, 0 where that is not known
}

// change notes a change of a unit.
func (r *repair) change(u *unit, kind fault.Kind, at orb.Point, detail locale.Text) *Change {
	c := Change{Fault: r.fault(u, kind, detail, locale.Text{})}
	c.Place = &at
	r.changes = append(r.changes, c)
	return &r.changes[len(r.changes)-1]
}

// Rows are the changes as a table with a head: kind in words of a language, feature counted from 0, id, name, the other
// unit, latitude, longitude, area and length, and in words what was done.
func Rows(changes []Change, lang string) [][]string {
	rows := [][]string{{"kind", "feature", "id", "name", "other", "lat", "lon", "area_m2", "length_m", "what"}}
	number := func(x float64, decimals int) string {
		if x == 0 {
			return ""
		}
		return strconv.FormatFloat(x, 'f', decimals, 64)
	}
	for _, c := range changes {
		lat, lon := "", ""
		if c.Place != nil {
			lat, lon = strconv.FormatFloat(c.Place[1], 'f', 7, 64), strconv.FormatFloat(c.Place[0], 'f', 7, 64)
		}
		rows = append(rows, []string{locale.Text{Key: string(c.Kind)}.In(lang), strconv.Itoa(c.Feature), c.ID,
			c.Name.In(lang), c.Other, lat, lon, number(c.Area, 2), number(c.Length, 3), c.Detail.In(lang)})
	}
	return rows
}

package planfile

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/measure"
	"github.com/okrug/okrug/geo/topology"
)

// How much of a unit's area must lie in a district, in shares.
const (
	// surely is the share from which on a unit is the district's beyond doubt: lines that are digitised apart or rounded
	// differ by less.
	surely = 0.995
	// mostly is the share from which on it is the district's, with a note: generalised lines differ by so much.
	mostly = 0.95
	// least is the share that must lie in the only district that a unit lies in at all, such as a unit with waters that
	// the districts' shapes leave out.
	least = 0.5
	// told is the share from which on it is told.
	told = 0.001
)

// DividedUnit is a unit that no district has enough of.
const DividedUnit fault.Kind = "unit divided between shapes"

// shapes gives every unit the district that most of its area lies in. Areas are those on the ellipsoid, of the cells
// that the lines of both make together.
func (r *reading) shapes(x *layer) map[int][]int {
	t := r.Layer.Topology
	if t == nil {
		r.faults.Add(r.s.Fault(fault.BadValue, locale.T("the units have no shapes to compare the districts' with"),
			locale.T("give a table with unit_id and district")))
		return nil
	}
	numbers, ok := r.districtsOf(x)
	if !ok || r.faults.Err() != nil {
		return nil
	}
	r.noteJoined(numbers, x)
	at := map[int]int{}
	var order []int
	var areas []orb.MultiPolygon
	points := 0
	for i, n := range numbers {
		switch {
		case x.areas[i] == nil:
			points++
			continue
		case n == without:
			continue
		}
		k, there := at[n]
		if !there {
			k = len(areas)
			at[n], order, areas = k, append(order, n), append(areas, nil)
		}
		areas[k] = append(areas[k], x.areas[i]...)
	}
	if points > 0 {
		r.note(fault.Fault{File: r.s.Name, Kind: ReadAs, Detail: locale.T("%d {1|feature has|features have} no area, and "+
			"{1|is|are} left out", points)})
	}
	faces := make([]orb.MultiPolygon, t.Len())
	for u := range faces {
		faces[u] = t.Face(u)
	}
	return r.place(lying(faces, areas, order))
}

// lying are the shares of every face in areas, which are of districts of these numbers.
func lying(faces, areas []orb.MultiPolygon, numbers []int) []shares {
	out := make([]shares, len(faces))
	for common := topology.Overlay(faces, areas, 0); len(common) > 0; {
		u := common[0].A
		n := slices.IndexFunc(common, func(c topology.Common) bool { return c.A != u })
		if n < 0 {
			n = len(common)
		}
		out[u] = newShares(common[:n], measure.Area(faces[u]), numbers)
		common = common[n:]
	}
	return out
}

// place gives every unit the district that its shares say. What is divided is a fault, what is in doubt a note.
func (r *reading) place(all []shares) map[int][]int {
	of := map[int][]int{}
	r.placed = make([]Placed, 0, len(all))
	var partly, outside doubts
	for u, s := range all {
		unit := r.units.list[u]
		p := s.placed()
		p.ID, p.Names = unit.ID, unit.Shown
		r.placed = append(r.placed, p)
		switch s.verdict() {
		case inside:
			of[u] = p.Of
		case nearly:
			of[u] = p.Of
			partly.add(u, s)
		case beyond:
			outside.add(u, s)
		case divided:
			f := fault.Fault{File: r.s.Name, ID: unit.ID, Name: unit.Shown, Kind: DividedUnit}
			f.Detail = locale.T("the shapes divide it: %s", s.text())
			f.Remedy = locale.T("give it one district in the table that okrug check PLAN --doubts FILE writes")
			r.faults.Add(f)
		}
	}
	partly.note(r, func(n int, list locale.Text) locale.Text {
		return locale.T("%d {1|unit lies|units lie} in {1|its district|their districts} with less than 99.5 %% of "+
			"{1|its|their} area: %s", n, list)
	})
	outside.note(r, func(n int, list locale.Text) locale.Text {
		return locale.T("%d {1|unit lies|units lie} in no district: %s", n, list)
	})
	return of
}

// noteJoined says which numbers several areas have; these make one district.
func (r *reading) noteJoined(numbers []int, x *layer) {
	count := map[int]int{}
	var joined []string
	for i, n := range numbers {
		if n == without || x.areas[i] == nil {
			continue
		}
		if count[n]++; count[n] == 2 {
			joined = append(joined, strconv.Itoa(n))
		}
	}
	if len(joined) > 0 {
		r.note(fault.Fault{File: r.s.Name, Kind: ReadAs, Detail: locale.T("several features have the number of one "+
			"district, and are taken together: %s", locale.Listed(joined, fault.PerKind))})
	}
}

// shares are the parts of a unit's area that lie in districts, the largest first.
type shares struct {
	district int
	list     []Share
	outside  float64
}

func newShares(common []topology.Common, area float64, order []int) shares {
	var s shares
	for _, c := range common {
		part := 0.0
		if area > 0 {
			part = c.Area / area
		}
		if c.B == topology.Outside {
			s.outside = part
			continue
		}
		s.list = append(s.list, Share{order[c.B], part})
	}
	slices.SortStableFunc(s.list, func(a, b Share) int {
		// What arithmetic leaves does not decide between halves.
		return cmp.Or(cmp.Compare(math.Round(b.Part*1e6), math.Round(a.Part*1e6)), cmp.Compare(a.District, b.District))
	})
	if len(s.list) > 0 {
		s.district = s.list[0].District
	}
	return s
}

// verdict is what the shares of a unit say.
type verdict byte

const (
	inside  verdict = iota
	nearly          // inside, to be noted
	beyond          // in no district
	divided         // in several, none of which has enough of it
)

func (s shares) verdict() verdict {
	most, others := 0.0, 0.0
	for i, x := range s.list {
		if i == 0 {
			most = x.Part
		} else {
			others += x.Part
		}
	}
	switch {
	case most+others <= 1-surely:
		return beyond
	case most >= surely && others <= 1-surely:
		return inside
	case most >= mostly && others <= 1-mostly, most >= least && others <= 1-surely:
		return nearly
	}
	return divided
}

// placed is where a unit of these shares lies, and whose it is.
func (s shares) placed() Placed {
	p := Placed{Open: s.verdict() == divided, Outside: s.outside}
	for i, x := range s.list {
		if x.Part < told {
			break
		}
		p.Shares = append(p.Shares, x)
		if p.Open || i == 0 && s.verdict() != beyond {
			p.Of = append(p.Of, x.District)
		}
	}
	return p
}

// text says how much of a unit lies where. What is less than the thousandth part is left out.
func (s shares) text() locale.Text {
	var parts []locale.Text
	for _, x := range s.list {
		if x.Part >= told {
			parts = append(parts, locale.T("%d: %s", locale.Nth(x.District), percent(x.Part)))
		}
	}
	list := locale.Listed(parts, fault.PerKind)
	if s.outside >= told {
		return locale.T("district %s; outside of all: %s", list, percent(s.outside))
	}
	return locale.T("district %s", list)
}

// percent is a share in per cent with one digit behind the point, rounded down so that 99.96 is not shown as whole, but
// for what arithmetic leaves.
func percent(part float64) locale.Text { return locale.T("%.1f %%", math.Floor(part*1000+1e-4)/10) }

// doubts are units to be noted, with their shares.
type doubts struct {
	units  []int
	shares []shares
}

func (d *doubts) add(u int, s shares) { d.units, d.shares = append(d.units, u), append(d.shares, s) }

// note makes one note of them, which names the first.
func (d *doubts) note(r *reading, say func(n int, list locale.Text) locale.Text) {
	if len(d.units) == 0 {
		return
	}
	var list []locale.Text
	for i, u := range d.units {
		s := d.shares[i]
		if len(s.list) == 0 || s.verdict() == beyond {
			list = append(list, r.units.Label(u))
			continue
		}
		list = append(list, locale.T("%s (%d: %s)", r.units.Label(u), locale.Nth(s.district), percent(s.list[0].Part)))
	}
	r.note(fault.Fault{File: r.s.Name, Kind: ReadAs, Detail: say(len(d.units), locale.Listed(list, fault.PerKind))})
}

func coordinates(at orb.Point) string {
	return strconv.FormatFloat(at[0], 'f', -1, 64) + ", " + strconv.FormatFloat(at[1], 'f', -1, 64)
}

package geo

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// readFiner reads the finer units and puts them in place of the units they are part of, at the end of the layer.
func (r *reading) readFiner() error {
	if len(r.s.Finer) == 0 {
		return nil
	}
	coarse := len(r.layer.Units)
	for u := range r.layer.Units {
		r.layer.Units[u].Parents = append(r.layer.Units[u].Parents, "")
	}
	r.finerFile = map[string]string{}
	divided := make([]bool, coarse)
	for i, f := range r.s.Finer {
		first := len(r.layer.Units)
		columns := f.Columns
		columns.Region, columns.Parents = "", nil
		sh := shapes{settled: true}
		var kinds []string // as the file has them
		file := &unitFile{shapes: &sh, whole: f.Unit, take: func(file *unitFile, e *entry, unit Unit) {
			kinds = append(kinds, unit.Kind)
			if file.of >= 0 {
				r.partOf(e, &unit, file.of)
			}
			r.takeUnit(file, e, unit)
		}}
		if err := r.readUnitFile(f.File, columns, file); err != nil {
			return err
		}
		for _, u := range r.layer.Units[first:] {
			r.finerFile[u.ID] = f.File.Name
		}
		if r.settles(i, first, &sh) {
			for k, kind := range kinds { // a village is no raion
				r.layer.Units[first+k].Kind = kind
			}
			continue
		}
		if f.Unit == "" {
			r.faults.Add(Fault{File: f.File.Name, Kind: UnknownProperty,
				Detail: locale.T("nothing says which property is the id of the unit that a finer unit is part of"),
				Remedy: locale.T("name it in the scenario under finer.unit")})
			continue
		}
		r.shapes.faces = append(r.shapes.faces, sh.faces...)
		r.shapes.unfit += sh.unfit
		r.shareVoters(f, first, len(r.layer.Units), divided)
	}
	r.dropDivided(divided)
	return nil
}

// partOf gives a finer unit what it has from the unit it is part of.
func (r *reading) partOf(e *entry, unit *Unit, column int) {
	id := e.text(column)
	w, ok := r.unit[id]
	if ok = ok && r.finerFile[id] == "" && w < len(r.layer.Units) && r.layer.Units[w].Feature >= 0; !ok {
		detail := locale.T("it is part of a unit %q, which is not in %s", id, r.s.Units.Name)
		e.report(column, e.fault(UnknownUnit, detail, fault.Choose(id, sortedKeys(r.unit))))
		unit.Parents = []string{id}
		return
	}
	whole := r.layer.Units[w]
	unit.RegionID = whole.RegionID
	unit.Kind = cmp.Or(unit.Kind, whole.Kind)
	unit.Parents = append(slices.Clone(whole.Parents[:len(whole.Parents)-1]), id)
}

// shareVoters checks the voters of the finer units from first up to end against those of the units they are part of, or
// shares those out. It notes which units are divided.
func (r *reading) shareVoters(f Finer, first, end int, divided []bool) {
	parts := map[int][]int{}
	var order []int
	for u := first; u < end; u++ {
		p := r.layer.Units[u].Parents
		w, ok := r.unit[p[len(p)-1]]
		if !ok || w >= len(divided) {
			continue
		}
		if parts[w] == nil {
			order = append(order, w)
			if divided[w] {
				r.faults.Add(r.unitFault(r.layer.Units[u], DuplicateID,
					locale.T("the unit %s has finer units in two files", r.layer.Units[w].ID),
					locale.T("put all parts of a unit into one file")))
			}
		}
		parts[w] = append(parts[w], u)
		divided[w] = true
	}
	if r.s.Voters != nil {
		return
	}
	for _, w := range order {
		whole := &r.layer.Units[w]
		var sum int64
		for _, u := range parts[w] {
			sum += r.layer.Units[u].Voters
		}
		switch {
		case f.Rescale && sum > 0:
			r.rescale(whole.Voters, sum, parts[w])
			for _, u := range parts[w] {
				if r.layer.Units[u].VotersStatus == "" {
					r.layer.Units[u].VotersStatus = StatusEstimated
				}
			}
		case sum != whole.Voters:
			detail := locale.T("its %d finer {1|unit|units} in %s have %d {3|voter|voters} together, it has %d", len(parts[w]),
				f.File.Name, sum, whole.Voters)
			r.faults.Add(r.unitFault(*whole, BadNumber, detail,
				locale.T("give counts that add up, or say rescale: true under finer, or give the voters of all units in a file "+
					"of their own")))
		}
	}
}

// rescale shares out voters by the figures that the parts have, by largest remainder; the first part wins a tie.
func (r *reading) rescale(voters, sum int64, parts []int) {
	type rest struct {
		unit int
		part uint64
	}
	var rests []rest
	left := voters
	for _, u := range parts {
		hi, lo := bits.Mul64(uint64(voters), uint64(r.layer.Units[u].Voters))
		share, remainder := bits.Div64(hi, lo, uint64(sum))
		r.layer.Units[u].Voters = int64(share)
		left -= int64(share)
		rests = append(rests, rest{u, remainder})
	}
	slices.SortStableFunc(rests, func(a, b rest) int { return cmp.Compare(b.part, a.part) })
	for i := range left {
		r.layer.Units[rests[i].unit].Voters++
	}
}

// replaces notes that finer units have taken the place of one.
func (r *reading) replaces(u Unit) {
	if r.divided == nil {
		r.divided = map[string]bool{}
	}
	if !r.divided[u.ID] {
		r.layer.Divided = append(r.layer.Divided, u)
	}
	r.divided[u.ID] = true
}

// dropDivided takes the units out that finer ones have replaced.
func (r *reading) dropDivided(divided []bool) {
	units, faces := r.layer.Units[:0:0], r.shapes.faces[:0:0]
	r.now = make([]int, len(r.layer.Units))
	for u, x := range r.layer.Units {
		if u < len(divided) && divided[u] {
			r.now[u] = -1
			delete(r.unit, x.ID)
			r.replaces(x)
			continue
		}
		if r.unit[x.ID] == u {
			r.unit[x.ID] = len(units)
		}
		r.now[u] = len(units)
		units, faces = append(units, x), append(faces, r.shapes.faces[u])
	}
	r.layer.Units, r.shapes.faces = units, faces
	for i := range r.towns {
		r.towns[i].unit = r.now[r.towns[i].unit]
	}
}

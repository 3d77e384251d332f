package verify

import (
	"cmp"
	"io/fs"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/locale"
)

// part is what a unit is where it is part of another unit, or a settlement of a region.
type part struct {
	of    *unit // what it is part of; nil for units that are no parts
	named string
	// A settlement has places or an area of its own; what has neither is the rest of what it is part of.
	places []position
	own    *shape
	rest   bool
	// computed is whether its lines are computed: what is nearest to it, up to so many metres from it where there is a
	// rest.
	computed bool
	reach    float64
}

// readPlace reads the geometry of a settlement.
func (u *unit) readPlace(f feature) error {
	switch g := f.Geometry; g.Type {
	case "":
		if u.rest = true; u.named == "" {
			return locale.Errorf("it has no geometry, and names nothing that it is the rest of")
		}
	case "Point":
		u.places = make([]position, 1)
		return coordinates(f, &u.places[0])
	case "MultiPoint":
		return coordinates(f, &u.places)
	default:
		var err error
		u.lines, u.area, err = readLines(f)
		u.km2, u.own = squareKilometres(f), newShape(u.lines)
		return err
	}
	return nil
}

// at is a position of a settlement.
func (u *unit) at() position {
	if u.own != nil {
		return u.own.inner()
	}
	return u.places[0]
}

// width is up to how many metres beside each other lines count as one.
func (s *scenario) width() float64 { return max(0, cmp.Or(s.Tolerance.Width, 20)) }

// readSettlements reads settlements as units of the regions that they name or lie in.
func (in *inputs) readSettlements(set fs.FS) (err error) {
	s := in.scenario
	regions, err := readUnitFile(set, unitFile{File: s.Regions.File, ID: s.Regions.ID, Names: s.Regions.Names}, false)
	if err != nil {
		return err
	}
	if in.units, err = readUnitFile(set, s.Settlements, true); err != nil {
		return err
	}
	all := newHomes(regions, s.Regions.File)
	for i := range in.units {
		u := &in.units[i]
		if err := in.settle(u, all); err != nil {
			return err
		}
		u.region, u.computed, u.reach = u.of.id, true, reachOf(u)
	}
	in.divided = all.used()
	return nil
}

// readFiner puts finer units in place of those that they are part of. All units then have one more parent, that one.
// Their voters are shared out, or must add up, but for figures of a file of their own.
func (in *inputs) readFiner(set fs.FS) error {
	s := in.scenario
	if len(s.Finer) == 0 {
		return nil
	}
	all := newHomes(in.units, s.Units.File)
	var parts []unit
	for _, c := range s.Finer {
		c.ID, c.Voters = cmp.Or(c.ID, s.Units.ID), cmp.Or(c.Voters, s.Units.Voters)
		if c.Names == nil {
			c.Names = s.Units.Names
		}
		if c.Columns == nil {
			c.Columns = s.Units.Columns
		}
		c.Region, c.Parents = "", nil
		read, err := readUnitFile(set, c, true)
		if err != nil {
			return err
		}
		settled := slices.ContainsFunc(read, func(u unit) bool { return u.places != nil || u.rest })
		if !settled {
			in.areas = append(in.areas, c.File)
		}
		mine := map[*unit][]*unit{}
		for i := range read {
			u := &read[i]
			if err := in.adopt(u, all, settled); err != nil {
				return err
			}
			mine[u.of] = append(mine[u.of], u)
		}
		for _, w := range all.used() {
			if mine[w] != nil && s.Voters == "" {
				in.addUp(w, mine[w], c.Rescale)
			}
		}
		for i := range read {
			read[i].reach = reachOf(&read[i])
		}
		parts = append(parts, read...)
	}
	in.divided = all.used()
	var units []unit
	for i, u := range in.units {
		if !all.taken[all.units[i]] {
			u.parents = append(u.parents, "")
			units = append(units, u)
		}
	}
	in.units = slices.Concat(units, parts)
	return nil
}

// adopt gives a finer unit what it has from the one that it is part of. A settlement has its kind from nobody.
func (in *inputs) adopt(u *unit, all *homes, settled bool) error {
	if settled {
		if err := in.settle(u, all); err != nil {
			return err
		}
		u.computed = true
	} else {
		w := all.find(u.named)
		if w == nil {
			return locale.Errorf("unit %s is part of %q, which %s does not have", u.id, u.named, all.file)
		}
		all.give(u, w)
		u.kind = cmp.Or(u.kind, w.kind)
	}
	u.region = u.of.region
	u.parents = append(slices.Clone(u.of.parents), u.of.id)
	return nil
}

// addUp compares the voters of parts with those of the whole, or shares these out by largest remainder; the first part
// wins a tie.
func (in *inputs) addUp(whole *unit, parts []*unit, rescale bool) {
	var sum int64
	for _, u := range parts {
		sum += u.voters
	}
	if !rescale || sum == 0 {
		if sum != whole.voters {
			in.faults = append(in.faults, locale.T("the parts of %s have %d {2|voter|voters} together, it has %d", whole.id,
				sum, whole.voters))
		}
		return
	}
	left := whole.voters
	rests := make([]*big.Int, len(parts))
	for i, u := range parts {
		all := new(big.Int).Mul(big.NewInt(whole.voters), big.NewInt(u.voters))
		share, rest := new(big.Int).DivMod(all, big.NewInt(sum), new(big.Int))
		u.voters, rests[i] = share.Int64(), rest
		left -= u.voters
	}
	for ; left > 0; left-- {
		most := 0
		for i := range rests {
			if rests[i].Cmp(rests[most]) > 0 {
				most = i
			}
		}
		parts[most].voters++
		rests[most] = big.NewInt(-1)
	}
}

// reachOf is how far a settlement reaches from its places where there is a rest: as a circle for a thousand voters a
// square kilometre, of 30 voters at least. Figures from a file of their own move no line.
func reachOf(u *unit) float64 {
	if u.places == nil {
		return 0
	}
	return 1000 * math.Sqrt(float64(max(u.voters, 30))/1000/math.Pi)
}

// homes are what others may be part of.
type homes struct {
	units  []*unit
	shapes []*shape
	taken  map[*unit]bool
	file   string
}

func newHomes(units []unit, file string) *homes {
	h := &homes{taken: map[*unit]bool{}, file: inputName(file)}
	for _, u := range units {
		h.units = append(h.units, &u)
		h.shapes = append(h.shapes, newShape(u.lines))
	}
	return h
}

// find is the unit of an id, or of a name that no other has, however it is spaced and in whatever case; nil for none.
func (h *homes) find(name string) (found *unit) {
	plain := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	for _, u := range h.units {
		if u.id == name {
			return u
		}
	}
	for _, u := range h.units {
		for _, n := range u.names {
			if !strings.EqualFold(plain(n), plain(name)) || u == found {
				continue
			}
			if found != nil {
				return nil
			}
			found = u
		}
	}
	return found
}

// around are those that a place lies in, else those that it lies beside by no more than so many metres.
func (h *homes) around(p position, metres float64) (in, beside []*unit) {
	for i, s := range h.shapes {
		if s.has(p) {
			in = append(in, h.units[i])
		} else if s.beside(p, metres) {
			beside = append(beside, h.units[i])
		}
	}
	return in, beside
}

func (h *homes) give(u, to *unit) { u.of, h.taken[to] = to, true }

// used are those that others are part of.
func (h *homes) used() (out []*unit) {
	for _, u := range h.units {
		if h.taken[u] {
			out = append(out, u)
		}
	}
	return out
}

// settle finds what a settlement is part of: what it names, which it must lie in, or else what it lies in.
func (in *inputs) settle(u *unit, all *homes) error {
	if u.named != "" {
		w := all.find(u.named)
		if w == nil {
			return locale.Errorf("settlement %s is part of %q, which %s does not have", u.id, u.named, all.file)
		}
		all.give(u, w)
	}
	if u.rest {
		return nil
	}
	inside, beside := all.around(u.at(), in.scenario.width())
	switch lies := slices.Concat(inside, beside); {
	case u.of != nil && !slices.Contains(lies, u.of):
		in.faults = append(in.faults, locale.T("settlement %s names %s and does not lie there", u.id, u.of.id))
	case u.of == nil && len(lies) == 0:
		return locale.Errorf("settlement %s lies in nothing of %s", u.id, all.file)
	case u.of == nil:
		all.give(u, lies[0])
	}
	return nil
}

// readComputed gives units whose lines are computed those that the folder has. They are judged by computed.
func (in *inputs) readComputed(set fs.FS) error {
	if !slices.ContainsFunc(in.units, func(u unit) bool { return u.computed }) {
		return nil
	}
	drawn := map[string]feature{}
	err := eachFeature(set, output.Units, func(f feature) { drawn[text(f.Properties["unit_id"])] = f })
	if err != nil {
		return err
	}
	for i := range in.units {
		u := &in.units[i]
		if !u.computed {
			continue
		}
		f := drawn[u.id]
		if u.lines, u.area, err = readLines(f); err != nil || len(u.lines) == 0 {
			u.lines, u.area = nil, 0
			in.faults = append(in.faults, locale.T("%s has no lines of unit %s", output.Units, u.id))
			continue
		}
		u.km2 = squareKilometres(f)
	}
	return nil
}

// parts is what was found of units that are parts of others: what they are part of, and their voters.
func (p *plan) parts() Outcome {
	n := 0
	for _, u := range p.in.units {
		if u.of != nil {
			n++
		}
	}
	return judged(locale.T("units that are parts of others"), locale.T("%d {1|part|parts} of %d", n, len(p.in.divided)),
		p.in.faults)
}

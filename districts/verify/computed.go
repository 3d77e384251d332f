package verify

import (
	"io/fs"
	"math"
	"regexp"
	"slices"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

const (
	// offLine is how far in metres a computed line may lie from where it is looked for here, within farOff metres from the
	// middle of what is divided; beyond, it grows with the third power, as the errors do of both ways to find it.
	offLine = 3
	farOff  = 5e5
	// positions are how many are tried in all, each of them in whatever has parts, and least in each.
	positions = 4000
	leastEach = 20
	// mostPositions is how many positions of lines are looked at in each.
	mostPositions = 50_000
	// hectare is the area in square metres of the smallest piece that the report tells of; see moved.
	hectare = 1e4
	// circleShare is the share of its radius by which a circle may lie within the round one, or beyond it: it is drawn
	// with 64 sides, whose middles lie 0.12 % inside.
	circleShare = 0.002
)

// parted is what is divided by computed lines, a unit or a region, and its parts.
type parted struct {
	whole *unit
	area  *shape
	parts []*unit
	drawn []*shape // of parts
	rest  int      // the part that has what lies far from all others, -1 for none
	sites []site
	off   float64 // how far in metres lines may lie from where they are looked for
}

// site is a place that distances are measured from, or a line of the outline of a settlement.
type site struct {
	part      int
	a, b      position
	from, to  space
	uncertain float64 // square of half of what lies between the places that stand for an outline, in metres
	lies      space   // where on it is nearest to the last place asked about
	distance  float64 // the square of how far that is
	share     float64 // of the line that leads to it
}

// parted are those of the inputs.
func (in *inputs) parted() []*parted {
	of := map[*unit]*parted{}
	var all []*parted
	for i := range in.units {
		u := &in.units[i]
		if !u.computed {
			continue
		}
		t := of[u.of]
		if t == nil {
			t = &parted{whole: u.of, area: newShape(u.of.lines), rest: -1}
			half := math.Sqrt(t.area.low.space().square(t.area.top.space())) / 2
			t.off = offLine * math.Pow(max(1, half/farOff), 3)
			of[u.of], all = t, append(all, t)
		}
		if u.rest {
			t.rest = len(t.parts)
		}
		t.place(len(t.parts), u)
		t.parts, t.drawn = append(t.parts, u), append(t.drawn, newShape(u.lines))
	}
	return all
}

// place adds the sites of a part. An outline is looked at by okrug in at least 64 pieces by their ends alone, so that
// what lies beside the middle of one is further from it than from the line.
func (t *parted) place(part int, u *unit) {
	for _, p := range u.places {
		t.sites = append(t.sites, site{part: part, a: p, b: p, from: p.space(), to: p.space()})
	}
	if u.own == nil {
		return
	}
	for _, ring := range u.own.rings {
		length := 0.0
		for i := 1; i < len(ring); i++ {
			length += math.Sqrt(ring[i-1].space().square(ring[i].space()))
		}
		half := max(1, length/64) / 2
		for i := 1; i < len(ring); i++ {
			t.sites = append(t.sites, site{part: part, a: ring[i-1], b: ring[i], from: ring[i-1].space(), to: ring[i].space(),
				uncertain: half * half})
		}
	}
}

// measure finds how far each site is from a place, and returns the nearest, -1 for none.
func (t *parted) measure(p position) int {
	from := p.space()
	nearest := -1
	for i := range t.sites {
		s := &t.sites[i]
		s.share, s.lies = from.on(s.from, s.to)
		s.distance = from.square(s.lies)
		if nearest < 0 || s.distance < t.sites[nearest].distance {
			nearest = i
		}
	}
	return nearest
}

// expects is whether a place may be a part's by distance alone, after it was measured: no other settlement is nearer to
// it by so much that the line half-way lies more than the tolerance away.
func (t *parted) expects(p position, part, nearest int, width float64) bool {
	for i, u := range t.parts {
		if u.own == nil {
			continue
		}
		if u.own.beside(p, width) {
			return true // on the line of an area, which is drawn anew
		}
		if u.own.has(p) {
			return i == part // areas keep their own
		}
	}
	if nearest < 0 {
		return part == t.rest
	}
	if part == t.rest {
		return !t.reaches(nearest, -t.off)
	}
	mine := -1
	for i, s := range t.sites {
		if s.part == part && (mine < 0 || s.distance < t.sites[mine].distance) {
			mine = i
		}
	}
	if mine < 0 || t.rest >= 0 && !t.reaches(mine, t.off) {
		return false
	}
	own, other := t.sites[mine], t.sites[nearest]
	off := t.off + width*math.Ceil(min(1, own.uncertain+other.uncertain))
	return own.distance-other.distance-other.uncertain <= 2*off*math.Sqrt(own.lies.square(other.lies))
}

// reaches is whether the place that was measured lies within a settlement's reach and so many metres more.
func (t *parted) reaches(site int, more float64) bool {
	s := t.sites[site]
	reach := t.parts[s.part].reach
	return math.Sqrt(s.distance) < reach*(1+math.Copysign(circleShare, more))+more
}

// tries are the positions that are looked at: some anywhere, and some about each settlement.
func (t *parted) tries(n int) (out []position) {
	low, top := t.area.low, t.area.top
	for i := 0; i < 8*n && len(out) < n; i++ {
		at := sequence(i)
		for k := range at {
			at[k] = low[k] + at[k]*(top[k]-low[k])
		}
		if t.area.has(at) {
			out = append(out, at)
		}
	}
	if len(t.sites) > 0 {
		every := 1 + len(t.sites)/n
		for i := 0; i < len(t.sites); i += every {
			out = append(out, t.about(t.sites[i])...)
		}
	}
	return out
}

// about are positions just on both sides of the line around a settlement: of its circle where there is a rest, else of
// that half-way to the nearest other.
func (t *parted) about(s site) (out []position) {
	if t.rest >= 0 {
		reach := t.parts[s.part].reach
		for i := range 8 {
			sin, cos := math.Sincos(float64(i) * math.Pi / 4)
			to := position{s.a[0] + cos/math.Cos(s.a[1]*math.Pi/180), s.a[1] + sin}
			want := reach*(1+circleShare) + 2*t.off
			if i%2 == 0 {
				want = max(0, reach*(1-circleShare)-2*t.off)
			}
			out = append(out, s.a.towards(to, func(p space) bool { return p.square(s.from) < want*want }))
		}
	} else {
		to, best := s, math.Inf(1)
		for _, o := range t.sites {
			if d := s.from.square(o.from); o.part != s.part && d < best {
				to, best = o, d
			}
		}
		for _, off := range []float64{-2 * t.off, 2 * t.off} {
			out = append(out, s.a.towards(to.a, func(p space) bool {
				return p.square(s.from)-p.square(to.from) < 2*off*math.Sqrt(best)
			}))
		}
	}
	in := out[:0]
	for _, p := range out {
		if t.area.has(p) {
			in = append(in, p)
		}
	}
	return in
}

// computed judges lines that were computed, which the folder has beside its plan: the parts of what is divided cover it
// and nothing else, each settlement lies in its own, and so do all positions that are nearest to it.
func (p *plan) computed(set fs.FS) Outcome {
	what := locale.T("computed lines in units.geojson")
	told, err := readMoved(set)
	if err != nil {
		return unread(what, err)
	}
	all := p.in.parted()
	width := p.in.scenario.width()
	var faults []locale.Text
	looked, moved := 0, 0
	units := 0
	for _, t := range all {
		units += len(t.parts)
	}
	for _, t := range all {
		km2 := 0.0
		faults = append(faults, t.strays(width)...)
		for i, u := range t.parts {
			km2 += u.km2
			if !u.rest && !t.drawn[i].has(u.at()) && !t.drawn[i].beside(u.at(), width+t.off) {
				faults = append(faults, locale.T("settlement %s does not lie in its own part", u.id))
			}
		}
		if math.Abs(km2-t.whole.km2) > areaTolerance*t.whole.km2+width/1000*t.area.around() {
			faults = append(faults, locale.T("the parts of %s have %.3f km² together, it has %.3f", t.whole.id, km2,
				t.whole.km2))
		}
		wrong := map[[2]string]bool{}
		for _, at := range t.tries(max(leastEach, positions*len(t.parts)/units)) {
			looked++
			f, cut := t.judge(at, width, told)
			if cut {
				moved++
			}
			// One position of each sort is named.
			if key := [2]string{f.part, f.what.Key}; f.what.Key != "" && !wrong[key] {
				wrong[key] = true
				faults = append(faults, f.what)
			}
		}
	}
	fine := locale.T("%d {1|part|parts}, %d {2|position|positions}, of which %d lie in pieces that are cut off",
		units, looked, moved)
	return judged(what, fine, faults)
}

// strays names the parts that lie beyond what they are parts of, by some positions of their lines. Lines that were
// drawn apart are drawn anew between them, within the tolerance.
func (t *parted) strays(width float64) (faults []locale.Text) {
	all := 0
	for _, s := range t.drawn {
		for _, r := range s.rings {
			all += len(r)
		}
	}
	every, i := 1+all/mostPositions, 0
	for k, s := range t.drawn {
		stray := func(p position) bool {
			i++
			return i%every == 0 && !t.area.has(p) && !t.area.beside(p, width+t.off)
		}
		for _, r := range s.rings {
			if at := slices.IndexFunc(r, stray); at >= 0 {
				faults = append(faults, locale.T("the part of %s leaves %s at %.6f, %.6f", t.parts[k].id, t.whole.id, r[at][1],
					r[at][0]))
				break
			}
		}
	}
	return faults
}

// misplaced is what is wrong with a position, and the part that has it.
type misplaced struct {
	part string
	what locale.Text
}

// judge looks at one position. cut is whether it lies in a piece that is cut off from what is nearest.
func (t *parted) judge(at position, width float64, notes *notes) (m misplaced, cut bool) {
	where := func(u *unit) string {
		if u == nil {
			return ""
		}
		return u.id
	}
	var owner *unit
	part := -1
	for i, s := range t.drawn {
		if !s.has(at) {
			continue
		}
		if part >= 0 {
			if s.beside(at, 1) || t.drawn[part].beside(at, 1) {
				return m, false
			}
			return misplaced{owner.id, locale.T("%.6f, %.6f lies in the parts of %s and of %s", at[1], at[0], owner.id,
				t.parts[i].id)}, false
		}
		part, owner = i, t.parts[i]
	}
	nearest := t.measure(at)
	if part < 0 {
		if t.area.beside(at, width) {
			return m, false
		}
		for _, s := range t.drawn {
			if s.beside(at, 1) {
				return m, false
			}
		}
		return misplaced{where(owner), locale.T("%.6f, %.6f lies in %s and in none of its parts", at[1], at[0],
			t.whole.id)}, false
	}
	if len(t.parts) == 1 || t.expects(at, part, nearest, width) || t.area.beside(at, width) {
		return m, false
	}
	for i := range t.parts {
		if i == part || !t.expects(at, i, nearest, width) {
			continue
		}
		if notes.has(t.parts[i].id, owner.id) && t.cutOff(at, i) || t.small(at, i, width) {
			return m, true
		}
	}
	return misplaced{owner.id, locale.T("%.6f, %.6f lies in the part of %s and is not nearest to it", at[1], at[0],
		owner.id)}, false
}

// cutOff is whether a place can be cut off from its settlement, after it was measured: the straight way there leaves
// the area. All of that way is nearest to the same settlement, so that nothing else can part the two. A rest may be in
// several pieces anywhere.
func (t *parted) cutOff(at position, part int) bool {
	if part == t.rest {
		return true
	}
	best := -1
	for i, s := range t.sites {
		if s.part == part && (best < 0 || s.distance < t.sites[best].distance) {
			best = i
		}
	}
	s := t.sites[best]
	to := position{s.a[0] + s.share*(s.b[0]-s.a[0]), s.a[1] + s.share*(s.b[1]-s.a[1])}
	return t.area.parts(at, to)
}

// small is whether the piece around a place that may be a part's by distance is smaller than what the report tells of,
// counted in squares of 10 m.
func (t *parted) small(at position, part int, width float64) bool {
	const side = 10
	north := side / 111_200.0
	east := north / math.Cos(at[1]*math.Pi/180)
	seen := map[[2]int]bool{{}: true}
	reached := [][2]int{{}}
	for i := 0; i < len(reached); i++ {
		if float64(len(reached)) > 1.3*hectare/(side*side) {
			return false
		}
		for _, step := range [4][2]int{{1, 0}, {0, 1}, {-1, 0}, {0, -1}} {
			next := [2]int{reached[i][0] + step[0], reached[i][1] + step[1]}
			p := position{at[0] + float64(next[0])*east, at[1] + float64(next[1])*north}
			if seen[next] || !t.area.has(p) || !t.expects(p, part, t.measure(p), width) {
				continue
			}
			seen[next] = true
			reached = append(reached, next)
		}
	}
	return true
}

// notes are the pieces that the report tells of as moved: from whose they are by distance to whose they are.
type notes struct {
	moved map[[2]string]bool
	more  bool // whether there are more than it names
}

// has is whether a piece may be told of.
func (n *notes) has(from, to string) bool { return n.more || n.moved[[2]string{from, to}] }

var (
	movedNote = regexp.MustCompile(`features\[\d+\] (\S+)(?: “.*”)?: it has .* that would be part of ` +
		`(\S+?)(?: “.*”)?, at `)
	moreNotes = regexp.MustCompile(`^and .* more: piece of another settlement`)
)

// readMoved reads which pieces the report tells of.
func readMoved(set fs.FS) (*notes, error) {
	data, err := fs.ReadFile(set, output.Report)
	if err != nil {
		return nil, err
	}
	var r struct {
		Notes []string `json:"input_notes"`
	}
	if err := input.Unmarshal(output.Report, data, &r); err != nil {
		return nil, err
	}
	n := &notes{moved: map[[2]string]bool{}}
	for _, s := range r.Notes {
		if m := movedNote.FindStringSubmatch(s); m != nil {
			n.moved[[2]string{m[2], m[1]}] = true
		}
		n.more = n.more || moreNotes.MatchString(s)
	}
	return n, nil
}

package topology

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/parallel"
)

// fewest is how many widths a contact must be long to be a border, where the two faces do not draw the same line.
// Corners that meet by chance were seen to touch along up to 1.22 widths.
const fewest = 1.5

// levels are the widths at which contacts are measured, as multiples of the one asked for: what holds at half and at
// double tells how much hangs on it.
var levels = [3]float64{0.5, 1, 2}

// asked is the level of the width asked for.
const asked = 1

// Contact is where two faces lie side by side.
type Contact struct {
	A, B int // face numbers, A < B
	// Metres is the length along which their lines run within the width of one another: the mean of what each sees of
	// the other.
	Metres float64
	// Alike is how much of it both draw as the same line, with the same vertices.
	Alike float64
	// Widest is how far apart the lines lie where they lie furthest apart, in metres, and At that place.
	Widest float64
	At     orb.Point
	// Border says whether they have a border: whether they draw a common line, or lie side by side for 1.5 widths.
	Border bool
	// AtHalf and AtDouble say whether they would have one at half and at double the width. Further and FurtherWidest
	// are the length and the widest place at double.
	AtHalf, AtDouble       bool
	Further, FurtherWidest float64
}

// match finds all contacts, sorted by A, then B, and the places where the face beside a line changes, in the order of
// the rings.
func (m *matcher) match() (contacts []Contact, ends []place) {
	m.partners()
	m.search()
	// Rings are walked along by as many goroutines as there are processors, so many at a time.
	const rings = 256
	found := make([]walker, (len(m.rings)+rings-1)/rings)
	parallel.Do(len(found), func(i int) {
		w := &found[i]
		w.matcher, w.at = m, map[int32]int{}
		for k := i * rings; k < min((i+1)*rings, len(m.rings)); k++ {
			begin := int32(0)
			if k > 0 {
				begin = m.rings[k-1]
			}
			w.along(begin, m.rings[k])
		}
		w.runs, w.at, w.scratch = [len(levels)][]run{}, nil, scratch{}
	})
	n := 0
	for i := range found {
		n += len(found[i].seen)
	}
	seen := make([]sighting, 0, n)
	for i := range found {
		seen, ends = append(seen, found[i].seen...), append(ends, found[i].ends...)
		found[i] = walker{}
	}
	return m.contacts(seen), ends
}

// contacts adds up what faces see of one another, pair by pair. Of what A sees of B and B of A, half of each counts,
// which makes the mean: the longer way round a bend and the shorter one even out.
func (m *matcher) contacts(seen []sighting) []Contact {
	faces := int32(0)
	for i := range m.all {
		faces = max(faces, m.all[i].face+1)
	}
	// Sightings of one pair, from either side and of all rings, are brought together.
	order := make([]int32, len(seen)) // by pair
	for i := range order {
		order[i] = int32(i)
	}
	lower := func(i *int32) int32 { return min(seen[*i].from, seen[*i].to) }
	higher := func(i int32) int32 { return max(seen[i].from, seen[i].to) }
	order = grouped(order, int(faces), lower, func(i, j int32) int { return int(higher(i) - higher(j)) })
	rough := m.rough(seen)
	var out []Contact
	for len(order) > 0 {
		a, b := lower(&order[0]), higher(order[0])
		var sum [len(levels)]float64
		c := Contact{A: int(a), B: int(b), At: seen[order[0]].at}
		snapped := 0.0
		for ; len(order) > 0 && lower(&order[0]) == a && higher(order[0]) == b; order = order[1:] {
			x := &seen[order[0]]
			for level, metres := range x.metres {
				sum[level] += metres / 2
			}
			c.Alike += x.alike / 2
			snapped += x.snapped
			if x.widest[asked] > c.Widest || c.Widest == 0 && x.widest[asked+1] > c.FurtherWidest {
				c.At = x.at
			}
			c.Widest, c.FurtherWidest = max(c.Widest, x.widest[asked]), max(c.FurtherWidest, x.widest[asked+1])
		}
		// Where both faces' lines lie on others everywhere, a short stretch on one another, between T-junctions, is a
		// border. Among lines drawn apart it is chance: at corners metres of them were seen within a centimetre. So it
		// is, among any lines, over lengths at which two vertices are one.
		sure := c.Alike > 0 || snapped > 4*m.snap && !rough[a] && !rough[b]
		enough := func(level int) bool { return sure || sum[level] > fewest*levels[level]*m.width }
		c.Metres, c.Further = sum[asked], sum[asked+1]
		c.AtHalf, c.Border, c.AtDouble = enough(0), enough(asked), enough(asked+1)
		out = append(out, c)
	}
	return out
}

// rough are the faces whose line is drawn apart from that of another somewhere.
func (m *matcher) rough(seen []sighting) map[int32]bool {
	out := map[int32]bool{}
	for _, x := range seen {
		if x.widest[asked] > m.snap {
			out[x.from], out[x.to] = true, true
		}
	}
	return out
}

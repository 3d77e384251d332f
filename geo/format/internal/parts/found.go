package parts

import (
	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// Kinds of faults and notes on geometry, and NotRead for what else of a file is left out.
const (
	BadFeature   fault.Kind = "bad feature"
	Heights      fault.Kind = "heights left out"
	LeftOut      fault.Kind = "points or lines left out"
	UnclosedRing fault.Kind = "unclosed ring"
	ShortRing    fault.Kind = "ring of fewer than four positions"
	NotRead      fault.Kind = "left out"
)

// Found is what was found of a feature's geometry while it was read, and the first thing that is wrong with it.
type Found struct {
	High     bool // it has heights
	Measured bool // it has heights or measures, which the format does not always tell apart
	Part     bool // it is a collection of which only the areas are read
	Unclosed int  // rings that were closed
	Shrunk   int  // rings that enclose nothing and were left out

	Kind            fault.Kind
	Problem, Remedy locale.Text
}

// Wrong keeps the first thing that is wrong with a feature. An empty problem is none.
func (f *Found) Wrong(kind fault.Kind, problem, remedy locale.Text) {
	if f.Sound() && !problem.Empty() {
		f.Kind, f.Problem, f.Remedy = kind, problem, remedy
	}
}

// Sound says that nothing is wrong so far.
func (f *Found) Sound() bool { return f.Problem.Empty() }

// Fault is what is wrong with a feature of a file, counted from 0.
func (f *Found) Fault(s format.Source, feature int) fault.Fault {
	return s.FeatureFault(feature, f.Kind, f.Problem, f.Remedy)
}

// Ring ends a ring with the position it begins with, and looks whether it has enough of them to enclose anything.
func (f *Found) Ring(ring orb.Ring) orb.Ring {
	if n := len(ring); n > 0 && ring[0] != ring[n-1] {
		ring = append(ring, ring[0])
		f.Unclosed++
	}
	if n := len(ring); n < 4 {
		f.Wrong(ShortRing, locale.T("a ring has %d {1|position|positions}", n), ShortRemedy)
	}
	return ring
}

// ShortRemedy is what to do about a ring that is short.
var ShortRemedy = locale.T("a ring has four or more, the last equal to the first")

// Whole is one geometry of all the parts, nil where there are none. Where there are areas it is those alone. Lines
// beside points are no geometry.
func (f *Found) Whole(p *Parts) orb.Geometry {
	g, leftOut, ok := p.Whole()
	if !ok {
		f.Wrong(BadFeature, locale.T("it is a collection of points and lines, which is not read"),
			locale.T("write it as points, lines or areas"))
	}
	f.Part = f.Part || leftOut > 0
	return g
}

// Tally counts what was found of a layer's features, which are added in their order. The zero value has seen none.
type Tally struct {
	features, high, measured, part int
	unclosed, shrunk               rings
}

// rings are so many, the first of them in that feature.
type rings struct{ count, first int }

func (r *rings) add(n, feature int) {
	if r.count == 0 {
		r.first = feature
	}
	r.count += n
}

// Add takes the next feature into account.
func (t *Tally) Add(f *Found) {
	for _, x := range []struct {
		is bool
		n  *int
	}{{f.High, &t.high}, {f.Measured, &t.measured}, {f.Part, &t.part}} {
		if x.is {
			*x.n++
		}
	}
	t.unclosed.add(f.Unclosed, t.features)
	t.shrunk.add(f.Shrunk, t.features)
	t.features++
}

// Notes tell what was left out and what was closed. Path is that of the layer in the file, "" where it has none.
func (t *Tally) Notes(s format.Source, path string) (notes []fault.Fault) {
	note := func(kind fault.Kind, n int, detail locale.Text) {
		if n > 0 {
			f := s.Fault(kind, detail, locale.Text{})
			f.Path = path
			notes = append(notes, f)
		}
	}
	note(Heights, t.high, locale.T("%d {1|feature has|features have} heights, which are left out", t.high))
	note(Heights, t.measured, locale.T(
		"%d {1|feature has|features have} heights or measures (Z, M), which are left out", t.measured))
	note(LeftOut, t.part, locale.T("of %d {1|collection|collections} of geometries only the areas are read", t.part))
	note(UnclosedRing, t.unclosed.count, locale.T(
		"%d {1|ring does|rings do} not end where {1|it begins|they begin} and {1|is|are} read as closed; the "+
			"first is in features[%d]", t.unclosed.count, locale.Nth(t.unclosed.first)))
	note(ShortRing, t.shrunk.count, locale.T(
		"%d {1|ring has|rings have} fewer than four positions, {1|encloses|enclose} nothing "+
			"and {1|is|are} left out; the first is in features[%d]", t.shrunk.count, locale.Nth(t.shrunk.first)))
	return notes
}

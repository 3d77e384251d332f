package repair

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/locale"
)

// Rule says who gets an area that two units cover and that is larger than a sliver.
type Rule string

// The rules. Where a rule does not tell the two apart, as where both are as large, the overlap is refused.
const (
	Refuse  Rule = "refuse"  // nobody: a person decides
	Smaller Rule = "smaller" // the unit with the smaller area
	Larger  Rule = "larger"  // the unit with the larger area
	First   Rule = "first"   // the unit that comes first in the file
	Voters  Rule = "voters"  // the unit with more voters
)

// Rules are all rules, the default first.
func Rules() []string {
	return []string{string(Refuse), string(Smaller), string(Larger), string(First), string(Voters)}
}

// DefaultWidth is the width in metres up to which gaps and overlaps are slivers: that of a scenario's tolerance.
const DefaultWidth = 20

// Options say how a layer is mended.
type Options struct {
	// File is the name by which faults speak of the layer.
	File string
	// ID is the field with the ids, "" for the ids that features have beside their fields. Name and Voters are those of
	// names, for messages, and of voters; "" for none.
	ID, Name, Voters string
	// Width, in metres, is how far apart lines may lie that are one line; 0 means DefaultWidth.
	Width float64
	// Overlaps is the rule for overlaps larger than a sliver; "" means Refuse.
	Overlaps Rule
	// DropEmpty leaves out features without a geometry, but for those with voters.
	DropEmpty bool
	// Progress, if not nil, is told what is being done, and of which area of how many; 0 of 0 where that is not counted.
	Progress func(stage locale.Text, n, all int)
}

// Result is a layer as it was mended.
type Result struct {
	Layer format.Layer
	// Changes are in the order in which they were made: of features as they were read, of rings, of lines.
	Changes []Change
	// Notes tell what was left as it is, such as gaps wider than a sliver.
	Notes []fault.Fault
}

// Repair mends a layer in longitude and latitude on WGS 84. The error is a *fault.Faults with all that a person must
// decide, or that of the context. Any other field than the geometry stays as it is, and so does the geometry of a
// feature that no change is told of.
func Repair(ctx context.Context, layer format.Layer, o Options) (Result, error) {
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	if o.Overlaps == "" {
		o.Overlaps = Refuse
	}
	if !slices.Contains(Rules(), string(o.Overlaps)) {
		return Result{}, locale.Errorf("%q is no rule for overlaps; there are %s", o.Overlaps, locale.Or(Rules()...))
	}
	r := &repair{ctx: ctx, o: o, layer: layer, common: map[[2]int]float64{}}
	for _, stage := range []func() error{r.read, r.onEarth, r.mendRings, r.mendLines, r.reread} {
		if err := stage(); err != nil {
			return Result{}, err
		}
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
	}
	if err := r.faults.Err(); err != nil {
		return Result{}, err
	}
	out := layer
	out.Count = len(r.units)
	out.Features = func(yield func(format.Feature, error) bool) {
		for _, u := range r.units {
			if !yield(u.row, nil) {
				return
			}
		}
	}
	return Result{Layer: out, Changes: r.changes, Notes: r.faults.Notes}, nil
}

// repair is a layer while it is mended.
type repair struct {
	ctx     context.Context
	o       Options
	layer   format.Layer
	units   []*unit
	faults  fault.Faults
	changes []Change
	ids     int // the place of the field of ids, -1 for none; likewise the others
	names   int
	voters  int
	common  map[[2]int]float64 // square metres that two units both covered
}

// tell tells of progress.
func (r *repair) tell(stage locale.Text, n, all int) {
	if r.o.Progress != nil {
		r.o.Progress(stage, n, all)
	}
}

// unit is an area with the features that it is made of.
type unit struct {
	feature  int // the first of its features in the file, counted from 0
	id, name string
	voters   int64
	counted  bool // voters are known
	row      format.Feature
	area     orb.MultiPolygon // as it is mended so far
	holes    []orb.Ring       // that it was drawn with
	parts    int              // features that have it
	redrawn  bool             // its rings are no longer those of the file
}

// fault begins a fault of a unit.
func (r *repair) fault(u *unit, kind fault.Kind, detail, remedy locale.Text) fault.Fault {
	return fault.Fault{File: r.o.File, Feature: u.feature, HasFeature: true, ID: u.id, Name: locale.One(u.name),
		Kind: kind, Detail: detail, Remedy: remedy}
}

// label names a unit in a message about another.
func (r *repair) label(u *unit) locale.Text {
	return fault.LabelFeature(u.feature, u.id, locale.One(u.name))
}

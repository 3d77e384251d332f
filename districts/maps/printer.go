package maps

import (
	"cmp"
	"context"
	"io"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// press holds what all sheets of one plan in one language and on one paper share. It is not for several goroutines at a
// time.
type press struct {
	*common
	ctx      context.Context
	plan     *districts.Plan
	opt      Options
	words    *words
	family   *typeface.Family
	k        float64 // size of type and lines
	details  map[float64]*detail
	subjects map[Sheet]*subject
	homonyms map[int]map[int]bool // units of a region, as far as looked for, whose names need their kinds
	all      []*press             // see tongues
}

func newPress(ctx context.Context, plan *districts.Plan, opt Options) (*press, error) {
	if opt.Lines == nil {
		opt.Lines = new(Lines)
	}
	opt, err := opt.withDefaults()
	if err != nil {
		return nil, err
	}
	if opt.BW && opt.Logo != nil {
		opt.Logo = drawing.Greyed(opt.Logo) // once, so that a book has it once
	}
	if len(plan.Layer.Units) == 0 {
		return nil, locale.Errorf("there are no units to draw")
	}
	p := &press{
		ctx:  ctx,
		plan: plan, opt: opt, words: catalogue[opt.Lang], family: opt.Family, k: opt.Paper.Type,
		common: opt.Lines.common(plan), details: map[float64]*detail{},
		subjects: map[Sheet]*subject{}, homonyms: map[int]map[int]bool{},
	}
	return p, nil
}

// faces are ungeneralised units.
func (p *press) faces(units []int) []orb.MultiPolygon {
	out := make([]orb.MultiPolygon, len(units))
	for i, u := range units {
		out[i] = p.plan.Layer.Topology.Face(u)
	}
	return out
}

// detailFor is the geometry for a scale. One serves all scales within a factor of 1.4, so that an atlas is quick; it is
// made for the largest of them, so that none shows less than it can.
func (p *press) detailFor(denominator float64) *detail {
	step := math.Pow(2, math.Floor(2*math.Log2(denominator))/2)
	d := p.details[step]
	if d == nil {
		// On cancellation this is less simple but sound, and Write returns the context's error before anything is written.
		topo, _ := p.opt.Lines.at(p.ctx, p.plan.Layer.Topology, step)
		d = &detail{plan: p.plan, common: p.common, topo: topo, areas: map[area]orb.MultiPolygon{}}
		p.details[step] = d
	}
	return d
}

// Drawn is a sheet that has been drawn, to be written in several formats and into an atlas.
type Drawn struct {
	press   *press
	picture *drawing.Picture
}

// Draw draws one sheet. The same plan and options give the same.
func Draw(ctx context.Context, plan *districts.Plan, opt Options) (*Drawn, error) {
	p, err := newPress(ctx, plan, opt)
	if err != nil {
		return nil, err
	}
	d, err := p.sheet(p.opt.Sheet)
	if err != nil {
		return nil, err
	}
	p.details, p.subjects, p.all = nil, nil, nil // what has been drawn needs no outlines any more
	return &Drawn{p, d.Picture}, ctx.Err()
}

// Write writes the sheet in a format.
func (d *Drawn) Write(w io.Writer, format Format) error { return d.press.write(w, format, d.picture) }

// Write draws one sheet and writes it. The same plan and options give the same bytes.
func Write(ctx context.Context, w io.Writer, format Format, plan *districts.Plan, opt Options) error {
	d, err := Draw(ctx, plan, opt)
	if err != nil {
		return err
	}
	return d.Write(w, format)
}

func (p *press) write(w io.Writer, format Format, d *drawing.Picture) error {
	if err := d.Check(p.family); err != nil {
		return err
	}
	switch format {
	case SVG:
		return d.SVG(w, p.family)
	case PNG:
		return d.PNG(w, p.family, p.opt.DPI)
	case PDF:
		return p.writePDF(w, d)
	}
	return locale.Errorf("%q is no format of maps", format)
}

// sheet draws one sheet, in greys where it is to be in black and white.
func (p *press) sheet(s Sheet) (*page, error) {
	pg, err := p.inColour(s)
	if err != nil {
		return nil, err
	}
	p.nameLayers(pg.Picture)
	if p.opt.BW {
		pg.Picture = pg.Greyed()
	}
	return pg, nil
}

func (p *press) inColour(s Sheet) (*page, error) {
	switch s.Kind {
	case National:
		return p.nationalSheet(), nil
	case Deviation:
		return p.deviationSheet(), nil
	case Change:
		c, err := compare.Plans(p.opt.Base, p.plan)
		if err != nil {
			return nil, err
		}
		return p.changeSheet(c), nil
	case Region, District:
		about, err := p.subjectOf(s)
		if err != nil {
			return nil, err
		}
		return p.detailSheet(about), nil
	}
	return nil, locale.Errorf("no sheet %v", s)
}

func (p *press) name(n geo.Names) string { return n.Among(p.opt.Lang, p.plan.Scenario.Languages...) }

// regionName is the name of a region as it stands on a sheet.
func (p *press) regionName(r int) string { return p.label(p.plan.Layer.Regions[r].Names) }

// unitName is the name of a unit as it stands on a sheet: with its kind where another unit of the region has the same
// name and is of another kind.
func (p *press) unitName(u int) string {
	name := p.bareUnitName(u)
	r := p.regionOf[u]
	same, ok := p.homonyms[r]
	if !ok {
		same = p.findHomonyms(r)
		p.homonyms[r] = same
	}
	if same[u] {
		name += " (" + p.words.Known("report.unit-kind.", p.plan.Layer.Units[u].Kind) + ")"
	}
	return name
}

// findHomonyms are the units of a region that share their name with one of another kind in it.
func (p *press) findHomonyms(region int) map[int]bool {
	first, out := map[string]int{}, map[int]bool{}
	for _, u := range p.unitsOf(region) {
		x, name := p.plan.Layer.Units[u], p.bareUnitName(u)
		other, ok := first[name]
		if !ok {
			first[name] = u
		} else if y := p.plan.Layer.Units[other]; x.Kind != "" && y.Kind != "" && x.Kind != y.Kind {
			out[u], out[other] = true, true
		}
	}
	return out
}

// bareUnitName is the name of a unit without its kind.
func (p *press) bareUnitName(u int) string {
	x := p.plan.Layer.Units[u]
	if x.Rest { // what is left of a unit beside its settlements is labelled by the unit
		if n := len(x.Parents); n > 0 {
			if whole, ok := p.divided[x.Parents[n-1]]; ok {
				return p.label(whole)
			}
		}
	}
	return p.label(x.Names)
}

// unitOfPlace is the unit that a place is itself; false for a place in a unit.
func (p *press) unitOfPlace(place int) (int, bool) { return p.common.unitOfPlace(p.plan.Layer, place) }

func (c *common) unitOfPlace(l *geo.Layer, place int) (int, bool) {
	x := l.Places[place]
	u, ok := c.unitOf[x.UnitID]
	return u, ok && x.ID == x.UnitID && l.Units[u].Place != nil
}

// ownVoters are the voters of a place that is a unit itself, 0 for others.
func (p *press) ownVoters(place int) int64 {
	if u, ok := p.unitOfPlace(place); ok {
		return p.plan.Layer.Units[u].Voters
	}
	return 0
}

// places are the settlements in some units, in any order, the largest first: by inhabitants, then by the voters of
// those that are units themselves.
func (p *press) places(units []int) []int {
	var out []int
	for _, u := range units {
		for _, i := range p.placesIn[u] {
			if p.name(p.plan.Layer.Places[i].Names) != "" {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Or(cmp.Compare(p.plan.Layer.Places[b].Population, p.plan.Layer.Places[a].Population),
			cmp.Compare(p.ownVoters(b), p.ownVoters(a)))
	})
	return out
}

package maps

import (
	"fmt"
	"image/color"
	"maps"
	"slices"
	"strconv"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// subjectOf is what a sheet of a region or of a district is about. Where a region is one district, its sheet is the
// district's too.
func (p *press) subjectOf(sheet Sheet) (*subject, error) {
	if sheet.Kind == Region {
		r := slices.IndexFunc(p.plan.Layer.Regions, func(r geo.Region) bool { return r.ID == sheet.Region })
		if r < 0 {
			return nil, locale.Errorf("there is no region %q", sheet.Region)
		}
		return p.regionSubject(r), nil
	}
	d := slices.IndexFunc(p.plan.Districts, func(d districts.District) bool { return d.Number == sheet.Number })
	if d < 0 {
		return nil, locale.Errorf("there is no district with number %d", sheet.Number)
	}
	if r, ok := p.wholeRegion(d); ok {
		return p.regionSubject(r), nil
	}
	return p.districtSubject(d), nil
}

// keep keeps what a sheet is about; of is the same in the language of another press.
func (p *press) keep(s *subject, sheet Sheet, of func(*press) *subject) *subject {
	s.sheet, s.of = sheet, of
	p.subjects[sheet] = s
	return s
}

// wholeRegion is the region that a district is, and whether it is one.
func (p *press) wholeRegion(d int) (region int, ok bool) {
	r := p.plan.Districts[d].Region
	return r, r >= 0 && len(p.plan.Districts[d].Units) == len(p.inRegion[r])
}

// regionSubject is what the sheet of a region is about, worked out once.
func (p *press) regionSubject(r int) *subject {
	sheet := Sheet{Kind: Region, Region: p.plan.Layer.Regions[r].ID}
	if s := p.subjects[sheet]; s != nil {
		return s
	}
	in := map[int][]int{}
	for _, u := range p.inRegion[r] {
		in[p.plan.Of[u]] = append(in[p.plan.Of[u]], u)
	}
	// District by district, and last those without one.
	var ds, units []int
	for _, d := range slices.Sorted(maps.Keys(in)) {
		if d != districts.Unassigned {
			ds, units = append(ds, d), append(units, in[d]...)
		}
	}
	units = append(units, in[districts.Unassigned]...)
	title := fmt.Sprintf(p.words.RegionSheet, p.regionName(r))
	tables := []table{p.districtTable(ds)}
	if len(ds) == 1 {
		if whole, ok := p.wholeRegion(ds[0]); ok && whole == r {
			title = fmt.Sprintf(p.words.DistrictSheet, p.plan.Districts[ds[0]].Number) + ". " + p.regionName(r)
			tables = []table{p.facts(ds[0])}
		}
	}
	s := p.about(title, units, ds)
	s.tables = tables
	s.around = func(pg *page, c *content, pl *placer) {
		beside := p.beside(ds)
		whole := map[int]int{} // districts that are regions, by region
		for d := range p.plan.Districts {
			if r, ok := p.wholeRegion(d); ok {
				whole[r] = d
			}
		}
		pg.labelAround(c, pl, regionArea, len(p.plan.Layer.Regions), func(i int) bool {
			d, ok := whole[i]
			return ok && beside(d)
		}, func(i int) []block {
			var number block
			if d, ok := whole[i]; ok {
				number = block{p.around(d, 6.5)}
			}
			var forms []block
			for _, b := range p.aroundForms(p.regionName(i), 8, 7) {
				forms = append(forms, append(b, number...))
			}
			return forms
		})
		pg.labelAround(c, pl, districtArea, len(p.plan.Districts), beside, func(d int) []block {
			if _, ok := p.wholeRegion(d); ok || slices.Contains(ds, d) {
				return nil
			}
			return []block{{p.around(d, 6.5)}}
		})
	}
	return p.keep(s, sheet, func(q *press) *subject { return q.regionSubject(r) })
}

// around is the number of a district around the sheet's subject.
func (p *press) around(d int, size float64) line {
	return line{p.numbered(d), p.font(typeface.Bold, size).in(grey)}
}

// numbered is a district's number with the sign of one.
func (p *press) numbered(d int) string {
	return p.words.NumberSign + nbsp + strconv.Itoa(p.plan.Districts[d].Number)
}

// districtTable lists the districts of a region.
func (p *press) districtTable(ds []int) table {
	t := table{head: []string{p.words.NumberSign, p.words.District, p.words.Voters, p.words.Deviation}, fills: []*fill{}}
	var sum int64
	for _, d := range ds {
		x := p.plan.Districts[d]
		f := p.fill(d)
		t.rows = append(t.rows, []string{strconv.Itoa(x.Number), p.label(x.Names), p.words.Count(x.Voters),
			p.words.percent(x.Deviation())})
		t.fills = append(t.fills, &f)
		sum += x.Voters
	}
	if len(ds) == 1 {
		t.fills = nil
	} else {
		t.total = []string{"", p.words.Total, p.words.Count(sum), ""}
	}
	return t
}

// facts are what holds of a district as a whole.
func (p *press) facts(d int) table {
	x := p.plan.Districts[d]
	mean, _ := strconv.ParseInt(x.Mean().FloatString(0), 10, 64) // halves away from zero, as in act and report
	return table{head: []string{"", p.label(x.Names), ""}, rows: [][]string{
		{"", p.words.Centre, p.label(x.CentreName)},
		{"", p.words.Voters, p.words.Count(x.Voters)},
		{"", p.words.MeanVoters, p.words.Count(mean)},
		{"", p.words.Deviation, p.words.percent(x.Deviation())},
	}}
}

// districtSubject is what the sheet of a district is about, worked out once.
func (p *press) districtSubject(d int) *subject {
	x := p.plan.Districts[d]
	sheet := Sheet{Kind: District, Number: x.Number}
	if s := p.subjects[sheet]; s != nil {
		return s
	}
	s := p.about(fmt.Sprintf(p.words.DistrictSheet, x.Number), x.Units, []int{d})
	s.tables = []table{p.facts(d)}
	if x.Region >= 0 {
		s.region = p.regionSubject(x.Region)
	}
	s.around = func(pg *page, c *content, pl *placer) {
		pg.labelAround(c, pl, districtArea, len(p.plan.Districts), p.beside([]int{d}), func(i int) []block {
			var forms []block
			for _, b := range p.aroundForms(p.label(p.plan.Districts[i].Names), 6.5) {
				forms = append(forms, append(block{p.around(i, 8)}, b...))
			}
			return append(forms, block{p.around(i, 8)}, block{p.around(i, 6.5)})
		})
	}
	return p.keep(s, sheet, func(q *press) *subject { return q.districtSubject(d) })
}

// aroundForms are the forms of the name of what lies around: in one line or more, then abbreviated, in every size.
func (p *press) aroundForms(name string, sizes ...float64) []block {
	var forms []block
	for _, size := range sizes {
		for _, name := range slices.Compact([]string{name, p.words.short(name)}) {
			forms = append(forms, p.nameForms(name, typeface.Italic, grey, size)...)
		}
	}
	return forms
}

// nameForms are the forms of a name in every size: in one line, two or three.
func (p *press) nameForms(name string, style typeface.Style, color color.RGBA, sizes ...float64) []block {
	var forms []block
	for _, size := range sizes {
		f := p.font(style, size).in(color)
		for rows := 1; rows <= 3; rows++ {
			if lines := p.balance(name, f, rows); lines != nil {
				var b block
				for _, l := range lines {
					b = append(b, line{l, f})
				}
				forms = append(forms, b)
			}
		}
	}
	return forms
}

// detailLegend explains the map of a region or a district.
func (p *press) detailLegend(s *subject) *legend {
	l := &legend{press: p}
	l.heading(p.words.Legend)
	l.add(p.words.Number, p.textSign("1", p.font(typeface.Bold, 9)))
	l.boundaries(p.regionLines)
	l.add(p.words.UnitName, p.textSign(p.words.UnitSample, p.font(typeface.Italic, 6.2)))
	var used [4]bool
	centre := false
	centres, places := p.centres, p.places(s.units)
	for _, i := range places {
		if used[townClass(p.plan.Layer.Places[i].Population)] = true; centres[i] {
			centre = true
		}
	}
	if len(places) > 0 {
		l.towns(used, centre)
	}
	return l
}

package maps

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/albers"
	"github.com/okrug/okrug/geo/locale"
)

// regionSheet shows the districts of one region, their units and settlements.
func (p *press) regionSheet(id string) (*page, error) {
	r := slices.IndexFunc(p.plan.Layer.Regions, func(r geo.Region) bool { return r.ID == id })
	if r < 0 {
		return nil, locale.Errorf("there is no region %q", id)
	}
	var ds []int
	for d, x := range p.plan.Districts {
		if slices.ContainsFunc(x.Units, func(u int) bool { return p.regionOf[u] == r }) {
			ds = append(ds, d)
		}
	}
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
	in := func(u int) bool { return p.regionOf[u] == r }
	name := p.regionName(r)
	return p.detailSheet(fmt.Sprintf(p.words.RegionSheet, name), in, ds, []table{t},
		func(pg *page, c *content, pl *placer) {
			pg.labelAround(c, pl, regionArea, len(p.plan.Layer.Regions), func(i int) block {
				return block{{p.regionName(i), p.font(typeface.Italic, 8).in(grey)}}
			})
		}), nil
}

// districtSheet shows one district with its units, its neighbours, its centre and its settlements.
func (p *press) districtSheet(number int) (*page, error) {
	d := slices.IndexFunc(p.plan.Districts, func(d districts.District) bool { return d.Number == number })
	if d < 0 {
		return nil, locale.Errorf("there is no district with number %d", number)
	}
	x := p.plan.Districts[d]
	t := table{head: []string{"", p.words.Unit, p.words.Voters},
		total: []string{"", p.words.Total, p.words.Count(x.Voters)}}
	for _, u := range x.Units {
		t.rows = append(t.rows, []string{"", p.unitName(u), p.words.Count(p.plan.Layer.Units[u].Voters)})
	}
	// What holds of the district as a whole stands above the list of its units.
	facts := table{head: []string{"", p.label(x.Names), ""}}
	quota, _ := strconv.ParseInt(x.Quota.FloatString(0), 10, 64) // halves away from zero, as in act and report
	facts.rows = [][]string{
		{"", p.words.Centre, p.label(x.CentreName)},
		{"", p.words.Voters, p.words.Count(x.Voters)},
		{"", p.words.MeanVoters, p.words.Count(quota)},
		{"", p.words.Deviation, p.words.percent(x.Deviation())},
	}
	in := func(u int) bool { return p.plan.Of[u] == d }
	return p.detailSheet(fmt.Sprintf(p.words.DistrictSheet, number), in, []int{d}, []table{facts, t},
		func(pg *page, c *content, pl *placer) {
			pg.labelAround(c, pl, districtArea, len(p.plan.Districts), func(i int) block {
				number := p.words.NumberSign + nbsp + strconv.Itoa(p.plan.Districts[i].Number)
				b := block{{number, p.font(typeface.Bold, 8).in(grey)}}
				f := p.font(typeface.Italic, 6.5).in(grey)
				for _, l := range p.lines(p.label(p.plan.Districts[i].Names), f, 34*p.k) {
					b = append(b, line{l, f})
				}
				return b
			})
		}), nil
}

// detailSheet is a sheet of a part of the country at a large scale, with a panel: the units for which subject is true,
// with the numbers of the districts ds. tables begin the panel; around labels what lies about the subject.
//
// Where there are very many letters or no page has room for all that the panel has to say, units without room for their
// names get no letters, which the footer says; and if that is not enough, the last table ends early and says how many
// rows it leaves out: a list that is not complete is worth no room that the map could have.
func (p *press) detailSheet(title string, subject func(int) bool, ds []int, tables []table,
	around func(*page, *content, *placer)) *page {
	land := p.faces(subject)
	proj := albers.Fit(land)
	var pg *page
	legend, location := p.detailLegend(subject).part, p.location(subject)
	about := func(lettered bool) heading {
		h := heading{title: title, voters: true, projection: p.words.describe(proj)}
		if !lettered {
			h.key = p.words.Unlettered
		}
		return h
	}
	compose := func(tables []table, letters []string, lettered bool) (l layout, ok bool) {
		var parts []part
		for _, t := range tables {
			parts = append(parts, t.part(p))
		}
		if letters != nil {
			parts = append(parts, p.lettersPart(letters))
		}
		pg, l, ok = p.compose(about(lettered), land, proj, append(parts, legend, location))
		return l, ok
	}
	// Units without room for their name get a letter, explained in the panel, whose size changes the room.
	var letters []string
	for range p.tries(len(tables[len(tables)-1].rows)) {
		l, ok := compose(tables, letters, true)
		if !ok {
			break
		}
		got := pg.detailMap(l.frame, proj, land, subject, ds, true, around)
		if slices.Equal(got, letters) {
			return pg
		}
		if len(got) > maxLetters {
			pg = nil
			break
		}
		letters = got
	}
	if pg != nil {
		return pg
	}
	last := len(tables) - 1
	all := tables[last]
	most := len(all.rows)
	if most > manyRows {
		most = maxRows
	}
	for rows := most; ; rows = min(rows*2/3, maxRows) {
		shown := slices.Clone(tables)
		if left := len(all.rows) - rows; left > 0 {
			shown[last] = all.first(rows, fmt.Sprintf(p.words.AndMore, p.words.Count(int64(left))))
		}
		l, ok := compose(shown, nil, false)
		if !ok && rows > 0 {
			continue
		}
		if !ok { // not even the facts have room: the map goes without a panel
			pg = p.newPage(about(false), true)
			l = layout{frame: pg.body}
		}
		pg.detailMap(l.frame, proj, land, subject, ds, false, around)
		return pg
	}
}

// tries are how often a sheet is laid out until letters and room agree; none where its list has more rows than lie on
// the paper one beside the other, which takes long to find out of hundreds of thousands.
func (p *press) tries(rows int) int {
	row := columnWidth * p.k * p.font(typeface.Regular, tableSize).lineHeight()
	if float64(rows)*row > p.opt.Paper.Long*p.opt.Paper.Short {
		return 0
	}
	return 4
}

// maxLetters is how many letters a map can bear, maxRows how long a list is that has no room for all of its rows, and
// manyRows how many rows no page is tried for.
const (
	maxLetters = 60
	maxRows    = 20
	manyRows   = 400
)

func (p *press) detailLegend(subject func(int) bool) *legend {
	l := &legend{press: p}
	l.heading(p.words.Legend)
	l.add(p.words.Number, p.textSign("1", p.font(typeface.Bold, 9)))
	l.boundaries(p.hasRegionLines())
	l.add(p.words.UnitName, p.textSign(p.words.UnitSample, p.font(typeface.Italic, 6.2)))
	var used [4]bool
	centre := false
	centres := p.centres()
	for _, i := range p.places(subject) {
		if used[townClass(p.plan.Layer.Places[i].Population)] = true; centres[i] {
			centre = true
		}
	}
	if len(p.places(subject)) > 0 {
		l.towns(used, centre)
	}
	return l
}

// lettersPart explains the letters of units.
func (p *press) lettersPart(names []string) part {
	s := ""
	for i, n := range names {
		if i > 0 {
			s += "; "
		}
		s += smallLetter(i) + nbsp + "– " + n
	}
	return p.paragraph(p.words.Letters+": "+s+".", p.font(typeface.Regular, tableSize))
}

func smallLetter(i int) string {
	s := string(rune('a' + i%26))
	if i >= 26 {
		s += strconv.Itoa(i / 26)
	}
	return s
}

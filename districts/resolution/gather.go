package resolution

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/report"
	"github.com/okrug/okrug/districts/resolution/markup"
	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// gatherer turns a plan into the fields of an act.
type gatherer struct {
	plan  *districts.Plan
	table *names.Table
	lang  string
	tree  *names.Node
	words *territories
	// leaves are the nodes of units and of what each lies in, by unit.
	leaves []leaf
}

type leaf struct{ node, of *names.Node }

func newGatherer(p *districts.Plan, table *names.Table, lang string) gatherer {
	tree := names.Tree(p.Layer, table, lang, fallbacks(p)...)
	g := gatherer{p, table, lang, tree, newTerritories(lang, tree), make([]leaf, len(p.Layer.Units))}
	g.find(tree)
	return g
}

// find notes the leaves below a node.
func (g gatherer) find(n *names.Node) {
	for _, c := range n.Children {
		if c.Unit >= 0 {
			g.leaves[c.Unit] = leaf{c, n}
		}
		g.find(c)
	}
}

// esc makes a text safe for the markup.
func esc(s string) string { return markup.Escape(s) }

func (g gatherer) in(n geo.Names) string { return esc(n.Among(g.lang, fallbacks(g.plan)...)) }

func (g gatherer) scenario(a *Act) {
	r := g.plan.Rule
	a.Rule = Rule{
		esc(r.ID), esc(r.Title.In(g.lang)), esc(g.plan.RuleSentence(g.lang)), r.Status, esc(r.Citation.In(g.lang)),
		esc(r.Sourced.In(g.lang)),
		r.Status != rule.InForce,
	}
	a.Seats, a.PerDistrict = g.plan.AllSeats(), g.plan.PerDistrict()
	var voters int64
	for _, u := range g.plan.Layer.Units {
		voters += u.Voters
	}
	a.Voters = whole(voters)
	var assigned int64
	for _, d := range g.plan.Districts {
		assigned += d.Voters
	}
	a.Assigned = whole(assigned)
	s := g.plan.Scenario
	if s == nil {
		return
	}
	a.ID, a.Title, a.UnitsAsOf = esc(s.ID), g.in(s.Title), locale.Of(g.lang).Day(s.UnitsAsOf, locale.At)
	kind := func(want string) bool {
		return slices.ContainsFunc(g.plan.Layer.Units, func(u geo.Unit) bool { return u.Kind == want })
	}
	a.Raions = kind("city") && kind("raion")
	// Law is never taken from another language: a wording in the wrong one is worse than a blank.
	own := func(n geo.Names) string { return esc(n[g.lang]) }
	a.Law = Law{Body: own(s.Law.Body), Election: own(s.Law.Election), Preamble: own(s.Law.Preamble),
		Citation: own(s.Law.Citation), Place: own(s.Law.Place), Note: own(s.Law.Note),
		Deadline: own(s.Law.Commissions.Deadline)}
	if name := own(s.Law.Districts.Name); g.called() {
		a.Law.Districts, a.Law.Formed = name, own(s.Law.Districts.Formed)
	} else {
		a.Law.Omitted = name
	}
	for _, x := range s.Law.Signers {
		a.Law.Signers = append(a.Law.Signers, own(x.Office))
	}
	for _, x := range s.Law.Grounds {
		ground := Ground{g.in(x.Act), esc(x.Cite(g.lang)), period(x.Edition, g.lang), own(x.Text), x.Status}
		// Two passages of one act are one ground where the language has the words of neither.
		if !slices.Contains(a.Law.Grounds, ground) {
			a.Law.Grounds = append(a.Law.Grounds, ground)
		}
	}
	for _, x := range s.Sources {
		a.Sources = append(a.Sources, Source{g.in(x.What), esc(x.Credit.In(g.lang)), esc(x.Licence.In(g.lang)),
			esc(locale.Of(g.lang).Date(x.Vintage.In(g.lang)))})
	}
	for _, n := range s.Notes {
		a.Notes = append(a.Notes, g.in(n.Text))
	}
}

func (g gatherer) regionName(id string) string {
	for _, r := range g.tree.Children {
		if r.ID == id {
			return esc(r.Forms.Name)
		}
	}
	return esc(id)
}

func (g gatherer) unitName(u int) string {
	l := g.leaves[u]
	if l.node.Rest {
		return esc(g.words.rest(l.of, u))
	}
	return esc(l.node.Forms.Name)
}

// centre names a district's centre with the word for what it is, where the places have it, or where it is itself a
// unit: "город Семей".
func (g gatherer) centre(d districts.District) string {
	layer := g.plan.Layer
	if d.Centre < 0 {
		return g.unitName(d.CentreUnit)
	}
	place := layer.Places[d.Centre]
	if full := place.FullNames[g.lang]; full != "" {
		return esc(full)
	}
	same := func(n geo.Names) bool { // in every language of the scenario
		return !slices.ContainsFunc(g.plan.Scenario.Languages, func(lang string) bool {
			return n[lang] == "" || n[lang] != place.Names[lang]
		})
	}
	for u, x := range layer.Units {
		if x.ID == place.UnitID && (x.ID == place.ID && x.Place != nil || same(x.Names) && g.table.Has(x.ID, g.lang)) {
			return g.unitName(u)
		}
	}
	return g.in(place.Names)
}

func (g gatherer) districts(a *Act) {
	layer := g.plan.Layer
	regionOf := districts.RegionOf(layer)
	for _, d := range g.plan.Districts {
		x := District{
			Number: d.Number, Seats: d.Seats, Name: g.in(d.Names), Centre: g.centre(d), Voters: whole(d.Voters),
			Quota:      rounded(d.Quota),
			Difference: signed(round(new(big.Rat).Sub(big.NewRat(d.Base, 1), d.Mean()))),
			Deviation:  percent(d.Deviation(), g.lang),
		}
		var in []string
		for r := range layer.Regions {
			if slices.ContainsFunc(d.Units, func(u int) bool { return regionOf[u] == r }) {
				in = append(in, g.regionName(layer.Regions[r].ID))
			}
		}
		x.Region = strings.Join(in, "; ")
		member := map[int]bool{}
		for _, u := range d.Units {
			member[u] = true
		}
		w := g.words
		for _, t := range w.territory(func(u int) bool { return member[u] }) {
			a.Nested = a.Nested || strings.Contains(t, "("+w.OnlyOpen) || strings.Contains(t, "("+w.ExceptOpen)
			x.Territory = append(x.Territory, esc(t))
		}
		a.Parts = a.Parts || inPart(g.tree, func(u int) bool { return member[u] })
		if coincides(g.tree, d.Units) && g.called() {
			x.Commission = esc(g.plan.Scenario.Law.Commissions.Whole[g.lang])
		}
		x.Members = g.members(g.tree, member, nil)
		a.Districts = append(a.Districts, x)
	}
}

// called is whether what the scenario calls districts, and what it says of their commissions, is of districts with as
// many seats as those of the plan.
func (g gatherer) called() bool {
	s := g.plan.Scenario
	return s != nil && max(1, s.Law.Districts.Seats) == g.plan.PerDistrict()
}

// inPart is whether some divided unit is in a set in part.
func inPart(n *names.Node, in func(int) bool) bool {
	all, some := share(n, in)
	child := func(c *names.Node) bool { return inPart(c, in) }
	return some && (!all && n.Divided || slices.ContainsFunc(n.Children, child))
}

// coincides is whether some units, ascending, are all of a region, of a parent or of a unit.
func coincides(n *names.Node, units []int) bool {
	for _, c := range n.Children {
		if slices.Equal(c.Units, units) || coincides(c, units) {
			return true
		}
	}
	return false
}

// members adds those units below a node that are in a set to a list, in the order of lists. A divided unit that is in
// it whole is one.
func (g gatherer) members(n *names.Node, in map[int]bool, list []Member) []Member {
	for _, c := range n.Children {
		if all, _ := share(c, func(u int) bool { return in[u] }); all && c.Divided {
			var voters int64
			for _, u := range c.Units {
				voters += g.plan.Layer.Units[u].Voters
			}
			list = append(list, Member{Name: esc(c.Forms.Name), Kind: g.kind(c), ID: esc(c.ID), Voters: whole(voters)})
			continue
		}
		if c.Unit < 0 {
			list = g.members(c, in, list)
			continue
		}
		if u := g.plan.Layer.Units[c.Unit]; in[c.Unit] {
			list = append(list, Member{Name: g.unitName(c.Unit), Kind: g.kind(c), ID: esc(u.ID),
				Voters: whole(u.Voters) + g.elsewhere(c.Unit)})
		}
	}
	return list
}

// elsewhere says how many of a unit's voters are without territory, kind by kind.
func (g gatherer) elsewhere(u int) string {
	var kinds []string
	sum := map[string]int64{}
	for _, x := range g.plan.Layer.Elsewhere {
		if x.Unit != u {
			continue
		}
		if _, ok := sum[x.Kind]; !ok {
			kinds = append(kinds, x.Kind)
		}
		sum[x.Kind] += x.Voters
	}
	if len(kinds) == 0 {
		return ""
	}
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = esc(known(g.lang, "elsewhere-kind.", kind)) + ": " + whole(sum[kind])
	}
	return say(g.lang, "elsewhere", strings.Join(words, "; "))
}

// kind is the word for what a unit is.
func (g gatherer) kind(n *names.Node) string {
	kind := n.Kind
	if n.Unit >= 0 && g.plan.Layer.Units[n.Unit].Place != nil {
		kind = cmp.Or(names.SettlementKind(kind), kind, "settlement")
	}
	if n.Rest {
		kind = "rest"
	}
	return esc(locale.Of(g.lang).Known("report.unit-kind.", kind))
}

// status words how a region's voters are known where they are approximate: by the status of its own figure, or, where
// it has none, by its units'.
func (g gatherer) status(r int) string {
	x := g.plan.Layer.Regions[r]
	status := x.VotersStatus
	if !x.HasVoters && slices.ContainsFunc(g.plan.Layer.Units, func(u geo.Unit) bool {
		return u.RegionID == x.ID && u.VotersStatus == geo.StatusEstimated
	}) {
		status = geo.StatusEstimated
	}
	if !geo.Approximate(status) {
		return ""
	}
	if word, ok := locale.Of(g.lang).Find("report.voters." + status); ok {
		return esc(word)
	}
	return esc(status)
}

func (g gatherer) regions(a *Act) {
	voters := g.plan.RegionVoters()
	with := map[int][]string{} // names of regions by their districts
	counts := g.plan.DistrictCounts()
	for r, x := range g.plan.Layer.Regions {
		node := g.tree.Children[slices.IndexFunc(g.tree.Children, func(n *names.Node) bool { return n.ID == x.ID })]
		f := node.Forms
		line := Region{Name: esc(f.Name), Of: esc(f.Of), Voters: whole(voters[r]), Seats: g.plan.Seats[r],
			Status: g.status(r)}
		if line.Seats > 0 {
			line.Quota = rounded(big.NewRat(voters[r], int64(line.Seats)))
		}
		if n := counts[r]; n > 1 {
			with[n] = append(with[n], esc(g.words.name(node, false)))
		}
		a.Regions = append(a.Regions, line)
	}
	for _, n := range slices.Sorted(maps.Keys(with)) {
		a.Divided = append(a.Divided, Divided{n, join(with[n], ", ", g.words.And)})
	}
}

// splits finds the parents with units in several districts. Regions are not among them: having several seats, they
// must be divided.
func (g gatherer) splits(a *Act) {
	var walk func(n *names.Node, depth int)
	walk = func(n *names.Node, depth int) {
		if depth > 1 && n.Unit < 0 {
			var in []int
			var voters int64
			for _, u := range n.Units {
				voters += g.plan.Layer.Units[u].Voters
				if i := g.plan.Of[u]; i != districts.Unassigned && !slices.Contains(in, g.plan.Districts[i].Number) {
					in = append(in, g.plan.Districts[i].Number)
				}
			}
			if len(in) > 1 {
				slices.Sort(in)
				large := !slices.ContainsFunc(g.plan.Districts, func(d districts.District) bool {
					return slices.Contains(in, d.Number) && voters <= d.Upper
				})
				a.Split = append(a.Split, Split{esc(n.Forms.Name), whole(voters), joined(in, g.lang), large})
			}
		}
		for _, c := range n.Children {
			walk(c, depth+1)
		}
	}
	walk(g.tree, 0)
}

// joined lists the numbers of districts, three or more in a row as a range.
func joined(ns []int, lang string) string {
	var words []string
	sign := say(lang, "number-sign")
	for i := 0; i < len(ns); {
		end := i
		for end+1 < len(ns) && ns[end+1] == ns[end]+1 {
			end++
		}
		if end < i+2 {
			end = i
		}
		word := sign + nbsp + fmt.Sprint(ns[i])
		if end > i {
			word += "–" + fmt.Sprint(ns[end])
		}
		words = append(words, word)
		i = end + 1
	}
	return strings.Join(words, ", ")
}

func (g gatherer) checks(a *Act) {
	failed := false
	for _, c := range g.plan.Checks() {
		a.Broken, failed = a.Broken || !c.OK, failed || c.State == districts.Fail
		line := CheckLine{ID: c.ID, Name: known(g.lang, "check.", c.ID), State: string(c.Outcome())}
		for _, o := range c.Subjects {
			if n, err := strconv.Atoi(o.ID); err == nil && o.Kind == "district" {
				line.Districts = append(line.Districts, n)
			}
		}
		slices.Sort(line.Districts)
		line.Districts = slices.Compact(line.Districts)
		a.Checks = append(a.Checks, line)
	}
	a.Unfinished = a.Broken && !failed
}

// grammar is whether there are forms for how a unit is named: its own, or, where the word for its kind stands before
// it or it has no name, those of what it is part of.
func (g gatherer) grammar(u geo.Unit) bool {
	id := u.ID
	if u.Place != nil || u.Rest {
		id = cmp.Or(slices.Concat([]string{u.RegionID}, u.Parents)[len(u.Parents)], u.RegionID)
	}
	return g.table.Has(id, g.lang) || g.table.Has(u.ID, g.lang)
}

func (g gatherer) unverified(a *Act) {
	v := &a.Unverified
	for i, r := range g.plan.Layer.Regions {
		if r.HasVoters && geo.Approximate(r.VotersStatus) {
			v.Regions = append(v.Regions, a.Regions[i].Name)
		}
	}
	for i, u := range g.plan.Layer.Units {
		switch u.VotersStatus {
		case geo.StatusEstimated:
			v.Units++
		case "":
			v.Unstated++
		}
		if g.plan.Of[i] == districts.Unassigned {
			v.Unassigned = append(v.Unassigned, g.unitName(i))
		}
		v.NoGrammar = v.NoGrammar || !g.grammar(u)
		v.Computed = v.Computed || u.Place != nil
	}
	for _, x := range a.Law.Grounds {
		again := func(y Ground) bool { return y.Act == x.Act && y.Article == x.Article && y.Status == x.Status }
		if x.Status != rule.InForce && !slices.ContainsFunc(v.Grounds, again) {
			v.Grounds = append(v.Grounds, x)
		}
	}
	for _, c := range a.Checks {
		if c.State != string(districts.Pass) && c.State != string(districts.NotApplicable) {
			v.Failed = append(v.Failed, c)
		}
	}
	for _, d := range g.plan.Districts {
		if d.Centre < 0 {
			v.NoCentre = append(v.NoCentre, d.Number)
		}
	}
	stated := func(r geo.Region) bool { return r.VotersStatus != "" }
	official := func(r geo.Region) bool { return r.VotersStatus == geo.StatusOfficial }
	v.NoneOfficial = slices.ContainsFunc(g.plan.Layer.Regions, stated) &&
		!slices.ContainsFunc(g.plan.Layer.Regions, official)
	v.NoGrounds, v.NoDate = a.Law.Preamble == "", a.UnitsAsOf == ""
}

func (g gatherer) variants(a *Act, r *report.Report) {
	if r == nil {
		return
	}
	if r.EqualityWeight > 0 {
		a.EqualityWeight = locale.Of(g.lang).Short(r.EqualityWeight)
	}
	for _, x := range r.Regions {
		if x.Seats <= g.plan.PerDistrict() {
			continue
		}
		c := Count{Region: g.regionName(x.ID), Status: x.Status}
		if x.PlansWithinRule != nil {
			c.Plans = whole(*x.PlansWithinRule)
		}
		for _, p := range x.Pareto {
			v := Variant{kilometres(p.BorderKm*1000, g.lang), unsigned(p.MaxDeviation, g.lang)}
			if p.Chosen {
				c.Chosen = &v
			} else {
				c.Others = append(c.Others, v)
			}
		}
		a.Counts = append(a.Counts, c)
	}
}

package verify

import (
	"cmp"
	"slices"
	"strings"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// statement is what an accepted certificate says: every number in it was worked out again, or is said to be stated.
func statement(c *certificate.Certificate) locale.Text {
	q := &c.Question
	switch c.Claim.Status {
	case certificate.Counted:
		return locale.T("there {1|is|are} exactly %d {1|plan|plans} %s", c.Claim.Plans, plans(q))
	case certificate.Bounded:
		s := locale.T("every plan %s has %s of at least %d", plans(q), measure(q), c.Claim.Value)
		if c.Plan != nil {
			s = locale.T("%s, and the plan is one of them", s)
		}
		return nearer(s, c)
	case certificate.Optimal:
		return nearer(locale.T("the plan is a best one %s: %s is %d", plans(q), measure(q), c.Claim.Value), c)
	}
	switch e := c.Evidence.(type) {
	case *certificate.Split:
		return splitStatement(q, e)
	case *certificate.Allotment:
		return allotmentStatement(q, e)
	case *certificate.Clusters:
		return clustersStatement(q, e)
	}
	if why := reason(c); !why.Empty() {
		return why
	}
	return locale.T("there is no plan %s", plans(q))
}

// plans are those that a question asks for.
func plans(q *certificate.Question) locale.Text {
	locks := len(q.Fixed)+len(q.Together)+len(q.Finished) > 0
	switch {
	case q.Graph == nil: // and then there are no locks
		return locale.T("into %d connected {1|district|districts} of %d to %d voters", q.Seats, q.Lower, q.Upper)
	case locks:
		return locale.T("of %d {1|unit|units} into %d connected {2|district|districts} of %d to %d voters that keep the "+
			"locks", len(q.Graph.Units), q.Seats, q.Lower, q.Upper)
	default:
		return locale.T("of %d {1|unit|units} into %d connected {2|district|districts} of %d to %d voters",
			len(q.Graph.Units), q.Seats, q.Lower, q.Upper)
	}
}

// nearer adds to a statement why no plan has a smaller deviation, where evidence by arithmetic shows it.
func nearer(s locale.Text, c *certificate.Certificate) locale.Text {
	if c.Question.Objective != certificate.Deviation || c.Claim.Value == 0 {
		return s
	}
	d := *c
	if narrow(&d.Question, c.Claim.Value-1) {
		return locale.T("%s; no whole number of voters is nearer to the quota", s)
	}
	if why := reason(&d); !why.Empty() {
		return locale.T("%s; a smaller one needs districts of %d to %d voters, and %s", s, d.Question.Lower,
			d.Question.Upper, why)
	}
	return s
}

// reason says what evidence by arithmetic shows of a question; it is empty for other evidence.
func reason(c *certificate.Certificate) locale.Text {
	q := &c.Question
	switch e := c.Evidence.(type) {
	case *certificate.WholeSeats:
		return because(seatsStatement(q, e), q, e.Figures)
	case *certificate.UnitOver:
		// Nobody has counted the voters of a unit where there are no units.
		what := locale.T("%s has %d {2|voter|voters}, as stated, more than the %d that a district may have", unitName(e),
			e.Voters, q.Upper)
		if q.Graph != nil {
			what = locale.T("%s has %d {2|voter|voters}, more than the %d that a district may have", unitName(e), e.Voters,
				q.Upper)
		}
		return because(what, q, e.Figures)
	case *certificate.Components:
		seats := q.Seats - distinct(q.Finished)
		what := locale.T("the connected parts of the graph %s, with %s voters, cannot have %d {3|district|districts} of "+
			"%d to %d voters together", whose(e.Part), numbers(e.Voters), seats, q.Lower, q.Upper)
		if len(q.Finished) > 0 {
			what = locale.T("the connected parts of the graph without the finished districts %s, with %s voters, cannot "+
				"have %d {3|district|districts} of %d to %d voters together", whose(e.Part), numbers(e.Voters), seats, q.Lower,
				q.Upper)
		}
		return because(what, q, e.Figures)
	case *certificate.GroupOver:
		var ids []string
		for _, u := range e.Units {
			ids = append(ids, q.Graph.Units[u].ID)
		}
		return locale.T("the units %s, which the locks put into one district, have %d {2|voter|voters}, more than the %d "+
			"that it may have", ids, e.Voters, q.Upper)
	case *certificate.Locks:
		return locale.T("the locks by themselves leave no plan %s", plans(q))
	}
	return locale.Text{}
}

// seatsStatement says that voters cannot be shared by districts, and where nobody has added them up.
func seatsStatement(q *certificate.Question, e *certificate.WholeSeats) locale.Text {
	stated := q.Graph == nil
	switch {
	case stated && e.Any:
		return locale.T("the %d {1|voter|voters}, as stated, %s cannot be shared by any whole number of districts of %d "+
			"to %d voters", e.Voters, whose(e.Part), q.Lower, q.Upper)
	case stated:
		return locale.T("the %d {1|voter|voters}, as stated, %s cannot be shared by %d {3|district|districts} of %d to "+
			"%d voters", e.Voters, whose(e.Part), q.Seats, q.Lower, q.Upper)
	case e.Any:
		return locale.T("the %d {1|voter|voters} %s cannot be shared by any whole number of districts of %d to %d voters",
			e.Voters, whose(e.Part), q.Lower, q.Upper)
	default:
		return locale.T("the %d {1|voter|voters} %s cannot be shared by %d {3|district|districts} of %d to %d voters",
			e.Voters, whose(e.Part), q.Seats, q.Lower, q.Upper)
	}
}

func unitName(e *certificate.UnitOver) locale.Text {
	if e.Part == "" {
		return locale.T("unit %s", e.Unit)
	}
	return locale.T("unit %s %s", e.Unit, whose(e.Part))
}

// place is a part of the country that figures are measured over.
func place(scope string) locale.Text {
	if scope == nation {
		return locale.T("nation")
	}
	return locale.Raw(scope)
}

// whose names the part of the country that something belongs to, by the id of a region; "" is all that there is.
func whose(part string) locale.Text {
	switch part {
	case "":
		return locale.T("of all units")
	case nation:
		return locale.T("of nation")
	}
	return locale.T("of %s", part)
}

// over names the part of the country that figures are measured over.
func over(scope string) locale.Text {
	if scope == nation {
		return locale.T("in nation")
	}
	return locale.T("in %s", scope)
}

func distinct(numbers []int) int {
	n := slices.Clone(numbers)
	slices.Sort(n)
	return len(slices.Compact(n))
}

// numbers joins numbers by commas.
func numbers(n []int64) locale.Text {
	var parts []locale.Text
	for _, x := range n {
		parts = append(parts, locale.T("%d", x))
	}
	return commas(parts)
}

// commas joins texts by commas.
func commas(parts []locale.Text) locale.Text {
	var args []any
	for _, p := range parts {
		args = append(args, p)
	}
	return locale.Text{Key: strings.TrimPrefix(strings.Repeat(", %s", len(args)), ", "), Args: args}
}

// because adds to a sentence the rule that its bounds follow from, where one is named, and says where its figures are
// only stated: those of the whole country for a question about a part, or any without units, were added up by nobody.
func because(sentence locale.Text, q *certificate.Question, f *certificate.RuleBounds) locale.Text {
	if f == nil {
		return sentence
	}
	parts := ruleWords(q, f)
	if q.Graph == nil || f.Scope == nation {
		parts = append(parts, locale.T("as stated"))
	}
	return locale.T("%s (%s)", sentence, commas(parts))
}

// ruleWords are a rule with its figures, and what these leave out.
func ruleWords(q *certificate.Question, f *certificate.RuleBounds) []locale.Text {
	if q.PerDistrict != 0 {
		return severalWords(q, f)
	}
	rule := locale.T("rule %s: %s at most %s, of %d {4|voter|voters} and %d {5|seat|seats} %s", f.Rule,
		statistic(f.Statistic), f.Limit, f.Total, f.Seats, over(f.Scope))
	if f.Below != "" || f.Above != "" {
		rule = locale.T("rule %s: %s at most %s, by an exception %s below the mean and %s above it, of %d "+
			"{6|voter|voters} and %d {7|seat|seats} %s", f.Rule, statistic(f.Statistic), f.Limit, cmp.Or(f.Below, f.Limit),
			cmp.Or(f.Above, f.Limit), f.Total, f.Seats, over(f.Scope))
	}
	return append([]locale.Text{rule}, without(q, f)...)
}

// severalWords is ruleWords where each district has several seats.
func severalWords(q *certificate.Question, f *certificate.RuleBounds) []locale.Text {
	parts := []locale.Text{locale.T("rule %s: %s at most %s, of %d {4|voter|voters} and %d {5|district|districts} of %d "+
		"seats each %s", f.Rule, statistic(f.Statistic), f.Limit, f.Total, f.Seats, q.PerDistrict, over(f.Scope))}
	if f.Below != "" || f.Above != "" {
		parts = append(parts, locale.T("by an exception %s below the mean and %s above it", cmp.Or(f.Below, f.Limit),
			cmp.Or(f.Above, f.Limit)))
	}
	return append(parts, without(q, f)...)
}

// without names what the figures leave out.
func without(q *certificate.Question, f *certificate.RuleBounds) (parts []locale.Text) {
	for _, l := range f.LeftOut {
		switch {
		case q.PerDistrict != 0:
			what := locale.T("which is free")
			switch {
			case l.OutsideQuota && l.Free:
				what = locale.T("which is outside the quota and free")
			case l.OutsideQuota:
				what = locale.T("which is outside the quota")
			}
			parts = append(parts, locale.T("without %s with %d {2|voter|voters} and %d {3|district|districts}, %s", l.Region,
				l.Voters, l.Seats, what))
		case l.OutsideQuota && l.Free:
			parts = append(parts, locale.T("without %s with %d {2|voter|voters} and %d {3|seat|seats}, which is outside the "+
				"quota and free", l.Region, l.Voters, l.Seats))
		case l.OutsideQuota:
			parts = append(parts, locale.T("without %s with %d {2|voter|voters} and %d {3|seat|seats}, which is outside the "+
				"quota", l.Region, l.Voters, l.Seats))
		default:
			parts = append(parts, locale.T("without %s with %d {2|voter|voters} and %d {3|seat|seats}, which is free",
				l.Region, l.Voters, l.Seats))
		}
	}
	return parts
}

// splitStatement names the regions with their seats, and those whose units the proof rests on.
func splitStatement(q *certificate.Question, e *certificate.Split) locale.Text {
	f := e.Figures
	limit := commas(append([]locale.Text{locale.T("%s at most %s", statistic(f.Statistic), f.Limit)}, without(q, f)...))
	if q.Graph != nil {
		return locale.T("no plan of the %d {1|unit|units} %s with %d {3|voter|voters} into %d {4|district|districts} "+
			"meets the rule %s (%s): %d {7|interval|intervals} of its smallest district {7|is|are} refuted one by one",
			len(q.Graph.Units), whose(f.Scope), f.Total, q.Seats, f.Rule, limit, len(e.Parts))
	}
	var seats []locale.Text
	for _, r := range e.Regions {
		seats = append(seats, locale.T("%s (%d {2|voter|voters}) into %d", r.ID, r.Voters, r.Seats))
	}
	var parts []string
	for _, p := range e.Parts {
		if !slices.Contains(parts, p.Region) {
			parts = append(parts, p.Region)
		}
	}
	if parts == nil {
		return locale.T("no plan %s with %d {2|voter|voters} into %d {3|district|districts}, of %s meets the rule %s "+
			"(%s): %d {7|interval|intervals} of its smallest district {7|is|are} refuted one by one, by voters alone",
			whose(f.Scope), f.Total, f.Seats, commas(seats), f.Rule, limit, len(e.Parts))
	}
	return locale.T("no plan %s with %d {2|voter|voters} into %d {3|district|districts}, of %s meets the rule %s "+
		"(%s): %d {7|interval|intervals} of its smallest district {7|is|are} refuted one by one, by the units of %s",
		whose(f.Scope), f.Total, f.Seats, commas(seats), f.Rule, limit, len(e.Parts), parts)
}

// allotmentStatement names the numbers of districts that the units of regions cannot make.
func allotmentStatement(q *certificate.Question, e *certificate.Allotment) locale.Text {
	rule := commas(ruleWords(q, e.Figures))
	if len(e.Refuted) == 0 {
		return locale.T("the regions %s cannot share %d {2|district|districts} of %d to %d voters, each having districts "+
			"of its own (%s), by their voters alone", withVoters(e.Regions), q.Seats, q.Lower, q.Upper, rule)
	}
	var refuted []locale.Text
	for _, r := range e.Refuted {
		refuted = append(refuted, locale.T("those of %s cannot make %d", r.Region, r.Seats))
	}
	return locale.T("the regions %s cannot share %d {2|district|districts} of %d to %d voters, each having districts "+
		"of its own (%s), for of their units %s", withVoters(e.Regions), q.Seats, q.Lower, q.Upper, rule, commas(refuted))
}

// clustersStatement names the regions that touch.
func clustersStatement(q *certificate.Question, e *certificate.Clusters) locale.Text {
	rule := commas(ruleWords(q, e.Figures))
	if len(e.Borders) == 0 {
		return locale.T("the regions %s, of which none touch, cannot be divided into %d or more connected clusters that "+
			"share %d {3|district|districts} of %d to %d voters, each having districts of its own (%s)", withVoters(e.Regions),
			e.Clusters, q.Seats, q.Lower, q.Upper, rule)
	}
	var pairs []locale.Text
	for _, b := range e.Borders {
		pairs = append(pairs, locale.T("%s and %s", e.Regions[b[0]].ID, e.Regions[b[1]].ID))
	}
	return locale.T("the regions %s, of which %s touch, cannot be divided into %d or more connected clusters that "+
		"share %d {4|district|districts} of %d to %d voters, each having districts of its own (%s)", withVoters(e.Regions),
		commas(pairs), e.Clusters, q.Seats, q.Lower, q.Upper, rule)
}

// withVoters names regions with their voters.
func withVoters(regions []certificate.RegionVoters) locale.Text {
	var s []locale.Text
	for _, r := range regions {
		s = append(s, locale.T("%s (%d {2|voter|voters})", r.ID, r.Voters))
	}
	return commas(s)
}

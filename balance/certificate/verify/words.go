package verify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/okrug/okrug/balance/certificate"
)

// statement is what an accepted certificate says: every number in it was worked out again, or is said to be stated.
func statement(c *certificate.Certificate) string {
	q := &c.Question
	switch c.Claim.Status {
	case certificate.Counted:
		return fmt.Sprintf("there are exactly %d plans %s", c.Claim.Plans, plans(q))
	case certificate.Bounded:
		s := fmt.Sprintf("every plan %s has %s of at least %d", plans(q), measure(q), c.Claim.Value)
		if c.Plan != nil {
			s += ", and the plan is one of them"
		}
		return s + nearer(c)
	case certificate.Optimal:
		return fmt.Sprintf("the plan is a best one %s: %s is %d", plans(q), measure(q), c.Claim.Value) + nearer(c)
	}
	switch e := c.Evidence.(type) {
	case *certificate.Split:
		return splitStatement(q, e)
	case *certificate.Allotment:
		return fmt.Sprintf("the regions %s cannot share %d districts of %d to %d voters, each having districts of its "+
			"own%s%s",
			withVoters(e.Regions), q.Seats, q.Lower, q.Upper, because(e.Figures, ""), refuted(e))
	case *certificate.Clusters:
		return fmt.Sprintf("the regions %s, of which %s touch, cannot be divided into %d or more connected clusters that "+
			"share "+
			"%d districts of %d to %d voters, each having districts of its own%s", withVoters(e.Regions), pairs(e), e.Clusters,
			q.Seats, q.Lower, q.Upper, because(e.Figures, ""))
	}
	if why := reason(c); why != "" {
		return why
	}
	return "there is no plan " + plans(q)
}

// plans are those that a question asks for.
func plans(q *certificate.Question) string {
	s := fmt.Sprintf("into %d connected districts of %d to %d voters", q.Seats, q.Lower, q.Upper)
	if q.Graph != nil {
		s = fmt.Sprintf("of %d units %s", len(q.Graph.Units), s)
	}
	if len(q.Fixed)+len(q.Together)+len(q.Finished) > 0 {
		s += " that keep the locks"
	}
	return s
}

func measure(q *certificate.Question) string {
	switch q.Objective {
	case certificate.CutEdges:
		return "the number of cut edges"
	case certificate.Border:
		return "the border (in whole length units of the graph)"
	default:
		return fmt.Sprintf("the largest |%d*voters - %d| of a district", q.Quota[1], q.Quota[0])
	}
}

// nearer says why no plan has a smaller deviation, where evidence by arithmetic shows it.
func nearer(c *certificate.Certificate) string {
	if c.Question.Objective != certificate.Deviation || c.Claim.Value == 0 {
		return ""
	}
	d := *c
	if narrow(&d.Question, c.Claim.Value-1) {
		return "; no whole number of voters is nearer to the quota"
	}
	if why := reason(&d); why != "" {
		return fmt.Sprintf("; a smaller one needs districts of %d to %d voters, and %s", d.Question.Lower, d.Question.Upper,
			why)
	}
	return ""
}

// reason says what evidence by arithmetic shows of a question, "" for other evidence.
func reason(c *certificate.Certificate) string {
	q := &c.Question
	stated, unsure := "", ""
	if q.Graph == nil {
		stated = ", as stated,"
	}
	// Figures of the whole country for a question about a part, or one without its units, were added up by nobody.
	if f := certificate.Named(c.Evidence); f != nil && (q.Graph == nil || f.Scope == nation) {
		unsure = ", as stated"
	}
	switch e := c.Evidence.(type) {
	case *certificate.WholeSeats:
		what := fmt.Sprintf("%d districts of %d to %d voters", q.Seats, q.Lower, q.Upper)
		if e.Any {
			what = fmt.Sprintf("any whole number of districts of %d to %d voters", q.Lower, q.Upper)
		}
		return fmt.Sprintf("the %d voters%s of %s cannot be shared by %s%s", e.Voters, stated, partName(e.Part), what,
			because(e.Figures, unsure))
	case *certificate.UnitOver:
		of := ""
		if e.Part != "" {
			of = " of " + e.Part
		}
		return fmt.Sprintf("unit %s%s has %d voters%s, more than the %d that a district may have%s", e.Unit, of, e.Voters,
			strings.TrimSuffix(stated, ","), q.Upper, because(e.Figures, unsure))
	case *certificate.Components:
		what := "graph"
		if len(q.Finished) > 0 {
			what = "graph without the finished districts"
		}
		return fmt.Sprintf("the connected parts of the %s of %s, with %s voters, cannot have %d districts of %d to %d "+
			"voters together%s",
			what, partName(e.Part), numbers(e.Voters), q.Seats-distinct(q.Finished), q.Lower, q.Upper,
			because(e.Figures, unsure))
	case *certificate.GroupOver:
		var ids []string
		for _, u := range e.Units {
			ids = append(ids, q.Graph.Units[u].ID)
		}
		return fmt.Sprintf("the units %s, which the locks put into one district, have %d voters, more than the %d that it "+
			"may have",
			strings.Join(ids, ", "), e.Voters, q.Upper)
	case *certificate.Locks:
		return "the locks by themselves leave no plan " + plans(q)
	}
	return ""
}

func partName(part string) string { return cmp.Or(part, "all units") }

func distinct(numbers []int) int {
	n := slices.Clone(numbers)
	slices.Sort(n)
	return len(slices.Compact(n))
}

func numbers(n []int64) string {
	var s []string
	for _, x := range n {
		s = append(s, fmt.Sprint(x))
	}
	return strings.Join(s, ", ")
}

// because names the rule that the bounds follow from, and says where its figures are only stated.
func because(f *certificate.RuleBounds, stated string) string {
	if f == nil {
		return ""
	}
	own := ""
	if f.Below != "" || f.Above != "" {
		own = fmt.Sprintf(", by an exception %s below the mean and %s above it", cmp.Or(f.Below, f.Limit),
			cmp.Or(f.Above, f.Limit))
	}
	return fmt.Sprintf(" (rule %s: %s at most %s%s, of %d voters and %d seats in %s%s%s)", f.Rule, f.Statistic, f.Limit,
		own,
		f.Total, f.Seats, f.Scope, without(f), stated)
}

// without names what the figures leave out.
func without(f *certificate.RuleBounds) string {
	var parts []string
	for _, l := range f.LeftOut {
		why := "which is free"
		switch {
		case l.OutsideQuota && l.Free:
			why = "which is outside the quota and free"
		case l.OutsideQuota:
			why = "which is outside the quota"
		}
		parts = append(parts, fmt.Sprintf(", without %s with %d voters and %d seats, %s", l.Region, l.Voters, l.Seats, why))
	}
	return strings.Join(parts, "")
}

// splitStatement names the regions with their seats, and those whose units the proof rests on.
func splitStatement(q *certificate.Question, e *certificate.Split) string {
	f := e.Figures
	var what, on string
	if q.Graph != nil {
		what = fmt.Sprintf("the %d units of %s with %d voters into %d districts", len(q.Graph.Units), f.Scope, f.Total,
			q.Seats)
	} else {
		var seats, parts []string
		for _, r := range e.Regions {
			seats = append(seats, fmt.Sprintf("%s (%d voters) into %d", r.ID, r.Voters, r.Seats))
		}
		for _, p := range e.Parts {
			if !slices.Contains(parts, p.Region) {
				parts = append(parts, p.Region)
			}
		}
		what = fmt.Sprintf("%s with %d voters into %d districts, of %s", f.Scope, f.Total, f.Seats, strings.Join(seats, ", "))
		if on = ", by voters alone"; parts != nil {
			on = ", by the units of " + strings.Join(parts, ", ")
		}
	}
	return fmt.Sprintf("no plan of %s meets the rule %s (%s at most %s%s): %d intervals of its smallest district are "+
		"refuted one by one%s",
		what, f.Rule, f.Statistic, f.Limit, without(f), len(e.Parts), on)
}

// withVoters names regions with their voters.
func withVoters(regions []certificate.RegionVoters) string {
	var s []string
	for _, r := range regions {
		s = append(s, fmt.Sprintf("%s (%d voters)", r.ID, r.Voters))
	}
	return strings.Join(s, ", ")
}

// pairs names the regions that touch.
func pairs(e *certificate.Clusters) string {
	if len(e.Borders) == 0 {
		return "none"
	}
	var s []string
	for _, b := range e.Borders {
		s = append(s, e.Regions[b[0]].ID+" and "+e.Regions[b[1]].ID)
	}
	return strings.Join(s, ", ")
}

// refuted names the numbers of districts that the units of regions cannot make.
func refuted(e *certificate.Allotment) string {
	var s []string
	for _, r := range e.Refuted {
		s = append(s, fmt.Sprintf("those of %s cannot make %d", r.Region, r.Seats))
	}
	if s == nil {
		return ", by their voters alone"
	}
	return ", for of their units " + strings.Join(s, ", ")
}

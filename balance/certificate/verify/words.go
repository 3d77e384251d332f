package verify

import (
	"cmp"
	"fmt"
	"strings"

	"okrug/balance/certificate"
)

// arithmeticStatement is the claim of the kinds that rest on figures alone, in words; "" for all others.
func arithmeticStatement(c *certificate.Certificate) string {
	q := &c.Question
	switch e := c.Evidence.(type) {
	case *certificate.WholeSeats:
		what := fmt.Sprintf("%d districts of %d to %d voters", q.Seats, q.Lower, q.Upper)
		if e.Any {
			what = fmt.Sprintf("any whole number of districts of %d to %d voters", q.Lower, q.Upper)
		}
		return fmt.Sprintf("the %d voters of %s cannot be shared by %s%s", e.Voters, e.Part, what, because(e.Figures))
	case *certificate.UnitOver:
		return fmt.Sprintf("unit %s has %d voters, more than the %d that a district may have%s", e.Unit, e.Voters, q.Upper, because(e.Figures))
	case *certificate.Components:
		return fmt.Sprintf("the %d parts of the graph that no district can join cannot have %d districts of %d to %d voters together%s",
			len(e.Voters), q.Seats, q.Lower, q.Upper, because(e.Figures))
	case *certificate.Allotment:
		return fmt.Sprintf("%d regions cannot share %d districts of %d to %d voters, each having its own%s", len(e.Regions), q.Seats, q.Lower, q.Upper, because(e.Figures))
	case *certificate.Clusters:
		return fmt.Sprintf("%d regions cannot be divided into %d or more connected clusters, each with its own of %d districts of %d to %d voters%s",
			len(e.Regions), e.Clusters, q.Seats, q.Lower, q.Upper, because(e.Figures))
	case *certificate.Split:
		if e.Figures == nil {
			return ""
		}
		f := e.Figures
		return fmt.Sprintf("no plan of %s into %d districts meets the rule %s (%s at most %s%s): %d intervals of its smallest district are refuted one by one",
			f.Scope, f.Seats, f.Rule, f.Statistic, f.Limit, without(f), len(e.Parts))
	}
	return ""
}

func because(f *certificate.Figures) string {
	if f == nil {
		return ""
	}
	own := ""
	if f.Below != "" || f.Above != "" {
		own = fmt.Sprintf(", by an exception %s below the mean and %s above it", cmp.Or(f.Below, f.Limit), cmp.Or(f.Above, f.Limit))
	}
	return fmt.Sprintf(" (rule %s: %s at most %s%s, of %d voters and %d seats in %s%s)", f.Rule, f.Statistic, f.Limit, own, f.Total, f.Seats, f.Scope, without(f))
}

// without names what the figures leave out.
func without(f *certificate.Figures) string {
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

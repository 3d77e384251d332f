package report

import (
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/locale"
)

// Verdict is the outcome as a whole.
type Verdict string

const (
	VerdictMeets      Verdict = "meets" // every check
	VerdictBreaks     Verdict = "breaks"
	VerdictIncomplete Verdict = "incomplete"
	// VerdictInfeasible: it is proven that no plan within the rule exists.
	VerdictInfeasible Verdict = "infeasible"
)

// verdict is that a check is broken if any fails, else that the plan is incomplete if any check is.
func verdict(checks []districts.Check) Verdict {
	v := VerdictMeets
	for _, c := range checks {
		switch c.State {
		case districts.Fail:
			return VerdictBreaks
		case districts.Incomplete:
			v = VerdictIncomplete
		}
	}
	return v
}

// Statement is the verdict in sentences. Of a plan that breaks checks it says who asks for them, and where that is the
// program alone, that what provisions and the rule ask for is met; of an unfinished one, that nothing else is broken.
func (r *Report) Statement() []locale.Text {
	switch r.Verdict {
	case VerdictIncomplete:
		return []locale.Text{locale.T("report.verdict.incomplete", len(r.Unassigned))}
	case VerdictBreaks:
		return r.breaks()
	}
	return []locale.Text{locale.T("report.verdict." + string(r.Verdict))}
}

func (r *Report) breaks() []locale.Text {
	n, asked := Broken(r.Checks)
	return append([]locale.Text{locale.T("report.verdict.breaks", n, len(r.Checks))}, asked...)
}

// Broken counts the checks that are broken, and says in sentences who asks for them, whatever is said of a plan.
func Broken(checks []districts.Check) (n int, asked []locale.Text) {
	broken := map[districts.Basis][]locale.Text{}
	unfinished := false
	for _, c := range checks {
		unfinished = unfinished || c.State == districts.Incomplete
		if c.State == districts.Fail {
			broken[c.Basis] = append(broken[c.Basis], locale.T("report.check."+c.ID))
			n++
		}
	}
	for _, by := range districts.Bases() {
		if len(broken[by]) > 0 {
			asked = append(asked, locale.T("report.breaks."+string(by), broken[by]))
		}
	}
	switch {
	case unfinished:
		asked = append(asked, locale.T("report.breaks.unfinished"))
	case len(broken[districts.ByProgram]) == n:
		asked = append(asked, locale.T("report.breaks.nothing-else"))
	}
	return n, asked
}

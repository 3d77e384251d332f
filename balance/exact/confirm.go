package exact

import (
	"context"

	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/balance/problem"
	"github.com/okrug/okrug/geo/locale"
)

// CheckWork is the most, in steps of the checker, that a proof of the solver's own may take.
const CheckWork = 1_000_000_000

// UncheckedError says that a proof was found and the checker did not accept it: it refused it, or the budget or the
// time was over.
type UncheckedError struct{ Err error }

func (e *UncheckedError) Error() string { return e.In("en") }

// In is the error in a language.
func (e *UncheckedError) In(lang string) string {
	return locale.T("a proof was found that was not checked: %v", e.Err).In(lang)
}

func (e *UncheckedError) Unwrap() error { return e.Err }

// confirm lets the checker judge the proof before anything is claimed by it. Where it does not accept it, an optimum is
// a plan with a bound, an impossibility is unknown, and no certificate is handed out. The checker shares no code with
// this package, so that a fault would have to be in both to pass. It works under the same context: a deadline that
// comes during the check leaves the proof unchecked, and so unclaimed.
func (r *run) confirm(ctx context.Context) {
	c := r.sol.Certificate
	if c == nil {
		return
	}
	most := int64(CheckWork)
	if r.s.Work > 0 {
		most = max(1, min(most, max(r.budget.left, r.s.Work/4)/stepsChecked))
	}
	report, err := verify.Check(ctx, c, verify.Settings{Work: most})
	if err == nil {
		r.budget.used += report.Steps * stepsChecked
		return
	}
	r.budget.used += most * stepsChecked
	r.sol.Certificate = nil
	switch r.sol.Status {
	case problem.Optimal:
		r.sol.Status, r.sol.Reason = problem.Feasible, &UncheckedError{err}
	case problem.Infeasible:
		r.sol.Status, r.sol.Reason = problem.Unknown, &UncheckedError{err}
	}
}

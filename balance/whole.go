package balance

import (
	"slices"

	"github.com/okrug/okrug/geo/locale"
)

// whole divides a region whose parents, of all levels, stay whole: where there is such a plan, all others divide more
// and are worse, and the question has as many nodes as parents. found is false where there is none, none was found, or
// the graph is so small that all its plans are visited anyway.
func (r *run) whole(s SurveySettings) (d Result, found bool, err error) {
	p := r.p
	if s.Method != Auto || s.Any || len(p.Parents) == 0 || r.small() {
		return d, false, nil
	}
	q := *p
	q.Parents = nil
	q.Locks.Together = slices.Clone(p.Locks.Together)
	for _, level := range p.Parents {
		q.Locks.Together = append(q.Locks.Together, p.Groups(level)...)
	}
	if len(q.Locks.Together) == len(p.Locks.Together) {
		return d, false, nil
	}
	ctx, cancel := r.slice(0.5)
	defer cancel()
	sub, end, err := begin(ctx, &q, s.Settings)
	if err != nil {
		return Result{}, false, err
	}
	defer end()
	sub.b.steps = r.b.steps.part(0.6)
	asked := q
	d, err = sub.region(&asked, s)
	if r.count(sub); err != nil || d.Status != Optimal && d.Status != Feasible {
		return Result{}, false, err
	}
	d.Measures = p.Measure(d.Assignment)
	// What is known of all plans is known of those that divide no parent.
	d.Surveyed, d.Counted, d.Plans, d.Within, d.LeastDeviation = false, false, 0, nil, nil
	d.Log = append([]locale.Text{locale.T("plans that divide no parent")}, d.Log...)
	return d, true, nil
}

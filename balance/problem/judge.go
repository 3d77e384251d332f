package problem

// Narrowed is the question that methods answer which cannot ask Judge district by district: with the bounds of
// districts that are not excepted, and without Judge. A plan of it that Judge accepts is one of the problem's; that
// there is none proves nothing. A problem without Judge is its own.
func (p *Problem) Narrowed() *Problem {
	if p.Judge == nil {
		return p
	}
	q := *p
	q.Judge, q.Plain = nil, [2]int64{}
	q.Lower = max(q.Lower, p.Plain[0])
	if u := p.Plain[1]; u > 0 && (q.Upper == 0 || u < q.Upper) {
		q.Upper = u
	}
	return &q
}

// Relaxed is the question without Judge: where it has no plan, neither has the problem. A problem without Judge is
// its own.
func (p *Problem) Relaxed() *Problem {
	if p.Judge == nil {
		return p
	}
	q := *p
	q.Judge, q.Plain = nil, [2]int64{}
	return &q
}

package rule

// evaluateScope tests the districts of one scope and adds what it finds to res.
func (r Rule) evaluateScope(res *Result, w *worst, base, scope string, members []int, districts []District, counts []int64, totals Totals) {
	var total int64
	seats := 0
	share, given := totals[scope]
	if given {
		total, seats = share.Total[base], share.Seats
	}
	var plain []int
	for _, i := range members {
		e := r.exception(districts[i])
		if e != nil {
			res.Excepted = append(res.Excepted, districts[i].ID)
		}
		switch outside := e != nil && e.OutsideQuota; {
		case given && outside:
			total -= counts[i]
			seats--
		case !given && !outside:
			total += counts[i]
			seats++
		}
		if e == nil {
			plain = append(plain, i)
		}
	}
	if seats <= 0 {
		return // every district is outside the quota
	}
	t := r.Test(total, seats)
	s := ScopeResult{Scope: scope, Seats: seats, Total: total, Mean: t.Mean(), OK: true}
	s.Lower, s.Upper = t.Window()
	fault := func(i int, lower, upper int64) {
		f := Fault{District: districts[i].ID, Scope: scope, Count: counts[i], Lower: lower, Upper: upper}
		switch {
		case counts[i] < lower:
			f.By = counts[i] - lower
		case counts[i] > upper:
			f.By = counts[i] - upper
		}
		res.Faults, s.OK, res.Verdict = append(res.Faults, f), false, Breaks
	}
	for n, i := range plain {
		if n == 0 || counts[i] < s.Smallest {
			s.Smallest = counts[i]
		}
		if n == 0 || counts[i] > s.Largest {
			s.Largest = counts[i]
		}
	}
	if len(plain) > 0 {
		s.Value = t.Value(s.Smallest, s.Largest)
		w.addValue(s.Value)
		s.Margin = t.Ceiling(s.Smallest) - s.Largest
		if r.Statistic == Deviation {
			s.Margin = min(s.Smallest-s.Lower, s.Upper-s.Largest)
		}
		w.addMargin(s.Margin)
		for _, i := range plain {
			lower, upper := s.Lower, s.Upper
			if r.Statistic.Coupled() {
				lower, upper = t.floorFor(s.Largest), t.Ceiling(s.Smallest)
			}
			if counts[i] < lower || counts[i] > upper {
				fault(i, lower, upper)
			}
		}
	}
	for _, i := range members {
		e := r.exception(districts[i])
		if e == nil || e.Free {
			continue
		}
		own := t
		own.Below, own.Above = e.Lower, e.Upper
		lower, upper := own.bounds()
		w.addMargin(min(counts[i]-lower, upper-counts[i]))
		if counts[i] < lower || counts[i] > upper {
			fault(i, lower, upper)
		}
	}
	res.Scopes = append(res.Scopes, s)
}

// floorFor is the least a smallest district may have beside the given largest: the least m with Ceiling(m) >= largest.
func (t Test) floorFor(largest int64) int64 {
	return search(largest, func(m int64) bool { return t.Ceiling(m) >= largest })
}

package rule

// evaluateScope tests the districts of one scope and adds what it finds to res.
func (r Rule) evaluateScope(res *Result, w *worst, base, scope string, members []int, districts []District,
	counts []int64, totals Totals) {
	var total, whole int64 // without and with what is outside the quota
	seats, all := 0, len(members)
	share, given := totals[scope]
	if given {
		total, seats = share.Total[base], share.Seats
		whole, all = total, seats
	}
	var plain []int
	var apart int64
	exceptions := map[int]*Exception{}
	for _, i := range members {
		e := r.exception(districts[i])
		outside := e != nil && e.OutsideQuota
		if e != nil {
			exceptions[i] = e
			if r.Binds() {
				res.Excepted = append(res.Excepted, districts[i].ID)
			}
			if !outside {
				apart += counts[i]
			}
		}
		if !given {
			whole += counts[i]
		}
		switch {
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
		// Every district is outside the quota: limits of their own are then measured by the mean of all of them, for there
		// is no other.
		total, seats = whole, max(1, all)
	}
	t := r.For(total, seats)
	if r.Statistic.Coupled() {
		for _, e := range exceptions {
			if !e.OutsideQuota {
				t.ApartSeats++
			}
		}
		t.Apart = apart
	}
	s := ScopeResult{Scope: scope, Seats: seats, Total: total, Mean: t.mean(), Upper: total, OK: true}
	if t.ApartSeats < t.Seats {
		s.Lower, s.Upper = t.Window()
	}
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
		s.Margin = t.ceiling(s.Smallest) - s.Largest
		if r.Statistic == Deviation {
			s.Margin = min(s.Smallest-s.Lower, s.Upper-s.Largest)
		}
		w.addMargin(s.Margin)
		for _, i := range plain {
			lower, upper := s.Lower, s.Upper
			if r.Statistic.Coupled() {
				lower, upper = t.floorFor(s.Largest), t.ceiling(s.Smallest)
			}
			if counts[i] < lower || counts[i] > upper {
				fault(i, lower, upper)
			}
		}
	}
	for _, i := range members {
		e := exceptions[i]
		x := DistrictResult{District: districts[i].ID, Scope: scope, Count: counts[i], Quota: s.Mean, Lower: s.Lower,
			Upper: s.Upper, Excepted: e != nil && r.Binds()}
		switch {
		case e == nil:
		case e.Free:
			x.Lower, x.Upper = 0, max(total, counts[i])
		default:
			own := t
			own.Below, own.Above = e.Lower, e.Upper
			x.Lower, x.Upper = own.bounds()
			w.addMargin(min(counts[i]-x.Lower, x.Upper-counts[i]))
			if counts[i] < x.Lower || counts[i] > x.Upper {
				fault(i, x.Lower, x.Upper)
			}
		}
		res.Districts = append(res.Districts, x)
	}
	res.Scopes = append(res.Scopes, s)
}

// floorFor is the least a smallest district may have beside the given largest: the least m with Ceiling(m) >= largest.
func (t Scope) floorFor(largest int64) int64 {
	return search(largest, func(m int64) bool { return t.ceiling(m) >= largest })
}

package findings

// inSeats turns numbers of districts, which is what package feasibility counts, into numbers of seats.
func (out *Report) inSeats(perDistrict int) {
	each := func(numbers ...*int) {
		for _, n := range numbers {
			*n *= perDistrict
		}
	}
	all := func(numbers []int) {
		for i := range numbers {
			each(&numbers[i])
		}
	}
	each(&out.Seats)
	for i := range out.Regions {
		each(&out.Regions[i].Seats)
	}
	for _, b := range out.Best {
		for i := range b.Regions {
			each(&b.Regions[i].Seats)
		}
	}
	for i := range out.Frontier {
		p := &out.Frontier[i]
		each(&p.Seats)
		all(p.RelaxedSeats)
		all(p.ExactSeats)
	}
	for i := range out.SeatsWithin {
		each(&out.SeatsWithin[i].Relaxed, &out.SeatsWithin[i].Exact)
	}
	if x := out.Crossing; x != nil {
		for i := range x.Clusters {
			each(&x.Clusters[i].Seats)
		}
	}
}

package districts

import (
	"math/big"

	"okrug/balance/rule"
)

// checkEquality evaluates the rule that binds.
func (p *Plan) checkEquality() Check {
	c := Check{ID: CheckEquality, Tested: say("tested."+CheckEquality, p.Rule.ID)}
	worst := new(big.Rat)
	unfinished := p.unfinishedRegions()
	bad := Incomplete
	var margin *int64
	for _, d := range p.Districts {
		lower, upper := p.bounds(d, p.Rule.Limit)
		dev := d.Deviation()
		if dev.Abs(dev).Cmp(worst) > 0 {
			worst = dev
		}
		room := min(d.Voters-lower, upper-d.Voters)
		if margin == nil || room < *margin {
			margin = &room
		}
		switch {
		case d.Voters > upper:
			bad = Fail
			c.Offenders = append(c.Offenders, p.blameDistrict(d, say("equality.over", d.Voters, d.Voters-upper)))
		case d.Voters < lower:
			if d.Region < 0 || !unfinished[d.Region] {
				bad = Fail
			}
			c.Offenders = append(c.Offenders, p.blameDistrict(d, say("equality.under", d.Voters, lower-d.Voters)))
		}
	}
	w, _ := worst.Float64()
	c.Value, c.Limit, c.Margin = Figure{w, "share"}, Figure{p.Rule.Limit.Float64(), "share"}, margin
	c = c.judge(bad)
	if c.OK && !p.finished() {
		c.State, c.OK = Incomplete, false
	}
	return c
}

func (p *Plan) bounds(d District, limit rule.Fraction) (lower, upper int64) {
	voters := p.RegionVoters()
	total, seats := int64(0), 0
	for r, s := range p.Seats {
		if r == d.Region || d.Region < 0 {
			total += voters[r]
			seats += s
		}
	}
	return rule.MaxDeviationBounds(total, max(1, seats), limit)
}

package verify

import "github.com/okrug/okrug/balance/certificate"

// refuters has one line for each kind of evidence that can show that there is no plan, or none with at most some
// value.
var refuters = map[string]refuter{
	certificate.KindPlan:        refuteNothing,
	certificate.KindEnumeration: refuteByEnumeration,
	certificate.KindDuals:       refuteByDuals,
	certificate.KindSeats:       refuteBySeats,
	certificate.KindUnit:        refuteByUnit,
	certificate.KindComponents:  refuteByComponents,
	certificate.KindGroup:       refuteByGroup,
	certificate.KindLocks:       refuteByLocks,
}

// refutesRules are the kinds that speak of a rule for a whole country, or of a reading that compares districts. They
// claim that there is no plan and nothing else, so that they never have a limit, and hold other certificates, so that
// they lie in none.
var refutesRules = map[string]bool{
	certificate.KindSplit: true, certificate.KindAllotment: true, certificate.KindClusters: true,
}

func init() { // not in the map above, for they check the certificates that they hold
	refuters[certificate.KindSplit] = refuteBySplit
	refuters[certificate.KindAllotment] = refuteAllotment
	refuters[certificate.KindClusters] = refuteClusters
}

// counters has one line for each kind of evidence that can count plans.
var counters = map[string]counter{
	certificate.KindEnumeration: countByEnumeration,
}

// refuteNothing is for a plan alone, which proves only what needs no proof.
func refuteNothing(*work, *certificate.Question, certificate.Evidence, *int64) error {
	return refuse("a plan alone does not show that there is no better one")
}

package verify

import (
	"context"

	"okrug/balance/certificate"
)

// refuters has one line for each kind of evidence that can show that there is no plan with at most some value.
var refuters = map[string]Refuter{
	certificate.KindPlan:        refuteNothing,
	certificate.KindEnumeration: refuteByEnumeration,
	certificate.KindDuals:       refuteByDuals,
}

// counters has one line for each kind of evidence that can count plans.
var counters = map[string]Counter{
	certificate.KindEnumeration: countByEnumeration,
}

// refuteNothing is for a plan alone, which proves only that values below 0 do not occur.
func refuteNothing(context.Context, *certificate.Question, certificate.Evidence, *int64) error {
	return refuse("a plan alone does not show that there is no better one")
}

package main

import (
	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/geo/locale"
)

// equalityName is the flag with the weight of equality in the objective balanced.
const equalityName = "equality-weight"

// checkEquality finds what is wrong with a weight that was given, beside the name of the objective that it is for.
func checkEquality(weight float64, objective string) error {
	if err := balance.CheckEquality(weight); err != nil {
		return locale.Errorf("--equality-weight: %w", err)
	}
	if objective != balance.Balanced.String() {
		return locale.Errorf("--equality-weight counts in the objective balanced alone, and this run has %s; leave it out, "+
			"or give --objective balanced", objective)
	}
	return nil
}

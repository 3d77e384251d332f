package form

import (
	"fmt"
	"testing"
)

// TestForms evaluates every form without a mutant and with it, beside Go's own operators.
func TestForms(t *testing.T) {
	check := func(plain, other any, form func() any) {
		t.Helper()
		for on, want := range map[int]any{0: plain, 7: other, 8: plain} {
			mutantOn = on
			if got := form(); got != want {
				t.Errorf("with mutant %d: %v and not %v", on, got, want)
			}
		}
		mutantOn = 0
	}
	for _, p := range [][2]int{{1, 2}, {2, 2}, {3, 2}} {
		a, b := p[0], p[1]
		check(a < b, a <= b, func() any { return mutantLess(7, a, b) })
		check(a <= b, a < b, func() any { return mutantLessEqual(7, a, b) })
		check(a > b, a >= b, func() any { return mutantGreater(7, a, b) })
		check(a >= b, a > b, func() any { return mutantGreaterEqual(7, a, b) })
		check(a+b, a-b, func() any { return mutantAdd(7, a, b) })
		check(a-b, a+b, func() any { return mutantSub(7, a, b) })
		check(a*b, a/b, func() any { return mutantMul(7, a, b) })
		check(a/b, a*b, func() any { return mutantDiv(7, a, b) })
		check(a, -a, func() any { return mutantNeg(7, a) })
		check(a, b, func() any { return mutantPick(7, a, b) })
		check(min(a, b, 0), max(a, b, 0), func() any { return mutantMin(7, a, b, 0) })
		check(max(a, b, 9), min(a, b, 9), func() any { return mutantMax(7, a, b, 9) })
	}
	for _, a := range []bool{false, true} {
		check(a, !a, func() any { return a != mutantIs(7) })
		check(a, true, func() any { return mutantForce(7, 9, a) })
		check(a, false, func() any { return mutantForce(9, 7, a) })
		for _, b := range []bool{false, true} {
			check(fmt.Sprint(a && b, a), fmt.Sprint(a || b, !a), func() any {
				asked := false
				return fmt.Sprint(mutantAnd(7, a, func() bool { asked = true; return b }), asked)
			})
			check(fmt.Sprint(a || b, !a), fmt.Sprint(a && b, a), func() any {
				asked := false
				return fmt.Sprint(mutantOr(7, a, func() bool { asked = true; return b }), asked)
			})
		}
	}
}

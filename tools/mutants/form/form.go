// Package form has one function for each form of mutant that is an expression. The text of this file is copied into a
// package that is tried; each function is what the source says unless the number of its mutant is on. The names are
// such that they meet nothing there.
package form

import (
	"cmp"
	"os"
	"strconv"
)

// mutantOn is the number of the mutant that this run of the tests has, 0 for none.
var mutantOn, _ = strconv.Atoi(os.Getenv("OKRUG_MUTANT"))

type mutantNumber interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64
}

// mutantIs serves statements that are dropped and conditions that are turned round.
func mutantIs(id int) bool { return mutantOn == id }

// mutantForce still works the condition out, for what it may do besides.
func mutantForce(yes, no int, cond bool) bool { return cond && mutantOn != no || mutantOn == yes }

func mutantPick[T any](id int, plain, other T) T {
	if mutantOn == id {
		return other
	}
	return plain
}

func mutantLess[T cmp.Ordered](id int, a, b T) bool {
	if mutantOn == id {
		return a <= b
	}
	return a < b
}

func mutantLessEqual[T cmp.Ordered](id int, a, b T) bool {
	if mutantOn == id {
		return a < b
	}
	return a <= b
}

func mutantGreater[T cmp.Ordered](id int, a, b T) bool {
	if mutantOn == id {
		return a >= b
	}
	return a > b
}

func mutantGreaterEqual[T cmp.Ordered](id int, a, b T) bool {
	if mutantOn == id {
		return a > b
	}
	return a >= b
}

// mutantAnd is a && b, or a || b: the left decides both, by opposite values.
func mutantAnd(id int, a bool, b func() bool) bool {
	if a == (mutantOn == id) {
		return a
	}
	return b()
}

func mutantOr(id int, a bool, b func() bool) bool {
	if a != (mutantOn == id) {
		return a
	}
	return b()
}

func mutantAdd[T mutantNumber](id int, a, b T) T {
	if mutantOn == id {
		return a - b
	}
	return a + b
}

func mutantSub[T mutantNumber](id int, a, b T) T {
	if mutantOn == id {
		return a + b
	}
	return a - b
}

func mutantMul[T mutantNumber](id int, a, b T) T {
	if mutantOn == id {
		return a / b
	}
	return a * b
}

func mutantDiv[T mutantNumber](id int, a, b T) T {
	if mutantOn == id {
		return a * b
	}
	return a / b
}

func mutantNeg[T mutantNumber](id int, a T) T {
	if mutantOn == id {
		return -a
	}
	return a
}

func mutantMin[T cmp.Ordered](id int, a T, more ...T) T {
	for _, b := range more {
		if mutantOn == id {
			a = max(a, b)
		} else {
			a = min(a, b)
		}
	}
	return a
}

func mutantMax[T cmp.Ordered](id int, a T, more ...T) T {
	for _, b := range more {
		if mutantOn == id {
			a = min(a, b)
		} else {
			a = max(a, b)
		}
	}
	return a
}

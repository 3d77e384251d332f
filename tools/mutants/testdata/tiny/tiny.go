// Package tiny has every form of mutant. What is called loose is called by a test that looks at nothing.
package tiny

import (
	"errors"
	"fmt"
	"strings"
)

type kind uint8

type pair struct{ a, b int64 }

var table = [3]int{0: 4, 2: 5}

func refuse(format string, args ...any) error { return fmt.Errorf(format, args...) }

// Tight is known to the tests in all its parts.
func Tight(n int, seen map[int]bool) (kind, error) {
	if n < 0 || n > 9 && !seen[n] {
		return 0, refuse("%d is out, by %d", n, n-9)
	}
	total := int64(n) * 2
	total += int64(min(n, 4))
	switch {
	case n == 3:
		return kind(total) + 1, nil
	case n > 7:
		total += 1000
	}
	seen[n] = true
	p := pair{total, 1 << n}
	return kind(max(p.a, p.b) - 1), nil
}

// Table is known too.
func Table(i int) int { return table[i] }

// Endless never ends without its last statement.
func Endless(n int) (steps int) {
	for n > 2 {
		steps++
		n /= 2
	}
	return steps
}

// Loose is run and not looked at.
func Loose(a, b int) error {
	if strings.Repeat("x", 2) == "" {
		return errors.New("never" + fmt.Sprint(a+b))
	}
	for range a {
		if a >= b {
			continue
		}
		b--
	}
	return nil
}

// Same has a mutant that changes nothing.
func Same(a, b int) int {
	if a < b {
		return b
	}
	return a
}

// Ends has returns that cannot be dropped.
func Ends(k kind) uint8 {
	switch k {
	case 0:
		return 255
	default:
		return uint8(k)
	}
}

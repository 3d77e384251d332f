package testdata

import (
	"flag"
	"math"
	"os"
	"strconv"
	"testing"
)

// Enough fails a random test that met too few cases of a kind to say anything: no more than so many of them where rapid
// draws its hundred checks. Fewer checks, by the flag -rapid.checks, by RAPID_CHECKS or by -short, ask for as many
// fewer, less three standard deviations of a count that small; for one at least down to fifty checks, and below for
// none where chance may leave none.
func Enough(t testing.TB, what string, got, least int) {
	t.Helper()
	floor := float64(least)
	if share := shareOfChecks(); share < 1 {
		floor *= share
		if floor -= 3 * math.Sqrt(floor); floor <= 0 {
			if share < 0.5 {
				return
			}
			floor = 0
		}
	}
	if float64(got) <= floor {
		t.Errorf("%s: %d cases, which is not more than %.0f", what, got, floor)
	}
}

// Draws is how many cases a test that draws them by itself, without rapid, tries in place of so many: as many fewer,
// and one at least.
func Draws(full int) int { return max(1, int(float64(full)*min(1, shareOfChecks()))) }

// shareOfChecks is how many checks rapid draws where it would draw one.
func shareOfChecks() float64 {
	checks := 100.0
	if n, err := strconv.Atoi(os.Getenv("RAPID_CHECKS")); err == nil {
		checks = float64(n)
	}
	if f := flag.Lookup("rapid.checks"); f != nil { // where rapid is part of the test
		if n, ok := f.Value.(flag.Getter).Get().(int); ok {
			checks = float64(n)
		}
	}
	if testing.Short() {
		checks /= 5 // as rapid does
	}
	return checks / 100
}

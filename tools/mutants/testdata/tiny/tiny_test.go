package tiny

import (
	"fmt"
	"testing"
)

func TestTight(t *testing.T) {
	seen := map[int]bool{10: false, 11: true}
	for n, want := range []string{"0 <nil>", "2 <nil>", "5 <nil>", "10 <nil>", "15 <nil>", "31 <nil>", "63 <nil>",
		"127 <nil>", "251 <nil>",
		"253 <nil>", "0 10 is out, by 1", "255 <nil>"} {
		k, err := Tight(n, seen)
		if got := fmt.Sprint(k, " ", err); got != want {
			t.Errorf("%d: %s and not %s", n, got, want)
		}
	}
	if _, err := Tight(-1, seen); err == nil || !seen[4] {
		t.Error("-1")
	}
}

func TestTable(t *testing.T) {
	if Table(0) != 4 || Table(1) != 0 || Table(2) != 5 {
		t.Error(table)
	}
}

func TestEndless(t *testing.T) {
	if Endless(8) != 2 || Endless(2) != 0 || Endless(3) != 1 {
		t.Error(Endless(8))
	}
}

func TestLoose(*testing.T) { _ = Loose(2, 2) }

func TestSame(t *testing.T) {
	if Same(1, 2) != 2 || Same(2, 1) != 2 {
		t.Error(Same(1, 2))
	}
}

func TestEnds(t *testing.T) {
	if Ends(0) != 255 || Ends(1) != 1 {
		t.Error(Ends(0))
	}
}

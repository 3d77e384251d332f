package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestLockLines has five units of 3 voters, three of them in one district by locks, or not quite.
func TestLockLines(t *testing.T) {
	g := units([]int64{3, 3, 3, 3, 3})
	group := func(upper, voters int64, units []int, fixed [][2]int, together ...[]int) *certificate.Certificate {
		q := certificate.Question{Graph: g, Seats: 3, Upper: upper, Fixed: fixed, Together: together}
		return impossible(q, &certificate.GroupOver{Units: units, Voters: voters})
	}
	some := []int{1, 3, 4}
	fixed := [][2]int{{1, 2}, {3, 2}, {4, 2}}
	done := impossible(certificate.Question{Graph: units([]int64{5, 4}), Seats: 2, Upper: 5,
		Fixed: [][2]int{{0, 1}, {1, 2}}, Finished: []int{1, 2}}, &certificate.Locks{})
	judgeAll(t, []example{
		{"fixed", group(8, 9, some, fixed), ""},
		{"together", group(8, 9, some, nil, []int{3, 1, 4}), ""},
		{"fixed and together", group(8, 9, some, fixed[:2], []int{4, 3}), ""},
		{"a chain", group(8, 9, some, nil, []int{3, 1}, []int{4, 3}), ""},
		{"as many as may be", group(9, 9, some, fixed), "9 voters, which is not over 9"},
		{"other voters", group(8, 10, some, fixed), "9 voters and not 10"},
		{"one not fixed", group(8, 9, some, fixed[:2]), "may lie in two districts"},
		{"one fixed elsewhere", group(8, 9, some, [][2]int{{1, 2}, {3, 2}, {4, 3}}), "may lie in two districts"},
		{"all districts finished, and no unit left", done, "do not exclude every plan"},
	})
}

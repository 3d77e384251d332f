package verify_test

import (
	"testing"

	"github.com/okrug/okrug/balance/certificate"
)

// TestSplitLines changes splits of one region and of a nation in one place.
func TestSplitLines(t *testing.T) {
	row := func(change func(q *certificate.Question, e *certificate.Split)) *certificate.Certificate {
		return rowSplit(func(c *certificate.Certificate, e *certificate.Split) { change(&c.Question, e) })
	}
	nation := func(change func(e *certificate.Split)) *certificate.Certificate {
		c := twoRegions(2, 1, 2, 1)
		change(c.Evidence.(*certificate.Split))
		return c
	}
	regions := func(r ...certificate.RegionSeats) *certificate.Certificate {
		return nation(func(e *certificate.Split) { e.Regions = r })
	}
	ends := func(to int64) *certificate.Certificate {
		return row(func(_ *certificate.Question, e *certificate.Split) { e.Parts[1].To = to })
	}
	// No two whole numbers are equal and 7 together: the bounds may cross.
	odd := func(lower, upper, from int64) *certificate.Certificate {
		f := &certificate.RuleBounds{Rule: "r", Statistic: "range/mean", Limit: "0", Scope: "P", Total: 7, Seats: 2}
		q := certificate.Question{Graph: units([]int64{3, 4}), Seats: 2, Lower: lower, Upper: upper}
		return impossible(q, &certificate.Split{Figures: f, Parts: []certificate.SplitPart{{From: from, To: 4,
			Certificate: impossible(q, &certificate.Enumeration{})}}})
	}
	free := certificate.LeftOut{Region: "X", Free: true}
	again := func(voters ...int64) *certificate.Certificate {
		return nation(func(e *certificate.Split) {
			last := e.Parts[1]
			e.Parts[1].To = 20
			q := last.Certificate.Question
			q.Graph, q.Lower = units(voters), 21
			last.From, last.Certificate = 21, impossible(q, &certificate.Enumeration{})
			e.Parts = append(e.Parts, last)
		})
	}
	const most = certificate.MaxSum
	judgeAll(t, []example{
		{"no figures", row(func(_ *certificate.Question, e *certificate.Split) { e.Figures = nil }), "needs its figures"},
		{"a part to the largest number", ends(most), ""},
		{"a part beyond it", ends(most + 1), "must begin at 9"},
		{"a part that ends before it begins", ends(8), "must begin at 9"},
		{"crossing bounds", odd(4, 3, 4), ""},
		{"bounds that nearly cross", odd(4, 4, 4), ""},
		{"a gap before the first", odd(3, 3, 4), "must begin at 3"},
		{"two locks", row(func(q *certificate.Question, _ *certificate.Split) {
			q.Together, q.Finished = [][]int{{0, 3}}, []int{1}
		}), "question with locks"},

		{"a row with regions", row(func(_ *certificate.Question, e *certificate.Split) {
			e.Regions = []certificate.RegionSeats{{ID: "A"}}
		}), "speaks of several"},
		{"a row that leaves out", row(func(_ *certificate.Question, e *certificate.Split) {
			e.Figures.LeftOut = []certificate.LeftOut{free}
		}), "speaks of several"},
		{"a row of a nation", row(func(_ *certificate.Question, e *certificate.Split) { e.Figures.Scope = "nation" }),
			"speaks of several"},
		{"a row of nowhere", row(func(_ *certificate.Question, e *certificate.Split) { e.Figures.Scope = "" }),
			"speaks of several"},

		{"a nation", nation(func(*certificate.Split) {}), ""},
		{"a nation that leaves out nobody's", nation(func(e *certificate.Split) {
			e.Figures.LeftOut = []certificate.LeftOut{free}
		}), ""},
		{"compared and left out", nation(func(e *certificate.Split) {
			e.Figures.LeftOut = []certificate.LeftOut{{Region: "A", Free: true}}
		}), "compared and left out"},
		{"a region twice", regions(certificate.RegionSeats{ID: "A", Voters: 43, Seats: 2},
			certificate.RegionSeats{ID: "A", Voters: 46, Seats: 1}), "named twice"},
		{"a region of no id", regions(certificate.RegionSeats{ID: "A", Voters: 43, Seats: 2},
			certificate.RegionSeats{Voters: 46, Seats: 1}), "named twice"},
		{"a region of fewer voters than none", regions(certificate.RegionSeats{ID: "A", Voters: -1, Seats: 2},
			certificate.RegionSeats{ID: "B", Voters: 90, Seats: 1}), "out of range"},
		{"a region of fewer seats than none", regions(certificate.RegionSeats{ID: "A", Voters: 43, Seats: -1},
			certificate.RegionSeats{ID: "B", Voters: 46, Seats: 4}), "out of range"},
		{"as many voters as may be", regions(certificate.RegionSeats{ID: "A", Voters: most - 46, Seats: 2},
			certificate.RegionSeats{ID: "B", Voters: 46, Seats: 1}), "of 89 voters together"},
		{"a voter too many", regions(certificate.RegionSeats{ID: "A", Voters: most - 45, Seats: 2},
			certificate.RegionSeats{ID: "B", Voters: 46, Seats: 1}), "out of range"},
		{"as many seats as may be", regions(certificate.RegionSeats{ID: "A", Voters: 43, Seats: certificate.MaxUnits - 1},
			certificate.RegionSeats{ID: "B", Voters: 46, Seats: 1}), "and there are 1\u00a0000\u00a0000"},
		{"a seat too many", regions(certificate.RegionSeats{ID: "A", Voters: 43, Seats: certificate.MaxUnits},
			certificate.RegionSeats{ID: "B", Voters: 46, Seats: 1}), "out of range"},
		{"a region that is left over", nation(func(e *certificate.Split) { e.Parts[0].Region = "C" }), "no region \"C\""},
		{"a region's part without one", nation(func(e *certificate.Split) { e.Parts[0].Region = "" }), "no region \"\""},
		{"other voters", nation(func(e *certificate.Split) {
			e.Parts[1].Certificate.Question.Graph = units([]int64{30, 12})
		}), "about 42 voters and region A has 43"},
		{"voters of nobody", nation(func(e *certificate.Split) {
			e.Parts[1].Certificate.Question.Graph = units([]int64{50, -1})
		}), "−1 voter is out of range"},
		{"the same units", again(30, 13), ""},
		{"other units", again(29, 14), "has other units than in a proof before"},
	})
}

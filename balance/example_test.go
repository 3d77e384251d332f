package balance_test

import (
	"context"
	"fmt"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/graph"
)

// Six units in two rows of three, 10 voters each but for one of 16; borders are 5 within a row and 9 between the rows:
//
//	a(10) - b(10) - c(10)
//	  |       |       |
//	d(10) - e(16) - f(10)
//
// Two districts of 30 to 36 voters are wanted that share the shortest border.
func ExampleSolve() {
	g, err := graph.New([]string{"a", "b", "c", "d", "e", "f"}, []int64{10, 10, 10, 10, 16, 10}, []graph.Edge{
		{U: 0, V: 1, Length: 5}, {U: 1, V: 2, Length: 5}, {U: 3, V: 4, Length: 5}, {U: 4, V: 5, Length: 5},
		{U: 0, V: 3, Length: 9}, {U: 1, V: 4, Length: 9}, {U: 2, V: 5, Length: 9}})
	if err != nil {
		panic(err)
	}
	p := balance.Problem{Graph: g, Seats: 2, Lower: 30, Upper: 36, Objective: balance.Objective{Kind: balance.Border}}
	s, err := balance.Solve(context.Background(), p, balance.Settings{})
	if err != nil {
		panic(err)
	}
	fmt.Println(s.Status, s.Assignment, s.Voters, "border", s.Border, "of", s.Plans, "plans")

	p.Lower, p.Upper = 33, 33
	s, err = balance.Solve(context.Background(), p, balance.Settings{})
	if err != nil {
		panic(err)
	}
	fmt.Println(s.Status, "by", s.Certificate.Kind)
	// Output:
	// optimal [0 0 1 0 1 1] [30 36] border 19 of 3 plans
	// infeasible by enumeration
}

package enumerate_test

import (
	"context"
	"fmt"

	"github.com/okrug/okrug/balance/enumerate"
	"github.com/okrug/okrug/balance/graph"
	"github.com/okrug/okrug/balance/problem"
)

// Six units in two rows of three, 10 voters each but for one of 16:
//
//	a(10) - b(10) - c(10)
//	  |       |       |
//	d(10) - e(16) - f(10)
//
// Two districts of 30 to 36 voters exist in three ways.
func ExampleExplore() {
	g, err := graph.New([]string{"a", "b", "c", "d", "e", "f"}, []int64{10, 10, 10, 10, 16, 10}, []graph.Edge{
		{U: 0, V: 1, Length: 5}, {U: 1, V: 2, Length: 5}, {U: 3, V: 4, Length: 5}, {U: 4, V: 5, Length: 5},
		{U: 0, V: 3, Length: 9}, {U: 1, V: 4, Length: 9}, {U: 2, V: 5, Length: 9}})
	if err != nil {
		panic(err)
	}
	s, err := enumerate.Explore(context.Background(), &problem.Problem{Graph: g, Seats: 2, Lower: 30, Upper: 36},
		enumerate.SurveySettings{})
	if err != nil {
		panic(err)
	}
	fmt.Println(s.Plans, "plans, complete:", s.Complete)
	best := s.Best(enumerate.Balanced)[0]
	fmt.Println(best.District, best.Border, best.MaxDeviation())
	// Output:
	// 3 plans, complete: true
	// [0 0 1 0 1 1] 19 1/11
}

package balance

import (
	"fmt"

	"github.com/okrug/okrug/balance/graph"
)

// grid asks for k districts of equal size, give or take slack, on an n x n grid of one voter a node.
func grid(n, k int, slack int64) Problem {
	var ids []string
	var voters []int64
	var edges []graph.Edge
	for y := range n {
		for x := range n {
			v := len(ids)
			ids, voters = append(ids, fmt.Sprintf("%d.%d", x, y)), append(voters, 1)
			if x > 0 {
				edges = append(edges, graph.Edge{U: v - 1, V: v, Length: 1})
			}
			if y > 0 {
				edges = append(edges, graph.Edge{U: v - n, V: v, Length: 1})
			}
		}
	}
	g, err := graph.New(ids, voters, edges)
	if err != nil {
		panic(err)
	}
	total := int64(n * n)
	return Problem{Graph: g, Seats: k, Lower: total/int64(k) - slack, Upper: (total+int64(k)-1)/int64(k) + slack}
}

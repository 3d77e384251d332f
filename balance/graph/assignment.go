package graph

import "math"

// Assign solves the assignment problem: it pairs rows with different columns so that the sum of weights is the
// largest there is, and returns for each row its column and the sum. Districts keep their numbers by it, each new
// district taking the number of the old one that it overlaps most, all pairs together. As many pairs are made as the
// smaller side allows; a row without a column has -1. All rows have one length. Weights may be negative; sums must
// fit in 62 bits. Of several best pairings it returns the same one for the same weights.
//
// It is the shortest augmenting path form of the Hungarian method in O(rows² columns): H. W. Kuhn, Naval Research
// Logistics Quarterly 2 (1955), doi:10.1002/nav.3800020109; J. Munkres, J. SIAM 5 (1957), doi:10.1137/0105003.
func Assign(weight [][]int64) (columnOf []int, sum int64) {
	rows := len(weight)
	if rows == 0 {
		return nil, 0
	}
	columns := len(weight[0])
	if rows > columns {
		return transposed(weight)
	}
	// Costs are negated weights. price and pay are the dual variables; owner[0] is the row being placed, column 0 none.
	pay, price := make([]int64, rows+1), make([]int64, columns+1)
	owner, way := make([]int, columns+1), make([]int, columns+1)
	slack, used := make([]int64, columns+1), make([]bool, columns+1)
	for r := 1; r <= rows; r++ {
		owner[0] = r
		for j := range slack {
			slack[j], used[j] = math.MaxInt64, false
		}
		at := 0
		for owner[at] != 0 {
			used[at] = true
			row, next, least := owner[at], 0, int64(math.MaxInt64)
			for j := 1; j <= columns; j++ {
				if used[j] {
					continue
				}
				if c := -weight[row-1][j-1] - pay[row] - price[j]; c < slack[j] {
					slack[j], way[j] = c, at
				}
				if slack[j] < least {
					least, next = slack[j], j
				}
			}
			for j := 0; j <= columns; j++ {
				if used[j] {
					pay[owner[j]] += least
					price[j] -= least
				} else if j > 0 {
					slack[j] -= least
				}
			}
			at = next
		}
		for at != 0 {
			owner[at] = owner[way[at]]
			at = way[at]
		}
	}
	columnOf = make([]int, rows)
	for j := 1; j <= columns; j++ {
		if r := owner[j]; r > 0 {
			columnOf[r-1] = j - 1
			sum += weight[r-1][j-1]
		}
	}
	return columnOf, sum
}

func transposed(weight [][]int64) ([]int, int64) {
	turned := make([][]int64, len(weight[0]))
	for j := range turned {
		turned[j] = make([]int64, len(weight))
		for i := range weight {
			turned[j][i] = weight[i][j]
		}
	}
	columnOf := make([]int, len(weight))
	for i := range columnOf {
		columnOf[i] = -1
	}
	rowOf, sum := Assign(turned)
	for j, i := range rowOf {
		columnOf[i] = j
	}
	return columnOf, sum
}

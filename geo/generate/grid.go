package generate

import "math"

// grid finds nearest points.
type grid struct {
	at            func(i int) (x, y float64)
	columns, rows int
	cells         [][]int
}

func newGrid(n int, at func(i int) (x, y float64)) *grid {
	side := int(math.Sqrt(float64(n))) + 1
	g := &grid{at: at, columns: side, rows: side, cells: make([][]int, side*side)}
	for i := range n {
		c, r := g.cell(at(i))
		g.cells[r*g.columns+c] = append(g.cells[r*g.columns+c], i)
	}
	return g
}

func (g *grid) cell(x, y float64) (column, row int) {
	clamp := func(f float64, n int) int { return max(0, min(n-1, int(f*float64(n)))) }
	return clamp(x/width, g.columns), clamp(y/height, g.rows)
}

// nearest searches rings of cells around the point until no nearer cell is left. Of points equally near it is the
// first.
func (g *grid) nearest(x, y float64) int {
	c, r := g.cell(x, y)
	best, least := -1, math.Inf(1)
	side := math.Min(width/float64(g.columns), height/float64(g.rows))
	for ring := 0; ring <= max(g.columns, g.rows); ring++ {
		if best >= 0 && float64(ring-1)*side > least {
			break
		}
		for row := r - ring; row <= r+ring; row++ {
			for column := c - ring; column <= c+ring; column++ {
				edge := row == r-ring || row == r+ring || column == c-ring || column == c+ring
				if !edge || row < 0 || row >= g.rows || column < 0 || column >= g.columns {
					continue
				}
				for _, i := range g.cells[row*g.columns+column] {
					px, py := g.at(i)
					if d := math.Hypot(px-x, py-y); d < least || d == least && i < best {
						best, least = i, d
					}
				}
			}
		}
	}
	return best
}

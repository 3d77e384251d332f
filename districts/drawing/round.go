package drawing

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// hundredths rounds a length to hundredths of a millimetre.
func hundredths(v float64) int { return int(math.Round(v * 100)) }

func round(v float64) float64 { return math.Round(v*100) / 100 }

// number writes a length in millimetres or an angle with two decimals at most.
func number(v float64) string { return strconv.FormatFloat(round(v), 'f', -1, 64) }

// decimals writes a number with so many decimals at most.
func decimals(v float64, n int) string {
	power := math.Pow10(n)
	v = math.Round(v*power) / power
	if v == 0 {
		return "0" // and not -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// place is a point in whole hundredths of a millimetre.
type place struct{ x, y int }

// path is a line of a shape in whole hundredths.
type path struct {
	points []place
	closed bool // the first point is not repeated
}

// paths are the rings and lines of a shape as they are drawn: rounded, without steps of no length.
func (s *Shape) paths() []path {
	out := make([]path, 0, len(s.Rings)+len(s.Lines))
	for _, r := range s.Rings {
		if len(r) > 1 {
			out = append(out, path{steps(r[:len(r)-1]), true})
		}
	}
	for _, l := range s.Lines {
		if len(l) == 0 {
			continue
		}
		closed := len(l) > 3 && l[0] == l[len(l)-1]
		if closed {
			l = l[:len(l)-1]
		}
		out = append(out, path{steps(l), closed})
	}
	return out
}

func steps(line []orb.Point) []place {
	out := make([]place, 0, len(line))
	for _, p := range line {
		q := place{hundredths(p[0]), hundredths(p[1])}
		if n := len(out); n == 0 || out[n-1] != q {
			out = append(out, q)
		}
	}
	return out
}

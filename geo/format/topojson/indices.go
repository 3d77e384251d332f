package topojson

import (
	"strconv"

	"github.com/okrug/okrug/geo/locale"
)

// indices reads the numbers of arcs from their JSON: lines or rings by polygon, all lines in one. Depth is how deep the
// numbers are nested, 0 where there are none.
func indices(raw []byte) (arcs [][][]int, depth int, problem locale.Text) {
	r := indexReader{in: raw}
	r.array(1)
	if r.problem.Empty() && r.empty && r.depth > 0 {
		r.problem = locale.T("one of its lines or rings has no arcs")
	}
	if len(r.lines) > 0 {
		r.areas = append(r.areas, r.lines)
	}
	return r.areas, r.depth, r.problem
}

// deepest is how deep the arcs of a MultiPolygon are nested.
const deepest = 3

// indexReader reads nested arrays, which are known to be JSON.
type indexReader struct {
	in      []byte
	at      int
	depth   int
	empty   bool // there is an empty array
	problem locale.Text
	line    []int
	lines   [][]int
	areas   [][][]int
}

// array reads one array, so many levels deep, and returns false where something else is met.
func (r *indexReader) array(level int) bool {
	if r.next() != '[' || level > deepest {
		r.problem = locale.T("its arcs are not arrays of whole numbers")
		return false
	}
	r.at++
	for n := 0; ; n++ {
		switch c := r.next(); {
		case c == ']':
			r.at++
			r.empty = r.empty || n == 0
			r.close(r.depth - level)
			return true
		case c == ',':
			r.at++
		case c == '-' || c >= '0' && c <= '9':
			if !r.index(level) {
				return false
			}
		default:
			if !r.array(level + 1) {
				return false
			}
		}
	}
}

// next is the next character that is no white space.
func (r *indexReader) next() byte {
	for r.at < len(r.in) {
		switch c := r.in[r.at]; c {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return c
		}
	}
	return 0
}

func (r *indexReader) index(level int) bool {
	if r.depth == 0 {
		r.depth = level
	} else if r.depth != level {
		r.problem = locale.T("its arcs are nested unevenly")
		return false
	}
	start := r.at
	for r.at < len(r.in) && r.in[r.at] != ',' && r.in[r.at] != ']' && r.in[r.at] > ' ' {
		r.at++
	}
	n, err := strconv.Atoi(string(r.in[start:r.at]))
	if err != nil {
		r.problem = locale.T("%q is not the number of an arc", r.in[start:r.at])
		return false
	}
	r.line = append(r.line, n)
	return true
}

// close ends what was collected so many levels above the numbers: 0 a line or ring, 1 a polygon.
func (r *indexReader) close(height int) {
	switch {
	case height == 0 && len(r.line) > 0:
		r.lines = append(r.lines, append(make([]int, 0, len(r.line)), r.line...))
		r.line = r.line[:0]
	case height == 1 && len(r.lines) > 0:
		r.areas = append(r.areas, r.lines)
		r.lines = nil
	}
}

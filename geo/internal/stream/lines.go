package stream

import (
	"io"
	"sort"
)

// remembered is how many line ends a lineReader can look back on.
const remembered = 1 << 16

// lineReader counts lines, so that a place in bytes can be named by its line.
type lineReader struct {
	r      io.Reader
	offset int64
	count  int     // line ends so far
	last   []int64 // offsets of the latest of them, at most 2*remembered
}

func (l *lineReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for i, c := range p[:n] {
		if c == '\n' {
			l.count++
			if len(l.last) == 2*remembered {
				l.last = append(l.last[:0], l.last[remembered:]...)
			}
			l.last = append(l.last, l.offset+int64(i))
		}
	}
	l.offset += int64(n)
	return n, err
}

// line is the line of a byte, from 1, or 0 where too much has been read since.
func (l *lineReader) line(offset int64) int {
	after := len(l.last) - sort.Search(len(l.last), func(i int) bool { return l.last[i] >= offset })
	if after == len(l.last) && l.count > len(l.last) {
		return 0
	}
	return l.count - after + 1
}

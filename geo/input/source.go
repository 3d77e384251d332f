package input

import (
	"bufio"
	"sort"
)

// remembered is how many line ends a source can look back on.
const remembered = 1 << 16

// mark stands in the texts that source makes of words: no program writes a text of this character alone.
const mark = '\x7f'

// words are what Python and others write for numbers that JSON does not know.
var words = [...]string{"NaN", "Infinity", "-Infinity"}

// source is a file on its way to the decoder. It counts lines, so that a place in bytes can be named by its line, and
// puts a text of marks in place of each of words, of as many bytes, so that one missing value does not end the reading
// and all places stay where they are.
type source struct {
	r      *bufio.Reader
	offset int64
	count  int     // line ends so far
	last   []int64 // offsets of the latest of them, at most 2*remembered

	inText, escaped bool
	left            int // bytes of a word that are still to be replaced
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	for i := 0; i < n; i++ {
		c := p[i]
		if c == '\n' {
			s.count++
			if len(s.last) == 2*remembered {
				s.last = append(s.last[:0], s.last[remembered:]...)
			}
			s.last = append(s.last, s.offset+int64(i))
		}
		switch {
		case s.left > 0:
			if s.left--; s.left > 0 {
				p[i] = mark
			} else {
				p[i] = '"'
			}
		case s.escaped:
			s.escaped = false
		case s.inText && c == '\\':
			s.escaped = true
		case c == '"':
			s.inText = !s.inText
		case s.inText:
		case c == 'N' || c == 'I' || c == '-':
			if w := s.word(p[i:n]); w > 0 {
				p[i], s.left = '"', w-1
			}
		}
	}
	s.offset += int64(n)
	return n, err
}

// word is the length of the word that the bytes, and those behind them, begin with, 0 for none.
func (s *source) word(have []byte) int {
	for _, w := range words {
		k := min(len(have), len(w))
		if string(have[:k]) != w[:k] {
			continue
		}
		if rest, _ := s.r.Peek(len(w) - k); string(rest) == w[k:] {
			return len(w)
		}
	}
	return 0
}

// line is the line of a byte, from 1, or 0 where too much has been read since.
func (s *source) line(offset int64) int {
	after := len(s.last) - sort.Search(len(s.last), func(i int) bool { return s.last[i] >= offset })
	if after == len(s.last) && s.count > len(s.last) {
		return 0
	}
	return s.count - after + 1
}

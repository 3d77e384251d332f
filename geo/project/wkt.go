package project

import (
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/locale"
)

// node is a keyword of WKT with what stands in its brackets, in order.
type node struct {
	keyword string // in capitals
	items   []item
}

// item is a text, a number or word, or a node.
type item struct {
	text   string
	quoted bool
	node   *node
}

// deepest is how many brackets may be open at a time. The deepest definition of the EPSG dataset has seven.
const deepest = 32

// reader reads WKT (OGC 01-009 and 06-103r4; ISO 19162 as OGC 12-063r5 and 18-010r7): keywords, and in brackets of
// either form texts, numbers, words and further keywords.
type reader struct {
	s     string
	at    int
	depth int
}

// readWKT reads a node that is the whole text. Esri's programs write the system of the heights behind that of the
// positions; it is read over.
func readWKT(s string) (*node, error) {
	r := &reader{s: s}
	n, err := r.node()
	if err == nil && r.take(',') {
		var heights *node
		if heights, err = r.node(); err == nil && heights.keyword != "VERTCS" {
			return nil, r.wrong()
		}
	}
	if err != nil {
		return nil, err
	}
	if r.space(); r.at < len(s) {
		return nil, r.wrong()
	}
	return n, nil
}

func (r *reader) wrong() error {
	return locale.Errorf("it cannot be read from character %s on", strconv.Itoa(r.at+1))
}

func (r *reader) space() {
	for r.at < len(r.s) && strings.IndexByte(" \t\r\n", r.s[r.at]) >= 0 {
		r.at++
	}
}

// take steps over a character if it is the next.
func (r *reader) take(c byte) bool {
	if r.space(); r.at < len(r.s) && r.s[r.at] == c {
		r.at++
		return true
	}
	return false
}

// word is the letters, digits and signs that follow.
func (r *reader) word() string {
	r.space()
	from := r.at
	for r.at < len(r.s) && strings.IndexByte("[](),\" \t\r\n", r.s[r.at]) < 0 {
		r.at++
	}
	return r.s[from:r.at]
}

func (r *reader) node() (*node, error) {
	n := &node{keyword: strings.ToUpper(r.word())}
	if n.keyword == "" {
		return nil, r.wrong()
	}
	if !r.take('[') && !r.take('(') {
		return nil, r.wrong()
	}
	return n, r.fill(n)
}

// fill reads what stands in the brackets of a node, the first of which is behind.
func (r *reader) fill(n *node) error {
	end := byte(']')
	if r.s[r.at-1] == '(' {
		end = ')'
	}
	if r.depth++; r.depth > deepest {
		return locale.Errorf("it is nested more than %d {1|bracket|brackets} deep", deepest)
	}
	for {
		x, err := r.item()
		if err != nil {
			return err
		}
		n.items = append(n.items, x)
		if r.take(end) {
			r.depth--
			return nil
		}
		if !r.take(',') {
			return r.wrong()
		}
	}
}

func (r *reader) item() (item, error) {
	if r.take('"') {
		var b strings.Builder
		for {
			end := strings.IndexByte(r.s[r.at:], '"')
			if end < 0 {
				return item{}, r.wrong()
			}
			b.WriteString(r.s[r.at : r.at+end])
			if r.at += end + 1; r.at == len(r.s) || r.s[r.at] != '"' {
				return item{text: b.String(), quoted: true}, nil
			}
			b.WriteByte('"') // two of them are one within the text
			r.at++
		}
	}
	word := r.word()
	if word == "" {
		return item{}, r.wrong()
	}
	if !r.take('[') && !r.take('(') {
		return item{text: word}, nil
	}
	n := &node{keyword: strings.ToUpper(word)}
	return item{node: n}, r.fill(n)
}

// name is the first text of a node, "" where it has none.
func (n *node) name() string {
	if n != nil && len(n.items) > 0 && n.items[0].quoted {
		return n.items[0].text
	}
	return ""
}

// child is the first node within a node that has one of the keywords, nil where there is none.
func (n *node) child(keywords ...string) *node {
	if n == nil {
		return nil
	}
	for _, x := range n.items {
		if x.node != nil && slices.Contains(keywords, x.node.keyword) {
			return x.node
		}
	}
	return nil
}

// number is the number that stands in a place of a node.
func (n *node) number(place int) (float64, error) {
	if n != nil && place < len(n.items) && n.items[place].node == nil && !n.items[place].quoted {
		if v, ok := decimal(n.items[place].text); ok {
			return v, nil
		}
	}
	return 0, locale.Errorf("a number is missing in its %s", n.title())
}

// title is the keyword and name of a node.
func (n *node) title() string {
	switch {
	case n == nil:
		return ""
	case n.name() == "":
		return n.keyword
	}
	return n.keyword + " “" + short(n.name()) + "”"
}

// decimal is a finite number in digits with point and exponent, and in no other form that Go knows.
func decimal(s string) (float64, bool) {
	if s == "" || strings.Trim(s, "+-.0123456789eE") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

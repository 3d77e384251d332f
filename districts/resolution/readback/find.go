package readback

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"okrug/districts/resolution/names"
)

// find returns the node one of whose forms is s.
func find(nodes []*names.Node, s string, forms func(names.Forms) []string) (*names.Node, error) {
	var found *names.Node
	for _, n := range nodes {
		for _, f := range forms(n.Forms) {
			if f == "" || plain(f) != s {
				continue
			}
			if found != nil && found != n {
				return nil, fmt.Errorf("%q names both %s and %s", s, found.ID, n.ID)
			}
			found = n
		}
	}
	if found == nil {
		return nil, fmt.Errorf("%q is not known here%s", clip(s), suggest(nodes, s, forms))
	}
	return found, nil
}

// suggest names the form nearest to s, where one is near.
func suggest(nodes []*names.Node, s string, forms func(names.Forms) []string) string {
	best, at := "", utf8.RuneCountInString(s)/3+1
	for _, n := range nodes {
		for _, f := range forms(n.Forms) {
			if d := distance(s, f, at); f != "" && d < at {
				best, at = f, d
			}
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; the nearest name is %q", best)
}

// distance is the Levenshtein distance, or limit where it is not below that.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		last := row[0]
		row[0] = i + 1
		for j := range y {
			cost := last
			if x[i] != y[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, last+1, row[j]+1)
		}
	}
	return min(row[len(y)], limit)
}

// plain makes every white space, no-break ones too, one space.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

func clip(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

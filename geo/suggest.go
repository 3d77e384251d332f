package geo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
)

// nearest returns up to n of the words most like key, the most alike first: those that are equal but for case and marks,
// contain one the other, or are a few letters apart.
func nearest(key string, words []string, n int) []string {
	type scored struct {
		word  string
		score int
	}
	var found []scored
	k := fold(key)
	for _, w := range words {
		f := fold(w)
		limit := max(1, max(len([]rune(k)), len([]rune(f)))/3)
		d := levenshtein.ComputeDistance(k, f)
		switch {
		case d == 0:
			return []string{w}
		case d <= limit:
			found = append(found, scored{w, d})
		case len(k) > 2 && len(f) > 2 && (strings.Contains(f, k) || strings.Contains(k, f)):
			found = append(found, scored{w, limit + 1})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.word, b.word))
	})
	var out []string
	for _, s := range found[:min(n, len(found))] {
		out = append(out, s.word)
	}
	return out
}

// fold drops case, spaces and punctuation.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// didYouMean ends a remedy with the words most like key, or with what there is to choose from.
func didYouMean(key string, words []string) string {
	if near := nearest(key, words, 3); len(near) > 0 {
		return "did you mean " + quoted(near, " or ") + "?"
	}
	if len(words) == 0 {
		return ""
	}
	some := words[:min(20, len(words))]
	more := ""
	if len(words) > len(some) {
		more = fmt.Sprintf(" and %d more", len(words)-len(some))
	}
	return "there are " + quoted(some, ", ") + more
}

func quoted(words []string, sep string) string {
	q := make([]string, len(words))
	for i, w := range words {
		q[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(q, sep)
}

package fault

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"github.com/okrug/okrug/geo/locale"
)

// Nearest returns up to n of the words most like key, the most alike first, equals in the order of the alphabet. Case,
// spaces and punctuation do not count; a word that differs in nothing else is returned alone. Two letters side by side
// that changed places are one edit.
//
// Most is the number of edited letters up to which a word is alike. With 0 it is a third of the longer word, at least
// 1, and a word that contains key or is contained in it is alike too: right for ids and names, where many are close to
// each other. Keys of a format are few and far from each other and take the wider KeyEdits; phrases that contain names
// take a number, since containing a name does not make them that name.
func Nearest(key string, words []string, n, most int) []string {
	type scored struct {
		word  string
		score int
	}
	var found []scored
	k := fold(key)
	for _, w := range words {
		f := fold(w)
		limit := most
		if most == 0 {
			limit = max(1, max(utf8.RuneCountInString(k), utf8.RuneCountInString(f))/3)
		}
		// No text is turned into one much longer or shorter with so few edits; a long text beside thousands of words would
		// take minutes to compare.
		from, to := utf8.RuneCountInString(k), utf8.RuneCountInString(f)
		d := max(from-to, to-from)
		if d <= limit {
			d = levenshtein.ComputeDistance(k, f)
		}
		if d == 2 && swapped([]rune(k), []rune(f)) {
			d = 1
		}
		switch {
		case d == 0:
			return []string{w}
		case d <= limit:
			found = append(found, scored{w, d})
		case most == 0 && len(k) > 2 && len(f) > 2 && (strings.Contains(f, k) || strings.Contains(k, f)):
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

// swapped reports whether two texts are the same but for two letters side by side that changed places.
func swapped(a, b []rune) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
}

// KeyEdits is the number of edits up to which a key of a format is taken for key: a third of its letters and one more;
// one in a key of up to three letters.
func KeyEdits(key string) int {
	n := utf8.RuneCountInString(key)
	if n <= 3 {
		return 1
	}
	return 1 + n/3
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

// DidYouMean is a remedy that offers words, which Nearest found; empty where there are none.
func DidYouMean(near []string) locale.Text {
	if len(near) == 0 {
		return locale.Text{}
	}
	return locale.T("did you mean %s?", locale.Or(quoted(near)...))
}

// Choose is a remedy that offers the words most like key, or what there is to choose from.
func Choose(key string, words []string) locale.Text {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" })
	if near := Nearest(key, words, 3, 0); len(near) > 0 {
		return DidYouMean(near)
	}
	if len(words) == 0 {
		return locale.Text{}
	}
	const most = 20
	return locale.T("there are %s", locale.Listed(quoted(words), most))
}

func quoted(words []string) []string {
	q := make([]string, len(words))
	for i, w := range words {
		q[i] = fmt.Sprintf("%q", w)
	}
	return q
}

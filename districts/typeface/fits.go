package typeface

import "unicode"

// Fits is how many letters of a word are together no wider than most, at least one: where a word is broken that is
// wider than its line by itself. Width is that of a line of type, in the unit of most.
func Fits(word string, most float64, width func(line string) float64) int {
	letters := []rune(word)
	n := min(1, len(letters))
	for n < len(letters) && width(string(letters[:n+1])) <= most {
		n++
	}
	return n
}

// Pieces cuts a text where a browser may break it beside spaces and hyphens: inside words of more letters than any word
// of a language has. Each piece but the last is to be followed by <wbr>.
func Pieces(text string) []string {
	const longWord, piece = 40, 20
	var out []string
	letters := []rune(text)
	begin, word := 0, 0 // of the piece and of the word
	for i := 0; i <= len(letters); i++ {
		if i < len(letters) && !unicode.IsSpace(letters[i]) && letters[i] != '-' {
			continue
		}
		if i-word > longWord {
			for at := word + piece; at < i; at += piece {
				out, begin = append(out, string(letters[begin:at])), at
			}
		}
		word = i + 1
	}
	return append(out, string(letters[begin:]))
}

package typeface

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wrap breaks a text into lines no wider than most: at spaces, a word that is wider by itself between its parts, such
// as Breaks says, and what is still wider anywhere. Width is that of a line of type, in the unit of most.
func Wrap(text string, most float64, width func(line string) float64, parts func(word string) []string) []string {
	var lines []string
	for _, l := range Lines(text, most, width) {
		if width(l) <= most {
			lines = append(lines, l)
			continue
		}
		line := ""
		for _, part := range parts(l) {
			// A letter that is left over of a broken part, mostly its hyphen, gets no line of its own.
			if utf8.RuneCountInString(line) > 1 && width(line+part) > most {
				lines, line = append(lines, line), ""
			}
			for line += part; width(line) > most && utf8.RuneCountInString(line) > 1; {
				letters := []rune(line)
				n := Fits(line, most, width)
				lines, line = append(lines, string(letters[:n])), string(letters[n:])
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// Lines breaks a text into lines no wider than most at spaces only; a wider word stands alone.
func Lines(text string, most float64, width func(line string) float64) []string {
	var lines []string
	for _, word := range strings.Split(text, " ") {
		if word == "" {
			continue
		}
		if n := len(lines); n > 0 && width(lines[n-1]+" "+word) <= most {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

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

// Breaks cuts a text where a line may end: after every space, and after every hyphen, dash or slash between words, but
// not between figures.
func Breaks(text string) []string {
	var parts []string
	begin := 0
	letters := []rune(text)
	for i, r := range letters {
		if r == ' ' || (hyphen(r) || r == '/') && i > begin+2 && i+1 < len(letters) && letters[i+1] != ' ' &&
			!unicode.IsDigit(letters[i+1]) {
			parts = append(parts, string(letters[begin:i+1]))
			begin = i + 1
		}
	}
	return append(parts, string(letters[begin:]))
}

// hyphen is whether a letter joins words and a line may end behind it, in browsers too.
func hyphen(r rune) bool { return r == '-' || r == '–' }

// Pieces cuts a text where a browser may break it beside spaces, hyphens and dashes: inside words of more letters than
// any word of a language has. Each piece but the last is to be followed by <wbr>.
func Pieces(text string) []string {
	const longWord, piece = 40, 20
	var out []string
	letters := []rune(text)
	begin, word := 0, 0 // of the piece and of the word
	for i := 0; i <= len(letters); i++ {
		if i < len(letters) && !unicode.IsSpace(letters[i]) && !hyphen(letters[i]) {
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

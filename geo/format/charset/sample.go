package charset

import (
	"bytes"
	"math"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Sample gathers texts that are all in one encoding, such as the lines of a file or the cells of a table, to find out
// in which. The zero value is one without texts.
type Sample struct {
	several int // characters of several bytes in UTF-8
	broken  int // places that are no UTF-8
	costs   []float64
	seen    [256]bool // bytes of texts that are no UTF-8
}

// Add takes a text in, whole words of it. It keeps nothing of it.
func (s *Sample) Add(text []byte) {
	ok := true
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			s.broken++
			ok = false
		} else {
			s.several++
		}
		i += n
	}
	if ok {
		return
	}
	guesses := languages()
	if s.costs == nil {
		for i := range guesses {
			s.costs = append(s.costs, guesses[i].prior)
		}
	}
	for i := range guesses {
		s.costs[i] += guesses[i].cost(text)
	}
	for _, b := range text {
		s.seen[b] = true
	}
}

// Unicode reports whether the texts are UTF-8 and not ASCII alone.
func (s *Sample) Unicode() bool { return s.several > 0 && s.broken == 0 }

// Encoding is the one that the texts are most likely in, and whether that is sure, as UTF-8 is where all of them are
// that. Of the encodings of a single byte a character it is the one with the least unlikely letters; without any
// letter that tells it is windows-1251.
func (s *Sample) Encoding() (e Encoding, sure bool) {
	switch {
	case s.broken == 0:
		return UTF8, true
	case s.several > 10*s.broken: // words of two letters may be UTF-8 by chance, no text is
		return UTF8, false
	}
	best := 0
	for i, c := range s.costs {
		if c < s.costs[best] {
			best = i
		}
	}
	for _, g := range languages() {
		if s.alike(g.encoding, languages()[best].encoding) {
			return g.encoding, false // the more usual one of those that read the texts alike
		}
	}
	return languages()[best].encoding, false
}

// alike reports whether two encodings read the texts alike.
func (s *Sample) alike(a, b Encoding) bool {
	for c, there := range s.seen {
		if there && a.table[c] != b.table[c] {
			return false
		}
	}
	return true
}

// guess is a language in an encoding: how unlikely each byte is, as the negative logarithm of a share.
type guess struct {
	encoding Encoding
	kind     [256]kind
	costs    [256]float64
	// prior is the cost before any letter is seen, of an encoding that is hardly met any more: several letters must
	// speak for it.
	prior float64
	// mixed is the cost of a letter of the alphabet beside one of ASCII in a word, and paired that of two of the
	// alphabet side by side.
	mixed, paired float64
}

// kind is what a byte is for the letters beside it.
type kind byte

const (
	other kind = iota
	mark       // a sign that stands in no word
	ascii      // a letter of ASCII
	lower      // letters of the alphabet
	upper
)

// languages are the guesses, the more probable first.
var languages = sync.OnceValue(func() []guess {
	kz := Encoding{name: "KZ-1048", table: kz1048()}
	return []guess{
		cyrillic(ofLibrary(charmap.Windows1251), russian),
		cyrillic(kz, kazakh),
		cyrillic(kz, russian, kazakh),
		cyrillic(ofLibrary(charmap.CodePage866), russian),
		cyrillic(ofLibrary(charmap.KOI8R), russian),
		cyrillic(ofLibrary(charmap.Windows1251), ukrainian),
		cyrillic(ofLibrary(charmap.KOI8U), ukrainian),
		western(),
		rare(cyrillic(ofLibrary(charmap.ISO8859_5), russian)),
		rare(cyrillic(ofLibrary(charmap.MacintoshCyrillic), russian)),
	}
})

// rare is a guess of an encoding that is hardly met any more.
func rare(g guess) guess {
	g.prior = -math.Log(rareEncoding)
	return g
}

// Shares of what is no letter of a language, and of what comes up once in a while.
const (
	foreignLetter = 1e-5
	sign          = 1e-3 // such as a quotation mark, a dash or №
	rareSign      = 1e-6
	noCharacter   = 1e-9
	rareEncoding  = 1e-5  // of all files
	between       = 0.005 // letters of two alphabets in one word, or a sign in it
	changedCase   = 0.003 // a capital after a small letter
	accented      = 0.04  // letters with a mark among all of western languages
)

// cyrillic is a guess of languages with equal shares.
func cyrillic(e Encoding, shares ...map[rune]float64) guess {
	g := guess{encoding: e, mixed: -math.Log(between)}
	letters := map[rune]float64{}
	for _, of := range shares {
		for r, share := range of {
			letters[r] += share / float64(len(shares))
		}
	}
	g.fill(letters, 1)
	return g
}

// western is the guess of the languages of western Europe, in which most letters are of ASCII.
func western() guess {
	g := guess{encoding: ofLibrary(charmap.Windows1252), paired: -math.Log(0.3)}
	g.fill(latinMarks, accented)
	return g
}

// fill sets the costs of bytes, with the letters' shares of so large a part of all letters.
func (g *guess) fill(letters map[rune]float64, part float64) {
	for b, r := range g.encoding.table {
		share := rareSign
		switch low := unicode.ToLower(r); {
		case r == nothing:
			share = noCharacter
		case b < utf8.RuneSelf:
			share = 1
			if unicode.IsLetter(r) {
				g.kind[b] = ascii
			}
		case unicode.IsLetter(r):
			share = max(letters[low]*part, foreignLetter)
			if g.kind[b] = lower; low != r {
				g.kind[b] = upper
			}
		case bytes.ContainsRune([]byte("–—’\u00a0"), r):
			share = sign
		default:
			g.kind[b] = mark
			if bytes.ContainsRune([]byte("«»„“”…№§°"), r) {
				share = sign
			}
		}
		g.costs[b] = -math.Log(share)
	}
}

// cost is that of a text.
func (g *guess) cost(text []byte) float64 {
	sum := 0.0
	before, second := other, other // the last byte and the one before it
	for _, b := range text {
		k := g.kind[b]
		sum += g.costs[b]
		switch {
		case k == ascii && before >= lower, k >= lower && before == ascii:
			sum += g.mixed
		case k >= lower && before >= lower:
			sum += g.paired
		}
		if k == upper && before == lower {
			sum -= math.Log(changedCase)
		}
		if k >= ascii && before == mark && second >= ascii {
			sum -= math.Log(between)
		}
		before, second = k, before
	}
	return sum
}

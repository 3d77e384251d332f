package typeface

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

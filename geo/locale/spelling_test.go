package locale

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// choice opens and parts the forms that agree with a number, and action is what a template does.
var (
	choice = regexp.MustCompile(`\{\d\||[|}]`)
	action = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	word   = regexp.MustCompile(`[\p{L}]+(?:[-’'][\p{L}]+)*`)
)

// texts are all of a language, with the templates of acts: an English message is its key in another language.
func texts(t *testing.T, lang string) []string {
	var all []string
	for _, key := range Of(lang).Keys() {
		all = append(all, Of(lang).Must(key))
	}
	if lang == "en" {
		all = append(all, Of("ru").Keys()...)
	}
	files, err := filepath.Glob("../../districts/resolution/templates/*." + lang + ".tmpl")
	require.NoError(t, err)
	require.Len(t, files, 4)
	for _, f := range files {
		data, err := os.ReadFile(f)
		require.NoError(t, err)
		all = append(all, action.ReplaceAllString(string(data), " "))
	}
	return all
}

// wordsOf are the words of a language's texts, each once, without what is no word of it: names of files and flags,
// keys, words in the other alphabet.
func wordsOf(t *testing.T, lang string) []string {
	seen := map[string]bool{}
	for _, text := range texts(t, lang) {
		text = choice.ReplaceAllString(placeholder.ReplaceAllString(verb.ReplaceAllString(text, " "), " "), " ")
		for _, token := range strings.Fields(text) {
			token = strings.Trim(token, ".,:;!?()[]«»“”‘’\"'`*…")
			if strings.ContainsAny(token, "_./<>=\\@#$") || strings.HasPrefix(token, "-") {
				continue
			}
			for _, w := range word.FindAllString(token, -1) {
				latin := strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
				if latin == (lang == "en") && len([]rune(w)) > 2 {
					seen[w] = true
				}
			}
		}
	}
	var words []string
	for w := range seen {
		words = append(words, w)
	}
	slices.Sort(words)
	return words
}

// Every word is in a dictionary, or in the list of those that dictionaries lack and that somebody has looked at. The
// Kazakh dictionary knows few endings, so that its list is long.
func TestSpelling(t *testing.T) {
	for _, lang := range Languages() {
		dictionary := strings.ReplaceAll(Of(lang).Must("language.tag"), "-", "_") // Debian's hunspell-kk and so on
		t.Run(lang, func(t *testing.T) {
			list := filepath.Join("testdata", "spelling."+lang+".txt")
			data, err := os.ReadFile(list)
			require.NoError(t, err)
			known, words := strings.Fields(string(data)), wordsOf(t, lang)
			require.True(t, slices.IsSorted(known), list)
			for _, w := range known {
				has := func(s string) bool { return strings.Contains(s, w) } // hunspell parts words at their hyphens
				assert.True(t, slices.ContainsFunc(words, has), "%s: no text has %s now", list, w)
			}
			if exec.Command("hunspell", "-d", dictionary, "-l", os.DevNull).Run() != nil {
				t.Skip("hunspell or its dictionary is not there: ", dictionary)
			}
			c := exec.Command("hunspell", "-d", dictionary, "-i", "utf-8", "-l")
			c.Stdin = strings.NewReader(strings.Join(words, "\n"))
			var out bytes.Buffer
			c.Stdout = &out
			require.NoError(t, c.Run())
			for _, w := range strings.Fields(out.String()) {
				assert.True(t, slices.Contains(known, w), "no dictionary knows %s, nor %s: is it spelt so?", w, list)
			}
		})
	}
}

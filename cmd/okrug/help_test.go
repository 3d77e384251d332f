package main

import (
	"io"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
)

// Everything that any command says of itself, by whomever it was written, is in the user's language: every text has
// words of it, and none of English beside names.
func TestHelpIsInTheUsersLanguage(t *testing.T) {
	cyrillic := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
	}
	for _, lang := range []string{"ru", "kk"} {
		texts := 0
		check := func(where, text string) {
			for p := range strings.SplitSeq(text, "\n\n") {
				if strings.HasPrefix(p, "  ") || strings.TrimSpace(p) == "" { // examples stay as they are typed
					continue
				}
				texts++
				assert.True(t, cyrillic(p), "%s, %s: %s", lang, where, p)
			}
		}
		var walk func(c *cobra.Command)
		walk = func(c *cobra.Command) {
			if c.Hidden {
				return
			}
			check(c.CommandPath(), c.Short)
			check(c.CommandPath(), c.Long)
			c.LocalFlags().VisitAll(func(f *pflag.Flag) { check(c.CommandPath()+" --"+f.Name, f.Usage) })
			for _, below := range c.Commands() {
				walk(below)
			}
		}
		root := newRoot(&app{term: lang, in: strings.NewReader(""), out: io.Discard, err: io.Discard})
		root.InitDefaultCompletionCmd()
		walk(root)
		assert.Greater(t, texts, 300)
	}
}

package typeface

import (
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Used collects the characters that a document shows in each style.
type Used [styles]map[rune]bool

// Add notes the characters of a text, and those that a browser joins letters and marks to.
func (u *Used) Add(style Style, text string) {
	if u[style] == nil {
		u[style] = map[rune]bool{}
	}
	for _, s := range []string{text, norm.NFC.String(text)} {
		for _, r := range s {
			u[style][r] = true
		}
	}
}

// CSS returns @font-face rules that carry the used characters of the family as data URIs, for an SVG or HTML page.
// The same characters give the same bytes.
func (f *Family) CSS(used Used) (string, error) {
	var b strings.Builder
	for s := range styles {
		if len(used[s]) == 0 {
			continue
		}
		ttf, err := f.web(s, used[s])
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "@font-face{font-family:'%s'", f.Name)
		if s.Bold() {
			b.WriteString(";font-weight:700")
		}
		if s.Italic() {
			b.WriteString(";font-style:italic")
		}
		fmt.Fprintf(&b, ";src:url('data:font/ttf;base64,%s')}\n", base64.StdEncoding.EncodeToString(ttf))
	}
	return b.String(), nil
}

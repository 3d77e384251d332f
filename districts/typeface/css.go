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

// standIn is the name that pages give the family that stands in.
const standIn = "okrug stand-in"

// CSSNames are the families in a page's style that carries CSS, the first that has a letter counting.
func (f *Family) CSSNames() string {
	names := "'" + f.Name + "'"
	if f.faces[styles] != nil {
		names += ",'" + standIn + "'"
	}
	return names
}

// CSS returns @font-face rules that carry the used characters of the family as data URIs, for an SVG or HTML page.
// The same characters give the same bytes.
func (f *Family) CSS(used Used) (string, error) {
	var b strings.Builder
	var by [Faces]map[rune]bool
	for s, chars := range used {
		for r := range chars {
			of, _ := f.glyphOf(Style(s), r)
			if by[of] == nil {
				by[of] = map[rune]bool{}
			}
			by[of][r] = true
		}
	}
	for i, chars := range by {
		s, name := Style(i), f.Name
		if len(chars) == 0 {
			continue
		}
		if s >= styles {
			name = standIn
		}
		ttf, err := f.web(s, chars)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "@font-face{font-family:'%s'", name)
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

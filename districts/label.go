package districts

import (
	"fmt"
	"strings"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Label names a unit, district or region for people.
type Label struct {
	ID    string
	Names geo.Names
}

// In is the name in a language with the id behind it, or the id alone.
func (l Label) In(lang string) string {
	if n := l.Names.In(lang); n != "" && n != l.ID {
		return fmt.Sprintf("%s (%s)", n, l.ID)
	}
	return l.ID
}

// Labels is a list that is cut short when read out.
type Labels []Label

const labelsShown = 6

// In joins the first labels and says how many are left out.
func (ls Labels) In(lang string) string {
	words := make([]string, 0, labelsShown)
	for _, l := range ls[:min(len(ls), labelsShown)] {
		words = append(words, l.In(lang))
	}
	s := strings.Join(words, ", ")
	if n := len(ls) - labelsShown; n > 0 {
		s += " " + locale.T("checks.more", n).In(lang)
	}
	return s
}

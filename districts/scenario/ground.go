package scenario

import (
	"regexp"
	"strings"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Ground is one provision that an act rests on.
type Ground struct {
	Act     geo.Names `yaml:"act"`
	Article string    `yaml:"article"` // in short, as 21(1)
	// Provision is the article in the words in which an act of the language cites it.
	Provision geo.Names `yaml:"provision"`
	Edition   string    `yaml:"edition"`
	Text      geo.Names `yaml:"text"`   // quoted word for word, or empty
	Status    string    `yaml:"status"` // in force, repealed, reported
	// Checks are the ids of the checks of a plan that test what the provision asks.
	Checks []string `yaml:"checks"`
}

var article = regexp.MustCompile(`^\d+(-\d+)?(\([^()]+\))*$`)

// Cite cites the provision as acts and reports of a language do: in the words that the scenario has for it, or else by
// the article where that is written as 21(1). It is "" where there is neither: what is not written so is no article.
func (g Ground) Cite(lang string) string {
	l := locale.Of(lang)
	if s := g.Provision[lang]; s != "" {
		return locale.Tidy(s)
	}
	number, part, parts := strings.Cut(g.Article, "(")
	switch {
	case !article.MatchString(g.Article):
		return ""
	case parts:
		return l.Say("provision.article.part", number, "("+part)
	}
	return l.Say("provision.article", number)
}

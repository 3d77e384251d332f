package resolution

import (
	"strings"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/districts/resolution/readback"
	"github.com/okrug/okrug/geo/locale"
)

// say fills the text of a key in a language: of those whose keys begin with act.
func say(lang, key string, args ...any) string { return locale.Of(lang).Say("act."+key, args...) }

// known is the text of a word with a prefix, or else the word as it stands.
func known(lang, prefix, word string) string {
	return locale.Of(lang).Known("act."+prefix, word)
}

// wording is how one language says what a territory is made of. {name} and {of} stand for the forms of a region's or a
// unit's name, {list} for what of it is meant.
type wording struct {
	Whole, Part, Except  string
	Alone                string // one name in a list
	And                  string // before the last name of a list
	Kinds                string // before the last kind where that has several names: And, or a comma
	OnlyOpen, ExceptOpen string // open the brackets behind a parent of which a part is meant
	From, Without        string // the part of a divided unit that is listed, or that is not
	FromExcept           string // From in an exception
	Annexed              string // settlements that annex 3 lists, {list} of them
}

// territories words territories in one language with the names of a tree.
type territories struct {
	wording
	root *names.Node
	book *readback.Book // what a reader makes of the words
	// annexed is whether there is an annex 3 that lists the units of districts.
	annexed bool
}

func newTerritories(lang string, root *names.Node) *territories {
	t := &territories{root: root, book: readback.NewBook(lang, root)}
	locale.Of(lang).Fill("act.Territory", &t.wording)
	return t
}

// fill puts a name and a list into a phrase.
func fill(phrase string, f names.Forms, list string) string {
	return strings.NewReplacer("{name}", f.Name, "{of}", f.Of, "{list}", list).Replace(phrase)
}

// unsigned writes a floating-point share of 1 as a percentage with two places.
func unsigned(f float64, lang string) string {
	return locale.Of(lang).Share(f, 2)
}

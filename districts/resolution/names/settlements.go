package names

import (
	"strings"
	"unicode"
)

// settled are the words for settlements of one kind, %s being the name. Names themselves stay as they are behind the
// word for their kind, as Russian has it for most of them.
type settled struct {
	name, of, except string
	kind             Kind
}

// Kinds of settlements that there are words for, and other names that files have for them.
const (
	city    = "city"
	kent    = "kent" // a settlement of the urban type
	village = "village"
	other   = "" // a settlement of any other kind, or of none that is known
)

var kinds = map[string]string{
	"город": city, "қала": city, "town": city,
	"посёлок": kent, "поселок": kent, "кент": kent,
	"село": village, "ауыл": village, "аул": village,
}

// SettlementKind is the kind of a settlement that there are words for: city, kent, village, or "" for any other.
func SettlementKind(kind string) string {
	kind = strings.ToLower(strings.TrimSpace(kind))
	if k, ok := kinds[kind]; ok {
		return k
	}
	if kind == city || kind == kent || kind == village {
		return kind
	}
	return other
}

var settlements = map[string]map[string]settled{
	"kk": {
		city:    {"%s қаласы", "%s қаласының", "%s қаласын", Kind{1, "", "қалалары", "", "қалаларын", "", ""}},
		kent:    {"%s кенті", "%s кентінің", "%s кентін", Kind{2, "", "кенттері", "", "кенттерін", "", ""}},
		village: {"%s ауылы", "%s ауылының", "%s ауылын", Kind{3, "", "ауылдары", "", "ауылдарын", "", ""}},
		other: {"%s елді мекені", "%s елді мекенінің", "%s елді мекенін",
			Kind{4, "", "елді мекендері", "", "елді мекендерін", "", ""}},
	},
	"ru": {
		city:    {"город %s", "города %s", "города %s", Kind{1, "города", "", "городов", "", "", ""}},
		kent:    {"посёлок %s", "посёлка %s", "посёлка %s", Kind{2, "посёлки", "", "посёлков", "", "", ""}},
		village: {"село %s", "села %s", "села %s", Kind{3, "сёла", "", "сёл", "", "", ""}},
		other: {"населённый пункт %s", "населённого пункта %s", "населённого пункта %s",
			Kind{4, "населённые пункты", "", "населённых пунктов", "", "", ""}},
	},
	"en": {
		city: {"city of %s", "the city of %s", "the city of %s", Kind{1, "the cities of", "", "the cities of", "", "", ""}},
		kent: {"settlement of %s", "the settlement of %s", "the settlement of %s",
			Kind{2, "the settlements of", "", "the settlements of", "", "", ""}},
		village: {"village of %s", "the village of %s", "the village of %s",
			Kind{3, "the villages of", "", "the villages of", "", "", ""}},
		// English has one word for this and kent; they are one list.
		other: {"settlement of %s", "the settlement of %s", "the settlement of %s",
			Kind{2, "the settlements of", "", "the settlements of", "", "", ""}},
	},
}

// settlement are the forms of a settlement's name behind or before the word for its kind.
func settlement(kind, lang, name string) (Forms, Group) {
	s, ok := settlements[lang][SettlementKind(kind)]
	if !ok {
		return quoted(name, lang), Group{Listed: true}
	}
	if !bare(name) {
		name = quoted(name, lang).Name
	}
	put := func(form string) string { return strings.Replace(form, "%s", name, 1) }
	return Forms{put(s.name), put(s.of), put(s.except), name, name}, Group{Listed: true, Kind: s.kind}
}

// bare is whether a name can stand without quotes: it is of letters and figures, in words parted by single spaces, none
// of which joins names.
func bare(name string) bool {
	for _, word := range strings.Split(name, " ") {
		switch word {
		case "", "и", "және", "and", "без", "without":
			return false
		}
		for _, c := range word {
			if !unicode.IsLetter(c) && !unicode.IsMark(c) && !unicode.IsDigit(c) && c != '-' {
				return false
			}
		}
	}
	return true
}

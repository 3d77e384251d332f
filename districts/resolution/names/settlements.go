package names

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/okrug/okrug/geo/locale"
)

// Kinds of settlements that there are words for, and other names that files have for them.
const (
	city    = "city"
	kent    = "kent" // a settlement of the urban type
	village = "village"
	station = "polling station"
	other   = "" // a settlement of any other kind, or of none that is known
)

var kinds = map[string]string{
	"город": city, "қала": city, "town": city,
	"посёлок": kent, "поселок": kent, "кент": kent,
	"село": village, "ауыл": village, "аул": village,
	"избирательный участок": station, "участок": station, "уик": station, "сайлау учаскесі": station, "учаске": station,
	"station": station, "precinct": station, "polling place": station,
}

// SettlementKind is the kind of a settlement that there are words for: city, kent, village, polling station, or "" for
// any other.
func SettlementKind(kind string) string {
	kind = strings.ToLower(strings.TrimSpace(kind))
	if k, ok := kinds[kind]; ok {
		return k
	}
	if slices.Contains(settlementKinds, kind) {
		return kind
	}
	return other
}

// settlementKinds are in the order in which lists name them. Kinds that a language has the same words for are one list.
var settlementKinds = []string{city, kent, village, other, station}

// settled are the words of a language for settlements of one kind, {name} being the name. Names themselves stay as they
// are behind the word for their kind, as Russian has it for most of them.
type settled struct {
	name, of, except string
	kind             Kind
}

func wordsFor(kind, lang string) settled {
	words := func(kind string) []string {
		key := strings.ReplaceAll(cmp.Or(kind, "other"), " ", "-")
		return strings.Split(locale.Of(lang).Must("act.settlement."+key), "|")
	}
	w := words(kind)
	same := func(k string) bool { return slices.Equal(words(k), w) }
	rank := 1 + slices.IndexFunc(settlementKinds, same)
	return settled{w[0], w[1], w[2], Kind{Rank: rank, Before: w[3], After: w[4], ExceptBefore: w[5], ExceptAfter: w[6]}}
}

// settlement are the forms of a settlement's name behind or before the word for its kind.
func settlement(kind, lang, name string) (Forms, Group) {
	s := wordsFor(SettlementKind(kind), lang)
	name = withoutKind(name, s.name)
	if !bare(name) {
		name = quoted(name, lang).Name
	}
	put := func(form string) string { return strings.Replace(form, "{name}", name, 1) }
	return Forms{put(s.name), put(s.of), put(s.except), name, name}, Group{Listed: true, Kind: s.kind}
}

// withoutKind is a name without the words of its kind, which acts have before or behind it anyhow: stations are called
// «Избирательный участок № 5». words are those of the kind, with {name} in its place.
func withoutKind(name, words string) string {
	before, after, _ := strings.Cut(words, "{name}")
	low := strings.ToLower(name)
	if n := len(name) - len(after); after != "" && n > 0 && strings.HasSuffix(low, after) {
		name, low = name[:n], low[:n]
	}
	if before != "" && len(name) > len(before) && strings.HasPrefix(low, before) {
		name = name[len(before):]
	}
	return name
}

// joining are the words by which acts of any language join names.
var joining = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, lang := range locale.Languages() {
		for _, key := range []string{"And", "Without"} {
			for _, word := range strings.Fields(locale.Of(lang).Must("act.Territory." + key)) {
				if !strings.ContainsAny(word, "{}") {
					all[strings.Trim(word, "()")] = true
				}
			}
		}
	}
	return all
})

// bare is whether a name can stand without quotes: it is of letters and figures, or their sign, in words parted by
// single spaces, none of which joins names.
func bare(name string) bool {
	for _, word := range strings.Split(name, " ") {
		if word == "" || joining()[word] {
			return false
		}
		for _, c := range word {
			if !unicode.IsLetter(c) && !unicode.IsMark(c) && !unicode.IsDigit(c) && c != '-' && c != '№' && c != '\u00a0' {
				return false
			}
		}
	}
	return true
}

package namesake

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/okrug/okrug/geo/locale"
)

// Kind is what a place is, as far as the word beside its name tells.
type Kind byte

// The kinds of places. Any is one that no word tells.
const (
	Any Kind = iota
	Region
	City
	District // raion, or part of a city
	Village
)

// Name is a name as it is compared.
type Name struct {
	Full  string // with all its words
	Base  string // without the words for what the place is
	Sound string // Base as it sounds, in Latin letters
	Kind  Kind
}

// kinds are the words for what a place is, in Russian, Kazakh and English. Those of one or two letters count at the
// ends of a name alone. Г.а. and қ.ә. are the administrations of cities, by which official tables name the cities.
var kinds = map[string]Kind{}

func init() {
	for k, words := range map[Kind]string{
		Region: "область области обл облысы облыс облысының region oblast province regional " +
			"регион край края республика республики",
		City: "город города гор г горадминистрация городская қаласы қала қ қалалық қаласының city town municipality",
		District: "район района р-н рн р-на ауданы аудан ауд ауданының district raion rayon rajon r-n county " +
			"муниципальный",
		Village: "село села с поселок поселка пос п аул ауыл ауылы а кенті кент village settlement сельский ауылдық " +
			"округ округа округі с-о а-о",
		Any: "акимат әкімдігі значения маңызы маңызындағы бар областного облыстық республиканского республикалық " +
			"административный of the",
	} {
		for _, w := range strings.Fields(words) {
			kinds[w] = k
		}
	}
	kinds["г-а"], kinds["қ-ә"] = City, City
}

// pairs are words that fall into letters at their mark.
var pairs = []string{"р-н", "р-на", "г-а", "қ-ә", "с-о", "а-о", "r-n"}

// tokens are the words of a name.
func tokens(s string) []string {
	s = strings.ToLower(norm.NFKC.String(strings.ReplaceAll(s, "№", " ")))
	s = strings.ReplaceAll(s, "ё", "е")
	words := strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
	out := words[:0:0]
	for i := 0; i < len(words); i++ {
		if i+1 < len(words) && slices.Contains(pairs, words[i]+"-"+words[i+1]) {
			out = append(out, words[i]+"-"+words[i+1])
			i++
			continue
		}
		out = append(out, words[i])
	}
	return out
}

// longest is the most letters of a name that are looked at.
const longest = 300

// Fold is a name as it is compared.
func Fold(s string) Name {
	if len(s) > 4*longest {
		s = s[:4*longest] // no place has such a name, and cutting a letter in two does not matter then
	}
	words := tokens(s)
	n := Name{Full: strings.Join(words, " ")}
	seen := Any
	for len(words) > 1 {
		k, last := kinds[words[len(words)-1]]
		if last {
			words = words[:len(words)-1]
		} else if f, first := kinds[words[0]]; first {
			k, words = f, words[1:]
		} else {
			break
		}
		if seen == Any || k == District {
			seen = max(seen, k) // a city district is said to be of a city
		}
	}
	n.Kind, n.Base = seen, strings.Join(words, " ")
	n.Sound = sound(n.Base)
	return n
}

// KindOf is the kind that a word of a scenario tells, such as raion, city, city district or republican city.
func KindOf(word string) Kind {
	found := Any
	for _, w := range tokens(word) {
		if k := kinds[w]; k == District || found == Any {
			found = k
		}
	}
	return found
}

// letters are those of Cyrillic and other alphabets as they sound in Latin ones, roughly: as near as the ways of
// writing Kazakh and Russian names in other alphabets have in common.
var letters = func() map[rune]string {
	all := map[rune]string{'ї': "i", 'є': "e", 'ґ': "g", 'ı': "i", 'ş': "sh", 'ç': "ch", 'ž': "zh", 'š': "sh", 'č': "ch",
		'j': "zh", 'y': "i", 'q': "k", 'w': "u", 'x': "h", '\'': "", 'ʹ': ""}
	for _, l := range locale.KazakhLetters {
		all[[]rune(l.Cyrillic)[0]] = strings.ReplaceAll(l.Latin, "y", "i")
	}
	return all
}()

var alike = strings.NewReplacer("shch", "sh", "kh", "h", "gh", "g", "ng", "n", "zzh", "zh")

// sound writes a name in Latin letters as it sounds: without marks on letters, doubled letters once, y and и alike.
func sound(base string) string {
	var b strings.Builder
	for _, r := range base {
		if s, ok := letters[r]; ok {
			b.WriteString(s)
			continue
		}
		for _, part := range norm.NFD.String(string(r)) {
			if !unicode.Is(unicode.Mn, part) {
				b.WriteRune(part)
			}
		}
	}
	var out []rune
	for _, word := range strings.Fields(alike.Replace(b.String())) {
		word = strings.TrimSuffix(strings.ReplaceAll(word, "ie", "e"), "'")
		for _, r := range word {
			if len(out) == 0 || out[len(out)-1] != r || unicode.IsDigit(r) {
				out = append(out, r)
			}
		}
		out = append(out, ' ')
	}
	return strings.TrimSuffix(string(out), " ")
}

// stem is the sound of a region's name without the ending of a Russian adjective: Абайская область is область Абай.
func stem(sound string) string {
	for _, end := range []string{"skaia", "ski", "skoe", "skoi"} {
		if s, ok := strings.CutSuffix(sound, end); ok && len(s) > 2 {
			return s
		}
	}
	return sound
}

// Split takes the name of a whole apart from that of its part, where one text has both: «Карагандинская область,
// Абайский район», «Алатауский район города Алматы», «Алматы қаласының Алатау ауданы».
func Split(s string) (whole, part string, ok bool) {
	for _, mark := range []string{",", "/", ";", " — ", " – ", " - "} {
		if a, b, found := strings.Cut(s, mark); found && Fold(a).Base != "" && Fold(b).Base != "" {
			return strings.TrimSpace(a), strings.TrimSpace(b), true
		}
	}
	words := strings.Fields(s)
	for i := 1; i+1 < len(words); i++ {
		here, next := kinds[strings.Trim(strings.ToLower(words[i-1]), ".,")], strings.Trim(strings.ToLower(words[i]), ".")
		if i > 1 && here == District && (next == "города" || next == "г" || next == "гор") {
			return strings.Join(words[i:], " "), strings.Join(words[:i], " "), true
		}
		if next == "қаласының" || next == "облысының" {
			return strings.Join(words[:i+1], " "), strings.Join(words[i+1:], " "), true
		}
	}
	return "", "", false
}

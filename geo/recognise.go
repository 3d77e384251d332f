package geo

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/internal/stream"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/usual"
)

// Taken is a property that was recognised.
type Taken struct {
	Role     string // as a scenario has it: id, names.ru, voters, ...
	Property string
}

// Properties are those of a file's features, to recognise what they are for.
type Properties struct {
	File  string
	Names []string
	// Taken is what was recognised so far.
	Taken []Taken

	beside bool                // ids stand beside the properties
	sample map[string][]string // texts of the first features
}

// ReadProperties looks which properties the features of a file have, which open opens twice: for their names, and for
// what they hold. Where the file cannot be read there are none; what is wrong is told when it is read for good.
func ReadProperties(ctx context.Context, open func() File) (*Properties, error) {
	f := open()
	p := &Properties{File: f.Name, sample: map[string][]string{}}
	about, err := stream.Read(ctx, f.Data, nil, func(stream.Feature) error { return nil })
	if cause := ctx.Err(); cause != nil {
		return nil, cause
	}
	if err != nil {
		return p, nil //nolint:nilerr // told when the file is read for good
	}
	p.Names = about.Names
	_, _ = stream.Read(ctx, open().Data, p.Names, func(x stream.Feature) error { // it could be read before
		p.beside = p.beside || x.ID.ID() != ""
		for i, v := range x.Values {
			if s := v.ID(); s != "" && len(p.sample[p.Names[i]]) < 100 {
				p.sample[p.Names[i]] = append(p.sample[p.Names[i]], s)
			}
		}
		return nil
	})
	return p, ctx.Err()
}

// PropertiesOf are those of a file of any format: their names, texts of the first features by name, and whether ids
// stand beside them.
func PropertiesOf(file string, names []string, sample map[string][]string, beside bool) *Properties {
	return &Properties{File: file, Names: names, sample: sample, beside: beside}
}

// Choose is the property for a role: the one given, where any is, else the first usual one that there is and that no
// other role has, else "".
func (p *Properties) Choose(role, given string) string { return p.choose(role, role, given) }

func (p *Properties) choose(as, role, given string) string {
	found := given
	if strings.HasSuffix(role, "id") {
		found = cmp.Or(given, p.surelyID())
	}
	for _, want := range usual.Names(role) {
		if found != "" {
			break
		}
		for _, name := range p.Names {
			if usual.Plain(name) == want && !p.has(name) {
				found = name
				break
			}
		}
	}
	if found == "" && strings.HasSuffix(role, "id") && p.beside {
		found = idMember
	}
	if found != "" {
		p.Taken = append(p.Taken, Taken{as, found})
	}
	return found
}

// surelyID is the first property that is called so that it can be nothing but an id, as those of census files are, ""
// for none: numbers of records stand beside it.
func (p *Properties) surelyID() string {
	for _, name := range p.Names {
		if role, sure := usual.Title(name); role == usual.OfIDs && sure >= usual.Surely {
			return name
		}
	}
	return ""
}

// ChooseID is Choose for an id, which regions and settlements are used to give by other names.
func (p *Properties) ChooseID(region bool, given string) string {
	if region {
		return p.choose("id", "regionid", given)
	}
	return p.choose("id", "id", given)
}

func (p *Properties) has(property string) bool {
	return slices.ContainsFunc(p.Taken, func(t Taken) bool { return t.Property == property })
}

// ChooseNames are the properties of names by language: name_kk, Name (ru), and the like; else one name, whose language
// is told by its letters.
func (p *Properties) ChooseNames(given string) map[string]string {
	out := map[string]string{}
	put := func(lang, property string) {
		out[lang] = property
		p.Taken = append(p.Taken, Taken{"names." + lang, property})
	}
	if given == "" {
		for _, lang := range locale.Languages() {
			ends := []string{lang}
			if lang == "kk" {
				ends = append(ends, "kz", "kaz", "qaz")
			}
			best := ""
			for _, name := range p.Names {
				if !p.has(name) && isName(usual.Plain(name), ends) && (best == "" || p.different(name) > p.different(best)) {
					best = name
				}
			}
			if best != "" {
				put(lang, best)
			}
		}
		if len(out) > 0 {
			return out
		}
		for _, want := range usual.Names("name") {
			for _, name := range p.Names {
				if given == "" && usual.Plain(name) == want && !p.has(name) {
					given = name
				}
			}
		}
	}
	if given != "" {
		put(languageOf(p.sample[given]), given)
	}
	return out
}

// different is how many different texts the first features have in a property: boundary files name the country and the
// region of each unit, too, by names that are the same for many.
func (p *Properties) different(property string) int {
	return len(slices.Compact(slices.Sorted(slices.Values(p.sample[property]))))
}

// isName says whether a property is a name in the language that it ends with: name_ru, ADM1_RU, название_ru.
func isName(plain string, ends []string) bool {
	for _, end := range ends {
		stem, ok := strings.CutSuffix(plain, end)
		if ok && (slices.Contains(usual.Names("name"), stem) || strings.HasPrefix(stem, "adm")) {
			return true
		}
	}
	return false
}

// languageOf tells the language of names by their letters. Kazakh has some that Russian lacks; of a hundred names of
// settlements in Kazakh half have one, and in Russian lists a few are left in Kazakh.
func languageOf(names []string) string {
	cyrillic, kazakh := 0, 0
	for _, n := range names {
		if strings.ContainsFunc(n, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
			cyrillic++
		}
		if strings.ContainsAny(strings.ToLower(n), "әғқңөұүһі") {
			kazakh++
		}
	}
	switch {
	case 4*kazakh > cyrillic:
		return "kk"
	case cyrillic > 0:
		return "ru"
	}
	return "en"
}

// Missing is the fault of a property that was not recognised. Flag is what names it.
func (p *Properties) Missing(what locale.Text, flag string) Fault {
	if len(p.Names) == 0 {
		return Fault{File: p.File, Kind: UnknownProperty,
			Detail: locale.T("its features have no properties, so nothing is %s", what),
			Remedy: locale.T("give the features properties")}
	}
	names := slices.Clone(p.Names)
	slices.Sort(names)
	return Fault{File: p.File, Kind: UnknownProperty,
		Detail: locale.T("no property looks like %s; there are %s", what, locale.Listed(names, fault.PerKind)),
		Remedy: locale.T("name it with %s", flag)}
}

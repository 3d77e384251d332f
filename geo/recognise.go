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
	"github.com/okrug/okrug/geo/namesake"
	"github.com/okrug/okrug/geo/usual"
)

// Taken is a property that was recognised.
type Taken struct {
	Role     string // as a scenario has it: id, names.ru, voters, ...
	Property string
	// Refused says that it is called so and cannot be it.
	Refused bool `json:",omitempty"`
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
			if s := v.ID(); s != "" && len(p.sample[p.Names[i]]) < sampled {
				p.sample[p.Names[i]] = append(p.sample[p.Names[i]], s)
			}
		}
		return nil
	})
	return p, ctx.Err()
}

// sampled is how many texts of each property are looked at.
const sampled = 100

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
		found = cmp.Or(given, p.idByTitle(usual.Surely))
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
	if found == "" && strings.HasSuffix(role, "id") {
		if found = idMember; !p.beside {
			found = p.idByTitle(usual.Barely)
		}
	}
	if found != "" {
		p.Taken = append(p.Taken, Taken{Role: as, Property: found})
	}
	return found
}

// idByTitle is the first of the properties that are the likeliest ids by what they are called, at least so sure; "" for
// none.
func (p *Properties) idByTitle(least int) (found string) {
	for _, name := range p.Names {
		if role, sure := usual.Title(name); role == usual.OfIDs && sure >= least && !p.has(name) {
			found, least = name, sure+1
		}
	}
	return found
}

// ChooseVoters is Choose for the property that counts voters. Where several are called so alike, they are returned in
// its place.
func (p *Properties) ChooseVoters(given string) (found string, several []string) {
	if given != "" {
		return p.Choose("voters", given), nil
	}
	several = p.likeVoters(func(name string, sure int) bool {
		return !p.has(name) && (sure >= usual.Meant || p.counts(name))
	})
	switch len(several) {
	case 0:
		return "", nil
	case 1:
		return p.Choose("voters", several[0]), nil
	}
	return "", several
}

// likeVoters are the properties that are the likeliest to count voters by what they are called, of those that may be.
func (p *Properties) likeVoters(may func(name string, sure int) bool) (found []string) {
	best := usual.Barely
	for _, name := range p.Names {
		sure := usual.OfAllVoters(name)
		if sure < best || !may(name, sure) {
			continue
		}
		if sure > best {
			found, best = nil, sure
		}
		found = append(found, name)
	}
	return found
}

// counts reports whether the first features have numbers, or texts that may be, in a property.
func (p *Properties) counts(property string) bool {
	return !slices.ContainsFunc(p.sample[property], func(s string) bool { return !strings.ContainsAny(s, "0123456789") })
}

// Refuse says that a property that was taken for something cannot be it.
func (p *Properties) Refuse(property string) {
	for i := range p.Taken {
		if p.Taken[i].Property == property {
			p.Taken[i].Refused = true
		}
	}
}

// Fits reports whether any of the first features has a text in a property that another file has for an id or a name of
// what it may be part of. It is true where that file has more than can be looked at.
func (p *Properties) Fits(property string, whole *Properties) bool {
	var regions []namesake.RegionNames
	for _, name := range whole.Names {
		if len(whole.sample[name]) >= sampled {
			return true
		}
		for _, text := range whole.sample[name] {
			regions = append(regions, namesake.RegionNames{ID: text, Names: []string{text}})
		}
	}
	find := namesake.NewFinder(nil, regions)
	return slices.ContainsFunc(p.sample[property], func(s string) bool {
		ids, _ := find.RegionByID(s)
		return len(ids) > 0 || len(find.Region(s)) > 0
	})
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
		p.Taken = append(p.Taken, Taken{Role: "names." + lang, Property: property})
	}
	if given == "" {
		for _, lang := range locale.Languages() {
			best := ""
			for _, name := range p.Names {
				if of, ok := usual.Named(name); ok && of == lang && !p.has(name) &&
					(best == "" || p.different(name) > p.different(best)) {
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
		// Titles in several languages are of names in these: «Атауы» beside «Название».
		byTitle := map[string]string{}
		for _, want := range usual.Names("name") {
			for _, name := range p.Names {
				if usual.Plain(name) != want || p.has(name) {
					continue
				}
				if lang := usual.InTongue(name); lang != "" && byTitle[lang] == "" {
					byTitle[lang] = name
				}
				given = cmp.Or(given, name)
			}
		}
		if len(byTitle) > 1 {
			for _, lang := range locale.Languages() {
				if name := byTitle[lang]; name != "" {
					put(lang, name)
				}
			}
			return out
		}
	}
	if given != "" {
		lang := languageOf(p.sample[given])
		if title := usual.InTongue(given); lang == "ru" && title != "" {
			lang = title // a few names in Kazakh have none of its letters
		}
		put(lang, given)
	}
	return out
}

// different is how many different texts the first features have in a property: boundary files name the country and the
// region of each unit, too, by names that are the same for many.
func (p *Properties) different(property string) int {
	return len(slices.Compact(slices.Sorted(slices.Values(p.sample[property]))))
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

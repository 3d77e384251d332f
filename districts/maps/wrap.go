package maps

import (
	"strings"

	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo"
)

// wrap breaks a text into lines of at most the given width: at spaces, longer words after their hyphens, dashes and
// slashes, and what is still wider anywhere.
func (p *press) wrap(s string, f font, width float64) []string {
	return typeface.Wrap(s, width, func(line string) float64 { return p.width(line, f) }, typeface.Breaks)
}

// lines breaks a text into lines of at most the given width at spaces only, as names on maps are; a longer word stands
// alone.
func (p *press) lines(s string, f font, width float64) []string {
	return typeface.Lines(s, width, func(line string) float64 { return p.width(line, f) })
}

func (p *press) width(line string, f font) float64 { return p.family.Width(f.style, f.size, line) }

// longest is how many letters of a name stand on a sheet. The act has all of them.
const longest = 120

// label is a name as it stands on a sheet: cut short where it is very long, in each of the parts that a district's name
// has.
func (p *press) label(n geo.Names) string {
	name := p.name(n)
	if len([]rune(name)) <= longest {
		return name
	}
	parts := strings.Split(name, dash)
	for i, s := range parts {
		if letters, most := []rune(s), max(1, longest/len(parts)-1); len(letters) > most {
			parts[i] = string(letters[:most]) + "…"
		}
	}
	return strings.Join(parts, dash)
}

// longestBeside is how many letters of a name stand beside the sign of a town, where they lie across the map.
const longestBeside = 36

// townName is a town's name as it stands beside its sign.
func (p *press) townName(place int) string {
	name := p.name(p.plan.Layer.Places[place].Names)
	if letters := []rune(name); len(letters) > longestBeside {
		return string(letters[:longestBeside]) + "…"
	}
	return name
}

// dash stands between the region and the rest of a district's name.
const dash = " – "

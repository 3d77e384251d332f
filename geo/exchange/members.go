package exchange

import (
	"archive/zip"
	"cmp"
	"path"
	"slices"
	"strings"
)

// Content is what a packed file is opened for, which says what files of an archive may be meant.
type Content int

// What is opened. The zero value is Places.
const (
	Places Content = iota // a file of layers
	Tables                // a table that people keep, in text or a workbook
	Plans                 // a plan or a graph, in any form
)

// ranks are the endings of files that may be meant. Where there are files of one rank, those of later ranks only go
// with them: a description beside the data.
func (c Content) ranks() [][]string {
	places := []string{".gz"} // of a file whose name does not say what is packed
	for _, f := range formats {
		if f.read != nil && !f.tables {
			places = append(places, f.Endings...)
		}
	}
	switch c {
	case Tables:
		return [][]string{{".csv", ".tsv", ".xlsx", ".gz"}, {".txt"}}
	case Plans:
		return [][]string{append(places, ".xlsx", ".ben", ".xben"), {".txt"}}
	}
	return [][]string{places, {".xlsx"}}
}

// names are what may be meant, for messages.
func (c Content) names() string {
	if c == Places {
		return Names()
	}
	return strings.Join(slices.Concat(c.ranks()...), ", ")
}

// candidates are the files of an archive that may be meant: the one of a name, which is then picked, else those of the
// first rank that there are.
func candidates(a *zip.Reader, name string, c Content) (found []*zip.File, picked bool) {
	shapes := map[string]bool{} // stems of shapefiles, whose tables of names are no files of their own
	for _, f := range a.File {
		if ending(f.Name) == ".shp" {
			shapes[strings.ToLower(strings.TrimSuffix(f.Name, path.Ext(f.Name)))] = true
		}
	}
	ranks := c.ranks()
	ranked := make([][]*zip.File, len(ranks))
	for _, f := range a.File {
		rank := slices.IndexFunc(ranks, func(ends []string) bool { return slices.Contains(ends, unpackedEnding(f.Name)) })
		if strings.HasPrefix(base(f.Name), ".") || strings.HasPrefix(f.Name, "__MACOSX/") || rank < 0 {
			continue
		}
		if stem, ok := strings.CutSuffix(strings.ToLower(f.Name), ".fields.csv"); ok && shapes[stem] {
			continue
		}
		if name != "" && (strings.EqualFold(f.Name, name) || strings.EqualFold(base(f.Name), name) ||
			strings.EqualFold(strings.TrimSuffix(base(f.Name), path.Ext(f.Name)), name)) {
			return []*zip.File{f}, true
		}
		ranked[rank] = append(ranked[rank], f)
	}
	for _, found = range ranked {
		if len(found) > 0 {
			break
		}
	}
	return found, false
}

// unpackedEnding is a file's ending without .gz behind it, where there is another.
func unpackedEnding(name string) string {
	end := ending(name)
	if end != ".gz" {
		return end
	}
	return cmp.Or(ending(name[:len(name)-len(end)]), end)
}

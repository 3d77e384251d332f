// Package page is the page of a published set for everybody: a map of the districts, a search that finds one's own, a
// section for each district, and all files of the set with their sums. It is one file that asks for nothing else, opens
// from a disk as from a server, and is complete without its script: that only shows one language at a time, moves the
// map and searches.
//
// # What limits its size
//
// Lines are generalised and come down to a number of positions (map.go). The units of districts and the names that the
// search finds are limited by rank (units.go, search.go), and the page says so. What still grows with the country is a
// section for each district in each language, about a kilobyte.
//
// # What names can do
//
// Names are strangers' text. Package html/template escapes them for where they stand; the script puts them on the page
// as text alone; and the page's policy lets no script run but its own two, named by their sums.
package page

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"image/color"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/document"
	"github.com/okrug/okrug/districts/report"
)

// The page's parts that are the same for every plan. first runs before anything is shown, script at the end.
var (
	//go:embed page.html.tmpl
	pageTemplate string
	//go:embed style.css
	style string
	//go:embed first.js
	first string
	//go:embed script.js
	script string
)

// Options are what the page has beside the plan.
type Options struct {
	Languages []string // at least one; the first is that of the page where nobody chose another
	Files     []File   // of the set, but the page itself and the list of sums, sorted by name
	Without   Without
}

// File is a file of the set.
type File struct {
	Name   string // with slashes, from the page on
	Bytes  int
	SHA256 string // in hexadecimal digits
}

// Without are the sheets that a set goes without in each language because there would be too many.
type Without struct {
	Regions, Districts int
	All                int // how many sheets must be asked for to have them all
}

// Write makes the page. The report is that of the plan: its figures are the page's.
func Write(ctx context.Context, p *districts.Plan, r *report.Report, o Options) ([]byte, error) {
	c := &composer{plan: p, report: r, o: o, sheets: map[string]bool{}}
	m, err := drawMap(ctx, p)
	if err != nil {
		return nil, err
	}
	for _, f := range o.Files {
		c.sheets[f.Name] = true
	}
	css := style + fills(m.tints)
	v := view{
		Policy: policy(css, first, script), Style: template.CSS(css), //nolint:gosec // our own files
		First: template.JS(first), Script: template.JS(script), //nolint:gosec // our own files
		Map: m,
	}
	search := c.search(m)
	for _, lang := range o.Languages {
		v.Languages = append(v.Languages, c.language(lang, search))
	}
	v.Data = c.data(m, search)
	t, err := template.New("page").Funcs(template.FuncMap{"text": document.Breakable}).Parse(pageTemplate)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// view is what the template shows.
type view struct {
	Policy        string
	Style         template.CSS
	First, Script template.JS
	Languages     []language
	Map           *mapView
	Data          data
}

// fills are the rules of the colour classes.
func fills(tints []color.RGBA) string {
	var b strings.Builder
	for i, c := range tints {
		fmt.Fprintf(&b, ".c%d{fill:#%02x%02x%02x}\n", i, c.R, c.G, c.B)
	}
	return b.String()
}

// policy is the Content Security Policy (level 3, W3C) of a page that asks for nothing and runs these scripts alone.
func policy(style string, scripts ...string) string {
	sum := func(s string) string {
		h := sha256.Sum256([]byte(s))
		return " 'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
	}
	out := "default-src 'none'; base-uri 'none'; form-action 'none'; style-src" + sum(style) + "; script-src"
	for _, s := range scripts {
		out += sum(s)
	}
	return out
}

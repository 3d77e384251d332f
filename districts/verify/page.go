package verify

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/net/html"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// printedPage is what the page for everybody says, read as a browser reads it.
type printedPage struct {
	data   []string    // texts of the elements that hold data for programs
	voters [][2]string // by number, what it prints as voters of each district
	sums   [][2]string // by name, what it prints as sum of each file
}

// readPrinted reads a page. Anything is HTML.
func readPrinted(page []byte) (p printedPage, err error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return p, err
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" && attribute(n, "id") == "data" {
			p.data = append(p.data, textOf(n))
		}
		if d := attribute(n, "data-voters"); d != "" {
			p.voters = append(p.voters, [2]string{d, textOf(n)})
		}
		if n.Data != "tr" {
			continue
		}
		name, sum := "", ""
		for x := range n.Descendants() {
			switch {
			case x.Type == html.ElementNode && x.Data == "a":
				name = textOf(x)
			case x.Type == html.ElementNode && x.Data == "code":
				sum = textOf(x)
			}
		}
		if name != "" || sum != "" {
			p.sums = append(p.sums, [2]string{name, sum})
		}
	}
	return p, nil
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
		}
	}
	return b.String()
}

// page compares the page for everybody with the plan and the sums of the folder: the districts that it holds for
// programs, with their units where it lists them, and the voters and sums that it prints in every language.
func (p *plan) page(set fs.FS) Outcome {
	what := locale.T("%s agrees", path.Base(output.Contents))
	data, err := fs.ReadFile(set, output.Contents)
	if err != nil {
		return unread(what, err)
	}
	sums, err := readManifest(set)
	if err != nil {
		return unread(what, err)
	}
	printed, err := readPrinted(data)
	if err != nil {
		return unread(what, err)
	}
	if len(printed.data) != 1 {
		return judged(what, locale.Text{}, []locale.Text{locale.T("it has no data for programs")})
	}
	var page struct {
		Languages []string `json:"languages"`
		Districts []struct {
			Number    int         `json:"district"`
			Voters    json.Number `json:"voters"`
			Deviation json.Number `json:"deviation"`
			Area      json.Number `json:"area_km2"`
			Count     int         `json:"unit_count"`
			Units     []string    `json:"units"`
		} `json:"districts"`
	}
	if err := input.Unmarshal(output.Contents, []byte(printed.data[0]), &page); err != nil {
		return unread(what, err)
	}
	var faults []locale.Text
	times := map[int]int{}
	for _, d := range page.Districts {
		times[d.Number]++
		faults = append(faults, p.says(d.Number, d.Voters.String(), d.Deviation.String(), d.Area.String())...)
		if d.Units != nil {
			faults = append(faults, p.sameUnits(d.Number, d.Units)...)
		} else if d.Count != len(p.units[d.Number]) {
			faults = append(faults, locale.T("district %d has other units there", d.Number))
		}
	}
	faults = append(faults, p.listed(times)...)
	faults = append(faults, p.printed(printed.voters, len(page.Languages))...)
	for _, x := range printed.sums {
		if sums[x[0]] != x[1] {
			faults = append(faults, locale.T("the sum of %s is not the one in %s", x[0], output.Manifest))
		}
	}
	return judged(what, locale.T("%d {1|district|districts}", len(page.Districts)), faults)
}

// printed compares the voters that the page prints, once in each language, with those of the districts.
func (p *plan) printed(voters [][2]string, languages int) []locale.Text {
	var faults []locale.Text
	digits := func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}
	times := map[int]int{}
	for _, x := range voters {
		d, _ := whole(x[0]) // what is no number is no district, and named so
		times[int(d)]++
		text := strings.Map(digits, x[1])
		if n, err := whole(text); err != nil || n != p.votersIn(int(d)) {
			faults = append(faults, locale.T("it gives district %d %s voters, its units have %d", d, grouped(text),
				p.votersIn(int(d))))
		}
	}
	for _, d := range p.numbers {
		if times[d] != languages {
			faults = append(faults, locale.T("district %d stands there %d {2|time|times}", d, times[d]))
		}
	}
	return faults
}

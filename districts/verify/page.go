package verify

import (
	"encoding/json"
	"html"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// What the page for everybody holds for programs, the voters that it prints of each district, and the sum that it
// prints of each file.
var (
	pageData   = regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`)
	pageVoters = regexp.MustCompile(`<dd data-voters="(\d+)">([^<]*)</dd>`)
	pageSum    = regexp.MustCompile(`<tr><td><a [^>]*>([^<]*)</a></td>.*<code [^>]*>([^<]*)</code>`)
)

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
	held := pageData.FindSubmatch(data)
	if held == nil {
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
	if err := input.Unmarshal(output.Contents, held[1], &page); err != nil {
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
	faults = append(faults, p.printed(data, len(page.Languages))...)
	for _, m := range pageSum.FindAllSubmatch(data, -1) {
		if name := html.UnescapeString(string(m[1])); sums[name] != string(m[2]) {
			faults = append(faults, locale.T("the sum of %s is not the one in %s", name, output.Manifest))
		}
	}
	return judged(what, locale.T("%d {1|district|districts}", len(page.Districts)), faults)
}

// printed compares the voters that the page prints, once in each language, with those of the districts.
func (p *plan) printed(data []byte, languages int) []locale.Text {
	var faults []locale.Text
	digits := func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}
	times := map[int]int{}
	for _, m := range pageVoters.FindAllSubmatch(data, -1) {
		d, err := whole(string(m[1]))
		if err != nil {
			continue // it is no district
		}
		times[int(d)]++
		voters := strings.Map(digits, string(m[2]))
		if n, err := whole(voters); err != nil || n != p.votersIn(int(d)) {
			faults = append(faults, locale.T("it gives district %d %s voters, its units have %d", d, voters,
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

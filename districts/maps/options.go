package maps

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/locale"
)

// Kind is what a sheet shows.
type Kind int

// The kinds of sheets.
const (
	National  Kind = iota // all districts, small ones on insets
	Region                // the districts of one region
	District              // one district with its units, neighbours, centre and settlements
	Deviation             // how far each district is from the quota
	Change                // what differs from another plan
)

// Sheet names one sheet.
type Sheet struct {
	Kind   Kind
	Region string // id, for Region
	Number int    // of the district, for District
}

// ParseSheet reads "national", "region:ID", "district:N", "deviation" or "change".
func ParseSheet(s string) (Sheet, error) {
	kind, which, _ := strings.Cut(s, ":")
	switch {
	case kind == "region" && which != "":
		return Sheet{Kind: Region, Region: which}, nil
	case kind == "district":
		if n, err := strconv.Atoi(which); err == nil {
			return Sheet{Kind: District, Number: n}, nil
		}
	case s == "national":
		return Sheet{}, nil
	case s == "deviation":
		return Sheet{Kind: Deviation}, nil
	case s == "change":
		return Sheet{Kind: Change}, nil
	}
	return Sheet{}, locale.Errorf("%q is no sheet: use national, region:ID, district:NUMBER, deviation or change", s)
}

// String is the form that ParseSheet reads.
func (s Sheet) String() string {
	switch s.Kind {
	case Region:
		return "region:" + s.Region
	case District:
		return "district:" + strconv.Itoa(s.Number)
	case Deviation:
		return "deviation"
	case Change:
		return "change"
	}
	return "national"
}

// Paper is a size of paper.
type Paper struct {
	Name        string
	Long, Short float64 // millimetres
	Type        float64 // size of type and lines, 1 on A4
	Slide       bool    // always lies on its long side, and says only what a listener can read
}

// papers are the sizes that sheets can be printed on.
var papers = []Paper{
	{Name: "A4", Long: 297, Short: 210, Type: 1},
	{Name: "A3", Long: 420, Short: 297, Type: 1.2},
	{Name: "A1", Long: 841, Short: 594, Type: 1.9},
	{Name: "slide", Long: 338.67, Short: 190.5, Type: 1.25, Slide: true},
}

// ParsePaper finds a paper by name.
func ParsePaper(s string) (Paper, error) {
	var names []string
	for _, p := range papers {
		if strings.EqualFold(p.Name, s) {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Paper{}, locale.Errorf("%q is no paper: use one of %s", s, strings.Join(names, ", "))
}

// Format is a file format.
type Format string

// The formats.
const (
	SVG Format = "svg"
	PDF Format = "pdf"
	PNG Format = "png"
)

// FormatOf tells the format from a file's name.
func FormatOf(file string) (Format, error) {
	f := Format(strings.ToLower(file[strings.LastIndexByte(file, '.')+1:]))
	if !slices.Contains([]Format{SVG, PDF, PNG}, f) {
		return "", locale.Errorf("%s: a map is written as .svg, .pdf or .png", file)
	}
	return f, nil
}

// Options say how a sheet is printed. The zero value is an A4 sheet of all districts in Kazakh, in colour, marked as a
// draft.
type Options struct {
	Sheet    Sheet
	Paper    Paper           // zero for A4
	Lang     string          // "" for the first of Languages
	BW       bool            // hatching and greys instead of colours
	DPI      float64         // of PNG files, 0 for 200
	Base     *districts.Plan // what Change compares with
	BaseName string          // how the other plan is called on the sheet
	Final    bool            // no draft mark
	Lines    *Lines          // nil, or the generalised lines that several sheets of one plan share
	// NoRegions and NoDistricts leave the sheets of regions and of districts out of an atlas.
	NoRegions, NoDistricts bool
	// Drawn, if not nil, gives sheets of an atlas that are drawn already with the same options, nil for others.
	Drawn func(Sheet) (*Drawn, error)
}

// defaultDPI is enough to read an A4 sheet on a screen and to print it in a report.
const defaultDPI = 200

// maxPixels bounds a PNG: A1 at 300 dots per inch has 70 million.
const maxPixels = 150e6

// withDefaults fills in what was left out, and refuses what cannot be printed before anything is drawn.
func (o Options) withDefaults() (Options, error) {
	if o.Paper.Name == "" {
		o.Paper = papers[0]
	}
	if o.Lang == "" {
		o.Lang = Languages[0]
	}
	if catalogue[o.Lang] == nil {
		return o, locale.Errorf("no maps in language %q: use one of %s", o.Lang, strings.Join(Languages, ", "))
	}
	if o.DPI == 0 {
		o.DPI = defaultDPI
	}
	pixels := o.Paper.Long * o.Paper.Short * o.DPI * o.DPI / 25.4 / 25.4
	if math.IsNaN(o.DPI) || o.DPI < 20 || pixels > maxPixels {
		return o, locale.Errorf("%g dots per inch on %s: use at least 20 and at most as many as give %g million pixels",
			o.DPI, o.Paper.Name, maxPixels/1e6)
	}
	if o.Sheet.Kind == Change && o.Base == nil {
		return o, locale.Errorf("a sheet of changes needs the plan to compare with")
	}
	return o, nil
}

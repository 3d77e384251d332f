package maps

import (
	"image"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/typeface"
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

// papers are the sizes that sheets can be printed on by name.
var papers = []Paper{
	paper("A4", 297, 210), paper("A3", 420, 297), paper("A2", 594, 420), paper("A1", 841, 594), paper("A0", 1189, 841),
	paper("A5", 210, 148), paper("letter", 279.4, 215.9),
	{Name: "slide", Long: 338.67, Short: 190.5, Type: 1.25, Slide: true},
}

// typeSizes are the size of type by the long side of the paper: 6 pt is the smallest on A4, for a reader at a desk, and
// the names of districts have 18 pt on A1, for one who stands before it.
var typeSizes = [][2]float64{{210, 0.9}, {297, 1}, {420, 1.2}, {594, 1.75}, {841, 2.6}, {1189, 3.6}}

func paper(name string, long, short float64) Paper {
	size := typeSizes[0][1]
	for i, at := range typeSizes[1:] {
		if before := typeSizes[i]; long > before[0] {
			size = before[1] + (at[1]-before[1])*min(1, (long-before[0])/(at[0]-before[0]))
		}
	}
	return Paper{Name: name, Long: long, Short: short, Type: math.Round(size*1000) / 1000}
}

// The least and the greatest side of paper, millimetres.
const (
	leastSide = 140
	mostSide  = 2000
)

// ParsePaper finds a paper by name, or by its sides in millimetres as in 500x700.
func ParsePaper(s string) (Paper, error) {
	for _, p := range papers {
		if strings.EqualFold(p.Name, s) {
			return p, nil
		}
	}
	if w, h, ok := strings.Cut(strings.ToLower(s), "x"); ok {
		a, err1 := strconv.ParseFloat(w, 64)
		b, err2 := strconv.ParseFloat(h, 64)
		if err1 == nil && err2 == nil {
			long, short := max(a, b), min(a, b)
			if !(short >= leastSide && long <= mostSide && long <= 3*short) {
				return Paper{}, locale.Errorf("paper of %s mm: its sides are from %d to %d mm, and the longer is at most three "+
					"times the shorter", s, leastSide, mostSide)
			}
			return paper(strconv.FormatFloat(long, 'f', -1, 64)+"x"+strconv.FormatFloat(short, 'f', -1, 64), long, short), nil
		}
	}
	return Paper{}, locale.Errorf("%q is no paper: use one of %s, or its sides in millimetres as in 500x700", s,
		strings.Join(PaperNames(), ", "))
}

// PaperNames are the names that ParsePaper takes.
func PaperNames() []string {
	names := make([]string, len(papers))
	for i, p := range papers {
		names[i] = p.Name
	}
	return names
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
	Title    string          // heads the map of the country and the atlas; "" for the usual words
	Palette  Palette
	Logo     *image.NRGBA     // stands in the upper right corner of sheets and cover; nil for none
	Family   *typeface.Family // nil for the usual
	Lines    *Lines           // nil, or the generalised lines that several sheets of one plan share
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
	if o.Family == nil {
		o.Family = typeface.Sans()
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

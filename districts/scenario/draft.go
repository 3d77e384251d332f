package scenario

import (
	"context"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/exchange"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/project"
)

// Draft is a scenario that is to be written of files. What their properties are for is recognised as for a Job; Look
// finds out what they leave open, and Text writes it.
type Draft struct {
	Job                         // Settlements is not used
	File       string           // of units, or of settlements: points are settlements
	Reading    exchange.Options // of File
	ShortName  string           // the scenario's id, "" for one made of the file's name
	Title      string
	Languages  []string // empty: those of names
	Parents    []string // properties; empty: those that are recognised; byPlace: none
	VotersFile string   // a table of voters, "" for none
	Table      VotersTable
	Out        string // where the scenario will be: names of files hold from there

	units, regions *geo.Contents
}

// Lack is something that the files do not answer.
type Lack struct {
	What       string // id, voters, seats or rule
	Candidates []string
}

// Look reads the files, takes from them what they answer, and says what they leave open. Errors are a *fault.Faults, or
// come from the file system.
func (d *Draft) Look(ctx context.Context) ([]Lack, error) {
	var err error
	if d.units, err = contents(ctx, d.File, d.Reading); err != nil {
		return nil, err
	}
	if d.Regions != "" {
		if d.regions, err = contents(ctx, d.Regions, exchange.Options{Stating: project.InScenario}); err != nil {
			return nil, err
		}
	} else if d.Settled() {
		return nil, locale.Errorf("%s has points: settlements, which share out the areas of regions; give the file of "+
			"those with --regions", d.File)
	}
	var left []Lack
	d.ID, left = d.id(left)
	d.Voters, left = d.voters(left)
	if d.Seats == 0 {
		left = append(left, Lack{What: "seats"})
	}
	if d.Rule == "" {
		left = append(left, Lack{What: "rule"})
	}
	return left, nil
}

// contents are those of a file that has features. What is wrong with some of them is told when they are read as units.
func contents(ctx context.Context, file string, o exchange.Options) (*geo.Contents, error) {
	open, err := opener(file, o)
	if err != nil {
		return nil, err
	}
	c, err := geo.ReadContents(ctx, open)
	if err == nil && c.Features == 0 {
		err = locale.Errorf("%s: no features can be read; okrug inspect says what is wrong with it", file)
	}
	return c, err
}

// Settled reports whether the features are settlements.
func (d *Draft) Settled() bool { return d.units.Points > 0 }

// Properties are those of the features.
func (d *Draft) Properties() []string { return d.units.Names }

// id is the property of ids as far as there is only one to be meant. Where what is called so does not tell the features
// apart and nothing like it does, reading it says what is wrong.
func (d *Draft) id(left []Lack) (string, []Lack) {
	given := d.ID
	if given != "" {
		return given, left
	}
	usual := d.units.ChooseID(false, "")
	d.units.Taken = nil
	candidates, called := d.units.IDs()
	switch {
	case usual != "" && (!called || d.units.Apart(usual)), len(candidates) == 0:
		return usual, left
	case called && len(candidates) == 1:
		return candidates[0], left
	}
	return "", append(left, Lack{"id", candidates})
}

// voters is the property of voters as far as there is only one to be meant and no table has them.
func (d *Draft) voters(left []Lack) (string, []Lack) {
	given := d.Voters
	if given != "" || d.VotersFile != "" {
		return given, left
	}
	called, others := d.units.Counts("voters", d.ID)
	switch {
	case len(called) == 1:
		return called[0], left
	case len(called) > 1:
		return "", append(left, Lack{"voters", called})
	case len(others) > 0:
		people, rest := d.units.Counts("population", d.ID)
		return "", append(left, Lack{"voters", append(people, rest...)})
	}
	return "", left // that there are none is told with all else that is not recognised
}

// ProposedSeats is a number of seats that may be meant, and where it comes from: what the regions have, else the cube
// root of the voters, which is the usual size of assemblies (R. Taagepera, Social Science Research 1 (1972) 385,
// doi:10.1016/0049-089X(72)90084-1), within what regions and units allow; 0 where the voters are not in the file.
func (d *Draft) ProposedSeats() (int, locale.Text) {
	least := 1
	if d.regions != nil {
		least = max(1, d.regions.Features)
		p := d.regionSeats()
		if n := d.regions.Sum(p); n > 0 && n < 1<<20 {
			return int(n), locale.T("those that the regions have now")
		}
	}
	if d.units.Sum(d.Voters) == 0 {
		return 0, locale.Text{}
	}
	each := max(1, d.PerDistrict)
	n := int(math.Round(math.Cbrt(float64(d.units.Sum(d.Voters)))/float64(each))) * each
	return max(min(n, d.units.Features*each), least*each),
		locale.T("the cube root of the voters, a usual size of assemblies")
}

// regionSeats is the property with the seats that the regions have, "" for none.
func (d *Draft) regionSeats() string {
	if d.regions == nil {
		return ""
	}
	called, _ := d.regions.Counts("seats", "")
	if len(called) == 0 {
		return ""
	}
	return called[0]
}

// Text is the scenario with comments, and what was taken for what, of units and of regions. Lang is the language of the
// comments, "" for the first one of the scenario that the program speaks. It takes a Look. Errors are a *fault.Faults
// of what was not recognised, or of what was given and no scenario can say.
func (d *Draft) Text(lang string) (text []byte, units, regions []geo.Taken, err error) {
	o := outline{id: d.ShortName, title: d.Title, settled: d.Settled(), table: d.Table}
	d.units.Taken = nil
	var faults geo.Faults
	if o.voters, err = d.beside(d.VotersFile); err != nil {
		return nil, nil, nil, err
	}
	if o.table.Matches, err = d.beside(d.Table.Matches); err != nil {
		return nil, nil, nil, err
	}
	var p *geo.Properties
	if d.regions != nil {
		d.regions.Taken = nil
		p = d.regions.Properties
	}
	d.recognise(d.units.Properties, p, &o, &faults)
	if err := faults.Err(); err != nil {
		return nil, nil, nil, err
	}
	d.levels(&o)
	if o.units.File, err = d.beside(d.File); err != nil {
		return nil, nil, nil, err
	}
	o.units.Options = d.Reading
	if d.regions != nil {
		if o.regions.File, err = d.beside(d.Regions); err != nil {
			return nil, nil, nil, err
		}
		if o.regions.Seats = d.regionSeats(); o.regions.Seats != "" {
			d.regions.Taken = append(d.regions.Taken, geo.Taken{Role: "seats", Property: o.regions.Seats})
		}
		regions = d.regions.Taken
	}
	if len(d.Languages) > 0 {
		o.languages = d.Languages
	}
	if o.id == "" {
		o.id = shortName(d.File)
	}
	if o.comments = lang; lang == "" {
		o.comments = "en"
		for _, l := range slices.Backward(o.languages) {
			if slices.Contains(locale.Languages(), l) {
				o.comments = l
			}
		}
	}
	o.head = locale.T("A scenario of okrug, made from %s. `okrug scenario example` names every key.",
		input.Printable(filepath.Base(d.File))).In(o.comments)
	text = o.yaml()
	_, err = Parse(d.Out, text)
	return text, d.units.Taken, regions, err
}

// levels puts in the parents, those that were given or that the properties have.
func (d *Draft) levels(o *outline) {
	switch {
	case slices.Equal(d.Parents, []string{byPlace}):
	case len(d.Parents) > 0:
		o.units.Parents = d.Parents
		for _, p := range d.Parents {
			d.units.Taken = append(d.units.Taken, geo.Taken{Role: "parents", Property: p})
		}
	default:
		o.units.Parents = d.units.ChooseParents(o.units.Region)
	}
}

// beside is the name of a file as it holds from the folder of the scenario, "" for none.
func (d *Draft) beside(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	here, err := filepath.Abs(filepath.Dir(d.Out))
	if err != nil {
		return "", err
	}
	there, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	if name, err := filepath.Rel(here, there); err == nil {
		there = name
	}
	return filepath.ToSlash(there), nil // on another disk it is named from the root
}

// unfit are the letters that the id of a scenario cannot have.
var unfit = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// shortName is an id for a scenario that is made of a file.
func shortName(file string) string {
	base := filepath.Base(file)
	stem, _, _ := strings.Cut(base, ".")
	if id := strings.Trim(unfit.ReplaceAllString(stem, "-"), "-._"); id != "" {
		return id
	}
	return "scenario"
}

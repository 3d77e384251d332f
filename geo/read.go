package geo

import (
	"cmp"
	"context"
	"errors"
	"io"

	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/internal/stream"
	"github.com/okrug/okrug/geo/locale"
	"github.com/okrug/okrug/geo/topology"
)

// Read reads and checks the units, regions, places and base of a layer. It looks for all faults before it returns:
// where there are any, the error is a *Faults that names each with file, feature, id, name, place and remedy, and the
// layer is nil. What does not stand in the way is among the notes: slivers, rings wound the other way, regions in
// several parts.
//
// Files are GeoJSON FeatureCollections (RFC 7946) in WGS 84 degrees. They are read feature by feature. Any other error
// is that of the context.
func Read(ctx context.Context, s Sources) (l *Layer, notes []Fault, err error) {
	r, err := read(ctx, s)
	if err != nil {
		return nil, r.faults.Notes, err
	}
	layer := r.layer // alone: what else there is of the reading is larger, and goes
	return &layer, r.faults.Notes, nil
}

// read is Read, and returns the reading itself too.
func read(ctx context.Context, s Sources) (*reading, error) {
	r := &reading{ctx: ctx, s: s, tolerance: s.Tolerance.orDefault(), unit: map[string]int{}, region: map[string]int{},
		replaced: map[string]int64{}}
	stages := []func() error{r.readUnits, r.readRegions, r.readPlaces, r.readBase, r.buildTopology, r.settle,
		r.checkRegionAreas}
	if s.Settlements != nil { // which regions have units is known once settlements are found in them
		stages = []func() error{r.readUnits, r.buildTopology, r.settle, r.readRegions, r.readPlaces, r.readBase}
	}
	for _, stage := range append(stages, r.join, r.locatePlaces, r.readVoters, r.readElsewhere) {
		if err := stage(); err != nil {
			return r, err
		}
		if err := ctx.Err(); err != nil {
			return r, err
		}
	}
	if err := r.faults.Err(); err != nil {
		return r, err
	}
	for i := range r.layer.Units {
		r.layer.Units[i].Names = orID(r.layer.Units[i].Names, r.layer.Units[i].ID)
	}
	for i := range r.layer.Regions {
		r.layer.Regions[i].Names = orID(r.layer.Regions[i].Names, r.layer.Regions[i].ID)
	}
	return r, nil
}

// reading is a layer in the making.
type reading struct {
	ctx       context.Context
	s         Sources
	tolerance Tolerance
	faults    Faults
	layer     Layer
	unit      map[string]int // by id
	region    map[string]int
	shapes    shapes // of units
	areas     shapes // of regions
	contacts  []topology.Contact
	finerFile map[string]string // by id of a finer unit
	seen      [][2]int          // settlements that see each other and have no common line
	moved     []topology.Moved  // pieces that settlements were cut off from; parts are units
	towns     []town            // settlements among the units, which have no shapes until they are settled
	divided   map[string]bool   // ids of the units that finer ones have replaced
	unsettled bool              // settlements could not be settled: the units are still what they were to divide
	now       []int             // the numbers of units after divided ones were taken out, -1 for those
	replaced  map[string]int64  // voters by the units' own property, where a file stands in for it, by id
}

// scenario is the name of the file that names the links and the order of regions.
func (r *reading) scenario() string { return cmp.Or(r.s.Name, "scenario") }

// read reads the features of a file, and tells what is wrong with the file as a whole. ok is false where nothing of it
// is of use.
func (r *reading) read(f File, c columns, visit func(*entry)) (ok bool, err error) {
	file := &collection{reading: r, name: f.Name, columns: c, seen: make([]bool, len(c.properties))}
	file.again, _ = f.Data.(io.ReadSeeker)
	about, err := stream.Read(r.ctx, f.Data, c.properties, func(x stream.Feature) error {
		for i, v := range x.Values {
			file.seen[i] = file.seen[i] || v.Kind != input.Missing
		}
		e := &entry{Feature: x, file: file, column: -1}
		visit(e)
		for _, twice := range x.Repeats {
			f := e.fault(fault.RepeatedKey, locale.Text{}, locale.Text{})
			t := twice.Fault(f.File)
			f.Detail, f.Remedy, f.Line = t.Detail, t.Remedy, t.Line
			e.report(-1, f)
		}
		if r.s.Progress != nil && x.Index%1024 == 1023 {
			r.s.Progress(locale.T("reading %s", f.Name), x.Index+1)
		}
		return nil
	})
	if cause := r.ctx.Err(); cause != nil {
		return false, cause
	}
	if err != nil {
		r.faults.Add(unreadable(f.Name, err))
	}
	if !r.whole(f.Name, about, err) {
		return false, nil
	}
	for _, twice := range about.Repeats {
		r.faults.Add(twice.Fault(f.Name))
	}
	for i, seen := range file.seen {
		if seen || about.Count == 0 || i == c.quiet {
			continue
		}
		if c.roles[i] == "id" && file.beside > 0 {
			r.idsBeside(file, i, about.Names)
			continue
		}
		x := Fault{
			File: f.Name, Kind: UnknownProperty,
			Detail: locale.T("no feature has the property %q, which is to be its %s", c.properties[i], c.roles[i]),
			Remedy: fault.Choose(c.properties[i], about.Names),
		}
		if file.spare(i) {
			r.faults.Note(x)
		} else {
			r.faults.Add(x)
		}
	}
	if file.quoted > 0 {
		note := file.firstQuoted
		note.Detail = locale.T("%d {1|number stands|numbers stand} in quotation marks; %s", file.quoted, note.Detail)
		r.faults.Note(note)
	}
	for _, h := range file.held {
		if h.column < 0 || file.seen[h.column] {
			r.faults.Add(h.fault)
		}
	}
	return true, nil
}

// idsBeside tells of a file whose ids stand beside the properties, of which none is the column that was asked for.
func (r *reading) idsBeside(file *collection, column int, properties []string) {
	f := Fault{File: file.name, Kind: UnknownProperty}
	if name := file.columns.properties[column]; name != idMember {
		f.Detail = locale.T(`no feature has the property %q, which is to be its id; %d have one beside "properties"`,
			name, file.beside)
		f.Remedy = locale.T("write id: id in the scenario if that is meant")
		if near := fault.Nearest(name, properties, 3, 0); len(near) > 0 {
			f.Remedy = locale.T("%s Or %s", fault.DidYouMean(near), f.Remedy)
		}
		r.faults.Add(f)
		return
	}
	f.Detail = locale.T("no feature has the property \"id\"; the ids are those beside \"properties\", of %d "+
		"{1|feature|features}",
		file.beside)
	r.faults.Note(f)
}

// unreadable is the fault of a file that could not be read to its end.
func unreadable(name string, err error) Fault {
	var syntax *input.SyntaxError
	var foreign *input.ForeignError
	switch {
	case errors.As(err, &foreign):
		return Fault{File: name, Kind: NotJSON, Detail: foreign.What, Remedy: locale.T(
			"give a GeoJSON file; convert other formats with ogr2ogr -f GeoJSON -t_srs EPSG:4326 OUT.geojson %s", name)}
	case errors.Is(err, input.ErrUTF16):
		return Fault{File: name, Kind: NotJSON, Detail: locale.T("%v", err), Remedy: locale.T("save it as UTF-8")}
	case !errors.As(err, &syntax):
		return Fault{File: name, Kind: NotReadable, Detail: locale.T("%v", err)}
	}
	f := Fault{File: name, Line: syntax.Line, Kind: NotJSON,
		Detail: locale.T("not JSON: %s, after byte %d", syntax.Err, locale.Nth(syntax.Offset))}
	f.Remedy = locale.T("mend the file there, or export it anew as GeoJSON")
	if syntax.Offset <= 1 {
		f.Remedy = locale.T("give a GeoJSON file; convert other formats with ogr2ogr -f GeoJSON -t_srs EPSG:4326 "+
			"OUT.geojson %s",
			name)
	}
	return f
}

// whole tells what is wrong with a file as a whole; it returns false where its features are not to be looked at.
func (r *reading) whole(name string, about stream.File, err error) bool {
	bad := Fault{File: name, Kind: NotCollection, Remedy: locale.T(
		"export it as a GeoJSON FeatureCollection, for instance with ogr2ogr -f GeoJSON -t_srs EPSG:4326 OUT.geojson %s",
		name)}
	switch {
	case err != nil && !about.Features:
		return false
	case !about.Features && about.Type == "":
		bad.Detail = locale.T("it is JSON but not a FeatureCollection: it has neither type nor features")
	case about.Type == "FeatureCollection" && !about.Features:
		bad.Detail = locale.T("the FeatureCollection has no array of features")
	case about.Type != "FeatureCollection" && err == nil:
		bad.Detail = locale.T("its type is %q, not \"FeatureCollection\"", about.Type)
	}
	if !bad.Detail.Empty() {
		r.faults.Add(bad)
		return about.Features
	}
	if about.Count == 0 && err == nil {
		r.faults.Add(Fault{File: name, Kind: NoFeatures, Detail: locale.T("the FeatureCollection has no features"),
			Remedy: locale.T("give a file with at least one")})
		return false
	}
	r.checkCRS(name, about.CRS)
	return true
}

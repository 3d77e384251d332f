package publish

import (
	"bytes"
	"cmp"
	"sync"
	"sync/atomic"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/maps"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/publish/page"
)

// MostSheets is how many sheets of regions and districts a set has in each language, unless more are asked for: a
// volume that can still be leafed through.
const MostSheets = 300

// Without are the sheets that a set of the plan would go without: those of districts, and where the regions alone are
// too many those of regions too. Either kind is there of all or of none, so that nobody takes a part for the whole.
func (o Options) Without(p *districts.Plan) page.Without {
	most := cmp.Or(o.Sheets, MostSheets)
	regions, all := len(p.Layer.Regions), len(p.Layer.Regions)+len(p.Districts)
	switch {
	case o.NoMaps || all <= most:
		return page.Without{}
	case regions <= most:
		return page.Without{Districts: len(p.Districts), All: all}
	}
	return page.Without{Regions: regions, Districts: len(p.Districts), All: all}
}

// mostAhead is how many sheets may be drawn for files of their own before the atlas asks for them: of a large country
// each takes tens of megabytes.
const mostAhead = 3

// drawing is a sheet that several files need. It is drawn by whoever asks first, and let go by the last. Where it is a
// file of its own as well, that is written at once: it is a fraction of the sheet, which need not wait for it.
type drawing struct {
	once  sync.Once
	users atomic.Int32 // who will still ask for the sheet
	draw  func() (*maps.Drawn, error)
	drawn chan struct{} // closed once it is
	sheet *maps.Drawn
	err   error
	own   string // the file's name, "" for none
	file  []byte
	// unwritten is why there is no file.
	unwritten error
	atlas     *atlas      // that has the sheet too
	ahead     atomic.Bool // drawn, or being drawn, before the atlas has asked
}

// atlas is what drawings know of an atlas that has them.
type atlas struct {
	ahead chan struct{} // has as many as are ahead of it
	over  chan struct{} // closed once it asks for no more
}

func newDrawing(users int32, draw func() (*maps.Drawn, error)) *drawing {
	d := &drawing{draw: draw, drawn: make(chan struct{})}
	d.users.Store(users)
	return d
}

func (d *drawing) make() {
	d.once.Do(func() {
		defer close(d.drawn)
		d.sheet, d.err = d.draw()
		switch {
		case d.err != nil:
			d.unwritten = d.err
		case d.own != "":
			d.file, d.unwritten = written(d.sheet, d.own)
		}
	})
}

func (d *drawing) get() (*maps.Drawn, error) {
	d.make()
	sheet, err := d.sheet, d.err
	if d.users.Add(-1) == 0 {
		d.sheet = nil
		d.caughtUp()
	}
	return sheet, err
}

// country is how the sheets of the country look.
func (o Options) country() (maps.Options, error) {
	look := o.Look
	look.Paper = cmp.Or(look.Paper, "A3")
	return look.Options()
}

// Check says what of the options cannot be had of any plan.
func (o Options) Check() error {
	_, err := o.country()
	return err
}

// ownFile is the file that the sheet is. Where too many sheets are ahead of the atlas, it waits until one is not.
func (d *drawing) ownFile() ([]byte, error) {
	select {
	case d.atlas.ahead <- struct{}{}:
		d.ahead.Store(true)
	case <-d.drawn:
	case <-d.atlas.over:
	}
	d.make()
	if d.users.Load() == 0 {
		d.caughtUp()
	}
	return d.file, d.unwritten
}

// caughtUp notes that the atlas has the sheet.
func (d *drawing) caughtUp() {
	if d.ahead.CompareAndSwap(true, false) {
		<-d.atlas.ahead
	}
}

// written is a sheet in the format of a file's name.
func written(d *maps.Drawn, name string) ([]byte, error) {
	format, err := maps.FormatOf(name)
	if err != nil {
		return nil, err
	}
	var w bytes.Buffer
	err = d.Write(&w, format)
	return w.Bytes(), err
}

// maps adds the atlas and the sheets of one language after the other, but for those of regions, which come last. The
// atlases take longest, so they are begun early.
func (b *builder) maps() error {
	country, err := b.o.country()
	if err != nil {
		return err
	}
	without := b.o.Without(b.plan)
	lines := new(maps.Lines)
	draw := func(users int32, s maps.Sheet, o maps.Options, lang string) *drawing {
		o.Sheet, o.Lang, o.Lines = s, lang, lines
		return newDrawing(users, func() (*maps.Drawn, error) { return maps.Draw(b.ctx, b.plan, o) })
	}
	small := country
	small.Paper = maps.Paper{}
	file := func(name string, of *drawing) {
		b.add(name, func() ([]byte, error) {
			d, err := of.get()
			if err != nil {
				return nil, err
			}
			return written(d, name)
		})
	}
	regions := map[string]map[maps.Sheet]*drawing{} // by language
	for _, lang := range b.langs {
		regions[lang] = map[maps.Sheet]*drawing{}
		of := &atlas{make(chan struct{}, mostAhead), make(chan struct{})}
		if without.Regions == 0 {
			names := page.RegionFiles(b.plan, lang)
			for _, r := range b.plan.Layer.Regions {
				s := maps.Sheet{Kind: maps.Region, Region: r.ID}
				d := draw(1, s, small, lang)
				d.own, d.atlas = "maps/regions/"+names[r.ID]+"."+lang+".pdf", of
				regions[lang][s] = d
				b.sheets = append(b.sheets, d)
			}
		}
		b.add("maps/"+output.Named(output.Atlas, lang)+".pdf", func() ([]byte, error) {
			defer close(of.over)
			var w bytes.Buffer
			o := small
			o.Lang, o.Lines, o.NoRegions, o.NoDistricts = lang, lines, without.Regions > 0, without.Districts > 0
			o.Drawn = func(s maps.Sheet) (*maps.Drawn, error) {
				if d := regions[lang][s]; d != nil {
					return d.get()
				}
				return nil, nil
			}
			err := maps.Atlas(b.ctx, &w, b.plan, o, nil)
			return w.Bytes(), err
		})
	}
	for _, lang := range b.langs {
		national := draw(3, maps.Sheet{}, country, lang)
		for _, ending := range []string{".pdf", ".svg", ".png"} {
			file("maps/"+output.Named(output.National, lang)+ending, national)
		}
		file("maps/"+output.Named(output.Deviation, lang)+".pdf", draw(1, maps.Sheet{Kind: maps.Deviation}, country, lang))
	}
	return nil
}

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

// mostWaiting is how many sheets may wait for an atlas that is behind those who draw them for files of their own. Those
// beyond are drawn again for the atlas: of a large country each takes megabytes.
const mostWaiting = 8

// drawing is a sheet that several files need. It is drawn by whoever asks first, and let go by the last. Where it is a
// file of its own as well, that is written at once: it is a fraction of the sheet, which need not wait for it.
type drawing struct {
	once  sync.Once
	users atomic.Int32 // who will still ask for the sheet
	draw  func() (*maps.Drawn, error)
	sheet *maps.Drawn
	err   error
	own   string // the file's name, "" for none
	file  []byte
	drawn atomic.Bool
	// waiting counts the sheets with files of their own that others have not yet asked for.
	waiting *atomic.Int32
	// unwritten is why there is no file.
	unwritten error
}

func newDrawing(users int32, draw func() (*maps.Drawn, error)) *drawing {
	d := &drawing{draw: draw}
	d.users.Store(users)
	return d
}

func (d *drawing) make() {
	d.once.Do(func() {
		d.sheet, d.err = d.draw()
		switch {
		case d.err != nil:
			d.unwritten = d.err
		case d.own != "":
			d.file, d.unwritten = written(d.sheet, d.own)
			d.waiting.Add(1)
		}
		d.drawn.Store(true)
	})
}

func (d *drawing) get() (*maps.Drawn, error) {
	d.make()
	sheet, err := d.sheet, d.err
	if d.users.Add(-1) == 0 {
		d.sheet = nil
		if d.own != "" && err == nil {
			d.waiting.Add(-1)
		}
	}
	return sheet, err
}

// ownFile is the file that the sheet is.
func (d *drawing) ownFile() ([]byte, error) {
	if !d.drawn.Load() && d.waiting.Load() >= mostWaiting {
		sheet, err := d.draw()
		if err != nil {
			return nil, err
		}
		return written(sheet, d.own)
	}
	d.make()
	return d.file, d.unwritten
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
	look := b.o.Look
	look.Paper = cmp.Or(look.Paper, "A3")
	country, err := look.Options()
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
		if without.Regions == 0 {
			names, waiting := page.RegionFiles(b.plan, lang), new(atomic.Int32)
			for _, r := range b.plan.Layer.Regions {
				s := maps.Sheet{Kind: maps.Region, Region: r.ID}
				d := draw(1, s, small, lang)
				d.own, d.waiting = "maps/regions/"+names[r.ID]+"."+lang+".pdf", waiting
				regions[lang][s] = d
				b.sheets = append(b.sheets, d)
			}
		}
		b.add("maps/"+output.Named(output.Atlas, lang)+".pdf", func() ([]byte, error) {
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

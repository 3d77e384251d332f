package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/okrug/okrug/districts/drawing"
	"github.com/okrug/okrug/districts/maps"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/locale"
)

// lookFlags are the flags of how sheets look, of every verb that prints them.
type lookFlags struct {
	look  maps.Look
	logo  string
	fonts []string
}

func (l *lookFlags) bind(f *pflag.FlagSet, paper string) {
	f.StringVar(&l.look.Paper, "paper", paper, "A0 to A5, letter, slide, or sides in mm as 500x700")
	f.BoolVar(&l.look.BW, "bw", false, "hatching and greys in place of colours")
	f.BoolVar(&l.look.Final, "final", false, "leave out the draft mark")
	f.StringVar(&l.look.Title, "title", "", "the title of the map of the country and of the atlas, in place of the usual")
	f.StringVar(&l.look.Palette, "palette", "", "fills of districts: light (default), strong, or four colours or more as "+
		"in #f1f196,#c4dd9d,#e2c4ff,#fbbfd5")
	f.Float64Var(&l.look.DPI, "dpi", 0, "dots per inch of a PNG (default 200)")
	f.StringVar(&l.logo, "logo", "", "a PNG or JPEG for the upper right corner of every sheet")
	f.StringSliceVar(&l.fonts, "font", nil, "TrueType fonts (.ttf) for maps in place of the usual, one to four styles, "+
		"for letters that it lacks")
}

// mostKept is how large the file of a logo or template may be, bytes: it lies in every set that is published with it.
const mostKept = 1 << 20

// options are those of the look, and the look with the files that it names: what is wrong in these is their fault, all
// else that of the flags. Paper is that of sheets where no flag says another.
func (l *lookFlags) options(paper string) (maps.Options, maps.Look, error) {
	bare := l.look
	bare.Paper = cmp.Or(bare.Paper, paper)
	if _, err := bare.Options(); err != nil {
		return maps.Options{}, bare, usage(err)
	}
	look, err := l.read()
	if err != nil {
		return maps.Options{}, look, err
	}
	bare.Logo, bare.Fonts = look.Logo, look.Fonts
	o, err := bare.Options()
	return o, look, badInput(err)
}

// read is the look with the files that it names.
func (l *lookFlags) read() (maps.Look, error) {
	look := l.look
	if l.logo != "" {
		data, err := output.ReadFile(l.logo)
		if err != nil {
			return look, badInput(err)
		}
		if len(data) > mostKept {
			return look, badInput(locale.Errorf("%s: a logo of %d kB: use one of at most %d", l.logo, len(data)>>10,
				mostKept>>10))
		}
		if _, err := drawing.ReadImage(data); err != nil {
			return look, badInput(locale.Errorf("%s: %w", l.logo, err))
		}
		look.Logo = data
	}
	for _, name := range l.fonts {
		data, err := output.ReadFile(name)
		if err != nil {
			return look, badInput(err)
		}
		if _, err := typeface.Open([][]byte{data}); err != nil {
			return look, badInput(locale.Errorf("%s: %w", name, err))
		}
		sum := sha256.Sum256(data)
		look.Fonts = append(look.Fonts, maps.Font{File: filepath.Base(name), SHA256: hex.EncodeToString(sum[:]), Data: data})
	}
	return look, nil
}

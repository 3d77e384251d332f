package maps

import (
	"image"
	"sync"

	"github.com/okrug/okrug/districts/typeface"
)

// Where a sheet has its map, insets, legend and lists is the same in every language, so that inset A of one is inset A
// of another, in the same place: room is left for the longest title, footer, legend and lists of all of them.

// layoutKey tells layouts of one plan apart.
type layoutKey struct {
	sheet    Sheet
	paper    Paper
	bw       bool
	final    bool
	baseName string
	title    string
	logo     image.Point // its size in dots
	family   *typeface.Family
}

// layouts keeps those of one plan that have been worked out.
type layouts struct {
	mutex sync.Mutex
	of    map[layoutKey]*layoutOnce
}

// layoutOnce is a layout, worked out by whoever asks for it first.
type layoutOnce struct {
	once    sync.Once
	country countryLayout // of a sheet of the country
	part    composition   // of one of a part of it
}

// layoutOf is that of a sheet, which may not be worked out yet.
func (p *press) layoutOf(s Sheet) *layoutOnce {
	key := layoutKey{sheet: s, paper: p.opt.Paper, bw: p.opt.BW, final: p.opt.Final, baseName: p.opt.BaseName,
		title: p.opt.Title, family: p.family}
	if p.opt.Logo != nil {
		key.logo = p.opt.Logo.Rect.Size()
	}
	p.layouts.mutex.Lock()
	defer p.layouts.mutex.Unlock()
	if p.layouts.of == nil {
		p.layouts.of = map[layoutKey]*layoutOnce{}
	}
	one := p.layouts.of[key]
	if one == nil {
		one = new(layoutOnce)
		p.layouts.of[key] = one
	}
	return one
}

// tongues are the press in every language, itself in its own.
func (p *press) tongues() []*press {
	if p.all != nil {
		return p.all
	}
	for _, lang := range Languages {
		q := p
		if lang != p.opt.Lang {
			other := *p
			q = &other
			q.opt.Lang, q.words, q.homonyms, q.subjects = lang, catalogue[lang], map[int]map[int]bool{},
				map[Sheet]*subject{}
		}
		p.all = append(p.all, q)
	}
	for _, q := range p.all {
		q.all = p.all
	}
	return p.all
}

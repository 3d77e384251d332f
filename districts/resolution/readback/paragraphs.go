package readback

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"okrug/districts/resolution/names"
	"okrug/geo"
)

// Result is what an act says.
type Result struct {
	Lang string
	// District is the number of every unit of the layer, 0 for one that the act does not name.
	District []int
	Numbers  []int // of the districts, in the order of the act
}

// Fault is what is wrong with one paragraph.
type Fault struct {
	Paragraph int // from 1, counted as the reader meets them
	District  int // 0 where none is known
	Text      string
	Err       error
}

func (f *Fault) Error() string {
	where := fmt.Sprintf("paragraph %d", f.Paragraph)
	if f.District > 0 {
		where += fmt.Sprintf(" (district %d)", f.District)
	}
	return fmt.Sprintf("%s: %v; it reads %q", where, f.Err, clip(f.Text))
}

func (f *Fault) Unwrap() error { return f.Err }

var heading = regexp.MustCompile(`(?i)(избирательный округ|сайлау округі|electoral district)`)

var number = regexp.MustCompile(`(?:№|No\.)\s*(\d+)`)

// Paragraphs reads an act's paragraphs. All faults are joined; each is a *Fault.
func Paragraphs(paragraphs []string, layer *geo.Layer, table *names.Table, fallback ...string) (*Result, error) {
	r := &reader{layer: layer, result: &Result{District: make([]int, len(layer.Units))}, saidIn: make([]int, len(layer.Units))}
	for i, p := range paragraphs {
		r.paragraph(i+1, plain(p), func(lang string) *names.Node { return names.Tree(layer, table, lang, fallback...) })
	}
	if r.open {
		r.fault(len(paragraphs), r.last, errors.New("the territory ends with a semicolon and nothing follows"))
	}
	for _, d := range r.result.Numbers {
		if !slices.Contains(r.result.District, d) && !r.faulty[d] {
			r.errs = append(r.errs, fmt.Errorf("district %d has no territory; it needs a paragraph that begins with %q", d, speeches["ru"].territory))
		}
	}
	if len(r.result.Numbers) == 0 {
		r.errs = append(r.errs, errors.New("no paragraph names an electoral district with its number and a territory below it"))
	}
	if err := errors.Join(r.errs...); err != nil {
		return nil, err
	}
	return r.result, nil
}

type reader struct {
	layer    *geo.Layer
	result   *Result
	root     *names.Node
	speech   speech
	district int    // of the last heading
	open     bool   // the last phrase ended with a semicolon
	last     string // the last paragraph
	saidIn   []int  // paragraph that named the unit
	errs     []error
	faulty   map[int]bool
}

func (r *reader) fault(p int, text string, err error) {
	if r.faulty == nil {
		r.faulty = map[int]bool{}
	}
	r.faulty[r.district] = true
	r.errs = append(r.errs, &Fault{p, r.district, text, err})
}

func (r *reader) paragraph(p int, s string, tree func(string) *names.Node) {
	if s == "" {
		return
	}
	r.last = s
	phrase, opens := s, false
	for _, lang := range []string{"kk", "ru", "en"} {
		if rest, ok := strings.CutPrefix(s, speeches[lang].territory); ok {
			if r.result.Lang != "" && r.result.Lang != lang {
				r.fault(p, s, fmt.Errorf("the act is in %q and this paragraph in %q", r.result.Lang, lang))
				return
			}
			if r.root == nil {
				r.result.Lang, r.speech, r.root = lang, speeches[lang], tree(lang)
			}
			phrase, opens = strings.TrimSpace(rest), true
			break
		}
	}
	switch {
	case opens && r.district == 0:
		r.fault(p, s, errors.New("a territory stands before the number of its district"))
		return
	case opens && slices.Contains(r.result.Numbers, r.district):
		r.fault(p, s, errors.New("the district has a second territory"))
		return
	case opens:
		r.result.Numbers = append(r.result.Numbers, r.district)
	case r.open:
	default:
		if m := number.FindStringSubmatch(s); m != nil && heading.MatchString(s) {
			r.district, _ = strconv.Atoi(m[1])
		}
		return
	}
	r.open = strings.HasSuffix(phrase, ";")
	phrase = strings.TrimSpace(strings.TrimRight(phrase, ";."))
	if phrase == "" {
		return
	}
	units, err := r.speech.phrase(r.root, phrase)
	if err != nil {
		r.fault(p, s, err)
		return
	}
	for _, u := range units {
		x := r.layer.Units[u]
		if r.saidIn[u] > 0 {
			r.fault(p, s, fmt.Errorf("unit %s (%s) stands in district %d already, paragraph %d",
				x.ID, x.Names.In(r.result.Lang, "ru", "kk", "en"), r.result.District[u], r.saidIn[u]))
			continue
		}
		r.saidIn[u], r.result.District[u] = p, r.district
	}
}

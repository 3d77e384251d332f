package wkt

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/okrug/okrug/geo/format"
	"github.com/okrug/okrug/geo/format/internal/parts"
	"github.com/okrug/okrug/geo/format/internal/rows"
	"github.com/okrug/okrug/geo/locale"
)

// begins is how a geometry begins: a system of coordinates, as PostGIS writes it, a type, and a mark of heights and
// measures.
var begins = regexp.MustCompile(`(?i)^\s*(?:SRID\s*=\s*(-?\d{1,9})\s*;)?\s*(POINT|LINESTRING|POLYGON|MULTIPOINT|` +
	`MULTILINESTRING|MULTIPOLYGON|GEOMETRYCOLLECTION|CIRCULARSTRING|COMPOUNDCURVE|CURVEPOLYGON|MULTICURVE|MULTISURFACE|` +
	`POLYHEDRALSURFACE|TIN|TRIANGLE|LINEARRING)\s*(?:Z|M|ZM)?\s*(?:\(|EMPTY\b)`)

// looks reports whether a text looks like a geometry.
func looks(s string) bool { return begins.MatchString(s) }

// deepest is how deep collections may be nested.
const deepest = 100

// shape is a geometry as it was read.
type shape struct {
	geometry orb.Geometry
	srid     string // "" where it is not said
	parts.Found
}

// mend is what to do with a geometry that is wrong.
var mend = locale.T("mend the geometry, or export it anew")

// parse reads a geometry.
func parse(text string) (s shape) {
	m := begins.FindStringSubmatch(text)
	if m == nil {
		s.Wrong(parts.BadFeature, locale.T("it has no geometry in well-known text, but %q", rows.Shorten(text)), mend)
		return s
	}
	if m[1] != "" {
		if n, _ := strconv.Atoi(m[1]); n > 0 { // PostGIS writes 0 for a system that is not known
			s.srid = strconv.Itoa(n)
		}
		_, text, _ = strings.Cut(text, ";")
	}
	p := parser{rest: text, shape: &s}
	g := p.geometry(0)
	if p.space(); p.rest != "" {
		p.fail(locale.T("%q follows after its geometry", rows.Shorten(p.rest)))
	}
	if s.Sound() && !format.Empty(g) {
		s.geometry = g
	}
	return s
}

// parser reads a text from its beginning on. Once anything is wrong, it reads nothing more.
type parser struct {
	rest  string
	shape *shape
}

func (p *parser) fail(problem locale.Text) {
	p.shape.Wrong(parts.BadFeature, problem, mend)
	p.rest = ""
}

func (p *parser) failed() bool { return !p.shape.Sound() }

func (p *parser) space() { p.rest = strings.TrimLeft(p.rest, " \t\r\n\u00a0") }

// take passes over a character, where it is the next.
func (p *parser) take(c byte) bool {
	p.space()
	if p.rest == "" || p.rest[0] != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

// word is the next word, in capitals.
func (p *parser) word() string {
	p.space()
	n := 0
	for n < len(p.rest) && (p.rest[n]|0x20 >= 'a' && p.rest[n]|0x20 <= 'z') {
		n++
	}
	w := strings.ToUpper(p.rest[:n])
	p.rest = p.rest[n:]
	return w
}

// empty passes over the word that says that there is nothing.
func (p *parser) empty() bool {
	before := p.rest
	if p.word() == "EMPTY" {
		return true
	}
	p.rest = before
	return false
}

// geometry reads one geometry with its type.
func (p *parser) geometry(depth int) orb.Geometry {
	kind := p.word()
	for _, mark := range []string{"ZM", "Z", "M"} { // which may stand without a space
		if name, ok := strings.CutSuffix(kind, mark); ok && types[name] {
			kind = name
			break
		}
	}
	if kind == "" {
		p.expected("POINT")
		return nil
	}
	if !types[kind] {
		p.shape.Wrong(parts.BadFeature, locale.T("its geometry is a %s, which is not read", rows.Shorten(kind)),
			locale.T("write it as points, lines or areas"))
		p.rest = ""
		return nil
	}
	before := p.rest
	if mark := p.word(); mark != "Z" && mark != "M" && mark != "ZM" {
		p.rest = before
	}
	switch kind {
	case "POINT":
		if points := p.line(); len(points) > 0 {
			if len(points) > 1 {
				p.fail(locale.T("a point has %d positions", len(points)))
			}
			return points[0]
		}
	case "LINESTRING":
		return p.long(p.line())
	case "POLYGON":
		return p.polygon()
	case "MULTIPOINT":
		return p.multiPoint()
	case "MULTILINESTRING":
		return orb.MultiLineString(list(p, func() orb.LineString { return p.long(p.line()) }))
	case "MULTIPOLYGON":
		return orb.MultiPolygon(list(p, p.polygon))
	case "GEOMETRYCOLLECTION":
		return p.collection(depth)
	}
	return nil
}

// types are those of geometry that are read.
var types = map[string]bool{"POINT": true, "LINESTRING": true, "POLYGON": true, "MULTIPOINT": true,
	"MULTILINESTRING": true, "MULTIPOLYGON": true, "GEOMETRYCOLLECTION": true}

// list reads a list in parentheses, or nothing. Members without positions are none.
func list[T ~[]E, E any](p *parser, one func() T) (all []T) {
	if p.empty() {
		return nil
	}
	if !p.open() {
		return nil
	}
	for !p.failed() {
		if x := one(); len(x) > 0 {
			all = append(all, x)
		}
		if !p.more() {
			break
		}
	}
	return all
}

// open passes over the parenthesis with which a list begins.
func (p *parser) open() bool {
	if !p.take('(') {
		p.expected("(")
		return false
	}
	return true
}

// more passes over what stands behind a member of a list: a comma before another one, or the end.
func (p *parser) more() bool {
	switch {
	case p.failed() || p.take(')'):
		return false
	case p.take(','):
		return true
	}
	p.expected(",")
	return false
}

// expected says what stands where something else is expected, or a number where that is "".
func (p *parser) expected(what string) {
	if p.failed() {
		return
	}
	if p.space(); p.rest == "" {
		p.fail(locale.T("its geometry ends in the middle"))
		return
	}
	if what == "" {
		p.fail(locale.T("%q stands where a number is expected in its geometry", rows.Shorten(p.rest)))
		return
	}
	p.fail(locale.T("%q stands where %q is expected in its geometry", rows.Shorten(p.rest), what))
}

// line reads positions in parentheses, or nothing.
func (p *parser) line() (line orb.LineString) {
	if p.empty() || !p.open() {
		return nil
	}
	for !p.failed() {
		line = append(line, p.position())
		if !p.more() {
			break
		}
	}
	return line
}

// long sees to it that a line leads anywhere.
func (p *parser) long(l orb.LineString) orb.LineString {
	if len(l) == 1 {
		p.fail(locale.T("a line of its geometry has one position only"))
	}
	return l
}

// multiPoint reads positions, each in parentheses or without.
func (p *parser) multiPoint() orb.Geometry {
	var all orb.MultiPoint
	if p.empty() || !p.open() {
		return nil
	}
	for !p.failed() {
		switch {
		case p.empty():
		case p.take('('):
			all = append(all, p.position())
			if !p.failed() && !p.take(')') {
				p.expected(")")
			}
		default:
			all = append(all, p.position())
		}
		if !p.more() {
			break
		}
	}
	return all
}

// polygon reads rings, the outer one first.
func (p *parser) polygon() orb.Polygon {
	var polygon orb.Polygon
	for _, r := range list(p, p.line) {
		ring := p.shape.Ring(orb.Ring(r))
		if p.failed() {
			p.rest = ""
		}
		polygon = append(polygon, ring)
	}
	if len(polygon) > 0 && !p.failed() {
		format.Wind(orb.MultiPolygon{polygon})
	}
	return polygon
}

// collection reads geometries of any type as one.
func (p *parser) collection(depth int) orb.Geometry {
	if depth >= deepest {
		p.fail(locale.T("its collections are nested more than %d deep", deepest))
		return nil
	}
	var all parts.Parts
	if p.empty() || !p.open() {
		return nil
	}
	for !p.failed() {
		if g := p.geometry(depth + 1); !format.Empty(g) {
			all.Add(g)
		}
		if !p.more() {
			break
		}
	}
	return p.shape.Whole(&all)
}

// position reads two numbers, and passes over heights and measures behind them.
func (p *parser) position() (at orb.Point) {
	for n := 0; n < 4; n++ {
		p.space()
		end := strings.IndexAny(p.rest, "(), \t\r\n\u00a0")
		if end < 0 {
			end = len(p.rest)
		}
		s := p.rest[:end]
		if s == "" {
			if n < 2 {
				p.expected("")
			}
			return at
		}
		x, problem := rows.Coordinate(s)
		if n < 2 && !problem.Empty() {
			p.fail(problem)
			return at
		}
		if p.rest = p.rest[end:]; n < 2 {
			at[n] = x
		} else {
			p.shape.Measured = true
		}
	}
	return at
}

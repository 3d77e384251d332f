package shapefile

import (
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// tell gathers the notes of a file: those of its parts, and what was mended in its shapes and left out of its table.
func (r *reading) tell(found *findings, inTable *tableFindings) {
	note := func(file string, kind fault.Kind, detail locale.Text) {
		r.notes = append(r.notes, fault.Fault{File: file, Kind: kind, Detail: detail})
	}
	r.notes = append(r.notes, r.shapes.notes...)
	if r.kind != r.kind.flat() {
		note(r.Name, LeftOut, locale.T("its shapes have heights or measures (Z, M), which are left out"))
	}
	for _, x := range []struct {
		tally
		kind fault.Kind
		text func(n int, first any) locale.Text
	}{
		{found.others, Mended, func(n int, first any) locale.Text {
			return locale.T("%d {1|shape is|shapes are} not of type %s, which the file says of all, and {1|is|are} read as "+
				"what {1|it is|they are}; the first is features[%d]", n, r.kind.text(), first)
		}},
		{found.unclosed, Mended, func(n int, first any) locale.Text {
			return locale.T("%d {1|ring does|rings do} not end where {1|it begins|they begin} and {1|is|are} read as closed; "+
				"the first is in features[%d]", n, first)
		}},
		{found.rewound, Mended, func(n int, first any) locale.Text {
			return locale.T("%d {1|feature has|features have} rings wound the wrong way, outer ones counter-clockwise or holes "+
				"clockwise; which lies in which decides; the first is features[%d]", n, first)
		}},
		{found.orphans, Mended, func(n int, first any) locale.Text {
			return locale.T("%d {1|ring|rings} wound as holes are {1|lies|lie} in no outer ring and {1|is|are} read as outer; "+
				"the first is in features[%d]", n, first)
		}},
		{found.empty, LeftOut, func(n int, first any) locale.Text {
			return locale.T("%d {1|part|parts} without positions, or of a line with one, {1|is|are} left out; the first is in "+
				"features[%d]", n, first)
		}},
	} {
		if x.count > 0 {
			note(r.Name, x.kind, x.text(x.count, locale.Nth(x.first)))
		}
	}
	if r.table == nil {
		note(r.Name, LeftOut, locale.T("there is no %s beside it; its shapes have no fields", sibling(r.Name, ".dbf")))
		return
	}
	r.notes = append(r.notes, r.table.notes...)
	if n := inTable.deleted; n.count > 0 {
		note(r.table.name, LeftOut, locale.T("%d {1|record|records} marked as deleted {1|is|are} left out; the first is "+
			"features[%d]", n.count, locale.Nth(n.first)))
	}
	if n := inTable.ended; n.count > 0 {
		note(r.table.name, LeftOut, locale.T("%d {1|text has|texts have} a zero byte, and what follows it is left out; the "+
			"first is in features[%d]", n.count, locale.Nth(n.first)))
	}
	if n := inTable.cut; n.count > 0 {
		note(r.table.name, LeftOut, locale.T("%d {1|text fills its field|texts fill their fields} and "+
			"{1|ends|end} in the middle of a character, which is left out; the first is in features[%d]", n.count,
			locale.Nth(n.first)))
	}
	if n := inTable.tooWide; n.count > 0 {
		note(r.table.name, BadValue, locale.T("%d {1|number was|numbers were} too wide for {1|its field|their fields}, "+
			"where asterisks stand now, and {1|is|are} missing; the first is in features[%d]", n.count, locale.Nth(n.first)))
	}
}

package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// edit is what one or two mutants put into a file: text before and after a node, and instead of a token in it. No edit
// adds a line.
type edit struct {
	from, to      int // of the node
	before, after string
	at, length    int // of the token; no token where instead is empty
	instead       string
	ends          int // end of the function that may lack a return through the edit, 0 for none
	mutants       []*mutant
	// Where the edited node stands in the last text.
	start, end, endsAt int
}

// piece is an insertion at an offset of the source.
type piece struct {
	at, skip int
	text     string
	note     func(offset int) // is told where the text came to stand
}

// apply puts the edits of mutants that compile into a source. They come with outer nodes before inner ones.
func apply(source []byte, edits []*edit) string {
	var closes, tokens, opens []piece
	for _, e := range edits {
		if slices.ContainsFunc(e.mutants, func(m *mutant) bool { return m.broken }) {
			continue
		}
		opens = append(opens, piece{e.from, 0, e.before, func(o int) { e.start = o }})
		closes = append(closes, piece{e.to, 0, e.after, func(o int) { e.end = o + len(e.after) }})
		if e.instead != "" {
			tokens = append(tokens, piece{e.at, e.length, e.instead, func(int) {}})
		}
		if e.ends > 0 {
			tokens = append(tokens, piece{e.ends, 0, "", func(o int) { e.endsAt = o }})
		}
	}
	slices.Reverse(closes) // inner nodes end first
	// What ends at an offset ends before anything begins there; a token is replaced after the text before its node.
	all := slices.Concat(closes, opens, tokens)
	slices.SortStableFunc(all, func(a, b piece) int { return a.at - b.at })
	var b strings.Builder
	last := 0
	for _, p := range all {
		b.Write(source[last:p.at])
		p.note(b.Len())
		b.WriteString(p.text)
		last = p.at + p.skip
	}
	b.Write(source[last:])
	return b.String()
}

// compilable returns the files of the package with all mutants that compile in them, and marks the others. A mutant
// that the type checker objects to is taken out, until it objects to none.
func (p *pack) compilable(all []*mutant) ([]string, error) {
	for range all {
		fset := token.NewFileSet()
		texts := make([]string, len(p.files))
		var files []*ast.File
		place := map[string]int{}
		for i := range p.files {
			texts[i] = apply(p.source[i], p.edits[i])
			place[p.names[i]] = i
			f, err := parser.ParseFile(fset, p.names[i], texts[i], parser.SkipObjectResolution)
			if err != nil {
				return nil, fmt.Errorf("mutants that cannot be parsed: %w", err)
			}
			files = append(files, f)
		}
		f, err := parser.ParseFile(fset, switchName, switchText(p.types.Name()), parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		var faults []types.Error
		c := types.Config{Importer: p.importer, Error: func(err error) {
			var e types.Error
			if errors.As(err, &e) && !e.Soft {
				faults = append(faults, e)
			}
		}}
		_, err = c.Check(p.path, fset, append(files, f), nil)
		if err == nil {
			return texts, nil
		}
		blamed := false
		for _, e := range faults {
			at := fset.Position(e.Pos)
			if i, ok := place[at.Filename]; ok {
				blamed = blame(p.edits[i], at.Offset) || blamed
			}
		}
		if !blamed {
			return nil, fmt.Errorf("mutants do not compile together: %w", err)
		}
	}
	return nil, errors.New("no mutant compiles")
}

// blame marks the mutants of the innermost edit around an offset of the text, or those that take a function's return.
func blame(edits []*edit, at int) bool {
	var inner *edit
	missing := false
	for _, e := range edits {
		if slices.ContainsFunc(e.mutants, func(m *mutant) bool { return m.broken }) {
			continue
		}
		if e.ends > 0 && e.endsAt == at {
			e.mutants[0].broken, missing = true, true
		}
		if e.start <= at && at < e.end && (inner == nil || inner.start <= e.start) {
			inner = e
		}
	}
	if missing || inner == nil {
		return missing
	}
	for _, m := range inner.mutants {
		m.broken = true
	}
	return true
}

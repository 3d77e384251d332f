package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"
)

// mutant is one change of one place. Its name does not depend on what stands before it in the file, so that a list of
// mutants lasts.
type mutant struct {
	id     int    // that switches it on, from 1
	file   string // from the module's root
	line   int
	where  string // function, or "var"
	source string // the line as it is
	change string // in words
	again  int    // how many of the same name come before
	broken bool   // it does not compile
}

func (m *mutant) String() string {
	s := fmt.Sprintf("%s %s: %s\n    %s", m.file, m.where, m.source, m.change)
	if m.again > 0 {
		s += fmt.Sprintf(" (%d)", m.again+1)
	}
	return s
}

// silent are functions whose arguments become the text of a message. Texts are for people, and tests that pin every
// word of them stand in the way of better words.
var silent = map[string]bool{"refuse": true, "fmt.Sprintf": true, "fmt.Sprint": true, "fmt.Sprintln": true,
	"fmt.Errorf": true, "fmt.Fprintf": true, "fmt.Fprint": true, "fmt.Fprintln": true, "errors.New": true, "panic": true,
	"locale.T": true, "locale.Errorf": true}

// mutants are all mutants of the package, roughly in the order of the text. The edits that make them go into p.edits.
func (p *pack) mutants() []*mutant {
	p.edits = make([][]*edit, len(p.files))
	for i, f := range p.files {
		for _, d := range f.Decls {
			w := walker{pack: p, file: i, where: "var"}
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Body == nil || d.Name.Name == "Error" && d.Recv != nil {
					continue
				}
				w.where = nameOf(d)
				w.body = d.Body
				w.walk(d.Body)
			case *ast.GenDecl:
				if d.Tok == token.VAR {
					w.walk(d)
				}
			}
		}
	}
	seen := map[string]int{}
	for _, m := range p.all {
		name := m.String()
		m.again = seen[name]
		seen[name]++
	}
	return p.all
}

func nameOf(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	if x, ok := t.(*ast.IndexExpr); ok {
		t = x.X
	}
	return types.ExprString(t) + "." + d.Name.Name
}

// walker finds the mutants of one declaration.
type walker struct {
	*pack
	file  int
	where string
	body  *ast.BlockStmt // innermost function's
}

// add makes a mutant at a place.
func (w *walker) add(at token.Pos, change string) *mutant {
	pos := w.fset.Position(at)
	lines := strings.Split(string(w.source[w.file]), "\n")
	m := &mutant{id: len(w.all) + 1, file: path.Join(w.folder, w.names[w.file]), line: pos.Line, where: w.where,
		source: strings.TrimSpace(lines[pos.Line-1]), change: strings.Join(strings.Fields(change), " ")}
	w.all = append(w.all, m)
	return m
}

func (w *walker) edit(n ast.Node, before, after string, ms ...*mutant) *edit {
	e := &edit{from: w.offset(n.Pos()), to: w.offset(n.End()), before: before, after: after, mutants: ms}
	w.edits[w.file] = append(w.edits[w.file], e)
	return e
}

func (w *walker) str(n ast.Node) string { return w.pack.text(w.file, n) }

func (w *walker) walk(n ast.Node) { ast.Inspect(n, w.visit) }

// visit mutates a node and tells whether to go on into it.
func (w *walker) visit(n ast.Node) bool {
	if e, ok := n.(ast.Expr); ok {
		tv := w.info.Types[e]
		if tv.IsType() {
			return false
		}
		if tv.Value != nil {
			w.constant(e, tv)
			return false
		}
	}
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok == token.VAR
	case *ast.FuncLit:
		inner := *w
		inner.body = n.Body
		inner.walk(n.Body)
		return false
	case *ast.BlockStmt:
		w.drops(n.List, false)
	case *ast.CaseClause:
		w.drops(n.Body, true)
	case *ast.CommClause:
		w.drops(n.Body, true)
	case *ast.IfStmt:
		yes, no := w.add(n.Cond.Pos(), "condition always true"), w.add(n.Cond.Pos(), "condition always false")
		w.edit(n.Cond, fmt.Sprintf("mutantForce(%d, %d, ", yes.id, no.id), ")", yes, no)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			m := w.add(n.Pos(), w.str(n)+" -> "+w.str(n.X))
			w.edit(n, "(", fmt.Sprintf(" != mutantIs(%d))", m.id), m)
		}
	case *ast.BinaryExpr:
		w.binary(n)
	case *ast.AssignStmt:
		w.assignment(n)
	case *ast.ReturnStmt:
		// Nobody looks at what is returned beside a refusal.
		return !slices.ContainsFunc(n.Results, w.refuses)
	case *ast.CallExpr:
		return w.call(n)
	case *ast.CompositeLit:
		return w.composite(n)
	}
	return true
}

// refuses tells whether an expression makes an error.
func (w *walker) refuses(e ast.Expr) bool {
	c, ok := e.(*ast.CallExpr)
	return ok && silent[types.ExprString(c.Fun)] && types.Identical(w.info.Types[e].Type,
		types.Universe.Lookup("error").Type())
}

// constant mutates true, false and whole numbers that the text spells out: a name stands for a decision that its
// declaration makes.
func (w *walker) constant(e ast.Expr, tv types.TypeAndValue) {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok && tv.Value.Kind() == constant.Bool {
		if w.info.Uses[id] == types.Universe.Lookup(id.Name) {
			other := map[string]string{"true": "false", "false": "true"}[id.Name]
			m := w.add(e.Pos(), id.Name+" -> "+other)
			w.edit(e, fmt.Sprintf("mutantPick(%d, ", m.id), ", "+other+")", m)
		}
		return
	}
	spelled := false
	ast.Inspect(e, func(n ast.Node) bool {
		l, ok := n.(*ast.BasicLit)
		spelled = spelled || ok && l.Kind == token.INT
		return true
	})
	name, ok := w.typeName(tv.Type)
	if !spelled || !ok || constant.ToInt(tv.Value).Kind() != constant.Int {
		return
	}
	other := "0"
	if v := constant.ToInt(tv.Value); !constant.Compare(v, token.EQL, constant.MakeInt64(1)) {
		other = constant.BinaryOp(v, token.ADD, constant.MakeInt64(1)).ExactString()
	}
	m := w.add(e.Pos(), w.str(e)+" -> "+other)
	w.edit(e, fmt.Sprintf("mutantPick[%s](%d, ", name, m.id), ", "+other+")", m)
}

// typeName writes a type as the file would, where it has a name there.
func (w *walker) typeName(t types.Type) (string, bool) {
	if b, ok := t.(*types.Basic); ok && b.Info()&types.IsUntyped != 0 || t == nil {
		return "", false
	}
	ok := true
	s := types.TypeString(t, func(p *types.Package) string {
		if p == w.types {
			return ""
		}
		for _, i := range w.files[w.file].Imports {
			name, known := w.info.Implicits[i].(*types.PkgName)
			if i.Name != nil {
				name, known = w.info.Defs[i.Name].(*types.PkgName)
			}
			if known && name.Imported() == p {
				return name.Name()
			}
		}
		ok = false
		return ""
	})
	return s, ok
}

// operators are the neighbours of an operator and the functions that stand for both.
var operators = map[token.Token]struct{ other, name string }{
	token.LSS: {"<=", "Less"}, token.LEQ: {"<", "LessEqual"}, token.GTR: {">=", "Greater"},
	token.GEQ: {">", "GreaterEqual"},
	token.ADD: {"-", "Add"}, token.SUB: {"+", "Sub"}, token.MUL: {"/", "Mul"}, token.QUO: {"*", "Div"},
	token.LAND: {"||", "And"}, token.LOR: {"&&", "Or"},
}

var opposite = map[token.Token]string{token.LSS: ">=", token.LEQ: ">", token.GTR: "<=", token.GEQ: "<", token.EQL: "!=",
	token.NEQ: "=="}

func (w *walker) binary(n *ast.BinaryExpr) {
	as := func(op string) string { return w.str(n) + " -> " + w.str(n.X) + " " + op + " " + w.str(n.Y) }
	if op, ok := opposite[n.Op]; ok {
		m := w.add(n.OpPos, as(op))
		w.edit(n, "((", fmt.Sprintf(") != mutantIs(%d))", m.id), m)
	}
	op, ok := operators[n.Op]
	if !ok || n.Op == token.ADD && w.isText(n.X) {
		return
	}
	m := w.add(n.OpPos, as(op.other))
	e := w.edit(n, fmt.Sprintf("mutant%s(%d, ", op.name, m.id), ")", m)
	e.at, e.length, e.instead = w.offset(n.OpPos), len(n.Op.String()), ","
	if n.Op == token.LAND || n.Op == token.LOR {
		// What stands right of the operator may only be worked out where the left does not decide.
		w.edit(n.Y, "func() bool { return ", " }", m)
	}
}

func (w *walker) isText(e ast.Expr) bool {
	b, ok := w.info.Types[e].Type.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func (w *walker) assignment(n *ast.AssignStmt) {
	op := map[token.Token]string{token.ADD_ASSIGN: "-=", token.SUB_ASSIGN: "+="}[n.Tok]
	name, ok := w.typeName(w.info.Types[n.Lhs[0]].Type)
	if op == "" || !ok || w.isText(n.Lhs[0]) {
		return
	}
	m := w.add(n.TokPos, w.str(n)+" -> "+w.str(n.Lhs[0])+" "+op+" "+w.str(n.Rhs[0]))
	w.edit(n.Rhs[0], fmt.Sprintf("mutantNeg[%s](%d, ", name, m.id), ")", m)
}

func (w *walker) call(n *ast.CallExpr) bool {
	callee := types.ExprString(n.Fun)
	if silent[callee] {
		return false
	}
	id, ok := n.Fun.(*ast.Ident)
	if !ok {
		return true
	}
	if _, builtin := w.info.Uses[id].(*types.Builtin); !builtin {
		return true
	}
	switch id.Name {
	case "min", "max":
		other, name := "max", "Min"
		if id.Name == "max" {
			other, name = "min", "Max"
		}
		m := w.add(n.Pos(), w.str(n)+" -> "+other+strings.TrimPrefix(w.str(n), id.Name))
		e := w.edit(n, "", "", m)
		e.at, e.length = w.offset(n.Pos()), w.offset(n.Lparen)+1-w.offset(n.Pos())
		e.instead = fmt.Sprintf("mutant%s(%d, ", name, m.id)
	case "make":
		// A capacity or the size of a map changes nothing but speed.
		if _, slice := w.info.Types[n.Args[0]].Type.Underlying().(*types.Slice); slice && len(n.Args) > 1 {
			w.walk(n.Args[1])
		}
		return false
	}
	return true
}

// composite goes into the values of a list; its keys must stay constants.
func (w *walker) composite(n *ast.CompositeLit) bool {
	t := w.info.Types[n].Type.Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	if _, isMap := t.(*types.Map); isMap {
		return true
	}
	for _, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		w.walk(e)
	}
	return false
}

// drops makes mutants without one of the statements. A return is only dropped from a case: an if that returns has a
// condition that is mutated, and other blocks would seldom compile without.
func (w *walker) drops(list []ast.Stmt, clause bool) {
	for _, s := range list {
		kind := ""
		switch s := s.(type) {
		case *ast.ExprStmt:
			if c, ok := s.X.(*ast.CallExpr); ok && types.ExprString(c.Fun) == "panic" {
				continue
			}
			kind = "call"
		case *ast.AssignStmt:
			blank := !slices.ContainsFunc(s.Lhs, func(e ast.Expr) bool { return types.ExprString(e) != "_" })
			if s.Tok == token.DEFINE || blank {
				continue
			}
			kind = "assignment"
		case *ast.IncDecStmt:
			kind = s.Tok.String()
		case *ast.BranchStmt:
			if s.Tok != token.CONTINUE && s.Tok != token.BREAK {
				continue
			}
			kind = s.Tok.String()
		case *ast.ReturnStmt:
			if !clause {
				continue
			}
			kind = "return"
		default:
			continue
		}
		m := w.add(s.Pos(), kind+" dropped")
		e := w.edit(s, fmt.Sprintf("if !mutantIs(%d) { ", m.id), " }", m)
		if kind == "return" {
			e.ends = w.offset(w.body.Rbrace)
		}
	}
}

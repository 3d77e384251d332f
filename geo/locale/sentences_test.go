package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
)

// speakers are the functions whose first argument that is a constant text is a key. Functions that hand parameters of
// theirs on to them, or make a Text of them, are found in their package.
var speakers = map[string]bool{"T": true, "Errorf": true}

// speaker is a function whose arguments with these numbers are keys. Those behind the last fill it.
type speaker struct {
	keys   []int
	params int // without those at the end that may be any number
	filled int // the key that the rest of the arguments fill, -1 for none
}

// inFlags are the methods by which a flag is told of, the last argument of which is a text.
var inFlags = regexp.MustCompile(
	`^(String|Bool|Int|Int64|Uint64|Float64|Duration|StringSlice|StringArray|IntSlice)?Var(P)?$`)

type collector struct {
	files  *token.FileSet
	keys   map[string][]said
	consts map[string]string    // of the package that is looked at
	in     string               // its name
	own    map[string][]speaker // functions of the package, by name
	// raw are the texts of errors of the standard library that may come before users; compared are those that do not.
	raw      []string
	compared map[*ast.CallExpr]bool
}

// sentences are the keys that the code says by T and Errorf, by what hands its arguments on to them, as help and as
// kinds of faults.
func sentences(t *testing.T) map[string][]said {
	return collect(t).keys
}

// Errors are said in the user's language. Those of the standard library's making are for programmers, and begin with
// the package's name, or are variables, which are compared and not said.
func TestErrorsAreInTheUsersLanguage(t *testing.T) {
	require.Empty(t, collect(t).raw)
	c := newCollector()
	c.in = "p"
	f, err := parser.ParseFile(c.files, "p.go", `package p
var errA = errors.New("is compared")
var a, b, c = fmt.Errorf("p: %w: %v", errA, x), fmt.Errorf("%w", errA), func() error { return fmt.Errorf("no %v", x) }
func f() error { return errors.New("no" + " words") }`, 0)
	require.NoError(t, err)
	ast.Inspect(f, func(n ast.Node) bool { c.node(n); return true })
	require.Equal(t, []string{"p.go:3:95: no %v", "p.go:4:25: no words"}, c.raw)
}

func newCollector() *collector {
	return &collector{files: token.NewFileSet(), keys: map[string][]said{}, compared: map[*ast.CallExpr]bool{}}
}

func collect(t *testing.T) *collector {
	c := newCollector()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir():
			return err
		case strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2, d.Name() == "tools", d.Name() == "testdata",
			d.Name() == "kz2022", d.Name() == "bench":
			return fs.SkipDir
		}
		return c.folder(path)
	})
	require.NoError(t, err)
	return c
}

func (c *collector) folder(path string) error {
	names, err := filepath.Glob(filepath.Join(path, "*.go"))
	if err != nil {
		return err
	}
	var parsed []*ast.File
	c.consts = map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(c.files, name, nil, 0)
		if err != nil {
			return err
		}
		parsed = append(parsed, f)
	}
	for range 2 { // constants may be made of constants
		for _, f := range parsed {
			ast.Inspect(f, func(n ast.Node) bool {
				if v, ok := n.(*ast.ValueSpec); ok {
					for i, name := range v.Names {
						if i < len(v.Values) {
							if s, ok := c.constant(v.Values[i]); ok {
								c.consts[name.Name] = s
							}
						}
					}
				}
				return true
			})
		}
	}
	c.own = map[string][]speaker{}
	for found := -1; found != len(c.own); { // functions may hand on to those that hand on
		found = len(c.own)
		for _, f := range parsed {
			ast.Inspect(f, func(n ast.Node) bool { c.findSpeaker(n); return true })
		}
	}
	for _, f := range parsed {
		c.in = f.Name.Name
		ast.Inspect(f, func(n ast.Node) bool { c.node(n); return true })
	}
	return nil
}

func (c *collector) add(key string, at ast.Node, args int) {
	if strings.ContainsFunc(strip(key), unicode.IsLetter) {
		c.keys[key] = append(c.keys[key], said{c.files.Position(at.Pos()).String(), args, isCode.MatchString(key)})
	}
}

func (c *collector) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.ValueSpec: // the kinds of faults, and errors of the package
		for i, v := range n.Values {
			if call, ok := v.(*ast.CallExpr); ok && len(n.Names) > i && strings.HasPrefix(n.Names[i].Name, "err") {
				c.compared[call] = true
			}
			if s, ok := c.constant(v); ok && isKind(n.Type) {
				c.add(s, n, 0)
			}
		}
	case *ast.KeyValueExpr: // help
		if k, ok := n.Key.(*ast.Ident); ok && c.in == "main" && (k.Name == "Short" || k.Name == "Long") {
			if s, ok := c.constant(n.Value); ok {
				for _, p := range Paragraphs(s) {
					c.add(p, n, -1)
				}
			}
		}
	case *ast.CallExpr:
		c.call(n)
	}
}

func (c *collector) call(n *ast.CallExpr) {
	name, qualified := called(n.Fun)
	if qualified == "fmt" && name == "Errorf" || qualified == "errors" && name == "New" {
		said, ok := c.constant(n.Args[0])
		worded := strings.ContainsFunc(strip(said), unicode.IsLetter)
		if !ok || worded && !strings.HasPrefix(said, c.in+": ") && !c.compared[n] {
			c.raw = append(c.raw, c.files.Position(n.Pos()).String()+": "+said)
		}
		return
	}
	switch {
	case inFlags.MatchString(name) && c.in == "main" && len(n.Args) > 2:
		if s, ok := c.constant(n.Args[len(n.Args)-1]); ok {
			c.add(s, n, -1)
		}
		return
	case len(c.own[name]) > 0 && qualified != "locale":
		c.ofOwn(n, c.own[name])
		return
	case speakers[name] && (qualified == "locale" || qualified == "" && c.in == "locale"):
	default:
		return
	}
	for i, a := range n.Args {
		key, ok := c.constant(a)
		if !ok {
			continue
		}
		args := len(n.Args) - i - 1
		if n.Ellipsis != token.NoPos {
			args = -1
		}
		c.add(key, n, args)
		return
	}
}

// ofOwn takes the keys of a call of a function of the package that hands them on; of several of one name those that the
// arguments fit.
func (c *collector) ofOwn(n *ast.CallExpr, all []speaker) {
	seen := map[int]bool{}
	for _, s := range all {
		if len(n.Args) < s.params {
			continue
		}
		for _, i := range s.keys {
			key, ok := c.constant(n.Args[i])
			if !ok || seen[i] {
				continue
			}
			seen[i] = true
			args := 0
			if i == s.filled {
				args = len(n.Args) - s.params
			}
			if n.Ellipsis != token.NoPos || len(all) > 1 || s.filled < 0 {
				args = -1
			}
			c.add(key, n, args)
		}
	}
}

// findSpeaker looks whether a function hands parameters on as keys.
func (c *collector) findSpeaker(n ast.Node) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		if n.Body != nil {
			c.takeSpeaker(n.Name.Name, n.Type, n.Body)
		}
	case *ast.AssignStmt:
		for i, v := range n.Rhs {
			f, isFunc := v.(*ast.FuncLit)
			if name, ok := n.Lhs[min(i, len(n.Lhs)-1)].(*ast.Ident); ok && isFunc {
				c.takeSpeaker(name.Name, f.Type, f.Body)
			}
		}
	}
}

func (c *collector) takeSpeaker(name string, f *ast.FuncType, body *ast.BlockStmt) {
	at, texts := 0, map[string]int{} // parameters that are texts
	s := speaker{filled: -1}
	for _, p := range f.Params.List {
		kind, _ := p.Type.(*ast.Ident)
		_, any := p.Type.(*ast.Ellipsis)
		for _, id := range p.Names {
			if kind != nil && kind.Name == "string" {
				texts[id.Name] = at
			}
			at++
		}
		if any && at > 0 {
			at--
			s.filled = at - 1
		}
	}
	s.params = at
	keys := map[int]bool{}
	take := func(e ast.Expr) {
		if id, ok := e.(*ast.Ident); ok {
			if i, ok := texts[id.Name]; ok {
				keys[i] = true
			}
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			kind, before := n.Type, ""
			if name, ok := kind.(*ast.Ident); ok {
				before = name.Name
			} else if name, ok := kind.(*ast.SelectorExpr); ok {
				before = name.Sel.Name
			}
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && before == "Text" {
					if k, ok := kv.Key.(*ast.Ident); ok && k.Name == "Key" {
						take(kv.Value)
					}
				}
			}
		case *ast.CallExpr:
			switch name, qualified := called(n.Fun); {
			case speakers[name] && qualified == "locale":
				take(n.Args[0])
			case len(c.own[name]) > 0:
				for _, s := range c.own[name] {
					for _, i := range s.keys {
						if i < len(n.Args) {
							take(n.Args[i])
						}
					}
				}
			}
		}
		return true
	})
	if len(keys) == 0 {
		return
	}
	s.keys = slices.Sorted(maps.Keys(keys))
	for _, known := range c.own[name] {
		if slices.Equal(known.keys, s.keys) && known.params == s.params {
			return
		}
	}
	c.own[name] = append(c.own[name], s)
}

// called is the name of a function or method, and the name before the point where there is one.
func called(f ast.Expr) (name, before string) {
	switch f := f.(type) {
	case *ast.Ident:
		return f.Name, ""
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return f.Sel.Name, x.Name
		}
		return f.Sel.Name, "?"
	}
	return "", ""
}

// isKind says whether a constant has the type of fault.Kind.
func isKind(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "Kind"
	case *ast.SelectorExpr:
		return e.Sel.Name == "Kind"
	}
	return false
}

// constant is the value of a literal, a constant of the package, or a sum of such.
func (c *collector) constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, err := strconv.Unquote(e.Value)
			return s, err == nil
		}
	case *ast.Ident:
		s, ok := c.consts[e.Name]
		return s, ok
	case *ast.BinaryExpr:
		a, ok := c.constant(e.X)
		b, too := c.constant(e.Y)
		return a + b, ok && too && e.Op == token.ADD
	case *ast.ParenExpr:
		return c.constant(e.X)
	}
	return "", false
}

package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
)

// speakers are the functions whose first argument that is a constant text is a key: those of this package, and those
// that hand their arguments on to them, by names that nothing else has.
var speakers = map[string]bool{"T": true, "Errorf": true}

var handOn = map[string]bool{"sayf": true, "notef": true, "refuse": true, "giveUp": true}

// alsoBefore are functions that take a format with arguments, and before it other texts: what is to be done about it.
var alsoBefore = map[string]bool{"bad": true, "misread": true, "tried": true, "blame": true, "remedied": true}

// inFlags are the methods by which a flag is told of, the last argument of which is a text.
var inFlags = regexp.MustCompile(
	`^(String|Bool|Int|Int64|Uint64|Float64|Duration|StringSlice|StringArray|IntSlice)?Var(P)?$`)

type collector struct {
	files  *token.FileSet
	keys   map[string][]said
	consts map[string]string // of the package that is looked at
	in     string            // its name
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
	case alsoBefore[name]:
		last := -1
		for i, a := range n.Args {
			if _, ok := c.constant(a); ok {
				if i > 0 && last >= 0 && last < i-1 {
					break // arguments of the format
				}
				last = i
			}
		}
		for i := 0; i <= last; i++ {
			if s, ok := c.constant(n.Args[i]); ok {
				args := 0
				if i == last {
					if args = len(n.Args) - i - 1; n.Ellipsis != token.NoPos {
						args = -1
					}
				}
				c.add(s, n, args)
			}
		}
		return
	case handOn[name] || speakers[name] && (qualified == "locale" || qualified == "" && c.in == "locale"):
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

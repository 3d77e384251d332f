package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// speakers are the functions whose first argument that is a constant text is a key: those of this package, and those that
// hand their arguments on to them, by names that nothing else has.
var speakers = map[string]bool{"T": true, "Errorf": true}

var handOn = map[string]bool{"sayf": true, "notef": true, "saidf": true}

// said is every key that the program's code has, with where it stands and how many arguments it is given, -1 where that
// cannot be seen.
type said struct {
	where string
	args  int
}

// keysInCode reads every file of the program.
func keysInCode(t *testing.T) map[string][]said {
	keys := map[string][]said{}
	files := token.NewFileSet()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2 || d.Name() == "tools" || d.Name() == "testdata") {
			if d != nil && d.IsDir() && err == nil {
				return fs.SkipDir
			}
			return err
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !speaks(call.Fun, f.Name.Name) {
				return true
			}
			for i, a := range call.Args {
				key, ok := constant(a)
				if !ok {
					continue
				}
				args := len(call.Args) - i - 1
				if call.Ellipsis != token.NoPos {
					args = -1
				}
				if !strings.ContainsFunc(strip(key), unicode.IsLetter) {
					break
				}
				keys[key] = append(keys[key], said{files.Position(call.Pos()).String(), args})
				break
			}
			return true
		})
		return nil
	})
	require.NoError(t, err)
	return keys
}

func speaks(f ast.Expr, in string) bool {
	switch f := f.(type) {
	case *ast.Ident:
		return in == "locale" && speakers[f.Name] || handOn[f.Name]
	case *ast.SelectorExpr:
		x, ok := f.X.(*ast.Ident)
		return ok && x.Name == "locale" && speakers[f.Sel.Name] || handOn[f.Sel.Name]
	}
	return false
}

// constant is the value of a literal or a sum of literals.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, err := strconv.Unquote(e.Value)
			return s, err == nil
		}
	case *ast.BinaryExpr:
		a, ok := constant(e.X)
		b, too := constant(e.Y)
		return a + b, ok && too
	case *ast.ParenExpr:
		return constant(e.X)
	}
	return "", false
}

var verb = regexp.MustCompile(`%[-+# 0]*(?:\[(\d+)\])?[-+# 0]*(\d+)?(\.\d+)?([a-zA-Z%])`)

// strip takes the verbs out of a format.
func strip(format string) string { return verb.ReplaceAllString(format, "") }

// verbs are what a format asks of each of its arguments.
func verbs(format string) map[int]string {
	out := map[int]string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[4] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		out[next] = m[3] + strings.NewReplacer("w", "v", "s", "v").Replace(m[4])
		next++
	}
	return out
}

// Every language has a text for every key, and none that nobody says; a translation takes the same arguments.
func TestFilesAreComplete(t *testing.T) {
	keys := keysInCode(t)
	english := Of("en").catalogue.read("en")
	for key, all := range keys {
		format := key
		if s, ok := english[key]; ok {
			format = s
		}
		asked := verbs(format)
		for _, s := range all {
			most := 0
			for n := range asked {
				most = max(most, n)
			}
			if s.args >= 0 && most > 0 {
				assert.Equal(t, s.args, most, "%s: arguments of %q", s.where, key)
			}
		}
	}
	for _, lang := range Languages() {
		texts := Of(lang).catalogue.read(lang)
		var missing []string
		for key := range keys {
			if _, ok := texts[key]; !ok && lang != "en" {
				missing = append(missing, key)
			}
		}
		for key := range english {
			if _, ok := texts[key]; !ok && !slices.Contains(missing, key) {
				missing = append(missing, key)
			}
		}
		slices.Sort(missing)
		if name := os.Getenv("OKRUG_MISSING"); name != "" && lang != "en" {
			require.NoError(t, os.WriteFile(name+"."+lang, []byte(strings.Join(missing, "\n")), 0o600))
		}
		assert.Empty(t, missing, "%s.yaml lacks %d", lang, len(missing))
		for key, text := range texts {
			format := key
			if s, ok := english[key]; ok {
				format = s
			} else if _, ok := keys[key]; !ok {
				assert.Fail(t, "nobody says this", "%s.yaml: %q", lang, key)
			}
			want, got := verbs(format), verbs(text)
			for n, v := range got {
				assert.Equal(t, want[n], v, "%s.yaml: argument %d of %q", lang, n, key)
			}
			for n := range want {
				assert.Contains(t, got, n, "%s.yaml: argument %d of %q is left out", lang, n, key)
			}
		}
	}
}

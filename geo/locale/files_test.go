package locale

import (
	"encoding/json"
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

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// documents are the packages that word a document, each with what the keys begin with that its functions say and known
// are given.
var documents = map[string]string{
	"pages": "report.", "document": "document.", "findings": "feasibility.", "rule": "rule.", "resolution": "act.",
}

// said is where the program's code has a key or the beginning of keys.
type said struct {
	where string
	args  int  // how many arguments it is given, -1 where that cannot be seen
	code  bool // whether the key must be in the English file
}

// uses are what the program's code says.
type uses struct {
	keys  map[string][]said
	parts map[string][]said // beginnings of keys that the code makes the rest of
	// filled are the beginnings of keys for structs, with the names of all fields in the package.
	filled   map[string]map[string]bool
	literals map[string]bool
}

// inCode reads every file of the program.
func inCode(t *testing.T) uses {
	u := uses{map[string][]said{}, map[string][]said{}, map[string]map[string]bool{}, map[string]bool{}}
	files := token.NewFileSet()
	fields := map[string]map[string]bool{} // by folder
	fills := map[string]string{}           // folder by part
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2 || d.Name() == "tools" ||
			d.Name() == "testdata") {
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
		folder := filepath.Dir(path)
		if fields[folder] == nil {
			fields[folder] = map[string]bool{}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl: // what hands on the keys of a document is no use of them
				return documents[f.Name.Name] == "" || n.Name.Name != "say" && n.Name.Name != "known" &&
					n.Name.Name != "words"
			case *ast.StructType:
				for _, field := range n.Fields.List {
					for _, name := range field.Names {
						fields[folder][name.Name] = true
					}
				}
			case *ast.BasicLit:
				if s, ok := constant(n); ok {
					u.literals[s] = true
				}
			case *ast.CallExpr:
				where := files.Position(n.Pos()).String()
				if part := u.code(n, f.Name.Name, where); part != "" {
					fills[part] = folder
				}
			}
			return true
		})
		return nil
	})
	require.NoError(t, err)
	for part, folder := range fills {
		u.filled[part] = fields[folder]
	}
	return u
}

// isCode is what keys that are codes look like, and no sentence does.
var isCode = regexp.MustCompile(`^[a-z]+(\.[\w-]+)+$`)

// argsAfter is how many arguments stand behind one.
func argsAfter(call *ast.CallExpr, i int) int {
	if call.Ellipsis != token.NoPos {
		return -1
	}
	return len(call.Args) - i - 1
}

// code notes a call that names the key of a code, or the beginning of one, and returns that of a struct to be filled.
func (u uses) code(call *ast.CallExpr, pkg, where string) (fill string) {
	name, method := "", false
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name, method = f.Sel.Name, true
	}
	document := documents[pkg] != "" && (name == "say" || name == "known" || name == "words")
	of := method && slices.Contains([]string{"Say", "Must", "Find", "Fill", "Part", "T"}, name)
	if !document && !of {
		return ""
	}
	for i, a := range call.Args {
		key, whole := beginning(a)
		if key == "" && of {
			return "" // a method of the same name that has no key
		}
		if key == "" {
			continue
		}
		if name == "T" && (whole || strings.Contains(key, " ")) { // sentences of the code, which are looked at as such
			return ""
		}
		args := -1
		if document {
			key = documents[pkg] + key
		}
		if name == "say" || name == "Say" || name == "T" {
			args = argsAfter(call, i)
		}
		switch {
		case name == "Fill":
			return key + "."
		case name == "known", name == "Part", !whole:
			key = strings.TrimSuffix(key, ".") + "."
			u.parts[key] = append(u.parts[key], said{where, max(args, 0), true})
		default:
			u.keys[key] = append(u.keys[key], said{where, args, true})
		}
		return ""
	}
	return ""
}

// beginning is the constant text that a key begins with, and whether that is all of it.
func beginning(e ast.Expr) (s string, whole bool) {
	if s, ok := constant(e); ok {
		return s, true
	}
	if sum, ok := e.(*ast.BinaryExpr); ok {
		s, _ := beginning(sum.X)
		return s, false
	}
	return "", false
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
	u := inCode(t)
	for key, all := range sentences(t) {
		u.keys[key] = append(u.keys[key], all...)
	}
	keys := u.keys
	english := Of("en").catalogue.read("en")
	for key, all := range keys {
		format, code := english[key]
		if !code {
			format = key
		}
		for _, s := range all {
			assert.False(t, s.code && !code, "%s: en.yaml lacks %q", s.where, key)
			if most := most(format); s.args >= 0 && (most > 0 || code) {
				assert.Equal(t, s.args, most, "%s: arguments of %q", s.where, key)
			}
		}
	}
	for key, text := range english {
		u.used(t, key, text)
	}
	for part, all := range u.parts {
		assert.True(t, hasPart(english, part), "%s: en.yaml has nothing below %q", all[0].where, part)
	}
	for part := range u.filled {
		assert.True(t, hasPart(english, part), "en.yaml has nothing below %q", part)
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
			// For translators: every key that lacks a text.
			out, err := json.Marshal(missing)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(name+"."+lang, out, 0o600))
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

// most is how many arguments a format asks for.
func most(format string) int {
	n := 0
	for i := range verbs(format) {
		n = max(n, i)
	}
	return n
}

func hasPart(texts map[string]string, part string) bool {
	for key := range texts {
		if strings.HasPrefix(key, part) {
			return true
		}
	}
	return false
}

// used sees to it that the code says a key of the English file: by the whole key, by a field of a struct, or by the
// beginning of the key, with as many arguments as its text asks for.
func (u uses) used(t *testing.T, key, text string) {
	if len(u.keys[key]) > 0 || u.literals[key] {
		return
	}
	for part, fields := range u.filled {
		if rest, ok := strings.CutPrefix(key, part); ok {
			field, _, _ := strings.Cut(rest, ".")
			assert.True(t, fields[field], "no field takes %q", key)
			return
		}
	}
	for part, all := range u.parts {
		if strings.HasPrefix(key, part) {
			for _, s := range all {
				assert.Equal(t, s.args, most(text), "%s: arguments of %q", s.where, key)
			}
			return
		}
	}
	assert.Fail(t, "nobody says this", "en.yaml: %q", key)
}

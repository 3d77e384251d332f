package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// pack is a package as it stands, checked.
type pack struct {
	folder   string // from the module's root, with slashes
	dir      string
	path     string // import path
	fset     *token.FileSet
	names    []string // of files, without folder
	files    []*ast.File
	source   [][]byte
	info     *types.Info
	types    *types.Package
	importer types.Importer

	all   []*mutant
	edits [][]*edit // by file, outer nodes before inner ones
}

// load reads a package without its tests. What it imports is taken as the compiler left it.
func load(root, folder string) (*pack, error) {
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,GoFiles,Export,DepOnly", "./"+folder)
	// The text that switches mutants imports these.
	cmd.Args = append(cmd.Args, "cmp", "os", "strconv")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	p := &pack{folder: folder, fset: token.NewFileSet()}
	exports := map[string]string{}
	for d := json.NewDecoder(bytes.NewReader(text)); ; {
		var l struct {
			ImportPath, Dir, Export string
			GoFiles                 []string
			DepOnly                 bool
		}
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		exports[l.ImportPath] = l.Export
		if !l.DepOnly && l.Dir == filepath.Join(root, filepath.FromSlash(folder)) {
			p.dir, p.path, p.names = l.Dir, l.ImportPath, l.GoFiles
		}
	}
	if p.dir == "" {
		return nil, errors.New("go list does not find the package")
	}
	slices.Sort(p.names)
	p.importer = importer.ForCompiler(p.fset, "gc", func(path string) (io.ReadCloser,
		error) {
		return os.Open(exports[path])
	})
	for _, name := range p.names {
		b, err := os.ReadFile(filepath.Join(p.dir, name))
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(p.fset, name, b, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p.files, p.source = append(p.files, f), append(p.source, b)
	}
	p.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Defs: map[*ast.Ident]types.Object{},
	}
	c := types.Config{Importer: p.importer}
	p.types, err = c.Check(p.path, p.fset, p.files, p.info)
	return p, err
}

// text is the source of a node of a file.
func (p *pack) text(file int, n ast.Node) string {
	return string(p.source[file][p.offset(n.Pos()):p.offset(n.End())])
}

func (p *pack) offset(at token.Pos) int { return p.fset.Position(at).Offset }

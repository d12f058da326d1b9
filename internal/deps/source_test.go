package deps

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A source is a Go file of this module that is not a test.
type source struct {
	path   string // from the module's root, with slashes
	folder string // of its package, such as sim/fp
	file   *ast.File
	fset   *token.FileSet
}

// at is FILE:LINE of a node.
func (s *source) at(n ast.Node) string {
	return s.path + ":" + strconv.Itoa(s.fset.Position(n.Pos()).Line)
}

// imports lists what the file imports, this module's packages by their folder.
func (s *source) imports() []string {
	var all []string
	for _, i := range s.file.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		all = append(all, strings.TrimPrefix(path, "weir/"))
	}
	return all
}

// sources parses every Go file of the module that is not a test, in lexical order.
func sources(t *testing.T) []*source {
	t.Helper()
	const root = "../.."
	fset := token.NewFileSet()
	var all []*source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "out") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		// Read by os, not by the parser, so that the test cache knows what the verdict rests on.
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(fset, path, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		all = append(all, &source{path: name, folder: strings.TrimSuffix(name[:max(0, strings.LastIndex(name, "/"))], "/"), file: file, fset: fset})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("only %d files found: this test looks in the wrong place", len(all))
	}
	return all
}

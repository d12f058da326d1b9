package deps

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// exact are the functions of package math whose results are the same on every processor: they are exact or correctly
// rounded. Everything else comes from sim/fp.
var exact = []string{
	"Abs", "Ceil", "Copysign", "FMA", "Float64bits", "Float64frombits", "Floor", "Frexp", "Inf", "IsInf", "IsNaN", "NaN",
	"Ldexp", "Signbit", "Sqrt", "Trunc",
}

// isConstant reports whether a name of package math is a constant.
func isConstant(name string) bool {
	for _, prefix := range []string{"Max", "Min", "SmallestNonzero", "Pi", "E", "Ln", "Log2E", "Log10E", "Sqrt2", "SqrtPi"} {
		if strings.HasPrefix(name, prefix) && !slices.Contains([]string{"Max", "Min", "Exp", "Erf", "Exp2", "Expm1", "Erfc", "Erfinv", "Erfcinv"}, name) {
			return true
		}
	}
	return false
}

func TestResultsComeFromPortableArithmetic(t *testing.T) {
	uses := 0
	for _, s := range sources(t) {
		if !strings.HasPrefix(s.folder, "sim") {
			continue
		}
		if imports := s.imports(); slices.Contains(imports, "math/cmplx") || slices.Contains(imports, "math/big") {
			t.Errorf("%s: package %s works on another kind of number", s.path, s.folder)
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			name, ok := selected(n, "math")
			if !ok {
				return true
			}
			uses++
			if !slices.Contains(exact, name) && !isConstant(name) {
				t.Errorf("%s: math.%s differs between processors: use sim/fp", s.at(n), name)
			}
			return true
		})
	}
	if uses == 0 {
		t.Error("no use of package math was found: this test looks in the wrong place")
	}
}

// selected is NAME where a node is pkg.NAME.
func selected(n ast.Node, pkg string) (name string, ok bool) {
	selector, ok := n.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	id, ok := selector.X.(*ast.Ident)
	return selector.Sel.Name, ok && id.Name == pkg
}

// clock are the functions of package time that depend on when they are called; its calendar does not.
var clock = []string{"Now", "Since", "Until", "After", "Tick", "NewTimer", "NewTicker", "Sleep"}

// TestChanceTimeAndThreadsStayInTheirPlaces: only draw makes randomness, and it does so by itself; results know no clock;
// goroutines start in the pool and in the program; only the program exits.
func TestChanceTimeAndThreadsStayInTheirPlaces(t *testing.T) {
	mayStart := []string{"sim/pool", "cmd/weir"}
	for _, s := range sources(t) {
		for _, path := range s.imports() {
			if strings.HasPrefix(path, "math/rand") || path == "crypto/rand" || path == "hash/maphash" {
				t.Errorf("%s: imports %s: randomness comes from sim/draw, keyed", s.path, path)
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			_, starts := n.(*ast.GoStmt)
			if call, ok := n.(*ast.CallExpr); ok {
				if selector, ok := call.Fun.(*ast.SelectorExpr); ok && selector.Sel.Name == "Go" {
					starts = true // sync.WaitGroup.Go
				}
			}
			if starts && !slices.Contains(mayStart, s.folder) {
				t.Errorf("%s: package %s starts a goroutine", s.at(n), s.folder)
			}
			if name, ok := selected(n, "time"); ok && strings.HasPrefix(s.folder, "sim") && slices.Contains(clock, name) {
				t.Errorf("%s: time.%s: results know no clock", s.at(n), name)
			}
			if name, ok := selected(n, "os"); ok && name == "Exit" && !strings.HasPrefix(s.folder, "cmd/") && s.file.Name.Name != "main" {
				t.Errorf("%s: package %s ends the program", s.at(n), s.folder)
			}
			return true
		})
	}
}

// TestThingsAreMovedByDisk: what is right on one system is wrong on another, where other programs look at new files.
func TestThingsAreMovedByDisk(t *testing.T) {
	for _, s := range sources(t) {
		if s.folder == "internal/disk" || s.file.Name.Name == "main" && !strings.HasPrefix(s.folder, "cmd/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if name, ok := selected(n, "os"); ok && slices.Contains([]string{"Rename", "RemoveAll"}, name) {
				t.Errorf("%s: os.%s is not for every system: use internal/disk", s.at(n), name)
			}
			return true
		})
	}
}

// TestFilesSayWhatTheyHold: every package has a comment, and no name says nothing.
func TestFilesSayWhatTheyHold(t *testing.T) {
	said, folders := map[string]bool{}, []string{}
	for _, s := range sources(t) {
		if !slices.Contains(folders, s.folder) {
			folders = append(folders, s.folder)
		}
		said[s.folder] = said[s.folder] || s.file.Doc != nil
		for _, word := range []string{"util", "utils", "common", "helper", "helpers", "types", "misc"} {
			if s.file.Name.Name == word || strings.HasSuffix(s.path, "/"+word+".go") {
				t.Errorf("%s: %q says nothing: name it after its concept", s.path, word)
			}
		}
	}
	for _, folder := range folders {
		if !said[folder] {
			t.Errorf("package %s has no comment", folder)
		}
	}
}

package chart

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What is drawn is settled where a figure is made. The methods that put a picture into words or paint it only read it: none
// assigns to a field of its receiver.
func TestPicturesAreOnlyRead(t *testing.T) {
	readers := []string{"claim", "course", "shares", "subtitle", "notes", "alt", "write", "height", "paint"}
	pictures := []string{"Fan", "Fans", "Panels", "Waterfall", "Moves"}
	files, _ := filepath.Glob("*.go")
	checked, all := 0, token.NewFileSet()
	for _, path := range files {
		file, err := parser.ParseFile(all, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || len(f.Recv.List[0].Names) == 0 {
				continue
			}
			star, ok := f.Recv.List[0].Type.(*ast.StarExpr)
			if !ok || !slices.Contains(pictures, star.X.(*ast.Ident).Name) {
				continue
			}
			if !slices.Contains(readers, f.Name.Name) && !strings.HasSuffix(path, "_claim.go") && !strings.HasSuffix(path, "_paint.go") {
				continue
			}
			checked++
			ast.Inspect(f.Body, func(n ast.Node) bool {
				var to []ast.Expr
				switch n := n.(type) {
				case *ast.AssignStmt:
					to = n.Lhs
				case *ast.IncDecStmt:
					to = []ast.Expr{n.X}
				}
				for _, x := range to {
					if _, local := x.(*ast.Ident); !local && root(x) == f.Recv.List[0].Names[0].Name {
						t.Errorf("%s: %s writes into the %s that it reads", all.Position(x.Pos()), f.Name, star.X)
					}
				}
				return true
			})
		}
	}
	if checked < 30 {
		t.Errorf("%d methods checked, there are more", checked)
	}
}

// root is the name at the left of a chain of fields and indices.
func root(x ast.Expr) string {
	for {
		switch v := x.(type) {
		case *ast.SelectorExpr:
			x = v.X
		case *ast.IndexExpr:
			x = v.X
		case *ast.StarExpr:
			x = v.X
		case *ast.Ident:
			return v.Name
		default:
			return ""
		}
	}
}

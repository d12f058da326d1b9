package export

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckProtectsWhatIsNotOurs(t *testing.T) {
	out := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		path := filepath.Join(out, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put("same/run.json", `{"file": "x.toml"}`)
	put("same/extra.txt", "")
	put("other/run.json", `{"file": "y.toml"}`)
	put("damaged/run.json", `{`)
	put("notes/notes.txt", "")
	put("file", "")
	put("outer/run.json", `{"file": "x.toml"}`)
	put("outer/inner/run.json", `{"file": "z.toml"}`)
	if err := os.Mkdir(filepath.Join(out, "empty"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name, why string
		never     bool
	}{
		{name: "missing"},
		{name: "missing/deeper"},
		{name: "empty"},
		{name: "same"},
		{name: "other", why: "holds the outputs of another file, y.toml"},
		{name: "damaged", why: "holds a damaged run.json"},
		{name: "notes", why: "holds other things: it is not empty and has no run.json"},
		{name: "file", why: "is a file, not a folder", never: true},
		{name: "file/below", why: "would lie below a file", never: true},
		{name: "outer", why: "holds the outputs of another run, in " + filepath.ToSlash(filepath.Join(out, "outer", "inner"))},
	} {
		err := Check(filepath.Join(out, row.name), "x.toml")
		var o *Occupied
		switch {
		case row.why == "" && err != nil:
			t.Errorf("%s: %v", row.name, err)
		case row.why == "":
		case !errors.As(err, &o):
			t.Errorf("%s: %v, want an Occupied", row.name, err)
		case o.Why != row.why || o.Never != row.never:
			t.Errorf("%s: %+v, want %q", row.name, o, row.why)
		case !strings.HasPrefix(o.Error(), filepath.ToSlash(filepath.Join(out, row.name))+" "):
			t.Errorf("%s: %q does not begin with the folder", row.name, o.Error())
		}
	}
}

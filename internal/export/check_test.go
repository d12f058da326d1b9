package export

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// put writes a file, and the folders above it.
func put(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
		t.Fatal(err)
	}
}

// said are the obstacles as text, with the remedy and without the folder in which all lie.
func said(t *testing.T, c Claim, in string) []string {
	t.Helper()
	obstacles, err := c.Check()
	if err != nil {
		t.Fatal(err)
	}
	return texts(obstacles, in)
}

func texts(obstacles []*Obstacle, in string) []string {
	var all []string
	for _, o := range obstacles {
		text := [...]string{"elsewhere", "replace", "keep", "permit"}[o.Remedy] + ": " + o.Error()
		if o.Kept != "" {
			text += ", as " + filepath.ToSlash(o.Kept)
		}
		all = append(all, strings.ReplaceAll(text, filepath.ToSlash(in)+"/", ""))
	}
	return all
}

func TestCheckProtectsWhatIsNotOurs(t *testing.T) {
	out := t.TempDir()
	run := func(name, file string) {
		t.Helper()
		r := sample()
		r.File = file
		s, err := Open(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.Write("charts/fan.png", nil), s.Write("report.md", nil), s.Seal(NewManifest("1.0", r)), Swap(s)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"same", "deleted", "edited", "stand-in", "folder", "git", "inner", "busy", "crowded", "late"} {
		run(name, "x.toml")
	}
	run("other", "y.toml")
	run("inner/run", "y.toml")
	put(t, filepath.Join(out, "same", "extra.txt"), "")
	put(t, filepath.Join(out, "damaged", "run.json"), "{")
	put(t, filepath.Join(out, "stranger", "run.json"), `{"name": "something else"}`)
	put(t, filepath.Join(out, "notes", "notes.txt"), "")
	put(t, filepath.Join(out, "file"), "")
	put(t, filepath.Join(out, "edited", "report.md"), "mine")
	put(t, filepath.Join(out, "edited", "report.md.edited-1"), "mine")
	put(t, filepath.Join(out, "edited", "charts", "fan.png"), "mine")
	put(t, filepath.Join(out, "git", "a", ".git", "HEAD"), "mine")
	put(t, filepath.Join(out, "busy", ".b.weir-new-1-0", "report.md"), "")
	put(t, filepath.Join(out, "crowded", "summary.csv"), "mine")
	put(t, filepath.Join(out, "crowded", "baseline.csv", "mine"), "mine")
	put(t, filepath.Join(out, "crowded", "charts", "mine.png"), "mine")
	if err := errors.Join(
		os.Mkdir(filepath.Join(out, "empty"), 0o777),
		os.RemoveAll(filepath.Join(out, "deleted", "charts")),
		os.Remove(filepath.Join(out, "folder", "report.md")),
		os.Mkdir(filepath.Join(out, "folder", "report.md"), 0o777),
		os.RemoveAll(filepath.Join(out, "stand-in", "charts")),
		os.WriteFile(filepath.Join(out, "stand-in", "charts"), nil, 0o666),
	); err != nil {
		t.Fatal(err)
	}
	const elsewhere = "elsewhere: "
	for _, row := range []struct {
		name string
		want []string
	}{
		{"missing", nil},
		{"missing/deeper", nil},
		{"empty", nil},
		{"same", nil},
		{"deleted", nil},
		{"other", []string{"replace: other holds the outputs of another file, y.toml"}},
		{"damaged", []string{elsewhere + "damaged holds no run of weir: its run.json is damaged: unexpected end of JSON input"}},
		{"stranger", []string{elsewhere + "stranger holds no run of weir: its run.json is damaged: it names no version of weir"}},
		{"notes", []string{elsewhere + "notes holds other things: it is not empty and has no run.json"}},
		{"file", []string{elsewhere + "file is a file, not a folder"}},
		{"file/below", []string{elsewhere + "file/below would lie below a file"}},
		{"edited", []string{
			"keep: edited/charts/fan.png has been edited since a run wrote it, as edited/charts/fan.png.edited-1",
			"keep: edited/report.md has been edited since a run wrote it, as edited/report.md.edited-2",
		}},
		{"folder", []string{"keep: folder/report.md has been edited since a run wrote it, as folder/report.md.edited-1"}},
		{"stand-in", []string{"keep: stand-in/charts is not of a run, and stands where this one writes, as stand-in/charts.edited-1"}},
		{"crowded", []string{
			"keep: crowded/baseline.csv is not of a run, and stands where this one writes, as crowded/baseline.csv.edited-1",
			"keep: crowded/summary.csv is not of a run, and stands where this one writes, as crowded/summary.csv.edited-1",
		}},
		{"git", []string{elsewhere + "git/a/.git is a repository of git"}},
		{"inner", []string{"replace: inner holds the outputs of another run, in inner/run"}},
		{"busy", []string{elsewhere + "busy/.b.weir-new-1-0 is what another run is writing, or has left behind: its next run removes it"}},
	} {
		claim := Claim{Dir: filepath.Join(out, row.name), File: "x.toml", Writes: []string{"summary.csv", "baseline.csv", "report.md", "charts/fan.png"}}
		if got := said(t, claim, out); !slices.Equal(got, row.want) {
			t.Errorf("%s:\n%q, want\n%q", row.name, got, row.want)
		}
	}
}

// TestCheckProtectsWhatTheCallNeeds: whatever is in a folder, it is not replaced under the feet of the call.
func TestCheckProtectsWhatTheCallNeeds(t *testing.T) {
	out := filepath.Dir(written(t)) // with a run in a
	put(t, filepath.Join(out, "data", "x.toml"), "")
	if err := os.Mkdir(filepath.Join(out, "a", "deep"), 0o777); err != nil {
		t.Fatal(err)
	}
	needs(t, out, []need{
		{"a", ".", "data/x.toml", ""},
		{"a", "a", "", "a is the current folder"},
		{"data/../a", "a", "", "a is the current folder"},
		{"a", "a/deep", "", "a holds the current folder"},
		{"a", ".", "a/x.toml", "a holds a/x.toml, which this call needs"},
		{"a", ".", "a/not/yet", "a holds a/not/yet, which this call needs"},
		{"new", ".", "new/x.checkpoint", "new holds new/x.checkpoint, which this call needs"},
		{"new", ".", "new", "new is a file that this call needs"},
	})
}

// TestLinksAreSeenThrough wherever folders and files are compared.
func TestLinksAreSeenThrough(t *testing.T) {
	out := filepath.Dir(written(t))
	put(t, filepath.Join(out, "data", "x.toml"), "")
	if err := errors.Join(
		os.Mkdir(filepath.Join(out, "a", "deep"), 0o777),
		os.Symlink(filepath.Join(out, "a"), filepath.Join(out, "link")),
		os.Symlink(filepath.Join("..", "a", "summary.csv"), filepath.Join(out, "data", "table.csv")),
		os.Symlink("nowhere", filepath.Join(out, "dangling")),
		os.Symlink("loop", filepath.Join(out, "loop")),
	); err != nil {
		t.Fatal(err)
	}
	needs(t, out, []need{
		{"link", ".", "data/x.toml", ""},
		{"link", "a", "", "link is the current folder"},
		{"a", "link/deep", "", "a holds the current folder"},
		{"link", ".", "a/x.toml", "link holds link/x.toml, which this call needs"},
		{"a", ".", "link/not/yet", "a holds a/not/yet, which this call needs"},
		{"a", ".", "data/table.csv", "a holds a/summary.csv, which this call needs"},
		{"dangling", ".", "", "dangling is a link that leads nowhere"},
		{"dangling/x", ".", "", "dangling/x would lie below dangling, a link that leads nowhere"},
		{"loop", ".", "", "loop leads through links in a circle"},
		{"loop/x", ".", "", "loop/x leads through links in a circle"},
	})
}

// A need is a folder to be written by a call in another one that reads a file, and the obstacle; all below one folder.
type need struct{ dir, here, reads, want string }

func needs(t *testing.T, out string, rows []need) {
	t.Helper()
	for _, row := range rows {
		t.Chdir(filepath.Join(out, filepath.FromSlash(row.here)))
		claim := Claim{Dir: filepath.Join(out, filepath.FromSlash(row.dir)), File: sample().File}
		if row.reads != "" {
			claim.Reads = []string{filepath.Join(out, filepath.FromSlash(row.reads))}
		}
		var want []string
		if row.want != "" {
			want = []string{"elsewhere: " + row.want}
		}
		if got := said(t, claim, out); !slices.Equal(got, want) {
			t.Errorf("%s, in %s, reading %s: %q, want %q", row.dir, row.here, row.reads, got, want)
		}
	}
}

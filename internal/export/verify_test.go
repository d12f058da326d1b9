package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// written puts the sample in a fresh folder.
func written(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "a")
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Write("charts/fan.png", []byte("png")), tables(s, sample()), s.Seal(NewManifest("1.0", sample())), Swap(s)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestVerifySeesEveryChange(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(dir string) error
		want   Verification
	}{
		{"nothing", func(string) error { return nil }, Verification{}},
		{"a changed byte", func(dir string) error {
			path := filepath.Join(dir, "summary.csv")
			text, err := os.ReadFile(path)
			text[len(text)-2] ^= 1
			return errors.Join(err, os.WriteFile(path, text, 0o666))
		}, Verification{Changed: []string{"summary.csv"}}},
		{"missing and extra", func(dir string) error {
			return os.Rename(filepath.Join(dir, "charts", "fan.png"), filepath.Join(dir, "charts", "fan2.png"))
		}, Verification{Missing: []string{"charts/fan.png"}, Extra: []string{"charts/fan2.png"}}},
		{"a link", func(dir string) error {
			elsewhere := filepath.Join(filepath.Dir(dir), "elsewhere")
			return errors.Join(os.Rename(filepath.Join(dir, "baseline.csv"), elsewhere), os.Symlink(elsewhere, filepath.Join(dir, "baseline.csv")))
		}, Verification{Changed: []string{"baseline.csv"}}},
		{"a folder in place of a file", func(dir string) error {
			path := filepath.Join(dir, "baseline.csv")
			return errors.Join(os.Remove(path), os.Mkdir(path, 0o777))
		}, Verification{Changed: []string{"baseline.csv"}}},
		{"an empty folder", func(dir string) error { return os.Mkdir(filepath.Join(dir, "empty"), 0o777) }, Verification{}},
	} {
		dir := written(t)
		if err := row.change(dir); err != nil {
			t.Fatal(err)
		}
		v, err := Verify(dir)
		if err != nil {
			t.Errorf("%s: %v", row.name, err)
			continue
		}
		ok := reflect.DeepEqual(row.want, Verification{})
		if v.OK() != ok {
			t.Errorf("%s: OK() = %v", row.name, v.OK())
		}
		v.Manifest = nil
		if !reflect.DeepEqual(*v, row.want) {
			t.Errorf("%s: %+v, want %+v", row.name, *v, row.want)
		}
	}
}

func TestVerifyReadsNothingOutsideTheFolder(t *testing.T) {
	dir := written(t)
	manifest := `{"outputs": [{"path": "../secret", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}]}`
	if err := errors.Join(
		os.WriteFile(filepath.Join(dir, "..", "secret"), nil, 0o666),
		os.WriteFile(filepath.Join(dir, ManifestName), []byte(manifest), 0o666),
	); err != nil {
		t.Fatal(err)
	}
	v, err := Verify(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(v.Changed, []string{"../secret"}) {
		t.Errorf("changed: %q", v.Changed)
	}
}

func TestVerifyNeedsAManifest(t *testing.T) {
	dir := t.TempDir()
	if _, err := Verify(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without run.json: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, ManifestName), []byte("{\"outputs\": 3}"), 0o666); err != nil {
		t.Fatal(err)
	}
	var malformed *MalformedError
	if _, err := Verify(dir); !errors.As(err, &malformed) {
		t.Errorf("with a run.json of another shape: %v", err)
	}
}

package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
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
		{"an empty folder", func(dir string) error { return os.Mkdir(filepath.Join(dir, "empty"), 0o777) }, Verification{Extra: []string{"empty/"}}},
		{"folders in one another", func(dir string) error { return os.MkdirAll(filepath.Join(dir, "charts", "a", "b"), 0o777) },
			Verification{Extra: []string{"charts/a/b/"}}},
		{"a link in place of the charts", func(dir string) error {
			elsewhere := filepath.Join(filepath.Dir(dir), "elsewhere")
			return errors.Join(os.Rename(filepath.Join(dir, "charts"), elsewhere), os.Symlink(elsewhere, filepath.Join(dir, "charts")))
		}, Verification{Missing: []string{"charts/fan.png"}, Extra: []string{"charts"}}},
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

// TestVerifyTakesNoOtherManifest: an output lies in the folder and has a hash, and run.json is a file.
func TestVerifyTakesNoOtherManifest(t *testing.T) {
	const sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" // of nothing
	whole := func(outputs string) string { return `{"weir": "1.0", "file": "x.toml", "outputs": [` + outputs + `]}` }
	output := func(path, sum string) string { return fmt.Sprintf(`{"path": %q, "sha256": %q}`, path, sum) }
	for _, row := range []struct{ text, want string }{
		{`{"outputs": 3}`, "json: cannot unmarshal number"},
		{`{}`, "it names no version of weir"},
		{`{"weir": "1.0", "outputs": []}`, "it names no scenario file"},
		{whole(""), "it names no outputs"},
		{whole(output("../secret", sum)), `the output "../secret" does not lie in the folder`},
		{whole(output("/etc/passwd", sum)), `the output "/etc/passwd" does not lie in the folder`},
		{whole(output("charts/../../secret", sum)), `the output "charts/../../secret" does not lie in the folder`},
		{whole(output("", sum)), `the output "" does not lie in the folder`},
		{whole(output(".", sum)), `the output "." does not lie in the folder`},
		{whole(output("secret", "")), `the output "secret" has no SHA-256, but ""`},
		{whole(output("secret", sum[1:])), `the output "secret" has no SHA-256, but `},
		{whole(output("secret", "g"+sum[1:])), `the output "secret" has no SHA-256, but `},
		{whole(output("secret", strings.ToUpper(sum))), `the output "secret" has no SHA-256, but `},
		{whole(output("secret", sum) + "," + output("secret", sum)), `it names "secret" twice`},
		{whole(output("run.json", sum)), `it names "run.json" twice`},
	} {
		dir := t.TempDir()
		put(t, filepath.Join(dir, "secret"), "")
		put(t, filepath.Join(dir, ManifestName), row.text)
		v, err := Verify(dir)
		var malformed *MalformedError
		if !errors.As(err, &malformed) || !strings.HasPrefix(malformed.Err.Error(), row.want) {
			t.Errorf("%s: %+v, %v, want %q", row.text, v, err, row.want)
		}
	}
	dir := t.TempDir()
	put(t, filepath.Join(dir, "secret"), "")
	put(t, filepath.Join(dir, ManifestName), whole(output("secret", sum)))
	if v, err := Verify(dir); err != nil || !v.OK() {
		t.Errorf("a good one: %+v, %v", v, err)
	}
	if err := errors.Join(os.Remove(filepath.Join(dir, ManifestName)), os.Mkdir(filepath.Join(dir, ManifestName), 0o777)); err != nil {
		t.Fatal(err)
	}
	var malformed *MalformedError
	if _, err := Verify(dir); !errors.As(err, &malformed) {
		t.Errorf("a folder in place of run.json: %v", err)
	}
}

func TestVerifyTakesNoLinkForAManifest(t *testing.T) {
	dir := written(t)
	if err := errors.Join(os.Rename(filepath.Join(dir, ManifestName), filepath.Join(dir, "other")), os.Symlink("other", filepath.Join(dir, ManifestName))); err != nil {
		t.Fatal(err)
	}
	var malformed *MalformedError
	if _, err := Verify(dir); !errors.As(err, &malformed) {
		t.Errorf("%v", err)
	}
}

// TestVerifyFollowsALinkToTheFolder itself, but none in it.
func TestVerifyFollowsALinkToTheFolder(t *testing.T) {
	dir := written(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{link, link + string(filepath.Separator)} {
		if v, err := Verify(path); err != nil || !v.OK() {
			t.Errorf("%s: %+v, %v", path, v, err)
		}
	}
}

func TestVerifyNeedsAManifest(t *testing.T) {
	if _, err := Verify(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without run.json: %v", err)
	}
}

package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"weir/internal/disk"
	"weir/sim/result"
)

// ManifestName is the file that makes a folder an output folder.
const ManifestName = "run.json"

// A Manifest is run.json: what a run read, what could change its numbers, and the hashes of what it wrote.
// The order of the fields is the order in the file.
type Manifest struct {
	Weir     string   `json:"weir"` // version of the program
	File     string   `json:"file"` // the scenario, as result.Result names it
	Inputs   []Hash   `json:"inputs"`
	Run      Settings `json:"run"`
	Warnings []string `json:"warnings"`
	Scenario string   `json:"scenario"` // the resolved document, as TOML
	Outputs  []Hash   `json:"outputs"`  // sorted by path
}

// A Hash names a file by its relative path, with slashes, and its content by its SHA-256 in hexadecimal.
type Hash struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// Settings are what can change a number: not workers, folder, quietness or processor.
type Settings struct {
	Trials   int64  `json:"trials"`
	Seed     uint64 `json:"seed"`
	Sampling string `json:"sampling"`
	// The dimensions of the draws, under Sobol' points in a call of several files: they hang on all of them.
	Dimensions []Dimension `json:"dimensions,omitempty"`
	Precision  string      `json:"precision"` // as asked; "" where nothing was
	Set        []string    `json:"set"`
}

// A Dimension is a result.Dimension.
type Dimension struct {
	Path      string `json:"path"`
	First     string `json:"first,omitempty"`
	Steps     int    `json:"steps,omitempty"`
	Dimension int    `json:"dimension"`
}

// NewManifest describes a result; Seal adds the outputs. Version is the program's.
func NewManifest(version string, r *result.Result) *Manifest {
	m := &Manifest{
		Weir:     version,
		File:     r.File,
		Inputs:   make([]Hash, 0, len(r.Inputs)),
		Run:      Settings{Trials: r.Trials, Seed: r.Seed, Sampling: r.Sampling, Set: append([]string{}, r.Set...)},
		Warnings: append([]string{}, r.Warnings...),
		Scenario: r.Resolved,
	}
	for _, d := range r.Dimensions {
		m.Run.Dimensions = append(m.Run.Dimensions, Dimension(d))
	}
	if r.Precision != nil {
		m.Run.Precision = r.Precision.Text
	}
	for _, in := range r.Inputs {
		m.Inputs = append(m.Inputs, Hash{Path: filepath.ToSlash(in.Path), SHA256: in.SHA256})
	}
	return m
}

// encode is the text of run.json.
func (m *Manifest) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // formulas hold < and >
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("encode %s: %w", ManifestName, err)
	}
	return b.Bytes(), nil
}

// maxManifest is the size in bytes from which a run.json is none.
const maxManifest = 1 << 28

// ReadManifest reads the run.json of a folder. The error is fs.ErrNotExist where there is none, and a *MalformedError where it
// is none that a run can have written: every output must lie in the folder and have a hash.
func ReadManifest(dir string) (*Manifest, error) {
	path := filepath.Join(dir, ManifestName)
	malformed := func(err error) (*Manifest, error) { return nil, &MalformedError{Path: path, Err: err} }
	switch info, err := os.Lstat(path); {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return malformed(errors.New("it is no regular file"))
	case info.Size() > maxManifest:
		return malformed(fmt.Errorf("it is larger than %d MiB", maxManifest>>20))
	}
	text, err := disk.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m := new(Manifest)
	if err := json.Unmarshal(text, m); err != nil {
		return malformed(err)
	}
	if err := m.fault(); err != nil {
		return malformed(err)
	}
	return m, nil
}

// fault says why a manifest is none that a run can have written.
func (m *Manifest) fault() error {
	switch {
	case m.Weir == "":
		return errors.New("it names no version of weir")
	case m.File == "":
		return errors.New("it names no scenario file")
	case len(m.Outputs) == 0:
		return errors.New("it names no outputs")
	}
	seen := map[string]bool{}
	for _, out := range m.Outputs {
		sum, err := hex.DecodeString(out.SHA256)
		switch {
		case !fs.ValidPath(out.Path) || out.Path == ".":
			return fmt.Errorf("the output %q does not lie in the folder", out.Path)
		case out.Path == ManifestName || seen[out.Path]:
			return fmt.Errorf("it names %q twice", out.Path)
		case err != nil || len(sum) != sha256.Size || out.SHA256 != hex.EncodeToString(sum):
			return fmt.Errorf("the output %q has no SHA-256, but %q", out.Path, out.SHA256)
		}
		if _, err := filepath.Localize(out.Path); err != nil {
			return fmt.Errorf("the output %q cannot lie in the folder", out.Path)
		}
		seen[out.Path] = true
	}
	return nil
}

// A MalformedError is a run.json that is not one.
type MalformedError struct {
	Path string
	Err  error
}

func (e *MalformedError) Error() string {
	return fmt.Sprintf("%s is damaged: %v", filepath.ToSlash(e.Path), e.Err)
}
func (e *MalformedError) Unwrap() error { return e.Err }

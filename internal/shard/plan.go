package shard

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"weir/internal/disk"
	"weir/sim/regular"
)

// Format is the version of the form of plan.json.
const Format = 1

// A Plan is a run that is cut into shards. The order of the fields is the order in the file.
type Plan struct {
	Format    int      `json:"format"`
	Weir      string   `json:"weir"` // version of the program
	Files     []File   `json:"files"`
	Set       []string `json:"set"`
	Flags     Flags    `json:"flags"`
	Trials    int64    `json:"trials"`
	Seed      uint64   `json:"seed"`
	Sampling  string   `json:"sampling"`
	Precision []string `json:"precision,omitempty"` // goals, by file; those of a checkpoint only: no shard can meet one
	Block     int64    `json:"block"`               // trials of a block
	Shards    int      `json:"shards"`
	Cuts      []int64  `json:"cuts"` // shard i computes the blocks from Cuts[i] up to but not including Cuts[i+1]
}

// Flags are what the call said in place of the files; those that it did not give are missing.
type Flags struct {
	Trials   int64   `json:"trials,omitempty"`
	Seed     *uint64 `json:"seed,omitempty"`
	Sampling string  `json:"sampling,omitempty"`
}

// A File is a scenario, and all that it is read from.
type File struct {
	Name    string `json:"file"`              // from the plan's folder, with slashes; of one that is shipped its name
	Shipped bool   `json:"shipped,omitempty"` // it comes with the program
	Inputs  []Hash `json:"inputs"`            // paths from the scenario's folder, its own file first
}

// A Hash names a file by its path, with slashes, and its content by its SHA-256 in hexadecimal.
type Hash struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// Cut spreads blocks over 1 to blocks shards, as evenly as can be.
func (p *Plan) Cut(blocks int64, shards int) {
	p.Shards, p.Cuts = shards, make([]int64, shards+1)
	for i := range p.Cuts {
		p.Cuts[i] = int64(i) * (blocks / int64(shards))
		p.Cuts[i] += min(int64(i), blocks%int64(shards))
	}
}

// Digest is the SHA-256 of all that the plan says, in hexadecimal.
func (p *Plan) Digest() string {
	text, err := json.Marshal(p)
	if err != nil {
		panic(err) // no field can be refused
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Write puts plan.json in place, over what stands there.
func (p *Plan) Write(path string) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		return fmt.Errorf("encode %s: %w", path, err)
	}
	return write(path, b.Bytes())
}

// maxPlan is more than the plan of the most shards takes, in bytes.
const maxPlan = 512 << 20

// A BrokenError is a file that is not what it should be.
type BrokenError struct {
	Path, Why string
}

func (e *BrokenError) Error() string { return e.Path + " " + e.Why }

// ReadPlan reads a plan of blocks of so many trials. The error is fs.ErrNotExist where there is none, and a *BrokenError
// where it is none that this program can have written.
func ReadPlan(path string, block int64) (*Plan, error) {
	text, err := readPlan(path)
	if err != nil {
		return nil, refused(path, err)
	}
	switch format := formatOf(text); format {
	case Format:
	case 0:
		return nil, &BrokenError{path, "is no plan of shards"}
	default:
		return nil, &BrokenError{path, fmt.Sprintf("is a plan of format %d, and this program reads format %d", format, Format)}
	}
	p := new(Plan)
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(p); err != nil {
		return nil, &BrokenError{path, "is damaged: " + strings.TrimPrefix(err.Error(), "json: ")}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &BrokenError{path, "is damaged: something follows the plan"}
	}
	if why := p.fault(block); why != "" {
		return nil, &BrokenError{path, "is damaged: " + why}
	}
	return p, nil
}

// formatOf is the format of a plan, 0 where a text is none.
func formatOf(text []byte) int {
	var form struct {
		Format int
		Cuts   []int64
	}
	if err := json.Unmarshal(text, &form); err != nil || form.Cuts == nil {
		return 0
	}
	return form.Format
}

// readPlan reads the bytes of a plan.
func readPlan(path string) (text []byte, err error) {
	err = disk.Patiently(func() error { text, err = regular.Read(path, maxPlan); return err })
	return text, err
}

// IsPlan reports whether a file is a plan, of whatever format.
func IsPlan(path string) bool {
	text, err := readPlan(path)
	return err == nil && formatOf(text) != 0
}

// fault is what is wrong with a plan, if anything is.
func (p *Plan) fault(block int64) string {
	var want Plan
	switch blocks := (p.Trials + block - 1) / block; {
	case p.Trials < 1 || p.Block != block:
		return fmt.Sprintf("%d trials in blocks of %d", p.Trials, p.Block)
	case p.Shards < 1 || int64(p.Shards) > blocks:
		return fmt.Sprintf("%d shards of %d blocks", p.Shards, blocks)
	case len(p.Cuts) != p.Shards+1:
		return fmt.Sprintf("%d cuts for %d shards", len(p.Cuts), p.Shards)
	default:
		want.Cut(blocks, p.Shards)
	}
	switch {
	case !slices.Equal(p.Cuts, want.Cuts):
		return "the cuts are not those of so many shards"
	case len(p.Files) == 0:
		return "it names no file"
	}
	return ""
}

// Folder is where the shards of the plan at a path lie.
func Folder(path string) string { return strings.TrimSuffix(path, ".json") + ".shards" }

// Path is the file of a shard of the plan at a path. It has forward slashes: every system reads them, and the name is shown.
func (p *Plan) Path(path string, index int) string {
	digits := max(4, len(fmt.Sprint(p.Shards)))
	return filepath.ToSlash(filepath.Join(Folder(path), fmt.Sprintf("shard-%0*d-of-%0*d", digits, index, digits, p.Shards)))
}

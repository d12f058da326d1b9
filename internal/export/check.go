package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// An Occupied is a reason why a folder must not be replaced unasked.
type Occupied struct {
	Dir   string
	Why   string // completes "DIR ..."
	Never bool   // not even when asked
}

func (o *Occupied) Error() string { return filepath.ToSlash(o.Dir) + " " + o.Why }

// Check says whether the folder dir may be written for the scenario file, as result.Result names it: it is missing,
// empty, or holds an earlier run of the same file. The error is an *Occupied, or the machine failed.
// A folder that a killed run had set aside is put back first.
func Check(dir, file string) error {
	dir = filepath.Clean(dir)
	if err := recoverAside(dir); err != nil {
		return fmt.Errorf("put back %s, which an interrupted run had set aside: %w", dir, err)
	}
	info, err := os.Stat(dir)
	switch {
	case err != nil && belowFile(dir):
		return &Occupied{Dir: dir, Why: "would lie below a file", Never: true}
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("look at the folder of the outputs: %w", err)
	case !info.IsDir():
		return &Occupied{Dir: dir, Why: "is a file, not a folder", Never: true}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look at the folder of the outputs: %w", err)
	}
	if len(entries) == 0 {
		return nil
	}
	m, err := ReadManifest(dir)
	var malformed *MalformedError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Occupied{Dir: dir, Why: "holds other things: it is not empty and has no " + ManifestName}
	case errors.As(err, &malformed):
		return &Occupied{Dir: dir, Why: "holds a damaged " + ManifestName}
	case err != nil:
		return fmt.Errorf("look at the folder of the outputs: %w", err)
	case m.File != file:
		return &Occupied{Dir: dir, Why: fmt.Sprintf("holds the outputs of another file, %s", m.File)}
	}
	return nested(dir)
}

// belowFile reports whether a file stands where a folder above dir would be. What the system calls this differs.
func belowFile(dir string) bool {
	for above := filepath.Dir(dir); ; above = filepath.Dir(above) {
		info, err := os.Stat(above)
		if err == nil || above == filepath.Dir(above) {
			return err == nil && !info.IsDir()
		}
	}
}

// nested finds the output folder of another run inside dir: out/a and out/a/b can both be output folders.
func nested(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("look at the folder of the outputs: %w", err)
		}
		if d.Name() == ManifestName && filepath.Dir(path) != dir {
			return &Occupied{Dir: dir, Why: fmt.Sprintf("holds the outputs of another run, in %s", filepath.ToSlash(filepath.Dir(path)))}
		}
		return nil
	})
}

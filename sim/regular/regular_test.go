package regular

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	for _, size := range []int{0, 1, 4095, 1 << 20} {
		want := bytes.Repeat([]byte{7}, size)
		if err := os.WriteFile(path, want, 0o666); err != nil {
			t.Fatal(err)
		}
		if got, err := Read(path, 1<<20); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes of %d, %v", len(got), size, err)
		}
	}
	if _, err := Read(path+"y", 1); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// TestLargeFilesAreNotRead: the file has no bytes on the disk, but would need that memory.
func TestLargeFilesAreNotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(1<<30 + 1); err != nil {
		t.Fatal(err)
	}
	var refused *RefusedError
	if _, err := Read(path, 1<<30); !errors.As(err, &refused) || refused.Why != "is larger than 1024 MiB" {
		t.Errorf("error %v", err)
	}
}

//go:build unix

package regular

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestWhatIsNoFile: none of these is waited for.
func TestWhatIsNoFile(t *testing.T) {
	dir, err := os.MkdirTemp("", "") // short: the path of a socket has 104 bytes on some systems
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	pipe, link, socket := filepath.Join(dir, "pipe"), filepath.Join(dir, "link"), filepath.Join(dir, "socket")
	if err := syscall.Mkfifo(pipe, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(pipe, link); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for path, want := range map[string]string{dir: "folder", pipe: "pipe", link: "pipe", socket: "socket", "/dev/zero": "device"} {
		var refused *RefusedError
		if _, err := Read(path, 1); !errors.As(err, &refused) || !strings.HasPrefix(refused.Why, "is a "+want) {
			t.Errorf("%s: %v, want that it is a %s", path, err, want)
		}
	}
}

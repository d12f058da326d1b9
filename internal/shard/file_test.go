package shard

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// most is more than any file here has, in bytes.
const most = 1 << 20

func TestFileIsReadAsWritten(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "shards", "shard-0001-of-0002")
	for _, payload := range [][]byte{{}, []byte("\n"), bytes.Repeat([]byte("abc\n"), 1000)} {
		want := plan().Header(1)
		if err := Write(path, Shard, want, payload); err != nil {
			t.Fatal(err)
		}
		h, got, err := Read(path, Shard, most)
		if err != nil || !bytes.Equal(got, payload) {
			t.Errorf("%d bytes, want %d; %v", len(got), len(payload), err)
		}
		if why := h.Fits(want); why != "" {
			t.Error(why)
		}
	}
	var broken *BrokenError
	if _, _, err := Read(path, Checkpoint, most); !errors.As(err, &broken) || broken.Why != "is no weir checkpoint" {
		t.Errorf("a shard is read as a checkpoint: %v", err)
	}
}

// TestNoDamageGoesUnseen: every byte counts, and so does every byte that is not there.
func TestNoDamageGoesUnseen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	if err := Write(path, Shard, plan().Header(0), []byte("some bytes")); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(data []byte) bool {
		t.Helper()
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		_, _, err := Read(path, Shard, most)
		var broken *BrokenError
		return errors.As(err, &broken)
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		if !refused(bad) {
			t.Errorf("byte %d of %d is changed, and nobody sees it", i, len(good))
		}
		if !refused(good[:i]) {
			t.Errorf("%d bytes of %d are taken for all", i, len(good))
		}
	}
}

func TestWhatDoesNotFit(t *testing.T) {
	want := plan().Header(0)
	for _, row := range []struct {
		change       func(*Header)
		fits, begins string
	}{
		{func(h *Header) {}, "", ""},
		{func(h *Header) { h.Bytes = 77 }, "", ""},
		{func(h *Header) { h.Weir = "2" }, "was written by weir 2, and this is weir 1.2.3", "was written by weir 2, and this is weir 1.2.3"},
		{func(h *Header) { h.Plan = "" }, "belongs to another plan", "belongs to another plan"},
		{func(h *Header) { h.Shard = 1 }, "holds shard 1 of 2, not shard 0 of 2", "holds shard 1 of 2, not shard 0 of 2"},
		{func(h *Header) { h.Of = 3 }, "holds shard 0 of 3, not shard 0 of 2", "holds shard 0 of 3, not shard 0 of 2"},
		{func(h *Header) { h.To = 2 }, "holds the blocks from 0 up to 2, not those from 0 up to 3", ""},
		{func(h *Header) { h.To = 4 }, "holds the blocks from 0 up to 4, not those from 0 up to 3", "holds the blocks from 0 up to 4, which do not begin those from 0 up to 3"},
		{func(h *Header) { h.From = 1 }, "holds the blocks from 1 up to 3, not those from 0 up to 3", "holds the blocks from 1 up to 3, which do not begin those from 0 up to 3"},
	} {
		h := want
		row.change(&h)
		if got := h.Fits(want); got != row.fits {
			t.Errorf("%+v: %q, want %q", h, got, row.fits)
		}
		if got := h.Begins(want); got != row.begins {
			t.Errorf("%+v: %q, want %q", h, got, row.begins)
		}
	}
}

// TestLeftovers: what a killed process has left is removed once it is old, and nothing else.
func TestLeftovers(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	for name, age := range map[string]time.Duration{".x.new-1-0": 2 * time.Hour, ".x.new-2-0": time.Minute, ".y.new-1-0": 2 * time.Hour} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	if err := Write(path, Shard, Header{}, nil); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{".x.new-2-0", ".y.new-1-0", "x"}; len(names) != 3 || names[0] != want[0] || names[1] != want[1] || names[2] != want[2] {
		t.Errorf("%q is left, want %q", names, want)
	}
}

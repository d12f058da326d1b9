package shard

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"weir/internal/disk"
	"weir/sim/regular"
)

// A Kind of file is its first line.
type Kind string

// The kinds of files, with the version of their form.
const (
	Shard      Kind = "weir shard 1\n"
	Checkpoint Kind = "weir checkpoint 1\n"
)

// A Header is the second line of a file: what the bytes behind it are. The SHA-256 of all that ends the file.
type Header struct {
	Weir   string `json:"weir"` // version of the program
	Plan   string `json:"plan"` // its digest
	Shard  int    `json:"shard"`
	Of     int    `json:"of"`
	From   int64  `json:"from"`   // blocks
	To     int64  `json:"to"`     // the block behind the last
	Trials int64  `json:"trials"` // of the whole run
	Round  int    `json:"round"`
	Bytes  int    `json:"bytes"` // of the payload
}

// Header is that of a shard of a plan, all of it.
func (p *Plan) Header(index int) Header {
	return Header{Weir: p.Weir, Plan: p.Digest(), Shard: index, Of: p.Shards, From: p.Cuts[index], To: p.Cuts[index+1], Trials: p.Trials, Round: 1}
}

// Write puts a file in place, over what stands there, and makes it durable. The folder is made where it is missing.
func Write(path string, kind Kind, h Header, payload []byte) error {
	h.Bytes = len(payload)
	line, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("encode %s: %w", path, err)
	}
	b := make([]byte, 0, len(kind)+len(line)+1+len(payload)+sha256.Size)
	b = append(append(append(append(b, kind...), line...), '\n'), payload...)
	sum := sha256.Sum256(b)
	return write(path, append(b, sum[:]...))
}

// maxHeader is more than the first two lines take, in bytes.
const maxHeader = 4096

// Read reads a file of so many bytes at most. The error is fs.ErrNotExist where there is none, and a *BrokenError where it is
// not whole, not of the kind, or larger. Beyond its first two lines no more is read than they announce, and nothing where the
// file has another size.
func Read(path string, kind Kind, most int64) (h Header, payload []byte, err error) {
	broken := func(format string, args ...any) (Header, []byte, error) {
		return h, nil, &BrokenError{path, fmt.Sprintf(format, args...)}
	}
	var f *os.File
	var size int64
	err = disk.Patiently(func() error { f, size, err = regular.Open(path); return err })
	if err != nil {
		return h, nil, refused(path, err)
	}
	defer f.Close()
	b := make([]byte, min(size, maxHeader))
	if _, err := io.ReadFull(f, b); err != nil {
		return h, nil, err
	}
	rest, ok := bytes.CutPrefix(b, []byte(kind))
	if !ok {
		name := strings.TrimRight(string(kind), " 0123456789\n")
		if bytes.HasPrefix(b, []byte(name+" ")) && len(b) > len(kind) {
			return broken("has another form than this program reads")
		}
		return broken("is no %s", name)
	}
	line, _, ok := bytes.Cut(rest, []byte("\n"))
	if !ok {
		return broken("is cut short")
	}
	if err := json.Unmarshal(line, &h); err != nil {
		return broken("is damaged: its second line cannot be read")
	}
	begin := len(kind) + len(line) + 1
	switch bytes := size - int64(begin) - sha256.Size; {
	case bytes < int64(h.Bytes):
		return broken("is cut short")
	case bytes > int64(h.Bytes):
		return broken("is damaged: something follows it")
	case size > most:
		return broken("is larger than %d MiB", most>>20)
	}
	b = append(make([]byte, 0, size), b...)[:size]
	if _, err := io.ReadFull(f, b[min(size, maxHeader):]); err != nil {
		return h, nil, err
	}
	end := len(b) - sha256.Size
	if sum := sha256.Sum256(b[:end]); !bytes.Equal(sum[:], b[end:]) {
		return broken("is damaged: its checksum does not fit")
	}
	return h, b[begin:end], nil
}

// refused makes a *BrokenError of a path that is no file to be read.
func refused(path string, err error) error {
	var r *regular.RefusedError
	if errors.As(err, &r) {
		return &BrokenError{path, r.Why}
	}
	return err
}

// Fits says why a file is not the shard that is wanted; "" where it is.
func (h Header) Fits(want Header) string {
	if why := h.belongs(want); why != "" {
		return why
	}
	if h.Bytes = want.Bytes; h != want {
		return fmt.Sprintf("holds the blocks from %d up to %d, not those from %d up to %d", h.From, h.To, want.From, want.To)
	}
	return ""
}

// Begins says why a file is not the beginning of the shard that is wanted; "" where it is.
func (h Header) Begins(want Header) string {
	if why := h.belongs(want); why != "" {
		return why
	}
	if h.From != want.From || h.To <= h.From || h.Round == want.Round && h.To > want.To {
		return fmt.Sprintf("holds the blocks from %d up to %d, which do not begin those from %d up to %d", h.From, h.To, want.From, want.To)
	}
	return ""
}

func (h Header) belongs(want Header) string {
	switch {
	case h.Weir != want.Weir:
		return fmt.Sprintf("was written by weir %s, and this is weir %s", h.Weir, want.Weir)
	case h.Plan != want.Plan:
		return "belongs to another plan"
	case h.Shard != want.Shard || h.Of != want.Of:
		return fmt.Sprintf("holds shard %d of %d, not shard %d of %d", h.Shard, h.Of, want.Shard, want.Of)
	}
	return ""
}

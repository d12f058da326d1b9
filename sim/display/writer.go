package display

import (
	"fmt"
	"io"
	"sync"
	"unicode/utf8"
)

// A Writer passes on what shows, line feeds and tabs, and escapes the rest. It may be used from several goroutines. That the
// stream behind it takes nothing more, Flush says: what prints need not look after each line.
type Writer struct {
	to io.Writer

	mu     sync.Mutex
	part   []byte // the beginning of a character whose end is still to come
	before rune   // the last character
	err    error  // the first failure
}

// NewWriter is a Writer in front of another.
func NewWriter(to io.Writer) *Writer { return &Writer{to: to} }

// Write writes text. It never fails; after a failure behind it it does nothing.
func (w *Writer) Write(text []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return len(text), nil
	}
	whole := string(w.part) + string(text)
	end := len(whole)
	for i := max(0, end-utf8.UTFMax+1); i < end; i++ {
		if utf8.RuneStart(whole[i]) && !utf8.FullRuneInString(whole[i:]) {
			end = i
		}
	}
	w.part = []byte(whole[end:])
	w.pass(whole[:end])
	return len(text), nil
}

func (w *Writer) pass(text string) {
	if text == "" {
		return
	}
	_, w.err = w.to.Write(appendShown(nil, text, w.before, true))
	w.before, _ = utf8.DecodeLastRuneInString(text)
}

// Flush writes what is left of a text that ended within a character, and returns the first failure of all writes.
func (w *Writer) Flush() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil {
		w.pass(string(w.part))
		w.part = nil
	}
	return w.err
}

// Fprintf is fmt.Fprintf of arguments whose texts are escaped, so that each stays within its line.
func Fprintf(w io.Writer, format string, args ...any) (int, error) {
	safe := make([]any, len(args))
	for i, arg := range args {
		switch a := arg.(type) {
		case string:
			safe[i] = Escape(a)
		case error:
			safe[i] = Escape(a.Error())
		default:
			safe[i] = arg
		}
	}
	return fmt.Fprintf(w, format, safe...)
}

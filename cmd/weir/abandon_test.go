package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"weir/internal/export"
	"weir/sim/result"
)

func TestAbandonable(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	if n, err := abandonable(ctx, 0, func() (int, error) { return 5, io.EOF }); n != 5 || err != io.EOF {
		t.Errorf("%d, %v", n, err)
	}
	func() {
		defer func() {
			if bug, _ := recover().(string); !strings.HasPrefix(bug, "a bug\n") {
				t.Errorf("the panic became %q", bug)
			}
		}()
		abandonable(ctx, 0, func() (int, error) { panic("a bug") })
	}()
	never := make(chan int)
	begun := make(chan int)
	go func() {
		<-begun
		cancel()
	}()
	if _, err := abandonable(ctx, 0, func() (int, error) { close(begun); return <-never, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("what never ends gave %v", err)
	}
	if n, err := abandonable(ctx, time.Hour, func() (int, error) { return 5, nil }); n != 5 || err != nil {
		t.Errorf("what ends by itself in time gave %d, %v", n, err)
	}
}

// TestAnInterruptionEndsEveryCommand: reading and planning have no place in which they could be interrupted.
func TestAnInterruptionEndsEveryCommand(t *testing.T) {
	t.Chdir(t.TempDir())
	name := wideModel(t, 1, 1)
	env, said := outside(t, "plan", name, "--trials", "600", "--shards", "1")
	if code := run(context.Background(), env); code != exitDone {
		t.Fatal(said)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, args := range []string{
		"check wide.toml", "explain wide.toml", "sources wide.toml", "plan wide.toml --shards 1 -o other.json", "run wide.toml",
		"run --plan plan.json --shard 0", "merge plan.json", "verify out/wide",
	} {
		env, said := outside(t, strings.Fields(args)...)
		if code := run(ctx, env); code != exitInterrupted || said.String() != "weir: interrupted; nothing was written\n" {
			t.Errorf("%s: exit code %d; it said %q", args, code, said)
		}
	}
	entries, err := os.ReadDir(".")
	if err != nil || len(entries) != 2 {
		t.Errorf("%v, %v is there; want the plan and its file", entries, err)
	}
}

// TestAnInterruptionEndsWriting: pages that are not begun are not made.
func TestAnInterruptionEndsWriting(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := write(ctx, []*export.Stage{nil}, []*result.Result{{}}, true, 1); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestAnInterruptionEndsAWriteThatNobodyReads, such as into a pipe to a program that waits for its user.
func TestAnInterruptionEndsAWriteThatNobodyReads(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	r, w := io.Pipe()
	defer r.Close()
	env, said := outside(t, "version")
	env.stdout = w
	code := make(chan int)
	go func() { code <- run(ctx, env) }()
	one := make([]byte, 1)
	if _, err := r.Read(one); err != nil { // it is at it
		t.Fatal(err)
	}
	cancel()
	select {
	case code := <-code:
		if code != exitInterrupted {
			t.Errorf("exit code %d; it said %q", code, said)
		}
	case <-time.After(time.Minute):
		t.Error("it waits for its reader")
	}
}

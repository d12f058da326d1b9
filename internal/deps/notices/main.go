// Notices prints the licences of all modules that are linked into the program, for the file THIRD_PARTY_NOTICES:
//
//	go run ./internal/deps/notices > THIRD_PARTY_NOTICES
package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// texts are the names of the files that hold a licence, from the root of a module. Of the two licences offered by
// freetype, the FreeType licence is chosen.
var texts = []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "LICENSE-SIL", "COPYING", "licenses/ftl.txt", "PATENTS", "NOTICE"}

// systems are those that the program is built for; some modules are linked on one of them only.
var systems = []string{"darwin", "linux", "windows"}

func main() {
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

func write() error {
	folders := map[string]string{}
	for _, system := range systems {
		if err := linked(system, folders); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	b.WriteString("weir contains the following software. Written by `go run ./internal/deps/notices`.\n")
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	if err := section(&b, "The Go standard library", strings.TrimSpace(string(root))); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(folders)) {
		if err := section(&b, name, folders[name]); err != nil {
			return err
		}
	}
	if err := section(&b, "The direction numbers of Sobol' sequences, sim/draw/joekuo", "sim/draw/joekuo"); err != nil {
		return err
	}
	_, err = os.Stdout.Write(b.Bytes())
	return err
}

// linked adds "path version" and the folder of each module whose packages the program needs on a system.
func linked(system string, folders map[string]string) error {
	const format = "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}"
	list := exec.Command("go", "list", "-deps", "-f", format, "./cmd/weir")
	list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return fmt.Errorf("go list for %s: %w", system, err)
	}
	for line := range strings.Lines(string(out)) {
		if name, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			folders[name] = dir
		}
	}
	return nil
}

// section prints the licences that lie in a folder.
func section(b *bytes.Buffer, name, dir string) error {
	fmt.Fprintf(b, "\n%s\n%s\n", strings.Repeat("=", 80), name)
	found := false
	for _, file := range texts {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
		if os.IsNotExist(err) {
			continue
		} else if err != nil {
			return err
		}
		found = true
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		fmt.Fprintf(b, "%s\n%s: %s\n\n%s\n", strings.Repeat("-", 80), strings.Fields(name)[0], file, bytes.TrimSpace(text))
	}
	if !found {
		return fmt.Errorf("%s has no licence that is known by name in %s", name, dir)
	}
	return nil
}

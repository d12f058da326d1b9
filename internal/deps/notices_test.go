package deps

import (
	"os"
	"strings"
	"testing"
)

// TestNoticesNameEveryModule: what is imported is linked, and what is linked must be acknowledged. Modules that those
// import are seen by the program notices only.
func TestNoticesNameEveryModule(t *testing.T) {
	text, err := os.ReadFile("../../THIRD_PARTY_NOTICES")
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for line := range strings.Lines(string(text)) {
		if path, _, ok := strings.Cut(line, " v"); ok && strings.Contains(path, "/") && !strings.Contains(path, " ") {
			named = append(named, path)
		}
	}
	if len(named) == 0 {
		t.Fatal("no module found in THIRD_PARTY_NOTICES")
	}
	for _, s := range sources(t) {
		for _, path := range s.imports() {
			known := standard(path) || !strings.Contains(strings.SplitN(path, "/", 2)[0], ".")
			for _, module := range named {
				known = known || covers(module+"/...", path)
			}
			if !known {
				t.Errorf("%s: %s is not in THIRD_PARTY_NOTICES: run `go run ./internal/deps/notices > THIRD_PARTY_NOTICES`", s.path, path)
			}
		}
	}
}

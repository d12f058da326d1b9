package disk

import "testing"

func TestMountsAreKnown(t *testing.T) {
	for dir, want := range map[string]bool{"/proc": true, "/proc/self": false, t.TempDir(): false, "/nowhere": false} {
		if got := IsMount(dir); got != want {
			t.Errorf("%s is a file system of its own: %v", dir, got)
		}
	}
}

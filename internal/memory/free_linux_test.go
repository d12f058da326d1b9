package memory

import (
	"testing"
	"testing/fstest"
)

// TestLimitsOfControlGroups: of all groups above the process, of both versions, the one that leaves least counts; what a group
// holds of files that nobody reads is as good as free.
func TestLimitsOfControlGroups(t *testing.T) {
	const mib = 1 << 20
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	for _, row := range []struct {
		name  string
		files fstest.MapFS
		want  int64
	}{
		{"none", fstest.MapFS{}, Unknown},
		{"version 2, no limit", fstest.MapFS{
			"proc/self/cgroup": file("0::/\n"), "sys/fs/cgroup/memory.max": file("max\n"), "sys/fs/cgroup/memory.current": file("5\n"),
		}, Unknown},
		{"version 2", fstest.MapFS{
			"proc/self/cgroup":                     file("0::/a/b\n"),
			"sys/fs/cgroup/a/b/memory.max":         file("max\n"),
			"sys/fs/cgroup/a/b/memory.current":     file("1048576\n"),
			"sys/fs/cgroup/a/memory.max":           file("104857600\n"),
			"sys/fs/cgroup/a/memory.current":       file("52428800\n"),
			"sys/fs/cgroup/a/memory.stat":          file("anon 5\ninactive_file 10485760\n"),
			"sys/fs/cgroup/other/memory.max":       file("1\n"),
			"sys/fs/cgroup/a/b/c/memory.max":       file("1\n"),
			"sys/fs/cgroup/a/b/c/memory.current":   file("1\n"),
			"sys/fs/cgroup/memory/a/memory.max":    file("1\n"),
			"sys/fs/cgroup/other/x/memory.current": file("1\n"),
		}, 60 * mib},
		{"version 2, in a container", fstest.MapFS{
			"proc/self/cgroup": file("0::/../../host/path\n"), "sys/fs/cgroup/memory.max": file("3145728\n"), "sys/fs/cgroup/memory.current": file("1048576\n"),
		}, 2 * mib},
		{"version 1", fstest.MapFS{
			"proc/self/cgroup": file("12:cpu,cpuacct:/x\n5:memory:/job\n"),
			"sys/fs/cgroup/memory/job/memory.limit_in_bytes":    file("8388608\n"),
			"sys/fs/cgroup/memory/job/memory.usage_in_bytes":    file("2097152\n"),
			"sys/fs/cgroup/memory/job/memory.stat":              file("inactive_file 7\ntotal_inactive_file 1048576\n"),
			"sys/fs/cgroup/memory/memory.limit_in_bytes":        file("9223372036854771712\n"),
			"sys/fs/cgroup/memory/memory.usage_in_bytes":        file("2097152\n"),
			"sys/fs/cgroup/cpu,cpuacct/x/memory.limit_in_bytes": file("1\n"),
		}, 7 * mib},
	} {
		if got := grouped(row.files); got != row.want {
			t.Errorf("%s: %d, want %d", row.name, got, row.want)
		}
	}
	if got := available(fstest.MapFS{"proc/meminfo": file("MemTotal: 9 kB\nMemFree: 1 kB\nMemAvailable: 5 kB\n")}); got != 5<<10 {
		t.Errorf("available: %d", got)
	}
}

func TestFree(t *testing.T) {
	if n := Free(); n < 1<<20 || n == Unknown {
		t.Errorf("%d bytes are free", n)
	}
}

package memory

import (
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

func free() int64 {
	root := os.DirFS("/")
	return max(0, min(available(root), grouped(root), limited(root)))
}

// available is what the machine has left, with what it would give up of its caches.
func available(root fs.FS) int64 {
	if kB, ok := field(root, "proc/meminfo", "MemAvailable:"); ok {
		return kB << 10
	}
	return Unknown
}

// limited is what the limits on the address space and on the data of the process leave. Of the former the runtime reserves more
// than it uses, in steps.
func limited(root fs.FS) int64 {
	const reserve = 64 << 20
	left := int64(Unknown)
	for _, l := range []struct {
		resource int
		used     string
	}{{unix.RLIMIT_AS, "VmSize:"}, {unix.RLIMIT_DATA, "VmData:"}} {
		var limit unix.Rlimit
		if err := unix.Getrlimit(l.resource, &limit); err != nil || limit.Cur > Unknown {
			continue
		}
		used, _ := field(root, "proc/self/status", l.used)
		left = min(left, int64(limit.Cur)-used<<10-reserve)
	}
	return left
}

// grouped is what the control groups of the process leave: its own and those above it, of either version.
func grouped(root fs.FS) int64 {
	text, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return Unknown
	}
	left := int64(Unknown)
	for line := range strings.Lines(string(text)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3) // number, controllers, group
		if len(parts) < 3 {
			continue
		}
		mount, limit, usage, cache := "sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"
		switch {
		case parts[1] == "":
		case strings.Contains(","+parts[1]+",", ",memory,"):
			mount, limit, usage, cache = "sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"
		default:
			continue
		}
		// Within a container its own group is the mount; the path of it may not exist there, but the limit does.
		for group := path.Clean("/" + parts[2]); ; group = path.Dir(group) {
			dir := path.Join(mount, group)
			most, ok := number(root, path.Join(dir, limit))
			used, known := number(root, path.Join(dir, usage))
			if ok && known {
				given, _ := field(root, path.Join(dir, "memory.stat"), cache) // it is given up where memory is short
				left = min(left, most-used+min(given, used))
			}
			if group == "/" {
				break
			}
		}
	}
	return left
}

// number is what a file of a control group says; false where it says "max", or there is none.
func number(root fs.FS, name string) (int64, bool) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	return n, err == nil
}

// field is the number behind a word at the beginning of a line.
func field(root fs.FS, name, word string) (int64, bool) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return 0, false
	}
	for line := range strings.Lines(string(text)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == word {
			n, err := strconv.ParseInt(f[1], 10, 64)
			return n, err == nil
		}
	}
	return 0, false
}

package memory

import "golang.org/x/sys/unix"

// free is all the memory of the machine: it does not say how much of it others would give up.
func free() int64 {
	n, err := unix.SysctlUint64("hw.memsize")
	if err != nil || n > Unknown {
		return Unknown
	}
	return int64(n)
}

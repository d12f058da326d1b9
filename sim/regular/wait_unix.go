//go:build unix

package regular

import "syscall"

// dontWait opens a pipe without waiting for who writes it.
const dontWait = syscall.O_NONBLOCK

//go:build !windows

package main

import "syscall"

var (
	wrongPathsHere []error
	brokenPipes    = []error{syscall.EPIPE}
)

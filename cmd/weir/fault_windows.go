package main

import "syscall"

// The faults have numbers of their own there (winerror.h).
var (
	wrongPathsHere = []error{
		syscall.Errno(123), // ERROR_INVALID_NAME
		syscall.Errno(206), // ERROR_FILENAME_EXCED_RANGE
		syscall.Errno(267), // ERROR_DIRECTORY: the name is no folder
	}
	brokenPipes = []error{
		syscall.Errno(109), // ERROR_BROKEN_PIPE
		syscall.Errno(232), // ERROR_NO_DATA: the pipe is being closed
	}
)

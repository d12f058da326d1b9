package main

import (
	"errors"
	"io/fs"
	"slices"
	"syscall"
)

// wrongPaths are the faults of the system that a path of the call brings about, not the machine: what was to be a folder is a
// file or the other way round, links go round in circles, a name is too long.
var wrongPaths = append([]error{syscall.ENOTDIR, syscall.EISDIR, syscall.ELOOP, syscall.ENAMETOOLONG}, wrongPathsHere...)

// wrongPath reports whether an error is one of a path.
func wrongPath(err error) bool {
	return slices.ContainsFunc(wrongPaths, func(fault error) bool { return errors.Is(err, fault) })
}

// brokenPipe reports whether what reads the output has ended.
func brokenPipe(err error) bool {
	return slices.ContainsFunc(brokenPipes, func(fault error) bool { return errors.Is(err, fault) })
}

// cause is an error of the file system without the operation and the path.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

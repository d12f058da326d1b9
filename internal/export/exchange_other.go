//go:build !linux

package export

// renameExchange does not exist here.
func renameExchange(_, _ string) error { return errUnsupported }

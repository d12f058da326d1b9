package memory

import (
	"syscall"
	"unsafe"
)

// A status is the MEMORYSTATUSEX of the system.
type status struct {
	length, load                                uint32
	total, available                            uint64
	totalPage, availablePage                    uint64 // what may be committed
	totalVirtual, availableVirtual, extendedLow uint64
}

// free is the least of what is free of the machine's memory, of what may still be committed, and of the address space.
func free() int64 {
	s := status{length: uint32(unsafe.Sizeof(status{}))}
	call := syscall.NewLazyDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	if call.Find() != nil {
		return Unknown
	}
	if ok, _, _ := call.Call(uintptr(unsafe.Pointer(&s))); ok == 0 {
		return Unknown
	}
	return int64(min(s.available, s.availablePage, s.availableVirtual, Unknown))
}

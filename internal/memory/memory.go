// Package memory says how much memory this process may still take.
package memory

import "math"

// Unknown is what Free says where nothing tells.
const Unknown = math.MaxInt64

// Free is the memory, in bytes, that this process may take beside what it has, before the system ends it or refuses it more:
// what the machine has left, and what the limits of the process and of its control groups leave. It changes while others work.
func Free() int64 { return free() }

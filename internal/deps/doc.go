// Package deps is the statement of policy: which package may import which, and what else keeps the numbers the same
// everywhere. It has no code of its own, only tests that read the sources of this module.
package deps

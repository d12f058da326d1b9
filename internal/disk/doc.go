// Package disk does with files and folders what each system wants done in its own way: names are made durable, and things are
// moved and removed at which other programs may be looking.
package disk

// Package scenarios holds the scenario files that come with the program, so that it runs without them on disk.
package scenarios

import "embed"

// FS holds every scenario as FOLDER/NAME.toml.
//
//go:embed */*.toml
var FS embed.FS

// Package scenario reads scenario files: TOML text in, Documents out, each value with the place where it was written.
//
//  1. A file's bytes become text (size, encoding), and the TOML parser accepts or refuses it.
//  2. A scanner reads the accepted text again, for the places: text -> *Node.
//  3. The schema checks keys, kinds and ids of each file.
//  4. A file is merged over the file that it extends, and settings are applied: -> *Document.
//  5. The schema checks what the whole document must have.
//
// What the keys mean, their units and formulas, is the business of sim/model. All problems of all files are collected;
// a syntax error ends only its file. This is the only package that imports a TOML parser.
package scenario

import "weir/sim/diag"

// A Document is a scenario with everything that it inherits: what was written, and where. It has no extends and no
// without any more.
type Document struct {
	Name      string // base name without .toml; an embedded one keeps its folder: state/baseline
	File      string // below the current directory its path, else its base name; embedded:state/baseline.toml
	Root      *Node
	Inputs    []Input    // every file that was read, the scenario's own first, then its parents, then data files
	Overrides []string   // paths of inherited parameters that the file itself or a setting replaced
	Sets      []string   // the settings that were applied, as PATH=VALUE
	At        diag.Place // the beginning of the file
}

// An Input is one file that was read.
type Input struct {
	Path   string // from the folder of the scenario's own file, with forward slashes
	SHA256 string // of its bytes, in hexadecimal
	Data   bool   // it is a data file, not a scenario
}

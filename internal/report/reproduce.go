package report

import (
	"fmt"
	"strings"
)

// reproduce says how to repeat the run, bit for bit.
func (p *page) reproduce(version string) {
	r := p.r
	name := r.File
	if rest, ok := strings.CutPrefix(name, "embedded:"); ok {
		name = strings.TrimSuffix(rest, ".toml")
	}
	words := []string{"weir", "run", shell(name), "--trials", fmt.Sprint(r.Trials), "--seed", fmt.Sprint(r.Seed)}
	if r.Sampling != "" && r.Sampling != "random" {
		words = append(words, "--sampling", shell(r.Sampling))
	}
	if r.Precision != nil {
		words = append(words, "--precision", shell(r.Precision.Text))
	}
	for _, s := range r.Set {
		words = append(words, "--set", shell(s))
	}
	p.paragraph("## How to reproduce")
	p.block(fenced(strings.Join(words, " ")))
	p.paragraph("With weir %s, sampling %s. The same version and the same files give the same numbers, on any number of processors of any kind. "+
		"The whole resolved scenario and the hash of every output stand in `run.json`.", prose(version), prose(r.Sampling))
	var t table
	t.add("Input", "SHA-256")
	for _, in := range r.Inputs {
		t.add(file(in.Path), code(in.SHA256))
	}
	p.block(t.String())
}

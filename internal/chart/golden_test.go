package chart

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weir/sim/result"
)

var update = flag.Bool("update", false, "write the expected texts and pixel hashes anew")

// goldens are the worlds whose figures are kept as text, the first few as pixels too.
var goldens = []string{"full_pressure", "baseline", "degenerate", "negative"}

const drawn = 3

// golden compares got with the file of that name in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		a, b := strings.Split(string(want), "\n"), strings.Split(got, "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("%s:%d:\nwant %s\n got %s", path, i+1, a[i], b[i])
			}
		}
		t.Fatalf("%s: want %d lines, got %d", path, len(a), len(b))
	}
}

// goldenStart compares got with as much of the file of that name in testdata.
func goldenStart(t *testing.T, name, got string) {
	t.Helper()
	want, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if got == "" || !strings.HasPrefix(string(want), got) {
		t.Fatalf("%s begins with\n%s\ngot\n%s", name, want[:min(len(want), len(got))], got)
	}
}

func TestFiguresAsText(t *testing.T) {
	for _, name := range goldens {
		for _, f := range Figures(find(t, name)) {
			golden(t, name+"_"+f.Name+".txt", f.Text())
		}
	}
}

// The pixels are the same on every kind of processor and with every number of goroutines. The hashes are of decoded
// pixels, as compression may change between versions of Go; they belong to the versions of gg and x/image in go.mod.
func TestPixels(t *testing.T) {
	t.Parallel()
	n, same := drawn, golden
	if testing.Short() && !*update {
		n, same = 1, goldenStart
	}
	var rs []*result.Result
	for _, name := range goldens[:n] {
		rs = append(rs, find(t, name))
	}
	all, err := All(context.Background(), rs...)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, drawings := range all {
		for _, d := range drawings {
			sum, size := shown(t, d.PNG)
			fmt.Fprintf(&b, "%x %s %s %v\n", sum, goldens[i], d.Name, size)
		}
	}
	same(t, "pixels.txt", b.String())

	again, err := Render(all[0][0].Figure)
	if err != nil || !bytes.Equal(again, all[0][0].PNG) {
		t.Errorf("drawn once more by itself: other bytes (error %v)", err)
	}
}

// shown is a hash over what a picture shows, and its size.
func shown(t *testing.T, b []byte) (sum []byte, size image.Point) {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	p := m.(*image.Paletted)
	h := sha256.New()
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			c := p.Palette[p.ColorIndexAt(x, y)]
			r, g, b, _ := c.RGBA()
			h.Write([]byte{byte(r), byte(g), byte(b)})
		}
	}
	return h.Sum(nil)[:16], p.Rect.Max
}

func TestAllStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := All(ctx, find(t, "all_zero")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if all, err := All(context.Background()); err != nil || len(all) != 0 {
		t.Errorf("of no results: %v, %v", all, err)
	}
}

// A result without steps or series has no figures, and does no harm.
func TestFiguresOfLittle(t *testing.T) {
	for _, r := range []*result.Result{{}, {Step: "year", Periods: []result.Period{{Kind: result.Forecast}}}} {
		if f := Figures(r); len(f) != 0 {
			t.Errorf("%d figures of an empty result", len(f))
		}
	}
}

// The PNG says what it shows, where it is from and how large it is; all checksums hold.
func TestMetadata(t *testing.T) {
	f := Figures(find(t, "one_channel"))[1]
	b, err := Render(f)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	var names []string
	var physical []byte
	for at := 8; at < len(b); {
		n := int(binary.BigEndian.Uint32(b[at:]))
		name, data := string(b[at+4:at+8]), b[at+8:at+8+n]
		if sum := binary.BigEndian.Uint32(b[at+8+n:]); sum != crc32.ChecksumIEEE(b[at+4:at+8+n]) {
			t.Errorf("%s: wrong checksum", name)
		}
		names = append(names, name)
		switch name {
		case "iTXt":
			key, rest, _ := strings.Cut(string(data), "\x00")
			texts[key] = strings.TrimPrefix(rest, "\x00\x00\x00\x00")
		case "pHYs":
			physical = data
		}
		at += 12 + n
	}
	if names[0] != "IHDR" || names[len(names)-1] != "IEND" {
		t.Errorf("chunks %v", names)
	}
	// 288 dots an inch are 11338.6 a metre.
	if want := []byte{0, 0, 0x2C, 0x4B, 0, 0, 0x2C, 0x4B, 1}; !bytes.Equal(physical, want) {
		t.Errorf("pHYs % x, want % x", physical, want)
	}
	want := map[string]string{
		"Title": f.Title, "Description": f.Alt, "Source": f.Source, "Software": "weir",
		"weir:run": "run " + f.Run.ID + "; seed 2026; trials 100000; scenario sha256 " + f.Run.Scenario,
	}
	for key, text := range want {
		if texts[key] != text {
			t.Errorf("%s is %q, want %q", key, texts[key], text)
		}
	}
	if len(texts) != len(want) {
		t.Errorf("%d texts, want %d: no time, no more", len(texts), len(want))
	}
}

// Flat colours come through the palette unchanged, and no colour moves far.
func TestQuantise(t *testing.T) {
	f := Figures(find(t, "full_pressure"))[0]
	m := draw(f).image()
	q := quantise(m)
	if n := len(histogram(m)); n <= 256 {
		t.Fatalf("only %d colours: nothing to test", n)
	}
	worst := 0
	for i, index := range q.Pix {
		r, g, b, _ := q.Palette[index].RGBA()
		for k, v := range [...]uint32{r >> 8, g >> 8, b >> 8} {
			d := int(v) - int(m.Pix[4*i+k])
			worst = max(worst, d, -d)
		}
	}
	if worst > 16 {
		t.Errorf("a colour moves by %d of 255", worst)
	}
	for _, s := range histogram(m)[:64] {
		if c := histogramColour(q, m, s); c != s.rgb {
			t.Errorf("%06x, %d pixels, becomes %06x", s.rgb, s.count, c)
		}
	}
}

// histogramColour is what a colour of m became in q.
func histogramColour(q *image.Paletted, m *image.RGBA, s shade) uint32 {
	for i, index := range q.Pix {
		if rgbAt(m, i) == s.rgb {
			r, g, b, _ := q.Palette[index].RGBA()
			return r>>8<<16 | g>>8<<8 | b>>8
		}
	}
	return 1 << 24
}

package chart

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
)

// encode writes the picture as a PNG with a palette of 256 colours, its size on paper and what it shows. There is no
// time in it: the same picture gives the same bytes.
func encode(m *image.RGBA, f Figure) ([]byte, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, quantise(m)); err != nil {
		return nil, err
	}
	// Signature (8 bytes) and IHDR (4 length, 4 name, 13 data, 4 checksum) come first; then there is room for more.
	const head = 8 + 25
	out := append([]byte(nil), b.Bytes()[:head]...)
	const metre = (72*scale*10000 + 127) / 254 // dots a metre: an inch is 0.0254 m
	size := binary.BigEndian.AppendUint32(nil, metre)
	size = binary.BigEndian.AppendUint32(size, metre)
	out = chunk(out, "pHYs", append(size, 1))
	for _, t := range [...]struct{ key, text string }{
		{"Title", f.Title},
		{"Description", f.Alt},
		{"Source", f.Source},
		{"Software", "weir"},
		{"weir:run", fmt.Sprintf("run %s; seed %d; trials %d; scenario sha256 %s", f.Run.ID, f.Run.Seed, f.Run.Trials, f.Run.Scenario)},
	} {
		// keyword, not compressed, no language, no translated keyword, UTF-8 text
		out = chunk(out, "iTXt", append([]byte(t.key+"\x00\x00\x00\x00\x00"), t.text...))
	}
	return append(out, b.Bytes()[head:]...), nil
}

// chunk appends a PNG chunk to b.
func chunk(b []byte, name string, data []byte) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
	start := len(b)
	b = append(append(b, name...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[start:]))
}

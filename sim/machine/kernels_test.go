package machine

import (
	"bytes"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"weir/sim/draw"
	"weir/sim/program"
)

// A column holds what program.Eval gives for each trial by itself, bit for bit: zeros keep their signs, and what is not a
// number stays that.
func TestKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const least, most = -program.Slack, 1 + program.Slack
	special := []float64{
		0, math.Copysign(0, -1), 1, -1, 1e-300, 1e300, math.Inf(1), math.Inf(-1), math.NaN(), 2, 2 * (1 + program.Rounding), 2 * program.Rounding,
		0x1p-1074, -0x1p-1074, 0x1.8p-1023, math.MaxFloat64, least, math.Nextafter(least, -1), most, math.Nextafter(most, 2),
	}
	value := func() float64 {
		if r.IntN(2) == 0 {
			return special[r.IntN(len(special))]
		}
		return math.Ldexp(r.NormFloat64(), r.IntN(40)-20)
	}
	m := New(&program.Program{Registers: 4}, nil, draw.Design{}, nil)
	for op := program.Neg; op <= program.Select; op++ {
		for range 4 {
			a, b, c, imm, aux := make([]float64, Block), make([]float64, Block), make([]float64, Block), value(), int32(r.IntN(9)-4)
			for i := range a {
				a[i], b[i], c[i] = value(), value(), value()
				if r.IntN(4) == 0 {
					b[i] = a[i]
				}
			}
			for _, dst := range []int32{0, 1, 2, 3} {
				copy(m.column(1), a)
				copy(m.column(2), b)
				copy(m.column(3), c)
				m.step(&program.Instr{Op: op, Dst: dst, A: 1, B: 2, C: 3, Imm: imm, Aux: aux})
				for i, got := range m.column(dst) {
					if want := program.Eval(op, a[i], b[i], c[i], imm, aux); math.Float64bits(got) != math.Float64bits(want) && !(got != got && want != want) {
						t.Fatalf("%s of %g, %g and %g, imm %g, into column %d: %g, want %g", op, a[i], b[i], c[i], imm, dst, got, want)
					}
				}
			}
		}
	}
}

// One value that is not sound is found in any lane, whatever else is there.
func TestSound(t *testing.T) {
	x := new([Block]float64)
	for lane := range x {
		for i := range x {
			x[i] = math.Ldexp(float64(1+(i*7+lane)%13), (i+lane)%50)
		}
		if !sound(x, 1e20, true) {
			t.Fatal("sound values are not")
		}
		x[lane] = math.Copysign(0, -1)
		if !sound(x, 1e20, true) {
			t.Fatal("-0 is taken for negative")
		}
		for _, bad := range []float64{1e20, -1e20, math.NaN(), math.Inf(1), math.Inf(-1), -1e-300} {
			x[lane] = bad
			if sound(x, 1e20, true) || sound(x, 1e20, false) != (bad == -1e-300) {
				t.Fatalf("%g in lane %d", bad, lane)
			}
		}
	}
}

// What go generate writes stands in the package.
func TestGenerated(t *testing.T) {
	dir := t.TempDir()
	generate := exec.Command("go", "run", "kernels_gen.go", dir)
	generate.Env = append(os.Environ(), "GOOS=", "GOARCH=", "GOFLAGS=") // it runs here, whatever is tested
	if said, err := generate.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for _, name := range []string{"kernels_amd64.s", "kernels_amd64.go"} {
		want, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what kernels_gen.go writes: go generate ./sim/machine (%v)", name, err)
		}
	}
}

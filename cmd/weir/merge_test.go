package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared is a scenario with a bit of everything that a shard must carry: draws by trial and by step, a correlation, a
// process, events, a shock that may not come, displacement, an output, expectations.
const shared = `currency = "USD"
enforce  = ["raid"]
[time]
start    = 2025-01-01
forecast = 2026-01-01
end      = 2029-01-01
step     = "year"
[run]
trials = 33_000
[channels.ore]
revenue = "sales * price + thefts"
cost    = "0.1 * revenue"
[channels.ore.parameters]
sales = { value = "50 to 200", unit = "USD/year", assumption = "a guess" }
price = { dist = "lognormal", median = 1, sigma = 0.3, vary = "step", unit = "1", assumption = "a guess" }
[channels.ore.events.thefts]
rate = "2"
size = { dist = "pareto", min = 5, alpha = 1.5 }
unit = "USD"
assumption = "a guess"
[channels.coal]
revenue = "market * kept"
[channels.coal.parameters]
market = { process = "gbm", start = 100, drift = 0.02, volatility = 0.3, unit = "USD/year", assumption = "a guess" }
kept   = { dist = "uniform", min = 0.2, max = 0.8, unit = "share", assumption = "a guess" }
[outputs.digs]
formula = "3 * ore.thefts.count"
unit = "1/year"
[correlations]
pairs = [["ore.sales", "coal.kept", 0.5]]
[expect]
headline = "p50(total.net) between 1 and 1M"
lost     = "p95(total.loss / total.revenue) > 0 in 2027"
thefts   = "share(ore.revenue > 100) > 0.1"
[shocks.raid]
probability = 0.7
onset = { from = 2026-01-01, to = 2028-01-01 }
half_life = "1 year"
floor = "5% to 20%"
cost = { value = "5 to 20", unit = "USD/year" }
hits = [{ target = "ore.sales", cut = "30% to 60%" }]
displaces = [{ from = "ore", to = "coal", share = "10% to 30%" }]
assumption = "for the test"
`

// calls makes a call of the program in this process and wants an exit code.
func calls(t *testing.T, want int, line string, args ...any) string {
	t.Helper()
	said, code := guideCall(strings.Fields(fmt.Sprintf(line, args...)))
	if code != want {
		t.Fatalf("weir %s: exit code %d, want %d\n%s", fmt.Sprintf(line, args...), code, want, said)
	}
	return said
}

// sameFolders fails the test unless two folders hold the same files.
func sameFolders(t *testing.T, a, b string) {
	t.Helper()
	files := 0
	for _, way := range [][2]string{{a, b}, {b, a}} {
		err := filepath.WalkDir(way[0], func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			other := filepath.Join(way[1], strings.TrimPrefix(path, way[0]))
			one, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			two, err := os.ReadFile(other)
			if err == nil && !bytes.Equal(one, two) {
				t.Errorf("%s and %s differ", path, other)
			}
			files++
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files == 0 {
		t.Fatal("no file")
	}
}

// TestShardsAreTheRun: however many there are and in whatever order they are computed, shards merge to the bytes of the run.
func TestShardsAreTheRun(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"x.toml": shared, "calm.toml": "extends = 'x.toml'\nenforce = []\nwithout = ['expect.lost']\n"} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, design := range []struct {
		flags  string
		shards []int
	}{
		{"--sampling random --seed 7", []int{1, 3, 8}},
		{"--sampling lhs --trials 33_008", []int{8}},
		{"--sampling sobol --trials 32_768", []int{64}},
	} {
		if testing.Short() && strings.Contains(design.flags, "lhs") {
			continue
		}
		single := calls(t, exitDone, "run x.toml calm.toml %s --no-charts --quiet --out single", design.flags)
		for _, n := range design.shards {
			if testing.Short() {
				if n == 1 {
					continue
				}
				n = min(n, 4)
			}
			calls(t, exitDone, "plan x.toml calm.toml %s --shards %d -o plans/p.json --force", design.flags, n)
			for _, i := range random.Perm(n) {
				calls(t, exitDone, "run --plan plans/p.json --shard %d --quiet --force", i)
			}
			merged := calls(t, exitDone, "merge plans/p.json --no-charts --quiet --out merged")
			if want := strings.ReplaceAll(single, "written: single/", "written: merged/"); merged != want {
				t.Errorf("%s, %d shards: it says\n%swant\n%s", design.flags, n, merged, want)
			}
			sameFolders(t, "single", "merged")
		}
		if err := os.RemoveAll("single"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBrokenShards: whatever is wrong with a shard, the merge says so, says how to compute it, and writes nothing.
func TestBrokenShards(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("x.toml", []byte(shared), 0o666); err != nil {
		t.Fatal(err)
	}
	shards := map[string][]byte{}
	for _, plan := range []string{"p --trials 4_000 --shards 4", "other --trials 4_000 --seed 1 --shards 4"} {
		name, flags, _ := strings.Cut(plan, " ")
		calls(t, exitDone, "plan x.toml -o %s.json %s", name, flags)
		for i := range 4 {
			calls(t, exitDone, "run --plan %s.json --shard %d --quiet", name, i)
			data, err := os.ReadFile(fmt.Sprintf("%s.shards/shard-%04d-of-0004", name, i))
			if err != nil {
				t.Fatal(err)
			}
			shards[fmt.Sprint(name, i)] = data
		}
	}
	good := shards["p2"]
	flipped := bytes.Clone(good)
	flipped[len(flipped)/2] ^= 4
	for _, row := range []struct {
		name string
		data []byte
		why  string
	}{
		{"missing", nil, "is missing"},
		{"empty", []byte{}, "is no weir shard"},
		{"a text", []byte("weird\n"), "is no weir shard"},
		{"of a later form", bytes.Replace(good, []byte("shard 1\n"), []byte("shard 2\n"), 1), "has another form than this program reads"},
		{"first line only", good[:len("weir shard 1\n")], "is cut short"},
		{"half", good[:len(good)/2], "is cut short"},
		{"without its last byte", good[:len(good)-1], "is cut short"},
		{"a byte more", append(bytes.Clone(good), 0), "is damaged: something follows it"},
		{"a bit flipped", flipped, "is damaged: its checksum does not fit"},
		{"of another plan", shards["other2"], "belongs to another plan"},
		{"another shard", shards["p1"], "holds shard 1 of 4, not shard 2 of 4"},
	} {
		t.Run(strings.ReplaceAll(row.name, " ", "_"), func(t *testing.T) {
			const path = "p.shards/shard-0002-of-0004"
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			if row.data != nil {
				if err := os.WriteFile(path, row.data, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want := "weir merge: " + path + " " + row.why + `
    weir run --plan p.json --shard 2
weir merge: 1 of 4 shards cannot be merged
    with Slurm, this computes them:
sbatch --array=2 --wrap 'exec weir run --plan p.json --shard auto'
`
			if said := calls(t, exitWrong, "merge p.json"); said != want {
				t.Errorf("it says\n%swant\n%s", said, want)
			}
			if _, err := os.Stat("out"); err == nil {
				t.Error("it has written something")
			}
			if said := calls(t, exitDone, "run --plan p.json --shard 2 --quiet"); !strings.Contains(said, "is written") {
				t.Errorf("it says %s", said)
			}
			if data, err := os.ReadFile(path); err != nil || !bytes.Equal(data, good) {
				t.Errorf("the shard is another one, or cannot be read: %v", err)
			}
			if said := calls(t, exitDone, "run --plan p.json --shard 2 --quiet"); !strings.Contains(said, "is there already") {
				t.Errorf("it says %s", said)
			}
		})
	}
}

func TestRanges(t *testing.T) {
	for _, row := range []struct {
		numbers []int
		want    string
	}{{[]int{3}, "3"}, {[]int{3, 5}, "3,5"}, {[]int{0, 1, 2, 3}, "0-3"}, {[]int{0, 2, 3, 4, 9, 10}, "0,2-4,9-10"}} {
		if got := ranges(row.numbers); got != row.want {
			t.Errorf("%v: %s, want %s", row.numbers, got, row.want)
		}
	}
}

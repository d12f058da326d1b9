package export

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestManifestText(t *testing.T) {
	dir := written(t)
	got, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	// The hash of "png" is that of `printf png | sha256sum`; those of the CSVs change with their text, so they are read back.
	m, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{
  "weir": "1.0",
  "file": "a/pressure.toml",
  "inputs": [
    {
      "path": "pressure.toml",
      "sha256": "aa"
    },
    {
      "path": "model.toml",
      "sha256": "bb"
    }
  ],
  "run": {
    "trials": 10,
    "seed": 18446744073709551615,
    "sampling": "random",
    "precision": "0.5% of p50(total.net)",
    "set": [
      "run.seed=1"
    ]
  },
  "warnings": [
    "a doubt"
  ],
  "scenario": "currency = \"USD\"\nwhen = \"a < b & c > d\"\n",
  "outputs": [
    {
      "path": "baseline.csv",
      "sha256": "`
	if len(m.Outputs) != 4 {
		t.Fatalf("outputs %+v", m.Outputs)
	}
	rest := m.Outputs[0].SHA256 + `"
    },
    {
      "path": "charts/fan.png",
      "sha256": "8f8cbb7dcf46e0bc7d53265749a6c17d116093a6ba95e442764060c76fd4a86c"
    },
    {
      "path": "precision.csv",
      "sha256": "` + m.Outputs[2].SHA256 + `"
    },
    {
      "path": "summary.csv",
      "sha256": "` + m.Outputs[3].SHA256 + `"
    }
  ]
}
`
	if string(got) != want+rest {
		t.Errorf("run.json:\n%s\nwant\n%s", got, want+rest)
	}
}

func TestManifestReadsBack(t *testing.T) {
	m, err := ReadManifest(written(t))
	if err != nil {
		t.Fatal(err)
	}
	want := NewManifest("1.0", sample())
	want.Outputs = m.Outputs
	if !reflect.DeepEqual(m, want) {
		t.Errorf("%+v, want %+v", m, want)
	}
}

func TestWhatIsNotGivenIsEmptyNotNull(t *testing.T) {
	r := sample()
	r.Set, r.Warnings, r.Inputs, r.Precision = nil, nil, nil, nil
	m := NewManifest("1.0", r)
	if m.Run.Set == nil || m.Warnings == nil || m.Inputs == nil || m.Run.Precision != "" {
		t.Errorf("%+v", m)
	}
}

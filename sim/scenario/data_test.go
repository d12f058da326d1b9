package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// drawn is a scenario with one parameter drawn from a file.
const drawn = body + "[channels.a.parameters]\nx = { dist = 'empirical', file = 'data.csv', column = 'price', unit = 'USD' }\n"

func TestDataIsInlined(t *testing.T) {
	const data = "\xef\xbb\xbfday, price ,\"note\"\r\n2026-01-01, \"1_000\",\"a, b\"\r\n2026-01-02,12%,\n2026-01-03,1.5k,\"two\nlines\"\r\n\r\n2026-01-04,-7e-3,x\n"
	write(t, map[string]string{"own/x.toml": "extends = '../lib/base.toml'\n", "lib/base.toml": drawn, "lib/data.csv": data})
	d := load(t, "own/x.toml")
	x := d.Root.at("channels.a.parameters.x")
	if want := []float64{-0.007, 0.12, 1000, 1500}; !slices.Equal(x.Get("values").Data, want) || x.Get("file") != nil || x.Get("column") != nil {
		t.Errorf("%v, want %v, in\n%s", x.Get("values").Data, want, d.TOML())
	}
	sum := sha256.Sum256([]byte(data))
	if want := (Input{Path: "../lib/data.csv", SHA256: hex.EncodeToString(sum[:]), Data: true}); len(d.Inputs) != 3 || d.Inputs[2] != want {
		t.Errorf("inputs %v, the last is not %v", d.Inputs, want)
	}
	resolved := d.TOML()
	if want := "x = { dist = \"empirical\", values = [-0.007, 0.12, 1000.0, 1500.0], unit = \"USD\" }\n"; !strings.Contains(resolved, want) {
		t.Errorf("no line %sin\n%s", want, resolved)
	}
	write(t, map[string]string{"x.toml": resolved})
	if again := load(t, "x.toml").TOML(); again != resolved {
		t.Errorf("read again it is\n%swant\n%s", again, resolved)
	}
}

// TestDataEverywhere: nested in a mixture, in a field of a shock, in a setting, and a file of two documents in two columns.
func TestDataEverywhere(t *testing.T) {
	write(t, map[string]string{
		"x.toml": body + "[channels.a.parameters]\nx = { dist = 'mixture', of = ['1 to 2', { dist = 'empirical', file = 'data.csv', column = 'p' }], unit = '1' }\ny = { value = 1, unit = '1' }\n" +
			"[shocks.s]\nonset = 2027-01-01\nhits = [{ target = 'a.x', cut = { dist = 'empirical', file = 'data.csv', column = 'q' } }]\n",
		"y.toml":   strings.Replace(drawn, "price", "p", 1),
		"data.csv": "p,q\n3,0.5\n2,0.25\n",
	})
	docs, list := Load(Options{Sets: []string{"a.x={dist='empirical',file='data.csv',column='q'}"}}, "x.toml", "y.toml")
	if len(list) > 0 || len(docs) != 2 {
		t.Fatal(list)
	}
	for path, want := range map[string][]float64{"channels.a.parameters.x.values": {0.25, 0.5}} {
		if got := docs[0].Root.at(path).Data; !slices.Equal(got, want) {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	if got := docs[0].Root.at("shocks.s.hits").Items[0].at("cut.values").Data; !slices.Equal(got, []float64{0.25, 0.5}) {
		t.Errorf("the cut is %v", got)
	}
	if len(docs[0].Inputs) != 2 || len(docs[1].Inputs) != 2 {
		t.Errorf("inputs %v and %v", docs[0].Inputs, docs[1].Inputs)
	}
	d := load(t, "x.toml")
	if got := d.Root.at("channels.a.parameters.x.of").Items[1].Get("values").Data; !slices.Equal(got, []float64{2, 3}) {
		t.Errorf("the part of the mixture is %v", got)
	}
}

// TestRowsMayMove: permuting the rows of a data file changes the file's sum, and nothing else.
func TestRowsMayMove(t *testing.T) {
	var texts []string
	for _, rows := range []string{"3\n1\n2\n", "2\n3\n1\n"} {
		write(t, map[string]string{"x.toml": drawn, "data.csv": "price\n" + rows})
		texts = append(texts, load(t, "x.toml").TOML())
	}
	if texts[0] != texts[1] {
		t.Errorf("%s\nand\n%s", texts[0], texts[1])
	}
}

func TestEmbeddedData(t *testing.T) {
	files := fstest.MapFS{"state/x.toml": {Data: []byte(drawn)}, "state/data.csv": {Data: []byte("price\n5\n")}}
	docs, list := Load(Options{Embedded: files}, "state/x")
	if len(list) > 0 || len(docs) != 1 {
		t.Fatal(list)
	}
	if got := docs[0].Root.at("channels.a.parameters.x.values").Data; !slices.Equal(got, []float64{5}) || docs[0].Inputs[1].Path != "data.csv" {
		t.Errorf("%v, inputs %v", got, docs[0].Inputs)
	}
	delete(files, "state/data.csv")
	if _, list := Load(Options{Embedded: files}, "state/x"); !strings.Contains(brief(list), `there is no built-in file "state/data.csv"`) {
		t.Error(list)
	}
}

func TestWrongData(t *testing.T) {
	const at = "x.toml:6:34 channels.a.parameters.x.file: "
	const column = "x.toml:6:55 channels.a.parameters.x: "
	const row = " channels.a.parameters.x: "
	for _, test := range []struct{ name, data, want string }{
		{"right", "price\n1\n", ""},
		{"empty", "", "data.csv" + row + "this data file is empty"},
		{"no rows", "price\n", "data.csv" + row + "there is no row below the header of this data file"},
		{"near", "Price,day\n1,2\n", column + `data.csv has no column "price" | did you mean "Price"?`},
		{"far", "cost,day\n1,2\n", column + `data.csv has no column "price" | its columns are cost, day`},
		{"twice", "price,price\n1,2\n", column + `data.csv has 2 columns "price" | rename one of them`},
		{"semicolons", "day;price\n1;2\n", column + `data.csv has no column "price" | separate its columns by commas`},
		{"no header", "1,2\n3,4\n", column + `data.csv has no column "price" | its first line must hold the names of the columns`},
		{"empty cell", "a,price\n1,2\n1, \n", "data.csv:3:4" + row + "this row has no price | fill it in, or delete the row"},
		{"empty line", "price\n1\n\n2\n\n", "data.csv:3:1" + row + "this row has no price | fill it in, or delete the line"},
		{"word", "ä,price\nä,n/a\n", `data.csv:2:3` + row + `price: "n/a" is not a number`},
		{"wrong suffix", "price\n5bn\n", `data.csv:2:1` + row + `price: "bn" is not a suffix of a number (k, M, B, T or %) | write 5B`},
		{"unit", "price\n5 USD\n", `data.csv:2:1` + row + `price: "USD" behind a number | write the number alone`},
		{"nan", "price\nNaN\n", `data.csv:2:1` + row + `price: "NaN" is not a number`},
		{"ragged", "a,price\n1,2\n1\n", "data.csv:3:1" + row + "this row has not as many cells as the header | give every row as many cells, or put a cell with a comma into quotes"},
		{"quote", "a,price\n\"1,2\n", "data.csv:2:6" + row + `a quote is out of place | write "" for a quote within quotes`},
		{"binary", "price\n\x00\n", "data.csv : this is a binary file, not a data file in CSV"},
		{"not UTF-8", "price,caf\xe9\n1,2\n", "data.csv:1:10 : byte 0xe9 is no UTF-8 text | save the file as UTF-8"},
	} {
		write(t, map[string]string{"x.toml": drawn, "data.csv": test.data})
		docs, list := Load(Options{}, "x.toml")
		if got := strings.TrimSuffix(brief(list), "\n"); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
		if len(list) > 0 && len(docs) == 1 && !docs[0].Root.at("channels.a.parameters.x.file").Wrong {
			t.Errorf("%s: the file is not marked as wrong", test.name)
		}
	}
	for _, test := range []struct{ name, from, to, want string }{
		{"no such file", "data.csv", "date.csv", at + `there is no file "date.csv" | did you mean "data.csv"?`},
		{"outside", "data.csv", "../../data.csv", at + `"../../data.csv" lies outside the folder above the scenario's own | move it there`},
		{"absolute", "data.csv", "/data.csv", at + `"/data.csv" is not a path relative to this file | write the path from this file's folder`},
		{"a folder", "data.csv", "sub", at + `"sub" is a folder, not a file | name a file in it`},
		{"no column", ", column = 'price'", "", "x.toml:6:27" + row + "file without a column | add column = \"NAME\", a word of the first line of the file"},
		{"no file", "file = 'data.csv', ", "", "x.toml:6:27" + row + `column without a file | add file = "data.csv"`},
		{"values too", "column = 'price'", "values = [1]", "x.toml:6:27" + row + "file does not stand beside values | choose one"},
	} {
		write(t, map[string]string{"x.toml": strings.Replace(drawn, test.from, test.to, 1), "data.csv": "price\n1\n", "sub/y": ""})
		_, list := Load(Options{}, "x.toml")
		if got := strings.TrimSuffix(brief(list), "\n"); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// TestDataThroughLink: a link does not lead out of the folder above the scenario's own.
func TestDataThroughLink(t *testing.T) {
	write(t, map[string]string{"up/own/x.toml": drawn, "secret.csv": "price\n1\n"})
	if err := os.Symlink(filepath.Join("..", "..", "secret.csv"), filepath.Join("up", "own", "data.csv")); err != nil {
		t.Fatal(err)
	}
	_, list := Load(Options{}, "up/own/x.toml")
	if !strings.Contains(brief(list), "lies outside the folder above the scenario's own, through a link") {
		t.Error(brief(list))
	}
}

// TestManyWrongRows shows five, and that there are more; a million values and one are too many.
func TestManyWrongRows(t *testing.T) {
	write(t, map[string]string{"x.toml": drawn, "data.csv": "price\n" + strings.Repeat("x\n", 100)})
	_, list := Load(Options{}, "x.toml")
	if got := brief(list); len(list) != maxCells+1 || !strings.HasSuffix(got, "and more: only the first 5 wrong rows are shown\n") {
		t.Error(got)
	}
	for n, want := range map[int]string{
		maxValues:     "",
		maxValues + 1: fmt.Sprintf("data.csv:%d:1 channels.a.parameters.x: more than 1000000 values | take fewer: every tenth row tells as much of the distribution\n", maxValues+2),
	} {
		write(t, map[string]string{"x.toml": drawn, "data.csv": "price\n" + strings.Repeat("1\n", n)})
		_, list := Load(Options{}, "x.toml")
		if got := brief(list); got != want {
			t.Errorf("%d values: %s", n, got)
		}
	}
}

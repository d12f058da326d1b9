package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// A column is a quantity whose mean is compared: world is base, shock or diff, quarter runs from 1, 0 is the horizon.
type column struct {
	world, channel string
	quarter        int
}

// A moment is the mean and the standard deviation over the trials.
type moment struct{ mean, sd float64 }

type means map[column]moment

// mostZ is beyond what chance does: a z above it has a probability of 2e-9, that any of 525 has one is below 1e-6.
const mostZ = 6

// A distance says how far two programs are apart, in standard errors of the difference of two independent means.
type distance struct {
	means        int // that vary
	rms, largest float64
	where        string
}

// compare compares all columns of two runs of so many trials each. Columns that vary in neither must agree to rounding.
func compare(a, b means, trials int64) (d distance, err error) {
	if len(a) != len(b) {
		return d, fmt.Errorf("%d columns and %d", len(a), len(b))
	}
	sum := 0.0
	for _, c := range slices.SortedFunc(maps.Keys(a), column.compare) {
		x := a[c]
		y, ok := b[c]
		if !ok {
			return d, fmt.Errorf("%s is in one of them only", c)
		}
		se := math.Hypot(x.sd, y.sd) / math.Sqrt(float64(trials))
		if se == 0 {
			if math.Abs(x.mean-y.mean) > 1e-9*math.Abs(x.mean) { // the tables have ten digits
				return d, fmt.Errorf("%s is %v and %v, and certain", c, x.mean, y.mean)
			}
			continue
		}
		z := math.Abs(x.mean-y.mean) / se
		d.means++
		sum += z * z
		if !(z <= d.largest) { // so that NaN is the largest
			d.largest, d.where = z, c.String()
		}
	}
	d.rms = math.Sqrt(sum / float64(d.means))
	if math.IsNaN(sum) || d.means == 0 {
		return d, errors.New("nothing that can be compared")
	}
	return d, nil
}

func (c column) String() string { return fmt.Sprintf("%s %s %d", c.world, c.channel, c.quarter) }

func (c column) compare(o column) int {
	return slices.Compare([]string{c.world, c.channel, fmt.Sprintf("%02d", c.quarter)}, []string{o.world, o.channel, fmt.Sprintf("%02d", o.quarter)})
}

// readTable reads what the peers write.
func readTable(path string) (means, error) {
	out := means{}
	err := readRows(path, []string{"world", "channel", "quarter", "mean", "sd"}, func(f []string) error {
		quarter, err := strconv.Atoi(f[2])
		if err != nil {
			return err
		}
		return out.add(column{f[0], f[1], quarter}, f[3], f[4], 1)
	})
	return out, err
}

// readRun reads what weir writes: net revenue by quarter and over the forecast, which is the horizon.
func readRun(dir string) (means, error) {
	out := means{}
	for _, from := range []struct {
		file, world, measure string
		sign                 float64
	}{
		{"six/summary.csv", "base", "net", 1}, {"six-shocks/summary.csv", "shock", "net", 1}, {"six-shocks/summary.csv", "diff", "loss", -1},
	} {
		quarter := 0
		err := readRows(filepath.Join(dir, from.file), []string{"channel", "measure", "period", "mean", "sd"}, func(f []string) error {
			channel, period := f[0], f[2]
			switch {
			case f[1] != from.measure:
				return nil
			case period == "forecast":
				return out.add(column{from.world, channel, 0}, f[3], f[4], from.sign)
			case len(period) == len("2025-Q1"): // years are shorter
				quarter = quarter%24 + 1
				return out.add(column{from.world, channel, quarter}, f[3], f[4], from.sign)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (m means) add(c column, mean, sd string, sign float64) error {
	x, err := strconv.ParseFloat(mean, 64)
	if err != nil {
		return err
	}
	s, err := strconv.ParseFloat(sd, 64)
	if err != nil {
		return err
	}
	if _, twice := m[c]; twice {
		return fmt.Errorf("%s is there twice", c)
	}
	m[c] = moment{sign * x, s}
	return nil
}

// readRows calls f with the named fields of each row of a CSV file.
func readRows(path string, names []string, f func(fields []string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	var at []int
	for _, n := range names {
		i := slices.Index(head, n)
		if i < 0 {
			return fmt.Errorf("%s: no column %s", path, n)
		}
		at = append(at, i)
	}
	fields := make([]string, len(at))
	rows, err := r.ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, row := range rows {
		for i, k := range at {
			fields[i] = row[k]
		}
		if err := f(fields); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

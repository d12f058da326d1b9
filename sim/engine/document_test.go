package engine_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// document writes a whole scenario, and perhaps a child that puts other shocks in force and overrides a parameter.
func document(seed uint64) (files map[string]string, names []string) {
	a := &author{Rand: rand.New(rand.NewPCG(seed, 17))}
	a.per = pick(a, 12, 4, 4, 1)
	a.start = 2024*a.per + a.IntN(3*a.per)
	a.steps = 2 + a.IntN(7)
	if a.chance(0.5) {
		a.forecast = a.IntN(1 + a.steps*2/3)
	}
	a.channels = []string{"m", "a", "z", "b"}[:pick(a, 1, 2, 2, 3, 3, 4)]
	a.Shuffle(len(a.channels), func(i, j int) { a.channels[i], a.channels[j] = a.channels[j], a.channels[i] })
	a.wild = a.chance(0.15)
	a.arrange()
	a.printf("currency = \"USD\"\nunits = [\"person\"]\n")
	shocks := []string{"s2", "s1", "s3"}[:pick(a, 0, 1, 2, 2, 3, 3)]
	enforced := slices.DeleteFunc(slices.Clone(shocks), func(string) bool { return a.chance(0.15) })
	a.printf("enforce = %s\n[time]\nstart = %s\nend = %s\nstep = %q\n", list(enforced), a.stepDay(0), a.stepDay(a.steps), a.stepName())
	if a.forecast > 0 || a.chance(0.3) {
		a.printf("forecast = %s\n", a.stepDay(a.forecast))
	}
	a.collections("")
	for _, i := range a.Perm(len(a.channels)) {
		a.channel(a.channels[i])
	}
	a.outputs()
	a.shocks(shocks)
	a.correlations()
	files, names = map[string]string{"parent.toml": a.text.String()}, []string{"parent.toml"}
	if a.chance(0.4) {
		files["child.toml"], names = a.child(shocks), append(names, "child.toml")
	}
	return files, names
}

func list(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = strconv.Quote(w)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// arrange decides what names there are and in which order they may read one another.
func (a *author) arrange() {
	add := func(scope, id string, dim byte, kind string, target bool) {
		a.names = append(a.names, &named{scope: scope, id: id, dim: dim, kind: kind, order: len(a.names), isTarget: target})
	}
	parameter := func() string { return pick(a, "once", "once", "step", "process", "schedule") }
	for _, d := range dims {
		add("", "g"+string(d), byte(d), "once", true)
	}
	for i := range a.IntN(3) {
		add("", fmt.Sprintf("h%d", i), dims[a.IntN(len(dims))], parameter(), true)
	}
	if a.chance(0.3) {
		add("", "k", pick(a, byte('C'), 'P'), "stock", true)
	}
	if a.chance(0.3) {
		add("", "w", pick(a, byte('R'), 'N'), "event", false)
	}
	for i, c := range a.channels {
		if a.chance(0.2) {
			d := dims[a.IntN(len(dims))]
			add(c, "g"+string(d), d, "once", true)
		}
		for j := range 1 + a.IntN(3) {
			add(c, fmt.Sprintf("p%d", j), dims[a.IntN(len(dims))], parameter(), true)
		}
		if a.chance(0.4) {
			add(c, "k", pick(a, byte('C'), 'P'), "stock", true)
		}
		if a.chance(0.4) {
			add(c, "v", pick(a, byte('R'), 'R', 'N'), "event", false)
		}
		for j := range a.IntN(3) {
			add(c, fmt.Sprintf("f%d", j), dims[a.IntN(len(dims))], "formula", true)
		}
		hasGross, hasCost := a.chance(0.4), a.chance(0.5)
		if hasGross && a.chance(0.7) {
			add(c, "gross", 'R', "amount", true)
			add(c, "x", pick(a, byte('R'), 'N'), "formula", true)
			add(c, "revenue", 'R', "amount", true)
		} else {
			add(c, "revenue", 'R', "amount", true)
			add(c, "gross", 'R', "amount", hasGross)
		}
		if a.chance(0.3) {
			add(c, "y", pick(a, byte('R'), 'N'), "formula", true)
		}
		add(c, "cost", 'R', "amount", hasCost)
		add(c, "net", 'R', "amount", false)
		if a.chance(0.4) {
			add("", fmt.Sprintf("f%d", i), dims[a.IntN(len(dims))], "formula", true)
		}
	}
	for _, kind := range []string{"gross", "revenue", "cost", "net"} {
		add("total", kind, 'R', "amount", false)
	}
	for _, n := range slices.Clone(a.names) { // an event can also be counted
		if n.kind == "event" && n.dim == 'R' {
			a.names = append(a.names, &named{scope: n.scope, id: n.id + ".count", dim: 'E', kind: "event", order: n.order})
		}
	}
}

// collections writes the parameters, formulas, stocks and events of a scope.
func (a *author) collections(scope string) {
	for _, table := range []struct {
		name, kinds string
		write       func(*named)
	}{
		{"parameters", "once step process schedule", a.parameter}, {"formulas", "formula", a.formula}, {"stocks", "stock", a.stock}, {"events", "event", a.event},
	} {
		isFirst := true
		for _, n := range a.names {
			if n.scope != scope || !strings.Contains(table.kinds, n.kind) || strings.HasSuffix(n.id, ".count") {
				continue
			}
			if isFirst && scope == "" {
				a.printf("[%s]\n", table.name)
			} else if isFirst {
				a.printf("[channels.%s.%s]\n", scope, table.name)
			}
			isFirst = false
			table.write(n)
		}
	}
}

func (a *author) channel(id string) {
	a.printf("[channels.%s]\n", id)
	for _, n := range a.names {
		if n.scope == id && n.kind == "amount" && n.isTarget {
			a.settle(n)
			text := a.expr('R', 1+a.IntN(2))
			switch {
			case n.id == "cost" && a.chance(0.5):
				text = "0.1 * " + pick(a, "revenue", "gross") + " + " + text
			case n.id == "revenue" && a.chance(0.6) && strings.Contains(a.text.String()[strings.LastIndex(a.text.String(), "[channels"):], "\ngross ="):
				text = "gross * " + a.expr('S', 1)
			case n.id == "gross" && slices.ContainsFunc(a.names, func(o *named) bool { return o.scope == id && o.id == "revenue" && o.order < n.order }) && a.chance(0.6):
				text = "revenue / 0.8 + abs(" + text + ")"
			}
			a.printf("%s = %q\n", n.id, text)
		}
	}
	a.collections(id)
}

func (a *author) outputs() {
	a.scope, a.order, a.any = "", len(a.names), true
	for i := range a.IntN(4) {
		d := dims[a.IntN(len(dims))]
		unit := kinds[d].units[a.IntN(len(kinds[d].units))]
		aggregate := pick(a, "sum", "mean", "last", "min", "max")
		if aggregate == "sum" && d == 'T' {
			unit = "year"
		}
		a.printf("[outputs.o%d]\nformula = %q\nunit = %q\naggregate = %q\n", 3-i, a.expr(d, 1+a.IntN(2)), unit, aggregate)
	}
	a.any = false
}

// correlations writes a chain of parameters that are drawn together.
func (a *author) correlations() {
	kinds := pick(a, []string{"once"}, []string{"step", "process"})
	var chain []string
	for _, n := range a.names {
		if slices.Contains(kinds, n.kind) && !n.fixed && a.chance(0.3) {
			chain = append(chain, strings.TrimPrefix(n.scope+"."+n.id, "."))
		}
	}
	var pairs []string
	for i := 1; i < len(chain); i++ {
		pairs = append(pairs, fmt.Sprintf("[%q, %q, %s]", chain[i], chain[i-1], lit(0.6*a.Float64()-0.3)))
	}
	if len(pairs) > 0 {
		a.together = true
		a.printf("[correlations]\npairs = [%s]\n", strings.Join(pairs, ", "))
	}
}

// uncertain writes a field of a shock: a number, a quantity, a law or a formula over once-parameters.
func (a *author) uncertain(dim byte) string {
	once := func(d byte) string {
		var from []string
		a.scope = ""
		for _, n := range a.names {
			if n.kind == "once" && n.dim == d {
				from = append(from, a.see(n))
			}
		}
		return pick(a, from...)
	}
	switch dim {
	case 'S':
		return pick(a, "0.3", "\"20%\"", "\"10% to 40%\"", "{ dist = \"beta\", alpha = 2, beta = 5 }", "{ value = \"20% to 60%\" }", "\"0.5 * "+once('S')+"\"",
			"\"min("+once('S')+", 0.3)\"", "\"clamp("+once('S')+" * "+once('N')+", 0, 1)\"")
	case 'T':
		return pick(a, "\"2 months\"", "\"1 year\"", "\"2 to 4 quarters\"", "{ dist = \"uniform\", min = 1, max = 9, unit = \"month\" }", "{ value = \"1 to 4\", unit = \"quarter\" }",
			"\"abs("+once('T')+") + 0.1\"")
	case 'E':
		return pick(a, "0.7", "\"2 1/year\"", "{ value = \"0.5 to 2\", unit = \"1/year\" }", "\"abs("+once('E')+")\"", "{ value = 0.2, unit = \"1/month\" }")
	}
	return pick(a, "\"5k to 20k USD/month\"", "{ value = 100_000, unit = \"USD/year\" }", "0", "\"abs("+once('R')+") * "+once('S')+"\"")
}

func (a *author) course() (fields []string) {
	for _, f := range []string{"ramp", "hold", "half_life"} {
		if a.chance(0.4) {
			fields = append(fields, f+" = "+a.uncertain('T'))
		}
	}
	if a.chance(0.4) {
		fields = append(fields, "floor = "+a.uncertain('S'))
	}
	return fields
}

func (a *author) shocks(ids []string) {
	var focus []*named // shocks meet on few targets
	for range 2 + a.IntN(4) {
		n := pick(a, a.names...)
		for !n.isTarget || n.scope == "" && a.chance(0.4) || n.kind != "amount" && a.chance(0.4) {
			n = pick(a, a.names...)
		}
		focus = append(focus, n)
	}
	last := 0 // the last place that is hit; what arrives within a step must stand behind
	for _, id := range ids {
		a.printf("[shocks.%s]\n", id)
		fields := a.course()
		if a.chance(0.5) {
			fields = append(fields, "probability = "+pick(a, a.uncertain('S'), "1", "0.8"))
		}
		if a.chance(0.3) {
			fields = append(fields, "duration = "+a.uncertain('T'))
		}
		if a.chance(0.5) {
			fields = append(fields, "cost = "+a.uncertain('R'))
		}
		a.scope, a.order = "", len(a.names)
		condition := a.later(func() string { return a.condition(1) })
		from, to := a.IntN(a.steps), 1+a.IntN(3)
		fields = append(fields, "onset = "+pick(a,
			a.stepDay(a.forecast), a.stepDay(max(0, a.forecast-1)), a.day(), fmt.Sprintf("{ from = %s, to = %s }", a.stepDay(from), a.stepDay(from+to)),
			fmt.Sprintf("{ from = %s, rate = %s }", a.day(), a.uncertain('E')), fmt.Sprintf("{ when = %q }", condition)))
		hits, upTo := a.hits(focus)
		last = max(last, upTo)
		a.printf("%s\nhits = [ %s ]\n", strings.Join(fields, "\n"), strings.Join(hits, ", "))
		a.printf("displaces = [ %s ]\n", strings.Join(a.displaces(focus, last, id == ids[len(ids)-1]), ", "))
	}
}

// hits writes what a shock does, and says how far behind its targets stand.
func (a *author) hits(focus []*named) (out []string, last int) {
	seen := map[string]bool{}
	for range 1 + a.IntN(4) {
		n := pick(a, focus...)
		verb := pick(a, "cut", "raise", "add", "add", "cut")
		name := strings.TrimPrefix(n.scope+"."+n.id, ".")
		if seen[name+verb] {
			continue
		}
		seen[name+verb] = true
		if last = max(last, n.order); n.kind == "stock" {
			last = len(a.names)
		}
		fields := []string{fmt.Sprintf("target = %q", name)}
		switch verb {
		case "add":
			fields = append(fields, "add = "+a.addition(n))
		case "raise":
			fields = append(fields, "raise = "+pick(a, a.uncertain('S'), "1.5", "{ dist = \"gamma\", shape = 2, mean = 0.4 }"))
		default:
			fields = append(fields, "cut = "+pick(a, a.uncertain('S'), a.uncertain('S'), "1"))
		}
		if a.chance(0.2) {
			fields = append(fields, a.course()...)
		}
		out = append(out, "{ "+strings.Join(fields, ", ")+" }")
	}
	return out, last
}

// addition is an amount in the unit of a target, or a number in the unit that it was declared in.
func (a *author) addition(n *named) string {
	k := kinds[n.dim]
	unit := k.units[a.IntN(len(k.units))]
	amount := a.near(k.usual) * pick(a, -0.3, 0.3, 1)
	if n.kind == "stock" {
		unit = map[byte]string{'C': "USD/year", 'P': "person/quarter"}[n.dim]
	}
	return pick(a, lit(amount), fmt.Sprintf("{ value = %s, unit = %q }", lit(amount), unit), fmt.Sprintf("{ dist = \"normal\", mean = %s, sd = %s, unit = %q }", lit(amount), lit(a.near(k.usual)/9), unit))
}

// displaces writes a few displacements. Those of the last shock may arrive at once where all hits stand before.
func (a *author) displaces(focus []*named, last int, isLast bool) (out []string) {
	if len(a.channels) < 2 {
		return nil
	}
	seen, leaves := map[string]bool{}, map[string]int{}
	for range 1 + a.IntN(4) {
		i, j := a.IntN(len(a.channels)), a.IntN(len(a.channels))
		if hit := slices.Index(a.channels, pick(a, focus...).scope); hit >= 0 {
			i = hit
		}
		from, to := a.channels[i], a.channels[j]
		if i == j || seen[from+to] || leaves[from] == 2 { // whose medians sum to less than 1

			continue
		}
		seen[from+to] = true
		leaves[from]++
		wait := fmt.Sprintf("lag = %q, ", a.wait(1))
		if first := slices.IndexFunc(a.names, func(n *named) bool { return n.scope == to && (n.id == "gross" || n.id == "revenue") }); isLast && i < j && last < first {
			wait = ""
		}
		share := pick(a, "0.3", "\"10% to 30%\"", "\"20% to 60%\"", "{ dist = \"uniform\", min = 0, max = 0.9 }", "{ dist = \"uniform\", min = 0, max = 0.9 }")
		out = append(out, fmt.Sprintf("{ from = %q, to = %q, %sshare = %s }", from, to, wait, share))
	}
	return out
}

// child writes a scenario on top of the other.
func (a *author) child(shocks []string) string {
	enforced := slices.DeleteFunc(slices.Clone(shocks), func(string) bool { return a.chance(0.4) })
	text := fmt.Sprintf("extends = \"parent.toml\"\nenforce = %s\n", list(enforced))
	if a.chance(0.5) {
		n := a.names[a.IntN(len(dims))]
		fields, _ := a.law(n.dim)
		text += fmt.Sprintf("[parameters]\n%s = { %s }\n", n.id, fields)
		if a.together { // what is now certain cannot be correlated
			text = "without = [\"correlations\"]\n" + text
		}
	}
	return text
}

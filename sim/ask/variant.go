package ask

// A Variant is a file with other values, or with other shocks in force.
type Variant struct {
	Values  []Value  // applied in order
	Enforce []string // the shocks in force, by id; nil: as the file says. Empty and not nil: none
}

// A Value is what a path of a scenario is set to. Paths are those of --set: CHANNEL.PARAMETER, shocks.ID.FIELD, ...
type Value struct {
	Path string
	to   any
}

// A Day is a date.
type Day struct{ Year, Month, Day int }

// Number sets a path to a number in the unit that the file declares for it; a share of 30% is 0.3. What was uncertain is certain
// then.
func Number(path string, x float64) Value { return Value{path, x} }

// Text sets a path to what a file writes as text, such as "6 months" or "120k to 150k USD/year".
func Text(path, s string) Value { return Value{path, s} }

// Date sets a path to a day.
func Date(path string, day Day) Value { return Value{path, day} }

// List sets a path to a list of names, such as "enforce" to shocks.
func List(path string, names ...string) Value { return Value{path, names} }

// To is the number (a float64), text (a string), Day or names ([]string).
func (v Value) To() any { return v.to }

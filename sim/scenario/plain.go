package scenario

import "strings"

// plainWords says in plain words what the TOML parser means. The first row whose key the message contains counts; an
// empty what keeps the message.
var plainWords = []struct{ in, what, mend string }{
	{"has already been defined", "", "keep one of the two; a [table] stands only once in a file"},
	{"was already created", "", "keep one of the two"},
	{"expected value but found '\\n'", "a value is missing behind the =", "write the value on the same line"},
	{"unexpected EOF; expected value", "a value is missing behind the =", "write the value on the same line"},
	{"expected value but found", "this is no value", "put text in quotes"},
	{"strings cannot contain newlines", "the closing quote is missing on this line", `close it, or begin and end a text of several lines with """`},
	{`unexpected EOF; expected '"""'`, `a text that begins with """ never ends`, `close it with """`},
	{"unexpected EOF; expected", "the closing quote is missing", "close it"},
	{"key name appears blank", "there is no key before the =", "write NAME = VALUE"},
	{"expected '.' or '=', but got", "a key must be followed by =", "write NAME = VALUE; a key with other characters than letters, digits, - and _ stands in quotes"},
	{"expected a comma (',') or array terminator", "a comma or the closing ] is missing here", "separate the elements of a list by commas"},
	{"expected a comma or an inline table terminator", "a comma or the closing } is missing here", "separate the fields by commas"},
	{"unexpected comma", "there is one comma too many", ""},
	{"expected '.' or ']' to end table name", "a [table] header must end with ]", ""},
	{"expected end of table array name", "this header must end with ]]", ""},
	{"table names cannot be empty", "a [table] needs a name", ""},
	{"expected a top-level item to end with a newline", "something follows the value on the same line", "begin a new line; text, and numbers with a suffix or %, stand in quotes"},
	{"invalid datetime", "this is no date", "write a date as 2027-01-15"},
	{"invalid escape", "", `write \\ for a backslash, or put the text in single quotes`},
	{"hexadecimal digits after", "", `write \\ for a backslash, or put the text in single quotes`},
	{"is not valid UTF-8", "", ""},
	{"cannot have leading zeroes", "", "leave the zeros away"},
	{"underscores must be surrounded by digits", "", "write 100_000"},
	{"'.' must be followed by one or more digits", "", "write 1.0"},
	{"floats must start with a digit", "a number must begin with a digit", "write 0.5 for .5"},
	{"is out of range for", "this number is too large", ""},
	{"control characters", "there is a control character here", "delete it, or write it as \\u0000 with its code"},
	{"cannot use sign with", "", ""},
}

// plain words an error of the TOML parser for those who do not know TOML by heart.
func plain(message string) (what, mend string) {
	for _, w := range plainWords {
		if !strings.Contains(message, w.in) {
			continue
		}
		if w.what != "" {
			return w.what, w.mend
		}
		return lowerFirst(strings.TrimSuffix(message, ".")), w.mend
	}
	return "this is no valid TOML: " + message, ""
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

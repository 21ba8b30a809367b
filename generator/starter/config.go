package starter

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	tableLine = regexp.MustCompile(`^\[+([^\[\]]+)\]+`)
	valueLine = regexp.MustCompile(`^(\w+)(\s*=\s*)("(?:[^"\\]|\\.)*")(.*)$`)
)

// neutral makes the hugo.toml of another organisation: names and address are its
// own, links at the foot of pages and policies go, and there is a table for its
// first policy. All else stays, with its remarks.
func neutral(config []byte, o SiteOptions) ([]byte, error) {
	values := map[string]string{
		"baseURL": o.BaseURL, "title": o.Organisation,
		"params.organisation": o.Organisation,
		// These need not be there.
		"timeZone": "UTC", "params.logo": "", "params.editURL": "",
	}
	if o.Locale != "" {
		values["locale"] = o.Locale
	}
	policies := fmt.Sprintf("[params.policies.%s]\ntitle = %s\nlang  = %s", o.Policy, strconv.Quote(o.Title),
		strconv.Quote(o.Lang))
	var kept []string
	table, written := "", false
	for line := range strings.SplitSeq(string(config), "\n") {
		if m := tableLine.FindStringSubmatch(line); m != nil {
			table = m[1]
		}
		policy := strings.HasPrefix(table, "params.policies.")
		switch {
		case policy && !written:
			kept, written = append(kept, policies), true
		case policy && strings.HasPrefix(line, "#"), line == "":
			kept = append(kept, line)
		case policy, table == "params.footer" && !strings.HasPrefix(line, "#"):
		default:
			kept = append(kept, replaced(table, line, values))
		}
	}
	if !written {
		kept = append(kept, policies, "")
	}
	for _, key := range []string{"baseURL", "title", "params.organisation"} {
		if _, unused := values[key]; unused {
			return nil, fmt.Errorf("hugo.toml does not set %s", key)
		}
	}
	return []byte(strings.Join(kept, "\n")), nil
}

// replaced is a line with the value that its key gets; as it was if it gets none.
// Values that were used are taken out.
func replaced(table, line string, values map[string]string) string {
	m := valueLine.FindStringSubmatch(line)
	if m == nil {
		return line
	}
	key := m[1]
	if table != "" {
		key = table + "." + key
	}
	value, known := values[key]
	if !known {
		return line
	}
	delete(values, key)
	return m[1] + m[2] + strconv.Quote(value) + m[4]
}

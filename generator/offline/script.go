package offline

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	// dynamicImport is how a script asks for another while it runs.
	dynamicImport = regexp.MustCompile(`\bimport\(`)
	// exports are what a module exports, as a bundler writes it: in its last statement.
	exports = regexp.MustCompile(`(?:^|[;}\s])export\s*\{([^{}]*)\};?\s*$`)
	// exported is the name of a value within the module, and the one that others see.
	exported = regexp.MustCompile(`^([\w$]+)(?:\s+as\s+([\w$]+))?$`)
)

// classic makes a module that a bundler wrote a script that browsers run from a disk,
// too. What it exports is kept under its name for offline.js, which is asked for modules.
func classic(name string, module []byte) ([]byte, error) {
	code, result := string(module), "{}"
	if found := exports.FindStringSubmatchIndex(code); found != nil {
		var list []string
		for item := range strings.SplitSeq(code[found[2]:found[3]], ",") {
			names := exported.FindStringSubmatch(strings.TrimSpace(item))
			if names == nil {
				return nil, fmt.Errorf("%s exports %q, which cannot be packed", name, item)
			}
			if names[2] == "" {
				names[2] = names[1]
			}
			list = append(list, names[2]+":"+names[1])
		}
		end := found[2] - len("{")
		code = code[:strings.LastIndex(code[:end], "export")]
		result = "{" + strings.Join(list, ",") + "}"
	}
	code = dynamicImport.ReplaceAllString(code, "offline.load(")
	const wrapped = "offline.modules[%s]=(async()=>{\"use strict\";%s\n;return%s})();\n"
	return fmt.Appendf(nil, wrapped, strconv.Quote(name), code, result), nil
}

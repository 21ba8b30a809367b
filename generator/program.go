package main

import (
	"cmp"
	"fmt"
	"runtime/debug"
)

// version tells people which program this is: the commit that it was built from,
// where Go noted it, and what makes its pages.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(built without a note of its version)"
	}
	with := info.GoVersion
	for _, m := range info.Deps {
		if m.Path == "github.com/gohugoio/hugo" {
			with = "Hugo " + m.Version + ", " + with
		}
	}
	return fmt.Sprintf("%s (%s)", cmp.Or(info.Main.Version, "(devel)"), with)
}

package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
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

// programID tells this program from one of other code: a digest of its size and
// of the beginning of its file, in which Go writes the build ID that the linker
// works out of everything compiled into it. "" if the file cannot be read.
func programID() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return ""
	}
	h := sha256.New()
	fmt.Fprintln(h, info.Size())
	if _, err := io.CopyN(h, f, 64<<10); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

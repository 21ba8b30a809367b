package archive

import "strings"

// What follows the name of a version in those of directories that stand beside it, and
// that hold no statement.
const (
	redactedSuffix = ".redacted"
	keptSuffix     = ".kept"
)

// besideOf takes the name, or the path, of a directory apart: that of its version, what
// follows it, and the one file that it has; "" for both of that of a version itself.
func besideOf(dir string) (version, suffix, file string) {
	if version, kind := statementOf(dir); kind != nil {
		return version, dir[len(version):], kind.file
	}
	if version, ok := strings.CutSuffix(dir, redactedSuffix); ok {
		return version, redactedSuffix, RedactionFile
	}
	if version, ok := strings.CutSuffix(dir, keptSuffix); ok {
		return version, keptSuffix, KeptFileName
	}
	return dir, "", ""
}

// versionOf is the name, or the path, of a version's directory, by that of one that
// belongs to it: its own, or one beside it.
func versionOf(dir string) string {
	version, _, _ := besideOf(dir)
	return version
}

// stays reports whether a directory stays when its version is redacted.
func stays(dir string) bool {
	_, suffix, _ := besideOf(dir)
	return suffix == redactedSuffix || suffix == withdrawnSuffix
}

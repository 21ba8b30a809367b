package starter

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/sumdb/dirhash"
)

// Module says where Go finds the generator. Either Version or Replace is given.
type Module struct {
	// Version is a version of the generator's own module, such as v1.2.3.
	Version string
	// Sum is the checksum of that version as go.sum has it; empty if it is not known.
	Sum string
	// Replace is what stands in for the generator's own module: an absolute path, or
	// another module with its version, PATH@VERSION.
	Replace string
}

// Folder is the path that stands in for the module; empty if none does.
func (m Module) Folder() string {
	if filepath.IsAbs(m.Replace) {
		return m.Replace
	}
	return ""
}

// noVersion is that of a module that is replaced.
const noVersion = "v0.0.0"

// modulePathOf is the path of the module that a go.mod is of; empty if it is none.
func modulePathOf(gomod []byte) string { return modfile.ModulePath(gomod) }

// readModule reads out of the go.mod in a folder where it finds the module of a path.
// It reports whether it says so.
func readModule(gomod []byte, folder, modulePath string) (m Module, found bool, err error) {
	file, err := modfile.Parse(filepath.Join(folder, "go.mod"), gomod, nil)
	if err != nil {
		return m, false, err
	}
	for _, r := range file.Require {
		if r.Mod.Path == modulePath {
			m.Version, found = r.Mod.Version, true
		}
	}
	for _, r := range file.Replace {
		switch {
		case r.Old.Path != modulePath || r.Old.Version != "" && r.Old.Version != m.Version:
			continue
		case r.New.Version != "":
			m.Replace = r.New.String()
		case filepath.IsAbs(r.New.Path):
			m.Replace = r.New.Path
		default:
			m.Replace = filepath.Join(folder, filepath.FromSlash(r.New.Path))
		}
		m.Version = ""
	}
	return m, found, nil
}

var goModText = template.Must(template.New("go.mod").Parse(`// Go finds the generator by this file: "go tool generator" runs it.
module site

go {{.Go}}

tool {{.Path}}/generator

{{if not .Replace}}// To upgrade, write another version here, and run "go mod tidy".
{{end}}require {{.Path}} {{.Version}}
{{if .Folder}}
// A folder of this machine. Another one finds the generator if a module stands
// here that it can fetch, such as github.com/ORG/REPO v1.2.3.
{{else if .Replace}}
// To upgrade, write another version here, and run "go mod tidy".
{{end}}{{if .Replace}}replace {{.Path}} => {{.Replace}}
{{end}}
// What the generator itself needs.
require (
{{range .Indirect}}	{{.}} // indirect
{{end}})
`))

// goMod is the go.mod of a new site, made of that of the generator.
func goMod(own []byte, m Module) ([]byte, error) {
	file, err := modfile.Parse("go.mod", own, nil)
	if err != nil {
		return nil, err
	}
	values := struct {
		Go, Path, Version, Folder, Replace string
		Indirect                           []string
	}{Folder: m.Folder(), Go: file.Go.Version, Path: file.Module.Mod.Path, Version: m.Version}
	if m.Replace != "" {
		values.Version = noVersion
		if values.Replace = strings.Replace(m.Replace, "@", " ", 1); m.Folder() != "" {
			values.Replace = modfile.AutoQuote(filepath.ToSlash(m.Replace))
		}
	}
	for _, r := range file.Require {
		values.Indirect = append(values.Indirect, r.Mod.Path+" "+r.Mod.Version)
	}
	var b bytes.Buffer
	if err := goModText.Execute(&b, values); err != nil {
		return nil, err
	}
	made, err := modfile.Parse("go.mod", b.Bytes(), nil)
	if err != nil {
		return nil, fmt.Errorf("the generator cannot be found at %s: %w", strconv.Quote(m.Version+m.Replace), err)
	}
	return made.Format()
}

// goSum is the go.sum of a new site, made of the go.mod and the go.sum of the
// generator, to which the checksum of the generator itself is added if it is known.
func goSum(own, sum []byte, m Module) ([]byte, error) {
	if m.Sum == "" {
		return sum, nil
	}
	open := func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(own)), nil }
	ofGoMod, err := dirhash.Hash1([]string{"go.mod"}, open)
	if err != nil {
		return nil, err
	}
	at := modfile.ModulePath(own) + " " + m.Version
	if m.Replace != "" {
		at = strings.Replace(m.Replace, "@", " ", 1)
	}
	return fmt.Appendf(bytes.Clone(sum), "%s %s\n%[1]s/go.mod %[3]s\n", at, m.Sum, ofGoMod), nil
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"golang.org/x/mod/semver"

	"policyarchive/generator/starter"
)

// generatorModule is where a new site is to find the generator: where the flag
// --module says; else the folder that init is run for, if it is the generator's
// repository, or where the site there finds it; else the source that this program
// was compiled from.
func (a *app) generatorModule(flag string) (starter.Module, error) {
	own, err := ownModule()
	if err != nil {
		return starter.Module{}, err
	}
	if flag != "" {
		return moduleOfFlag(own, flag)
	}
	if m, found, err := moduleOfFolder(own, a.source); found || err != nil {
		return m, err
	}
	if a.source != "." {
		return starter.Module{}, fmt.Errorf("%s has no go.mod that says where the generator is: "+
			"leave --source out, or name the generator with --module", a.source)
	}
	if m, found := moduleOfProgram(own); found {
		return m, nil
	}
	return starter.Module{}, errors.New("this program does not know where its source is, which a new site needs: " +
		"name it with --module, a folder or PATH@VERSION")
}

// ownModule is the path of the generator's module.
func ownModule() (string, error) {
	gomod, err := fs.ReadFile(starter.Files(), "go.mod")
	return starter.ModulePath(gomod), err
}

// moduleOfFlag reads the value of --module.
func moduleOfFlag(own, flag string) (m starter.Module, err error) {
	if name, version, found := strings.Cut(flag, "@"); found && semver.IsValid(version) {
		if name == own {
			return starter.Module{Version: version}, nil
		}
		return starter.Module{Replace: flag}, nil
	}
	folder, err := filepath.Abs(flag)
	if err != nil {
		return m, err
	}
	if gomod, err := os.ReadFile(filepath.Join(folder, "go.mod")); err != nil || starter.ModulePath(gomod) != own {
		return m, fmt.Errorf("--module %s: this is neither a folder with the source of the generator "+
			"nor a module with its version, such as github.com/ORG/REPO@v1.2.3", flag)
	}
	return starter.Module{Replace: folder}, nil
}

// moduleOfFolder is the generator of which a folder has the source, or to which its
// go.mod leads.
func moduleOfFolder(own, folder string) (m starter.Module, found bool, err error) {
	folder, err = filepath.Abs(folder)
	if err != nil {
		return m, false, err
	}
	gomod, err := os.ReadFile(filepath.Join(folder, "go.mod"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return m, false, nil
	case err != nil:
		return m, false, err
	case starter.ModulePath(gomod) == own:
		return starter.Module{Replace: folder}, true, nil
	}
	return starter.ReadModule(gomod, folder, own)
}

// moduleOfProgram is what this program was compiled from: a version, or a folder that
// still has the source.
func moduleOfProgram(own string) (m starter.Module, found bool) {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Path != own {
		return m, false
	}
	if main := info.Main; main.Sum != "" { // fetched, not compiled in its folder
		return starter.Module{Version: main.Version, Sum: main.Sum}, true
	} else if r := main.Replace; r != nil && r.Sum != "" {
		return starter.Module{Replace: r.Path + "@" + r.Version, Sum: r.Sum}, true
	}
	_, file, _, _ := runtime.Caller(0) // without a folder if it was compiled with -trimpath
	if folder := filepath.Dir(filepath.Dir(file)); filepath.IsAbs(folder) {
		m, found, err := moduleOfFolder(own, folder)
		return m, found && err == nil
	}
	return m, false
}

package starter

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
)

// FindModule finds where a new site is to find the generator: where named says, a
// folder or PATH@VERSION; else the folder here, if it is the generator's repository,
// or where the site there finds it; else, if here is ".", the source that this
// program was compiled from.
func FindModule(named, here string) (Module, error) {
	gomod, err := fs.ReadFile(Files(), "go.mod")
	if err != nil {
		return Module{}, err
	}
	own := modulePathOf(gomod)
	if named != "" {
		return moduleNamed(own, named)
	}
	if m, found, err := moduleOfFolder(own, here); found || err != nil {
		return m, err
	}
	if here != "." {
		return Module{}, fmt.Errorf("%s has no go.mod that says where the generator is: "+
			"leave --source out, or name the generator with --module", here)
	}
	if m, found := moduleOfProgram(own); found {
		return m, nil
	}
	return Module{}, errors.New("this program does not know where its source is, which a new site needs: " +
		"name it with --module, a folder or PATH@VERSION")
}

// moduleNamed is the generator at a path or, written PATH@VERSION, a version of it.
func moduleNamed(own, named string) (m Module, err error) {
	if name, version, found := strings.Cut(named, "@"); found && semver.IsValid(version) {
		if name == own {
			return Module{Version: version}, nil
		}
		return Module{Replace: named}, nil
	}
	folder, err := filepath.Abs(named)
	if err != nil {
		return m, err
	}
	if gomod, err := os.ReadFile(filepath.Join(folder, "go.mod")); err != nil || modulePathOf(gomod) != own {
		return m, fmt.Errorf("--module %s: this is neither a folder with the source of the generator "+
			"nor a module with its version, such as github.com/ORG/REPO@v1.2.3", named)
	}
	return Module{Replace: folder}, nil
}

// moduleOfFolder is the generator of which a folder has the source, or to which its
// go.mod leads.
func moduleOfFolder(own, folder string) (m Module, found bool, err error) {
	if folder, err = filepath.Abs(folder); err != nil {
		return m, false, err
	}
	gomod, err := os.ReadFile(filepath.Join(folder, "go.mod"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return m, false, nil
	case err != nil:
		return m, false, err
	case modulePathOf(gomod) == own:
		return Module{Replace: folder}, true, nil
	}
	return readModule(gomod, folder, own)
}

// moduleOfProgram is what this program was compiled from: a version, or a folder that
// still has the source.
func moduleOfProgram(own string) (m Module, found bool) {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Path != own {
		return m, false
	}
	if main := info.Main; main.Sum != "" { // fetched, not compiled in its folder
		return Module{Version: main.Version, Sum: main.Sum}, true
	} else if r := main.Replace; r != nil && r.Sum != "" {
		return Module{Replace: r.Path + "@" + r.Version, Sum: r.Sum}, true
	}
	_, file, _, _ := runtime.Caller(0) // without a folder if it was compiled with -trimpath
	if file = filepath.FromSlash(file); filepath.IsAbs(file) {
		m, found, err := moduleOfFolder(own, filepath.Dir(filepath.Dir(filepath.Dir(file)))) // of generator/starter/
		return m, found && err == nil
	}
	return m, false
}

//go:build !otherhugo

package hugo

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/gohugoio/hugo/common/hmaps"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/sourcegraph/conc/pool"
	"github.com/spf13/afero"

	"policyarchive/generator/theme"
)

// Main is the child process that Start starts: args are those behind Command, and
// the result is the process's exit code. What Hugo says on its own goes to
// os.Stdout, which must not be out. When in ends, nobody waits for the pages any
// more, whatever happened to who did, and abandoned is called.
func Main(args []string, in io.Reader, out, said io.Writer, abandoned func()) int {
	l := Language{Name: args[3], Locale: args[4], Direction: args[5], DateFormat: args[6]}
	if err := makePages(args[0], args[1], args[2], l, in, out, said, abandoned); err != nil {
		fmt.Fprintln(said, "ERROR", err)
		return 1
	}
	return 0
}

// makePages gets Hugo ready, waits for its data, and sends what it makes.
func makePages(dir, cache, baseURL string, l Language, in io.Reader, out, said io.Writer, abandoned func()) error {
	to := newSender(out)
	warnings := heard{to: said}
	sites, err := load(dir, cache, baseURL, l, to, &warnings)
	if err != nil {
		return err
	}
	if n, _ := in.Read(make([]byte, 1)); n == 0 {
		return nil // nothing is to be made
	}
	go func() {
		_, _ = io.Copy(io.Discard, in)
		abandoned()
	}()
	work := pool.New().WithErrors()
	work.Go(func() error { return sendStatic(sites, to) })
	work.Go(func() error {
		if err := sites.Build(hugolib.BuildCfg{NoBuildLock: true}); err != nil {
			return fmt.Errorf("error building site: %w", err)
		}
		return nil
	})
	if err := work.Wait(); err != nil {
		return err
	}
	if warning := fatalWarning(warnings.String()); warning != "" {
		return errors.New(warning)
	}
	return to.close()
}

// load reads the configuration, words and templates of a site, as Hugo's own
// command build does.
func load(dir, cache, baseURL string, l Language, to *sender, said io.Writer) (*hugolib.HugoSites, error) {
	logger := loggers.New(loggers.Options{StdOut: said, StdErr: said})
	loggers.SetGlobalLogger(logger)
	const environment = "production"
	settings := config.New()
	for key, value := range map[string]any{
		"workingDir": dir, "environment": environment, "cacheDir": filepath.Join(cache, "cache"),
		"resourceDir": filepath.Join(cache, "resources"),
		"buildFuture": true, "printPathWarnings": true, "printI18nWarnings": true,
		"defaultContentLanguage": l.Name,
		"languages": map[string]any{l.Name: map[string]any{"locale": l.Locale, "direction": l.Direction,
			"weight": 1}},
		"params": map[string]any{"dateFormat": l.DateFormat},
	} {
		settings.Set(key, value)
	}
	if baseURL != "" {
		settings.Set("baseURL", baseURL)
	}
	themeDir := filepath.Join(cache, ThemeDir)
	themeSettings, err := filepath.Rel(dir, filepath.Join(themeDir, theme.SettingsFile))
	if err != nil {
		return nil, fmt.Errorf("failed to load config: %w", err)
	}
	files := []string{themeSettings, "hugo.toml"} // from dir, whose name may have a comma
	copied, err := theme.Copied(os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	settings.Set("module", moduleSettings(dir, files, themeDir, copied))
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: hugofs.Os, Flags: overrides{settings}, Filename: strings.Join(files, ","), ConfigDir: "config",
		Environment: environment, Logger: logger,
	})
	if err != nil {
		return nil, err
	}
	settings.Set("publishDir", configs.Base.PublishDir)
	all := hugofs.NewFromSourceAndDestination(hugofs.Os, to.Fs, settings)
	all.PublishDir = hugofs.NewCreateCountingFs(to)
	all.PublishDirStatic, all.PublishDirServer = to, to
	return hugolib.NewHugoSites(deps.DepsCfg{Configs: configs, Fs: all, StdOut: said, StdErr: said})
}

// overrides are settings that override those of files. Hugo sets them before it reads
// the files and again afterwards, and would put what the files say into their tables:
// it gets new ones each time.
type overrides struct{ config.Provider }

func (o overrides) Get(key string) any {
	value := o.Provider.Get(key)
	if table, ok := value.(hmaps.Params); ok {
		return cloned(table)
	}
	return value
}

func cloned(table hmaps.Params) hmaps.Params {
	table = maps.Clone(table)
	for key, value := range table {
		if inner, ok := value.(hmaps.Params); ok {
			table[key] = cloned(inner)
		}
	}
	return table
}

// moduleSettings are Hugo's settings of where its files come from: the mounts and
// imports of some files of settings in dir, those of the last before the others, and
// behind all a theme. Hugo itself would take those of the last file alone. The mounts
// leave out files of dir.
func moduleSettings(dir string, files []string, themeDir string, without []string) map[string]any {
	var mounts, imports []any
	for _, file := range slices.Backward(files) {
		all, err := config.FromFileToMap(hugofs.Os, filepath.Join(dir, file))
		if err != nil {
			continue // which Hugo reports, with the place
		}
		module, _ := all["module"].(map[string]any)
		for key, to := range map[string]*[]any{"mounts": &mounts, "imports": &imports} {
			list, _ := module[key].([]any)
			*to = append(*to, list...)
		}
	}
	for _, mount := range mounts {
		if mount, ok := mount.(map[string]any); ok {
			leaveOut(mount, without)
		}
	}
	imports = append(imports, map[string]any{"path": themeDir, "ignoreConfig": true})
	return map[string]any{"mounts": mounts, "imports": imports}
}

// leaveOut adds to the patterns of a mount those that leave out files of the site.
func leaveOut(mount map[string]any, files []string) {
	source, _ := mount["source"].(string)
	var patterns []any
	for _, file := range files {
		if rest, below := strings.CutPrefix(file, path.Clean(source)+"/"); below {
			patterns = append(patterns, "! "+rest)
		}
	}
	if len(patterns) == 0 {
		return
	}
	switch has := mount["files"].(type) {
	case string:
		patterns = append([]any{has}, patterns...)
	case []any:
		patterns = append(has, patterns...)
	}
	mount["files"] = patterns
}

// heard is what Hugo says, passed on and kept. It is safe for concurrent use.
type heard struct {
	to  io.Writer
	mu  sync.Mutex
	all strings.Builder
}

func (h *heard) Write(text []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.all.Write(text)
	return h.to.Write(text)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.all.String()
}

// sendStatic sends the files that are published as they are.
func sendStatic(sites *hugolib.HugoSites, to *sender) error {
	for _, static := range sites.BaseFs.Static {
		err := afero.Walk(static.Fs, "", func(name string, info fs.FileInfo, err error) error {
			if err != nil || info.IsDir() {
				return err
			}
			data, err := afero.ReadFile(static.Fs, name)
			if err != nil {
				return err
			}
			return to.send(filepath.Join(static.PublishFolder, name), data, info.ModTime())
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("error copying static files: %w", err)
		}
	}
	return nil
}

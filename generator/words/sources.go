package words

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"policyarchive/generator/folder"
	"policyarchive/generator/theme"
)

// ofTheme are the files of words of the theme by the names of their languages.
func ofTheme() (map[string][]byte, error) {
	all := map[string][]byte{}
	names, err := theme.Names()
	if err != nil {
		return nil, err
	}
	for _, file := range names {
		if language := languageOf(file); language != "" {
			if all[language], err = theme.ReadFile(file); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// overriddenBy are files of words, with those of the site in a folder in place of words
// of the same keys.
func overriddenBy(dir string, brought map[string][]byte) (map[string][]byte, error) {
	all := maps.Clone(brought)
	if all == nil {
		all = map[string][]byte{}
	}
	copied, err := theme.Copied(os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	files := folder.New(dir)
	list, err := files.ReadDir(Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the words of the interface: %w", err)
	}
	for _, entry := range list {
		file := path.Join(Dir, entry.Name())
		language := languageOf(file)
		if language == "" || slices.Contains(copied, file) {
			continue
		}
		own, err := files.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read the words of the interface: %w", err)
		}
		if all[language], err = overridden(all[language], own); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return all, nil
}

// languageOf names the language of a file of words; it is "" for another file.
func languageOf(file string) string {
	name, isWords := strings.CutSuffix(file, ".toml")
	if dir, language := path.Split(name); isWords && dir == Dir+"/" {
		return language
	}
	return ""
}

// overridden is a file of words with those of the site in place of its own; that of
// the site alone if there is none.
func overridden(source, own []byte) ([]byte, error) {
	if source == nil {
		return own, nil
	}
	var words, others map[string]any
	if err := toml.Unmarshal(own, &others); err != nil {
		return nil, err
	}
	if err := toml.Unmarshal(source, &words); err != nil {
		return nil, err
	}
	maps.Copy(words, others)
	return toml.Marshal(words)
}

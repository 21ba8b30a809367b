package main

import (
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// sentAs says under which keys the templates look up the words for a constant
// of a type: %s is its value.
var sentAs = map[string][]string{
	"compare.Status":  {"status_%s"},
	"pages.eventKind": {"did_%s"},
	"compare.Kind":    {"kind_%s"},
	"archive.Class":   {"class_%s"},
}

// without are constants that no template gets, or that need no word.
var without = map[string]string{
	"status_heading-lost":     "only among the Changes of a section",
	"status_heading-regained": "only among the Changes of a section",
	"class_":                  "nothing was declared",
}

// stateWords are what a page says of a version in a state.
var stateWords = map[string][]string{
	"announced":  {"announced"},
	"in-force":   {"inForce", "newestKnown"},
	"superseded": {"oldVersion"},
	"withdrawn":  {"withdrawn", "withdrawnOn"},
}

// sentOtherwise are keys that are put together of other values.
var sentOtherwise = []string{"kind_first", "origin_written", "origin_imported"}

// TestEveryValueHasItsWords: a status without words would stop the build of the first
// site that has it.
func TestEveryValueHasItsWords(t *testing.T) {
	words := interfaceWords(t)
	found := map[string]int{}
	eachFile(t, func(name string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || spec.Type == nil {
				return true
			}
			kind, ok := spec.Type.(*ast.Ident)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			value, ok := spec.Values[0].(*ast.BasicLit)
			if !ok {
				return true
			}
			if file.Name.Name == "history" && kind.Name == "State" {
				state, _ := strconv.Unquote(value.Value)
				if len(stateWords[state]) == 0 {
					t.Errorf("%s of %s has no words: name them in stateWords", spec.Names[0], name)
				}
				for _, key := range stateWords[state] {
					if words[key] == "" {
						t.Errorf("layouts/_words/en.toml has no %s, which is said of %s", key, state)
					}
				}
			}
			for _, key := range sentAs[file.Name.Name+"."+kind.Name] {
				text, err := strconv.Unquote(value.Value)
				if err != nil {
					t.Fatal(err)
				}
				found[file.Name.Name+"."+kind.Name]++
				key = strings.ReplaceAll(key, "%s", text)
				if words[key] == "" && without[key] == "" {
					t.Errorf("layouts/_words/en.toml has no %s, which stands for %s of %s", key, spec.Names[0], name)
				}
			}
			return true
		})
	})
	for kind := range sentAs {
		if found[kind] < 3 {
			t.Errorf("%d constants of %s were found", found[kind], kind)
		}
	}
	for _, key := range sentOtherwise {
		if words[key] == "" {
			t.Errorf("layouts/_words/en.toml has no %s", key)
		}
	}
}

// TestTemplatesAndWordsAgree: every key that a template names has words, and
// there are no words that nothing names.
func TestTemplatesAndWordsAgree(t *testing.T) {
	words := interfaceWords(t)
	literal := regexp.MustCompile(`\bT "([^"]+)"`)
	quoted := regexp.MustCompile(`"([A-Za-z_]+?)(%s)?"`)
	named := map[string]bool{}
	var prefixes []string
	err := filepath.WalkDir(filepath.Join("..", "layouts"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) == ".toml" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, m := range literal.FindAllStringSubmatch(string(data), -1) {
			if _, ok := words[m[1]]; !ok {
				t.Errorf("%s: layouts/_words/en.toml has no %s", name, m[1])
			}
		}
		for _, m := range quoted.FindAllStringSubmatch(string(data), -1) {
			if m[2] != "" {
				prefixes = append(prefixes, m[1])
			}
			named[m[1]] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	eachFile(t, func(_ string, file *ast.File) { // Go says some of them too
		ast.Inspect(file, func(n ast.Node) bool {
			if rule := ruleOf(n); rule != "" && file.Name.Name == "capture" {
				key := "restoration_" + rule
				if named[key] = true; words[key] == "" {
					t.Errorf("layouts/_words/en.toml has no %s, for a rule by which captures are restored", key)
				}
			}
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if key, err := strconv.Unquote(l.Value); err == nil {
					named[key] = true
				}
			}
			return true
		})
	})
	for key := range words {
		used := named[key]
		for _, p := range prefixes {
			used = used || strings.HasPrefix(key, p)
		}
		if !used {
			t.Errorf("no template says %s of layouts/_words/en.toml: take it out", key)
		}
	}
}

// ruleOf is the rule of a restoration that Go makes; "" if a node is none.
func ruleOf(n ast.Node) string {
	pair, ok := n.(*ast.KeyValueExpr)
	if !ok {
		return ""
	}
	key, isName := pair.Key.(*ast.Ident)
	value, isText := pair.Value.(*ast.BasicLit)
	if !isName || key.Name != "Rule" || !isText {
		return ""
	}
	rule, _ := strconv.Unquote(value.Value)
	return rule
}

// interfaceWords are the words of the interface; of those with a plural, the
// form for many.
func interfaceWords(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "layouts", "_words", "en.toml"))
	if err != nil {
		t.Fatal(err)
	}
	var table map[string]any
	if err := toml.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	for key, value := range table {
		switch value := value.(type) {
		case string:
			words[key] = value
		case map[string]any:
			words[key], _ = value["other"].(string)
			if one, ok := value["one"].(string); !ok || one == "" || words[key] == "" {
				t.Errorf("layouts/_words/en.toml: %s has no words for one, or none for many", key)
			}
		default:
			t.Errorf("layouts/_words/en.toml: %s is %T", key, value)
		}
	}
	return words
}

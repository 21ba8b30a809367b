package main

import (
	_ "github.com/fsnotify/fsnotify"
	_ "github.com/goccy/go-yaml"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/spf13/cobra"
	_ "github.com/tdewolff/minify/v2"
	_ "github.com/yuin/goldmark"
	_ "github.com/chromedp/chromedp"
	_ "pgregory.net/rapid"
	_ "github.com/JohannesKaufmann/html-to-markdown/v2"
	_ "codeberg.org/readeck/go-readability/v2"
	_ "github.com/clipperhouse/uax29/v2/words"
	_ "github.com/pelletier/go-toml/v2"
	_ "golang.org/x/net/html"
	_ "golang.org/x/text/unicode/norm"
	_ "golang.org/x/tools/txtar"
	_ "github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gohugoio/hugo/commands"
	"os"
)

func main() { _ = commands.Execute(os.Args[1:]) }

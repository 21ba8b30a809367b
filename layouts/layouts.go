// Package layouts holds the files of this folder, which the generator takes along
// wherever it runs: the look that it brings to every site. Hugo leaves this one out.
package layouts

import "embed"

// Files are the files, under their names in this folder.
//
//go:embed all:_css all:_partials all:_scripts all:_words *.html *.xml *.txt
var Files embed.FS

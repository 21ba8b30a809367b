// Package policyarchive holds the files that the generator takes along, wherever it
// runs: the look that it brings to every site, and what a new site begins with. It
// stands at the top of the repository since go:embed takes only what lies beside a
// file or below it.
package policyarchive

import (
	"embed"
	"io/fs"
)

//go:embed all:layouts static/icon.svg
//go:embed hugo.toml go.mod go.sum netlify.toml .gitattributes .gitignore .githooks
//go:embed .vale.ini .vale/config/vocabularies/Policies
//go:embed .github/CODEOWNERS.example .github/pull_request_template.md .github/scripts
//go:embed .github/workflows/publish.yml .github/workflows/pull-request.yml
var files embed.FS

// Files are the files, under their names in the repository.
func Files() fs.FS { return files }

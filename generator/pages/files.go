package pages

import (
	"fmt"
	"path"
	"strings"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
)

// files publishes the archived bytes, their records and the list of versions.
func (p *pageBuilder) files() error {
	var sums strings.Builder
	for _, v := range p.all() {
		at := strings.TrimPrefix(p.path("archive", v.Name.String()), "/")
		archived := v.Version // without the parsed text, which need not be kept as long
		for _, f := range p.publishedFiles(v) {
			p.site.Copies[p.h.Policy+"/"+f.at] = func() ([]byte, error) { return archived.ReadListed(f.ListedFile) }
			sums.WriteString(f.Digest + "  " + strings.TrimPrefix(f.at, "archive/") + "\n")
		}
		if v == p.h.Current() {
			p.site.Copies[p.h.Policy+".md"] = p.site.Copies[path.Join(at, archive.TextFile)]
		}
	}
	data, err := p.versionList()
	if err != nil {
		return fmt.Errorf("list the versions: %w", err)
	}
	p.site.Files[p.h.Policy+"/"+versionsFile] = data
	p.site.Files[p.h.Policy+"/"+timeMapFile] = p.timeMap()
	p.site.Files[p.h.Policy+"/archive/"+archive.ManifestFile] = []byte(sums.String())
	return nil
}

// publishedFile is a file of the archive that is published as it is.
type publishedFile struct {
	archive.ListedFile
	at string // below the policy
}

// publishedFiles are those of a version.
func (p *pageBuilder) publishedFiles(v *history.Version) (list []publishedFile) {
	for _, f := range v.Files() {
		if name := path.Base(f.Path); name == archive.TextFile || name == archive.RecordFile {
			list = append(list, publishedFile{f, path.Join("archive", v.Name.String(), name)})
		}
	}
	for _, f := range v.StatementFiles() {
		list = append(list, publishedFile{f, path.Join("archive", strings.TrimPrefix(f.Path, p.h.Policy+"/"))})
	}
	return list
}

package build

import (
	"crypto/sha256"

	"policyarchive/generator/archive"
	"policyarchive/generator/config"
	"policyarchive/generator/draft"
	"policyarchive/generator/folder"
)

// inputs are all that the pages of a site are made from.
type inputs struct {
	archive archiveInputs
	config  config.Site
	deploy  Deploy
	working []string          // policies that have a working text
	texts   [sha256.Size]byte // digest of those texts; zero where they are not shown
	words   [sha256.Size]byte // of the files of the words of the interface
}

// archiveInputs are what the histories of policies depend on.
type archiveInputs struct {
	day   string
	files [sha256.Size]byte // digest of manifest, log and checkpoint
}

// inputsOf are the inputs of the site as they are now.
func (b *Builder) inputsOf(o Options) (from inputs, err error) {
	from.config, from.deploy, from.archive.day = o.Config, o.Deploy, o.Day
	files := make(map[string][]byte)
	for _, name := range []string{archive.ManifestFile, archive.LogFile, archive.CheckpointFile} {
		files[name], _ = folder.New(b.Dir).Below("archive").ReadFile(name) // without one it is empty
	}
	from.archive.files = folder.Digest(files)
	texts := draft.TextsOf(b.Dir)
	if from.working, err = texts.Policies(); err != nil || !o.Deploy.Preview {
		return from, err
	}
	from.texts, err = texts.Digest(from.working)
	return from, err
}

package build

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"path"

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
	// witnesses is the file with the witnesses of the log; "" if there is none.
	witnesses string
	words     [sha256.Size]byte // of the files of the words of the interface
}

// archiveInputs are what the histories of policies depend on.
type archiveInputs struct {
	day   string
	files [sha256.Size]byte // digest of manifest, log, checkpoint and time stamps
}

// WitnessesFile is the file, beside hugo.toml, that names those who cosign checkpoints of
// the log: see [translog.ParseQuorum]. A site need not have it.
const WitnessesFile = "witnesses.txt"

// inputsOf are the inputs of the site as they are now.
func (b *Builder) inputsOf(o Options) (from inputs, err error) {
	from.config, from.deploy, from.archive.day = o.Config, o.Deploy, o.Day
	files := make(map[string][]byte)
	archived := folder.New(b.Dir).Below("archive")
	names := []string{archive.ManifestFile, archive.LogFile, archive.CheckpointFile}
	stamps, _ := archived.ReadDir(archive.StampsDir) // without it there are none
	for _, entry := range stamps {
		names = append(names, path.Join(archive.StampsDir, entry.Name()))
	}
	for _, name := range names {
		files[name], _ = archived.ReadFile(name) // without one it is empty
	}
	from.archive.files = folder.Digest(files)
	witnesses, err := folder.New(b.Dir).ReadFile(WitnessesFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return from, err
	}
	from.witnesses = string(witnesses)
	texts := draft.TextsOf(b.Dir)
	if from.working, err = texts.Policies(); err != nil || !o.Deploy.Preview {
		return from, err
	}
	from.texts, err = texts.Digest(from.working)
	return from, err
}

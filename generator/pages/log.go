package pages

import (
	"fmt"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/schema"
	"policyarchive/generator/translog"
)

// logFolder is the place of the log below the site's root.
const logFolder = "log"

// The files of the log, from the site's root.
const (
	LogFile        = logFolder + "/LOG"
	CheckpointFile = logFolder + "/checkpoint"
	PythonFile     = logFolder + "/verify.py"
	TileFiles      = logFolder + "/tile/*" // all of them, as rules for headers write it
	StampFiles     = logFolder + "/stamps/*"
	// ProofFile proves that the line of a version is one of the log; it stands beside
	// the version's other files.
	ProofFile = "version.tlog-proof"
)

// Log is the transparency log of the archive.
type Log struct {
	*translog.Log
	// Checkpoint is the newest one, which may stand for fewer lines.
	Checkpoint *translog.Checkpoint
	// Quorum names the witnesses whose cosignatures are shown; nil for none.
	Quorum *translog.Quorum
	Stamps []archive.Stamp // of checkpoints, by size
}

// checkpointOf is the body of the checkpoint that stands for the log up to the line by
// which a version was archived, as checkpointAt has it.
func (p *pageBuilder) checkpointOf(version int) string {
	if p.o.Log == nil {
		return ""
	}
	v := p.h.Versions[version]
	return p.checkpointAt(p.o.Log.Archived(v.Policy, v.Name.String()))
}

// checkpointAt is the body of the checkpoint that stands for the log up to a line; "" if
// that is 0. It never changes, so that it can stand where readers get something once.
func (p *pageBuilder) checkpointAt(line int) string {
	if line == 0 {
		return ""
	}
	return p.o.Log.First(line).Checkpoint(p.o.Log.Checkpoint.Origin).Body()
}

// logWriter publishes the log. It speaks the language of the site.
type logWriter struct {
	log      Log
	builders []*pageBuilder
	site     *schema.Site
	store    Store
	o        Options
	root     string // path of the base URL without its closing slash
}

// publish adds the page of the log and its files to the site.
func (w *logWriter) publish() error {
	w.site.Files[LogFile] = w.log.Format()
	w.site.Files[CheckpointFile] = w.log.Checkpoint.Format()
	w.site.Files[PythonFile] = translog.Python
	for name, data := range w.log.First(w.log.Checkpoint.Size).Tiles() {
		w.site.Files[path.Join(logFolder, name)] = data
	}
	for _, s := range w.log.Stamps {
		w.site.Files[stampFile(s.Size, "tsr")] = s.Answer
		w.site.Files[stampFile(s.Size, "txt")] = []byte(w.log.First(s.Size).Checkpoint(w.log.Checkpoint.Origin).Body())
	}
	urls := w.versionURLs()
	if err := w.proofs(urls); err != nil {
		return err
	}
	words := w.o.Words.Site
	w.site.Pages = append(w.site.Pages, schema.Page{Path: "/" + logFolder, Layout: schema.LayoutLog, Language: words.Name,
		Title: words.Say("logOf", nil), Description: words.Say("logDescription", nil), Lang: words.Locale,
		Dir: words.Direction, Data: w.store.Keep(w.page(urls))}, w.verifyPage())
	w.site.LogURL, w.site.VerifyURL = w.root+"/"+logFolder+"/", w.root+"/"+verifyFolder+"/"
	return nil
}

// stampFile is the place of a time stamp of a checkpoint, or of the text that it is of.
func stampFile(size int, ext string) string {
	return fmt.Sprintf("%s/stamps/%d.%s", logFolder, size, ext)
}

// proofs adds a file beside each published version, as far as the checkpoint goes.
func (w *logWriter) proofs(urls map[[2]string]string) error {
	for n := 1; n <= w.log.Checkpoint.Size; n++ {
		e := w.log.Entry(n)
		if !e.Act.Archives() || urls[[2]string{e.Policy, e.Version}] == "" {
			continue
		}
		proof, err := w.log.Proof(n, w.log.Checkpoint)
		if err != nil {
			return fmt.Errorf("prove that version %s of %s is in the log: %w", e.Version, e.Policy, err)
		}
		w.site.Files[path.Join(e.Policy, "archive", e.Version, ProofFile)] = proof
	}
	return nil
}

// page is what the page shows.
func (w *logWriter) page(urls map[[2]string]string) schema.LogPage {
	words, c := w.o.Words.Site, w.log.Checkpoint
	data := schema.LogPage{Checkpoint: strings.TrimSpace(string(c.Format())), LogURL: w.root + "/" + LogFile,
		CheckURL: w.root + "/" + CheckpointFile, PythonURL: w.root + "/" + PythonFile, Address: w.o.BaseURL,
		Signed: words.Say("logUnsigned", nil)}
	if key, _ := w.log.First(c.Size).VerifierKey(); key != "" && c.Signatures != "" {
		data.Key, data.Signed = key, words.Say("logSigned", nil)
	}
	w.cosigned(&data)
	w.stamped(&data)
	if behind := w.log.Len() - c.Size; behind > 0 {
		data.Behind = words.Count("logBehind", behind)
	}
	for n := w.log.Len(); n > 0 && len(data.Lines) < w.o.Bounds.Listed; n-- {
		data.Lines = append(data.Lines, w.line(n, urls))
	}
	if more := w.log.Len() - len(data.Lines); more > 0 {
		data.More = words.Count("logMore", more)
	}
	return data
}

// cosigned says who else has signed the checkpoint: the witnesses whom the site names,
// and how many others, of whom nothing is known.
func (w *logWriter) cosigned(data *schema.LogPage) {
	words, c := w.o.Words.Site, w.log.Checkpoint
	further := strings.Count(c.Signatures, "\n")
	if data.Key != "" {
		further--
	}
	if w.log.Quorum != nil {
		for _, s := range w.log.Quorum.Cosignatures(c) {
			data.Witnesses = append(data.Witnesses, words.Say("logWitness", map[string]any{
				"name": `<bdi translate="no">` + html.EscapeString(s.Witness.Name) + `</bdi>`,
				"day":  marked(words, s.Time.Format(time.DateOnly))}))
			further--
		}
	}
	if further > 0 {
		data.Further = words.Count("logFurther", further)
	}
}

// stamped tells of time stamps, the newest first.
func (w *logWriter) stamped(data *schema.LogPage) {
	words := w.o.Words.Site
	for _, s := range slices.Backward(w.log.Stamps) {
		if len(data.Stamps) == w.o.Bounds.Listed {
			break
		}
		file := func(ext string) string {
			at := stampFile(s.Size, ext)
			return fmt.Sprintf(`<a href="%s/%s"><code>%s</code></a>`, w.root, at, path.Base(at))
		}
		data.Stamps = append(data.Stamps, words.Say("logStamp", map[string]any{
			"day":       marked(words, s.Time.Format(time.DateOnly)),
			"authority": `<bdi translate="no">` + html.EscapeString(s.Authority) + `</bdi>`,
			"text":      file("txt"), "stamp": file("tsr")}))
		if data.Stamped == 0 {
			data.Stamped = s.Size
		}
	}
}

// versionURLs are the addresses of the versions that are published, by policy and
// name.
func (w *logWriter) versionURLs() map[[2]string]string {
	urls := make(map[[2]string]string)
	for _, p := range w.builders {
		for i, v := range p.h.Versions {
			urls[[2]string{v.Policy, v.Name.String()}] = p.versions[i].URL
		}
		for i, v := range p.h.Redacted {
			urls[[2]string{v.Policy, v.Name.String()}] = p.redacted[i].URL
		}
	}
	return urls
}

// actWords are the keys of the sentences that say what was done.
var actWords = map[translog.Act]string{translog.Snapshot: "logSnapshot", translog.Import: "logImport",
	translog.Adopt: "logAdopt", translog.Withdraw: "logWithdraw", translog.Correct: "logCorrect",
	translog.Redact: "logRedact", translog.Reread: "logReread", translog.Key: "logKey"}

// line is line n in words.
func (w *logWriter) line(n int, urls map[[2]string]string) schema.LogLine {
	words, e := w.o.Words.Site, w.log.Entry(n)
	version := `<bdi dir="ltr" translate="no">` + html.EscapeString(e.Policy+" "+e.Version) + `</bdi>`
	if url := urls[[2]string{e.Policy, e.Version}]; url != "" {
		version = `<a href="` + html.EscapeString(url) + `">` + version + `</a>`
	}
	key := actWords[e.Act]
	if e.Act == translog.Key && e.Old == "" {
		key = "logKeyFirst"
	}
	return schema.LogLine{Number: n, Day: marked(words, e.Day), What: words.Say(key, map[string]any{"version": version})}
}

// logTile is a file of the tree of the log, whose number grows with it.
var logTile = regexp.MustCompile(`^` + logFolder + `/tile/(?:entries|\d+)/(?:x\d{3}/)*\d{3}(?:\.p/\d+)?$`)

// logStamp is a time stamp, or the text that it is of.
var logStamp = regexp.MustCompile(`^` + logFolder + `/stamps/[1-9]\d*\.(?:tsr|txt)$`)

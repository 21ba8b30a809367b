package archive

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	random "math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"policyarchive/generator/internal/tools"
	"policyarchive/generator/translog"
)

// tamperings is how many tampered archives each test makes: as many in CI as it takes to
// believe it.
func tamperings() int {
	switch {
	case testing.Short():
		return 500
	case os.Getenv("CI") == "true":
		return 10_000
	}
	return 2_000
}

// How far somebody goes who tampers with an archive: each does what those before do.
const (
	filesOnly   = iota
	withLists   // records and SHA256SUMS are made anew
	withLog     // so is the log
	withAll     // and a checkpoint of it is signed anew, by the same key
	howFarCount = iota
)

// forger has an archive, the program and the key.
type forger struct {
	*random.Rand
	t       *testing.T
	files   map[string]string // of the archive as it was
	signing string
	logger  logger
}

// Whoever has the program, the key and all the files can make an archive anew with another
// past, so that every list, every record and the signature fit: Verify finds nothing then.
// Whoever kept a checkpoint finds it all the same.
func TestTampering(t *testing.T) {
	t.Parallel()
	f, kept := newForger(t)
	hidden := 0
	for files, what := range f.each {
		fsys := fstest.MapFS{}
		for name, data := range files {
			fsys[name] = &fstest.MapFile{Data: []byte(data), Mode: 0o644}
		}
		mismatches, err := Verify(t.Context(), fsys)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if slices.ContainsFunc(mismatches, func(m Mismatch) bool { return !m.Kind.Harmless() }) {
			continue
		}
		hidden++
		if l, err := translog.Parse(LogFile, []byte(files[LogFile])); err != nil || kept.CheckAgainst(l) == nil {
			t.Errorf("%s: neither Verify nor a checkpoint from before finds it: %v", what, err)
		}
	}
	if hidden < tamperings()/10 {
		t.Errorf("only %d of %d tamperings are hidden from Verify", hidden, tamperings())
	}
}

// The lines of Python that the site publishes find the same, with a checkpoint from before:
// all that touches a text, a record or the log.
func TestTamperingPython(t *testing.T) {
	t.Parallel()
	f, kept := newForger(t)
	p := newPython(t, kept)
	if p.find(f.files) {
		t.Fatal("it finds fault with what nobody touched")
	}
	for files, what := range f.each {
		touched := false
		for name := range f.files {
			if name != ManifestFile && name != CheckpointFile && !strings.HasPrefix(path.Base(name), captureStem) {
				touched = touched || files[name] != f.files[name]
			}
		}
		if touched && !p.find(files) {
			t.Errorf("%s: it is not found", what)
		}
	}
}

// newForger makes an archive with everything that one can have, and keeps its checkpoint.
func newForger(t *testing.T) (*forger, *translog.Checkpoint) {
	t.Helper()
	f := &forger{Rand: random.New(random.NewPCG(7, 8)), t: t, logger: logger{day: logged}}
	dir := filepath.Join(t.TempDir(), "archive")
	var past []Addition
	for n := range 5 {
		past = append(past, addition("privacy", fmt.Sprintf("%d-01-01", 2015+n), fmt.Sprintf("# Privacy\n\nText %d.\n", n)))
	}
	past = append(past, addition("privacy", "2027-02-01", "# Privacy\n\nAnnounced.\n"),
		imported("terms", "2018-05-01", "# Terms\n\nOld.\n", "<p>Old."),
		imported("terms", "2019-05-01", "# Terms\n\nNew.\n", "<p>New."))
	quickAdd(t, dir, past...)
	if err := Withdraw(t.Context(), dir, withdrawal()); err != nil {
		t.Fatal(err)
	}
	if err := Correct(t.Context(), dir, Correction{Policy: "terms", Version: Name{"2018-05-01", 1},
		Corrected: "2026-12-06",
		Wrong:     "A.", Right: "B."}); err != nil {
		t.Fatal(err)
	}
	f.signing = sealed(t, dir)
	f.files = tree(t, dir)
	for name := range f.files {
		if strings.HasSuffix(name, "/") || strings.HasPrefix(name, ".") {
			delete(f.files, name)
		}
	}
	return f, mustOpen(t, dir).Checkpoint()
}

// each gives archives that were tampered with, and what was done.
func (f *forger) each(yield func(files map[string]string, what string) bool) {
	for range tamperings() {
		if files, what := f.tamper(f.IntN(howFarCount)); what != "" && !yield(files, what) {
			return
		}
	}
}

// tamper does one thing to the archive, and hides it as far as told. It returns what it
// did; "" if nothing.
func (f *forger) tamper(howFar int) (files map[string]string, what string) {
	files = maps.Clone(f.files)
	pick := func(names ...string) string {
		var list []string
		for name := range f.files {
			if slices.Contains(names, path.Base(name)) {
				list = append(list, name)
			}
		}
		slices.Sort(list)
		return list[f.IntN(len(list))]
	}
	edit := func(name, old, new string) {
		what = name + " edited"
		files[name] = strings.Replace(files[name], old, new, 1)
	}
	relog := func(l *translog.Log) *translog.Log { return l }
	switch f.IntN(10) {
	case 0:
		edit(pick(TextFile), "\n\n", fmt.Sprintf("\n\nWe %d. ", f.IntN(1000)))
	case 1:
		edit(pick(RecordFile), `  "source"`, `  "summary": "Another.",`+"\n"+`  "source"`)
	case 2:
		edit(pick(WithdrawalFile, CorrectionFile), ".\"", "!\"")
	case 3:
		name := pick(TextFile, WithdrawalFile, CorrectionFile)
		what = path.Dir(name) + " dropped"
		for other := range f.files {
			if path.Dir(other) == path.Dir(name) || strings.HasPrefix(other, path.Dir(name)+".") {
				delete(files, other)
			}
		}
	case 4:
		a := addition("privacy", fmt.Sprintf("2014-%02d-01", 1+f.IntN(12)), "# Privacy\n\nSlipped in.\n")
		dir, err := planDir((&Archive{}).Place("privacy"), a)
		if err != nil {
			f.t.Fatal(err)
		}
		what = dir.path + " put in"
		for _, file := range dir.files {
			files[file.path] = string(file.data)
		}
	case 5:
		one, other := pick(TextFile), pick(TextFile)
		if one != other {
			what = one + " and " + other + " exchanged"
			files[one], files[other] = files[other], files[one]
		}
	case 6:
		what = "two lines of the log exchanged"
		if howFar < withLog {
			howFar = withLog
		}
		relog = func(l *translog.Log) *translog.Log {
			n := f.IntN(l.Len() - 2) // the last names the key
			return f.log(l, func(acts []translog.Entry) []translog.Entry {
				acts[n], acts[n+1] = acts[n+1], acts[n]
				return acts
			})
		}
	case 7:
		what = "begun anew under another key"
		howFar = withAll
		relog = func(*translog.Log) *translog.Log { return &translog.Log{} }
	case 8:
		what = "another day in the log"
		howFar = max(howFar, withLog)
		relog = func(l *translog.Log) *translog.Log {
			n := f.IntN(l.Len() - 1)
			return f.log(l, func(acts []translog.Entry) []translog.Entry {
				if acts[n].Act == translog.Correct {
					n-- // its day is the name of a folder
				}
				acts[n].Day = fmt.Sprintf("2019-01-%02d", 1+f.IntN(28))
				return acts
			})
		}
	case 9:
		names := slices.Sorted(maps.Keys(f.files))
		name := names[f.IntN(len(names))]
		data := []byte(files[name])
		at := f.IntN(len(data))
		data[at] ^= 1 << f.IntN(8)
		what, howFar = fmt.Sprintf("bit flipped at %d of %s", at, name), filesOnly
		files[name] = string(data)
	}
	f.hide(files, howFar, relog)
	if maps.Equal(files, f.files) {
		return files, ""
	}
	return files, fmt.Sprintf("%s, hidden as far as %d", what, howFar)
}

// hide makes records, lists, log and checkpoint anew.
func (f *forger) hide(files map[string]string, howFar int, relog func(*translog.Log) *translog.Log) {
	if howFar < withLists {
		return
	}
	var manifest Manifest
	for name, data := range files {
		if path.Base(name) == RecordFile {
			files[name] = f.record(files, name, data)
		}
	}
	for name, data := range files {
		if strings.Contains(name, "/") {
			manifest = append(manifest, ListedFile{Path: name, Digest: Digest([]byte(data))})
		}
	}
	manifest = Manifest(nil).with(manifest)
	files[ManifestFile] = string(manifest.Format())
	if howFar < withLog {
		return
	}
	l, err := translog.Parse(LogFile, []byte(files[LogFile]))
	if err != nil {
		f.t.Fatal(err)
	}
	if l = relog(l); l.Len() == 0 {
		key, err := translog.NewKey(rand.Reader, origin)
		if err != nil {
			f.t.Fatal(err)
		}
		other := *f
		other.signing = key
		f = &other
	}
	l = f.log(l, func(acts []translog.Entry) []translog.Entry { return f.fit(acts, files, manifest) })
	files[LogFile] = string(l.Format())
	if howFar < withAll {
		return
	}
	c := l.Checkpoint(origin)
	if err := c.Sign(f.signing); err != nil {
		f.t.Fatal(err)
	}
	files[CheckpointFile] = string(c.Format())
}

// record is a record that knows the files beside it.
func (f *forger) record(files map[string]string, name, data string) string {
	r, err := ParseRecord(name, []byte(data))
	if err != nil {
		f.t.Fatal(err)
	}
	for _, file := range [...]*File{&r.Text, r.Capture} {
		if file != nil {
			data := []byte(files[path.Join(path.Dir(name), file.Name)])
			file.SHA256, file.Bytes = Digest(data), int64(len(data))
		}
	}
	encoded, err := r.Format()
	if err != nil {
		f.t.Fatal(err)
	}
	return string(encoded)
}

// fit makes acts those of what the archive has: lines of what is gone leave, and what no
// line has gets one, anywhere.
func (f *forger) fit(acts []translog.Entry, files map[string]string, manifest Manifest) (list []translog.Entry) {
	dirs := manifest.versionDirs()
	for _, e := range acts {
		dir, listed := FilesOf(e)
		if dir == "" {
			list = append(list, e)
			continue
		}
		if dirs[dir] == nil {
			continue
		}
		delete(dirs, dir)
		list = append(list, f.digested(e, listed, files))
	}
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		version, kind := statementOf(path.Base(dir))
		e := translog.Entry{Day: logged, Policy: path.Dir(dir), Version: version, Act: translog.Adopt}
		if kind != nil {
			s, err := kind.parse(kind.file, []byte(files[path.Join(dir, kind.file)]))
			if err != nil {
				f.t.Fatal(err)
			}
			e = s.entry("")
		}
		_, listed := FilesOf(e)
		at := f.IntN(max(len(list), 1))
		list = slices.Insert(list, at, f.digested(e, listed, files))
	}
	return list
}

func (f *forger) digested(e translog.Entry, listed []ListedFile, files map[string]string) translog.Entry {
	for _, file := range listed {
		data := []byte(files[file.Path])
		if path.Base(file.Path) != TextFile {
			e.Record = Digest(data)
			continue
		}
		act := f.logger.archivedEntry(e.Act, &Record{Text: File{SHA256: Digest(data)}}, data, "")
		e.Text, e.Words = act.Text, act.Words
	}
	return e
}

// log is one with other acts. The line that names the key is the last, and made anew.
func (f *forger) log(l *translog.Log, change func([]translog.Entry) []translog.Entry) *translog.Log {
	var acts []translog.Entry
	for n := 1; n <= l.Len(); n++ {
		if e := l.Entry(n); e.Act != translog.Key {
			acts = append(acts, e)
		}
	}
	made, err := (&translog.Log{}).With(change(acts))
	if err != nil {
		f.t.Fatal(err)
	}
	e, err := made.KeyEntry(logged, origin, f.signing, "")
	if err != nil {
		f.t.Fatal(err)
	}
	if made, err = made.With([]translog.Entry{e}); err != nil {
		f.t.Fatal(err)
	}
	return made
}

// python is verify.py at work: for each archive that it is given it says whether the kept
// checkpoint or the log contradicts it.
type python struct {
	t    *testing.T
	kept string
	in   *json.Encoder
	out  *bufio.Reader
}

const pythonLoop = `
import importlib.util, json, hashlib, sys
spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)
for line in sys.stdin:
    given = json.loads(line)
    have = {name: bytes.fromhex(data) for name, data in given["files"].items()}
    lines = have["LOG"].split(b"\n")[:-1]
    fault = False
    for origin, size, expected in verify.checkpoints(given["kept"]):
        fault |= size > len(lines) or verify.root(lines[:size]) != expected
    try:
        for name, expected in verify.files(lines):
            fault |= name not in have or hashlib.sha256(have[name]).hexdigest() != expected
    except (ValueError, KeyError):
        fault = True
    print("found" if fault else "fits", flush=True)
`

func newPython(t *testing.T, kept *translog.Checkpoint) *python {
	t.Helper()
	interpreter := tools.Program(t, "python3")
	file := filepath.Join(t.TempDir(), "verify.py")
	if err := os.WriteFile(file, translog.Python, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), interpreter, "-c", pythonLoop, file)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		_ = cmd.Wait()
	})
	return &python{t, "> " + strings.ReplaceAll(string(kept.Format()), "\n", "\n> "), json.NewEncoder(in),
		bufio.NewReader(out)}
}

// find reports whether the lines of Python find fault with an archive.
func (p *python) find(files map[string]string) bool {
	p.t.Helper()
	encoded := map[string]string{}
	for name, data := range files {
		encoded[name] = fmt.Sprintf("%x", data)
	}
	if err := p.in.Encode(map[string]any{"kept": p.kept, "files": encoded}); err != nil {
		p.t.Fatal(err)
	}
	answer, err := p.out.ReadBytes('\n')
	if err != nil {
		p.t.Fatal(err)
	}
	return bytes.Equal(answer, []byte("found\n"))
}

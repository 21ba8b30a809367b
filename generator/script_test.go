package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"policyarchive/generator/check"
	"policyarchive/generator/compare"
	"policyarchive/generator/internal/fakeauthority"
	"policyarchive/generator/internal/fakewitness"
	"policyarchive/generator/pages"
	"policyarchive/generator/translog"
	"policyarchive/generator/weave"
)

// TestScript runs the scripts of testdata/script, each in a new site. Beside
// testscript's own commands they know:
//
//	run generator ARGS…   run the program, in one process for the whole script
//	digests DIR FILE      write the digest of every file below DIR to FILE;
//	                      a folder "sums" is left out
//	crawl DIR BASEURL     hold every page of a built site against crawl's promises
//	valid SCHEMA FILE     hold JSON against a schema: comparison, blame, weave, check, versions …
//	without WORD PATH     want no file below PATH, or in a zip file, to have WORD in its
//	                      name or in what it holds, in upper or lower case
//	put FILE TEXT         append a line to a file
//	exits CODE ARGS…      run a program and want its exit code
//	commit TIME           commit all that changed in the folder repo at a time
//	cosigner FILE NAME HOW
//	                      start a witness of the log, which is honest, lying or down,
//	                      and append its line to FILE
//	authority NAME HOW    start an authority for time stamps, which is good or expired;
//	                      $NAME is its address, $NAME_ROOTS the file with its root
//
// and the condition missing:PROGRAM, for a script that is skipped without it;
// where CI is "true" that is a failure.
//
// $ROOT is the folder of this repository.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			root, err := filepath.Abs("..")
			if err != nil {
				return err
			}
			env.Setenv("ROOT", root)
			for _, who := range []string{"AUTHOR", "COMMITTER"} {
				env.Setenv("GIT_"+who+"_NAME", "Ann")
				env.Setenv("GIT_"+who+"_EMAIL", "ann@example.org")
			}
			program := &scriptProgram{}
			for _, variable := range env.Vars {
				name, _, _ := strings.Cut(variable, "=")
				program.variables = append(program.variables, name)
			}
			env.Values[programKey{}] = program
			env.Defer(func() {
				if program.stop != nil {
					program.stop()
				}
			})
			return newSite(env.WorkDir, `"Trakt privacy policy"`, `"Anvil privacy policy"`, `"Trakt"`, `"Anvil"`)
		},
		Condition: missingProgram,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"run":       scriptRun,
			"digests":   scriptDigests,
			"crawl":     scriptCrawl,
			"valid":     scriptValid,
			"put":       scriptPut,
			"without":   scriptWithout,
			"exits":     scriptExits,
			"commit":    scriptCommit,
			"cosigner":  scriptCosigner,
			"authority": scriptAuthority,
		},
	})
}

func arguments(ts *testscript.TestScript, neg bool, args []string, n int, usage string) {
	if neg || len(args) != n {
		ts.Fatalf("usage: %s", usage)
	}
}

// missingProgram is the condition missing:PROGRAM.
func missingProgram(condition string) (bool, error) {
	program, ok := strings.CutPrefix(condition, "missing:")
	if !ok {
		return false, fmt.Errorf("unknown condition %q", condition)
	}
	_, err := exec.LookPath(program)
	if err != nil && os.Getenv("CI") == "true" {
		return false, fmt.Errorf("%s is missing: %w", program, err)
	}
	return err != nil, nil
}

func scriptDigests(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2, "digests DIR FILE")
	var b strings.Builder
	fsys := os.DirFS(ts.MkAbs(args[0]))
	ts.Check(fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == "." && os.IsNotExist(err):
			return fs.SkipAll
		case err != nil:
			return err
		case d.IsDir() && name == "sums":
			return fs.SkipDir
		case d.IsDir():
			fmt.Fprintf(&b, "folder %s\n", name)
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		fmt.Fprintf(&b, "%x %s\n", sha256.Sum256(data), path.Clean(name))
		return err
	}))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(b.String()), 0o644))
}

func scriptCrawl(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2, "crawl DIR BASEURL")
	faults, err := crawl(ts.MkAbs(args[0]), args[1])
	ts.Check(err)
	if len(faults) > 0 {
		ts.Fatalf("%s", strings.Join(faults, "\n"))
	}
}

func scriptValid(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2, "valid SCHEMA FILE")
	source := map[string][]byte{"comparison": compare.Schema, "blame": weave.BlameSchema, "weave": weave.Schema,
		"check": check.Schema, "next-transition": pages.TransitionSchema,
		"versions": pages.VersionsSchema, "text": pages.TextSchema}[args[0]]
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(source))
	ts.Check(err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	ts.Check(c.AddResource("schema.json", schema))
	compiled, err := c.Compile("schema.json")
	ts.Check(err)
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[1])))
	ts.Check(err)
	ts.Check(compiled.Validate(value))
}

func scriptPut(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2, "put FILE TEXT")
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.WriteString(args[1] + "\n")
	ts.Check(err)
	ts.Check(f.Close())
}

func scriptWithout(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2, "without WORD PATH")
	at := ts.MkAbs(args[1])
	fsys := os.DirFS(at)
	if path.Ext(at) == ".zip" {
		archive, err := zip.OpenReader(at)
		ts.Check(err)
		defer archive.Close()
		fsys = archive
	}
	files := 0
	ts.Check(fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := fs.ReadFile(fsys, name)
		if strings.Contains(strings.ToLower(name+"\n"+string(data)), args[0]) {
			ts.Logf("%s has %q", path.Join(args[1], name), args[0])
			files = -1 << 20
		}
		return err
	}))
	if files <= 0 {
		ts.Fatalf("%s has the word %q, or no files", args[1], args[0])
	}
}

func scriptCommit(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 1, "commit TIME")
	ts.Setenv("GIT_AUTHOR_DATE", args[0])
	ts.Setenv("GIT_COMMITTER_DATE", args[0])
	ts.Check(ts.Exec("git", "-C", "repo", "add", "-A"))
	ts.Check(ts.Exec("git", "-C", "repo", "-c", "core.autocrlf=false", "commit", "-q", "-m", "A change"))
}

func scriptCosigner(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 3, "cosigner FILE NAME honest|lying|down")
	l, err := translog.Parse("LOG", []byte(ts.ReadFile("archive/LOG")))
	ts.Check(err)
	key, _ := l.VerifierKey()
	w := fakewitness.New(args[1]+".example", key, time.Now)
	if args[2] == "lying" {
		w.Lie = func(answer string) string { return strings.Replace(answer, args[1], "other", 1) }
	}
	server := httptest.NewServer(w)
	ts.Defer(server.Close)
	if args[2] == "down" {
		server.Close()
	}
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	ts.Check(err)
	_, err = fmt.Fprintf(f, "witness %s %s %s/\n", args[1], w.Key(), server.URL)
	ts.Check(errors.Join(err, f.Close()))
}

func scriptAuthority(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, neg, args, 2, "authority NAME good|expired")
	dir := ts.MkAbs("authority-" + args[0])
	ts.Check(os.Mkdir(dir, 0o755))
	a, err := fakeauthority.New(dir, time.Now, nil, func(c *x509.Certificate) {
		if args[1] == "expired" {
			c.NotAfter = time.Now().Add(-time.Hour)
		}
	})
	ts.Check(err)
	server := httptest.NewServer(a)
	ts.Defer(server.Close)
	ts.Setenv(args[0], server.URL)
	ts.Setenv(args[0]+"_ROOTS", a.RootFile())
}

func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

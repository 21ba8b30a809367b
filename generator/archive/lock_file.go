//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd)

package archive

// lock makes this process the archive's only writer until unlock is called.
func lock(dir string) (unlock func() error, err error) { return lockByFile(dir) }

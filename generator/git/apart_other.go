//go:build !unix

package git

import "os/exec"

// apart does nothing where no signal is sent to several processes at once.
func apart(*exec.Cmd) {}

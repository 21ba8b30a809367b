package translog

import _ "embed"

// Python is a program that checks a log against kept checkpoints without this one.
//
//go:embed verify.py
var Python []byte

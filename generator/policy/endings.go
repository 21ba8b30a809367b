package policy

import "strings"

// endings knows where the ends of constructs stand that would otherwise hide
// the rest of the text: comments, scripts, styles.
type endings struct {
	text   []byte
	source string // in lower case; empty until it is needed
	last   map[string]int
}

func newEndings(source []byte) *endings {
	return &endings{text: source, last: map[string]int{}}
}

// behind reports whether end, in lower case, stands somewhere behind an offset.
func (e *endings) behind(end string, offset int) bool {
	last, known := e.last[end]
	if !known {
		if e.source == "" {
			e.source = string(asciiLower(e.text))
		}
		last = strings.LastIndex(e.source, end)
		e.last[end] = last
	}
	return last > offset
}

// asciiLower lowers the letters A to Z; no byte changes its place.
func asciiLower(text []byte) []byte {
	low := make([]byte, len(text))
	for i, c := range text {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	return low
}

// mustEnd returns the end that the construct which opens a line has to have,
// so that it can be taken for more than text; "" if it needs none.
func mustEnd(line string) string {
	line = strings.ToLower(strings.TrimLeft(line, " "))
	for _, c := range mustEnds {
		if strings.HasPrefix(line, c.start) {
			return c.end
		}
	}
	return ""
}

// mustEnds are the constructs of raw HTML that have an end, each with it.
var mustEnds = [...]struct{ start, end string }{
	{"<!--", "-->"}, {"<?", "?>"}, {"<![cdata[", "]]>"}, {"<!", ">"},
	{"<script", "</script"}, {"<style", "</style"}, {"<pre", "</pre"}, {"<textarea", "</textarea"},
	{"<template", "</template"}, {"<head", "</head"},
}

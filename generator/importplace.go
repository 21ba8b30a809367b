package main

import (
	"slices"

	"policyarchive/generator/archive"
	"policyarchive/generator/history"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// leaveKnown drops captures whose bytes are in the archive already, and says so.
func (a *app) leaveKnown(opened *archive.Archive, policyName string, list []imported) []imported {
	known := map[string]*archive.Version{}
	for _, v := range opened.Versions(policyName) {
		if v.Record.Capture != nil {
			known[v.Record.Capture.SHA256+" "+v.Name.Date] = v
		}
	}
	var fresh []imported
	for _, one := range list {
		if v := known[archive.Digest(one.addition.Capture)+" "+one.addition.Record.Version.Date]; v != nil {
			a.say("%s is in the archive already, as version %s of %s.\n", one.file, v.Name, policyName)
			continue
		}
		fresh = append(fresh, one)
	}
	return fresh
}

// follow puts the captures between the versions that are archived already,
// and notes for each which anchors it is the first to have, and what of its
// predecessor it seems to lack.
func follow(opened *archive.Archive, policyName string, list []imported) error {
	type entry struct {
		name      archive.Name
		doc       *policy.Document
		published []lineage.Published
		new       *imported
	}
	var all []entry
	for _, v := range opened.Versions(policyName) {
		text, err := v.Text()
		if err != nil {
			return err
		}
		all = append(all, entry{v.Name, policy.Parse(v.Dir(), text), history.Published(v), nil})
	}
	for i := range list {
		e := entry{list[i].addition.Record.Version, list[i].doc, nil, &list[i]}
		at := len(all)
		for !list[i].addition.InSequence && at > 0 && all[at-1].name.Date > e.name.Date {
			at--
		}
		all = slices.Insert(all, at, e)
	}
	tracker := lineage.New()
	for i, e := range all {
		tracker.Add(e.doc, e.published)
		if e.new == nil {
			continue
		}
		record := &e.new.addition.Record
		record.Anchors = history.NewAnchors(tracker, e.doc)
		if i > 0 {
			record.Doubts = append(record.Doubts, history.Doubts(all[i-1].doc, e.doc, "version "+all[i-1].name.String())...)
		}
	}
	return nil
}

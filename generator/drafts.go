package main

import (
	"context"

	"policyarchive/generator/archive"
	"policyarchive/generator/build"
	"policyarchive/generator/check"
	"policyarchive/generator/draft"
	"policyarchive/generator/history"
	"policyarchive/generator/pages"
	"policyarchive/generator/policy"
	"policyarchive/generator/weave"
)

// texts are the working texts of the site.
func (a *app) texts() draft.Texts { return draft.TextsOf(a.source) }

// loaderOf loads the drafts and the history of a policy, which has to have a version
// unless it is the working text that is looked at.
func (a *app) loaderOf(policyName, version string) (*draft.Loader, error) {
	if err := archive.CheckPolicyName(policyName); err != nil {
		return nil, err
	}
	l, err := a.openLoader()
	if err == nil && version != draft.Name && len(l.Archive.Versions(policyName)) == 0 {
		err = l.NoVersion(policyName)
	}
	return l, err
}

// historyOf loads the history of a policy that has a version, and what loaded it.
func (a *app) historyOf(ctx context.Context, policyName string) (*draft.Loader, *weave.History, error) {
	l, err := a.loaderOf(policyName, "")
	if err != nil {
		return nil, nil, err
	}
	h, err := l.History(ctx, policyName)
	return l, h, err
}

// openLoader loads drafts that are compared with the archive alone.
func (a *app) openLoader() (*draft.Loader, error) {
	opened, err := a.openArchive()
	if err != nil {
		return nil, err
	}
	return a.loader(opened, nil)
}

// loader loads drafts that are compared with a base; nil for the archive alone.
func (a *app) loader(opened *archive.Archive, base *draft.Base) (*draft.Loader, error) {
	config, err := a.config()
	if err != nil {
		return nil, err
	}
	today, err := a.today()
	if err != nil {
		return nil, err
	}
	lang := func(policyName string) string { return config.Params.Policies[policyName].Lang }
	return &draft.Loader{Archive: opened, Texts: a.texts(), Base: base, Today: today, Lang: lang,
		CheckName: a.checkName}, nil
}

// ruleOptions give the options of the rules of check for each policy.
func (a *app) ruleOptions(ctx context.Context, l *draft.Loader) (func(policyName string) check.Options, error) {
	config, err := a.config()
	if err != nil {
		return nil, err
	}
	// What cannot be read is reported where that is the subject.
	names, _ := l.Policies()
	load := func(name string) *weave.History { h, _ := l.History(ctx, name); return h }
	text := func(name string) *policy.Document { doc, _, _ := l.Texts.Parse(name); return doc }
	working, err := pages.NewWorkingSite(ctx, names, load, text, config, build.Elsewhere(a.files()))
	if err != nil {
		return nil, err
	}
	return func(policyName string) check.Options {
		return check.Options{Limits: check.LimitsOf(config.Params.Check), Origin: working.Origin(policyName),
			Site: working.Routes}
	}, nil
}

// nameOn is the version that a name or a day stands for; of a day, it says what is known.
func (a *app) nameOn(h *history.History, name string) (string, error) {
	version, remark, err := h.NameOn(name)
	if remark != "" {
		a.warn("generator: %s\n", remark)
	}
	return version, err
}

/** Says what became of every section, and of the text, as generator/compare/verdict.go does. */

import { sameWords, wordsChanged } from "./readable.js";
import { wordsOf } from "./weave.js";
import { differences } from "./sequences.js";

const sum = (list, name) => list.reduce((all, one) => all + one[name], 0);

/** Fills in the status of every section of a comparison, and its verdict. */
export function judge(c) {
  exchange(c);
  for (const s of c.sections) judgeSection(c, s);
  judgeGroups(c);
  const count = (status) => c.sections.filter((s) => s.status === status).length;
  const titles = [c.old.titleTokens, c.now.titleTokens], [was, is] = titles.map((tokens) => tokens.map(({ seen, space }) => [seen, space].join()).join("\n"));
  const title = changedWords(...titles);
  c.titleChanged = was !== is;
  const v = c.verdict = {
    added: count("added"), removed: count("removed"), changed: count("wording") + count("renamed"), of: c.now.sections.length,
    title: title[0] + title[1] > 0, wordsAdded: sum(c.sections, "wordsAdded") + title[1], wordsRemoved: sum(c.sections, "wordsRemoved") + title[0],
  };
  v.kind = v.added + v.removed ? "sections" : v.wordsAdded + v.wordsRemoved ? "wording"
    : c.old.digest === c.now.digest && count("unchanged") === c.sections.length ? "identical" : "presentation";
}

/** Notes the sections that have blocks or words of others, which did not move, and those that gave them. */
function exchange({ old, sections }) {
  const holders = new Map(old.sections.flatMap((section) => [section.heading, ...section.blocks].map((i) => [i, section]))), givers = new Set();
  for (const { s, heading, rows = [], was } of sections.map((s) => ({ s, ...s }))) {
    for (const r of [...heading.edits ? [heading] : [], ...rows]) {
      if (r.movedTo >= 0 || !(r.now >= 0)) continue;
      const sources = [!r.moved && r.old, ...(r.edits ?? []).map((e) => e.matches && e.source !== r.old && e.source)];
      for (const holder of sources.map((i) => i >= 0 && holders.get(i))) {
        if (!holder || holder === was) continue;
        s.took = true;
        givers.add(holder);
      }
    }
  }
  for (const s of sections) s.gave = givers.has(s.was);
}

function judgeSection(c, s) {
  const { was, is, rows = [] } = s;
  const added = sum(rows, "added"), removed = sum(rows, "removed"), reworded = added + removed > 0;
  const moved = rows.some((r) => r.moved || r.movedTo >= 0);
  const headed = was?.headline && is?.headline, sameNumber = was?.number === is?.number;
  // A heading that came or went over text that stands is structure, not words.
  const passed = s.took || s.gave, words = headingWords(c, s), text = s.heading.edits && words.some(Boolean); // it was made of words of the text
  const handed = !(was && is) && (moved || passed) && !reworded, took = handed && !text;
  const title = (was && is ? headed && s.heading.changed || text : !took) ? words : [0, 0];
  const renamed = title.some((n) => n > 0);
  const one = !(was && is), goesOn = one && !(is ?? was).headline && (s.now > 0 || s.old > 0) && !handed; // its heading went earlier
  const holds = goesOn ? { wording: true } : !was ? { wording: handed && text, split: handed, added: !handed } : !is ? { merged: took, removed: !took } : {
    wording: reworded,
    "heading-regained": is.headline && !headed,
    "heading-lost": was.headline && !headed,
    renamed,
    moved: moved || s.moved,
    renumbered: headed && !sameNumber,
    presentation: passed || rows.some((r) => r.presented || (r.old < 0 || r.now < 0) && !(r.movedTo >= 0) && !r.taken && !r.edits && r.added + r.removed === 0) || headed && (was.level !== is.level || sameNumber && !renamed && s.heading.changed),
  };
  s.changes = Object.keys(holds).filter((status) => holds[status]);
  s.wordsRemoved = removed + title[0];
  s.wordsAdded = added + title[1];
  s.status = s.changes[0] ?? "unchanged";
  if (s.status.startsWith("heading")) s.status = holds.moved ? "moved" : "presentation";
}

/**
 * Looks again at headings without a text of their own that came or went: over
 * sections that stand in both versions they are structure.
 */
function judgeGroups(c) {
  for (const s of c.sections.toReversed()) {
    const side = { added: "now", removed: "old" }[s.status];
    if (!side || s.rows.length) continue;
    const { sections } = c[side], group = [];
    for (let i = s[side] + 1; sections[i]?.depth > sections[s[side]].depth; i++) group.push(c.sections.find((t) => t[side] === i));
    if (!group.length || group.some(({ status }) => status === "added" || status === "removed")) continue;
    s.wordsAdded = s.wordsRemoved = 0;
    s.changes = [s.status = side === "now" ? "split" : "merged"];
  }
}

/** The words of a section's title that went and came. */
function headingWords(c, { heading, was, is }) {
  if (heading.taken) return [0, 0];
  if (!heading.edits) return titleWords(c, was, is);
  const first = c.weave.text(is.headline).length - c.weave.titleTokens(is).length;
  return wordsChanged(heading.edits, first);
}

/** The words of a title that went and came. */
function titleWords(c, was, is) {
  return changedWords(...[was, is].map((section) => c.weave.titleTokens(section)));
}

/** The words of tokens a that went, and those of tokens b that came. */
function changedWords(a, b) {
  const x = wordsOf(a), y = wordsOf(b), spans = sameWords(a, b) ? [] : differences(x, y, [0, x.length, 0, y.length]);
  return [0, 2].map((at) => spans.reduce((all, span) => all + span[at + 1] - span[at], 0));
}

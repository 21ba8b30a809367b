/** Says what became of every section, and of the text, as generator/compare/verdict.go does. */

import { sameWords } from "./readable.js";
import { wordsOf } from "./weave.js";
import { differences } from "./sequences.js";

const sum = (list, name) => list.reduce((all, one) => all + one[name], 0);

/** Fills in the status of every section of a comparison, and its verdict. */
export function judge(c) {
  for (const s of c.sections) judgeSection(c, s);
  judgeGroups(c);
  const count = (status) => c.sections.filter((s) => s.status === status).length;
  const v = c.verdict = {
    added: count("added"), removed: count("removed"), changed: count("wording") + count("renamed"), of: c.now.sections.length,
    wordsAdded: sum(c.sections, "wordsAdded"), wordsRemoved: sum(c.sections, "wordsRemoved"),
  };
  v.kind = v.added + v.removed ? "sections" : v.wordsAdded + v.wordsRemoved ? "wording"
    : c.old.digest === c.now.digest && count("unchanged") === c.sections.length ? "identical" : "presentation";
}

function judgeSection(c, s) {
  const { was, is, rows = [] } = s;
  const added = sum(rows, "added"), removed = sum(rows, "removed"), reworded = added + removed > 0;
  const moved = rows.some((r) => r.moved || r.movedTo >= 0);
  const headed = was?.headline && is?.headline, sameNumber = was?.number === is?.number;
  // A heading that came or went over text that stands is structure, not words.
  const took = !(was && is) && moved && !reworded;
  const title = (was && is ? headed && s.heading.changed : !took) ? titleWords(c, was, is) : [0, 0];
  const renamed = title.some((n) => n > 0);
  const holds = !was ? { split: took, added: !took } : !is ? { merged: took, removed: !took } : {
    wording: reworded,
    "heading-regained": is.headline && !headed,
    "heading-lost": was.headline && !headed,
    renamed,
    moved: moved || s.moved,
    renumbered: headed && !sameNumber,
    presentation: rows.some((r) => r.presented) || headed && (was.level !== is.level || sameNumber && !renamed && s.heading.changed),
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

/** The words of a title that went and came. */
function titleWords(c, was, is) {
  const [x, y] = [was, is].map((section) => wordsOf(c.weave.titleTokens(section)));
  const spans = sameWords(x, y) ? [] : differences(x, y, [0, x.length, 0, y.length]);
  return [0, 2].map((at) => spans.reduce((all, span) => all + span[at + 1] - span[at], 0));
}

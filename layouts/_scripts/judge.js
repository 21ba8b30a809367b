/** Says what became of every section, and of the text, as generator/compare/verdict.go does. */

import { longestCommon } from "./sequences.js";
import { sameWords } from "./readable.js";

/** Fills in the status of every section of a comparison, and its verdict. */
export function judge(c) {
  const v = c.verdict = { kind: "", changed: 0, of: c.now.sections.length, added: 0, removed: 0, wordsAdded: 0, wordsRemoved: 0 };
  for (const s of c.sections) judgeSection(c, s);
  judgeGroups(c);
  for (const s of c.sections) {
    if (s.status === "added") v.added++;
    if (s.status === "removed") v.removed++;
    if (s.status === "wording" || s.status === "renamed") v.changed++;
    v.wordsAdded += s.wordsAdded;
    v.wordsRemoved += s.wordsRemoved;
  }
  const visible = c.markup > 0 || c.links.length > 0 || c.sections.some((s) => s.status !== "unchanged");
  v.kind = v.added + v.removed > 0 ? "sections"
    : v.wordsAdded + v.wordsRemoved > 0 ? "wording"
      : visible || c.old.title !== c.now.title || c.old.digest !== c.now.digest ? "presentation" : "identical";
}

function judgeSection(c, s) {
  Object.assign(s, { status: "unchanged", changes: [], wordsAdded: 0, wordsRemoved: 0 });
  if (!s.rows) return;
  let own = 0, came = 0, left = 0, presented = false, movedRows = false, added = 0, removed = 0;
  for (const r of s.rows) {
    if (r.movedTo >= 0) {
      left++;
      movedRows = true;
      continue;
    }
    if (c.weave.words(r.a).length || c.weave.words(r.b).length) own++;
    if (r.moved) {
      came++;
      movedRows = true;
    }
    const [ins, del] = counted(r);
    added += ins;
    removed += del;
    presented ||= r.links || r.markup > 0 || ins + del === 0 && r.spans.length > 0 && r.a.length > 0 && r.b.length > 0;
  }
  const was = c.old.sections[s.old], is = c.now.sections[s.now];
  let [headAdded, headRemoved] = titleWords(c, was, is);
  const changes = s.changes;
  if (!was && own > 0 && came === own && added + removed === 0) {
    changes.push("split");
    headAdded = 0;
  } else if (!was) changes.push("added");
  else if (!is && own === 0 && left > 0) {
    changes.push("merged");
    headRemoved = 0;
  } else if (!is) changes.push("removed");
  else {
    const headed = was.heading >= 0 && is.heading >= 0;
    if (added + removed > 0) changes.push("wording");
    if (was.heading < 0 && is.heading >= 0) {
      changes.push("heading-regained");
      headAdded = 0;
    } else if (was.heading >= 0 && is.heading < 0) {
      changes.push("heading-lost");
      headRemoved = 0;
    } else if (headAdded + headRemoved > 0) changes.push("renamed");
    if (c.movedSection[s.now] || movedRows) changes.push("moved");
    if (was.number !== is.number && headed) changes.push("renumbered");
    const heading = headed && !same(s.heading) && was.number === is.number && !changes.includes("renamed");
    if (presented || heading || was.level !== is.level && headed) changes.push("presentation");
  }
  s.wordsAdded = added + headAdded;
  s.wordsRemoved = removed + headRemoved;
  s.status = changes[0] ?? "unchanged";
  if (s.status.startsWith("heading-")) s.status = changes.includes("moved") ? "moved" : "presentation";
}

/**
 * Looks again at headings without a text of their own that came or went: over
 * sections that stand in both versions they are structure.
 */
function judgeGroups(c) {
  for (const s of c.sections.toReversed()) {
    if (s.rows?.length !== 0 || s.status !== "added" && s.status !== "removed") continue;
    const [doc, at, other, side] = s.status === "removed" ? [c.old, s.old, c.newOf, "old"] : [c.now, s.now, c.oldOf, "now"];
    let group = 0, structure = true;
    for (let i = at + 1; i < doc.sections.length && doc.sections[i].depth > doc.sections[at].depth; i++) {
      group++;
      const status = c.sections.find((t) => t[side] === i)?.status;
      structure &&= other[i] >= 0 || status === "split" || status === "merged";
    }
    if (!group || !structure) continue;
    s.wordsAdded = s.wordsRemoved = 0;
    s.status = s.status === "added" ? "split" : "merged";
    s.changes = [s.status];
  }
}

/** The words that a row adds and removes. */
function counted(r) {
  let added = 0, removed = 0;
  for (const s of r.spans) {
    if (s.minor) continue;
    added += s.added.length;
    removed += s.removed.length;
  }
  return [added, removed];
}

/** The changed words of a title. */
function titleWords(c, was, is) {
  const [x, y] = [[c.old, was], [c.now, is]].map(([doc, s]) => (s ? c.weave.words(c.weave.titleTokens(doc, s)) : []));
  if (sameWords(x, y)) return [0, 0];
  const common = longestCommon(x.length, y.length, (i, j) => x[i] === y[j]).length;
  return [y.length - common, x.length - common];
}

/** Whether a row's block stands in both versions without any change that a reader could see. */
export function same(r) {
  return r.old >= 0 && r.now >= 0 && !r.moved && !r.links && !r.markup && !r.spans.length;
}

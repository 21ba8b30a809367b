// @ts-check
/** Extends changes of words to all of what is read as one, as generator/compare/whole.go does. */

import { sameWords } from "./count.js";

/** @import { Span, Token } from "./types.js" */

/** What a number counts. */
const UNIT = new RegExp(`^(?:${[
  "[%‰°]|年間?|月|日間?|時間|分間?|週間?|[かヶカ]月間?|天|个月|個月|小时|小時|周|歳|岁|歲|円|元",
  "seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|percent|[kmgt]b|km",
  "sekunden|minuten|stunden?|tag|tagen?|wochen?|monat|monaten?|jahr|jahren?|prozent",
  "secondes|heures?|jours?|semaines?|mois|ans?|années?",
  "segundos|minutos|horas?|días?|semanas?|mes|meses|años?",
  "secondi|minuti|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]",
  "dias?|mês|anos?|uur|dag|dagen|weken|maand|maanden|jaar",
].join("|")})$`);

const CURRENCY = /^(?:EUR|USD|GBP|CHF|JPY|CNY|CAD|AUD|INR|SEK|NOK|DKK|PLN|CZK|BRL|\p{Sc})$/u;

/** A letter, a sign and the next word that are one: a compound with hyphens, an e-mail address, a date. */
const CONNECTED = /^(?:[\p{L}\p{Nd}]\n[-‐‑@]\n[\p{L}\p{Nd}]|\p{Nd}\n[/:.,]\n\p{Nd})/u;

/**
 * @param {Span[]} spans
 * @param {Token[]} old
 * @param {Token[]} now
 */
export function whole(spans, old, now) {
  /** @type {Span[]} */
  const list = [];
  const rest = spans.toReversed();
  for (let next = rest.pop(); next; next = rest.pop()) {
    const [oldFrom, oldTo, newFrom, newTo] = next;
    /** @type {Span} */
    const span = [oldFrom, oldTo, newFrom, newTo];
    if (!sameWords(old.slice(oldFrom, oldTo), now.slice(newFrom, newTo))) {
      while (grow(span, list, rest, old, now));
    }
    list.push(span);
  }
  return list;
}

/**
 * Extends a span by a neighbour or a token, and tells whether it could.
 * @param {Span} span
 * @param {Span[]} list the spans before it
 * @param {Span[]} rest the spans behind it, the next one last
 * @param {Token[]} old
 * @param {Token[]} now
 */
function grow(span, list, rest, old, now) {
  const [oldFrom, oldTo, newFrom, newTo] = span;
  const before = list.at(-1);
  const behind = rest.at(-1);
  if (before && before[1] === oldFrom && before[3] === newFrom) {
    span[0] = before[0];
    span[2] = before[2];
    list.pop();
  } else if (behind && behind[0] === oldTo && behind[2] === newTo) {
    span[1] = behind[1];
    span[3] = behind[3];
    rest.pop();
  } else if (goesOn(old, oldFrom) || goesOn(now, newFrom)) {
    if (!oldFrom || !newFrom) return false;
    span[0]--;
    span[2]--;
  } else if (goesOn(old, oldTo) || goesOn(now, newTo)) {
    if (oldTo === old.length || newTo === now.length) return false;
    span[1]++;
    span[3]++;
  } else {
    return false;
  }
  return true;
}

/**
 * Whether the token at a place is read as one with the token before it.
 * @param {Token[]} tokens
 * @param {number} at
 */
function goesOn(tokens, at) {
  const before = tokens[at - 1];
  const behind = tokens[at];
  if (!before || !behind || behind.look.break) return false;
  return behind.joined || counted(before, behind) || connects(tokens, at) || connects(tokens, at - 1);
}

/**
 * Whether two tokens are a number and what it counts, or a currency and an amount.
 * @param {Token} before
 * @param {Token} behind
 */
function counted(before, behind) {
  if (/\p{Nd}$/u.test(before.text)) {
    if (UNIT.test(behind.word || behind.text) || CURRENCY.test(behind.text)) return true;
  }
  return /^\p{Nd}/u.test(behind.text) && CURRENCY.test(before.text);
}

/**
 * Whether a token is a sign that makes one of the words at both of its sides.
 * @param {Token[]} tokens
 * @param {number} at
 */
function connects(tokens, at) {
  const before = tokens[at - 1];
  const sign = tokens[at];
  const behind = tokens[at + 1];
  if (!before || !behind || standsApart(sign) || standsApart(behind)) return false;
  return CONNECTED.test(`${[...before.text].at(-1)}\n${sign.text}\n${behind.text}`);
}

/** @param {Token} token */
function standsApart({ space, look }) {
  return space || look.break;
}

/** Tables that changed, with the rows and columns of both texts, as generator/compare/grid.go has them. */

/** Where in a block's path its outermost table is; -1 without one. */
export function tableLevel({ path = [] }) {
  return path.findIndex(({ kind }) => kind === "table");
}

/** The tables of a section, by their blocks: from first up to end, with the place of each in cells: row, column, span. */
function tablesOf(doc, section) {
  const list = [];
  for (const i of section.blocks) {
    const { path = [], fresh = 0 } = doc.blocks[i], level = tableLevel(doc.blocks[i]);
    if (level < 0) continue;
    if (list.at(-1)?.end !== i || fresh <= level) list.push({ first: i, end: i, cells: new Map(), rows: 0, columns: 0, next: 0 });
    const t = list.at(-1);
    t.end = i + 1;
    if (path[level + 1]?.kind !== "row" || path.length < level + 3) continue;
    if (fresh <= level + 1 || !t.rows) [t.rows, t.next] = [t.rows + 1, 0];
    if (fresh > level + 2 && t.next) {
      t.cells.set(i, t.cells.get(i - 1));
      continue;
    }
    const span = Math.max(1, path[level + 2].span ?? 0);
    t.cells.set(i, { row: t.rows - 1, column: t.next, span });
    t.columns = Math.max(t.columns, t.next += span);
  }
  return list;
}

/** Puts the rows of a section that stand in tables into the order of these: row by row, and in a row column by column. */
export function inTables(c, { was, is }, rows) {
  if (!was || !is) return rows;
  for (const [old, now] of pairsOf(c, tablesOf(c.old, was), tablesOf(c.now, is))) if (!same(c, old, now)) rows = inTable(c, old, now, rows);
  return rows;
}

const inside = ({ first, end }, block) => first <= block && block < end;

function pairsOf(c, olds, news) {
  const pairs = [], used = new Set();
  for (const t of news) {
    let best, most = 0;
    for (const o of olds) {
      const n = c.oldBlocks.slice(t.first, t.end).filter((i) => inside(o, i)).length;
      if (n > most && !used.has(o)) [best, most] = [o, n];
    }
    if (best) pairs.push([best, t]), used.add(best).add(t);
  }
  const [x, y] = [olds, news].map((list) => list.filter((t) => !used.has(t)));
  return x.length === 1 && y.length === 1 ? [...pairs, [x[0], y[0]]] : pairs;
}

function same(c, old, now) {
  if (old.end - old.first !== now.end - now.first) return false;
  for (let j = now.first; j < now.end; j++) {
    const i = old.first + j - now.first, x = c.old.blocks[i], y = c.now.blocks[j];
    if (c.oldBlocks[j] !== i) return false;
    if (x.block === y.block && x.state === y.state) continue;
    const [a, b] = [x, y].map((block) => c.weave.text(block));
    if (a.length !== b.length || a.some(({ seen }, n) => seen !== b[n].seen)) return false;
  }
  return true;
}

function inTable(c, old, now, rows) {
  const place = placesIn(c, old, now), list = [], out = [];
  let at;
  for (const r of rows) {
    const gone = !(r.now >= 0) && inside(old, r.old);
    if (!gone && !inside(now, r.now)) {
      out.push(r);
      continue;
    }
    at ??= out.length;
    if (!gone || !inside(now, r.movedTo)) list.push({ ...r, cell: place(gone ? old : now, gone ? r.old : r.now) });
  }
  c.tables.push({ old, now });
  list.sort((x, y) => x.cell.row - y.cell.row || x.cell.column - y.cell.column);
  out.splice(at ?? 0, 0, ...list);
  return out;
}

/** Tells where a block of either table stands in the one that has the rows and columns of both. */
function placesIn(c, old, now) {
  const votes = { row: new Map(), column: new Map() };
  for (const [j, y] of now.cells) {
    const x = old.cells.get(c.oldBlocks[j]);
    for (const what of x ? ["row", "column"] : []) {
      const named = votes[what].get(y[what]) ?? new Map();
      votes[what].set(y[what], named.set(x[what], (named.get(x[what]) ?? 0) + 1));
    }
  }
  const rows = together(old.rows, now.rows, votes.row), columns = together(old.columns, now.columns, votes.column), table = c.tables.length;
  return (of, block) => {
    const cell = of.cells.get(block), side = of === old ? 0 : 1;
    if (!cell) return { table, row: -1, column: 0 };
    const [column, last] = [cell.column, cell.column + cell.span - 1].map((n) => columns[side].get(n));
    return { table, row: rows[side].get(cell.row), column, span: Math.max(1, last - column + 1), of: columns.all };
  };
}

/** One order of old and new things: the new ones, and behind what they followed the old ones that are none of them. */
function together(n, m, votes) {
  const used = new Set(), order = [], places = [new Map(), new Map()];
  for (let y = 0; y < m; y++) {
    let best = -1, most = 0;
    for (const [x, v] of [...votes.get(y) ?? []].sort((a, b) => a[0] - b[0])) if (v > most && !used.has(x)) [best, most] = [x, v];
    used.add(best);
    order.push([best, y]);
  }
  for (let x = 0, at = 0; x < n; x++) {
    const k = order.findIndex(([old]) => old === x);
    if (k >= 0) at = k + 1;
    else order.splice(at++, 0, [x, -1]);
  }
  order.forEach((pair, k) => pair.forEach((n, side) => n >= 0 && places[side].set(n, k)));
  return Object.assign(places, { all: order.length });
}

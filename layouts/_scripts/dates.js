// @ts-check
/** Reads and writes days of the calendar. */

/**
 * How days are written, as the pages have it.
 * @param {string[]} patterns by month: {d} or {dd} stands for the day, {y} for the year
 * @returns {(day: string) => string} what writes a day, which is given as YYYY-MM-DD
 */
export function dateWriter(patterns) {
  return (day) => {
    const [year, month, date] = day.split("-");
    const values = { y: year, dd: date, d: String(Number(date)) };
    return patterns[Number(month) - 1].replace(/\{(y|dd|d)\}/g, (_, key) => values[/** @type {"y"} */ (key)]);
  };
}

/**
 * Whether something is a day of the calendar, written YYYY-MM-DD.
 * @param {string} text
 */
export function isDay(text) {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

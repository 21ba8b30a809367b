// @ts-check
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

const form = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar: `2026-12-01`. */
export function isIsoDate(text: string): boolean {
  return form.test(text) && toIsoDate(Date.parse(text)) === text;
}

/** The day that is a number of days after another one. */
export function addDays(date: string, days: number): string {
  return toIsoDate(Date.parse(date) + days * 24 * 60 * 60 * 1000)!;
}

/** The later of two days. */
export function laterOf(date: string, other: string): string {
  return date < other ? other : date;
}

function toIsoDate(milliseconds: number): string | undefined {
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString().slice(0, 10);
}

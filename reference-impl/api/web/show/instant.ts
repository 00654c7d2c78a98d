import type { OffsetDateTime } from '../../../../contract/domain/time.ts';
import { html, type Html } from '../html.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const PARTS = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** `3 Mar 2026 07:59 UTC-05:00`: on the clock of the place where it was, as it was written. */
export const instantText = (at: OffsetDateTime): string => {
  const [, year, month, day, clock, zone] = PARTS.exec(at) ?? [];
  if (year === undefined) return at;
  const offset = zone === 'Z' ? '' : (zone ?? '');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year} ${clock ?? ''} UTC${offset}`;
};

/** The same for a page, where it may break before the zone and nowhere else. */
export const instant = (at: OffsetDateTime): Html => {
  const [day, zone] = instantText(at).split(' UTC');
  return zone === undefined
    ? html`<time datetime="${at}">${day}</time>`
    : html`<time datetime="${at}"><span>${day}</span> <span>UTC${zone}</span></time>`;
};

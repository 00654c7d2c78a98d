import type { Ambience } from './ambience.ts';
import { Played } from './played.test-helper.ts';

export const policies = (more: Partial<Ambience['policies']>): Partial<Ambience> => ({
  policies: {
    backfill: 'since-order-start',
    afterEnd: 'accept',
    control: 'refuse',
    future: 'refuse',
    duplicates: 'server-side',
    backdateDays: 30,
    ...more,
  },
});
export const filed = (p: Played): string[] =>
  [...p.course.state.filings.values()].map(
    (f) => `${f.key.split('|')[1]}${f.apart ? ' apart' : ''}${f.wrongful ? ' wrongful' : ''}`,
  );

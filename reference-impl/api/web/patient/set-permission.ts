import { SYSTEM } from '../../../../contract/codes/canonical.ts';
import { Measure } from '../../../../contract/domain/measure.ts';
import { accept } from '../../../../contract/refusal.ts';
import { stop } from '../../fhir/surface-refusal.ts';
import type { Page } from '../page.ts';

const isStatus = (text: string): text is 'granted' | 'withdrawn' => text === 'granted' || text === 'withdrawn';

/** Grants or withdraws the permission for one type of data. */
export const SET_PERMISSION: Page = {
  method: 'POST',
  path: '/patient/permissions',
  role: 'patient',
  subject: 'permission',
  handle: async ({ pipeline, caller, person, form }) => {
    const measure = Measure.safeParse(form.line('measure'));
    const status = form.line('status');
    if (!measure.success || !isStatus(status)) stop('bad-value', undefined, 'a type of data is shared, or not');
    const known = await pipeline.permissions.search(caller, person.key);
    if (!known.ok) return known;
    const standing = known.value.find(({ body }) => body.measure === measure.data);
    // Sent twice, or by a page that is old: to grant anew would move the instant from which readings count.
    if (standing?.body.status === status) return accept({ goTo: `/patient?said=${status}` });
    const permission = {
      // A patient has one permission of a type, and whoever made it, it keeps its key.
      identifier: standing?.body.identifier ?? { system: SYSTEM.permission, value: `${person.id}-${measure.data}` },
      patient: person.key,
      measure: measure.data,
      status,
      at: await pipeline.clock.now(person.key),
    };
    const set = await pipeline.permissions.set(caller, permission, standing?.version);
    return set.ok ? accept({ goTo: `/patient?said=${status}` }) : set;
  },
};

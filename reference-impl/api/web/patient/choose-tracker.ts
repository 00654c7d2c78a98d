import { accept } from '../../../../contract/refusal.ts';
import { stop } from '../../fhir/surface-refusal.ts';
import { versionOf } from '../fields.ts';
import type { Page } from '../page.ts';

const isAct = (text: string): text is 'picked' | 'disconnected' => text === 'picked' || text === 'disconnected';

/** Picks or disconnects a tracker. */
export const CHOOSE_TRACKER: Page = {
  method: 'POST',
  path: '/patient/trackers/:id',
  role: 'patient',
  subject: 'tracker',
  handle: async ({ pipeline, caller, id, form }) => {
    const act = form.line('act');
    if (!isAct(act)) stop('bad-value', undefined, 'a tracker is picked or disconnected');
    const tracker = await pipeline.portal.tracker(caller, id);
    if (!tracker.ok) return tracker;
    const chosen = await pipeline.portal.choose(caller, tracker.value.body.order, act, versionOf(form));
    return chosen.ok ? accept({ goTo: `/patient?said=${act}` }) : chosen;
  },
};

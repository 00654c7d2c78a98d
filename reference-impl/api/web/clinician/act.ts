import { accept } from '../../../../contract/refusal.ts';
import { stop } from '../../fhir/surface-refusal.ts';
import { versionOf } from '../fields.ts';
import type { Page } from '../page.ts';

const isAct = (text: string): text is 'seen' | 'done' => text === 'seen' || text === 'done';

/** A person's act on an item: seen, done. */
export const ACT: Page = {
  method: 'POST',
  path: '/clinician/inbox/:id/act',
  role: 'clinician',
  subject: 'item',
  handle: async ({ pipeline, caller, id, form }) => {
    const act = form.line('act');
    if (!isAct(act)) stop('bad-value', undefined, 'an item is marked seen or done');
    const acted = await pipeline.inbox.act(caller, { id }, act, versionOf(form));
    if (!acted.ok) return acted;
    return accept({ goTo: form.line('back') === 'item' ? `/clinician/inbox/${id}?said=${act}` : '/clinician/inbox' });
  },
};

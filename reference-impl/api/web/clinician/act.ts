import { keyOf } from '../../../../contract/domain/identifier.ts';
import type { InboxItem } from '../../../../contract/domain/inbox-item.ts';
import { accept, type Outcome } from '../../../../contract/refusal.ts';
import type { Stored } from '../../../pipeline.ts';
import { stop } from '../../fhir/surface-refusal.ts';
import { versionOf } from '../fields.ts';
import type { Page, PageContext } from '../page.ts';

const isAct = (text: string): text is 'seen' | 'done' => text === 'seen' || text === 'done';

/** Whether the form was sent twice, and this person has done it. */
const isDone = async ({ pipeline, caller, person, id }: PageContext, act: 'seen' | 'done'): Promise<boolean> => {
  const item = (await pipeline.read(caller, 'Task', id)) as Outcome<Stored<InboxItem>>;
  if (!item.ok || item.value.body.status !== act) return false;
  return item.value.body.history.some(({ status, actor }) => status === act && actor === keyOf(person.key));
};

/** A person's act on an item: seen, done. */
export const ACT: Page = {
  method: 'POST',
  path: '/clinician/inbox/:id/act',
  role: 'clinician',
  subject: 'item',
  handle: async (context) => {
    const { pipeline, caller, id, form } = context;
    const act = form.line('act');
    if (!isAct(act)) stop('bad-value', undefined, 'an item is marked seen or done');
    const acted = await pipeline.inbox.act(caller, { id }, act, versionOf(form));
    if (!acted.ok && !(acted.refusal.code === 'stale-version' && (await isDone(context, act)))) return acted;
    return accept({ goTo: form.line('back') === 'item' ? `/clinician/inbox/${id}?said=${act}` : '/clinician/inbox' });
  },
};

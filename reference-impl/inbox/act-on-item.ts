import type { InboxItem, StatusEvent } from '../../contract/domain/inbox-item.ts';

/**
 * The next state after a person's act: new → seen → done; done without seen implies seen. The same
 * act again changes nothing. Undefined: the act is not allowed, because it goes backwards or the
 * item was withdrawn.
 */
export const actOnItem = (
  item: InboxItem,
  act: 'seen' | 'done',
  actor: string,
  at: string,
): { readonly item: InboxItem; readonly changed: boolean } | undefined => {
  if (item.status === act) return { item, changed: false };
  const event = (status: StatusEvent['status']): StatusEvent => ({ status, at, actor });
  const next = (...events: readonly StatusEvent[]) => ({
    item: { ...item, status: act, history: [...item.history, ...events] },
    changed: true,
  });
  if (item.status === 'new') return act === 'seen' ? next(event('seen')) : next(event('seen'), event('done'));
  return item.status === 'seen' && act === 'done' ? next(event('done')) : undefined;
};

import type { Absence, Measure } from '../../../contract/domain/index.ts';
import type { Act } from '../../history/lines.ts';
import { isOpen } from '../raise.test-helper.ts';
import { type Draft, inMinutes } from './draft.test-helper.ts';
import { itemId, LINDQVIST, OKAFOR, orderId, patient, POOL, RIVERA, sourceId } from './names.test-helper.ts';
import type { Kind } from './theme.test-helper.ts';

const permission = (draft: Draft, measure: Measure, status: 'granted' | 'withdrawn'): Act => ({
  op: 'permission.set',
  permission: {
    identifier: { system: 'urn:example:permission', value: `ana/${measure}` },
    patient: patient(),
    measure,
    status,
    at: inMinutes(draft, draft.picks.of([0, 0, -1, 0, -90, 0, status === 'withdrawn' ? 30 : 0])),
  },
});

const absences = (draft: Draft): Absence[] => {
  const { picks } = draft;
  const [from, until] = picks.of([
    [-60, 24 * 60],
    [0, 3 * 60],
    [30, 90],
    [-600, 14 * 24 * 60],
  ] as const);
  const period = { start: inMinutes(draft, from), end: inMinutes(draft, until) };
  const covered = picks.of([OKAFOR, POOL, OKAFOR, LINDQVIST, undefined, RIVERA]);
  return picks.chance(10) ? [] : [{ period, ...(covered === undefined ? {} : { coveredBy: covered }) }];
};

const act = (draft: Draft, what: 'seen' | 'done'): Act[] => {
  const { items } = draft.world;
  const open = items.filter(isOpen);
  if (open.length === 0) return [];
  const item = draft.picks.of(open.toReversed());
  const n = items.filter((i) => i.slot === item.slot).indexOf(item);
  return [{ op: 'item.act', item: itemId(item.slot, n), act: what, person: item.recipient }];
};

/** What people do with permissions, items, absences, trackers and sources; empty where nothing can be done. */
export const otherActs = (kind: Kind, draft: Draft): Act[] => {
  const { picks, theme } = draft;
  const other: Measure = theme.measure === 'glucose' ? 'weight' : 'glucose';
  switch (kind) {
    case 'grant':
      return [permission(draft, theme.measure, 'granted')];
    case 'withdraw':
      return [permission(draft, theme.measure, 'withdrawn')];
    case 'grant-other':
      return [permission(draft, other, 'granted')];
    case 'seen':
    case 'done':
      return act(draft, kind);
    case 'coverage':
      return [
        { op: 'coverage.set', coverage: { person: picks.of([RIVERA, RIVERA, OKAFOR]), absences: absences(draft) } },
      ];
    case 'pick':
      return [
        {
          op: 'tracker.set',
          patient: patient(),
          order: orderId(picks.of(draft.world.orders.size > 1 ? ['o1', 'o2'] : ['o1'])),
          state: 'picked',
        },
      ];
    case 'disconnect':
      return draft.world.trackers.size === 0
        ? []
        : [{ op: 'tracker.set', patient: patient(), order: orderId('o1'), state: 'disconnected' }];
    case 'admit':
    case 'expel':
      return [
        {
          op: 'source.set',
          source: {
            identifier: sourceId,
            measures: picks.of<Measure[]>([['glucose'], ['glucose', 'weight'], ['glucose'], ['glucose'], ['weight']]),
            expires: inMinutes(draft, picks.of([30 * 24 * 60, 30, 30 * 24 * 60, 24 * 60, 60])),
          },
          status: kind === 'admit' ? 'admitted' : 'withdrawn',
        },
      ];
    default:
      return [];
  }
};

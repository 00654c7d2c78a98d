import type { InboxItem, StatusEvent } from '../../../contract/domain/index.ts';
import { type Instant, instantOf, isoOf, lengthOf } from '../instant.test-helper.ts';
import { inTime, latest } from '../readings.test-helper.ts';
import type { Item, World } from '../world.test-helper.ts';
import { itemId } from './names.test-helper.ts';

const PRIORITY = { critical: 'stat', abnormal: 'urgent', change: 'urgent' } as const;

const kindOf = (item: Item): InboxItem['kind'] => {
  if (item.rule === 'missing' || item.rule === 'summary') return item.rule;
  return item.call?.kind ?? 'abnormal';
};

const aboutReading = (item: Item): Partial<InboxItem> => {
  if (item.reading === undefined) return {};
  const reading = latest(item.reading);
  return {
    reading: item.reading.versions[0]?.identifier ?? reading.identifier,
    effective: reading.effective,
    limitFrom: isoOf(item.version.from),
    ...(reading.result.kind === 'value' ? { value: reading.result.quantity } : {}),
    ...(reading.mealContext === undefined ? {} : { context: reading.mealContext }),
    ...(item.late === undefined ? {} : { late: item.late, submitted: isoOf(item.created) }),
  };
};

const aboutRule = (world: World, item: Item): Partial<InboxItem> => {
  const [, , about = ''] = item.slot.split(' ');
  switch (item.rule) {
    case 'missing':
      return { due: about };
    case 'summary': {
      const rule = item.version.order.rules.find((r) => r.kind === 'summary');
      const length = rule?.kind === 'summary' ? lengthOf(rule.period) : 0n;
      const [count = '0', abnormal = '0', critical = '0'] = (item.content ?? '').split(' ');
      return {
        count: Number(count),
        summary: {
          period: { start: about, end: isoOf(instantOf(about) + length) },
          abnormalCount: Number(abnormal),
          criticalCount: Number(critical),
        },
      };
    }
    case 'repeated':
      return membersOf(item);
    case 'limits':
      return item.version.order.rules.some((r) => r.kind === 'digest') ? membersOf(item) : {};
    case 'escalation': {
      const { copyOf, step } = item;
      if (copyOf === undefined || step === undefined) return {};
      const n = world.items.filter((i) => i.slot === copyOf.slot).indexOf(copyOf);
      return { step, copyOf: itemId(copyOf.slot, n) };
    }
    default:
      return {};
  }
};

/** By effective time as it was when the item was raised, for repeated; as it is now where more may join. */
const membersOf = (item: Item): Partial<InboxItem> => {
  const members = item.rule === 'repeated' ? item.members : inTime(item.members);
  const readings = members.map((m) => m.versions[0]?.identifier ?? latest(m).identifier);
  return { readings, count: readings.length };
};

/** An item as the system shows it after the first `events` of its story. */
export const shownItem = (world: World, item: Item, events: number): InboxItem => {
  const n = world.items.filter((i) => i.slot === item.slot).indexOf(item);
  const { order } = item.version;
  const kind = kindOf(item);
  const story = item.story.slice(0, events);
  const statuses = story.map((e) => e.what).filter((w) => w !== 'updated');
  const why = story.find((e) => e.what === 'withdrawn')?.why;
  const event = (status: StatusEvent['status'], at: Instant): StatusEvent => ({
    status,
    at: isoOf(at),
    actor: 'system',
  });
  return {
    identifier: itemId(item.slot, n),
    version: story.length + 1,
    kind,
    status: statuses.at(-1) ?? 'new',
    ...(why === undefined ? {} : { withdrawal: why }),
    patient: order.patient,
    order: order.identifier,
    measure: order.measure,
    recipient: item.recipient,
    routedAs: item.routedAs,
    rule: item.rule,
    interpretation: [...(item.call?.directions ?? [])],
    priority: kind === 'critical' || kind === 'abnormal' || kind === 'change' ? PRIORITY[kind] : 'routine',
    created: isoOf(item.created),
    history: [event('new', item.created), ...story.map((e) => event(e.what, e.at))],
    ...aboutReading(item),
    ...aboutRule(world, item),
  };
};

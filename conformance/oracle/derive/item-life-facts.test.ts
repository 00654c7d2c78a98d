import { describe, expect, test } from 'vitest';
import { type Identifier, keyOf, type OrderStatus } from '../../../contract/domain/index.ts';
import {
  DECOY,
  makeItem,
  makeOrder,
  makeReading,
  OKAFOR,
  orderId,
  patientId,
  POOL,
  RIVERA,
} from '../history-builder.test-helper.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { indexLooks, lifeFact, privacyFact } from './item-life-facts.ts';
import type { Owed } from './owed.ts';
import type { PatientCase, World } from './world.ts';
import { Outages } from '../sight/outages.ts';

type Look = OpOf<'inbox.look'>;
interface Seen {
  readonly person?: Identifier;
  readonly patient?: Identifier;
  readonly items?: readonly string[];
  readonly complete?: boolean;
  readonly outcome?: string;
}
const look = (sent: number, { items = [], complete = true, outcome = 'ok', ...whom }: Seen): Look =>
  ({
    seq: sent,
    sent,
    outcome,
    act: { op: 'inbox.look', ...whom },
    output: { look: { pages: 1, items, complete } },
  }) as unknown as Look;
/** Looks that were answered with nothing, or with something else. */
const blank = (sent: number, whom: Seen): Look[] =>
  [undefined, {}].map((output) => ({ ...look(sent, whom), output }) as unknown as Look);
const item = (...recipients: readonly Identifier[]): ObservedItem => {
  const latest = makeItem(makeReading({ name: 'r', value: '212' }), makeOrder(), 'i', {
    recipient: recipients.at(-1) ?? RIVERA,
  });
  return {
    key: 'i',
    first: { by: 100 },
    latest,
    versions: recipients.map((recipient) => ({ item: { ...latest, recipient } })),
  } as unknown as ObservedItem;
};
const patient = (statuses: Readonly<Record<string, readonly OrderStatus[]>> = {}): PatientCase =>
  ({
    lane: 'l',
    record: { key: keyOf(patientId()), clock: { over: () => ({ low: 0n, high: 0n }) } },
    orders: Object.entries(statuses).map(([name, all]) => ({
      key: keyOf(orderId(name)),
      versions: all.map((status) => ({ order: { status } })),
    })),
    measures: [],
  }) as unknown as PatientCase;
/** `routes`: who covers, by recipient. */
const world = (routes: Readonly<Record<string, readonly Identifier[]>> = {}): World =>
  ({
    deadlines: { other: 7 },
    outages: new Outages([], 60_000),
    absence: { lastLook: () => 999 },
    poolMembers: new Map([[keyOf(POOL), new Set([keyOf(OKAFOR)])]]),
    coverage: { route: (person: Identifier) => (routes[person.value] ?? [person]).map(keyOf) },
  }) as unknown as World;
const ASKED: ReadonlySet<string> = new Set(['i']);
const NONE = indexLooks([], ASKED);

describe('who may act on an item', () => {
  const may = (
    person: Identifier,
    of: ObservedItem,
    routes: Readonly<Record<string, readonly Identifier[]>> = {},
  ): string =>
    lifeFact(of, patient(), world(routes), NONE, undefined, []).mayAct({
      act: { person },
      sent: 1,
      settled: 2,
    } as unknown as OpOf<'item.act'>);
  test('each whom it ever named', () => {
    expect([RIVERA, OKAFOR, DECOY].map((p) => may(p, item(RIVERA, OKAFOR)))).toEqual(['yes', 'yes', 'no']);
  });
  test('each member of a pool', () => {
    expect([OKAFOR, DECOY].map((p) => may(p, item(POOL)))).toEqual(['yes', 'no']);
  });
  test('also one who is away', () => {
    expect(may(RIVERA, item(RIVERA), { rivera: [OKAFOR] })).toBe('yes');
    expect(may(OKAFOR, item(POOL), { dm: [DECOY] })).toBe('yes');
  });
  test('who covers, or may cover', () => {
    expect(may(DECOY, item(RIVERA), { rivera: [DECOY] })).toBe('yes');
    expect(may(DECOY, item(RIVERA), { rivera: [DECOY, RIVERA] })).toBe('maybe');
    expect(may(DECOY, item(RIVERA), { rivera: [OKAFOR] })).toBe('no');
    expect(may(OKAFOR, item(RIVERA), { rivera: [POOL] })).toBe('yes');
    expect(may(DECOY, item(RIVERA, OKAFOR), { rivera: [RIVERA], okafor: [DECOY] })).toBe('yes');
  });
});

describe('an item', () => {
  const fact = (orders: Readonly<Record<string, readonly OrderStatus[]>>, owed?: Owed) =>
    lifeFact(item(RIVERA), patient(orders), world(), NONE, owed, []);
  test('that nothing calls for may be withdrawn where its order is in error', () => {
    expect(fact({ o1: ['active', 'entered-in-error'] }).mayBeWithdrawn).toBe(true);
    expect(fact({ o1: ['active'], o2: ['entered-in-error'] }).mayBeWithdrawn).toBe(false);
    expect(fact({ o2: ['entered-in-error'] }).mayBeWithdrawn).toBe(false);
    expect(fact({}).mayBeWithdrawn).toBe(false);
  });
  test('else as what calls for it says', () => {
    const owed = (level: string): Owed => ({ demand: {}, withdrawal: { level } }) as unknown as Owed;
    const levels = ['must', 'may', 'must-not'].map((level) => fact({ o1: ['entered-in-error'] }, owed(level)));
    expect(levels.map((f) => f.mayBeWithdrawn)).toEqual([true, true, false]);
    expect(levels.map((f) => f.withdrawal?.level)).toEqual(['must', 'may', 'must-not']);
    expect([levels[0]?.deadlineMs, levels[0]?.lastLook, levels[0]?.lane]).toEqual([7, 999, 'l']);
  });
  test('is lacked by complete looks of all of its patient, since it was seen', () => {
    const whom = { patient: patientId() };
    const looks = indexLooks(
      [
        look(99, whom),
        look(100, whom),
        look(101, { ...whom, items: ['i'] }),
        look(102, { ...whom, items: ['j'] }),
        look(103, { ...whom, complete: false }),
        look(104, { ...whom, outcome: 'refused' }),
        look(105, { patient: patientId('p2') }),
        look(106, { ...whom, person: RIVERA }),
        look(107, {}),
        ...blank(108, whom),
      ],
      ASKED,
    );
    expect(lifeFact(item(RIVERA), patient(), world(), looks, undefined, []).lackedBy.map((l) => l.seq)).toEqual([
      100, 102,
    ]);
  });
});

describe('who saw an item', () => {
  const seen = (of: ObservedItem, ...looks: readonly Look[]): string => {
    const fact = privacyFact(of, patient(), world(), indexLooks(looks, ASKED));
    return `strangers ${fact.strangersLooks.map((l) => l.seq).join()}, seen by ${fact.seenBy.map((l) => l.seq).join()}`;
  };
  test('strangers are those who may not, at their last complete look', () => {
    expect(
      seen(
        item(RIVERA),
        look(100, { person: RIVERA }),
        look(101, { person: DECOY }),
        look(102, { person: OKAFOR }),
        look(103, { person: OKAFOR }),
      ),
    ).toBe('strangers 101,103, seen by ');
    expect(seen(item(POOL), look(100, { person: OKAFOR }))).toBe('strangers , seen by ');
    expect(seen(item(RIVERA), look(99, { person: DECOY }))).toBe('strangers , seen by ');
    expect(seen(item(RIVERA), look(100, { person: DECOY }), look(101, { person: DECOY, complete: false }))).toBe(
      'strangers 100, seen by ',
    );
    expect(seen(item(RIVERA), look(100, { person: DECOY, outcome: 'refused' }))).toBe('strangers , seen by ');
    expect(seen(item(RIVERA), look(100, { patient: patientId() }))).toBe('strangers , seen by ');
  });
  test('and those whom it was shown to', () => {
    const shown = { person: DECOY, items: ['j', 'i'] };
    expect(
      seen(
        item(RIVERA),
        look(50, shown),
        look(60, { ...shown, complete: false }),
        look(70, { person: RIVERA, items: ['i'] }),
      ),
    ).toBe('strangers , seen by 50,60');
  });
  test('a look at what there is of another patient tells nothing of this one', () => {
    const [ofThis, ofOther] = [{ patient: patientId() }, { patient: patientId('p2') }];
    const tells = (...looks: readonly Look[]) => seen(item(RIVERA), ...looks);
    expect(tells(look(100, { person: DECOY, ...ofOther }))).toBe('strangers , seen by ');
    expect(tells(look(100, { person: DECOY, ...ofThis }))).toBe('strangers 100, seen by ');
    expect(tells(look(100, { person: DECOY }), look(101, { person: DECOY, ...ofOther }))).toBe(
      'strangers 100, seen by ',
    );
    expect(tells(look(100, { person: DECOY }), look(101, { person: DECOY, ...ofThis }))).toBe(
      'strangers 101, seen by ',
    );
  });
  test('strangers whose In Basket could not be read since it was there', () => {
    const unread = (...looks: readonly Look[]): readonly number[] =>
      privacyFact(item(RIVERA), patient(), world(), indexLooks(looks, ASKED)).unreadBy.map((l) => l.seq);
    const failed = { person: DECOY, outcome: 'refused' } as const;
    expect(unread(look(100, failed), look(101, { ...failed, complete: false }))).toEqual([101]);
    expect(unread(look(100, { person: OKAFOR }), look(101, failed))).toEqual([101]);
    expect(unread(look(100, failed), look(101, { person: DECOY }))).toEqual([]);
    expect(unread(look(100, { person: DECOY }), look(101, failed))).toEqual([]);
    expect(unread(look(99, failed), look(100, { ...failed, person: RIVERA }))).toEqual([]);
    expect(unread(look(100, { ...failed, patient: patientId('p2') }))).toEqual([]);
  });
  test('by looks that showed something', () => {
    const nothing = blank(100, { person: DECOY });
    expect(seen(item(RIVERA), ...nothing)).toBe('strangers , seen by ');
  });
});

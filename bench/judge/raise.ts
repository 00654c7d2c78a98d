import { keyOf, type InboxItem } from '../../contract/domain/index.ts';
import { actedOn, itemOf } from './item.ts';
import type { BenchPatient } from './patient.ts';
import type { Measured } from './reading.ts';
import type { Scene } from './scene.ts';

/** Passes over the inbox; most are not written down. */
const PASS_MS = 40;
/** Of a hundred items so many are looked at and finished by their recipient. */
const ACTED_ON = 8;

const show = (scene: Scene, item: InboxItem, sinceMs: number): void => {
  const passMs = Math.ceil(sinceMs / PASS_MS) * PASS_MS;
  scene.later(passMs + scene.random.between(3, 12), (byMs) => scene.seen(item, passMs - PASS_MS, byMs));
};

const actOn = (scene: Scene, lane: string, item: InboxItem, atMs: number): void => {
  const person = item.recipient;
  const act = item.status === 'new' ? ('seen' as const) : ('done' as const);
  scene.later(atMs, (ms) => {
    const next = actedOn(item, act, person, ms + 3);
    show(scene, next, ms + 5);
    if (act === 'seen') actOn(scene, lane, next, ms + 3000);
    return scene.op({
      lane,
      actor: `clinician:${person.value}`,
      act: { op: 'item.act', item: item.identifier, act, person },
      sentMs: ms,
      tookMs: 5,
      answer: { code: '200', id: `Task/${item.identifier.value}` },
    });
  });
};

/** Raises the item of a reading that settled at `settledMs`, in the first pass after it, and lets it be acted on. */
export const raise = (scene: Scene, p: BenchPatient, measured: Measured, name: string, settledMs: number): void => {
  if (measured.call === undefined) return;
  const item = itemOf(name, p, measured, measured.call, p.limitFrom, settledMs - 1);
  p.items.push(keyOf(item.identifier));
  show(scene, item, settledMs);
  if (scene.random.int(100) < ACTED_ON) actOn(scene, p.lane, item, settledMs + 2000);
};

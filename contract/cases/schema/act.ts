import { z } from 'zod';
import { REFUSALS, type RefusalName } from '../../codes/refusals.ts';
import { Measure, TrackerState } from '../../domain/index.ts';
import { PersonName } from '../cast.ts';
import { ItemReference, RaisedTerm, UpdatedTerm, WithdrawnTerm } from './items.ts';
import { ORDER_BODY } from './order.ts';
import { CorrectionTerm, ErasureTerm, ReadingTerm } from './reading.ts';
import { Instant, Name } from './texts.ts';
import { REPLAYABLE, VERB_NAMES, VERBS, verbOf } from './verbs.ts';

const RefusalTerm = z.enum(Object.keys(REFUSALS) as [RefusalName, ...RefusalName[]]);

export const ExpectTerm = z.union([z.enum(['accepted', 'replayed']), z.strictObject({ refused: RefusalTerm })]);
export type ExpectTerm = z.infer<typeof ExpectTerm>;

/** One of several readings that are sent together. `expect`: of this entry, where it is not that of the whole. */
const EntryTerm = z
  .strictObject({
    reading: ReadingTerm.optional(),
    again: Name.optional(),
    correct: CorrectionTerm.optional(),
    erase: ErasureTerm.optional(),
    expect: ExpectTerm.optional(),
  })
  .refine((entry) => verbOf(entry) !== undefined, 'one of reading, again, correct, erase');
export type EntryTerm = z.infer<typeof EntryTerm>;

const AbsenceTerm = z.strictObject({ from: Instant, until: Instant, by: PersonName.optional() });

const FIELDS = {
  at: Instant,
  order: Name.optional(),
  'change-order': Name.optional(),
  sign: Name.optional(),
  hold: Name.optional(),
  resume: Name.optional(),
  complete: Name.optional(),
  revoke: Name.optional(),
  'in-error': Name.optional(),
  grant: Measure.optional(),
  withdraw: Measure.optional(),
  reading: ReadingTerm.optional(),
  again: Name.optional(),
  correct: CorrectionTerm.optional(),
  erase: ErasureTerm.optional(),
  bundle: z.enum(['message', 'transaction', 'batch']).optional(),
  entries: z.array(EntryTerm).min(1).optional(),
  /** Who is away [from, until), covered by `by`; `also` further absences. */
  away: PersonName.optional(),
  back: PersonName.optional(),
  from: Instant.optional(),
  until: Instant.optional(),
  also: z.array(AbsenceTerm).optional(),
  /** The patient's phone, with the version of its system. */
  phone: z.enum(['ios', 'android']).optional(),
  version: z.string().optional(),
  pick: Name.optional(),
  disconnect: Name.optional(),
  /** What the portal shows, by order. */
  trackers: z.record(Name, TrackerState).optional(),
  'admit-source': Name.optional(),
  'withdraw-source': Name.optional(),
  measures: z.array(Measure).min(1).optional(),
  expires: Instant.optional(),
  seen: ItemReference.optional(),
  done: ItemReference.optional(),
  by: PersonName.optional(),
  /** When a permission was granted or withdrawn. Unsaid: when that is sent. */
  decided: Instant.optional(),
  /** Nothing is done; time passes until `at`, and what falls due happens. */
  wait: z.literal(true).optional(),
  ...ORDER_BODY,
  patient: Name.optional(),
  /** Unsaid: accepted. */
  expect: ExpectTerm.default('accepted'),
  raises: z.array(RaisedTerm).optional(),
  updates: z.array(UpdatedTerm).optional(),
  withdraws: z.array(WithdrawnTerm).optional(),
};

export const ActTerm = z.strictObject(FIELDS).superRefine((act, context) => {
  const verb = verbOf(act);
  if (verb === undefined) {
    context.addIssue(`exactly one of ${VERB_NAMES.join(', ')}`);
    return;
  }
  const fits: readonly string[] = [verb, 'at', 'expect', 'raises', 'updates', 'withdraws', ...VERBS[verb]];
  for (const [field, value] of Object.entries(act))
    if (value !== undefined && !fits.includes(field))
      context.addIssue({ code: 'custom', path: [field], message: `"${verb}" has no field "${field}"` });
  const wrong = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
  if (act.expect === 'replayed' && !REPLAYABLE.includes(verb)) wrong('expect', `"${verb}" is never replayed`);
  if (act.expect !== 'accepted' && [act.raises, act.updates, act.withdraws].some((items) => (items?.length ?? 0) > 0))
    wrong('expect', 'only what is accepted raises, updates or withdraws');
  if (verb === 'bundle' && act.entries === undefined) wrong('entries', 'the entries of the bundle');
  if (verb === 'phone' && act.version === undefined) wrong('version', 'the version of its system');
});
export type ActTerm = z.infer<typeof ActTerm>;

import { z } from 'zod';
import {
  ChangeAct,
  CorrectAct,
  EraseAct,
  GrantAct,
  ItemAct,
  MessageAct,
  MessagesAct,
  OrderAct,
  PatientAct,
  PermissionAct,
  ReadAct,
  ReadingAct,
  ReadingsAct,
  ReplayAct,
  RestartAct,
  StreamAct,
  TalkAct,
  TogetherAct,
} from './acts.ts';
import { Moment } from './moment.ts';
import { AwayAct, ClockAct, InboxAct, SubscriptionAct, TryAct } from './people-acts.ts';
import { LookAct, PhoneAct, TrackerAct } from './portal-acts.ts';
import { fields } from '../../sut/fields.ts';

/** What can be done in a scenario: one verb an act. */
const verbs = {
  order: OrderAct,
  change: ChangeAct,
  grant: GrantAct,
  withdraw: PermissionAct,
  reading: ReadingAct,
  readings: ReadingsAct,
  replay: ReplayAct,
  correct: CorrectAct,
  erase: EraseAct,
  together: TogetherAct,
  talk: TalkAct,
  stream: StreamAct,
  read: ReadAct,
  seen: ItemAct,
  done: ItemAct,
  message: MessageAct,
  messages: MessagesAct,
  audit: PatientAct,
  clock: ClockAct,
  try: TryAct,
  inbox: InboxAct,
  away: AwayAct,
  subscription: SubscriptionAct,
  phone: PhoneAct,
  pick: TrackerAct,
  disconnect: TrackerAct,
  trackers: LookAct,
  eligibility: LookAct,
  restart: RestartAct,
} as const;
export type Verb = keyof typeof verbs;
export const VERBS = Object.keys(verbs) as readonly Verb[];

/** One act: when, and exactly one verb. `at` unsaid: with the act before. */
export const ScenarioAct = fields({
  at: Moment.optional().meta({ description: 'Unsaid: with the act before. "+2h" counts from the act before.' }),
  note: z.string().optional().meta({ description: 'For the reader of the report.' }),
  order: OrderAct.optional(),
  change: ChangeAct.optional(),
  grant: GrantAct.optional(),
  withdraw: PermissionAct.optional(),
  reading: ReadingAct.optional(),
  readings: ReadingsAct.optional(),
  replay: ReplayAct.optional(),
  correct: CorrectAct.optional(),
  erase: EraseAct.optional(),
  together: TogetherAct.optional(),
  talk: TalkAct.optional(),
  stream: StreamAct.optional(),
  read: ReadAct.optional(),
  seen: ItemAct.optional(),
  done: ItemAct.optional(),
  message: MessageAct.optional(),
  messages: MessagesAct.optional(),
  audit: PatientAct.optional(),
  clock: ClockAct.optional(),
  try: TryAct.optional(),
  inbox: InboxAct.optional(),
  away: AwayAct.optional(),
  subscription: SubscriptionAct.optional(),
  phone: PhoneAct.optional(),
  pick: TrackerAct.optional(),
  disconnect: TrackerAct.optional(),
  trackers: LookAct.optional(),
  eligibility: LookAct.optional(),
  restart: RestartAct.optional(),
}).refine((act) => VERBS.filter((v) => act[v] !== undefined).length === 1, {
  message: `exactly one verb: ${VERBS.join(', ')}`,
});
export type ScenarioAct = z.infer<typeof ScenarioAct>;

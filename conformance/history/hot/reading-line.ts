import { MealContext, Measure, ReadingStatus, UnitCode } from '../../../contract/domain/index.ts';
import type { Identifier, Quantity, Reading } from '../../../contract/domain/index.ts';
import type { Answer, OpLine } from '../lines.ts';
import { BOOLEAN, CODING, DECIMAL, IDENTIFIER, INSTANT, oneOf, short, TEXT, WHOLE } from './patterns.ts';
import { apart, type Shared } from './shared.ts';

/** What comes before the name of the reading; `act` has nothing but its system. */
type Head = Pick<OpLine, 'lane' | 'via' | 'actor'> & {
  readonly act: { readonly reading: { readonly identifier: Pick<Identifier, 'system'> } };
};
/** What stands between its name and its time. */
type Kind = Pick<Reading, 'patient' | 'measure' | 'code' | 'status'>;

/** Nine of ten lines of a long history: a number that was sent by itself and answered with success. */
const LINE = new RegExp(
  [
    `^\\{"kind":"op","seq":([1-9]\\d{0,14}),("lane":"${TEXT}","via":"(?:fhir|hl7v2)","actor":"${TEXT}",`,
    `"act":\\{"op":"reading\\.submit","reading":\\{"identifier":\\{"system":"${short(255)}"),"value":"(${short(255)})"\\},`,
    `("patient":${IDENTIFIER},"measure":"${oneOf(Measure.options)}","code":${CODING},`,
    `"status":"${oneOf(ReadingStatus.options)}"),`,
    `"effective":"(${INSTANT})","result":\\{"kind":"value",`,
    `"quantity":(\\{"value":"${DECIMAL}","unit":"${oneOf(UnitCode.options)}"\\})\\}`,
    `(?:,"device":(${IDENTIFIER}))?(?:,"mealContext":"(${oneOf(MealContext.options)})")?`,
    `(?:,"sequenceNumber":(0|[1-9]\\d{0,4}))?(?:,"userEntered":(${BOOLEAN}))?\\}\\},`,
    `"intended":(${WHOLE}),"sent":(${WHOLE}),"settled":(${WHOLE}),"wall":"(${INSTANT})","outcome":"ok",`,
    `"answer":\\{"code":"(${TEXT})"(?:,"id":"(${TEXT})")?(?:,"correlated":(${BOOLEAN}))?\\}`,
    `(?:,"wire":\\{"request":"(${TEXT})","response":"(${TEXT})"\\})?\\}$`,
  ].join(''),
);

const MOST_SEQUENCE = 65_535;

/**
 * The line of an answered reading from its text, or undefined where it is another line or is written in another
 * way: then it has to be read as JSON and held to the schema. What comes back is what the schema gives. The text
 * must be ASCII. `wire`: with the names of its wire bytes.
 */
export const readingLine = (text: string, shared: Shared, wire: boolean): OpLine | undefined => {
  const m = LINE.exec(text);
  if (m === null) return undefined;
  const at = (group: number): string => m[group] ?? '';
  const sequenceNumber = m[9] === undefined ? undefined : Number(m[9]);
  if (sequenceNumber !== undefined && sequenceNumber > MOST_SEQUENCE) return undefined;
  const { lane, via, actor, act } = shared.members<Head>(at(2), '}}}');
  const { patient, measure, code, status } = shared.members<Kind>(at(4));
  const reading: Reading = {
    identifier: { system: act.reading.identifier.system, value: apart(at(3)) },
    patient,
    measure,
    code,
    status,
    effective: apart(at(5)),
    result: { kind: 'value', quantity: shared.value<Quantity>(at(6)) },
  };
  if (m[7] !== undefined) reading.device = shared.value<Identifier>(m[7]);
  if (m[8] !== undefined) reading.mealContext = shared.text(m[8]) as MealContext;
  if (sequenceNumber !== undefined) reading.sequenceNumber = sequenceNumber;
  if (m[10] !== undefined) reading.userEntered = m[10] === 'true';
  const answer: Answer = { code: shared.text(at(15)) };
  if (m[16] !== undefined) answer.id = apart(m[16]);
  if (m[17] !== undefined) answer.correlated = m[17] === 'true';
  const line: OpLine = {
    kind: 'op',
    seq: Number(m[1]),
    lane,
    via,
    actor,
    act: { op: 'reading.submit', reading },
    intended: Number(m[11]),
    sent: Number(m[12]),
    settled: Number(m[13]),
    wall: apart(at(14)),
    outcome: 'ok',
    answer,
  };
  if (wire && m[18] !== undefined) line.wire = { request: apart(m[18]), response: apart(at(19)) };
  return line;
};

import { MealContext, Measure, ReadingStatus, UnitCode } from '../../../contract/domain/index.ts';
import type { Identifier, Quantity, Reading } from '../../../contract/domain/index.ts';
import type { Answer, OpLine } from '../lines.ts';
import { BOOLEAN, CODING, DECIMAL, IDENTIFIER, INSTANT, oneOf, short, TEXT, WHOLE } from './patterns.ts';
import { apart, type Shared } from './shared.ts';

type Head = Pick<OpLine, 'lane' | 'via' | 'actor'>;
type Kind = Pick<Reading, 'measure' | 'code' | 'status'>;

/** Nine of ten lines of a long history: a number that was sent by itself and answered with success. */
const LINE = new RegExp(
  [
    `^\\{"kind":"op","seq":([1-9]\\d{0,14}),("lane":"${TEXT}","via":"(?:fhir|hl7v2)","actor":"${TEXT}"),`,
    `"act":\\{"op":"reading\\.submit","reading":\\{`,
    `"identifier":\\{"system":"(${short(255)})","value":"(${short(255)})"\\},"patient":(${IDENTIFIER}),`,
    `("measure":"${oneOf(Measure.options)}","code":${CODING},"status":"${oneOf(ReadingStatus.options)}"),`,
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
  const sequenceNumber = m[11] === undefined ? undefined : Number(m[11]);
  if (sequenceNumber !== undefined && sequenceNumber > MOST_SEQUENCE) return undefined;
  const { lane, via, actor } = shared.members<Head>(at(2));
  const { measure, code, status } = shared.members<Kind>(at(6));
  const reading: Reading = {
    identifier: { system: shared.text(at(3)), value: apart(at(4)) },
    patient: shared.value<Identifier>(at(5)),
    measure,
    code,
    status,
    effective: apart(at(7)),
    result: { kind: 'value', quantity: shared.value<Quantity>(at(8)) },
  };
  if (m[9] !== undefined) reading.device = shared.value<Identifier>(m[9]);
  if (m[10] !== undefined) reading.mealContext = shared.text(m[10]) as MealContext;
  if (sequenceNumber !== undefined) reading.sequenceNumber = sequenceNumber;
  if (m[12] !== undefined) reading.userEntered = m[12] === 'true';
  const answer: Answer = { code: shared.text(at(17)) };
  if (m[18] !== undefined) answer.id = apart(m[18]);
  if (m[19] !== undefined) answer.correlated = m[19] === 'true';
  const line: OpLine = {
    kind: 'op',
    seq: Number(m[1]),
    lane,
    via,
    actor,
    act: { op: 'reading.submit', reading },
    intended: Number(m[13]),
    sent: Number(m[14]),
    settled: Number(m[15]),
    wall: apart(at(16)),
    outcome: 'ok',
    answer,
  };
  if (wire && m[20] !== undefined) line.wire = { request: apart(m[20]), response: apart(at(21)) };
  return line;
};

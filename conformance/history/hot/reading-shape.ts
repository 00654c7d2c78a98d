import type { Identifier, Reading } from '../../../contract/domain/index.ts';
import { MealContext, Measure, ReadingStatus, UnitCode } from '../../../contract/domain/index.ts';
import type { OpLine } from '../lines.ts';
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

/** What the readings of one device have in common, as text, and what the text stands for. */
export interface Shape {
  /** From the lane to where the name of the reading begins. */
  readonly head: string;
  readonly said: Head;
  /** From where that name ends to where its time begins. */
  readonly kind: string;
  readonly kindSaid: Kind;
  readonly device: string;
  readonly deviceSaid: Identifier | undefined;
}

/** The shape of the line of an answered reading; undefined: it is another line, or is written in another way. */
export const shapeOf = (text: string, shared: Shared): Shape | undefined => {
  const m = LINE.exec(text);
  if (m === null) return undefined;
  const [head = '', kind = '', device] = [m[2], m[4], m[7]];
  return {
    head: apart(`,${head},"value":"`),
    said: shared.members<Head>(head, '}}}'),
    kind: apart(`"},${kind},"effective":"`),
    kindSaid: shared.members<Kind>(kind),
    device: device === undefined ? '' : apart(`,"device":${device}`),
    deviceSaid: device === undefined ? undefined : shared.value<Identifier>(device),
  };
};

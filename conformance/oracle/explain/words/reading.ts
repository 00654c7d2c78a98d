import { bareKeys } from '../../bare-key.ts';
import type { PatientClock } from '../../time/patient-clock.ts';
import { showWritten } from '../../time/show-local.ts';
import type { ReadingExplanation } from '../explanation.ts';
import { type Outline, told as withSomething } from '../outline.ts';
import { resultText } from '../phrases.ts';
import { attemptSections } from './attempts.ts';
import { inShort } from './in-short.ts';
import { itemSection } from './items.ts';
import { openSection } from './open.ts';
import { orderSection } from './orders.ts';
import { ruleSection } from './rules.ts';
import { seenSection } from './seen.ts';

/** The explanation of one reading in words. `clock`: the system's, for the patient. */
export const readingOutline = (told: ReadingExplanation, clock: PatientClock): Outline => {
  const { reading, keys, identifier, offsetMinutes } = told;
  const names = keys.length > 1 ? bareKeys(keys, ' = ') : identifier.value;
  return {
    title: `Reading ${names} of patient ${reading.patient.value}: ${reading.measure} ${resultText(reading.result)}, measured ${showWritten(reading.effective)}`,
    sections: withSomething(
      inShort(told),
      ...attemptSections(told.attempts, clock, offsetMinutes),
      orderSection(told.orders, reading, offsetMinutes),
      ruleSection(told),
      itemSection(told.items, told.dues, offsetMinutes),
      openSection(told.open),
      seenSection(told, clock),
    ),
  };
};

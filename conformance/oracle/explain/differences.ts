import { keyOf, type Identifier, type Reading } from '../../../contract/domain/index.ts';
import { barePair } from '../bare-key.ts';
import { sameResult } from '../course/same-as.ts';
import { instant } from '../time/instant.ts';
import { resultText } from './phrases.ts';

const contexts = ({ mealContext, furtherContexts = [] }: Reading): string =>
  [mealContext, ...furtherContexts].filter((c) => c !== undefined).join('+') || 'none';

const keyText = (id: Identifier | undefined): string => (id === undefined ? 'none' : keyOf(id));

/** In what the contents of two submissions differ, field by field: `value 162 mg/dL, now 212 mg/dL`. Source: contract, Same content. */
export const differences = (before: Reading, after: Reading): readonly string[] => {
  const said: string[] = [];
  const say = (field: string, was: string, is: string): void => void said.push(`${field} ${was}, now ${is}`);
  if (keyOf(before.patient) !== keyOf(after.patient)) said.push('another patient');
  if (before.code.system !== after.code.system || before.code.code !== after.code.code)
    say('code', before.code.code, after.code.code);
  if (sameResult(before.result) !== sameResult(after.result))
    say('value', resultText(before.result), resultText(after.result));
  if (instant(before.effective) !== instant(after.effective)) say('time', before.effective, after.effective);
  const [was, is] = [keyText(before.device), keyText(after.device)];
  if (was !== is) say('device', ...barePair(was, is));
  if (contexts(before) !== contexts(after)) say('context', contexts(before), contexts(after));
  if (before.status !== after.status) say('status', before.status, after.status);
  return said;
};

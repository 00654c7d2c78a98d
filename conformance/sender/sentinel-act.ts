import type { Measure } from '../../contract/domain/index.ts';
import type { SenderScript } from '../../contract/cases/sender/script.ts';
import { ORDER_PERIOD } from './order-period.ts';

/** Name of the measurement that ends every absence. No script shows one of that name. */
export const SENTINEL = 'the-sentinel';

const VALUE: Readonly<Record<Measure, string>> = { glucose: '97 mg/dL', weight: '80.9 kg' };

/** Of the order's last day: for a script that plays on when the order is over. */
const LAST_DAY = '2035-05-31T09:00:00-04:00';

/** The clock has run past the order's end, so that what is measured now is not ordered. */
const isPastOrder = ({ acts }: SenderScript): boolean => {
  const latest = acts.findLast((act) => act.at !== undefined)?.at;
  return latest !== undefined && Date.parse(latest) >= Date.parse(ORDER_PERIOD.end);
};

/** What is granted at the end of a script. */
const grantedAtEnd = ({ acts }: SenderScript): ReadonlySet<Measure> => {
  const granted = new Set<Measure>();
  for (const act of acts)
    if ('permit' in act) granted.add(act.permit);
    else if ('withdraw' in act) granted.delete(act.withdraw);
  return granted;
};

/** The script with one measurement more behind it, of a kind that is ordered and permitted by then. */
export const withSentinel = (script: SenderScript): SenderScript => {
  const granted = grantedAtEnd(script);
  const measure = script.measures.find((m) => granted.has(m));
  if (measure === undefined) throw new RangeError('nothing is ordered and permitted at the end of the script');
  const measured = isPastOrder(script) ? { measured: LAST_DAY } : {};
  return { ...script, acts: [...script.acts, { show: { name: SENTINEL, value: VALUE[measure], ...measured } }] };
};

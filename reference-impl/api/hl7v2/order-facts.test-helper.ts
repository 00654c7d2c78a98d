/**
 * What an order message says, read by nothing but this file: one line a fact, so that two messages say the same where
 * their lines are the same. What a part holds beside what is known of it stands in the line, and is never the same.
 */

/** 11073-10101 dimensions that are the same as units of UCUM. */
const UNITS: Readonly<Record<string, string>> = {
  '264274': 'mg/dL',
  '266866': 'mmol/L',
  '263875': 'kg',
  '263872': 'g',
  '263904': '[lb_av]',
};

/** `+0160.0` and `160` are one number; anything else is itself. */
const plain = (text: string): string => {
  if (!/^\+?\d+(?:\.\d*)?$/.test(text)) return text;
  const [whole = '', fraction = ''] = text.replace('+', '').split('.');
  return `${whole.replace(/^0+(?=\d)/, '')}.${fraction.replace(/0+$/, '')}`;
};

/** `202603020900-0500` as an instant; what is none is itself. */
const instant = (text: string): string => {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.(\d{1,4}))?([+-]\d\d)(\d\d)$/.exec(text);
  if (parts === null) return `no instant: ${text}`;
  const [, y, m, d, h, min, s = '00', fraction = '0', zone, zoneMin] = parts;
  return String(Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}:${zoneMin}`));
};

const withoutEmptyEnds = (parts: readonly string[]): readonly string[] =>
  parts.slice(0, parts.findLastIndex((part) => part !== '') + 1);

/** A message in the usual delimiters; every field with all that is in it. */
export const orderFacts = (text: string): readonly string[] => {
  const segments = text
    .split('\r')
    .map((line) => line.replace(/^\n/, '').split('|'))
    .filter(([name]) => name !== '');
  const first = (name: string): readonly string[] => segments.find(([known]) => known === name) ?? [];
  const component = (field: string | undefined, number: number): string =>
    field?.split('~')[0]?.split('^')[number - 1]?.split('&')[0] ?? '';
  /** All repetitions, components and subcomponents of a value, numbers by value. */
  const whole = (field: string | undefined): string =>
    withoutEmptyEnds((field ?? '').split('~'))
      .map((repetition) =>
        withoutEmptyEnds(repetition.split('^'))
          .map((part) => withoutEmptyEnds(part.split('&')).map(plain).join('&'))
          .join('^'),
      )
      .join('~');
  const unit = (field: string | undefined): string =>
    (field ?? '')
      .split('~')
      .map((one) => UNITS[component(one, 1)] ?? component(one, 1))
      .join('~');
  const [orc, obr, tq1] = [first('ORC'), first('OBR'), first('TQ1')];
  const [start, end] =
    tq1.length > 0 ? [component(tq1[7], 1), component(tq1[8], 1)] : [component(orc[7], 4), component(orc[7], 5)];
  const rows = segments.filter(([name]) => name === 'OBX');
  const isRule = (row: readonly string[]): boolean => /^RULE(?:\.|$)/.test(component(row[3], 1));
  const limits = rows
    .filter((row) => !isRule(row))
    .map((row) => `limit ${whole(row[4])} ${whole(row[5])} ${unit(row[6])}`);
  const rules = [...Map.groupBy(rows.filter(isRule), (row) => row[4] ?? '').values()].map((members) =>
    members
      .map((row) => {
        const name = component(row[3], 1);
        // A code has a text and a system, a person a name, beside what counts; more than one of them is something else.
        const isNamed = name === 'RULE' || name === 'RULE.RECIPIENT';
        const value = isNamed
          ? (row[5] ?? '')
              .split('~')
              .map((v) => component(v, 1))
              .join('~')
          : whole(row[5]);
        // A number of things has no unit.
        const of = /COUNT|STEP|DIRECTION|ABNORMAL|RECIPIENT|RULE$/.test(name) ? '' : unit(row[6]);
        return `${name} ${value} ${of}`.trim();
      })
      .toSorted()
      .join(', '),
  );
  const requester = component(orc[12], 1) === '' ? obr[16] : orc[12];
  return [
    `order ${component(orc[2], 1)}`,
    `patient ${component(first('PID')[3], 1)}`,
    `requester ${component(requester, 1)}`,
    `responsible ${component(obr[28], 1)}`,
    `from ${instant(start)} to ${instant(end)}`,
    ...((orc[15] ?? '') === '' ? [] : [`holds from ${instant(component(orc[15], 1))}`]),
    ...[...limits, ...rules].toSorted(),
  ];
};

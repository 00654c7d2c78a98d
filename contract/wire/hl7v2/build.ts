import { escapeValue } from './escape.ts';

/** A component: one value, or its subcomponents. Absent ones hold their place. */
export type Component = string | undefined | readonly (string | undefined)[];

/** Text that is already in wire form and is taken over as it is. */
export interface Raw {
  readonly raw: string;
}

const join = (parts: readonly string[], separator: string): string => {
  let text = '';
  let owed = '';
  for (const part of parts) {
    if (part !== '') {
      text += owed + part;
      owed = '';
    }
    owed += separator;
  }
  return text;
};

const component = (value: Component): string =>
  typeof value === 'object'
    ? join(
        value.map((part) => escapeValue(part ?? '')),
        '&',
      )
    : escapeValue(value ?? '');

/** A field from its components, escaped; empty ones at the end are left out. */
export const composite = (...components: readonly Component[]): Raw => ({ raw: join(components.map(component), '^') });

/** The HL7 null `""`: delete what is there. */
export const NULL: Raw = { raw: '""' };

/** Fields by their number in the standard; a string is one escaped component. */
export type Fields = Readonly<Record<number, string | Raw | undefined>>;

/** One segment with its CR. Not for MSH, whose numbering is its own: see header.ts. */
export const segment = (name: string, fields: Fields): string => {
  let text = name;
  let last = 0;
  // Whole numbers come in their order, whatever the order in which they were given.
  for (const number of Object.keys(fields)) {
    const value = fields[Number(number)];
    const part = value === undefined ? '' : typeof value === 'string' ? escapeValue(value) : value.raw;
    if (part === '') continue;
    text += '|'.repeat(Number(number) - last) + part;
    last = Number(number);
  }
  return `${text}\r`;
};

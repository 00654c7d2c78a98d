import { isSystem, type Identifier } from '../../domain/index.ts';

const MAX_PART = 255;

/** An identifier as the one text that a health store has for it: `system|value`, or the value alone in its own system. */
export const packIdentifier = ({ system, value }: Identifier, ownSystem: string): string =>
  system === ownSystem && unpackIdentifier(value, ownSystem)?.value === value ? value : `${system}|${value}`;

/**
 * The identifier of such a text; one without a system belongs to `ownSystem`. Undefined where it is empty or
 * longer than an identifier may be.
 */
export function unpackIdentifier(text: string, ownSystem: string): Identifier | undefined {
  const bar = text.indexOf('|');
  const system = text.slice(0, Math.max(0, bar));
  const identifier =
    bar > 0 && isSystem(system) ? { system, value: text.slice(bar + 1) } : { system: ownSystem, value: text };
  const fits = (part: string): boolean => part.length > 0 && part.length <= MAX_PART;
  return fits(identifier.system) && fits(identifier.value) ? identifier : undefined;
}

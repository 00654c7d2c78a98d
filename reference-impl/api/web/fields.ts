import { stop } from '../fhir/surface-refusal.ts';
import type { Form } from './form.ts';

/** The version that a form was made of, so that nobody acts on what has changed since. */
export const versionOf = (form: Form): number => {
  const text = form.line('version');
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : stop('bad-value', undefined, 'the form lacks its version');
};

/** The key of something new, as the form was given one: sent twice, it makes one thing. */
export const newKeyOf = (form: Form): string => {
  const key = form.line('key');
  return /^[\w-]{16,64}$/.test(key) ? key : stop('bad-value', undefined, 'the form lacks its key: load the page again');
};

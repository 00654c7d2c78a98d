import type { IncomingMessage } from 'node:http';
import { readBytes } from '../fhir/body.ts';
import { stop } from '../fhir/surface-refusal.ts';

/** Largest form: a message of 4096 bytes, each of them percent-encoded, and what goes with it. */
const MAX_FORM_BYTES = 32_768;

/** What was entered, by the names of the fields. */
export interface Form {
  /** Without white space around it; empty where it was not sent. Stops a form in which it stands twice. */
  line(name: string): string;
  /**
   * As it was written. A browser sends every line's end of a text area as CR LF (HTML, form submission); here it is LF,
   * which is what was typed.
   */
  text(name: string): string;
}

const decodedText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return stop('charset', undefined, 'the form is not UTF-8');
  }
};

/** Bytes of which some are percent-encoded, as they were before that. */
const withoutPercent = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(
    Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
    'latin1',
  );

/** A form of its bytes, as browsers send it. Stops what is no such form. */
export const formOf = (contentType: string | undefined, bytes: Uint8Array): Form => {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? ''))
    stop('unsupported-media-type', undefined, 'a form is sent as application/x-www-form-urlencoded');
  const fields = new URLSearchParams(decodedText(bytes));
  // URLSearchParams puts a replacement character where the percent-encoded bytes are no UTF-8: another text than was written.
  decodedText(withoutPercent(bytes));
  const text = (name: string): string => {
    const all = fields.getAll(name);
    if (all.length > 1) stop('malformed', undefined, `${name} came more than once`);
    return (all[0] ?? '').replaceAll('\r\n', '\n');
  };
  return { text, line: (name) => text(name).trim() };
};

/** Reads the form of a request. Stops what is too large, cut off or no form. */
export const readForm = async (request: IncomingMessage): Promise<Form> =>
  formOf(request.headers['content-type'], await readBytes(request, MAX_FORM_BYTES));

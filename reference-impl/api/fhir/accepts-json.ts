/** What we write: FHIR JSON, also under its plain name. */
const WRITTEN = ['application/fhir+json', 'application/json'] as const;
/** Ranges that hold either, the narrowest first (RFC 9110, 12.5.1). */
const WIDER = ['application/*', '*/*'];

interface Range {
  readonly type: string;
  readonly isRefused: boolean;
}

/** `fhirVersion` in a media type: only R4 is spoken here (R4, http, "FHIR version parameter"). */
const isOtherVersion = (parameters: readonly string[]): boolean =>
  parameters.some((p) => p.startsWith('fhirversion=') && !/^fhirversion="?4\.0"?$/.test(p));

const readRange = (text: string): Range => {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const isRefused = parameters.some((p) => /^q=0(?:\.0{0,3})?$/.test(p)) || isOtherVersion(parameters);
  return { type, isRefused };
};

/**
 * Whether a client that sends this Accept header can be answered in JSON. The narrowest range that holds a type
 * decides on it; without a header everything is accepted. Source: R4 http, RFC 9110 section 12.5.1.
 */
export const acceptsJson = (header: string | undefined): boolean => {
  if (header === undefined || header.trim() === '') return true;
  const ranges = header.split(',').map(readRange);
  return WRITTEN.some((type) => {
    const narrowest = [type, ...WIDER].map((name) => ranges.filter((r) => r.type === name)).find((r) => r.length > 0);
    return narrowest?.some((range) => !range.isRefused) ?? false;
  });
};

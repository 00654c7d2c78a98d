/**
 * Characters that FHIR's string has none of. What is kept from one wire must be showable by the other, so no wire takes them.
 * Source: FHIR R4, string.
 */
// oxlint-disable-next-line no-control-regex
export const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

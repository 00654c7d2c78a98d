import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './documents.ts';
import { galleryDocument } from './gallery.test-helper.ts';
import { readMarkdown } from './markdown.ts';

const FILE = join(ROOT, 'docs/gallery.md');

describe('docs/gallery.md', () => {
  test('is what the codecs write now (UPDATE_DOCS=1 rewrites it)', () => {
    const document = galleryDocument();
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, document);
    expect(readFileSync(FILE, 'utf8')).toBe(document);
  });

  test.each([
    [/MSH\|.*\|OMG\^O19\^OMG_O19\|/, 'an OMG'],
    [/MSH\|.*\|ORM\^O01\^ORM_O01\|/, 'an ORM'],
    [/MSH\|.*\|ORU\^R01\^ORU_R01\|[^|]*\|T\|2\.5\.1/, 'an ORU'],
    [/MSH\|.*\|ORU\^R01\^ORU_R01\|[^|]*\|T\|2\.6\|.*IHE_PCD_001/, 'a PCD-01'],
    [/MSH\|.*\|ACK\^O19\^ACK\|/, 'an ACK'],
    [/MSH\|.*\|ORU\^R40\^ORU_R40\|/, 'an R40'],
    [/MSH\|.*\|MDM\^T02\^MDM_T02\|/, 'an MDM'],
  ])('has %s, %s', (pattern) => {
    expect(galleryDocument()).toMatch(pattern);
  });

  test('has every resource of the story, all that is of a patient marked as a test', () => {
    const json = readMarkdown(galleryDocument()).fences.filter(({ language }) => language === 'json');
    const resources = json.map(({ text }) => JSON.parse(text) as Readonly<Record<string, unknown>>);
    expect(resources.flatMap(({ resourceType }) => (resourceType === undefined ? [] : [resourceType]))).toEqual([
      'ServiceRequest',
      'Consent',
      'Observation',
      'Bundle',
      'OperationOutcome',
      'Task',
      'Communication',
    ]);
    expect(resources.flatMap(({ characteristic }) => (characteristic === undefined ? [] : [characteristic]))).toEqual([
      '2A18',
      '2A34',
    ]);
    expect(resources.flatMap(({ sampleType, recordType }) => [sampleType ?? recordType ?? []].flat())).toEqual([
      'HKQuantityTypeIdentifierBloodGlucose',
      'BloodGlucoseRecord',
    ]);
    for (const { resourceType, meta } of resources)
      if (resourceType === 'Observation' || resourceType === 'Task') expect(JSON.stringify(meta)).toContain('HTEST');
  });

  test('shows one reading under one identifier in every form', () => {
    const document = galleryDocument();
    const identifier = /makes: `([^`]+)`/.exec(document)?.[1] ?? '';
    expect(identifier).toMatch(/^[0-9A-F]{16}-\d+-/);
    const forms = readMarkdown(document).fences.filter(({ text }) => text.includes(identifier));
    expect(forms.length).toBe(8);
  });
});

import { basename } from 'node:path';
import type { YamlDocument } from '../../yaml/document.ts';
import { CLINICIANS, POOLS } from '../cast.ts';
import type { CaseDeed } from '../deed.ts';
import type { ExpectedItem } from '../expected-item.ts';
import { patientOf } from '../keys.ts';
import type { ActTerm, EntryTerm, ExpectTerm } from '../schema/act.ts';
import type { CaseDocument } from '../schema/case.ts';
import { verbOf } from '../schema/verbs.ts';
import type { CaseAct, Expectation, WorkedCase } from '../worked-case.ts';
import { deedOf } from './deed.ts';
import { updatedBy, withdrawnBy } from './items.ts';
import { type Names, namesOf, type Path, wrong } from './names.ts';
import { raisedBy } from './raised.ts';
import { fileIn, submissionOf } from './submission.ts';

interface Part {
  readonly deed: CaseDeed;
  readonly said: string;
  readonly expect: Expectation;
}

const expectationOf = (expect: ExpectTerm): Expectation =>
  typeof expect === 'string'
    ? { outcome: 'accepted', replay: expect === 'replayed' }
    : { outcome: 'refused', refusal: expect.refused };

/** The entries of a bundle, each an act of its own at the same instant. */
const entriesOf = (names: Names, act: ActTerm, entries: readonly EntryTerm[], path: Path): readonly Part[] =>
  entries.map((entry, i) => {
    const bundle = { id: `CASE${names.number}-BUNDLE-${path.at(-1)?.toString() ?? ''}`, kind: act.bundle ?? 'message' };
    const { deed, said } = submissionOf(names, entry, act.at, [...path, 'entries', i], bundle);
    return { deed, said: `${bundle.kind} ${said}`, expect: expectationOf(entry.expect ?? act.expect) };
  });

const partsOf = (names: Names, act: ActTerm, standing: readonly ExpectedItem[], path: Path): readonly Part[] => {
  const verb = verbOf(act) ?? wrong(names, path, 'no verb', 'one verb');
  const parts =
    verb === 'bundle'
      ? entriesOf(names, act, act.entries ?? [], path)
      : [{ ...deedOf(names, act, verb, standing, path), expect: expectationOf(act.expect) }];
  for (const { deed, expect } of parts)
    if (deed.op === 'reading.submit' && expect.outcome === 'accepted' && !expect.replay) fileIn(names, deed);
  return parts;
};

/** Resolves a case as written to the domain. Throws InputProblem where a name stands for nothing or time runs back. */
export const resolveCase = (document: YamlDocument<CaseDocument>, file: string): WorkedCase => {
  const { value } = document;
  const names = namesOf(document);
  let standing: readonly ExpectedItem[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;

  const resolveAct = (act: ActTerm, index: number): readonly CaseAct[] => {
    const path = ['timeline', index];
    const atMs = Date.parse(act.at);
    if (atMs <= lastMs) wrong(names, [...path, 'at'], 'not later than the act before', 'acts in the order of time');
    lastMs = atMs;
    const line = document.placeOf(path).line ?? 1;
    const before = standing;
    const parts = partsOf(names, act, standing, path);
    const own = parts.length === 1 && parts[0]?.deed.op === 'reading.submit' ? parts[0].deed.reading : undefined;
    const raises = raisedBy(names, act, own, standing, path);
    const updates = updatedBy(names, act, standing, path);
    const withdraws = withdrawnBy(names, act, standing, path);
    const gone = new Set(withdraws.map((w) => w.item));
    standing = [...standing.filter((item) => !gone.has(item)), ...raises];
    return parts.map(({ deed, said, expect }, i) => {
      const last = i === parts.length - 1;
      return {
        ...deed,
        at: act.at,
        said,
        expect,
        raises: last ? raises : [],
        updates: last ? updates : [],
        withdraws: last ? withdraws : [],
        standingAfter: last ? standing : before,
        line,
      };
    });
  };

  const acts = value.timeline.flatMap(resolveAct);
  const sent = new Set(value.timeline.flatMap((act) => act.order ?? []));
  for (const name of Object.keys(value.orders))
    if (!sent.has(name)) wrong(names, ['orders', name], `order "${name}" is never sent`, 'an act "order: NAME"');
  return {
    number: value.case,
    name: basename(file).replace(/\.yaml$/, ''),
    file,
    title: value.title,
    clauses: value.clauses,
    requirements: value.requirements,
    covers: value.covers,
    policies: value.policies,
    portal: value.portal ?? false,
    sources: value.sources ?? false,
    ...(value.via === undefined ? {} : { via: value.via }),
    patients: value.patients.map((name) => patientOf(value.case, name)),
    clinicians: CLINICIANS,
    pools: POOLS,
    devices: [...names.devices.values()],
    acts,
    shortNames: names.shown,
    why: value.why,
  };
};

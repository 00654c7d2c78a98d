import { basename } from 'node:path';
import type { YamlDocument } from '../yaml/document.ts';
import { CLINICIANS, POOLS } from './cast.ts';
import { patientOf } from './keys.ts';
import { namesOf, wrong } from './names.ts';
import { deedOf } from './resolve-act.ts';
import { raisedBy, withdrawnBy } from './resolve-items.ts';
import type { ActTerm, CaseDocument } from './schema.ts';
import type { CaseAct, Expectation, ExpectedItem, WorkedCase } from './worked-case.ts';

const expectationOf = ({ expect }: ActTerm): Expectation =>
  typeof expect === 'string'
    ? { outcome: 'accepted', replay: expect === 'replayed' }
    : { outcome: 'refused', refusal: expect.refused };

/** Resolves a case as written to the domain. Throws InputProblem where a name stands for nothing or time runs back. */
export const resolveCase = (document: YamlDocument<CaseDocument>, file: string): WorkedCase => {
  const { value } = document;
  const names = namesOf(document);
  let open: readonly ExpectedItem[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;

  const resolveAct = (act: ActTerm, index: number): CaseAct => {
    const path = ['timeline', index];
    const atMs = Date.parse(act.at);
    if (atMs <= lastMs) wrong(names, [...path, 'at'], 'not later than the act before', 'acts in the order of time');
    lastMs = atMs;
    const { deed, said } = deedOf(names, act, path);
    const subject =
      deed.op === 'reading.submit' ? deed.reading : deed.op === 'permission.set' ? deed.permission : deed.order;
    const raises = raisedBy(names, act, deed.op === 'reading.submit' ? deed.reading : undefined, path);
    const withdraws = withdrawnBy(names, act, open, path);
    const gone = new Set(withdraws.map((w) => w.item));
    open = [...open.filter((item) => !gone.has(item)), ...raises];
    return {
      ...deed,
      at: act.at,
      said,
      patient: subject.patient,
      expect: expectationOf(act),
      raises,
      withdraws,
      openAfter: open,
      line: document.placeOf(path).line ?? 1,
    };
  };

  const acts = value.timeline.map(resolveAct);
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
    patients: value.patients.map((name) => patientOf(value.case, name)),
    clinicians: CLINICIANS,
    pools: POOLS,
    devices: [...names.devices.values()],
    acts,
    shortNames: names.shown,
    why: value.why,
  };
};

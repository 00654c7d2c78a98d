import { expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { faultNamed, faults } from './catalogue.ts';

const attempt = () => faultNamed('contaminated-fingers');

test('every fault is found by its id', () => {
  for (const fault of faults) expect(faultNamed(fault.id)).toBe(fault);
});

test('an unknown one is bad input, and the known ones are listed', () => {
  expect(attempt).toThrow(InputProblem);
  try {
    attempt();
  } catch (problem) {
    expect((problem as InputProblem).describe()).toContain('contaminated-finger, ');
  }
});

test('ids are in kebab-case and come once; person before device before uplink', () => {
  const ids = faults.map((fault) => fault.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  const layers = faults.map(({ layer }) => ['person', 'device', 'uplink'].indexOf(layer));
  expect(layers).toEqual(layers.toSorted((a, b) => a - b));
});

test('each says what it is, how often it comes and whom it can meet', () => {
  for (const { title, usual, measures } of faults) {
    expect(title.length).toBeGreaterThan(8);
    expect(usual).toMatch(/\d/);
    expect(measures.length).toBeGreaterThan(0);
  }
});

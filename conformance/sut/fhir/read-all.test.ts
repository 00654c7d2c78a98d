import { expect, test } from 'vitest';
import { EHR } from '../actor.ts';
import { lookAtInbox } from './acts/inbox.ts';
import { scriptedContext } from './scripted.test-helper.ts';

const lookAt = (entries: readonly object[]) => {
  const { context } = scriptedContext(() => ({
    body: { resourceType: 'Bundle', type: 'searchset', entry: entries.map((resource) => ({ resource })) },
  }));
  return lookAtInbox(context, {}, EHR);
};

test('what cannot be read is named: the resource, the FHIRPath and why', async () => {
  const look = await lookAt([{ resourceType: 'Task', id: 't7', identifier: [{ system: 's', value: 'v' }], status: 7 }]);
  expect(look.complete).toBe(false);
  expect(look.items).toEqual([]);
  expect(look.performed.outcome).toBe('unknown');
  expect(look.performed.answer.text).toMatch(/^Task\/t7: Task\.\S+: \S+/);
});

test('a resource without type and id is named as far as it can be', async () =>
  expect((await lookAt([{ id: 7 }])).performed.answer.text).toMatch(/^\?\/\?: /));

test('the first of many stands first, and the text stays within 2000 characters', async () => {
  const text = (await lookAt(Array.from({ length: 500 }, (_, i) => ({ resourceType: 'Task', id: `t${i}` })))).performed
    .answer.text;
  expect(text).toMatch(/^Task\/t0: Task/);
  expect(text?.length).toBe(2000);
});

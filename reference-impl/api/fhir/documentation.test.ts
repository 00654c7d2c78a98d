import { expect, test } from 'vitest';
import { checked, table } from '../../../contract/wire/fhir/documentation.test-helper.ts';
import { CANONICAL_BASE } from '../../../contract/codes/canonical.ts';
import { needsOf, scopesFor } from '../auth/scopes/needs.ts';
import { routesOf } from './routes.ts';

const DOCUMENT = new URL('../../../docs/bindings/fhir.md', import.meta.url);

const rows = routesOf({ clockPort: true }).map((route) => [
  `\`${route.method} ${route.path.replace(':id', '{id}')}\``,
  [route.name, ...(route.also ?? [])].map((name) => `\`${name}\``).join(' ') +
    (route.conditional === true ? ', conditional' : ''),
  (route.parameters ?? []).map((p) => `\`${p.name}\``).join(' '),
  route.roles.join(', '),
  scopesFor(needsOf(route.name), { role: 'ehr', client: '' })
    .split(' ')
    .map((scope) =>
      scope === '' ? 'of each entry' : `\`${scope.replace('system/', '').replace(CANONICAL_BASE, '{V}')}\``,
    )
    .join(' '),
]);

test('docs/bindings/fhir.md lists every interaction, its parameters and its roles (UPDATE_DOCS=1 writes them anew)', () => {
  const { is, shouldBe } = checked(DOCUMENT, {
    'table interactions': table(['request', 'interaction', 'search parameters', 'roles', 'scope'], rows),
  });
  expect(shouldBe).toContain('`GET /$test-clock`');
  expect(is).toBe(shouldBe);
});

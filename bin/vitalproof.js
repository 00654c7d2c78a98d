#!/usr/bin/env node
// Old syntax on purpose: an old Node must get as far as the message.
var parts = process.versions.node.split('.').map(Number);
if (parts[0] < 22 || (parts[0] === 22 && parts[1] < 13)) {
  console.error(
    'vitalproof: Node ' +
      process.versions.node +
      ' is too old\n' +
      '  expected: Node 22.13 or later\n' +
      '  what to do: run it with a newer Node, for example: npx --package=node@24 --package=vitalproof vitalproof',
  );
  process.exit(64);
} else {
  import('../dist/cli/main.js').catch(function (error) {
    console.error('vitalproof: harness error, not a verdict: ' + ((error && error.stack) || error));
    process.exit(70);
  });
}

import { expect, test } from 'vitest';
import { rangesIn } from './changed.ts';

const DIFF = `diff --git a/conformance/oracle/time/span.ts b/conformance/oracle/time/span.ts
--- a/conformance/oracle/time/span.ts
+++ b/conformance/oracle/time/span.ts
@@ -3 +3,2 @@ export interface Span {
+a
+b
@@ -9,2 +10,0 @@
-gone
@@ -20 +19 @@
+c
diff --git a/conformance/oracle/time/span.test.ts b/conformance/oracle/time/span.test.ts
--- a/conformance/oracle/time/span.test.ts
+++ b/conformance/oracle/time/span.test.ts
@@ -1 +1 @@
+d
diff --git a/conformance/oracle/requirements/judge.ts b/conformance/oracle/requirements/judge.ts
+++ b/conformance/oracle/requirements/judge.ts
@@ -1 +1 @@
+e
diff --git a/conformance/runner/item-log.ts b/conformance/runner/item-log.ts
+++ b/conformance/runner/item-log.ts
@@ -0,0 +5,3 @@
+f
diff --git a/conformance/runner/run.ts b/conformance/runner/run.ts
+++ b/conformance/runner/run.ts
@@ -1 +1 @@
+g
`;

test('the changed lines of mutated files, and no others', () => {
  expect(rangesIn(DIFF)).toEqual({
    ranges: [
      'conformance/oracle/time/span.ts:3-4',
      'conformance/oracle/time/span.ts:19-19',
      'conformance/runner/item-log.ts:5-7',
    ],
    lines: 6,
  });
});

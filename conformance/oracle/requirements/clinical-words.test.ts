import { describe, expect, test } from 'vitest';
import { clinicalIn } from './clinical-words.ts';

const REPLY = 'Your sugar was at 287; take four more units tonight.';
const found = (text: string, replies: readonly string[] = [REPLY], values: readonly string[] = ['287', '7.0']) =>
  clinicalIn(text, replies, values);

describe('nothing clinical', () => {
  test.each([
    'You have a new message in your patient portal. Sign in to read it.',
    'Hay un mensaje nuevo para usted.',
    'Your care team has written to you.',
    'Read it at https://acme.example/m?n=287 or https://acme.example/287.',
    'Call 800-287-0000, 287-0000 or +287 555.',
    'Sent on 2035-287 at 12:287, build 1.287 and 287.5, room a287.',
    'Version 17.0, 7.01 and 17.05.',
    'Take your time.',
  ])('%s', (text) => expect(found(text)).toBeUndefined());
});

describe('clinical', () => {
  test.each<[string, string]>([
    ['New message: Your sugar was at', 'words of the reply: your sugar was'],
    ['… TAKE FOUR,  more!', 'words of the reply: take four more'],
    ['Your value of 287 was high.', 'a value that was measured: 287'],
    ['Your value was 287.', 'a value that was measured: 287'],
    ['7.0, says your meter', 'a value that was measured: 7.0'],
    ['About your glucose', 'the word glucose'],
    ['Your Weight has changed', 'the word Weight'],
    ['From the diabetes clinic: https://acme.example', 'the word diabetes'],
    ['See https://acme.example/glucose/1', 'the word glucose'],
    ['A critical message for you', 'the word critical'],
  ])('%s', (text, what) => expect(found(text)).toBe(what));
});

test('a short reply is quoted as a whole, and one of a word or two by chance', () => {
  expect(found('Call immediately!', ['call immediately'])).toBe('words of the reply: call immediately');
  expect(found('It is OK to ignore this.', ['ok'])).toBeUndefined();
  expect(found('anything', [''])).toBeUndefined();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutToken } from '../../../src/runcomfy/withoutToken.ts';

test('a text of the server loses the token wherever it stands', () => {
  expect(withoutToken('Bearer secret-token, or secret-token?', 'secret-token')).toBe('Bearer ***, or ***?');
});

test('a text stays as it is where the token is too short to be one', () => {
  expect(withoutToken('an error in errors', 'error')).toBe('an error in errors');
});

test('no text has a whole token left in it', () => {
  const token = fc.stringMatching(/^[\x21-\x7e]{8,40}$/).filter((each) => !each.includes('*'));
  fc.assert(
    fc.property(token, fc.array(fc.string()), (secret, pieces) => {
      expect(withoutToken(pieces.join(secret), secret)).not.toContain(secret);
    }),
  );
});

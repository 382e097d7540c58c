/** A shorter token could be a part of any text, even of an id, and no real one is as short. */
const shortest = 8;

/** A text of the server without the token, which some servers give back with what they say about it. */
export function withoutToken(text: string, token: string): string {
  return token.length < shortest ? text : text.replaceAll(token, '***');
}

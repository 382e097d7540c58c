/**
 * Where a text that is not empty stands in another one, overlaps included (Knuth, Morris, Pratt). `indexOf` from each
 * place on would read a text that repeats itself once for each of them.
 */
export function* occurrences(text: string, part: string): Generator<number> {
  const falls = fallsOf(part);
  let matched = 0;
  for (let at = 0; at < text.length; at++) {
    matched = longer(part, falls, matched, text[at]);
    if (matched === part.length) {
      yield at + 1 - matched;
      matched = falls[matched - 1] ?? 0;
    }
  }
}

/** For each beginning of a part, how long its own end is that the part begins with. */
function fallsOf(part: string): number[] {
  const falls = [0];
  for (let at = 1; at < part.length; at++) {
    falls.push(longer(part, falls, falls[at - 1] ?? 0, part[at]));
  }
  return falls;
}

function longer(part: string, falls: readonly number[], length: number, next: string | undefined): number {
  let matched = length;
  while (matched > 0 && part[matched] !== next) {
    matched = falls[matched - 1] ?? 0;
  }
  return part[matched] === next ? matched + 1 : matched;
}

import type { Fact, ViewedPicture } from '../protocol.ts';

/** One fact of a picture beside others, and whether they are all the same in it. */
export interface ComparedFact extends Fact {
  readonly differs: boolean;
}

/** Of pictures side by side: what each was made by, and where they differ. A picture alone differs from nothing. */
export function compareFacts(
  pictures: readonly Pick<ViewedPicture, 'facts'>[],
): readonly (readonly ComparedFact[])[] {
  const values = Map.groupBy(
    pictures.flatMap(({ facts }) => facts),
    ({ name }) => name,
  );
  const differs = (name: string): boolean => {
    const all = values.get(name) ?? [];
    return all.length < pictures.length || new Set(all.map(({ value }) => value)).size > 1;
  };
  return pictures.map(({ facts }) => facts.map((fact) => ({ ...fact, differs: differs(fact.name) })));
}

/** From an offset to an offset of a text. */
export interface Stretch {
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
}

/** A stretch of a document that a prompt can come from where nothing is selected. */
export type PromptSource =
  | (Stretch & { readonly kind: 'caption' | 'comment' | 'string' | 'line' | 'paragraph' | 'document' })
  /** A heading and all that stands under it. */
  | (Stretch & { readonly kind: 'section'; readonly heading: string });

export interface Heading extends Stretch {
  /** 1 is the highest. */
  readonly level: number;
  readonly words: string;
}

/** How a document is made up, as far as prompts need it. */
export interface Outline {
  /** In their order. */
  readonly headings: readonly Heading[];
  /** Code, front matter and the like, which no picture shows. */
  readonly leftOut: readonly Stretch[];
}

export function holds({ start, end }: Stretch, offset: number): boolean {
  return start <= offset && offset <= end;
}

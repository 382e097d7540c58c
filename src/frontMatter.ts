/** How much of a text its front matter takes, in YAML or TOML; 0 where it has none. Documents and prompts read it. */
export function frontMatterLength(text: string): number {
  const found = /^(?:---|\+\+\+)[^\S\r\n]*\r?\n[\s\S]*?\n(?:---|\.\.\.|\+\+\+)[^\S\r\n]*(?=\r?\n|$)/.exec(
    text,
  );
  return found?.[0].length ?? 0;
}

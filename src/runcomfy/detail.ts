/** What an error says, for the log. */
export function detailOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'an unknown error';
  }
  const text =
    error instanceof AggregateError && error.message === ''
      ? error.errors.map((each) => (each instanceof Error ? each.message : '')).join('; ')
      : error.message;
  return 'code' in error && typeof error.code === 'string' ? `${error.code}: ${text}` : text;
}

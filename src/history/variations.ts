import type { GenerationRecord } from '../records/generationRecord.ts';

/** The settings in which the generations of one order can differ, in the order in which they become axes. */
const fields = ['seed', 'imageSize', 'numInferenceSteps'] as const;

type Field = (typeof fields)[number];

/** What all of one column, or of one row, have in common: one setting of theirs, or two. */
export type AxisValue = Partial<Pick<GenerationRecord['request'], Field>>;

/** The generations of one prompt by what they differ in. The only row bears no value where one setting differs. */
export interface VariationGrid {
  readonly prompt: string;
  readonly columns: readonly AxisValue[];
  readonly rows: readonly AxisValue[];
  /** Of each row, one for each column; null where it is known no more. */
  readonly cells: readonly (readonly (GenerationRecord | null)[])[];
}

/** The orders among some records that are variations of one prompt, by their ids. */
export function variationOrders(records: readonly GenerationRecord[]): ReadonlySet<string> {
  const orders = Map.groupBy(
    records.filter(({ order }) => order.count > 1),
    ({ order }) => order.id,
  );
  return new Set([...orders].filter(([, members]) => areVariations(members)).map(([id]) => id));
}

/** The grid of one order; null where its generations do not vary one prompt. */
export function variationGrid(records: readonly GenerationRecord[], order: string): VariationGrid | null {
  const members = records
    .filter((record) => record.order.id === order)
    .sort((one, other) => one.order.index - other.order.index);
  const [first] = members;
  if (first === undefined || !areVariations(members)) {
    return null;
  }
  const [across, ...down] = differing(members);
  const columns = across === undefined ? [] : valuesOf(members, across);
  const rows = down.reduce<AxisValue[]>(
    (partly, field) =>
      partly.flatMap((row) => valuesOf(members, field).map((value) => ({ ...row, ...value }))),
    [{}],
  );
  const at = (value: AxisValue): GenerationRecord | null =>
    members.find(({ request }) =>
      fields.every((field) => [undefined, request[field]].includes(value[field])),
    ) ?? null;
  return {
    prompt: first.altText,
    columns,
    rows,
    cells: rows.map((row) => columns.map((column) => at({ ...row, ...column }))),
  };
}

function areVariations(records: readonly GenerationRecord[]): boolean {
  const prompts = new Set(records.map(({ request }) => `${request.model} ${request.prompt}`));
  return prompts.size === 1 && differing(records).length > 0;
}

function differing(records: readonly GenerationRecord[]): Field[] {
  return fields.filter((field) => valuesOf(records, field).length > 1);
}

/** As they were ordered. */
function valuesOf(records: readonly GenerationRecord[], field: Field): AxisValue[] {
  return [...new Set(records.map(({ request }) => request[field]))].map((value) => ({ [field]: value }));
}

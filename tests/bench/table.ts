/** The benchmark's table: each claim as a row beside its peer or its bar, measured in the same run. */

export interface Row { what: string; ours: string; unit: string; beside: string; theirs: string; ratio: string }

const rows: Row[] = []

const short = (value: number) => String(Number(value.toPrecision(4)))

/** A figure beside its peer, measured in the same run; times do not travel between machines, ratios do. */
export function row(what: string, ours: number, unit: string, beside: string, theirs: number): void {
  add({ what, ours: short(ours), unit, beside, theirs: short(theirs), ratio: short(ours / theirs) })
}

/** A figure beside the bar it must keep: at most, where the bar is a ceiling, else at least. */
export function bar(what: string, ours: number, unit: string, sign: '<=' | '>=', limit: number): void {
  const isKept = sign === '<=' ? ours <= limit : ours >= limit
  add({ what, ours: short(ours), unit, beside: `bar ${sign}`, theirs: short(limit), ratio: isKept ? 'kept' : 'MISSED' })
}

function add(line: Row): void {
  rows.push(line)
  console.error(`${line.what}: ${line.ours} ${line.unit} (${line.beside} ${line.theirs}: ${line.ratio})`)
}

export function printTable(): void {
  console.table(rows)
}

/** The value below which `share` of the values lie. */
export function at(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!
}

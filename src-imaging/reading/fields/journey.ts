/** From one place to another: two names with a sign or a word between them, beside each other or one above the other. */
import type { LabelledPage } from '../find-values.ts'
import type { Piece } from '../page-text.ts'
import { noPlace, placeName, type Shape } from '../shapes.ts'
import { type FoundFields, type Reading, readIn } from './family.ts'

const place = '[\\u4e00-\\u9fff][\\u4e00-\\u9fff（）()]{0,11}'
const sign = '(?:开往|驶往|发往|前往|至|[→⇒➔➝▶►>↓⇩▼]+|—+>?|-+>?|=+>?|～|~)'
const between = ` ?(?:${sign}|到|往|去|一|/) ?`
/** Of airports: the terminal, the three letters. */
const mark = '(?: ?[(（]?(?:T\\d[A-Z]?|[A-Z]{3})[)）]?){0,2}'
/** "云州客运站 至 青龙站": what stands before and what behind. */
const route = new RegExp(`(?:^|[ :])[(（]?(?:自|由|从)? ?(${place}?)${mark}${between}(${place}?)${mark}[)）]?(?:$|的[班客列车航])`)
export function partOfRoute(group: 1 | 2): Shape {
  return (text) => {
    const match = route.exec(text)
    // 第一中学 is no way from 第 to 中学.
    if (!match || match[1]!.length + match[2]!.length < 4 || /第$/.test(match[1]!) || noPlace.test(match[1]!) || noPlace.test(match[2]!)) return null
    const start = group === 1 ? text.indexOf(match[1]!) : text.lastIndexOf(match[2]!)
    // 到 and what is read for a dash occur in names as well.
    return { value: match[group]!, start, end: start + match[group]!.length, fit: new RegExp(`${sign}`).test(match[0]) ? 1 : 0.8 }
  }
}

/** Pieces that make up a route: one alone, a name and what goes on from it, or two with the sign between them in the row or in the column. */
export function routesOn(form: LabelledPage): { several: Piece[][]; alone: Piece[] } {
  const rows = form.page.rows()
  const isSign = (piece: Piece | undefined) => piece !== undefined && new RegExp(`^${between}$`).test(piece.text)
  const triples = rows.flatMap((row) => row.flatMap((piece, i) => (row[i - 1] && row[i + 1] && isSign(piece) ? [[row[i - 1]!, piece, row[i + 1]!]] : [])))
  const halves = rows.flatMap((row) => row.flatMap((piece, i) => (row[i + 1] && (new RegExp(`${sign}$`).test(piece.text) || new RegExp(`^${sign}`).test(row[i + 1]!.text)) ? [[piece, row[i + 1]!]] : [])))
  const columns = form.page.pieces.filter(isSign).flatMap((piece) => {
    const [above, below] = [form.page.pieces.filter((other) => form.page.below(other, 4)[0] === piece)[0], form.page.below(piece, 4)[0]]
    return above && below && form.page.rowOf(piece).length === 0 ? [[above, piece, below]] : []
  })
  const several = [...triples, ...halves, ...columns].filter((parts) => !form.opensWithLabel(parts[0]!))
  const alone = form.page.pieces.filter((piece) => (!form.opensWithLabel(piece) || /^[自由从]/.test(piece.text)) && piece.text.length <= 24)
  return { several, alone }
}

const doubtful = 0.6

/** The route behind its label, or the first on the page: a sign between two names tells which is which. */
export function wayWithSign(form: LabelledPage): [Reading, Reading] | null {
  const [named] = form.candidates('route', partOfRoute(1), 1).flatMap((from) => form.candidates('route', partOfRoute(2), 1).filter(({ label }) => label === from.label).map((to): [Reading, Reading] => [from, to]))
  if (named) return named
  const { several, alone } = routesOn(form)
  const [first] = [...several, ...alone.map((piece) => [piece])].flatMap((parts) => {
    const [from, to] = [1, 2].map((group) => readIn(parts, partOfRoute(group as 1 | 2), 0.85)[0])
    return from && to ? [[from, to] as [Reading, Reading]] : []
  })
  return first ?? null
}

/** Of places known by a label, those whose end of the way was found alone or is the other end as well are believed of nobody. */
export function mindBothEnds(found: FoundFields): void {
  const [from, to] = [found.fromStation?.[0], found.toStation?.[0]]
  if (!from && !to) return
  const isOneWay = from && to && from.value !== to.value && from.boxPx !== to.boxPx
  if (isOneWay) return
  for (const name of ['fromStation', 'toStation'] as const) for (const reading of found[name] ?? []) reading.rank = Math.min(reading.rank, doubtful)
}

const wayIn = '(?:驶入|驶进|进入|入站|进站|入口|上站|上道|上高速|上车|出发|始发|开出|发车|乘车|[入进])'
const wayOut = '(?:驶出|驶离|离开|出站|出口|下站|下道|下高速|下车|到达|抵达|到站|终到|[出止])'

/** Whether one comes or goes is said behind the name: 由云州驶入, 青龙站下车. */
export function saidBehind(form: LabelledPage): { from: Reading[]; to: Reading[] } {
  const shapeOf = (way: string): Shape => {
    const name = `((?!${wayIn}|${wayOut})${place}?)(?:收费)? ?[(（]?${way}[)）]?(?=$|[ ,，。])`
    const pattern = new RegExp(`(?:^|[^\\u4e00-\\u9fff])[自由从于在至到] ?${name}|^${name}$`)
    return (text) => {
      const match = pattern.exec(text)
      const value = match?.[1] ?? match?.[2]
      if (!value || value.length < 2 || noPlace.test(value)) return null
      const start = text.indexOf(value)
      return { value, start, end: start + value.length, fit: 1 }
    }
  }
  const opensWithWay = new RegExp(`^(?:${wayIn}|${wayOut})`)
  // Where the word stands before the name it is a label.
  const runs = form.page.rows().filter((row) => !opensWithWay.test(row[0]!.text)).flatMap((row) => row.flatMap((_, i) => [1, 2, 3].filter((count) => i + count <= row.length).map((count) => row.slice(i, i + count))))
  const read = (way: string) => runs.flatMap((run) => readIn(run, shapeOf(way), run.length > 1 || /(?:^|[^\u4e00-\u9fff])[自由从于在]/.test(run[0]!.text) ? 0.9 : doubtful))
  return { from: read(wayIn), to: read(wayOut) }
}

/** 自 before one name, 至 before the other, without a colon. */
export function fromAndTo(form: LabelledPage): [Reading, Reading] | null {
  const [from, to] = [/^(?:自|由|从) ?[\u4e00-\u9fff（）()]{2,12}$/, /^(?:至|到|往|去|开往) ?[\u4e00-\u9fff（）()]{2,12}$/].map((pattern) => form.page.matching(pattern).flatMap((piece) => readIn([piece], placeName, 0.7)))
  return from?.length === 1 && to?.length === 1 ? [from[0]!, to[0]!] : null
}

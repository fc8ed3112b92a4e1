/**
 * 明细 as rows: column heads give the columns, what stands under them the cells. Cells go to columns in their order from
 * left to right, each as near to its head as can be. A row without figures goes on with the name of the one above it.
 */
import type { LineItem } from '../../src-shared/scan.ts'
import type { VoucherKind } from '../../src-shared/voucher.ts'
import { type PageText, partOf, type Piece } from './page-text.ts'
import { otherThings, sumWords } from './fields/parties.ts'
import { rowsWithoutHeads } from './rows-without-heads.ts'
import { asDigits, upperAmount, withoutSpaces } from './shapes.ts'

type Column = keyof LineItem | 'other'
type ItemKinds = Partial<Record<VoucherKind, true>>

const kindsWithItems: ItemKinds = {
  'vat-special': true, 'vat-normal': true, 'vat-e-normal': true, 'vat-e-special': true, 'digital-normal': true, 'digital-special': true, 'toll-e': true, roll: true, machine: true, 'fiscal-nontax': true, 'fiscal-medical': true, 'hotel-bill': true, 'bank-slip': true,
  acceptance: true, 'claim-form': true, contract: true,
}

/** What is bought or paid for, by whatever a form calls it: 费用科目, 交付内容, 入账名目. */
const ofGoods = '费用|开支|支出|报销|消费|收费|缴费|收入|服务|采购|交付|供货|验收|入账|账务|结算|货物|物资|物品|设备|材料|产品|商品|标的|工作|工程|住宿|交易|资产|经费|款项|票据|业务'
const saidOfGoods = '项目|科目|名称|类别|类型|内容|事项|用途|种类|明细|说明|摘要|品名|描述|名目|条目|款项|细目|品目'

const heads: [Column, RegExp][] = [
  ['name', new RegExp(`^(?:${ofGoods})(?:${saidOfGoods})(?:及规格|、规格|/规格)?`)],
  ['name', /^(?:货物或应税劳务(?:、?服务)?名称|货物\(劳务\)名称|项目名称|商品名称|货物名称|品名|名称|项目|收费项目名称|收费项目|收入项目名称|收入项目|执收项目|缴费项目|费用说明|消费说明|消费内容|消费明细|交易描述|交易说明|描述|说明|入账项目|账项|服务项目|费用明细|费用内容|明细|类别|科目|物资名称|设备名称|采购品名|采购项目|标的名称|产品名称|品名或项目|品名规格|品名|开票项目|消费项目|费用明细|费用名称|支出项目|支出内容|费用类别|开支项目|报销项目|采购内容|物品名称|货物|服务内容|内容|摘要|费用项目|消费项目|项目内容|经营项目|商品|产品|货品|物品|菜品|菜名|品项|品目|项目及规格|物料名称|材料名称|工程内容|服务名称|支出用途|用途|款项内容|事项)/], ['spec', /^(?:规格型号|规格|型号)/], ['unit', /^(?:单位|面积单位|计量单位|计费单位)/], ['quantity', /^(?:数量|(?:实收|应收|实到|到货|入库|送货|订购|实际|合同)数量|数量\/单位|收费数量|计费数量|计费数|件数|采购数量|验收数量|天数|间夜|间夜数|次数)/], ['unitPrice', /^(?:单价|价格|标准|售价|销售单价|含税单价|单价\(元\)|收费标准|收缴标准|计费标准|房价)/], ['taxRate', /^(?:税率\/征收率|税率|征收率)/], ['tax', /^税额/],
  ['amount', /^(?:[亿千百十万仟佰拾]{2,9}[元圆]角分|金额\(元\)|金额|消费金额|消费(?![\u4e00-\u9fff])|小计|借方|费用(?![\u4e00-\u9fff])|报销金额|总价|合价|收费金额|应收金额|实收金额|应缴金额|消费额|消费金额|借方金额|发生额|金额小计|总金额|应付金额|费用金额|总额|合计金额|金额合计|含税金额|(?:应收|实收)(?![\u4e00-\u9fff])|票面金额|收费金额\(元\))/], ['other', /^(?:序号|建筑服务发生地|建筑项目名称|产权证书\/不动产权证号|产权证书|不动产权证号|运输工具种类|运输工具牌号|起运地|到达地|运输货物名称|项目编码|编码|备注|日期|时间|房号|贷方|支付|付款|收款|车牌号|类型|通行日期起|通行日期止|起止日期|单据号|(?:消费|发生|营业|入账|住宿|结算|交易|记账|入住|离店)(?:日期|日|时间|时刻)|余额|营业点|入住日期|离店日期|单据张数|张数|附件|部门|编号|验收情况|品牌|发生日|营业日|单号|#|No\.|税收分类编码|(?:收费|收入|执收)?项目(?:编码|代码|编号)|(?:商品|货物|物料|物品)(?:编码|代码|编号))/],
]

interface Head { column: Column; left: number; right: number; top: number; bottom: number; /** What it says is no known head. */ isUnknown?: boolean }
interface Cell extends Piece { column?: Column }

const endOfRows = /^(?:合计|小计|总计|价税合计|税合计|金额合计|合计金额|大写|\(大写\)|合|计|备注|收款|开票人|消费合计|人民币|应付|实收|共计|房费合计|附:|出行人|报销金额|金额|验收|附件|审批|核准|经办|领导|说明|其他信息|业务流水|医保|应退|预借|应补|结论|意见|收款|复核|注:|合同)|^[\u4e00-\u9fff()]{2,10}:/
const figure = /^[-¥￥Y]?-?[\d,]+(?:\.\d+)?$/

/** @returns the rows in the order printed; none where the kind has no rows or no heads were read */
export function findLineItems(page: PageText, kind: VoucherKind): LineItem[] {
  if (!kindsWithItems[kind]) return []
  const rows = page.rows().map((row) => row.flatMap(splitWide))
  // A row of labels with their values is no row of heads.
  const columnsOf = (row: Piece[], i: number) => withAmount(row.some(({ text }) => /[:：]$/.test(text)) ? headsOf(row) : withName(headsOf(row), rows.slice(i + 1, i + 3)))
  const headAt = rows.findIndex((row, i) => hasColumns(columnsOf(row, i), ['name', 'amount']))
  if (headAt < 0) return rowsWithoutHeads(page, isOtherThing)
  const columns = columnsOf(rows[headAt]!, headAt)
  const last = columns.find(({ column }) => column === 'amount')!.left
  const end = rows.findIndex((row, i) => i > headAt && (opensOtherTable(row) || row.some((cell) => ((endOfRows.test(bare(cell.text)) || isSum(cell.text)) && cell.left < last) || upperAmount(cell.text)?.value.match(/[圆元]/))))
  const body = rows.slice(headAt + 1, end < 0 ? undefined : end)
  return inOrder(sideBySide(columns).map(({ heads: own, left, right }) => join(body.map((row) => assign(row.filter((cell) => (cell.left + cell.right) / 2 >= left && (cell.left + cell.right) / 2 < right), own)).filter((row) => row.length > 0))))
}

/** Forms with tables side by side are read down the left one, then the next; a short one before the last shows that they were filled across. */
function inOrder(tables: readonly LineItem[][]): LineItem[] {
  const [first = [], ...rest] = tables
  const isAcross = rest.slice(0, -1).some((table) => table.length < first.length) && rest.at(-1)!.length > 0
  return isAcross ? first.flatMap((_, row) => tables.flatMap((table) => table.slice(row, row + 1))) : tables.flat()
}

function sideBySide(columns: readonly Head[]): { heads: Head[]; left: number; right: number }[] {
  const sorted = columns.toSorted((a, b) => a.left - b.left)
  const starts = sorted.filter(({ column }, i) => column === 'name' && sorted.findIndex((head) => head.column === 'name') < i && sorted.slice(0, i).some((head) => head.column === 'amount')).map(({ left }) => left)
  const edges = [-Infinity, ...starts, Infinity]
  return edges.slice(0, -1).map((left, i) => ({ left, right: edges[i + 1]!, heads: once(sorted.filter((head) => head.left >= left && head.left < edges[i + 1]!)) }))
}

/** Heads of what rows do not hold, such as 运输工具种类 and 起运地 under the goods carried. */
function opensOtherTable(row: readonly Piece[]): boolean {
  const other = heads.find(([column]) => column === 'other')![1]
  return row.filter(({ text }) => other.exec(bare(text))?.[0] === bare(text)).length >= 2
}

const sums = new Set(sumWords)
const others = new Set<string>(otherThings)
const isSum = (text: string) => sums.has(bare(text).replace(/[:：]$/, ''))
/** Sums, what is paid from where, and what forms head other things with are no goods. */
const isOtherThing = (text: string) => isSum(text) || others.has(bare(text)) || /支付|自费|自付|账户|余额|[合总共累]计|总额|欠款|金额$|[:：]/.test(text)

const bare = (text: string) => text.replace(/ /g, '').replace(/（/g, '(').replace(/）/g, ')')
const hasColumns = (found: Head[], wanted: Column[]) => wanted.every((column) => found.some((head) => head.column === column))

/** A price alone is the amount. */
function withAmount(columns: Head[]): Head[] {
  return hasColumns(columns, ['amount']) || columns.some(({ column }) => column === 'quantity') ? columns : columns.map((head) => (head.column === 'unitPrice' ? { ...head, column: 'amount' } : head))
}

/** Where no head is known to name the goods, an unknown one does that has words under it in the first rows. */
function withName(columns: Head[], body: readonly Piece[][]): Head[] {
  if (hasColumns(columns, ['name']) || !hasColumns(columns, ['amount'])) return columns
  const hasWords = (head: Head) => body.length > 0 && body.every((row) => row.some((cell) => cell.left < head.right && cell.right > head.left && /[\u4e00-\u9fff]{2}/.test(cell.text)))
  const named = columns.find((head) => head.isUnknown && hasWords(head))
  return columns.map((head) => (head === named ? { ...head, column: 'name' } : head))
}

/** A second column of the same sense describes the first: it is left out. */
function once(columns: Head[]): Head[] {
  return columns.map((head, i) => (columns.slice(0, i).some((before) => before.column === head.column) ? { ...head, column: 'other' } : head))
}

/** Heads of a row that has some are all its pieces: those of no known name stand for columns that are left out. */
function headsOf(row: readonly Piece[]): Head[] {
  const known = knownHeads(row)
  const right = Math.max(...known.map((head) => head.right))
  const others = row.filter((piece) => !(piece.left > right && isOneCharacter(piece.text)) && !known.some((head) => head.left < piece.right && head.right > piece.left)).map(({ left, right, top, bottom }): Head => ({ column: 'other', left, right, top, bottom, isUnknown: true }))
  return known.length < 2 ? known : [...known, ...others]
}

function knownHeads(row: readonly Piece[]): Head[] {
  const found: Head[] = []
  for (const piece of row) {
    let rest = bare(piece.text)
    // Neighbouring heads may be read as one line: each takes its share of the width.
    const whole = rest.length
    for (let taken = 0; rest !== '';) {
      const match = heads.map(([column, pattern]) => ({ column, length: pattern.exec(rest)?.[0].length ?? 0 })).sort((a, b) => b.length - a.length)[0]!
      const length = match.length || 1
      const at = (share: number) => piece.left + ((piece.right - piece.left) * share) / whole
      const before = found.at(-1)
      // 项目说明 is one head, not two.
      if (match.length > 0 && taken > 0 && before?.column === match.column) before.right = at(taken + length)
      else if (match.length > 0) found.push({ column: match.column, left: at(taken), right: at(taken + length), top: piece.top, bottom: piece.bottom })
      taken += length
      rest = rest.slice(length)
    }
  }
  return found
}

/** Figures read together with what stands before them become cells of their own. */
function splitWide(piece: Piece): Piece[] {
  const parts = [...piece.text.matchAll(/[^ ]+/g)]
  if (parts.length < 2) return [piece]
  const cells: { start: number; end: number }[] = []
  for (const part of parts) {
    const end = part.index + part[0].length
    const last = cells.at(-1)
    const isValue = /^[-¥￥]?[\d,]+(?:\.\d+)?%?$|^\*{2,3}$|^免税$/.test(part[0])
    const followsValue = last && /^[-¥￥]?[\d,]+(?:\.\d+)?%?$/.test(piece.text.slice(last.start, last.end))
    if (last && !isValue && !followsValue) last.end = end
    else cells.push({ start: part.index, end })
  }
  return cells.map(({ start, end }) => partOf(piece, start, end))
}

const likes: Partial<Record<Column, RegExp>> = {
  quantity: /^-?[\d,]+(?:\.\d+)?(?: ?\/? ?[\u4e00-\u9fff]{1,3})?$/, unitPrice: /^[-¥￥]?[\d,]+(?:\.\d+)?(?:元?[/每][\u4e00-\u9fff]{1,3}|元)?$/, amount: /^[-¥￥Y]{0,2}[\d,]+(?:[.·]\d{1,2})?$/, taxRate: /^\d{1,2}(?:\.\d+)?%$|^免税$|^不征税$|^\*+$|^零税率$/, tax: /^[-¥￥]{0,2}[\d,]+(?:\.\d{1,2})?$|^\*+$/, unit: /^[^\d]{1,4}$|^元\/[^\d]{1,8}$/,
}

/** The order of cells is the order of columns; among all ways of keeping it, the one with the least distance and the least oddness. */
function assign(row: Piece[], columns: readonly Head[]): Cell[] {
  const sorted = [...row].sort((a, b) => a.left - b.left)
  // Rows may be numbered under no head.
  const isNumbered = sorted.length > 2 && /^\d{1,2}[.、]?$/.test(sorted[0]!.text) && !figure.test(sorted[1]!.text) && columns.every((head) => head.left > sorted[0]!.right)
  const cells = isNumbered ? sorted.slice(1) : sorted
  const heads = [...columns].sort((a, b) => a.left - b.left)
  const unit = Math.max(1, heads[0]!.bottom - heads[0]!.top)
  const cost = (cell: Piece, head: Head) => {
    const apart = Math.max(0, cell.left - head.right, head.left - cell.right) / unit
    const middles = Math.abs(cell.left + cell.right - head.left - head.right) / 2 / unit
    const text = bare(cell.text)
    const like = likes[head.column]
    const isOdd = like ? !like.test(text) : head.column === 'name' && figure.test(text)
    return apart + 0.15 * middles + (isOdd ? 6 : 0)
  }
  const best = heads.map(() => new Array<number>(cells.length + 1).fill(0))
  // best[h][c]: least cost of placing the first c cells in the first h+1 columns, at most one new column a cell; columns may hold several.
  const table: number[][] = [[0, ...cells.map(() => Infinity)], ...best]
  const from: number[][] = table.map((line) => line.map(() => 0))
  for (let h = 1; h <= heads.length; h++) {
    for (let c = 0; c <= cells.length; c++) {
      let [least, start] = [table[h - 1]![c]!, c]
      let sum = 0
      for (let first = c - 1; first >= 0; first--) {
        sum += cost(cells[first]!, heads[h - 1]!) + (first < c - 1 && !isText(heads[h - 1]!.column) ? 8 : 0)
        if (table[h - 1]![first]! + sum < least) [least, start] = [table[h - 1]![first]! + sum, first]
      }
      table[h]![c] = least
      from[h]![c] = start
    }
  }
  const placed: Cell[] = []
  for (let h = heads.length, c = cells.length; h > 0; h--) {
    const start = from[h]![c]!
    for (let i = c - 1; i >= start; i--) placed.unshift({ ...cells[i]!, column: heads[h - 1]!.column })
    c = start
  }
  return placed
}

const isText = (column: Column) => column === 'name' || column === 'spec' || column === 'other'

/** A word that runs down beside the table leaves one character in each row, at its end. */
const isStray = ({ column, text }: Cell) => column !== undefined && isOneCharacter(text) && likes[column]?.test(bare(text)) === false
const isOneCharacter = (text: string) => /^[\u4e00-\u9fff]$/.test(bare(text))

const isAmount = (text: string) => /^-?\d+(?:\.\d+)?$/.test(text)

/** A row of words alone names the figures under it where those have no name; else it goes on with the name above. */
function join(body: readonly Cell[][]): LineItem[] {
  const rows = body.map((cells) => {
    const row = cells.filter((cell) => !isStray(cell))
    const value = (column: Column) => {
      const texts = row.filter((cell) => cell.column === column).map((cell) => cell.text)
      // Words of a seal that fall among the figures are left out.
      const text = (texts.length > 1 && !isText(column) && texts.find((text) => likes[column]?.test(bare(text)))) || texts.join(' ')
      // Spaces in a specification part what it says.
      return column === 'spec' ? text : withoutSpaces(text)
    }
    return { value, name: value('name'), amount: value('amount').replace(/[¥￥Y, ]|元$/g, ''), isNameAlone: row.every(({ column }) => column === 'name' || column === 'spec') }
  })
  const items: LineItem[] = []
  let pendingName = ''
  let isOpen = false
  rows.forEach(({ value, name, amount, isNameAlone }, i) => {
    const next = rows[i + 1]
    if (isAmount(amount)) {
      items.push(itemOf(value, amount, pendingName + name))
      pendingName = ''
      isOpen = true
    } else if (items.length === 0 || (next && next.name === '' && isAmount(next.amount))) pendingName += name
    else {
      // What has other cells is not the name going on, and what comes after it neither.
      isOpen &&= isNameAlone
      if (!isOpen) return
      const last = items.at(-1)!
      last.name += name
      const spec = value('spec')
      if (spec) last.spec = (last.spec ?? '') + spec
      // A long price goes on under itself.
      const price = value('unitPrice')
      if (/^\d+$/.test(price) && last.unitPrice?.includes('.')) last.unitPrice += price
    }
  })
  return items
}

function itemOf(value: (column: Column) => string, amount: string, name: string): LineItem {
  const item: LineItem = { name, amount }
  for (const column of ['spec', 'unit', 'quantity', 'unitPrice', 'taxRate', 'tax'] as const) {
    const text = column === 'spec' || column === 'unit' ? value(column) : value(column).replace(/[¥￥,]/g, '')
    if (text !== '') item[column] = text
  }
  return countedInFigures(apart(withUnitApart(item)))
}

/** 12盒 is twelve of a unit, 37.35元/盒 a price for one. */
function withUnitApart(item: LineItem): LineItem {
  const counted = /^(-?\d+(?:\.\d+)?) ?\/? ?([\u4e00-\u9fff]{1,3}|[a-zA-Z]{1,2}[²³]?)$/.exec(item.quantity ?? '')
  const priced = /^(\d+(?:\.\d+)?)元?(?:[/每]([\u4e00-\u9fff]{1,3}))?$/.exec(item.unitPrice ?? '')
  const unit = item.unit ?? counted?.[2] ?? priced?.[2]
  return { ...item, ...(unit ? { unit } : {}), ...(counted ? { quantity: counted[1]! } : {}), ...(priced ? { unitPrice: priced[1]! } : {}) }
}

/** Quantity and price read as one number are parted where their product is the amount, if that is so in one place alone. */
function apart(item: LineItem): LineItem {
  if (item.quantity || !item.unitPrice) return item
  const amount = Number(item.amount)
  const fits = [...item.unitPrice].slice(1).flatMap((_, i) => {
    const [quantity, unitPrice] = [item.unitPrice!.slice(0, i + 1), item.unitPrice!.slice(i + 1)]
    const isSplit = /^-?\d+(?:\.\d+)?$/.test(quantity) && /^\d+\.\d{2,}$/.test(unitPrice) && !/^0\d/.test(unitPrice)
    return isSplit && isProduct(quantity, unitPrice, amount) ? [{ quantity, unitPrice }] : []
  })
  return fits.length === 1 ? { ...item, ...fits[0] } : item
}

/** What was read for a figure in a count, A for 4, is that figure where the product is then the amount. */
function countedInFigures(item: LineItem): LineItem {
  const { quantity = '', unitPrice = '' } = item
  const figures = asDigits(quantity)
  return figures !== quantity && isAmount(figures) && isProduct(figures, unitPrice, Number(item.amount)) ? { ...item, quantity: figures } : item
}

/** Amounts are rounded to the fen, and prices may be printed rounded. */
function isProduct(quantity: string, unitPrice: string, amount: number): boolean {
  return Math.abs(Number(quantity) * Number(unitPrice) - amount) < 0.011 + Math.abs(Number(quantity)) * 0.005
}

/** What is enough to call a value sure, and what is not: the characters it hangs on, the place it stands in, and that nothing else could be meant. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readVoucher } from '../../src-imaging/reading/voucher-fields.ts'
import { checkVoucher } from '../../src-shared/checks.ts'
import type { Line } from '../../src-shared/scan.ts'
import type { FieldName, Quad } from '../../src-shared/voucher.ts'
import { day, partyName, timeOfDay, upperAmount } from '../../src-imaging/reading/shapes.ts'

const boxAt = (x: number, y: number, width: number, height: number): Quad => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
const line = (text: string, x: number, y: number, { heightPx = 40, poor = '' } = {}): Line & { charScores: number[] } => {
  const charScores = [...text].map((char) => (poor.includes(char) ? 0.7 : 0.9995))
  return { text, score: 0.99, charScores, boxPx: boxAt(x, y, 30 * text.length, heightPx) }
}
const read = (lines: (Line & { charScores?: readonly number[] })[]) => readVoucher(lines, [])
const shown = (lines: Line[], ...names: FieldName[]) => {
  const { fields } = read(lines)
  return names.map((name) => (fields[name] ? `${fields[name].value}${fields[name].sure ? '' : '?'}` : null))
}

test('甲方 pays, but for a lease in which it is the one that lets', () => {
  const contract = (first: string, second: string) => shown([line('房屋租赁合同', 700, 100), line(`${first}云州启明商贸有限公司`, 100, 200), line(`${second}云州市第七中学（样例）`, 100, 260), line('第一条 租赁物：会议室。', 100, 340), line('租金总额：人民币12000.00元', 100, 400), line('甲方（盖章）：', 100, 900), line('乙方（盖章）：', 900, 900)], 'buyerName', 'sellerName')
  const [school, firm] = ['云州市第七中学（样例）', '云州启明商贸有限公司']
  assert.deepEqual(contract('出租方（以下简称甲方）：', '承租方（以下简称乙方）：'), [school, firm])
  assert.deepEqual(contract('出租方：', '承租方：'), [school, firm])
  assert.deepEqual(contract('承租方（甲方）：', '出租方（乙方）：'), [firm, school])
})

test('the end of a label before a name, and an everyday numeral among 大写, are slips of the reader', () => {
  assert.equal(partyName('称云州绿野家具制造有限公司')?.value, '云州绿野家具制造有限公司')
  assert.equal(partyName('称多县人民医院')?.value, '称多县人民医院')
  assert.equal(upperAmount('肆拾五元柒角贰分')?.value, '肆拾伍元柒角贰分')
  assert.equal(upperAmount('二百三十元')?.value ?? null, null)
})

test('who wrote a paper out and what a slip is called are no party; an office that reviews is one', () => {
  for (const text of ['开票晁清亦', '复核魏若昊', '进账单（收账通知）', '账号', '账 号', '全称：']) assert.equal(partyName(text), null, text)
  assert.equal(partyName('审核评估中心')?.value, '审核评估中心')
})

test('a taxi’s fare is the amount only where no total says more', () => {
  const receipt = (...last: Line[]) => [line('云州市出租汽车专用发票', 200, 20), line('车号', 40, 100), line('云A5K123', 160, 100), line('里程', 40, 160), line('34.4km', 160, 160), line('车费', 40, 220), line('67.00元', 160, 220), line('附加 3.00元', 480, 220), ...last]
  assert.deepEqual(shown(receipt(), 'amountTotal').map((value) => value?.replace('?', '')), ['67.00'])
  assert.deepEqual(shown(receipt(line('合计', 40, 300), line('70.00元', 200, 300)), 'amountTotal'), ['70.00'])
})

test('a day whose first figures are lost is no other day; a time may stand right after a day', () => {
  assert.equal(day('贴026-04-05 08:20:39'), null)
  assert.equal(day('26-04-05')?.value, '2026-04-05')
  assert.equal(timeOfDay('2026-06-1008:58')?.value, '08:58')
  assert.equal(timeOfDay('1208:58'), null)
})

describe('what a value hangs on', () => {
  const slip = (poor: string) => [
    line('银联商务签购单', 200, 20), line('商户名称：云州启明（海岚）有限公司', 40, 100, { poor }), line('终端编号：11223344', 40, 160), line('卡号：622848******3954', 40, 220, { poor }),
    line('日期/时间：2026年06月27日 12:19', 40, 280, { poor }), line('金额：RMB1,398.35', 40, 340, { poor }),
  ]
  const names = ['sellerName', 'accountTail', 'date', 'amountTotal'] as const
  const values = ['云州启明（海岚）有限公司', '3954', '2026-06-27', '1398.35']
  test('what parts figures, brackets and stars may be read poorly, and the words of every company', () => {
    assert.deepEqual(shown(slip('年月日/：（）*,R有限'), ...names), values)
  })
  test('figures and the characters of a name may not', () => {
    assert.deepEqual(shown(slip('岚57'), ...names), ['云州启明（海岚）有限公司?', '3954?', '2026-06-27?', '1398.35?'])
  })
})

test('a town read poorly in a name and clearly in the address is sure; a character that may be another is not', () => {
  const invoice = (poorScore: number, read = '云州启明') => {
    const name = line(`名称：${read}设备有限公司`, 1230, 497)
    return [line('电子发票（普通发票）', 757, 188), line('名称：云州市水务局', 217, 497), { ...name, charScores: name.charScores.map((score, i) => (name.text[i] === '州' ? poorScore : score)) }, line('云州市滨河大道337号', 220, 1200)]
  }
  assert.deepEqual(shown(invoice(0.9), 'sellerName'), ['云州启明设备有限公司'])
  assert.deepEqual(shown(invoice(0.6), 'sellerName'), ['云州启明设备有限公司?'])
  // Where 云 was lost, 云州市 of the other line says nothing of the 州 that is left.
  assert.deepEqual(shown(invoice(0.9, '州市启明'), 'sellerName'), ['州市启明设备有限公司?'])
})

describe('where a value stands', () => {
  test('right under its label, where a narrow paper sets one under the other', () => {
    const roll = (gap: number) => [
      line('云州增值税普通发票（卷票）', 40, 20), ...[['发票代码', '053002601607'], ['发票号码', '50149500'], ['开票日期', '2026年06月16日'], ['销售方名称', '云州绿野超市有限公司']].flatMap(([label, value], i) => [line(label!, 40, 100 + 110 * i), line(value!, 40, 140 + gap + 110 * i)]),
      line('价税合计', 40, 620), line('¥194.92', 400, 620), line('校验码', 40, 1500),
    ]
    assert.deepEqual(shown(roll(10), 'invoiceCode', 'invoiceNumber', 'date', 'sellerName'), ['053002601607', '50149500', '2026-06-16', '云州绿野超市有限公司'])
  })
  test('over its label where the form sets labels in small below, also where they are as tall', () => {
    const taxi = [
      line('云州市客运出租车发票', 132, 60), line('135026492187', 218, 140), line('No.16187315', 229, 200), line('闽HX6214', 50, 478), line('2026.03.10', 390, 482), line('车牌', 48, 526), line('日期', 388, 530),
      line('19:05', 50, 620), line('19:42', 388, 619), line('起', 48, 668), line('止', 389, 668), line('1.9km', 48, 756), line('00:06:08', 393, 760), line('计程', 48, 806), line('低速等候', 390, 810), line('1.80元/km', 49, 891), line('308356', 392, 897), line('运价', 46, 940), line('资格证号', 390, 945),
    ]
    assert.deepEqual(shown(taxi, 'plateNumber', 'date', 'boardingTime', 'alightingTime', 'distance'), ['闽HX6214', '2026-03-10', '19:05', '19:42', '1.9'])
  })
  test('in the order of 付款方 and 收款方 over their columns', () => {
    const slip = (...heads: [string, string]) => [
      line('海岚银行客户付款通知书', 400, 20), line('回单', 1200, 20), line(heads[0], 369, 275), line(heads[1], 1194, 275), line('全称', 203, 364), line('云州市第七中学', 373, 364), line('云州同心设备有限公司', 1201, 364),
      line('账号', 203, 457), line('2311005344660388883', 373, 457), line('8142039873421317237', 1198, 457), line('¥244,700.00', 140, 642),
    ]
    assert.deepEqual(shown(slip('付款方', '收款方'), 'buyerName', 'sellerName', 'accountTail'), ['云州市第七中学', '云州同心设备有限公司', '8883'])
    assert.deepEqual(shown(slip('收款方', '付款方'), 'buyerName', 'sellerName', 'accountTail'), ['云州同心设备有限公司', '云州市第七中学', '7237'])
  })
  test('under 供方 and 需方, without the words that stand before the name', () => {
    const leaf = [line('设备采购合同', 600, 60), line('供方', 300, 400), line('单位名称（章）众鑫旅行社有限公司', 300, 450), line('开户行', 300, 500), line('需方', 1200, 400), line('单位名称（章）沅阳市文化馆', 1200, 450), line('开户行', 1200, 500)]
    assert.deepEqual(shown(leaf, 'buyerName', 'sellerName'), ['沅阳市文化馆', '众鑫旅行社有限公司'])
  })
  test('of one account alone nobody says that it is the payer’s', () => {
    const [tail] = shown([line('南方实业银行电子回单', 830, 80), line('户名', 203, 294), line('云州市第七中学', 368, 294), line('户名', 1226, 291), line('云州同心设备有限公司', 1393, 291), line('账号', 1231, 403), line('5892723853087862012', 1394, 403)], 'accountTail')
    assert.ok(tail!.endsWith('?'), tail!)
  })
  test('two sellers’ words in one line do not make the buyer’s id the seller’s', () => {
    const party = (name: string, id: string, x: number, label: string) => [line(`名称：${name}`, x, 497), line(`${label}：${id}`, x, 614)]
    assert.deepEqual(shown([
      line('电子发票（增值税专用发票）', 757, 188), line('发票号码：26470650359225905460', 1800, 198), ...party('云州市水务局', '12240390MB4UW918MX', 190, '统—社会信用代码/纳税人识别号'), ...party('云州钧豪粮油贸易有限公司', '91370316MA5L40YH8K', 1700, '统一社会信用代码/纳税人识别号'),
    ], 'buyerTaxId', 'sellerTaxId'), ['12240390MB4UW918MX', '91370316MA5L40YH8K'])
  })
})

describe('the only thing that could be meant', () => {
  const ticket = (...more: Line[]) => [line('海岚市长途汽车票', 300, 60), line('昌黎客运站', 334, 204), line('开往', 420, 271), line('宁溪港区', 344, 322), line('2026/05/21 06:35发车', 57, 441), line('¥115.00', 66, 735), ...more]
  test('a day alone on the paper is the paper’s; of two nobody knows', () => {
    assert.deepEqual(shown(ticket(), 'date'), ['2026-05-21'])
    assert.ok(shown(ticket(line('售票于2026/05/19', 57, 820)), 'date')[0]?.endsWith('?'))
  })
  test('第一中学 is no way from 第 to 中学', () => {
    assert.deepEqual(shown([line('航空运输电子客票行程单', 700, 60), line('临淮市第一高级中学', 90, 350), line('旅客姓名', 90, 500)], 'fromStation', 'toStation'), [null, null])
  })
  test('figures one by one are the sum where the words say so', () => {
    const form = (...figures: string[]) => [line('支出报销单', 700, 60), line('金额大写', 157, 982), line('陆仟柒佰叁拾肆圆整', 383, 982), line('合计', 444, 886), ...figures.map((figure, i) => line(figure, 1187 + 80 * i, 886))]
    assert.deepEqual(shown(form(...'673400'), 'amountTotal'), ['6734.00'])
    assert.notDeepEqual(shown(form(...'673500'), 'amountTotal'), ['6735.00'])
  })
})

test('figures that the words spell are the sum wherever they stand, others are not', () => {
  const invoice = (...more: Line[]) => [line('滇中省税务局定额发票', 370, 97), line('面额', 120, 266), line('贰拾元整', 260, 253), line('135002644524', 120, 392), ...more]
  assert.deepEqual(shown(invoice(line('20元', 990, 258)), 'amountTotal'), ['20.00'])
  assert.deepEqual(shown(invoice(line('10元', 990, 258)), 'amountTotal'), ['10.00?'])
})

describe('kinds by several weaker signs', () => {
  const kindOf = (...texts: string[]) => read(texts.map((text, i) => line(text, 300, 60 + 80 * i))).kind
  test('a contract’s last leaf and its list have no title', () => {
    assert.equal(kindOf('展厅改造工程', '委托方盖章', '承接方盖章', '2026年02月09日'), 'contract')
    assert.equal(kindOf('供方不得将本合同项下的义务转包给第三人，确需分包的', '须事先取得需方书面同意', '第十一条'), 'contract')
    assert.equal(kindOf('海岚市第二人民医院', '将办公楼维修工程交由', '海岚金穗图书发行有限公司', '承担，双方约定如下。'), 'contract')
    assert.equal(kindOf('附件（一）服务内容和考核办法', '序号 项目 要求', '第3页，共3页'), 'contract')
    assert.equal(kindOf('2 of 2', '供方', '单位名称（章）', '开户行', '需方', '单位名称（章）'), 'contract')
    assert.equal(kindOf('编号HT-2026-8617', '附表 履约标准一览', '序号 项目 要求', '按月移交记录和影像资料'), 'contract')
  })
  test('where the title is hidden, what else stands there says what it is', () => {
    assert.equal(kindOf('代码 153002652163', '号码 57747821', '付款单位：云州市档案局', '收款单位：云州市清泉服务公司', '税号：91360688MA9106525M', '¥153.90', '手写无效'), 'machine')
    assert.equal(kindOf('报账人 葛波国', '事项 会议保障', '¥8837.60', '所附单据26张', '稽核魏新轩', '经手方子'), 'claim-form')
    assert.equal(kindOf('出发 松溪SXB', '到达 凤栖FQW', '航班 HN6312', '票价CNY 420.00', '燃油YQ 0.00', '退改签以航空公司规定为准', '行李20KG', 'VOID'), 'air')
  })
  test('信 of 购买方信息 beside other things makes no letter of an invoice', () => {
    const { kind, kindScore } = read([line('电子发票（普通发票）', 757, 60), line('发票号码：26470650359225905460', 1800, 60), line('信', 107, 120), line('统一社会信用代码/纳税人识别号：12240390MB4UW918MX', 190, 120), line('合计', 107, 700), line('价税合计（大写）', 107, 900)])
    assert.deepEqual([kind, kindScore > 0.99], ['digital-normal', true])
  })
  test('the name of a copy is no title', () => {
    const { kind, kindScore } = read([line('闽东省海岚市通用机打发票', 800, 70), line('（记账凭证联）', 1079, 158), line('代码135002650191', 1708, 203), line('客户：海岚市交通运输局', 170, 377)])
    assert.deepEqual([kind, kindScore > 0.9], ['machine', true])
  })
})

test('an id whose check digit is wrong is a fault where it was read, a slip where a character hardly was', () => {
  const rules = (score: number) => {
    const id = line('91370316MA5L40YH8J', 600, 614)
    const { kind, fields } = read([line('电子发票（普通发票）', 757, 188), line('发票号码：26470650359225905460', 1800, 198), line('销售方纳税人识别号：', 190, 614), { ...id, charScores: id.charScores.map((one, i) => (i === 7 ? score : one)) }])
    return checkVoucher({ kind, fields, qr: [], today: '2026-11-27' }).filter(({ ok }) => !ok).map(({ rule }) => rule)
  }
  assert.deepEqual(rules(0.9), ['tax-id'])
  assert.deepEqual(rules(0.4), [])
})

test('an id of a length that none has lost a character to the reader: its check digit says nothing', () => {
  const failed = (source: 'ocr' | 'pdf') => checkVoucher({ kind: 'digital-normal', fields: { buyerTaxId: { value: '12340970MB9342567', score: 0.95, sure: false, source } }, qr: [], today: '2026-11-27' }).filter(({ ok }) => !ok).map(({ rule }) => rule)
  assert.deepEqual(failed('ocr'), [])
  assert.deepEqual(failed('pdf'), ['tax-id'])
})

test('a check code that is the QR code’s but for one figure was misread, an invoice number may be forged', () => {
  const failed = (score: number, name: FieldName = 'checkCode', value = '85601053791808762415') => checkVoucher({ kind: 'roll', fields: { [name]: { value, score, sure: false, source: 'ocr' } }, qr: ['01,11,053002609807,46087788,569.22,20261023,85601053794808762415,3A7F,'], today: '2026-11-27' }).filter(({ ok }) => !ok).map(({ rule }) => rule)
  assert.deepEqual(failed(0.9), [])
  assert.deepEqual(failed(0.95), ['qr'])
  assert.deepEqual(failed(0.9, 'invoiceNumber', '46087789'), ['qr'])
})

/** Contracts of two to four A4 pages: parties, numbered clauses, the price in figures and words, seals on the last page. */
import type { SampleSet } from '../voucher.ts'
import { lease, scheduleFirst } from './contract-held-out.ts'
import { tradeForm, withCover } from './contract-more.ts'
import { layOut, numbered, plain, type Line, type PageStyle } from './contract-pages.ts'
import { dateForms, dayAfter, payingUnit, someDate, sums, voucherMaker, withCommas, type FieldValues, type Layout, type Studio } from './press.ts'

export interface Facts { fields: FieldValues; subject: string; clauses: string[]; due: string; place: string; signers: [string, string]; bank: string; account: string; sellerTaxId: string; buyerTaxId: string }

const subjects: Record<SampleSet, readonly string[]> = {
  tuning: ['教学设备采购', '校园绿化养护服务', '办公楼维修工程', '信息系统运维服务', '食堂食材配送', '医用耗材供应', '会议服务', '展厅改造工程', '视频监控系统采购', '保安服务外包', '档案整理服务', '屋面防水修缮工程', '教学投影机采购', '环境空气检测服务', '网络安全等级测评'],
  'held-out': ['决算报表审计', '中央空调清洗', '职工食堂委托经营', '常年法律顾问', '内控制度咨询', '宣传册设计印刷', '化粪池清掏疏通'],
}

/** Whole bodies of clauses; the last ones close a contract. */
const clauses: Record<SampleSet, readonly (readonly string[])[]> = {
  tuning: [[
    '甲方委托乙方提供本合同附件所列的货物和服务，乙方应按照附件规定的规格、数量和质量标准履行，未经甲方书面同意不得变更。',
    '乙方应在合同签订后三十日内将全部货物送达甲方指定地点，运输、装卸、保险等费用均已包含在合同总价之内，甲方不再另行支付。',
    '货物到达后由甲方组织验收，验收不合格的，乙方应在七个工作日内无偿更换；更换后仍不合格的，甲方有权解除合同并要求赔偿损失。',
    '验收合格后乙方向甲方开具合法有效的发票，甲方收到发票之日起十五个工作日内以国库集中支付方式支付合同价款的百分之九十五，余款作为质量保证金。',
    '质量保证期为十二个月，自验收合格之日起计算。质量保证期内出现的质量问题由乙方负责免费维修或者更换，并承担由此产生的全部费用。',
    '乙方保证所提供的货物不侵犯任何第三方的知识产权，如发生纠纷由乙方自行解决，给甲方造成损失的应当承担赔偿责任。',
    '乙方逾期交货的，每逾期一日按合同总价的千分之一向甲方支付违约金；逾期超过三十日的，甲方有权单方解除合同。',
    '甲方无正当理由逾期付款的，每逾期一日按逾期金额的万分之五向乙方支付违约金，但因财政支付审核造成的延迟除外。',
    '任何一方因不可抗力不能履行合同的，应当及时通知对方，并在十五日内提供有关机构出具的证明，双方协商决定是否延期履行或者解除合同。',
    '双方对在履行合同过程中知悉的对方工作秘密负有保密义务，未经对方书面许可不得向第三方披露，本条款在合同终止后继续有效。',
    '本合同在履行过程中发生争议的，由双方协商解决；协商不成的，任何一方均可向甲方所在地人民法院提起诉讼。',
    '本合同未尽事宜由双方另行签订补充协议，补充协议与本合同具有同等法律效力。本合同附件是合同不可分割的组成部分。',
    '本合同一式四份，甲乙双方各执两份，自双方法定代表人或授权代表签字并加盖公章之日起生效。',
  ], [
    '双方本着平等互利、诚实信用的原则，根据民法典及政府采购的有关规定，就下列事项达成一致，共同遵守。',
    '供方提供的服务内容、人员配备和考核办法见附件一；需方有权按月考核，考核结果作为付款的依据。',
    '服务期限自合同生效之日起一年，期满经考核合格并落实预算后可以续签，续签次数不得超过两次。',
    '本合同价款为固定总价，除需方提出变更并经双方书面确认外，任何情况下均不予调整。',
    '付款分三期进行：合同生效后支付百分之三十，中期考核合格后支付百分之四十，期满验收后结清余款，每次付款前供方应提交等额发票。',
    '供方派出的人员应当遵守需方的管理制度，着装整齐、持证上岗；因供方人员过错造成人身或者财产损害的，由供方承担责任。',
    '需方应当为供方开展工作提供必要的场地、水电和网络条件，并指定专人负责联络协调。',
    '供方不得将本合同项下的义务转包给第三人，确需分包的须事先取得需方书面同意，并对分包部分承担连带责任。',
    '一方违约的，应当赔偿守约方因此受到的损失，包括为主张权利支出的律师费、鉴定费、差旅费等合理费用。',
    '因政策调整、机构改革或者财政预算变化致使合同无法继续履行的，双方互不承担违约责任，已发生的费用据实结算。',
    '与本合同有关的通知应当以书面形式送达合同载明的地址，地址变更的应当提前三日告知对方，否则由变更方承担后果。',
    '因本合同引起的争议提交合同签订地仲裁机构仲裁，仲裁裁决是终局的，对双方均有约束力。',
    '本合同正本两份、副本三份，正本与副本不一致的以正本为准，双方签章后生效。',
  ], [
    '合作内容以双方确认的任务书为准，任务书载明工作范围、进度节点和提交成果的形式，是结算的直接依据。',
    '承接方应当在接到书面开工通知后五个日历天内组织人员进场，并报送人员名册、联系方式和应急预案。',
    '委托方指派专人担任联系人，负责答疑、确认阶段成果和协调有关部门，联系人变更的应当书面告知。',
    '阶段成果提交后委托方在十个工作日内提出书面意见，逾期未提出的视为无异议；承接方应当按意见修改完善。',
    '价款采取总额包干方式，已含人工、材料、设备、差旅、保险、利润和税金，承接方不得以任何理由要求追加。',
    '签约后首付四成，成果通过评审后付至九成，其余一成在服务期届满且无遗留问题时一次付清，均以转账方式办理。',
    '承接方提供的票据不合规定的，委托方有权顺延付款且不构成违约，由此增加的税费由承接方承担。',
    '服务过程中形成的资料、数据和成果归委托方所有，承接方不得复制、留存或者用于本项目以外的用途。',
    '承接方应当为其人员办理工伤保险并承担用工责任，其人员与委托方之间不存在劳动关系或者劳务关系。',
    '承接方未按节点完成的，每延误一天扣减合同价款的千分之二，累计扣减达到百分之十的，委托方可以解除合同。',
    '一方变更名称、住所、账户的，应当自变更之日起七日内通知另一方，未通知造成的损失自行承担。',
    '争议先由双方主管人员会商，会商不成的，向项目所在地有管辖权的法院起诉。',
    '合同文本壹式陆份，委托方执肆份，承接方执贰份，经双方签字盖章后开始履行，履行完毕自行终止。',
  ]],
  'held-out': [[
    '供应商应当按照响应文件承诺的人员、设备和进度实施，项目负责人不得更换；确需更换的，替换人员的资格不得低于原承诺。',
    '采购人应当提供必要的资料和便利，并对资料的真实性负责；供应商对资料有疑问的，应当在三个工作日内提出。',
    '供应商每月向采购人报送一次进展情况，采购人认为进度滞后的，可以要求增加人员或者延长工作时间，费用不另计。',
    '项目完成后由采购人组织验收小组，按照采购文件逐项核对并签署验收意见；验收不通过的，供应商在十日内整改完毕。',
    '成交金额为完成本项目的全部费用，包括人工、材料、交通、食宿、保险、税金和合理利润，采购人不再支付其他任何款项。',
    '验收通过且收到合规票据后，采购人通过国库支付系统向供应商支付款项，付款进度以财政批复的用款计划为准。',
    '供应商开具的票据抬头、税号和项目名称应当与本合同一致，不一致的应当重新开具，付款时间相应顺延。',
    '供应商泄露采购人内部资料或者将资料用于其他用途的，应当支付成交金额百分之十的违约金，并消除影响。',
    '供应商提供虚假材料谋取成交或者将项目转包的，采购人有权解除合同，并报政府采购监督管理部门处理。',
    '一方迟延履行超过二十日，经催告仍未履行的，另一方可以书面通知解除合同，并要求赔偿由此产生的损失。',
    '发生自然灾害、疫情等不能预见的事件时，受影响的一方应当在五日内书面告知，双方据实确定继续履行、变更或者终止。',
    '合同履行中的争议先行协商，协商不成的，可以申请政府采购监督管理部门调解，也可以向采购人所在地法院起诉。',
    '本合同正本一式五份，采购人三份，供应商一份，报财政部门备案一份，自双方签章之日起生效，备案不影响其效力。',
  ]],
}

function invent(studio: Studio): Facts {
  const { random, names, wishes } = studio
  const date = someDate(studio)
  const buyer = payingUnit(studio)
  const all = random.pick(clauses[wishes.set])
  return {
    fields: {
      contractNumber: random.pick([`HT-${wishes.year}-${random.digits(4)}`, `${wishes.year}${random.pick(['CG', 'FW', 'GC'])}${random.digits(5)}`, `ZC${String(wishes.year).slice(2)}${random.digits(3)}-${random.digits(2)}`]), date,
      buyerName: buyer.name, sellerName: names.company(), ...sums(random.integer(60, 9800) * 10_000 + random.pick([0, 0, 50_00, 99_50]), studio),
    },
    subject: random.pick(subjects[wishes.set]), clauses: [...all.slice(0, random.integer(8, 11)), ...all.slice(11)], due: dayAfter(date, random.integer(20, 90)), place: names.address(), signers: [names.person(), names.person()],
    bank: names.bank(), account: random.digits(19), sellerTaxId: names.companyTaxId(), buyerTaxId: buyer.taxId,
  }
}

const official: Layout<Facts> = ({ fields, subject, clauses, ...facts }, studio) => {
  const style: PageStyle = { sizeMm: studio.random.pick([4.2, 5, 5.6]), left: 28, widthMm: 155, top: 30, bottom: 268, colours: { label: '#222', ink: '#1e1e20' }, paper: '#fefefd', footer: (page, pages) => `第 ${page} 页 共 ${pages} 页` }
  const lines: Line[] = [
    { runs: [{ text: '甲方（采购人）：' }, { text: fields.buyerName!, field: 'buyerName' }], indentMm: 0, gapMm: 42 },
    { runs: [{ text: '乙方（供应商）：' }, { text: fields.sellerName!, field: 'sellerName' }], indentMm: 0, gapMm: 0 },
    { runs: plain(`　　根据《中华人民共和国民法典》等法律法规的规定，甲乙双方就${subject}事项协商一致，订立本合同。`), indentMm: 0, gapMm: 3 },
    { runs: [{ text: '　　一、合同总金额为人民币（大写）：' }, { text: fields.amountTotalUpper!, field: 'amountTotalUpper' }, { text: '（小写：' }, { text: `¥${fields.amountTotal}`, field: 'amountTotal' }, { text: '）。' }], indentMm: 0, gapMm: 0 },
    ...clauses.map((clause, i): Line => ({ runs: plain(`　　${numbered(i + 1)}、${clause}`), indentMm: 0, gapMm: 1.5 })),
  ]
  const { pages, last, endY } = layOut(lines, studio, style, 62)
  const first = pages[0]!
  first.pair(132, 26, '合同编号：', fields.contractNumber!, 3.8, { field: 'contractNumber' })
  first.label(105, 52, `${subject}合同`, 8, { align: 'middle', bold: true })
  const y = endY + 14
  last.label(28, y, '甲方（盖章）：', 4)
  last.label(115, y, '乙方（盖章）：', 4)
  last.pair(28, y + 10, '代表人：', facts.signers[0], 4)
  last.pair(115, y + 10, '代表人：', facts.signers[1], 4)
  last.pair(28, y + 20, '签订日期：', dateForms.long(fields.date!), 4, { field: 'date' })
  last.pair(115, y + 20, '签订日期：', dateForms.long(fields.date!), 4, { field: 'date' })
  last.sheet.roundSeal(66, y + 8, fields.buyerName!.replace('（样例）', ''), studio.faces.label, { radius: 20 })
  last.sheet.roundSeal(152, y + 8, fields.sellerName!, studio.faces.label, { radius: 20 })
  return { sheets: pages.map((press) => press.sheet) }
}

const compact: Layout<Facts> = ({ fields, subject, clauses, ...facts }, studio) => {
  const style: PageStyle = { sizeMm: studio.random.pick([3.7, 4.4, 4.9]), left: 24, widthMm: 162, top: 26, bottom: 272, colours: { label: '#2a2a30', ink: '#26262a' }, paper: '#fbfbf8', footer: (page, pages) => `- ${page} / ${pages} -`, header: `${subject}合同　${fields.contractNumber}` }
  const lines: Line[] = [
    { runs: plain('第一条　标的'), indentMm: 0, gapMm: 66, bold: true }, { runs: plain(`本合同标的为${subject}，交付日期为${facts.due}，交付地点为${facts.place}。`), indentMm: 8, gapMm: 0 },
    { runs: plain('第二条　价款'), indentMm: 0, gapMm: 2, bold: true },
    { runs: [{ text: '金额（小写）：' }, { text: `￥${withCommas(fields.amountTotal!)}元`, field: 'amountTotal' }], indentMm: 8, gapMm: 0 }, { runs: [{ text: '金额（大写）：' }, { text: fields.amountTotalUpper!, field: 'amountTotalUpper' }], indentMm: 8, gapMm: 0 },
    ...clauses.flatMap((clause, i): Line[] => [{ runs: plain(`第${numbered(i + 2)}条`), indentMm: 0, gapMm: 2, bold: true }, { runs: plain(clause), indentMm: 8, gapMm: 0 }]),
  ]
  const { pages, last, endY } = layOut(lines, studio, style, 66)
  const first = pages[0]!
  first.label(105, 38, '合　同　书', 9, { align: 'middle' })
  first.pair(24, 52, '合同编号：', fields.contractNumber!, 3.9, { field: 'contractNumber' })
  first.pair(24, 60, '甲　　方：', fields.buyerName!, 3.9, { field: 'buyerName' })
  first.pair(24, 68, '乙　　方：', fields.sellerName!, 3.9, { field: 'sellerName' })
  first.pair(24, 76, '签订日期：', dateForms.plain(fields.date!), 3.9, { field: 'date' })
  const y = endY + 12
  last.label(24, y, '甲方：', 3.8)
  last.ink(40, y, fields.buyerName!, 3.8, { field: 'buyerName' })
  last.label(24, y + 8, '税号：', 3.8)
  last.ink(40, y + 8, facts.buyerTaxId, 3.8)
  last.pair(24, y + 16, '签字：', facts.signers[0], 3.8)
  last.label(110, y, '乙方：', 3.8)
  last.ink(126, y, fields.sellerName!, 3.8, { field: 'sellerName', roomMm: 64 })
  last.pair(110, y + 8, '开户行：', facts.bank, 3.8)
  last.pair(110, y + 16, '账号：', facts.account, 3.8)
  last.pair(110, y + 24, '签字：', facts.signers[1], 3.8)
  last.sheet.roundSeal(60, y + 10, fields.buyerName!.replace('（样例）', ''), studio.faces.label, { radius: 19 })
  last.sheet.ovalSeal(150, y + 14, [fields.sellerName!.slice(0, 9), '合同专用章'], studio.faces.label, { rx: 20, ry: 14 })
  return { sheets: pages.map((press) => press.sheet) }
}

const agreement: Layout<Facts> = ({ fields, subject, clauses, ...facts }, studio) => {
  const style: PageStyle = { sizeMm: studio.random.pick([4, 4.8, 5.4]), left: 22, widthMm: 168, top: 28, bottom: 270, colours: { label: '#1f2a3a', ink: '#22252b' }, paper: '#fefdf9', footer: (page, pages) => `第${page}页，共${pages}页` }
  const lines: Line[] = [
    { runs: plain(`鉴于甲方需要${subject}，乙方具备相应能力，双方签订协议如下：`), indentMm: 0, gapMm: 70 },
    ...clauses.slice(0, 3).map((clause, i): Line => ({ runs: plain(`${i + 1}. ${clause}`), indentMm: 4, gapMm: 1 })),
    { runs: [{ text: '4. 协议总价 ' }, { text: `￥${withCommas(fields.amountTotal!)}`, field: 'amountTotal' }, { text: ' 元，大写 ' }, { text: fields.amountTotalUpper!, field: 'amountTotalUpper' }, { text: '，含税。' }], indentMm: 4, gapMm: 1 },
    ...clauses.slice(3).map((clause, i): Line => ({ runs: plain(`${i + 5}. ${clause}`), indentMm: 4, gapMm: 1 })),
  ]
  const { pages, last, endY } = layOut(lines, studio, style, 60)
  const first = pages[0]!
  first.label(22, 36, `${subject}`, 6.4)
  first.label(22, 46, '协 议 书', 7.4)
  first.label(188, 36, '编号', 3.2, { align: 'end' })
  first.ink(188, 43, fields.contractNumber!, 4.2, { align: 'end', field: 'contractNumber' })
  first.sheet.box(22, 54, 166, 34, { colour: '#8a95a8', widthMm: 0.3 })
  first.sheet.line(105, 54, 105, 88, { colour: '#8a95a8', widthMm: 0.3 })
  first.label(25, 61, '需方（甲方）', 3.4)
  first.ink(25, 69, fields.buyerName!, 4, { field: 'buyerName', roomMm: 76 })
  first.ink(25, 77, facts.buyerTaxId, 3.6)
  first.label(108, 61, '供方（乙方）', 3.4)
  first.ink(108, 69, fields.sellerName!, 4, { field: 'sellerName', roomMm: 76 })
  first.ink(108, 77, facts.sellerTaxId, 3.6)
  const y = endY + 14
  last.pair(22, y, '甲方签章　', facts.signers[0], 4)
  last.pair(112, y, '乙方签章　', facts.signers[1], 4)
  last.pair(22, y + 12, '签署于 ', dateForms.plain(fields.date!), 4, { field: 'date' })
  last.pair(112, y + 12, '地点 ', facts.place, 4)
  last.sheet.roundSeal(70, y + 4, fields.buyerName!.replace('（样例）', ''), studio.faces.label, { radius: 19, colour: '#c82838' })
  last.sheet.roundSeal(160, y + 4, fields.sellerName! + '合同章', studio.faces.label, { radius: 18, colour: '#c82838' })
  return { sheets: pages.map((press) => press.sheet) }
}

const order: Layout<Facts> = ({ fields, subject, clauses, ...facts }, studio) => {
  const style: PageStyle = { sizeMm: studio.random.pick([3.9, 4.5, 5.2]), left: 30, widthMm: 150, top: 34, bottom: 266, colours: { label: '#3c2a20', ink: '#2a2624' }, paper: '#fcfaf4', footer: (page, pages) => `${page}/${pages}`, header: `编号 ${fields.contractNumber}` }
  const lines: Line[] = [
    { runs: [{ text: '委托方（以下称甲方）：' }, { text: fields.buyerName!, field: 'buyerName' }], indentMm: 0, gapMm: 34 },
    { runs: [{ text: '受托方（以下称乙方）：' }, { text: fields.sellerName!, field: 'sellerName' }], indentMm: 0, gapMm: 1 },
    ...clauses.slice(0, 2).map((clause, i): Line => ({ runs: plain(`（${numbered(i)}）${clause}`), indentMm: 0, gapMm: 3 })),
    { runs: [{ text: '（三）服务费用总计：' }, { text: `${fields.amountTotal}元`, field: 'amountTotal' }, { text: '，即人民币' }, { text: fields.amountTotalUpper!, field: 'amountTotalUpper' }, { text: `，于${dateForms.plain(facts.due)}前付清。` }], indentMm: 0, gapMm: 3 },
    ...clauses.slice(2).map((clause, i): Line => ({ runs: plain(`（${numbered(i + 3)}）${clause}`), indentMm: 0, gapMm: 3 })),
  ]
  const { pages, last, endY } = layOut(lines, studio, style, 74)
  const first = pages[0]!
  first.label(105, 30, `${subject}委托合同书`, 7.6, { align: 'middle' })
  first.label(30, 46, '合同编号', 3.6)
  first.ink(52, 46, fields.contractNumber!, 4, { field: 'contractNumber' })
  first.label(122, 46, '订立日期', 3.6)
  first.ink(144, 46, dateForms.dotted(fields.date!), 4, { field: 'date' })
  const y = endY + 14
  const blocks: [string, string, string][] = [['甲方', fields.buyerName!, facts.signers[0]], ['乙方', fields.sellerName!, facts.signers[1]]]
  blocks.forEach(([label, name, signer], i) => {
    last.label(30, y + i * 32, `${label}（公章）`, 4)
    last.ink(62, y + i * 32, name, 4, { field: i === 0 ? 'buyerName' : 'sellerName' })
    last.pair(30, y + 9 + i * 32, '授权代表 ', signer, 4)
    last.sheet.roundSeal(124, y + 4 + i * 32, name.replace('（样例）', ''), studio.faces.label, { radius: 17, colour: '#c92a38' })
  })
  return { sheets: pages.map((press) => press.sheet) }
}

/** The number beside or under the title, parties under the names of the trade, the day at the end. */
const datedAtTheEnd: Layout<Facts> = ({ fields, subject, clauses, ...facts }, studio) => {
  const { random } = studio
  const style: PageStyle = { sizeMm: random.pick([4, 4.6]), left: 26, widthMm: 158, top: 30, bottom: 268, colours: { label: '#202024', ink: '#242428' }, paper: '#fdfdfd', footer: random.pick([(page, pages) => `第${page}页/共${pages}页`, (page, pages) => `第 ${page} 页，共 ${pages} 页`, (page, pages) => `${page}/${pages}`] as const) }
  const [buyer, seller] = random.pick([['甲方（采购人）：', '乙方（供应商）：'], ['委托方（以下简称甲方）：', '受托方（以下简称乙方）：'], ['买方（甲方）：', '卖方（乙方）：'], ['发包人（全称）：', '承包人（全称）：'], ['需方：', '供方：'], ['采购人（甲方）：', '中标人（乙方）：'], ['甲方（需方）：', '乙方（供方）：'], ['甲　　方：', '乙　　方：']] as const)
  const words = random.pick(['合同总价款为人民币（大写）：', '本合同价款总计：人民币', '合同金额（含税）为人民币大写：', '总金额人民币大写：'])
  const lines: Line[] = [
    { runs: [{ text: buyer }, { text: fields.buyerName!, field: 'buyerName' }], indentMm: 0, gapMm: 40 }, { runs: [{ text: seller }, { text: fields.sellerName!, field: 'sellerName' }], indentMm: 0, gapMm: 2 },
    { runs: plain(`　　经双方友好协商，就${subject}事宜达成如下协议。`), indentMm: 0, gapMm: 3 },
    { runs: [{ text: `　　1. ${words}` }, { text: fields.amountTotalUpper!, field: 'amountTotalUpper' }, { text: random.pick(['（', '（小写：', '，小写：']) }, { text: `￥${random.pick([fields.amountTotal!, withCommas(fields.amountTotal!)])}`, field: 'amountTotal' }, { text: '元）。' }], indentMm: 0, gapMm: 1 },
    ...clauses.map((clause, i): Line => ({ runs: plain(`　　${i + 2}. ${clause}`), indentMm: 0, gapMm: 1 })),
  ]
  const { pages, last, endY } = layOut(lines, studio, style, 60)
  const first = pages[0]!
  const title = `${subject}${random.pick(['合同', '合同书', '协议书'])}`
  const place = random.pick(['beside', 'under', 'head'])
  first.label(place === 'beside' ? 80 : 105, 48, title, 7.4, { align: 'middle' })
  const label = random.pick(['合同编号：', '编号：', '合同号：', '合同编号 '])
  if (place === 'under') first.pair(78, 57, `（${label}`, `${fields.contractNumber}）`, 3.8, { field: 'contractNumber' })
  else first.pair(138, place === 'beside' ? 47 : 24, label, fields.contractNumber!, 3.6, { field: 'contractNumber' })
  last.label(26, endY + 12, `${buyer.replace(/[（：].*/, '').replaceAll('　', '')}（公章）：`, 4)
  last.label(112, endY + 12, `${seller.replace(/[（：].*/, '').replaceAll('　', '')}（公章）：`, 4)
  last.pair(26, endY + 22, '法定代表人或授权代表：', facts.signers[0], 3.8)
  last.pair(112, endY + 22, '法定代表人或授权代表：', facts.signers[1], 3.8)
  const day = random.pick(['签约日期：', '签订时间：', '合同签订日期：', '日期：', '签订日期：', ''])
  for (const x of [26, 112]) last.pair(x, endY + 34, day, random.pick([dateForms.long, dateForms.plain])(fields.date!), 4, { field: 'date' })
  return { sheets: pages.map((press) => press.sheet) }
}

export const contract = voucherMaker(invent, { tuning: [official, compact, datedAtTheEnd, agreement, order, withCover, tradeForm], 'held-out': [scheduleFirst, lease] })

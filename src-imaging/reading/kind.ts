/**
 * What kind of paper it is. Titles speak loudest, more so at the head of the page; codes, words of the layout and the look
 * of numbers speak as well, so that a title under a seal or cut off does not decide alone.
 */
import { parseInvoiceQr } from '../../src-shared/invoice-qr.ts'
import type { VoucherKind } from '../../src-shared/voucher.ts'
import { ordering, supplying } from './fields/parties.ts'
import type { PageText } from './page-text.ts'
import { personName } from './shapes.ts'

type Evidence = readonly [pattern: RegExp, kinds: VoucherKind | readonly VoucherKind[], weight: number]

/** A title's words, one of them read wrongly or hidden by a seal's edge. */
function title(words: string): RegExp {
  const chars = [...words].map((char) => (char === '.' ? '.{0,4}' : char))
  const han = chars.flatMap((char, i) => (char.length === 1 ? [i] : []))
  if (han.length < 6) return new RegExp(chars.join('.{0,1}?'))
  return new RegExp([chars.join('.{0,1}?'), ...han.map((at) => chars.map((char, i) => (i === at ? '.?' : char)).join(''))].join('|'))
}

/** On the page's upper part these weigh what stands here; elsewhere, less than half. */
const titles: readonly Evidence[] = [
  [title('电子发票.增值税专用发票'), 'digital-special', 9], [title('电子发票.普通发票'), 'digital-normal', 9],
  [title('电子发票.铁路电子客票'), 'rail-e', 12], [/铁路电子客票/, 'rail-e', 8], [title('航空运输电子客票行程单'), 'air', 7], [title('航空运输电子客票行程单'), 'air-e', 5], [/电子发票.{0,6}航空|电子行程单/, 'air-e', 7],
  [title('增值税电子专用发票'), 'vat-e-special', 9], [title('增值税电子普通发票'), 'vat-e-normal', 9], [/增值.{0,1}普通发票.{0,3}卷/, 'roll', 12], [title('增值税专用发票'), 'vat-special', 7], [title('增值税普通发票'), 'vat-normal', 7],
  [/(通行费|收费公路).{0,8}(电子|汇总)|电子.{0,8}发票.{0,3}通行费/, 'toll-e', 9],
  [/医疗.{0,10}(收费|票据|发票|收据)|(门诊|住院|诊察|诊疗|体检|急诊|挂号).{0,6}(收费|结算|费用)?.{0,4}(票据|收据|发票)|(门诊|住院).{0,2}收费/, 'fiscal-medical', 9], [/非税收入.{0,8}(票据|收据|缴款书)?/, 'fiscal-nontax', 8], [/财政.{0,3}(电子)?票据|行政事业.{0,8}(收据|票据|凭证)|(事业性?|政府|行政|规费|国有资产|资源).{0,4}(收费|收入|收益).{0,6}(收据|票据|凭证)|(收费|罚款|收缴).{0,2}(统一|专用)(收据|票据)|(公益|接受).{0,4}捐赠.{0,8}票据|往来.{0,4}(票据|收据)|社会团体会费|一般缴款书|罚没.{0,4}(票据|收据)|政府性基金|(学费|学杂费|考试费|培训费|会费|工本费).{0,4}(收据|票据)|捐赠.{0,4}(票据|收据)/, 'fiscal-nontax', 5], [/财政(部|厅|局).{0,4}监制|财政票据监制/, ['fiscal-nontax', 'fiscal-medical'], 2.5], [/资金往来结算票据/, 'fiscal-nontax', 8],
  [/铁路(?!电子).{0,6}(车票|客票(?!\))|乘车凭证)|火车票|CHINARAILWAY/i, 'train', 8],
  [/出租.{0,4}(汽?车).{0,10}(票|发票)|出租.{0,2}车|巡游车/, 'taxi', 8], [/定额.{0,4}发票|手撕发票/, 'quota', 9], [/(服务|娱乐|餐饮|饮食|商业|零售|建筑|安装|运输|租赁|广告|旅店|停车|邮政|电信|销售|国税|地税|税务).{0,6}(统一|专用|通用)?发票(?!专用章|监制)/, 'machine', 3], [/机打发票|通用机打|机打.{0,4}发票|机动车.{0,6}统一发票/, 'machine', 8],
  [/行程单/, 'air', 5], [/行程单/, 'air-e', 3], [/(通行费|过路费|过桥费|车辆通行|过路.{0,4}过桥|(高速|收费)公路.{0,8}(收费|发票|票据|收据))/, 'toll', 6], [/(汽车|公路|道路|长途|旅客|水路|客运).{0,6}(客运|客票|车票|运输)(?!.{0,8}(公司|集团))|客运.{0,8}(发票|车票|客票)|汽车票|船票|乘车.{0,2}(票据|凭证|车?票)|(汽车|客运|公路).{0,6}(客票|车票)|(大巴|班车|轮渡|客轮|公交|巴士|旅游车|快客).{0,6}(票|券)/, 'bus', 7],
  [/签购单|POS.{0,6}(单|凭条|小票|存根|凭证)|(持卡人|商户|银行|客户)存根|(刷卡|银联|消费|公务卡|银行卡).{0,6}(单|凭条|小票|存根|凭证)|SALESSLIP|POSRECEIPT/i, 'card-slip', 9], [/回单(?!专用章)|进账单|支票存根|(转账|汇款|付款|支付|汇兑|缴税|扣款|扣费|扣缴|代付|代发|交易|记账|借记|贷记|入账|收款|结算|划款|拨款|信汇|电汇|票汇|网银).{0,4}(凭证|通知书|通知单|回执|确认单|入账单)|(直接|授权|集中)支付.{0,4}(凭证|申请书|通知书|入账)|特种转账/, 'bank-slip', 8],
  [/住宿.{0,4}(清单|账单|明细|水单|费用|结算)|(客房|宾客|客人|住客|酒店|宾馆|消费|结账|离店|退房|房费|总).{0,4}(账单|清单|结账单|水单|明细单|帐单|明细账|账单明细|费用单)|结账单|结帐单|客账单|(入住|住宿|离店).{0,4}(凭证|证明|结算单|登记单)|GUESTFOLIO|水单/i, 'hotel-bill', 8],
]

/** Titles of office papers, whose words occur in running text as well: only short lines without marks count. */
const officeTitles: readonly Evidence[] = [
  [/签到.{0,2}(表|册|簿|单)?$|(参会|出席|与会|参训|考勤|参加|到会|学员|培训|会议|人员|教职工|职工|领取|点名|签名|出勤).{0,8}(名单|名册|登记表|登记|签名表|签名册|点名册|出勤表|报到表|报到册|花名册)|考勤|(签名|签字|点名|报到)(表|册|单|簿)|花名册|(参会|到会|与会|出席|参加|参训|报名)(人员|代表|情况)|(报到|考勤|点名|值班|加班)(表|册|簿|情况)|(领取|发放|补助|劳务).{0,6}签(领|收)/, 'attendance', 9],
  [/^(?!.*(合同|协议)书?$)(.*验收.{0,6}(单|报告|表|书|证明|意见|记录|卡|纪要|会签|确认|结果|凭证|登记|鉴定|签证|资料|回执|报验)|.{0,12}验收$|.*入库(验收)?单|.*到货.{0,4}单|.*履约验收|.*(收货|签收|到货|交货|送货|交付|接收|履约|完工|竣工|服务|质量).{0,4}(确认|签收|验收|交接)?(单|表|书|证明|凭证)$|.*移交清单)/, 'acceptance', 9],
  [/(审批|呈批|报批|申请|请示|立项|审核|签报|核准|报告|签批|请购|请款|用款|派车|接待|报备|备案|论证).{0,4}(单|表|件|书|函|流程)|审批|呈批|呈报|签报|.{2,}的请示$|(采购|购置|用款|请款|付款|出差|公务).{0,6}申请$/, 'approval', 9],
  [/^(?!.*[车客船机门发]票).*报销.{0,6}(单|凭单|凭证|表|封面|粘贴)|费用报销|差旅费报销|支出(凭单|凭证|单)|领款(单|凭单)|支款单|报账(单|凭单)|付款凭单|借款单|(凭证|单据|票据|发票).{0,2}粘贴(单|页|簿)|粘贴单/, 'claim-form', 10],
  [/(合同|协议|协议书|意向书|备忘录|契约)(书)?$|^.{0,12}(合同|协议)(书)?([(].*)?$|合同(条款|正文|文本|封面)$/, 'contract', 9],
  [/^(账|帐)单$/, 'hotel-bill', 5],
  [/^(?!.*(验收|审批|报销|签到|住宿|入住|考勤))(.*情况说明|.*(通知|公告|公示|通报|简报|纪要|议程|日程|方案|说明|决定|办法|规定|启事|批复|.函|.信|计划|总结|图纸|说明书|收条|借条|便笺|介绍|简介|委托书|承诺书|请柬|海报|喜报|倡议书|课程表|菜单|保修卡|产品合格证)$|.{0,6}证明(书|信)?$)/, 'other', 7],
]

const signedBy = (side: readonly string[]) => new RegExp(`(?:${side.join('|')})\\(?(?:盖章|签章|公章|签字)`)

/** Words of the layouts, wherever they stand. */
const words: readonly Evidence[] = [
  [/购买方信息|销售方信息|统一社会信用代码\/纳税人识别号/, ['digital-normal', 'digital-special'], 2], [/税率.?征收率/, ['digital-normal', 'digital-special', 'toll-e'], 1], [/(?<!\d)\d{20}(?!\d)/, ['digital-normal', 'digital-special', 'rail-e', 'air-e', 'toll-e'], 0.8],
  [/密码区|密.?码.?区/, ['vat-special', 'vat-normal', 'vat-e-normal', 'vat-e-special'], 1.5], [/开户行及账号|地址、?电话/, ['vat-special', 'vat-normal', 'vat-e-normal', 'vat-e-special'], 1], [/抵扣联/, 'vat-special', 4], [/价税合计/, ['vat-special', 'vat-normal', 'vat-e-normal', 'vat-e-special', 'digital-normal', 'digital-special', 'toll-e'], 1],
  [/增值税.?专用/, ['vat-special', 'digital-special'], 1], [/普通发票/, ['vat-normal', 'digital-normal'], 0.8], [/电子专用发票/, 'vat-e-special', 2], [/电子普通发票/, 'vat-e-normal', 2], [/机器编号/, ['vat-e-normal', 'vat-e-special', 'vat-normal', 'roll'], 0.8], [/校验码/, ['vat-normal', 'vat-e-normal', 'vat-e-special', 'roll', 'fiscal-nontax', 'fiscal-medical'], 0.7],
  [/(?<!\d)[01]\d{11}(?!\d)[^]*(?<!\d)\d{8}(?!\d)|(?<!\d)\d{8}(?!\d)[^]*(?<!\d)[01]\d{11}(?!\d)/, ['machine', 'quota', 'taxi', 'bus', 'toll', 'roll', 'vat-normal', 'vat-e-normal'], 1.5], [/[付收]款(单位|方)|行业/, 'machine', 1], [/税号|识别号/, 'machine', 0.7], [/(手[写开]|盖章)无效|(盖章|方为|开具之日|开票之日).{0,4}有效|可查验/, 'machine', 0.7],
  [/机打号码/, ['roll', 'machine'], 1.2], [/机打代码/, 'machine', 2], [/收款员/, 'roll', 1], [/行业分类/, 'machine', 2], [/付款方名称|付款方|开票单位/, 'machine', 1], [/卷.?票/, 'roll', 3],
  [/通行日期(起|止)|车牌号.*类型.*(金额|税额)/, 'toll-e', 10], [/\*.{2,6}\*通行费/, 'toll-e', 4],
  [/电子客票号:?/, ['rail-e', 'air-e', 'air'], 1], [/买票请到|12306|95306/, ['train', 'rail-e'], 3], [/中国铁路|铁路旅客|次列车/, ['train', 'rail-e'], 3], [/限乘当日|检票|仅供报销使用|旅途愉快/, ['train'], 1.5], [/(二等座|一等座|商务座|硬座|硬卧|软卧|动卧|无座)/, ['train', 'rail-e'], 2.5], [/\d+车\d+[A-F]?号/, ['train', 'rail-e'], 2], [/购买方名称/, ['rail-e', 'air-e', 'roll'], 0.8], [/(?<![A-Z\d])[A-Z]\d{2,3}[A-Z]?\d{6}(?!\d)/, 'train', 1.5], [/当日当次|当次有效|售票处|售$/m, 'train', 1], [/(^|[^A-Z\d])[GDCZTK]\d{1,4}(次|$|[^\d])/m, ['train', 'rail-e'], 1.2], [/\d+\.\d元/, ['train'], 0.5],
  [/航班号|承运人|民航发展基金|燃油附加费/, ['air', 'air-e'], 2.5], [/客票级别|免费行李|座位等级/, ['air', 'air-e'], 1.5], [/E-?TICKET|SERIAL|ITINERARY/i, 'air', 1.5], [/增值税税率|增值税税额|国内国际标识/, 'air-e', 3], [/印刷序号/, 'air', 3], [/填开单位|销售单位代号/, 'air', 0.5], [/VOID/, ['air', 'air-e'], 1], [/航班|燃油|[机基]建/, ['air', 'air-e'], 0.8], [/CNY ?\d/, ['air', 'air-e'], 0.8], [/签转|退改签|[舱仓]位|行李/, ['air', 'air-e'], 0.7], [/[\u4e00-\u9fff](T\d)?[A-Z]{3}\n?[^]*[\u4e00-\u9fff](T\d)?[A-Z]{3}/, ['air', 'air-e'], 0.7],
  [/车号/, 'taxi', 1], [/上车(?!站)|上客/, ['taxi', 'bus'], 1.2], [/下车(?!站)|下客/, 'taxi', 1.5], [/里程/, 'taxi', 1.5], [/等候/, 'taxi', 2], [/单价/, ['taxi', 'roll'], 0.3], [/证号/, 'taxi', 0.5],
  [/入口|驶入|入站/, 'toll', 2], [/出口|驶出|出站/, 'toll', 2], [/收费(站|员)|车型|高速公路/, 'toll', 1.5], [/发站|到站|始发站|起点站|终点站|上车站|下车站|出发站|到达站|目的站|乘车(日期|站|时间|日)|客运站|汽车站/, 'bus', 2], [/座号|座位号|发车时间|检票口|班次/, 'bus', 1.2], [/旅客/, ['bus', 'air'], 0.3],
  [/票据代码/, ['fiscal-nontax', 'fiscal-medical'], 2.5], [/票据号码/, ['fiscal-nontax', 'fiscal-medical'], 1.5], [/[交缴]款(人|单位)/, ['fiscal-nontax', 'fiscal-medical'], 1.5], [/收款单位/, ['fiscal-nontax', 'fiscal-medical'], 0.5], [/门诊号|住院号|医保|病历号|就诊|个人(现金|账户|自付|自费)/, 'fiscal-medical', 4], [/诊察费|西药费|检查费|化验费|治疗费|中成药/, 'fiscal-medical', 2], [/执收(单位|部门|机构)|缴款(识别)?码|罚没|学费|考试费|非税/, 'fiscal-nontax', 2], [/收费标准|计费单位|收缴标准|收(费|入)项目(名称|编码)?/, 'fiscal-nontax', 1],
  [/商户(名称|编号|号|代码|名)|MERCHANT/i, 'card-slip', 2.5], [/终端(编号|号)?|TERMINAL/i, 'card-slip', 2], [/银联|UNIONPAY/i, 'card-slip', 1.5], [/公务卡/, 'card-slip', 1.5], [/(?:\d{4}|\d{6})[*Xx]{4,}\d{4}/, 'card-slip', 1.5], [/(^|[^A-Z])(AUTH|BATCH|TRACE|REFER|VOUCHER)/i, 'card-slip', 1], [/授权(码|号)/, 'card-slip', 1.5], [/参考号|检索号|批次号?|凭证号/, 'card-slip', 1.2], [/持卡人|发卡(行|机构)|收单/, 'card-slip', 2], [/(交易|消费)(类型|类别)|消费\(?SALE/i, 'card-slip', 1.5],
  [/付款人(户名|名称|账号|全称)?|付款方/, ['bank-slip'], 1.2], [/收款人(户名|名称|账号|全称)|收款方(户名|账号)/, 'bank-slip', 1.5], [/开户行|开户银行/, 'bank-slip', 0.7], [/(交易)?流水号|摘要|附言|电子回单专用章|打印次数|币种/, 'bank-slip', 1], [/账号/, 'bank-slip', 0.6], [/户名|对方账号|本方|借贷|转[出入]/, 'bank-slip', 1.2], [/记账日|转账|汇款|手续费|交易(编号|代码|序号)/, 'bank-slip', 1],
  [/入住(日期|时间)?|离店|退房|抵店|到店|来店|入店|CHECK-?(IN|OUT)/i, 'hotel-bill', 1.7], [/ROOM(NO|NUMBER|RATE|TYPE|CHARGE)?|房间(号|号码|费)|房租|房晚|间夜/i, 'hotel-bill', 1.5], [/(到达|抵达|ARRIVAL)[^]*(离开|离去|DEPARTURE)/i, 'hotel-bill', 1.2], [/FOLIO|GUEST|账页|前厅|总台|CASHIER|INFORMATIONINVOICE/i, 'hotel-bill', 1.7], [/(酒店|宾馆|饭店|招待所|旅馆|客栈|民宿|迎宾馆)/, 'hotel-bill', 0.8], [/房号|房型|房费|客房/, 'hotel-bill', 1.5], [/客人|宾客|住客/, 'hotel-bill', 1],
  [/甲方/, ['contract', 'acceptance'], 1], [/乙方/, ['contract', 'acceptance'], 1], [/合同编号/, ['contract', 'acceptance', 'approval'], 0.8], [/第[一二三四五六七八九十]+条|违约责任|争议|一式.份|法定代表人|授权代表|双方/, 'contract', 2.5], [/本(合同|协议)/, 'contract', 2], [/(交由.{0,30}承担|双方|特)(约定|协商)|约定如下|协议如下/, 'contract', 2], [/(合同|协议)书?[A-Z\d]{2,}[-A-Z\d]{4,}/, 'contract', 2.5], [/签订(日期|地点)|签约(日期|地点)/, 'contract', 1.5], [signedBy(ordering), 'contract', 2], [signedBy(supplying), 'contract', 2], [/单位名称\(公?章\)|代理人/, 'contract', 1], [/([甲乙供需买卖]|委托|受托|承接|承包|发包|[出承]租)[方人](应|须|有权|保证|不得|逾期|无正当|派|指派|提供|支付|完成|向)/, 'contract', 2], [/(^|[^A-Z])HT-?\d{4}/m, 'contract', 1.5], [/^附(表|件)(?!.{0,3}[张份])/m, 'contract', 2.3], [/^附(表|件).*(要求|标准|清单|方案|内容|技术|报价|办法)/m, 'contract', 1.5], [/第[2-9]页.{0,2}共\d{1,2}页|[2-9](\/|of)\d/, 'contract', 1],
  [/签名|签到/, 'attendance', 1], [/序号.*姓名.*(单位|部门|职务|签名|签到|电话|手机|科室|备注)/, 'attendance', 4], [/姓名.*(签名|签字|签到)/, 'attendance', 3], [/会议名称|会议(时间|地点)|培训(内容|时间|地点)|参会|应到|实到/, 'attendance', 1.5], [/验收(人|意见|结论|合格|小组|日期)/, 'acceptance', 2], [/验收/, 'acceptance', 1.5], [/数量相符|质量合格|同意验收|验收合格/, 'acceptance', 2], [/(送货|收货|交货|供货|来源)(方|单位|人)/, 'acceptance', 1], [/保管员|检验员|仓管/, 'acceptance', 1], [/供应商|供货单位|采购单位/, 'acceptance', 1], [/流转(记录|意见)|流程(编号|名称|状态|记录)|(发起|申请|拟稿|呈报|提交)(人|时间|部门|科室)|(办理|处理|审批|审核)(人|意见|时间|环节|节点|记录)|协同办公|OA系统/, 'approval', 2], [/同意/, 'approval', 0.7], [/(分管|主要|单位|科室|部门|主管)(领导)?(负责人|意见)|经费来源|预算项目|资金来源/, 'approval', 1.2], [/审批意见|领导(意见|审批|批示)|部门(意见|负责人)|申请(人|部门|日期|事由)|事由/, 'approval', 1.3], [/报[账销]/, 'claim-form', 1], [/(领款|报销|报账|出差|经手)人?/, 'claim-form', 1.2], [/会计主管|财务(主管|审核)|出纳|稽核/, 'claim-form', 0.8], [/单据(张数|\d+张)|附(原始)?单据/, 'claim-form', 1], [/(报销人|报销金额|附件.{0,3}张|单据.{0,3}张|领款人|填报|财务审核)/, 'claim-form', 1.5],
]

const orderingSide = /^(甲|需|买|委托|发包|承租|定作|采购)[方人]:?$/
const supplyingSide = /^((乙|供|卖|受托|承接|承包|出租|承揽)[方人]|供应商):?$/
const oldNormal = title('增值税普通发票')
const electronicVat = ['digital-normal', 'digital-special', 'vat-e-normal', 'vat-e-special'] as const
/** Nothing in particular: what every kind has to beat. */
const otherWeight = 3.5
const headShare = 0.34

/** Fewer are a stray mark, a page number, a watermark on an empty sheet. */
const fewestCharacters = 16

export function tellKind(page: PageText, qr: readonly string[], isBlank: boolean): { kind: VoucherKind; kindScore: number } {
  if (isBlank) return { kind: 'blank', kindScore: 1 }
  const weights = weigh(page, qr)
  const ranked = [...weights].sort((a, b) => b[1] - a[1])
  const [kind, weight] = ranked[0]!
  if (kind === 'other' && qr.length === 0 && page.pieces.reduce((sum, piece) => sum + bare(piece.text).length, 0) < fewestCharacters) return { kind: 'blank', kindScore: 0.8 }
  const sum = ranked.reduce((total, [, other]) => total + Math.exp(other - weight), 0)
  return { kind, kindScore: Math.round(1000 / sum) / 1000 }
}

/** A notice speaks of papers and is no title of one. */
const isSentence = (text: string) => /[,，。;；!！]|^(?:此|本)[联单凭票]|^[(（].{1,10}联[)）]$|^(?:请|凡|如|仅|不|扫|温馨|备注|注[:：])|(?:妥善保管|重复记账|专用章|无效|不补|有效|为准)$/.test(text)

/** Rules for claims and approvals are none themselves. */
const isAboutPapers = /(?:通知|公告|通报|办法|规定|制度|须知|细则|指南|条例)$/

/** A line that is a person's name and nothing else. */
const isPerson = (text: string) => /^[\u4e00-\u9fff]{2,3}$/.test(text) && personName(text)?.fit === 1

const bare = (text: string) => text.replace(/ /g, '').replace(/（/g, '(').replace(/）/g, ')')

function weigh(page: PageText, qr: readonly string[]): Map<VoucherKind, number> {
  const weights = new Map<VoucherKind, number>([['other', otherWeight]])
  const give = (kinds: VoucherKind | readonly VoucherKind[], weight: number) => {
    for (const kind of typeof kinds === 'string' ? [kinds] : kinds) weights.set(kind, (weights.get(kind) ?? 0) + weight)
  }
  const rows = page.rows().map((row) => ({ text: bare(row.map((piece) => piece.text).join('')), titleText: bare(row.filter((piece) => !isSentence(piece.text)).map((piece) => piece.text).join('')), top: Math.min(...row.map((piece) => piece.top)) }))
  const tall = page.pieces.filter((piece) => !rows.some(({ text }) => text.includes(piece.text.replace(/ /g, '')))).map((piece) => piece.text.replace(/ /g, ''))
  const limit = page.top + headShare * (page.bottom - page.top)
  const head = rows.filter(({ top }) => top <= limit).map(({ titleText }) => titleText).join('\n')
  const all = [...rows.map(({ text }) => text), ...tall].join('\n')
  const anywhere = [...rows.map(({ titleText }) => titleText), ...tall].join('\n')
  for (const [pattern, kinds, weight] of titles) if (pattern.test(head)) give(kinds, weight)
    else if (pattern.test(anywhere)) give(kinds, weight * 0.4)
  const isShort = ({ text }: { text: string }) => text.length <= 26 && !/[,，。;；:]/.test(text)
  const [shortRows, shortPieces] = [rows.filter(isShort), page.pieces.map((piece) => ({ text: bare(piece.text), top: piece.top })).filter(isShort)]
  for (const [pattern, kinds, weight] of officeTitles) {
    // 信 of 购买方信息 and 说明 of a form stand beside other things.
    const found = kinds === 'other' ? shortRows.filter(({ text }) => pattern.test(text) && !/^附[件表]/.test(text)) : [...shortPieces, ...shortRows].filter(({ text }) => pattern.test(text) && !isAboutPapers.test(text))
    if (found.some(({ top }) => top <= limit)) give(kinds, weight)
    else if (found.length > 0) give(kinds, weight * 0.3)
  }
  for (const [pattern, kinds, weight] of words) if (pattern.test(all)) give(kinds, weight)
  // The two sides of an agreement, each heading what it signs.
  const [isOrdering, isSupplying] = [orderingSide, supplyingSide].map((side) => page.pieces.some((piece) => side.test(bare(piece.text))))
  if (isOrdering && isSupplying) give('contract', 2)
  const code = qr.map(parseInvoiceQr).find((parsed) => parsed !== null)
  if (page.pieces.some((piece) => piece.text.replace(/ /g, '') === '通行费') && /价税合计/.test(all)) give('toll-e', 7)
  if (page.pieces.filter((piece) => isPerson(piece.text)).length >= 6 && !/\d\.\d{2}/.test(all)) give('attendance', 4.5)
  // Whatever its title: an invoice whose rows are tolls is one of a toll road.
  if (/\*[^*]{2,8}\*(车辆)?通行费/.test(all)) give('toll-e', Math.max(...electronicVat.map((kind) => weights.get(kind) ?? 0)) + 3)
  const isNarrow = page.right - page.left < 0.75 * (page.bottom - page.top)
  if (isNarrow && oldNormal.test(all) && !/密码区/.test(all)) give('roll', 4)
  // A code is this paper's own when its number is printed on it too.
  if (code?.kind) give(code.kind, all.includes(code.invoiceNumber) ? 6 : 3)
  return weights
}

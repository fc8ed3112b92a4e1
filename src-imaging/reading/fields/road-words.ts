/** The words that stand before values on tickets and receipts of the road: taxis, coaches and boats, toll roads. */
import type { LabelTable } from '../labels.ts'
import { each, issueDays, sumWords } from './parties.ts'
import { codes } from './words.ts'

const plates = ['车号', '车牌', '车牌号', '车牌号码', '车牌照', '车牌照号', '车辆号', '车辆号码', '车辆牌照', '车辆牌号', '牌照号', '牌照', '牌号', '车辆号牌', '号牌号码'] as const
const ends = ['', '时间', '时刻', '时', '点'] as const
const fares = ['金额', '票价', '票款', '车费', '车款', '运费', '费用', '费额', '票面价', '全价', '总价', '总车费', '计价金额', '基本车费', '实收车费', '应收车费', '实收票价', '营收金额', '票额'] as const

export const taxiWords: LabelTable = {
  ...codes,
  plateNumber: plates,
  date: [...each(['乘车', '运营', '营运', '上车', '营业', '行程', '用车', '服务', '载客'], ['日期', '日']), ...issueDays.filter((word) => word.endsWith('日期')), '日期', '年月日'],
  boardingTime: [...each(['上车', '上客', '乘车开始', '开始', '起始', '起程', '起', '载客开始', '进站', '上'], ends), '上车START', '时间起'],
  alightingTime: [...each(['下车', '下客', '乘车结束', '结束', '终止', '到达', '止', '载客结束', '离站', '下'], ends), '下车END', '时间止'],
  distance: [...each(['', '计程', '总', '行驶', '载客', '计费', '计价', '营运', '实际', '行车', '载客行驶'], ['里程', '公里', '路程', '公里数', '里程数', '距离']), '路程', '程距', '计程', '载程', '行程', '行驶', '全程', '程', '里程数(公里)', 'DISTANCE', 'MILEAGE'].filter((word) => word !== '公里' && word !== '距离'),
  amountTotal: sumWords,
  fare: fares.filter((word) => word !== '基本车费'),
  time: ['时间', '乘车时间', '上下车时间', '起止时间', '乘车起止时间', '行程时间'],
  stop: ['单价', '每公里', '每公里单价', '公里价', '每公里价', '起步价', '起价', '基价', '等候', '等候时间', '候时', '低速', '低速时间', '状态', '证号', '电话', '卡号', '原额', '卡原额', '余额', '卡余额', '监督电话', '燃油附加费', '附加费', '基本车费', '电召服务费', '公司', '工号', '空驶', '空驶里程', '夜间', '单位'],
}

export const routeWords = ['行驶路段', '收费路段', '途经路段', '通行线路', '行车区间', '通行路段', '路段', '区间', '乘车区间', '行驶区间', '通行区间', '路线', '线路', '航线', '起讫站', '起止站', '起讫地点', '行程', '站名', '入口/出口', '入/出口', '起止地点', '入口-出口', '往返', '起讫', '起止', '班线', '乘车线路', '运行区间', '航程', '航段', '乘车行程', '旅程', '路径', '通行路径', '起终点', '入出口'] as const

const busOrToll = {
  route: routeWords,
  stop: ['检票口', '检票', '监制', '收费员', '车型', '车类', '入口时间', '入站时间', '出口时间', '通行时间', '存根', '车种', '客票', '身份证', '身份证号', '保险', '保险费', '备注', '工号', '工班', '轴数', '轴重', '总重', '支付方式', '操作员', '班次号', '车道', '票种', '站务费', '燃油费', '入口车道', '出口车道', '入口工号'],
} as const
const places = ['', '站', '地', '点', '地点', '站点', '站名', '名称', '城市', '客运站', '码头', '港'] as const
const gates = ['', '站', '站名', '站点', '口', '收费站', '收费站名', '收费站名称', '站名称', '名称', '名', '地点', '点'] as const
const noBareVerb = (word: string) => !['上', '下', '乘车', '发车', '起运', '通行'].includes(word)

/** Words before a place where a journey begins, and where it ends. */
export const fromWords = [...each(['始发', '起点', '发', '上车', '乘车', '起', '出发', '起始', '始', '起运', '启运', '启程', '起航', '启航', '登船', '上船', '离港', '登车'], places).filter(noBareVerb), '自', '由', '从', '上车港', 'FROM', 'DEPARTURESTATION', 'ORIGIN']
export const toWords = [...each(['终点', '到', '到达', '终到', '下车', '止', '目的', '终止', '讫', '抵达', '抵运', '抵', '前往', '终', '驶往', '开往', '发往', '下船', '离船', '到港'], places).filter(noBareVerb), '至', 'TO', 'ARRIVALSTATION', 'DESTINATION']

export const busWords: LabelTable = {
  ...codes, ...busOrToll,
  date: [...each(['乘车', '发车', '开车', '开航', '航班', '乘船', '出行', '乘坐', '班次', '客票', '车票', '上车', '出发'], ['日期', '时间', '日']), ...issueDays, '日期'],
  fromStation: fromWords, toStation: toWords,
  amountTotal: [...sumWords, ...fares],
  boardingTime: ['发车时间', '开车时间', '乘车时间', '时间'], passengerName: ['旅客姓名', '姓名', '乘车人', '旅客', '乘客', '乘客姓名', '实名'], seat: ['座号', '座位号', '座位'], trainNumber: ['车次', '班次'], plateNumber: plates,
}

export const tollWords: LabelTable = {
  ...codes, ...busOrToll,
  date: [...each(['通行', '出口', '收费', '交易', '出站', '驶出', '缴费', '打印', '扣费', '过站', '下站', '交费', '下高速'], ['日期', '时间', '时刻', '日']), ...issueDays, '日期', '时间', '日期时间'],
  fromStation: [...each(['入口', '入', '进口', '进', '驶入', '入站', '进站', '上站', '上道', '上路', '起始', '起点', '始', '始发', '起', '进入', '驶进'], gates).filter(noBareVerb), '自', '由', '从', '发站'],
  toStation: [...each(['出口', '出', '驶出', '出站', '下站', '下道', '下路', '终点', '终止', '讫', '终', '止', '驶离', '离开'], gates).filter(noBareVerb), '至', '到', '到站', '本站'],
  amountTotal: [...sumWords, ...fares, '收费金额', '通行费', '通行费金额', '收费额', '扣款金额', '应交金额', '应缴金额', '缴费金额', '收费', '车辆通行费', '过路费', '过桥费', '路桥费', '通行费额'],
  plateNumber: plates, amountTotalUpper: ['大写', '金额大写', '人民币大写'],
}

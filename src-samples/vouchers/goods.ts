/** What is sold on sample invoices, with tax class, in two sets that share nothing; and what is noted beside it. */
import type { SampleSet } from '../voucher.ts'

export interface Goods { name: string; specs: string[]; unit: string; lowFen: number; highFen: number; ratePercent: number }

const goods = (name: string, specs: string, unit: string, lowYuan: number, highYuan: number, ratePercent: number): Goods =>
  ({ name, specs: specs === '' ? [] : specs.split('|'), unit, lowFen: lowYuan * 100, highFen: highYuan * 100, ratePercent })

const goodsOf: Record<SampleSet, readonly Goods[]> = {
  tuning: [
    goods('*纸制品*复印纸', 'A4 70g|A3 80g|A4/500张', '箱', 140, 190, 13), goods('*文具*中性笔', '0.5mm|0.7mm黑|GP-380', '盒', 12, 36, 13),
    goods('*印刷品*课外读物', '', '册', 18, 68, 9), goods('*信息技术服务*设备维护', '', '次', 600, 1800, 6), goods('*饮料*桶装饮用水', '18.9L', '桶', 10, 22, 13),
    goods('*医疗仪器器械*体温计', 'JXB-178|DT-8806', '支', 9, 39, 13), goods('*园林服务*绿植养护', '', '月', 500, 1200, 6), goods('*电子设备*投影灯泡', 'ELPLP96|NP-VE303', '只', 380, 760, 13),
    goods('*计算机外部设备*激光打印机硒鼓适用于多型号', 'CF388A|TN-2325', '个', 85, 320, 13), goods('*餐饮服务*会议餐', '', '', 300, 2800, 6), goods('*供水*自来水', '', '吨', 3, 6, 3),
    goods('*供电*售电', '', '千瓦时', 1, 2, 13), goods('*住宿服务*住宿费', '', '天', 180, 420, 6), goods('*物业管理服务*物业费', '', '月', 1500, 9800, 6), goods('*家具*学生课桌椅', '600*400*760', '套', 160, 310, 13),
  ],
  'held-out': [
    goods('*办公设备*碎纸机', 'S350|9902-C', '台', 420, 1350, 13), goods('*日用杂品*洗手液', '500ml|2.5kg', '瓶', 9, 28, 13), goods('*现代服务*会务服务费', '', '场', 900, 5600, 6),
    goods('*谷物加工品*东北大米', '25kg/袋', '袋', 110, 165, 9), goods('*通信设备*对讲机', 'BF-888S|TK-U100', '部', 160, 680, 13), goods('*消防器材*手提式干粉灭火器', 'MFZ/ABC4', '具', 55, 120, 13),
    goods('*广告服务*宣传展板制作', '2.4m×1.2m|KT板', '块', 80, 360, 6), goods('*鉴证咨询服务*工程造价咨询费', '', '项', 2000, 18000, 6), goods('*劳务*保洁服务', '', '人次', 90, 180, 6),
    goods('*玻璃仪器*容量瓶及配套滴定管成套组件', '250ml A级|50mL', '组', 35, 140, 13), goods('*软件*教务管理软件使用许可', 'V3.2', '套', 1200, 8800, 13), goods('*经营租赁*车辆租赁', '', '日', 260, 700, 13),
    goods('*纺织产品*值班室被褥', '1.5×2.0m', '床', 95, 260, 13), goods('*生活服务*培训费', '', '', 400, 3600, 3),
  ],
}

/** Exempt of tax, printed with 免税 and three stars. */
const exemptOf: Record<SampleSet, readonly Goods[]> = {
  tuning: [goods('*蔬菜*新鲜蔬菜', '', '公斤', 3, 12, 0), goods('*图书*科普读物', '', '册', 15, 60, 0), goods('*鲜肉*猪肉', '', '公斤', 18, 36, 0)],
  'held-out': [goods('*禽蛋*鲜鸡蛋', '30枚/盘', '盘', 16, 30, 0), goods('*教育服务*学历教育住宿费', '', '人', 300, 900, 0), goods('*水果*砀山梨', '', '箱', 40, 85, 0)],
}

const remarks: Record<SampleSet, readonly string[]> = {
  tuning: ['合同编号：YZ2026-0317', '经办部门：总务处', '订单号 8830417265', '送货单号：S0042817，货到付款', '项目：教学设备更新'],
  'held-out': ['采购单：HL/26-558', '收货人已验收，质保一年', '结算周期 2026.03.01-2026.03.31', '课题经费列支', '交易流水 20260418775201936'],
}

export function goodsFor(set: SampleSet, isExempt: boolean): readonly Goods[] {
  return isExempt ? exemptOf[set] : goodsOf[set]
}

export function remarksFor(set: SampleSet): readonly string[] {
  return remarks[set]
}

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
    goods('*办公设备*碎纸机', 'S350|9902-C', '台', 420, 1350, 13), goods('*日用杂品*洗手液', '500ml|2.5kg', '瓶', 9, 28, 13), goods('*现代服务*会务服务费', '', '场', 900, 5600, 6),
    goods('*谷物加工品*东北大米', '25kg/袋', '袋', 110, 165, 9), goods('*通信设备*对讲机', 'BF-888S|TK-U100', '部', 160, 680, 13), goods('*消防器材*手提式干粉灭火器', 'MFZ/ABC4', '具', 55, 120, 13),
    goods('*广告服务*宣传展板制作', '2.4m×1.2m|KT板', '块', 80, 360, 6), goods('*鉴证咨询服务*工程造价咨询费', '', '项', 2000, 18000, 6), goods('*劳务*保洁服务', '', '人次', 90, 180, 6),
    goods('*玻璃仪器*容量瓶及配套滴定管成套组件', '250ml A级|50mL', '组', 35, 140, 13), goods('*软件*教务管理软件使用许可', 'V3.2', '套', 1200, 8800, 13), goods('*经营租赁*车辆租赁', '', '日', 260, 700, 13),
    goods('*纺织产品*值班室被褥', '1.5×2.0m', '床', 95, 260, 13), goods('*生活服务*培训费', '', '', 400, 3600, 3),
  ],
  'held-out': [
    goods('*金属制品*不锈钢文件柜', '850*390*1800|双节', '组', 420, 980, 13), goods('*化学试剂助剂*无水乙醇', 'AR500mL|95% 2.5L', '瓶', 11, 68, 13), goods('*汽油*92号车用汽油', '92#|VIA', '升', 6, 9, 13),
    goods('*物流辅助服务*收派服务费', '', '', 15, 260, 6), goods('*修理修配劳务*汽车保养', '', '次', 320, 2400, 13), goods('*输配电控制设备*UPS不间断电源', 'C3KS|YTR3106', '台', 1800, 6900, 13),
    goods('*安全防护用品*反光背心', '均码|XL', '件', 12, 45, 13), goods('*研发和技术服务*水质检测费', '', '样', 260, 1500, 6), goods('*中成药*板蓝根颗粒', '10g*20袋', '包', 9, 22, 13), goods('*种植业产品*草花种苗', '杯苗', '株', 1, 4, 9),
    goods('*不动产经营租赁*会场租金', '', '半天', 800, 3600, 9), goods('*信息系统增值服务*云桌面租用及日常运行维护', '4核8G', '点', 45, 130, 6), goods('*塑料制品*垃圾袋', '90*100cm|黑 60L', '扎', 6, 19, 13), goods('*人力资源服务*代理招聘服务费', '', '', 1500, 9000, 6),
  ],
}

/** Exempt of tax, printed with 免税 and three stars. */
const exemptOf: Record<SampleSet, readonly Goods[]> = {
  tuning: [goods('*蔬菜*新鲜蔬菜', '', '公斤', 3, 12, 0), goods('*图书*科普读物', '', '册', 15, 60, 0), goods('*鲜肉*猪肉', '', '公斤', 18, 36, 0), goods('*禽蛋*鲜鸡蛋', '30枚/盘', '盘', 16, 30, 0), goods('*教育服务*学历教育住宿费', '', '人', 300, 900, 0), goods('*水果*砀山梨', '', '箱', 40, 85, 0)],
  'held-out': [goods('*豆类*干黄豆', '', '千克', 6, 11, 0), goods('*医疗服务*职工体检费', '', '人', 260, 780, 0), goods('*林业产品*行道树国槐', '胸径8cm', '株', 180, 420, 0)],
}

const remarks: Record<SampleSet, readonly string[]> = {
  tuning: ['合同编号：YZ2026-0317', '经办部门：总务处', '订单号 8830417265', '送货单号：S0042817，货到付款', '项目：教学设备更新', '采购单：HL/26-558', '收货人已验收，质保一年', '结算周期 2026.03.01-2026.03.31', '课题经费列支', '交易流水 20260418775201936'],
  'held-out': ['政采云订单 2026070912345511', '使用科室：检验科', '收款单位户名同销方', '服务期：2026年1月至6月', '车号见清单，共12台次', '定金已付，本次开具尾款'],
}

export function goodsFor(set: SampleSet, isExempt: boolean): readonly Goods[] {
  return isExempt ? exemptOf[set] : goodsOf[set]
}

export function remarksFor(set: SampleSet): readonly string[] {
  return remarks[set]
}

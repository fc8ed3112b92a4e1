/** Goods and services that small invoices list, in two sets. Prices in fen, tax included. */
import type { LineItem } from '../../src-shared/scan.ts'
import type { SampleSet } from '../voucher.ts'
import { yuanOf, type Studio } from './press.ts'

const goods: Record<SampleSet, readonly [name: string, unit: string, lowFen: number, highFen: number][]> = {
  tuning: [['打印纸A4', '包', 1800, 2600], ['签字笔', '支', 150, 600], ['档案盒', '个', 450, 1200], ['工作餐', '份', 1500, 3500], ['瓶装水', '箱', 2400, 4800], ['洗车费', '次', 2500, 4000], ['停车费', '次', 500, 3000], ['复印费', '张', 20, 100], ['门锁维修', '次', 5000, 18000], ['LED灯管', '支', 1200, 3800], ['文件夹', '只', 600, 1500], ['订书机', '台', 1200, 3900], ['午餐', '客', 1800, 4200], ['桶装水', '桶', 1000, 2200], ['快递服务', '件', 800, 2600], ['胶装费', '本', 500, 1600], ['电池5号', '板', 900, 2500], ['空调清洗', '台', 6000, 15000], ['水性笔芯', '盒', 800, 2000], ['牛皮纸信封', '沓', 350, 1100], ['会议茶歇', '位', 2000, 5800], ['轮胎修补', '条', 3000, 9000], ['钥匙配制', '把', 500, 2500], ['名片印刷', '盒', 1500, 4500], ['拖把', '把', 1200, 3600], ['录音笔租借', '天', 2000, 6000], ['证件照', '版', 1500, 3900], ['插线板', '个', 2200, 6800], ['消毒湿巾', '袋', 690, 1990]],
  'held-out': [['A4纸', '包', 1900, 2900], ['中性笔', '盒', 1200, 2800], ['快餐', '份', 1200, 2800], ['矿泉水', '瓶', 150, 400], ['打印费', '页', 50, 200], ['抽纸', '提', 1200, 2600], ['灯泡', '只', 500, 2200], ['餐费', '次', 8000, 60000], ['笔记本', '本', 300, 1500], ['停车', '小时', 300, 800]],
}

/** One to `most` different rows whose amounts are unit price times quantity. */
export function someShopGoods({ random, wishes }: Studio, most: number): { lineItems: LineItem[]; totalFen: number } {
  const left = [...goods[wishes.set]]
  let totalFen = 0
  const lineItems = Array.from({ length: random.integer(1, most) }, () => {
    const [[name, unit, low, high]] = left.splice(random.integer(0, left.length - 1), 1) as [(typeof left)[number]]
    const [price, quantity] = [random.integer(low, high), random.integer(1, 12)]
    totalFen += price * quantity
    return { name, unit, quantity: String(quantity), unitPrice: yuanOf(price), amount: yuanOf(price * quantity) }
  })
  return { lineItems, totalFen }
}

/** Invented names in two sets that share nothing, and the fonts that go with each. */
import { creditCodeCheckDigit } from '../src-shared/tax-id.ts'
import type { Random } from './random.ts'
import type { SampleSet } from './voucher.ts'

/** Fonts of one maker: what is printed in advance, what the machine fills in, its digits. */
export interface Typefaces { label: string; ink: string; digits: string }

/** Debian's font packages that hold them are the part `fonts` of scripts/setup.mjs. */
export const typefaces: Record<SampleSet, readonly Typefaces[]> = {
  tuning: [
    { label: 'Noto Serif CJK SC', ink: 'Noto Sans CJK SC', digits: 'Noto Sans CJK SC' },
    { label: 'AR PL UMing CN', ink: 'AR PL UMing CN', digits: 'Liberation Mono' },
    { label: 'Noto Sans CJK SC', ink: 'AR PL UMing CN', digits: 'Liberation Sans' },
    { label: 'AR PL UKai CN', ink: 'Noto Serif CJK SC', digits: 'Liberation Serif' },
  ],
  'held-out': [
    { label: 'WenQuanYi Zen Hei', ink: 'WenQuanYi Micro Hei', digits: 'DejaVu Sans Mono' },
    { label: 'LXGW WenKai', ink: 'WenQuanYi Zen Hei', digits: 'DejaVu Sans' },
    { label: 'Droid Sans Fallback', ink: 'LXGW WenKai', digits: 'DejaVu Serif' },
  ],
}

interface NamePool {
  homes: [city: string, region: string][]
  companyForms: ((city: string, brand: string, trade: string) => string)[]
  trades: string[]; brands: string[]; units: string[]; surnames: string[]; given: string; streets: string[]
  stations: string[]; tollGates: string[]; airports: [city: string, airport: string, code: string][]; airlines: [name: string, code: string][]
  hotels: string[]; hospitals: string[]; banks: string[]; agencies: string[]
}

const plainly = (city: string, brand: string, trade: string) => city + brand + trade
const ofTheCity = (city: string, brand: string, trade: string) => `${city}市${brand}${trade}`
const cityInBrackets = (city: string, brand: string, trade: string) => `${brand}（${city}）${trade}`
const withoutCity = (_: string, brand: string, trade: string) => brand + trade

const pools: Record<SampleSet, NamePool> = {
  tuning: {
    homes: [['云州', '滇中省'], ['海岚', '闽东省']], companyForms: [plainly, plainly, ofTheCity],
    brands: ['蓝天', '清泉', '启明', '安捷', '康健', '绿野', '同心', '恒信', '瑞丰', '金穗', '东升', '华彩', '德厚', '永顺', '博远', '嘉禾', '鼎盛', '晨曦', '鸿运', '百川', '聚贤', '卓越', '天麟', '宏图', '凯旋', '润泽', '银杏', '福临', '锦程', '钧豪'],
    trades: [
      '文具有限公司', '饮用水有限公司', '图书发行有限公司', '信息技术有限公司', '医疗器械有限公司', '园林工程有限公司', '印务有限公司', '电器商贸有限公司', '餐饮管理有限公司', '物业服务有限公司', '汽车维修厂', '建筑安装工程有限责任公司',
      '办公用品商行', '科技股份有限公司', '酒店管理有限公司', '广告装饰有限公司', '粮油贸易有限公司', '仪器仪表厂', '劳务派遣有限公司', '消防器材有限公司', '通信设备有限公司', '家具制造有限公司',
    ],
    units: ['示范实验小学', '第二人民医院', '水务局', '文化馆', '农业技术推广站', '第七中学', '妇幼保健院', '档案局', '特殊教育学校', '疾病预防控制中心', '交通运输局', '图书馆', '环境监测站', '幼儿师范学校', '中医院', '民政局'],
    surnames: [...'王李张刘陈杨赵黄周吴徐孙郑谢韩唐冯董萧程曹袁邓许'], given: '伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰建国志远晓琳嘉怡浩然雪梅振宇佩瑶子轩凤鸣德胜春燕俊彦红旗',
    streets: ['人民路', '滨河大道', '翠湖北路', '学府街', '文昌巷', '解放路', '环岛东路', '白鹭大街', '鼓浪新村', '钟楼巷'],
    stations: ['云州站', '云州南站', '青杨站', '翠屏东站', '石门渡站', '玉河湾站', '凤栖站', '龙潭西站', '落霞站', '海岚站', '海岚北站', '鹭洲站', '白沙口站', '松溪站', '望潮站', '枫亭渡站', '镜湖南站'],
    tollGates: ['云州东', '青杨北', '翠屏', '石门渡', '玉河湾南', '凤栖新区', '龙潭', '海岚西', '鹭洲港', '白沙口', '松溪互通', '望潮', '镜湖开发区'],
    airports: [['云州', '长河', 'YUZ'], ['青杨', '翠峰', 'QYC'], ['凤栖', '梧桐', 'FQW'], ['玉河', '双溪', 'YHS'], ['海岚', '鹭江', 'HLJ'], ['松溪', '白云山', 'SXB'], ['镜湖', '听涛', 'JHT']],
    airlines: [['云岭航空', 'YL'], ['金雁航空', 'JY'], ['海岚航空', 'HN'], ['鹭翔航空', 'LX']],
    hotels: ['云州翠湖宾馆', '云州滨河假日酒店', '云岭大酒店', '青杨金花商务酒店', '凤栖会议中心', '海岚湾国际酒店', '白鹭精选酒店', '听潮宾馆', '松风山庄'],
    hospitals: ['云州市第一人民医院', '云州市儿童医院', '青杨县中心医院', '云州医学院附属医院', '云州市口腔医院', '海岚市中心医院', '海岚市妇产科医院', '鹭洲区人民医院', '闽东省立康复医院'],
    banks: ['滇云商业银行', '翠湖农村商业银行', '云岭建设银行', '金穗村镇银行', '海岚银行', '闽东发展银行', '鹭岛农商银行', '东海信托银行'],
    agencies: ['云州市教育考试院', '云州市不动产登记中心', '云州市公安局车辆管理所', '云州市财经学院', '青杨县水资源管理站', '海岚市人事考试中心', '海岚市住房保障局', '海岚海洋大学', '鹭洲区城市管理局', '海岚市仲裁委员会'],
  },
  'held-out': {
    homes: [['渭川', '秦中省'], ['朔宁', '陇北省'], ['芦荡', '湘沅省']], companyForms: [plainly, ofTheCity, cityInBrackets, withoutCity],
    brands: ['和顺达', '三友', '恩泽', '伯乐', '禹通', '小橘灯', '众为', '泰格', '万家乐福', '九鼎', '远帆', '赛思', '兴农', '北斗星', '盈科', '老街坊'],
    trades: [
      '物流有限公司', '教育咨询有限公司', '机电设备有限公司', '种苗专业合作社', '生物科技有限公司', '网络工程有限公司', '副食品经营部', '制冷设备维修中心', '数码图文快印店', '安防技术服务有限公司', '药业连锁有限公司', '测绘地理信息有限责任公司', '环保工程集团有限公司', '汽车租赁有限公司', '石油分公司',
    ],
    units: ['职业技术学院', '卫生监督所', '自然资源局', '博物馆', '第三幼儿园', '血液中心', '统计局', '河道管理处', '老年大学', '公共资源交易中心', '退役军人事务局', '实验初级中学'],
    surnames: [...'钱沈彭吕苏卢蒋蔡贾丁魏薛叶阎余潘戴钟汪姜范姚谭廖邹熊陆郝崔康邱秦顾侯邵孟段雷尹黎乔贺赖龚佘仇晁宓', '欧阳', '上官', '司马', '诸葛'],
    given: '承泽语桐博文思齐若曦煜城亦菲书航沛霖昊清妍立群根生翠珍永福淑芬世昌义仁',
    streets: ['建设西路', '渭水东大街', '长征路', '柳林三街', '兴业园区纬二路', '老城北巷'],
    stations: ['渭川站', '渭川东站', '朔宁西站', '芦荡南站', '杏花岭站', '三道沟站', '永泰北站', '大坪站', '黑水河站', '塔子湾站', '新安堡站', '雁门关东站', '桃源镇站'],
    tollGates: ['渭川南', '朔宁机场', '芦荡', '杏花岭', '三道沟', '永泰高新区', '大坪枢纽', '黑水河东', '塔子湾', '新安堡北'],
    airports: [['渭川', '咸安', 'WCX'], ['朔宁', '沙湖', 'SNH'], ['芦荡', '荷塘', 'LDT'], ['永泰', '金城', 'YTJ'], ['大坪', '红旗', 'DPQ']],
    airlines: [['秦风航空', 'QF'], ['大漠航空', 'DM'], ['沅江航空', '9Y']],
    hotels: ['渭川金源国际饭店', '朔宁驿家连锁酒店（火车站店）', '芦荡迎宾楼', '三道沟招待所', '如归时尚旅馆', '永泰博览中心大厦'],
    hospitals: ['渭川大学第二附属医院', '朔宁市传染病医院', '芦荡县妇幼保健计划生育服务中心', '秦中省肿瘤医院', '永泰骨伤专科医院', '大坪镇中心卫生院'],
    banks: ['秦中农村信用合作联社', '朔宁城市商业银行', '芦荡邮政储蓄银行', '渭水工商银行', '大漠兴业银行'],
    agencies: ['渭川市住房公积金管理中心', '朔宁市中级人民法院', '秦中省药品监督管理局', '芦荡县财政国库支付中心', '渭川工业职业学院', '永泰市绿化管理处'],
  },
}

/** Draws names and typefaces of one set; the same random state gives the same ones. */
export class Names {
  private readonly random: Random
  private readonly set: SampleSet
  private readonly pool: NamePool
  /** Where this voucher's people live and trade. */
  private readonly home: NamePool['homes'][number]

  constructor(random: Random, set: SampleSet) {
    this.random = random
    this.set = set
    this.pool = pools[set]
    this.home = random.pick(this.pool.homes)
  }

  typefaces(): Typefaces {
    return this.random.pick(typefaces[this.set])
  }

  city(): string {
    return this.home[0]
  }

  region(): string {
    return this.home[1]
  }

  company(): string {
    return this.random.pick(this.pool.companyForms)(this.home[0], this.random.pick(this.pool.brands), this.random.pick(this.pool.trades))
  }

  unit(): string {
    return `${this.home[0]}市${this.random.pick(this.pool.units)}（样例）`
  }

  person(): string {
    const { surnames, given } = this.pool
    const length = this.random.next() < 0.3 ? 1 : 2
    return this.random.pick(surnames) + Array.from({ length }, () => this.random.pick([...given])).join('')
  }

  address(): string {
    return `${this.home[0]}市${this.random.pick(this.pool.streets)}${this.random.integer(1, 380)}号`
  }

  /** Two railway stations, with 站. */
  stations(): [from: string, to: string] {
    return this.two(this.pool.stations)
  }

  /** Two gates of a toll road, without 站. */
  tollGates(): [entry: string, exit: string] {
    return this.two(this.pool.tollGates)
  }

  airports(): [from: NamePool['airports'][number], to: NamePool['airports'][number]] {
    return this.two(this.pool.airports)
  }

  airline(): NamePool['airlines'][number] {
    return this.random.pick(this.pool.airlines)
  }

  hotel(): string {
    return this.random.pick(this.pool.hotels)
  }

  hospital(): string {
    return this.random.pick(this.pool.hospitals)
  }

  /** A bank's branch. */
  bank(): string {
    return `${this.random.pick(this.pool.banks)}${this.random.pick(this.pool.streets).slice(0, 2)}支行`
  }

  /** A public office that collects fees. */
  agency(): string {
    return this.random.pick(this.pool.agencies)
  }

  private two<T>(list: readonly T[]): [T, T] {
    const first = this.random.pick(list)
    return [first, this.random.pick(list.filter((other) => other !== first))]
  }

  /** A valid credit code of a company. */
  companyTaxId(): string {
    return this.creditCode(`91${this.random.integer(10, 65)}0${this.random.integer(100, 999)}MA`)
  }

  /** A valid credit code of a public institution. */
  unitTaxId(): string {
    return this.creditCode(`12${this.random.integer(10, 65)}0${this.random.integer(100, 999)}MB`)
  }

  private creditCode(head: string): string {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    let code = head
    while (code.length < 17) code += alphabet[this.random.next() < 0.75 ? this.random.integer(0, 9) : this.random.integer(10, 30)]
    return code + creditCodeCheckDigit(code)!
  }
}

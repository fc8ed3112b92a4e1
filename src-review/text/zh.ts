/** The reviewer's words in Chinese; `Text` is the shape every language fills. */
import { names } from '../../src-shared/names.ts'
export const zh = {
  product: '凭影', place: '财政审核', adminPlace: '系统管理',
  signIn: { title: '审核登录', account: '账号', password: '密码', submit: '登录', out: '退出', notForDesk: '单位经办请使用凭影桌面端。' },
  queue: { title: '待审队列', waiting: '待审', mine: '审核中', done: '已办', number: '编号', unit: '单位', purpose: '事由', amount: '金额（元）', pages: '页数', submitted: '送达时间', alerts: '预警', state: '状态', empty: '目前没有报销单。', round: (n: number) => `第 ${n} 次提交` },
  states: { draft: '已撤回', submitted: '送达中', kept: '待审', 'in-review': '审核中', approved: '已通过', returned: '已退回' },
  claim: { flaws: (reasons: string[]) => `影像存疑：${reasons.join('、')}`, flawed: '影像存疑', back: '返回队列', notShown: '这一页的图像没有打开，文件仍完好保存在财政端。请先看别的页再回到这一页，或查看原始照片。', take: '领取审核', takenBy: (name: string) => `${name} 正在审核`, release: '放回队列', approve: '通过', approveAsk: '全部页面通过？', returnPages: (n: number) => `退回所选 ${n} 页`, returnNone: '勾选要退回的页面', approved: '已通过', returned: '已退回', form: '报销单', budgetItem: '预算项目', payee: '收款人', budgetYear: '预算年度', page: (n: number) => `第 ${n} 页`, choose: '退回此页', reason: '退回原因（单位会看到）', commonReasons: ['影像模糊，请重拍', '票面不完整，请重拍', '票据与事由不符', '缺少附件'], fields: '票面要素', checks: '核验', original: '原始照片', straight: '整理后的页面', sure: '可信', unsure: '需核对', person: '人工填写', history: '办理记录', sum: '票据合计', retake: '重拍件', electronic: '电子原件', download: '下载原件', copy: '电子原件的打印件，不重复计算', otherFormat: '同一张发票的另一种格式，不重复计算' },
  historyActions: { submitted: '单位提交', taken: '领取', released: '放回', approved: '通过', returned: '退回', recalled: '单位撤回' } as Record<string, string>,
  alerts: { title: '预警', none: '没有预警', level: { 1: '一级', 2: '二级', 3: '三级' }, meaning: { 1: '暂停支付', 2: '支付等待', 3: '更正或说明' }, states: { open: '待说明', explained: '已说明', confirmed: '已确认', voided: '已作废' }, actions: { raised: '提出', explained: '说明', confirmed: '确认', voided: '作废' }, confirm: '确认预警', void: '作废预警', reason: '处理意见（必填，记入日志）', evidence: '依据' },
  admin: { units: '单位', accounts: '账号', newUnit: '新增单位', newAccount: '新增账号', unitName: '单位名称', taxId: '统一社会信用代码', account: '账号', name: '姓名', role: '角色', unit: '所属单位', password: '初始密码（至少 10 位）', newPassword: '重设密码', roles: { accountant: '单位经办', reviewer: '财政审核', admin: '管理员' }, locked: '已锁定', disabled: '已停用', active: '正常', unlock: '解锁', disable: '停用', enable: '启用', state: '状态', create: '创建', badTaxId: '校验位不对', short: '至少 10 位', accountRule: '3 至 64 位字母、数字或 . _ -' },
  ...names.zh,
  ok: '确定', cancel: '取消', other: 'English',
}
export type Text = typeof zh

/** Signs that forms are known to print are put right, and nothing else is touched. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withFormWords } from '../../src-imaging/reading/form-words.ts'

const put = (text: string) => {
  const line = withFormWords({ text, score: 0.9, charScores: [...text].map(() => 0.9), boxPx: [[0, 0], [9, 0], [9, 2], [0, 2]] })
  assert.equal(line.charScores.length, [...line.text].length, text)
  return line.text
}

test('what a form prints in every copy is whole although a sign of it was lost or mistaken', () => {
  const cases = {
    '信息技术*软件服务': '*信息技术*软件服务', '“纸制品*复印纸 A4': '*纸制品*复印纸 A4', '地址电话：': '地址、电话：', '地 址-电 话：': '地 址、电 话：', 密码冈: '密码区', 冈: '区', '=': '二', '第=联：发票联': '第二联：发票联',
    亿干百: '亿千百', 十万干: '十万千', '+': '十', '+元': '十元', 'Idno.': 'IDNO.', '小写）¥120.00': '（小写）¥120.00', '电子发票普通发票）': '电子发票（普通发票）', 叁任贰佰元整: '叁仟贰佰元整', '速达酒店（人民广场店': '速达酒店（人民广场店）', 伍佰壹拾元整: '伍佰壹拾元整', 滨A5K123: '滇A5K123', '1o#': '0#', 亿干百十万干百十元: '亿千百十万千百十元', 肆方伍仟元整: '肆万伍仟元整', 'xxx': 'XXX', '12Xx7': '12XX7',
  }
  for (const [read, printed] of Object.entries(cases)) assert.equal(put(read), printed)
})

test('names, figures and words that only look alike stay as they were read', () => {
  for (const text of ['*信息技术*软件服务', '（小写）¥120.00', '(大写) 叁佰元整', '冈山商贸公司', '任三伍', '海滨路12号', 'A=B', '干', '饼干', '1+1', 'x', 'box', '1200x600', '地址：解放路1号 电话：5551234', '云州滨江A座', '5*3', '92#', '东方', '伍方']) assert.equal(put(text), text)
})

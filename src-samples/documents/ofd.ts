/** OFD originals in every way that real ones are made, with what they say; invented throughout, the same for the same seed. */
import { originalInvoiceXml, xbrl } from './invoice-xml.ts'
import { layOut, type Layout, type PlacedText } from './ofd-layout.ts'
import { type References, type TagStyle, writeTags } from './ofd-tags.ts'
import { type TextStyle, writeText } from './ofd-text.ts'
import { makeOriginal, type Original, type OriginalKind, type OriginalWishes } from './original.ts'
import { writeZip, type ZipEntry } from './zip-writer.ts'

export type AttachmentStyle = 'original' | 'xbrl' | 'xbrl-prefixed' | 'both' | 'none'

export interface OfdWishes extends Partial<Omit<OriginalWishes, 'kind'>> {
  kind: OriginalKind
  tags?: TagStyle
  attachment?: AttachmentStyle
  text?: TextStyle
  /** CustomDatas in OFD.xml. */
  hasNotes?: boolean
  /** Values stand in the template with the labels. */
  inTemplate?: boolean
  /** Year, month and day are objects of their own, 年月日 between them labels. */
  hasDateInParts?: boolean
  /** The seller's name runs on in a second line, of which no tag speaks. */
  wrapsSeller?: boolean
  /** Page blocks in page blocks, and a part in a composite unit. */
  isNested?: boolean
  hasAnnotations?: boolean
  hasVersions?: boolean
  /** Page objects are a picture alone. */
  isImageOnly?: boolean
  docRoot?: 'plain' | 'absolute' | 'dotted' | 'other-folder' | 'no-folder'
  /** A default namespace, another prefix, or a URI of the maker's own. */
  namespace?: 'ofd' | 'default' | 'other' | 'foreign'
  hasByteOrderMark?: boolean
  zip?: 'plain' | 'stored' | 'shuffled' | 'junk' | 'gbk' | 'nested' | 'prefixed' | 'sixty-four'
  /** The attachment says ten yuan more than the page. */
  conflict?: boolean
  isRefund?: boolean
}

export interface OfdSample { bytes: Buffer; original: Original }

export function makeOfd(seed: number, wishes: OfdWishes): OfdSample {
  const original = withLongSeller(withRefund(makeOriginal(seed, wishes), wishes), wishes)
  const page = writePage(original, wishes)
  const root = { plain: 'Doc_0/', absolute: 'Doc_0/', dotted: 'Doc_0/', 'other-folder': 'Document0/', 'no-folder': '' }[wishes.docRoot ?? 'plain']
  const files: [name: string, text: string][] = [['OFD.xml', ofdXml(original, wishes, root)], [`${root}Document.xml`, documentXml(page.layout, wishes)], [`${root}PublicRes.xml`, publicRes(page, wishes)], [`${root}Pages/Page_0/Content.xml`, page.content], [`${root}Tpls/Tpl_0/Content.xml`, page.template], ...attachments(original, wishes, root)]
  if ((wishes.tags ?? 'eInvoice') !== 'none') {
    files.push([`${root}Tags/CustomTags.xml`, named(wishes, '<o:CustomTags><o:CustomTag TypeID="0"><o:FileLoc>CustomTag.xml</o:FileLoc></o:CustomTag></o:CustomTags>')], [`${root}Tags/CustomTag.xml`, writeTags((wishes.tags ?? 'eInvoice') as Exclude<TagStyle, 'none'>, page.references)])
  }
  if (wishes.hasAnnotations) files.push([`${root}Annots/Annotations.xml`, named(wishes, '<o:Annotations><o:Page PageID="2"><o:FileLoc>Page_0/Annotation.xml</o:FileLoc></o:Page></o:Annotations>')], [`${root}Annots/Page_0/Annotation.xml`, named(wishes, '<o:PageAnnot><o:Annot ID="900" Type="Watermark" Visible="true"><o:Appearance Boundary="20 60 120 20"><o:TextObject ID="901" Boundary="0 0 120 20" Font="3" Size="6" Alpha="60"><o:FillColor Value="200 60 60"/><o:TextCode X="0" Y="6">下载次数：1 发票号码：99999999</o:TextCode></o:TextObject></o:Appearance></o:Annot></o:PageAnnot>')])
  if (wishes.hasVersions) files.push([`${root}Versions/DocVersion_1.xml`, named(wishes, `<o:DocVersion ID="1" Version="1.0"><o:DocRoot>/${root}Document.xml</o:DocRoot></o:DocVersion>`)])
  const mark = wishes.hasByteOrderMark ? '\ufeff' : ''
  return { original, bytes: pack(files.map(([name, text]) => ({ name, data: Buffer.from(mark + text) })), wishes) }
}

function withRefund(original: Original, { isRefund }: OfdWishes): Original {
  return isRefund ? { ...original, more: { ...original.more, original: '553.00', refunded: '525.00' } } : original
}

function withLongSeller(original: Original, { wrapsSeller }: OfdWishes): Original {
  return wrapsSeller ? { ...original, fields: { ...original.fields, sellerName: `${original.fields.sellerName}云州高新技术产业区${branch}` } } : original
}

const branch = '第二直属分公司'

function onTwoLines(placed: PlacedText): PlacedText[] {
  if (placed.field !== 'sellerName') return [placed]
  const sizeMm = 0.8 * placed.sizeMm
  return [{ ...placed, sizeMm, text: placed.text.slice(0, -branch.length), y: placed.y - 0.6 * sizeMm }, { ...placed, sizeMm, text: branch, y: placed.y + 0.5 * sizeMm, field: undefined }]
}

/** Elements are written with `o:` and named in the end as the wishes have it. */
function named(wishes: OfdWishes, xml: string): string {
  const prefix = { ofd: 'ofd:', default: '', other: 'abc:', foreign: 'ofd:' }[wishes.namespace ?? 'ofd']
  const uri = wishes.namespace === 'foreign' ? 'http://www.example.invalid/ofd' : 'http://www.ofdspec.org/2016'
  const declaration = prefix === '' ? ` xmlns="${uri}"` : ` xmlns:${prefix.slice(0, -1)}="${uri}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml.replace(/^<o:\w+/, (start) => start + declaration).replaceAll('<o:', `<${prefix}`).replaceAll('</o:', `</${prefix}`)}`
}

function ofdXml({ fields }: Original, wishes: OfdWishes, root: string): string {
  const location = { plain: `${root}Document.xml`, absolute: `/${root}Document.xml`, dotted: `./${root}Document.xml`, 'other-folder': `${root}Document.xml`, 'no-folder': 'Document.xml' }[wishes.docRoot ?? 'plain']
  const notes: [string, string | undefined][] = [['template-version', '1.0.20.0422'], ['发票代码', fields.invoiceCode], ['发票号码', fields.invoiceNumber], ['合计税额', fields.amountTax], ['合计金额', fields.amountNet], ['开票日期', fields.date], ['校验码', fields.checkCode], ['购买方纳税人识别号', fields.buyerTaxId], ['销售方纳税人识别号', fields.sellerTaxId]]
  const datas = wishes.hasNotes ? `<o:CustomDatas>${notes.map(([name, text]) => (text === undefined ? `<o:CustomData Name="${name}"/>` : `<o:CustomData Name="${name}">${text}</o:CustomData>`)).join('')}</o:CustomDatas>` : ''
  const versions = wishes.hasVersions ? `<o:Versions><o:Version ID="1" Index="1" Current="true" BaseLoc="/${root}Versions/DocVersion_1.xml"/></o:Versions>` : ''
  return named(wishes, `<o:OFD Version="1.0" DocType="OFD"><o:DocBody><o:DocInfo><o:DocID>0123456789abcdef</o:DocID><o:Creator>sample</o:Creator>${datas}</o:DocInfo><o:DocRoot>${location}</o:DocRoot>${versions}</o:DocBody></o:OFD>`)
}

function documentXml({ widthMm, heightMm }: Layout, wishes: OfdWishes): string {
  const attached = (wishes.attachment ?? 'none') !== 'none' ? '<o:Attachments>Attachs/Attachments.xml</o:Attachments>' : ''
  const tags = (wishes.tags ?? 'eInvoice') !== 'none' ? '<o:CustomTags>Tags/CustomTags.xml</o:CustomTags>' : ''
  return named(wishes, `<o:Document><o:CommonData><o:MaxUnitID>2000</o:MaxUnitID><o:PageArea><o:PhysicalBox>0 0 ${widthMm} ${heightMm}</o:PhysicalBox></o:PageArea><o:PublicRes>PublicRes.xml</o:PublicRes><o:TemplatePage ID="1" BaseLoc="Tpls/Tpl_0/Content.xml"/></o:CommonData><o:Pages><o:Page ID="2" BaseLoc="Pages/Page_0/Content.xml"/></o:Pages>${wishes.hasAnnotations ? '<o:Annotations>Annots/Annotations.xml</o:Annotations>' : ''}${attached}${tags}</o:Document>`)
}

interface WrittenPage { layout: Layout; content: string; template: string; unit: string; references: References }

function publicRes({ unit }: WrittenPage, wishes: OfdWishes): string {
  return named(wishes, `<o:Res BaseLoc="Res"><o:Fonts><o:Font ID="3" FontName="宋体" FamilyName="宋体"/></o:Fonts><o:DrawParams><o:DrawParam ID="4" LineWidth="0.25"><o:StrokeColor Value="128 64 0"/></o:DrawParam></o:DrawParams>${unit}</o:Res>`)
}

function writePage(original: Original, wishes: OfdWishes): WrittenPage {
  const drawn = layOut(original)
  const layout = wishes.hasDateInParts ? { ...drawn, texts: drawn.texts.flatMap(dateInParts) } : wishes.wrapsSeller ? { ...drawn, texts: drawn.texts.flatMap(onTwoLines) } : drawn
  let lastId = 9
  const nextId = () => ++lastId
  const references: References = {}
  const write = (placed: PlacedText) => {
    const { xml, ids } = writeText(placed, wishes.text ?? 'list', (name) => `o:${name}`, nextId)
    if (placed.field) references[placed.field] = { pageId: wishes.inTemplate ? 1 : 2, ids: [...(references[placed.field]?.ids ?? []), ...ids] }
    return xml
  }
  const labels = layout.texts.filter((text) => text.isLabel).map(write).join('')
  const values = layout.texts.filter((text) => !text.isLabel).map(write)
  const frames = layout.frames.map(([x, y, width, height]) => `<o:PathObject ID="${nextId()}" Boundary="${x} ${y} ${width} ${height}" DrawParam="4"><o:AbbreviatedData>S 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</o:AbbreviatedData></o:PathObject>`).join('')
  const body = wishes.isImageOnly ? '' : values.join('')
  const inUnit = wishes.isNested ? labels : ''
  const unit = wishes.isNested ? `<o:CompositeGraphicUnits><o:CompositeGraphicUnit ID="5" Width="210" Height="140"><o:Content>${inUnit}</o:Content></o:CompositeGraphicUnit></o:CompositeGraphicUnits>` : ''
  const labelObjects = wishes.isImageOnly ? '' : wishes.isNested ? `<o:CompositeObject ID="6" Boundary="0 0 210 140" ResourceID="5"/>` : labels
  const page = (head: string, inner: string) => named(wishes, `<o:Page>${head}<o:Content><o:Layer Type="Body" ID="7">${inner}</o:Layer></o:Content></o:Page>`)
  const content = wishes.isNested ? `<o:PageBlock ID="8"><o:PageBlock ID="9">${body}</o:PageBlock></o:PageBlock>` : body
  return {
    layout, references, unit, template: page('', frames + labelObjects + (wishes.inTemplate ? content : '')),
    content: page('<o:Template TemplateID="1" ZOrder="Background"/>', wishes.inTemplate ? '' : content),
  }
}

function dateInParts(placed: PlacedText): PlacedText[] {
  if (placed.field !== 'date') return [placed]
  let x = placed.x
  return placed.text.split(/([年月日])/).filter((part) => part !== '').map((text) => {
    const isLabel = /[年月日]/.test(text)
    const part: PlacedText = { ...placed, text, x, isLabel, field: isLabel ? undefined : 'date' }
    x += isLabel ? placed.sizeMm * 1.1 : (text.length * placed.sizeMm) / 2 + 0.2
    return part
  })
}

function attachments(original: Original, wishes: OfdWishes, root: string): [string, string][] {
  const style = wishes.attachment ?? 'none'
  if (style === 'none') return []
  const stated = wishes.conflict ? { ...original, fields: { ...original.fields, amountTotal: original.fields.amountTotal!.replace(/^(-?)(\d)/, (_, sign: string, digit: string) => `${sign}${(Number(digit) % 9) + 1}`) } } : original
  const family = { 'rail-e': 'rai', 'air-e': 'atr', 'bank-slip': 'bker' }[original.kind as string] ?? (original.kind === 'vat-e-special' ? 'inv_spcl' : 'inv_ord')
  const files: [string, string][] = []
  if (style === 'original' || style === 'both') files.push(['original_invoice.xml', originalInvoiceXml(stated)])
  if (style !== 'original') files.push([`${family}_issuer_${original.fields.date!.replaceAll('-', '')}_1.${style === 'xbrl' ? 'xbrl' : 'xml'}`, xbrl(stated, { isPrefixed: style === 'xbrl-prefixed', isRefund: wishes.isRefund })])
  const list = files.map(([name], i) => `<o:Attachment ID="${800 + i}" Name="${name.replace(/\..*$/, '')}" Format="xml" Visible="false"><o:FileLoc>${name}</o:FileLoc></o:Attachment>`).join('')
  return [[`${root}Attachs/Attachments.xml`, named(wishes, `<o:Attachments>${list}</o:Attachments>`)], ...files.map(([name, text]): [string, string] => [`${root}Attachs/${name}`, text])]
}

function pack(entries: ZipEntry[], { zip = 'plain' }: OfdWishes): Buffer {
  switch (zip) {
    case 'stored': return writeZip(entries.map((entry) => ({ ...entry, isStored: true })))
    case 'shuffled': return writeZip([...entries].reverse())
    case 'junk': return writeZip([{ name: '__MACOSX/._OFD.xml', data: Buffer.from([0, 5, 22, 7]) }, { name: 'Thumbs.db', data: Buffer.from('junk') }, { name: 'Doc_0/', data: Buffer.alloc(0), isStored: true }, ...entries], 'made by a sample')
    case 'gbk': return writeZip([...entries, { name: Buffer.from([0xb8, 0xbd, 0xbc, 0xfe, 0x2e, 0x74, 0x78, 0x74]), data: Buffer.from('x') }])
    case 'nested': return writeZip([{ name: '发票.ofd', data: writeZip(entries) }])
    case 'prefixed': return Buffer.concat([Buffer.from('mail gateway\r\n'), writeZip(entries)])
    case 'sixty-four': return writeZip(entries.map((entry) => ({ ...entry, is64Bit: true })))
    default: return writeZip(entries)
  }
}

/** Fonts, pictures, drawing parameters and composite units of an OFD document, by their ids. */
import type { OfdPackage } from './ofd-package.ts'
import { child, childrenOf, descendants, textOf, type XmlNode } from './xml-tree.ts'

export interface OfdFont { id: string; name: string; isBold: boolean; isItalic: boolean; /** The embedded font's file. */ file: string | null }

export interface OfdResources {
  fonts: Map<string, OfdFont>
  /** Files of pictures. */
  media: Map<string, string>
  drawParams: Map<string, XmlNode>
  units: Map<string, XmlNode>
  /** Gray, RGB or CMYK. */
  colourSpaces: Map<string, string>
}

export function emptyResources(): OfdResources {
  return { fonts: new Map(), media: new Map(), drawParams: new Map(), units: new Map(), colourSpaces: new Map() }
}

/** Adds what one resource file declares; ids are unique in a document, a later file wins. */
export function addResources(resources: OfdResources, ofd: OfdPackage, path: string | null, documentFolder: string): void {
  const root = ofd.tree(path)
  if (!path || !root) return
  const baseLoc = root.attributes.BaseLoc ?? ''
  const bases = [`${documentFolder}/${baseLoc}`, documentFolder, `${documentFolder}/Res`]
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const locate = (location: string) => ofd.find(location, `${folder}/${baseLoc}/x`, folder, ...bases)
  for (const font of descendants(root, 'Font')) {
    const { ID = '', FontName = '', FamilyName = '', Bold, Italic } = font.attributes
    resources.fonts.set(ID, { id: ID, name: FontName || FamilyName, isBold: Bold === 'true' || /bold/i.test(FontName), isItalic: Italic === 'true', file: locate(textOf(child(font, 'FontFile'))) })
  }
  for (const media of descendants(root, 'MultiMedia')) {
    const file = locate(textOf(child(media, 'MediaFile')))
    if (file) resources.media.set(media.attributes.ID ?? '', file)
  }
  for (const param of descendants(root, 'DrawParam')) resources.drawParams.set(param.attributes.ID ?? '', param)
  for (const unit of descendants(root, 'CompositeGraphicUnit')) resources.units.set(unit.attributes.ID ?? '', unit)
  for (const space of descendants(root, 'ColorSpace')) resources.colourSpaces.set(space.attributes.ID ?? '', space.attributes.Type ?? 'RGB')
}

export interface Paint { fill: string; stroke: string; lineWidthMm: number }

/** An element's own colours and widths, over those of its drawing parameter and that one's ancestors. */
export function paintOf(node: XmlNode, resources: OfdResources, inherited: Paint): Paint {
  const chain = [node]
  let param = resources.drawParams.get(node.attributes.DrawParam ?? '')
  for (let depth = 0; param && depth < 8; depth++) {
    chain.push(param)
    param = resources.drawParams.get(param.attributes.Relative ?? '')
  }
  const paint = { ...inherited }
  for (const link of chain.reverse()) {
    const width = Number(link.attributes.LineWidth)
    if (link.attributes.LineWidth && Number.isFinite(width)) paint.lineWidthMm = width
    paint.fill = colourOf(child(link, 'FillColor'), resources) ?? paint.fill
    paint.stroke = colourOf(child(link, 'StrokeColor'), resources) ?? paint.stroke
  }
  return paint
}

/** A CSS colour; of a shading its first colour. */
function colourOf(node: XmlNode | null, resources: OfdResources): string | null {
  if (!node) return null
  const segment = descendants(node, 'Color')[0]
  const value = node.attributes.Value ?? segment?.attributes.Value
  if (!value) return segment ? colourOf(segment, resources) : null
  const numbers = value.trim().split(/[\s,]+/).map((part) => (part.startsWith('#') ? Number.parseInt(part.slice(1), 16) : Number(part))).map((part) => Math.max(0, Math.min(255, Number.isFinite(part) ? part : 0)))
  const space = resources.colourSpaces.get(node.attributes.ColorSpace ?? '') ?? ({ 1: 'GRAY', 4: 'CMYK' } as Record<number, string>)[numbers.length]
  const [red = 0, green = 0, blue = 0] = /gray/i.test(space ?? '') ? [numbers[0]!, numbers[0]!, numbers[0]!] : /cmyk/i.test(space ?? '') ? fromCmyk(numbers) : numbers
  const alpha = Number(node.attributes.Alpha ?? 255)
  return `rgba(${red}, ${green}, ${blue}, ${Number.isFinite(alpha) ? Math.max(0, Math.min(255, alpha)) / 255 : 1})`
}

function fromCmyk([cyan = 0, magenta = 0, yellow = 0, black = 0]: number[]): number[] {
  const scale = Math.max(cyan, magenta, yellow, black) > 100 ? 255 : 100
  return [cyan, magenta, yellow].map((ink) => Math.round(255 * (1 - Math.min(1, ink / scale)) * (1 - Math.min(1, black / scale))))
}

/** Resource files that a document or page names, in order. */
export function resourceLocations(node: XmlNode | null): string[] {
  return [...childrenOf(node, 'PublicRes'), ...childrenOf(node, 'DocumentRes'), ...childrenOf(node, 'PageRes')].map(textOf)
}

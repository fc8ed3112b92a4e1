/** The pages of an OFD document: what is printed on each, what is laid over it, and its size. */
import { folderOf, type OfdDocument, type OfdPackage } from './ofd-package.ts'
import { type Matrix, numbersOf, type ObjectBudget, objectBounds, type TextThing, type Thing, thingsOf } from './ofd-objects.ts'
import { addResources, emptyResources, type OfdResources, resourceLocations } from './ofd-resources.ts'
import { child, childrenOf, descendants, textOf, type XmlNode } from './xml-tree.ts'

export interface OfdPage {
  id: string
  /** The physical box's corner and size. */
  boxMm: { x: number; y: number; width: number; height: number }
  /** Templates' and the page's own objects, in the order they are painted. */
  things: Thing[]
  /** Appearances of annotations: watermarks, counters, stamps. Not the voucher's print. */
  overlays: Thing[]
}

export const pageBounds = { pages: 500, sideMm: 3_000 }
const a4 = { x: 0, y: 0, width: 210, height: 297 }

export function pagesOf(ofd: OfdPackage, { path, root }: OfdDocument): OfdPage[] {
  const folder = folderOf(path)
  const common = child(root, 'CommonData')
  const resources = emptyResources()
  for (const location of resourceLocations(common)) addResources(resources, ofd, ofd.find(location, path), folder)
  const templates = new Map(childrenOf(common, 'TemplatePage').map((template) => [template.attributes.ID ?? '', template]))
  const overlays = annotationsOf(ofd, root, path)
  const budget = { ...objectBounds }
  return childrenOf(child(root, 'Pages'), 'Page').slice(0, pageBounds.pages).map((entry) => {
    const pagePath = ofd.find(entry.attributes.BaseLoc ?? '', path)
    const page = ofd.tree(pagePath)
    const own = withPageResources(resources, ofd, page, pagePath, folder)
    const layer = templateLayers(ofd, page, templates, path, own, budget)
    return {
      id: entry.attributes.ID ?? '',
      boxMm: boxOf(child(page, 'Area')) ?? boxOf(child(common, 'PageArea')) ?? a4,
      things: [...layer('Background'), ...contentOf(page, own, budget), ...layer('Foreground')],
      overlays: (overlays.get(entry.attributes.ID ?? '') ?? []).flatMap((annotation) => appearanceOf(annotation, own, budget)),
    }
  })
}

function withPageResources(resources: OfdResources, ofd: OfdPackage, page: XmlNode | null, pagePath: string | null, folder: string): OfdResources {
  const locations = resourceLocations(page)
  if (locations.length === 0 || !pagePath) return resources
  const own: OfdResources = { fonts: new Map(resources.fonts), media: new Map(resources.media), drawParams: new Map(resources.drawParams), units: new Map(resources.units), colourSpaces: new Map(resources.colourSpaces) }
  for (const location of locations) addResources(own, ofd, ofd.find(location, pagePath, folder), folder)
  return own
}

function templateLayers(ofd: OfdPackage, page: XmlNode | null, templates: Map<string, XmlNode>, documentPath: string, resources: OfdResources, budget: ObjectBudget): (order: 'Background' | 'Foreground') => Thing[] {
  const used = childrenOf(page, 'Template').flatMap((reference) => {
    const template = templates.get(reference.attributes.TemplateID ?? '')
    const order = reference.attributes.ZOrder ?? template?.attributes.ZOrder ?? 'Background'
    const path = template ? ofd.find(template.attributes.BaseLoc ?? '', documentPath) : null
    const tree = ofd.tree(path)
    return [{ order: order === 'Foreground' ? 'Foreground' : 'Background', things: contentOf(tree, withPageResources(resources, ofd, tree, path, folderOf(documentPath)), budget) }]
  })
  return (order) => used.filter((template) => template.order === order).flatMap(({ things }) => things)
}

function contentOf(page: XmlNode | null, resources: OfdResources, budget: ObjectBudget): Thing[] {
  const content = child(page, 'Content')
  return content ? thingsOf(content, resources, budget) : []
}

function boxOf(area: XmlNode | null): OfdPage['boxMm'] | null {
  const [x = 0, y = 0, width = 0, height = 0] = numbersOf(textOf(child(area, 'PhysicalBox')) || textOf(child(area, 'ApplicationBox')))
  const isSane = width > 1 && height > 1 && width <= pageBounds.sideMm && height <= pageBounds.sideMm
  return isSane ? { x, y, width, height } : null
}

function annotationsOf(ofd: OfdPackage, root: XmlNode, documentPath: string): Map<string, XmlNode[]> {
  const byPage = new Map<string, XmlNode[]>()
  const listPath = ofd.find(textOf(child(root, 'Annotations')), documentPath)
  for (const entry of descendants(ofd.tree(listPath) ?? { name: '', attributes: {}, children: [], text: '' }, 'Page')) {
    const path = ofd.find(textOf(child(entry, 'FileLoc')), listPath!, folderOf(documentPath))
    const annotations = ofd.tree(path)
    if (annotations) byPage.set(entry.attributes.PageID ?? '', descendants(annotations, 'Annot').filter((annotation) => annotation.attributes.Visible !== 'false'))
  }
  return byPage
}

function appearanceOf(annotation: XmlNode, resources: OfdResources, budget: ObjectBudget): Thing[] {
  const appearance = child(annotation, 'Appearance')
  if (!appearance) return []
  const [x = 0, y = 0] = numbersOf(appearance.attributes.Boundary)
  const corner: Matrix = [1, 0, 0, 1, x, y]
  return thingsOf(appearance, resources, budget, corner)
}

/** What stands in a text object, as characters a reader sees; glyphs without a code give none. */
export function textOfThing(thing: TextThing): string {
  return thing.runs.flat().map(({ char }) => (isPrivate(char) ? '' : char)).join('')
}

export function isPrivate(char: string): boolean {
  return /[\ue000-\uf8ff\ufffd]|[\u{f0000}-\u{10fffd}]/u.test(char)
}

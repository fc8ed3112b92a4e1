/** An OFD archive (GB/T 33190-2016) as files and trees: finds what a location means, whoever spelled it and however. */
import type { ArchiveFiles } from './archive.ts'
import { child, childrenOf, descendants, parseXml, textOf, type XmlNode } from './xml-tree.ts'
import { ScanFailure } from '../scan-failure.ts'

export class OfdPackage {
  private readonly files: ArchiveFiles
  private readonly byLowerName = new Map<string, string>()
  private readonly trees = new Map<string, XmlNode | null>()

  constructor(files: ArchiveFiles) {
    this.files = files
    for (const name of files.keys()) this.byLowerName.set(name.toLowerCase(), name)
  }

  get names(): string[] {
    return [...this.files.keys()]
  }

  bytes(name: string): Uint8Array | null {
    return this.files.get(name) ?? null
  }

  /**
   * The file that a location names: absolute from the archive's root, relative to the file that names it, or, as some
   * makers write, relative to one of `bases` (the document's folder, a resource folder).
   */
  find(location: string, from: string, ...bases: string[]): string | null {
    const clean = location.trim().replaceAll('\\', '/')
    if (clean === '') return null
    const folders = clean.startsWith('/') ? ['', ...bases] : [folderOf(from), ...bases, '']
    for (const folder of folders) {
      const name = this.byLowerName.get(joined(folder, clean).toLowerCase())
      if (name) return name
    }
    return null
  }

  /** Null where the file is missing or is no XML; a file that reaches out or is a bomb fails the whole document. */
  tree(name: string | null): XmlNode | null {
    if (name === null) return null
    const known = this.trees.get(name)
    if (known !== undefined) return known
    const bytes = this.bytes(name)
    const tree = bytes ? parseOrNull(bytes) : null
    this.trees.set(name, tree)
    return tree
  }
}

function parseOrNull(bytes: Uint8Array): XmlNode | null {
  try {
    return parseXml(bytes)
  } catch (error) {
    if (error instanceof ScanFailure && error.code === 'unreadable') return null
    throw error
  }
}

export function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')))
}

function joined(folder: string, location: string): string {
  const parts: string[] = []
  for (const part of `${folder}/${location}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** One document of the package: the file its structure starts from, in its newest version. */
export interface OfdDocument { path: string; root: XmlNode; customDatas: Map<string, string> }

export function documentsOf(ofd: OfdPackage): OfdDocument[] {
  const start = ofd.names.filter((name) => /(^|\/)OFD\.xml$/i.test(name)).sort((a, b) => a.length - b.length)[0]
  const root = ofd.tree(start ?? null)
  if (!start || !root) return looseDocuments(ofd)
  const documents = descendants(root, 'DocBody').flatMap((body) => {
    const path = currentVersion(ofd, body, start) ?? ofd.find(textOf(child(body, 'DocRoot')), start)
    const tree = ofd.tree(path)
    return path && tree ? [{ path, root: tree, customDatas: customDatasOf(body) }] : []
  })
  return documents.length > 0 ? documents : looseDocuments(ofd).map((loose) => ({ ...loose, customDatas: customDatasOf(root) }))
}

/** Where OFD.xml leads nowhere, the documents that lie there all the same. */
function looseDocuments(ofd: OfdPackage): OfdDocument[] {
  return ofd.names.filter((name) => /(^|\/)Document\.xml$/i.test(name)).flatMap((path) => {
    const tree = ofd.tree(path)
    return tree ? [{ path, root: tree, customDatas: new Map<string, string>() }] : []
  })
}

function currentVersion(ofd: OfdPackage, body: XmlNode, from: string): string | null {
  const current = childrenOf(child(body, 'Versions'), 'Version').find((version) => version.attributes.Current === 'true')
  const path = current ? ofd.find(current.attributes.BaseLoc ?? '', from) : null
  const location = textOf(child(ofd.tree(path), 'DocRoot'))
  return path && location ? ofd.find(location, path) : null
}

function customDatasOf(node: XmlNode): Map<string, string> {
  return new Map(descendants(node, 'CustomData').map((data) => [data.attributes.Name ?? '', textOf(data)]))
}

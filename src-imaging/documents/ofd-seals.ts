/** Seals as they look on the page: the picture inside the electronic seal of a signature (GB/T 38540, GM/T 0031), where it is stamped. */
import { folderOf, type OfdDocument, type OfdPackage } from './ofd-package.ts'
import { numbersOf } from './ofd-objects.ts'
import { child, descendants, textOf } from './xml-tree.ts'

export interface Seal { pageId: string; boxMm: { x: number; y: number; width: number; height: number }; bytes: Uint8Array; format: string }

export function sealsOf(ofd: OfdPackage, { path }: OfdDocument): Seal[] {
  const folder = folderOf(path)
  return ofd.names.filter((name) => name.startsWith(folder) && /\/Signature\.xml$/i.test(name)).slice(0, 50).flatMap((name) => {
    const signature = ofd.tree(name)
    if (!signature) return []
    const value = ofd.find(textOf(child(signature, 'SignedValue')), name, folder) ?? ofd.find('SignedValue.dat', name)
    const seal = ofd.find(textOf(child(descendants(signature, 'Seal')[0] ?? null, 'BaseLoc')), name, folder)
    const inside = [seal, value].flatMap((file) => (file ? sealPicture(ofd.bytes(file)!) ?? [] : []))[0]
    if (!inside) return []
    return descendants(signature, 'StampAnnot').map((stamp) => {
      const [x = 0, y = 0, width = 0, height = 0] = numbersOf(stamp.attributes.Boundary)
      return { pageId: stamp.attributes.PageRef ?? '', boxMm: { x, y, width, height }, ...inside }
    })
  })
}

const latin = new TextDecoder('latin1')
const formats = ['ofd', 'png', 'jpg', 'jpeg', 'gif', 'bmp']

/** In the DER of a seal: a string that names the picture's format, then an octet string with the picture. */
function sealPicture(der: Uint8Array): Omit<Seal, 'pageId' | 'boxMm'> | null {
  for (let at = 0; at + 8 < Math.min(der.length, 4_000_000); at++) {
    const tag = der[at]!
    const length = der[at + 1]!
    if ((tag !== 0x16 && tag !== 0x0c && tag !== 0x13) || length < 3 || length > 4) continue
    const format = latin.decode(der.subarray(at + 2, at + 2 + length)).toLowerCase()
    if (!formats.includes(format)) continue
    const picture = octetsAt(der, at + 2 + length)
    if (picture) return { format, bytes: picture }
  }
  return null
}

function octetsAt(der: Uint8Array, at: number): Uint8Array | null {
  if (der[at] !== 0x04) return null
  const first = der[at + 1] ?? 0
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  if (lengthBytes > 4) return null
  let length = lengthBytes === 0 ? first : 0
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (der[at + 2 + i] ?? 0)
  const start = at + 2 + lengthBytes
  return start + length <= der.length && length > 16 ? der.subarray(start, start + length) : null
}

/** An OFD page of everything that is drawn: pictures of all formats, a seal, an embedded font, shapes; with the colours that must be seen. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import { writeJbig2 } from './jbig2.ts'
import { writeZip } from './zip-writer.ts'

export interface SeenColour { what: string; xMm: number; yMm: number; rgb: [number, number, number] }

export const drawnPageMm = { width: 100, height: 60 }

export async function makeDrawnOfd(): Promise<{ bytes: Buffer; seen: SeenColour[] }> {
  const font = await readFile(fileURLToPath(import.meta.resolve('pdfjs-dist/standard_fonts/LiberationSans-Bold.ttf')))
  const image = (id: number, x: number, ctm = '') => `<ofd:ImageObject ID="${100 + id}" Boundary="${x} 5 15 15"${ctm} ResourceID="${id}"/>`
  const content = `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>${image(10, 5)}${image(11, 22, ' CTM="15 0 0 15 0 0"')}${image(12, 39)}${image(13, 56)}${image(14, 73)}`
    + '<ofd:PathObject ID="30" Boundary="5 25 15 10" Fill="true" Stroke="false"><ofd:FillColor Value="0 0 255"/><ofd:AbbreviatedData>S 0 0 L 15 0 L 15 10 L 0 10 C</ofd:AbbreviatedData></ofd:PathObject>'
    + '<ofd:PathObject ID="31" Boundary="25 25 15 10" DrawParam="20"><ofd:AbbreviatedData>M 0 5 B 4 5 10 5 15 5</ofd:AbbreviatedData></ofd:PathObject>'
    + '<ofd:PathObject ID="32" Boundary="45 25 15 10" Fill="true" Stroke="false"><ofd:FillColor Value="0 100 100 0" ColorSpace="21"/><ofd:AbbreviatedData>M 0 5 A 5 5 0 1 1 10 5 A 5 5 0 1 1 0 5 C</ofd:AbbreviatedData></ofd:PathObject>'
    // A letter by its glyph's id, beside it a private code that says nothing.
    + '<ofd:TextObject ID="33" Boundary="5 40 30 15" Font="3" Size="14"><ofd:FillColor Value="0 128 0"/><ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>79</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="12">\ue001</ofd:TextCode></ofd:TextObject>'
    + '</ofd:Layer></ofd:Content></ofd:Page>'
  const files: [string, string | Uint8Array][] = [
    ['OFD.xml', '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>'],
    ['Doc_0/Document.xml', `<Document><CommonData><PageArea><PhysicalBox>0 0 ${drawnPageMm.width} ${drawnPageMm.height}</PhysicalBox></PageArea><PublicRes>Res.xml</PublicRes></CommonData><Pages><Page ID="1" BaseLoc="Content.xml"/></Pages></Document>`],
    ['Doc_0/Res.xml', '<Res BaseLoc="Res"><ColorSpaces><ColorSpace ID="21" Type="CMYK"/></ColorSpaces><DrawParams><DrawParam ID="19" LineWidth="2"/><DrawParam ID="20" Relative="19"><StrokeColor Value="255 128 0"/></DrawParam></DrawParams><Fonts><Font ID="3" FontName="Sample"><FontFile>font.ttf</FontFile></Font></Fonts><MultiMedias>'
      + ['a.png', 'b.jpg', 'c.bmp', 'd.jb2', 'e.png'].map((name, i) => `<MultiMedia ID="${10 + i}" Type="Image"><MediaFile>${name}</MediaFile></MultiMedia>`).join('') + '</MultiMedias></Res>'],
    ['Doc_0/Content.xml', content], ['Doc_0/Res/font.ttf', font], ['Doc_0/Res/a.png', plainPicture('#ff0000', 'png')], ['Doc_0/Res/b.jpg', plainPicture('#00a000', 'jpeg')], ['Doc_0/Res/c.bmp', plainBmp(40, 60, 200)], ['Doc_0/Res/d.jb2', writeJbig2()], ['Doc_0/Res/e.png', Buffer.from('no picture')],
    ['Doc_0/Signs/Signatures.xml', '<Signatures><Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></Signatures>'],
    ['Doc_0/Signs/Sign_0/Signature.xml', '<Signature><SignedInfo><StampAnnot ID="1" PageRef="1" Boundary="70 30 20 20"/></SignedInfo><SignedValue>SignedValue.dat</SignedValue></Signature>'],
    ['Doc_0/Signs/Sign_0/SignedValue.dat', sealOf(plainPicture('#c00000', 'png'))],
  ]
  return {
    bytes: writeZip(files.map(([name, data]) => ({ name, data: Buffer.from(data as Uint8Array) }))),
    seen: [
      { what: 'PNG', xMm: 12, yMm: 12, rgb: [255, 0, 0] }, { what: 'JPEG', xMm: 30, yMm: 12, rgb: [0, 160, 0] }, { what: 'BMP', xMm: 46, yMm: 12, rgb: [40, 60, 200] }, { what: 'JBIG2, inside', xMm: 63.5, yMm: 12.5, rgb: [0, 0, 0] }, { what: 'JBIG2, outside', xMm: 57, yMm: 6, rgb: [255, 255, 255] }, { what: 'a picture that is none', xMm: 80, yMm: 12, rgb: [255, 255, 255] },
      { what: 'filled path', xMm: 12, yMm: 30, rgb: [0, 0, 255] }, { what: 'stroke by inherited parameters', xMm: 33, yMm: 30, rgb: [255, 128, 0] }, { what: 'arc in CMYK', xMm: 50, yMm: 30, rgb: [255, 0, 0] }, { what: 'seal', xMm: 80, yMm: 40, rgb: [192, 0, 0] },
    ],
  }
}

function plainPicture(colour: string, format: 'png' | 'jpeg'): Buffer {
  const canvas = createCanvas(24, 24)
  const context = canvas.getContext('2d')
  context.fillStyle = colour
  context.fillRect(0, 0, 24, 24)
  return format === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', 95)
}

/** 8 x 8 points of 24 bits. */
function plainBmp(red: number, green: number, blue: number): Buffer {
  const bytes = Buffer.alloc(54 + 8 * 8 * 3)
  bytes.write('BM', 'latin1')
  for (const [at, value] of [[2, bytes.length], [10, 54], [14, 40], [18, 8], [22, 8]] as const) bytes.writeUInt32LE(value, at)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(24, 28)
  for (let at = 54; at < bytes.length; at += 3) bytes.set([blue, green, red], at)
  return bytes
}

/** The part of a seal's DER that holds its picture: format, octets, width, height. */
function sealOf(picture: Buffer): Buffer {
  const length = Buffer.of(0x82, picture.length >> 8, picture.length & 0xff)
  return Buffer.concat([Buffer.of(0x30, 0x80, 0x16, 2), Buffer.from('ES'), Buffer.of(0x16, 3), Buffer.from('png'), Buffer.of(0x04), length, picture, Buffer.of(2, 1, 20, 2, 1, 20)])
}

/** pdfjs-dist ships its decoders of pictures without types; what is used of them. */
declare module 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs' {
  export class Jbig2Image {
    static setOptions(options: { useWasm: boolean; useWorkerFetch: boolean; wasmUrl: string }): void
    static get instance(): Jbig2Image
    /** @returns rows of whole bytes, as a PDF has them: 0 is black */
    decode(bytes: Uint8Array, widthPx: number, heightPx: number, globals: null, ccitt: null): Promise<Uint8Array>
  }
}

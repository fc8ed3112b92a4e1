import type { Plugin } from 'vite'
export function pdfDecoder(): Plugin

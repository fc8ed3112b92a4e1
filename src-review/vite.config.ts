import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { pdfDecoder } from '../scripts/pdf-decoder.mjs'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), pdfDecoder()],
  build: { outDir: resolve(import.meta.dirname, '../out/review'), emptyOutDir: true, chunkSizeWarningLimit: 2000 },
})

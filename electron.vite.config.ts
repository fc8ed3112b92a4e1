import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import { pdfDecoder } from './scripts/pdf-decoder.mjs'

const at = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: 'out/app/main',
      rollupOptions: { input: { index: at('src-main/index.ts') } },
    },
  },
  preload: {
    build: {
      outDir: 'out/app/preload',
      // A sandboxed preload cannot load ES modules: one CommonJS file with everything in it.
      externalizeDeps: false,
      rollupOptions: { input: { index: at('src-preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [react(), pdfDecoder()],
    build: {
      outDir: at('out/app/renderer'),
      rollupOptions: { input: { index: at('src-renderer/index.html') } },
    },
  },
})

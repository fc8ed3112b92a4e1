/** The desk's window: providers and the first screen. */
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import 'antd/dist/reset.css'
import 'antd/dist/antd.css'
import './desk.css'
import { followStation, queryClient } from './bridge.ts'
import { DeskApp } from './desk-app.tsx'

followStation()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <DeskApp />
    </QueryClientProvider>
  </StrictMode>,
)

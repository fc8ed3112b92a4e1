/** The bureau's page: reviewers and administrators. */
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import 'antd/dist/reset.css'
import 'antd/dist/antd.css'
import './review.css'
import { queryClient } from './api.ts'
import { ReviewApp } from './review-app.tsx'

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ReviewApp />
    </QueryClientProvider>
  </StrictMode>,
)

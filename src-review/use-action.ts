/** Runs a request, refreshes what it changed, and tells the reviewer when it fails. */
import { App } from 'antd'
import { useState } from 'react'
import { ApiError, queryClient } from './api.ts'
import { errorText, useLanguage } from './text/use-text.ts'

/** @returns the action, which answers whether it succeeded, and whether it is running */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): [run: (...args: A) => Promise<boolean>, isRunning: boolean] {
  const { message } = App.useApp()
  const language = useLanguage()
  const [isRunning, setRunning] = useState(false)
  const run = async (...args: A): Promise<boolean> => {
    setRunning(true)
    try {
      await work(...args)
      return true
    } catch (error) {
      void message.error(errorText(error instanceof ApiError ? error.code : 'internal', language), 6)
      return false
    } finally {
      setRunning(false)
      void queryClient.invalidateQueries()
    }
  }
  return [run, isRunning]
}

/** Runs a call and tells the person when it fails: what happened, that nothing is lost, what to do next. */
import { App } from 'antd'
import { useCallback, useState } from 'react'
import type { ErrorCode } from '../../src-shared/errors.ts'
import { DeskError } from '../bridge.ts'
import { errorWords, useLanguage } from '../text/use-text.ts'

export function useErrorNotice(): (code: ErrorCode) => void {
  const { notification } = App.useApp()
  const language = useLanguage()
  return useCallback((code: ErrorCode) => {
    const { happened, remedy } = errorWords(code, language)
    notification.error({ key: code, title: happened, description: remedy, placement: 'bottomRight', duration: 8 })
  }, [notification, language])
}

/** @returns the action, which answers whether it succeeded, and whether it is running */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): [run: (...args: A) => Promise<boolean>, isRunning: boolean] {
  const notice = useErrorNotice()
  const [isRunning, setRunning] = useState(false)
  const run = async (...args: A): Promise<boolean> => {
    setRunning(true)
    try {
      await work(...args)
      return true
    } catch (error) {
      notice(error instanceof DeskError ? error.code : 'internal')
      return false
    } finally {
      setRunning(false)
    }
  }
  return [run, isRunning]
}

/** An error that stays on the screen while it lasts. */
import { Alert } from 'antd'
import { type ErrorCode, errorTable } from '../../src-shared/errors.ts'
import { errorWords, useLanguage } from '../text/use-text.ts'

export function ErrorNote({ code, action }: { code: ErrorCode; action?: React.ReactNode }) {
  const { happened, remedy } = errorWords(code, useLanguage())
  return <Alert type={errorTable[code].kind === 'retryable' ? 'info' : 'warning'} showIcon title={happened} description={remedy} action={action} />
}

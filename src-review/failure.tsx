/** In the place of what could not be fetched: what happened and what to do, never an endless wait. */
import { Alert } from 'antd'
import { errorTable } from '../src-shared/errors.ts'
import { ApiError } from './api.ts'
import { useLanguage } from './text/use-text.ts'

export function Failure({ error }: { error: Error }) {
  const language = useLanguage()
  const { happened, remedy } = errorTable[error instanceof ApiError ? error.code : 'internal']
  return <Alert className="narrow" type="warning" showIcon title={happened[language]} description={remedy[language]} data-testid="failure" />
}
